/** What a program reads of an answer; the `Response` of browsers, Node and React Native has it. */
export interface FetchResponse {
    readonly ok: boolean;
    readonly status: number;
    readonly headers: {
        get(name: string): string | null;
    };
    readonly body?: unknown;
    text(): Promise<string>;
}
/**
 * The `fetch` of the runtime, or another of the same shape. It is written as a method, so that a `fetch` with narrower
 * types for what it is given is admitted.
 */
export type Fetch = {
    call(address: string, init?: object): Promise<FetchResponse>;
}['call'];
/** The part of `AbortSignal` that is listened to. */
export interface CancelSignal {
    readonly aborted: boolean;
    addEventListener(type: 'abort', listener: () => void): void;
    removeEventListener(type: 'abort', listener: () => void): void;
}
/** Waits that can be called off. A test gives its own, which stand still. */
export interface Timers {
    /** Calls `run` after `milliseconds`; answers what calls it off. */
    after(milliseconds: number, run: () => void): () => void;
}
/** Fills an array with random bytes that nobody can guess: `crypto.getRandomValues`, or `getRandomValues` of expo-crypto. */
export type RandomBytes = {
    call(bytes: Uint8Array): unknown;
}['call'];
/** Texts by name: `localStorage`, `sessionStorage` and AsyncStorage of React Native fit as they are. */
export interface KeyValueStore {
    getItem(key: string): string | null | Promise<string | null>;
    setItem(key: string, value: string): void | Promise<void>;
    removeItem(key: string): void | Promise<void>;
}
/** Makes what ends a request early; null in a runtime that has no `AbortController`. */
export declare const cancellation: () => {
    readonly signal: CancelSignal;
    abort(): void;
} | null;
/** The `fetch` of the runtime, found at each call: a page may replace it after the house was made. */
export declare const runtimeFetch: Fetch;
/** The waits of the runtime. */
export declare const runtimeTimers: Timers;
/** The random source of the runtime. Hermes has none: there `random` of createHouse is given, for example by expo-crypto. */
export declare const runtimeRandom: RandomBytes;
/** Hex SHA-256 of the bytes; null in a runtime without `crypto.subtle`. */
export declare function sha256(bytes: Uint8Array): Promise<string | null>;
/** Keeps texts in memory: for tests, servers, and pages that forget with the tab. */
export declare function memoryStore(): KeyValueStore;
