import { useEffect, useRef } from 'react';
import type { Example } from '../examples/catalogue';
import type { SeenStore } from '../examples/seenStore';
import { useOpenExample } from './useOpenExample';

/** An example to open, with an object that its variables are about. */
export interface Opening {
  readonly example: Example;
  readonly about: unknown;
}

/** Opens what another part of the page asks for, once, as soon as the editors are there. */
export function OpenRequest({ opening, seen }: { opening: Opening | null; seen: SeenStore }) {
  const open = useOpenExample();
  const done = useRef<Opening | null>(null);
  useEffect(() => {
    if (!open || !opening || done.current === opening) return;
    done.current = opening;
    seen.learn(opening.about);
    open(opening.example, seen.current());
  }, [open, opening, seen]);
  return null;
}
