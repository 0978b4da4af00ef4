import { type Document } from '../document.js';
import { HouseError, type GraphQLErrorShape } from '../errors.js';
import type { House } from '../house.js';
import type { EventCursor } from '../scalar.js';
import type { EventHandlers, EventOptions, ReloadCause } from './options.js';
/** A result of a subscription, as every transport brings it. */
export interface StreamResult {
    readonly data?: unknown;
    readonly errors?: readonly GraphQLErrorShape[];
    readonly extensions?: Readonly<Record<string, unknown>>;
}
/** Who takes results as they come, instead of items: libraries with a cache of their own. */
export interface ResultHandlers extends EventHandlers<never> {
    onResult?(result: StreamResult): void;
}
/** What became of reading the missed events by HTTP. */
export type CatchUp = 'whole' | 'too-many' | 'failed';
/** One stream of events: where it stands, and what was handed on of it. No transport is known here. */
export declare class Follower {
    private readonly house;
    private readonly handlers;
    private readonly recovered;
    readonly text: string;
    /** Read anew by whoever subscribes: `after` is always the newest cursor. */
    readonly variables: Record<string, unknown>;
    private readonly query;
    private newest;
    private movedAt;
    private readonly seen;
    private pending;
    private isOver;
    /** The root field, by the name that the document gives it. */
    private field;
    constructor(house: House, document: Document<unknown, never>, variables: Record<string, unknown>, handlers: ResultHandlers, options: EventOptions, recovered: () => void);
    cursor(): EventCursor | null;
    /** Milliseconds since the position was last known to be the newest. */
    age(): number;
    /** False while its beginning is looked for. */
    get isFollowing(): boolean;
    get canAsk(): boolean;
    stop(): void;
    /** Hands on what a result holds; false once the stream is over. */
    take(result: StreamResult, isRecovered: boolean): boolean;
    /** Begins anew at the next item: the state is loaded for this reason. */
    restart(cause: ReloadCause): void;
    end(error: HouseError): void;
    /** Reads what was missed, page by page, until there is no more, or more than `most`. */
    catchUp(most: number): Promise<CatchUp>;
    /**
     * Follows by one request. The log is read from its beginning where there is no cursor: until its end is found nothing is handed on, and then
     * the state is loaded.
     */
    next(stopped: {
        readonly isStopped: boolean;
    }): Promise<'more' | 'caught-up' | 'failed'>;
    private skip;
    private ask;
    private hand;
    private isKnown;
}
/** Errors after which a stream is not asked for again: the right is gone, or the document is at fault. */
export declare const isFinal: (error: HouseError) => boolean;
