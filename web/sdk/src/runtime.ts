/** Headers of an answer. */
export interface ResponseHeaders {
  /** A header by its name, in any case; null where it is not. */
  get(name: string): string | null;
}

/** What a program reads of an answer; the `Response` of browsers, Node and React Native has it. */
export interface FetchResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body?: unknown;
  /** The whole body as text. */
  text(): Promise<string>;
}

/**
 * The `fetch` of the runtime, or another of the same shape. It is written as a method, so that a `fetch` with narrower
 * types for what it is given is admitted.
 */
export type Fetch = {
  /** Asks an address; rejects where it is not reached. */
  call(address: string, init?: object): Promise<FetchResponse>;
}['call'];

/** The part of `AbortSignal` that is listened to. */
export interface CancelSignal {
  readonly aborted: boolean;
  /** Calls the listener when it is called off. */
  addEventListener(type: 'abort', listener: () => void): void;
  /** Calls it no more. */
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Waits that can be called off. A test gives its own, which stand still. */
export interface Timers {
  /** Calls `run` after `milliseconds`; answers what calls it off. */
  after(milliseconds: number, run: () => void): () => void;
}

/** Fills an array with random bytes that nobody can guess: `crypto.getRandomValues`, or `getRandomValues` of expo-crypto. */
export type RandomBytes = {
  /** Fills the array. */
  call(bytes: Uint8Array): unknown;
}['call'];

/** Texts by name: `localStorage`, `sessionStorage` and AsyncStorage of React Native fit as they are. */
export interface KeyValueStore {
  /** The text of a name; null where there is none. */
  getItem(key: string): string | null | Promise<string | null>;
  /** Keeps a text. */
  setItem(key: string, value: string): void | Promise<void>;
  /** Forgets a text. */
  removeItem(key: string): void | Promise<void>;
}

interface Globals {
  fetch?: Fetch;
  crypto?: { getRandomValues?: RandomBytes; subtle?: { digest(name: string, bytes: Uint8Array): Promise<ArrayBuffer> } };
  AbortController?: new () => { readonly signal: CancelSignal; abort(): void };
  setTimeout(run: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

const globals = globalThis as unknown as Globals;

/** Makes what ends a request early; null in a runtime that has no `AbortController`. */
export const cancellation = (): { readonly signal: CancelSignal; abort(): void } | null =>
  globals.AbortController ? new globals.AbortController() : null;

/** The `fetch` of the runtime, found at each call: a page may replace it after the house was made. */
export const runtimeFetch: Fetch = (address, init) => {
  if (!globals.fetch) throw new Error('This runtime has no fetch: give createHouse one.');
  return globals.fetch(address, init);
};

/** The waits of the runtime. */
export const runtimeTimers: Timers = {
  after(milliseconds, run) {
    const timer = globals.setTimeout(run, milliseconds);
    return () => globals.clearTimeout(timer);
  },
};

/** The random source of the runtime. Hermes has none: there `random` of createHouse is given, for example by expo-crypto. */
export const runtimeRandom: RandomBytes = (bytes) => {
  const crypto = globals.crypto;
  if (!crypto?.getRandomValues) {
    throw new Error('This runtime has no random source: give createHouse `random`, for example getRandomValues of expo-crypto.');
  }
  return crypto.getRandomValues(bytes);
};

/** Hex SHA-256 of the bytes; null in a runtime without `crypto.subtle`. */
export async function sha256(bytes: Uint8Array): Promise<string | null> {
  const subtle = globals.crypto?.subtle;
  if (!subtle) return null;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Keeps texts in memory: for tests, servers, and pages that forget with the tab. */
export function memoryStore(): KeyValueStore {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}
