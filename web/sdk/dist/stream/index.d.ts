/**
 * Streams of events that lose nothing, values of which the newest counts, and the state of the line that they come by.
 *
 * @module
 */
export type { StreamResult } from './follower.js';
export { createLine, type Line, type ResultSink } from './line.js';
export type { Arrival, EventHandlers, EventOptions, EventStream, ItemOf, LineOptions, ReloadCause, StreamItemName, ValueHandlers, } from './options.js';
export type { LineState, LineStatus, LineTransport } from './state.js';
