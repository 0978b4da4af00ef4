import type { Document } from '../document.js';
import type { House } from '../house.js';
import type { SessionState } from '../session.js';
import type { Signal } from '../signal.js';
import type { EventHandlers, EventOptions, ItemOf, Line, LineState } from '../stream/index.js';
/** The value of a signal, and again after each change. */
export declare const useSignal: <Value>(of: Signal<Value>) => Value;
/** The state of the line: whether what is shown is live. */
export declare const useLine: (line: Line) => LineState;
/** Who is signed in. */
export declare const useSession: (house: House) => SessionState;
/** The house's clock in milliseconds since 1970, again each second or as often as is said. */
export declare function useServerClock(house: House, everyMs?: number): number;
/** What is left until an instant. */
export interface Countdown {
    /** Milliseconds, never below zero. */
    readonly leftMs: number;
    /** `14:59`, `1:02:03`. */
    readonly text: string;
    readonly isOver: boolean;
}
/** Counts down to an instant of the house (`expiresAt` of a quote), by the house's clock. Null as long as there is none. */
export declare function useCountdown(house: House, until: string | null | undefined): Countdown | null;
/** How a component follows a stream. */
export interface UseStreamOptions extends EventOptions {
    /** True as long as nothing is to be followed. */
    readonly isPaused?: boolean;
}
/**
 * Follows a stream of events as long as the component is there. The handlers may change from one time to the next, and the newest are called;
 * other variables, compared as JSON, begin another stream.
 */
export declare function useStream<Result, Variables>(line: Line, document: Document<Result, Variables>, variables: Omit<Variables, 'after'>, handlers: EventHandlers<ItemOf<Result>>, { isPaused, ...options }?: UseStreamOptions): void;
/** The part of `AppState` of React Native that is listened to. */
export interface AppStateLike {
    readonly currentState: string | null | undefined;
    addEventListener(type: 'change', listener: (state: string) => void): {
        remove(): void;
    };
}
/** Tells the line when the app goes to the background and comes back: `useAppState(line, AppState)` once, at the root. */
export declare function useAppState(line: Line, appState: AppStateLike): void;
