import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react';
import { Icon } from './Icon.tsx';
import { age, countdown, limaExact, limaTime, urgency } from './time.ts';

interface Ticker {
  readonly subscribe: (listener: () => void) => () => void;
  readonly now: () => number;
}

/** One timer for all clocks of a page; it stands still while nothing that ticks is shown. */
function ticker(clock: () => number): Ticker {
  const listeners = new Set<() => void>();
  let now = clock();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    now = clock();
    for (const listener of listeners) listener();
  };
  return {
    now: () => now,
    subscribe(listener) {
      if (listeners.size === 0) {
        now = clock();
        timer = setInterval(tick, 1_000);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearInterval(timer);
      };
    },
  };
}

const Ticks = createContext<Ticker>(ticker(Date.now));

/** Gives the clocks below it the server's time. */
export function ClockProvider({ now, children }: { readonly now: () => number; readonly children: ReactNode }) {
  const ticks = useMemo(() => ticker(now), [now]);
  return <Ticks value={ticks}>{children}</Ticks>;
}

/** The server's time in milliseconds, anew each second. */
export function useNow(): number {
  const ticks = useContext(Ticks);
  return useSyncExternalStore(ticks.subscribe, ticks.now);
}

/** An instant: the clock today, day and clock else; the exact one when pointed at. */
export function Time({ at }: { readonly at: string }) {
  const ticks = useContext(Ticks);
  return <time dateTime={at} title={limaExact(at)}>{limaTime(at, ticks.now())}</time>;
}

/** How long ago, ticking. */
export function Age({ at }: { readonly at: string }) {
  const now = useNow();
  return <time dateTime={at} title={limaExact(at)}>{age(now - Date.parse(at))}</time>;
}

/** What is left until an end, with the word that says so when little is. */
export function Countdown({ until, lateWord }: { readonly until: string; readonly lateWord: string }) {
  const left = Date.parse(until) - useNow();
  const state = urgency(left);
  return (
    <time className={`countdown countdown-${state}`} dateTime={until} title={limaExact(until)}>
      {countdown(left)}
      {state === 'late' && <span className="countdown-word"> <Icon name="alarm" /> {lateWord}</span>}
    </time>
  );
}
