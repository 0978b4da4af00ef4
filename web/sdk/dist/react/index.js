/**
 * The house in React: the line, the clock, and streams as long as a component is there. For React 18 and newer, and React Native.
 *
 * @module
 */
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
/** The value of a signal, and again after each change. */
export const useSignal = (of) => useSyncExternalStore(of.subscribe, of.get, of.get);
/** The state of the line: whether what is shown is live. */
export const useLine = (line) => useSignal(line.state);
/** Who is signed in. */
export const useSession = (house) => useSignal(house.sessions.state);
/** The house's clock in milliseconds since 1970, again each second or as often as is said. */
export function useServerClock(house, everyMs = 1_000) {
    const [now, setNow] = useState(() => house.clock.now());
    useEffect(() => {
        let stop = () => { };
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
/** Counts down to an instant of the house (`expiresAt` of a quote), by the house's clock. Null as long as there is none. */
export function useCountdown(house, until) {
    const now = useServerClock(house);
    if (!until)
        return null;
    const leftMs = Math.max(0, Date.parse(until) - now);
    const seconds = Math.ceil(leftMs / 1_000);
    const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60), seconds % 60];
    const two = (part) => String(part).padStart(2, '0');
    return { leftMs, text: hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${two(minutes)}:${two(rest)}`, isOver: leftMs === 0 };
}
/**
 * Follows a stream of events as long as the component is there. The handlers may change from one time to the next, and the newest are called;
 * other variables, compared as JSON, begin another stream.
 */
export function useStream(line, document, variables, handlers, { isPaused = false, ...options } = {}) {
    const newest = useRef(handlers);
    const begin = useRef(options);
    useEffect(() => {
        newest.current = handlers;
        begin.current = options;
    });
    const asked = JSON.stringify(variables);
    useEffect(() => {
        if (isPaused)
            return undefined;
        const stream = line.events(document, JSON.parse(asked), {
            onItem: (item, arrival) => newest.current.onItem(item, arrival),
            onReload: (cause) => newest.current.onReload?.(cause),
            onCursor: (cursor) => newest.current.onCursor?.(cursor),
            onEnd: (error) => newest.current.onEnd?.(error),
        }, begin.current);
        return () => stream.stop();
    }, [line, document, asked, isPaused]);
}
/** Tells the line when the app goes to the background and comes back: `useAppState(line, AppState)` once, at the root. */
export function useAppState(line, appState) {
    useEffect(() => {
        line.show(appState.currentState === 'active' || !appState.currentState);
        const listening = appState.addEventListener('change', (state) => line.show(state === 'active'));
        return () => listening.remove();
    }, [line, appState]);
}
