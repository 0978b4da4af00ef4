import type { RandomBytes } from './runtime.ts';

/** Makes a random UUID (version 4). */
export function uuid(random: RandomBytes): string {
  const bytes = new Uint8Array(16);
  random(bytes);
  const hex = Array.from(bytes, (byte, index) => {
    const set = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    return set.toString(16).padStart(2, '0');
  }).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * What a person wants done once. The same input keeps its key however often it is sent, so that an act whose answer was lost is not done
 * twice, also when another input was tried in between; another input is another intent and gets another key.
 */
export interface Intent {
  /** The key for this input, to send as `idempotencyKey`. The input is given without it. */
  keyFor(input: unknown): string;
  /** The act was done: the same input sent again is meant as a second one. */
  settle(): void;
}

/** Makes an intent: one for each form, kept as long as the form is open. */
export function createIntent(random: RandomBytes): Intent {
  const keys = new Map<string, string>();
  return {
    keyFor(input) {
      const fingerprint = canonical(input);
      const key = keys.get(fingerprint) ?? uuid(random);
      keys.set(fingerprint, key);
      return key;
    },
    settle: () => keys.clear(),
  };
}

/** The order of fields is no difference, and a field that is not there is none. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)));
  }) ?? '';
