import { type ServerClock } from './clock.js';
import { type Document, type RootOf } from './document.js';
import { type Intent } from './intent.js';
import { type Answer, type RequestOptions } from './request.js';
import { type Fetch, type KeyValueStore, type RandomBytes, type Timers } from './runtime.js';
import { type SessionMode, type Sessions } from './session.js';
/** What a program tells of itself. Only the address is needed. */
export interface HouseOptions {
    /** Where the house is: `https://api.qoricash.pe`; empty for a page that the house serves itself. Read anew for every request. */
    readonly url: string | (() => string);
    /** How a person's session is kept; by cookie when left out. */
    readonly session?: SessionMode;
    /** The `fetch` to ask with. */
    readonly fetch?: Fetch;
    /** What keeps the outbox between two starts; in memory when left out. */
    readonly storage?: KeyValueStore;
    /** The clock of the device, in milliseconds since 1970. */
    readonly now?: () => number;
    /** The source of idempotency keys; needed in React Native, where the runtime has none. */
    readonly random?: RandomBytes;
    /** Waits; for tests. */
    readonly timers?: Timers;
    /** Numbers from 0 to 1 by which waits differ; for tests. */
    readonly jitter?: () => number;
    /** Milliseconds until an attempt is given up; 20 seconds when left out. */
    readonly timeoutMs?: number;
    /** Which program asks, for the house's log. */
    readonly client?: {
        readonly name: string;
        readonly version: string;
    };
}
/** The house, as one program sees it. */
export interface House {
    /** The address of a path of the house. */
    address(path: string): string;
    /** Asks, with the types of the document. Nothing that a program has to expect is thrown. */
    request<Data, Variables = Record<string, never>>(document: Document<Data, Variables>, ...rest: VariablesAndOptions<Variables>): Promise<Answer<Data>>;
    /**
     * Carries out a mutation with one root field, and answers its payload. Refusals of the payload are errors of the kind `person`; the payload
     * comes with them, since it may have the way on (`freshQuote`, the object as it is now).
     */
    act<Data, Variables = Record<string, never>>(document: Document<Data, Variables>, ...rest: VariablesAndOptions<Variables>): Promise<Answer<RootOf<Data>>>;
    readonly sessions: Sessions;
    readonly clock: ServerClock;
    /** Begins something that a person wants done once. */
    intent(): Intent;
    /** A random UUID. */
    id(): string;
    /** What the parts of this package share. */
    readonly runtime: HouseRuntime;
}
/** What a house was given, or took from its runtime. */
export interface HouseRuntime {
    readonly fetch: Fetch;
    readonly storage: KeyValueStore;
    readonly now: () => number;
    readonly timers: Timers;
    /** A number from 0 to 1, for waits; nothing secret is made of it. */
    readonly jitter: () => number;
    readonly headers: () => Record<string, string>;
    readonly usesCookie: boolean;
}
/** Variables may be left out where a document has none. */
export type VariablesAndOptions<Variables> = Record<string, never> extends Variables ? [variables?: Variables, options?: RequestOptions] : [variables: Variables, options?: RequestOptions];
/** Makes the one entry to a house. It opens nothing and asks nothing until it is told to. */
export declare function createHouse(options: HouseOptions): House;
