/**
 * Who can do something about it: nobody was reached (`network`), the program asked wrongly, too often or without a right (`program`), or a
 * person can mend what was typed (`person`).
 */
export type HouseErrorKind = 'network' | 'program' | 'person';
/** Codes of failures in which the house said nothing. Every other code is the house's own: `docs/errors.md`. */
export type NetworkCode = 'OFFLINE' | 'TIMED_OUT' | 'CANCELED' | 'UNREADABLE';
/** What an error is made of. */
export interface HouseErrorParts {
    readonly kind: HouseErrorKind;
    readonly code: string;
    readonly message: string;
    readonly field?: readonly string[] | null;
    readonly params?: Readonly<Record<string, string>>;
    readonly requestId?: string | null;
    readonly retryable?: boolean;
    readonly retryAfterMs?: number | null;
    readonly cause?: unknown;
}
/** Why something was not done. `message` is Spanish and ready to show. */
export declare class HouseError extends Error {
    readonly name: string;
    readonly kind: HouseErrorKind;
    /** For programs: a code of the house's closed list, or a `NetworkCode`. */
    readonly code: string;
    /** Path in the input, as in `userErrors`; null when it is about the whole. */
    readonly field: readonly string[] | null;
    /** The figures behind a refusal, as texts. */
    readonly params: Readonly<Record<string, string>>;
    /** What support asks for; null when no answer came. */
    readonly requestId: string | null;
    /** True when the same request may succeed later; a mutation with the same idempotency key. */
    readonly retryable: boolean;
    /** How long to wait at least, in milliseconds; null when the house did not say. */
    readonly retryAfterMs: number | null;
    constructor(parts: HouseErrorParts);
}
/** The error of a request that the house did not answer. */
export declare const networkError: (code: NetworkCode, cause?: unknown, requestId?: string | null) => HouseError;
/** An error of a GraphQL answer, as it comes. */
export interface GraphQLErrorShape {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
}
/** Reads an error of an answer. `retryAfter` comes in seconds. */
export declare function programError(error: GraphQLErrorShape, requestId?: string | null): HouseError;
/** A refusal of a mutation; documents select at least `code` and `message`. */
export interface UserErrorShape {
    readonly code: string;
    readonly message: string;
    readonly field?: readonly string[] | null;
    readonly params?: readonly {
        readonly name: string;
        readonly value: string;
    }[];
}
/** The payload of a mutation, as far as every one is alike. */
export interface MutationPayload {
    readonly userErrors?: readonly UserErrorShape[];
}
/** Reads the refusals of a payload: none when the act was done. */
export declare const refusalsOf: (payload: MutationPayload | null | undefined, requestId?: string | null) => readonly HouseError[];
