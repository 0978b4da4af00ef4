import type { RootOf } from '../document.ts';
import type { HouseError } from '../errors.ts';
import type { EventCursor } from '../scalar.ts';
import type { StreamResult } from './follower.ts';

/** How a line is kept. What is left out is as a front end of the house needs it. */
export interface LineOptions {
  /** The `WebSocket` of the runtime; needed in Node 20, where `ws` is given. */
  readonly webSocket?: unknown;
  /** Milliseconds between two questions whether the house is there, while the program is seen: 2,000. */
  readonly pingMs?: number;
  /** The same while it is hidden: 12,000. */
  readonly hiddenPingMs?: number;
  /** Milliseconds in the background after which the socket is dropped: 30,000. It resumes when the program is seen again. */
  readonly backgroundMs?: number;
  /** Milliseconds of silence after which missed events are asked for by HTTP first: 5 minutes. */
  readonly longGapMs?: number;
  /** How many missed events are still caught up with; beyond that the state is loaded anew: 5,000. */
  readonly mostMissed?: number;
  /** Failed attempts in a row after which sockets count as blocked: 3. */
  readonly blockedAfter?: number;
  /** Milliseconds between two requests where neither socket nor event stream goes through: 3,000. */
  readonly requestMs?: number;
}

/** The item types of a stream that speak of the stream itself. */
export type StreamItemName = 'StreamPosition' | 'ResyncRequired';

/** An item of a stream that speaks of the house. */
export type ItemOf<Result> = Exclude<RootOf<Result>, { readonly __typename?: StreamItemName }>;

/**
 * Why the state has to be loaded: the stream began; the house asked for it; more was missed than can be caught up with; another person signed
 * in.
 */
export type ReloadCause = 'begin' | 'resync' | 'gap' | 'person';

/** How an item came. */
export interface Arrival {
  /** The position right behind it. */
  readonly cursor: EventCursor;
  /** True when it was missed before, and came after the line was back. */
  readonly isRecovered: boolean;
}

/** Who hears of a stream of events. */
export interface EventHandlers<Item> {
  /** Each event once, in the order of the house. */
  onItem(item: Item, arrival: Arrival): void;
  /**
   * Load the state by query now: what happens from here on arrives as items. Answer the promise of that load, and items are held back until it
   * settles: then no older answer takes the place of what an item said. It may be called twice where the end of a long log has to be looked for
   * by requests: at once, and when it was found.
   */
  onReload?(cause: ReloadCause): void | PromiseLike<unknown>;
  /** The position moved on, also in silence: keep it to resume from. */
  onCursor?(cursor: EventCursor): void;
  /** The stream is over for good: a right was lost, or the document is at fault. A line that stops ends no stream. */
  onEnd?(error: HouseError): void;
}

/** Where a stream of events begins. */
export interface EventOptions {
  /** The cursor that was kept; left out, the stream begins now. */
  readonly after?: EventCursor | null;
  /** When that cursor was kept, in milliseconds since 1970: an old one is caught up with by HTTP first. */
  readonly keptAt?: number;
  /**
   * The document that reads the same stream by HTTP. For `operationEvents` and `deskEvents` it is the same text with `query`; a house that takes
   * only the documents it knows has it in the list that codegen makes beside the subscription. A house that refuses it is followed by other ways
   * alone, and a stream that has none (`notifications`) is told `null`.
   */
  readonly query?: string | null;
}

/** A followed stream of events. */
export interface EventStream {
  /** The newest position; null before the first item. */
  cursor(): EventCursor | null;
  /** Ends it. */
  stop(): void;
}

/** Who hears of values, of which only the newest counts. */
export interface ValueHandlers<Value> {
  /** The newest value. */
  onValue(value: Value): void;
  /** There will be no other: a right was lost, or the document is at fault. */
  onEnd?(error: HouseError): void;
}

/** Who takes results as they come. */
export interface ResultSink {
  /** A result, with one item of a stream of events, or with the newest value. */
  next(result: StreamResult): void;
  /** It is over for good, for this reason. */
  error(error: HouseError): void;
  /** It is over. */
  complete(): void;
}
