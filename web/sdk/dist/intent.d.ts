import type { RandomBytes } from './runtime.js';
/** Makes a random UUID (version 4). */
export declare function uuid(random: RandomBytes): string;
/**
 * What a person wants done once. The same input keeps its key however often it is sent, so that an act whose answer was lost is not done
 * twice; another input is another intent and gets another key.
 */
export interface Intent {
    /** The key for this input, to send as `idempotencyKey`. The input is given without it. */
    keyFor(input: unknown): string;
    /** The act was done: the same input sent again is meant as a second one. */
    settle(): void;
}
/** Makes an intent: one for each form, kept as long as the form is open. */
export declare function createIntent(random: RandomBytes): Intent;
