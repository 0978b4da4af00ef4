/**
 * What Relay 21 must be told of the house.
 *
 * @module
 */
import { type FetchFunction, type SubscribeFunction } from 'relay-runtime';
import type { House } from './house.js';
import type { Line } from './stream/index.js';
/** Both functions of `Network.create`, with one guard between them. */
export interface RelayNetwork {
    readonly fetch: FetchFunction;
    readonly subscribe: SubscribeFunction;
}
/**
 * The network of an environment: `Network.create(network.fetch, network.subscribe)`. Subscriptions go by the line, which resumes them by itself;
 * Relay knows of no reconnection. What is older than what was seen does not reach the store.
 */
export declare function relayNetwork(house: House, line: Line): RelayNetwork;
/** `getDataID` of the store: items of streams are not kept by their id, or a page that is open for a day would hold thousands. */
export declare function getDataID(fields: Readonly<Record<string, unknown>>, typeName: string): unknown;
