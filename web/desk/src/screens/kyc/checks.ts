import { useState } from 'react';
import type { Declared } from './review.ts';

const keyOf = (clientId: string) => `qoricash-desk:checks:${clientId}`;

/** Which declared fields one has compared with the papers. They stay for this tab: fields alone, and nothing of the client. */
export function useChecks(clientId: string): readonly [ReadonlySet<string>, (field: Declared['field']) => void] {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set(sessionStorage.getItem(keyOf(clientId))?.split(' ').filter(Boolean)));
  const toggle = (field: Declared['field']) => {
    const next = new Set(ticked);
    if (!next.delete(field)) next.add(field);
    sessionStorage.setItem(keyOf(clientId), [...next].join(' '));
    setTicked(next);
  };
  return [ticked, toggle];
}
