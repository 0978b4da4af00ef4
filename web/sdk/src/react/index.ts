/**
 * The house in React: the line, the clock, and streams as long as a component is there. For React 18 and newer, and React Native.
 *
 * @module
 */
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Document } from '../document.ts';
import type { House } from '../house.ts';
import type { SessionState } from '../session.ts';
import type { Signal } from '../signal.ts';
import type { EventHandlers, EventOptions, ItemOf, Line, LineState } from '../stream/index.ts';

/** The value of a signal, and again after each change. */
export const useSignal = <Value>(of: Signal<Value>): Value => useSyncExternalStore(of.subscribe, of.get, of.get);

/** The state of the line: whether what is shown is live. */
export const useLine = (line: Line): LineState => useSignal(line.state);

/** Who is signed in. */
export const useSession = (house: House): SessionState => useSignal(house.sessions.state);

/** The house's clock in milliseconds since 1970, again each second or as often as is said. */
export function useServerClock(house: House, everyMs = 1_000): number {
  const [now, setNow] = useState(() => house.clock.now());
  useEffect(() => {
    let stop = () => {};
    const tick = () => {
      const current = house.clock.now();
      setNow(current);
      // In step with the house's seconds, so that all clocks on a page change together.
      stop = house.runtime.timers.after(everyMs - (current % everyMs), tick);
    };
    tick();
    return () => stop();
  }, [house, everyMs]);
  return now;
}

/** What is left until an instant. */
export interface Countdown {
  /** Milliseconds, never below zero. */
  readonly leftMs: number;
  /** `14:59`, `1:02:03`. */
  readonly text: string;
  readonly isOver: boolean;
}

/** Counts down to an instant of the house (`expiresAt` of a quote), by the house's clock. Null as long as there is none. */
export function useCountdown(house: House, until: string | null | undefined): Countdown | null {
  const now = useServerClock(house);
  if (!until) return null;
  const leftMs = Math.max(0, Date.parse(until) - now);
  const seconds = Math.ceil(leftMs / 1_000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60), seconds % 60];
  const two = (part: number) => String(part).padStart(2, '0');
  return { leftMs, text: hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${two(minutes)}:${two(rest)}`, isOver: leftMs === 0 };
}

/** How a component follows a stream. */
export interface UseStreamOptions extends EventOptions {
  /** True as long as nothing is to be followed. */
  readonly isPaused?: boolean;
}

/**
 * Follows a stream of events as long as the component is there. The handlers may change from one time to the next, and the newest are called;
 * other variables, compared as JSON, begin another stream.
 */
export function useStream<Result, Variables>(
  line: Line,
  document: Document<Result, Variables>,
  variables: Omit<Variables, 'after'>,
  handlers: EventHandlers<ItemOf<Result>>,
  { isPaused = false, ...options }: UseStreamOptions = {},
): void {
  const newest = useRef(handlers);
  const begin = useRef(options);
  useEffect(() => {
    newest.current = handlers;
    begin.current = options;
  });
  const asked = JSON.stringify(variables);
  useEffect(() => {
    if (isPaused) return undefined;
    const stream = line.events<Result, Variables>(document, JSON.parse(asked) as Omit<Variables, 'after'>, {
      onItem: (item, arrival) => newest.current.onItem(item, arrival),
      onReload: (cause) => newest.current.onReload?.(cause),
      onCursor: (cursor) => newest.current.onCursor?.(cursor),
      onEnd: (error) => newest.current.onEnd?.(error),
    }, begin.current);
    return () => stream.stop();
  }, [line, document, asked, isPaused]);
}

/** What ends listening to `AppState`. */
export interface AppStateSubscription {
  /** Ends it. */
  remove(): void;
}

/** The part of `AppState` of React Native that is listened to. */
export interface AppStateLike {
  readonly currentState: string | null | undefined;
  /** Tells of each change, until it is removed. */
  addEventListener(type: 'change', listener: (state: string) => void): AppStateSubscription;
}

/** Tells the line when the app goes to the background and comes back: `useAppState(line, AppState)` once, at the root. */
export function useAppState(line: Line, appState: AppStateLike): void {
  useEffect(() => {
    line.show(appState.currentState === 'active' || !appState.currentState);
    const listening = appState.addEventListener('change', (state) => line.show(state === 'active'));
    return () => listening.remove();
  }, [line, appState]);
}
