import { type Document, type RootOf } from '../document.js';
import { HouseError } from '../errors.js';
import type { House } from '../house.js';
import { type Signal } from '../signal.js';
import { type StreamResult } from './follower.js';
import type { EventHandlers, EventOptions, EventStream, ItemOf, LineOptions, ValueHandlers } from './options.js';
import { type LineState } from './state.js';
/** One line to the house: everything that a program follows goes by it. */
export interface Line {
    readonly state: Signal<LineState>;
    /**
     * Follows a stream of events without a gap: after a lost connection it goes on behind the last item. `after` is the line's; the other
     * variables are the document's. The document selects `__typename` and `cursor`.
     */
    events<Result, Variables>(document: Document<Result, Variables>, variables: Omit<Variables, 'after'>, handlers: EventHandlers<ItemOf<Result>>, options?: EventOptions): EventStream;
    /** Follows values of which only the newest counts; after a lost connection the newest comes at once. */
    values<Result, Variables>(document: Document<Result, Variables>, variables: Variables, handlers: ValueHandlers<RootOf<Result>>): () => void;
    /**
     * Follows whatever a document subscribes to, and hands results on as they come: for libraries with a cache of their own. A stream of events
     * that selects `__typename` and `cursor` is resumed like `events`; each result has one item, however it was read.
     */
    results(document: Document<unknown, never>, variables: Readonly<Record<string, unknown>>, sink: ResultSink): () => void;
    /** The program is seen, or is not: a page that is hidden, an app in the background. */
    show(isSeen: boolean): void;
    /** Begins again at once; a stopped line tries whether it may go on. */
    reconnect(): void;
    /** Ends everything for good. */
    close(): void;
}
/** Who takes results as they come. */
export interface ResultSink {
    next(result: StreamResult): void;
    error(error: HouseError): void;
    complete(): void;
}
/** Makes the line of a program. It connects with the first thing that is followed. */
export declare const createLine: (house: House, options?: LineOptions) => Line;
