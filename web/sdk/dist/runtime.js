const globals = globalThis;
/** Makes what ends a request early; null in a runtime that has no `AbortController`. */
export const cancellation = () => globals.AbortController ? new globals.AbortController() : null;
/** The `fetch` of the runtime, found at each call: a page may replace it after the house was made. */
export const runtimeFetch = (address, init) => {
    if (!globals.fetch)
        throw new Error('This runtime has no fetch: give createHouse one.');
    return globals.fetch(address, init);
};
/** The waits of the runtime. */
export const runtimeTimers = {
    after(milliseconds, run) {
        const timer = globals.setTimeout(run, milliseconds);
        return () => globals.clearTimeout(timer);
    },
};
/** The random source of the runtime. Hermes has none: there `random` of createHouse is given, for example by expo-crypto. */
export const runtimeRandom = (bytes) => {
    const crypto = globals.crypto;
    if (!crypto?.getRandomValues) {
        throw new Error('This runtime has no random source: give createHouse `random`, for example getRandomValues of expo-crypto.');
    }
    return crypto.getRandomValues(bytes);
};
/** Hex SHA-256 of the bytes; null in a runtime without `crypto.subtle`. */
export async function sha256(bytes) {
    const subtle = globals.crypto?.subtle;
    if (!subtle)
        return null;
    const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
/** Keeps texts in memory: for tests, servers, and pages that forget with the tab. */
export function memoryStore() {
    const kept = new Map();
    return {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
        removeItem: (key) => void kept.delete(key),
    };
}
