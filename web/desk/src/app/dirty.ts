import { useEffect } from 'react';

const dirty = new Set<symbol>();

/** True while somebody has typed what is not sent: then nothing reloads the page by itself. */
export const isDirty = (): boolean => dirty.size > 0;

/** Says that a form holds what was typed. */
export function useDirty(holds: boolean): void {
  useEffect(() => {
    if (!holds) return;
    const one = Symbol('form');
    dirty.add(one);
    return () => void dirty.delete(one);
  }, [holds]);
}
