import type { ServerClock } from './clock.js';
import { type Document } from './document.js';
import { type HouseError } from './errors.js';
import { type CancelSignal, type Fetch, type Timers } from './runtime.js';
/** What an answer says beside its data. */
export interface AnswerExtensions {
    /** The house's clock when it answered (RFC 3339). */
    readonly serverTime: string | null;
    readonly requestId: string | null;
    /** What the document cost, as the house says it; to be shown, not to be calculated with. */
    readonly cost: unknown;
    /** True when the act had been done before, under the same idempotency key. */
    readonly idempotencyReplayed: boolean;
    /** `ENDED` when the session that was sent is over. */
    readonly session: string | null;
}
/** What was asked for, whole. */
export interface Success<Data> {
    readonly ok: true;
    readonly data: Data;
    readonly errors: readonly [];
    readonly extensions: AnswerExtensions;
}
/** Why something is missing. Where parts could be answered they are in `data`; what failed is null there. */
export interface Failure<Data> {
    readonly ok: false;
    readonly data: Data | null;
    /** The first of `errors`. */
    readonly error: HouseError;
    readonly errors: readonly HouseError[];
    readonly extensions: AnswerExtensions;
}
/** What became of a request: nothing is thrown that a program has to expect. */
export type Answer<Data> = Success<Data> | Failure<Data>;
/** How one request is made. */
export interface RequestOptions {
    /** Ends it early. */
    readonly signal?: CancelSignal;
    /** Milliseconds until an attempt is given up. */
    readonly timeoutMs?: number;
    /** How often it is tried again, where that is safe. */
    readonly retries?: number;
    /** True for a mutation without a key that may be done twice, false for what must be sent once. */
    readonly repeatable?: boolean;
}
/** What a requester needs. */
export interface Requester {
    readonly address: () => string;
    readonly fetch: Fetch;
    readonly timers: Timers;
    readonly random: () => number;
    readonly clock: ServerClock;
    readonly timeoutMs: number;
    readonly headers: () => Record<string, string>;
    readonly token: () => Promise<string | null>;
    readonly usesCookie: boolean;
    readonly ended: (reason: HouseError | null, token: string | null) => Promise<void>;
}
/** Waits before the next attempt: longer each time, at most `ceiling`, and never in step with all others. */
export declare const backOff: (attempt: number, random: number, ceiling?: number) => number;
/**
 * Asks once, and again where that is safe: queries, and mutations whose input has an `idempotencyKey`, after failures that the house calls
 * retryable, at most `retries` times and never after a wait of more than ten seconds.
 */
export declare function request<Data, Variables>(requester: Requester, document: Document<Data, Variables>, variables: Variables, options?: RequestOptions): Promise<Answer<Data>>;
/** Waits; false when it was called off. */
export declare const pause: (timers: Timers, milliseconds: number, signal?: CancelSignal) => Promise<boolean>;
