import { useEffect } from 'react';
import { renew, type Session } from './api';

const renewAtMostEvery = 60_000;
const afterTheEnd = 1_000;

/**
 * Renews a session while a person works, and calls onEnd when its idle end has passed without any. Only keys and
 * pointers count: an open page or socket is no activity (decisions.md, "sessions").
 */
export function useActivity(session: Session | null, onEnd: () => void): void {
  const id = session?.id;
  const lifetime = session?.idleFor ?? 0;

  useEffect(() => {
    if (!id) return;
    let renewedAt = Date.now();
    let end = setTimeout(onEnd, lifetime + afterTheEnd);

    const onActivity = async () => {
      if (Date.now() - renewedAt < renewAtMostEvery) return;
      renewedAt = Date.now();
      try {
        const renewed = await renew();
        if (!renewed) return onEnd();
        clearTimeout(end);
        end = setTimeout(onEnd, renewed.idleFor + afterTheEnd);
      } catch {
        onEnd();
      }
    };

    const listening = new AbortController();
    for (const kind of ['pointerdown', 'keydown'] as const) {
      window.addEventListener(kind, () => void onActivity(), { signal: listening.signal, passive: true, capture: true });
    }
    return () => {
      listening.abort();
      clearTimeout(end);
    };
  }, [id, lifetime, onEnd]);
}
