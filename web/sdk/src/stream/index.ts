/**
 * Streams of events that lose nothing, values of which the newest counts, and the state of the line that they come by.
 *
 * @module
 */
export type { StreamResult } from './follower.ts';
export { createLine, type Line } from './line.ts';
export type {
  Arrival, EventHandlers, EventOptions, EventStream, ItemOf, LineOptions, ReloadCause, ResultSink, StreamItemName, ValueHandlers,
} from './options.ts';
export type { LineState, LineStatus, LineTransport } from './state.ts';
