import { signal } from '@qoricash/sdk';
import { useEffect, useSyncExternalStore } from 'react';
import { line } from '../house/client.ts';
import { house } from '../house/house.ts';

/** When the session ends unless somebody does something, whichever tab heard it last. */
const idleEnd = signal<string | null>(null);

function learnIdleEnd(instant: string | null): void {
  const known = idleEnd.get();
  if (instant && (!known || Date.parse(instant) > Date.parse(known))) idleEnd.set(instant);
}

/** Keeps the session alive by what a person does, tells other tabs, and notices when it ended. Called once. */
export function watchSession(): void {
  const { state } = house.sessions;
  let said: string | null = null;
  state.subscribe(() => {
    const now = state.get();
    if (now.status !== 'signed-in') {
      idleEnd.set(null);
      return;
    }
    learnIdleEnd(now.session.idleExpiresAt);
    if (said !== now.session.idleExpiresAt) line.renewed(now.session.idleExpiresAt);
    said = now.session.idleExpiresAt;
  });
  line.idleEnd.subscribe(() => learnIdleEnd(line.idleEnd.get()));
  const active = () => void house.sessions.renew();
  for (const kind of ['pointerdown', 'keydown'] as const) addEventListener(kind, active, { passive: true });
  // The line is closed when the session is over, in whichever tab it was ended: who is signed in now, the house says.
  line.state.subscribe(() => {
    if (line.state.get().status === 'stopped' && state.get().status === 'signed-in') void house.sessions.restore();
  });
}

export const useSession = () => useSyncExternalStore(house.sessions.state.subscribe, house.sessions.state.get);
export const useIdleEnd = () => useSyncExternalStore(idleEnd.subscribe, idleEnd.get);

/** Asks who is signed in once the session should be over: nothing else would tell a page on which nobody does anything. */
export function useEndOfSession(now: number): number | null {
  const end = useIdleEnd();
  const left = end ? Date.parse(end) - now : null;
  const isOver = left !== null && left < 0;
  useEffect(() => {
    if (isOver) void house.sessions.restore();
  }, [isOver]);
  return left;
}
