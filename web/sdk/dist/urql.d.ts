/**
 * What urql 6 and graphcache 9 must be told of the house.
 *
 * @module
 */
import { type Exchange, type subscriptionExchange } from '@urql/core';
import type { House } from './house.js';
import type { Line } from './stream/index.js';
export { houseFetch } from './fetch.js';
/**
 * `keys` of graphcache's `cacheExchange`: what has no identity of its own belongs to the object around it, and items of streams are not kept.
 */
export declare const cacheKeys: Readonly<Record<string, () => null>>;
/** `possibleTypes` of graphcache's `cacheExchange`: which fragments on interfaces and unions an object fits. */
export declare const possibleTypes: Record<string, string[]>;
/** Options of urql's `Client` beside the exchanges. `fetch` is `houseFetch(house, fetch)`. A GET has no clock, and a cookie counts for none. */
export declare const clientOptions: (house: House) => {
    readonly url: string;
    readonly preferGetMethod: false;
};
/** `forwardSubscription` of `subscriptionExchange`: subscriptions go by the line, which resumes them by itself. */
export declare const forwardSubscription: (line: Line) => Parameters<typeof subscriptionExchange>[0]['forwardSubscription'];
/**
 * Keeps what is older than what was seen from the cache: stands behind `cacheExchange`. A result of a subscription is dropped; a query is asked
 * once more.
 */
export declare const versionGuardExchange: Exchange;
