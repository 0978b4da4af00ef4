/**
 * What urql 6 and graphcache 9 must be told of the house.
 *
 * @module
 */
import { makeOperation, type Exchange, type OperationResult, type subscriptionExchange } from '@urql/core';
import { filter } from 'wonka';
import type { House } from './house.ts';
import { createVersionGuard } from './guard.ts';
import { keyless, possibleTypes as typesOf } from './facts.ts';
import type { Line } from './stream/index.ts';

export { houseFetch } from './fetch.ts';

/**
 * `keys` of graphcache's `cacheExchange`: what has no identity of its own belongs to the object around it, and items of streams are not kept.
 */
export const cacheKeys: Readonly<Record<string, () => null>> = Object.fromEntries(keyless.map((name) => [name, () => null]));

/** `possibleTypes` of graphcache's `cacheExchange`: which fragments on interfaces and unions an object fits. */
export const possibleTypes: Record<string, string[]> = Object.fromEntries(Object.entries(typesOf).map(([name, types]) => [name, [...types]]));

/** Options of urql's `Client` beside the exchanges. `fetch` is `houseFetch(house, fetch)`. A GET has no clock, and a cookie counts for none. */
export const clientOptions = (house: House): { readonly url: string; readonly preferGetMethod: false } => ({
  url: house.address('/graphql'),
  preferGetMethod: false,
});

/** `forwardSubscription` of `subscriptionExchange`: subscriptions go by the line, which resumes them by itself. */
export const forwardSubscription = (line: Line): Parameters<typeof subscriptionExchange>[0]['forwardSubscription'] => ({ query, variables }) => ({
  subscribe: (sink) => ({
    unsubscribe: line.results(query ?? '', (variables ?? {}) as Record<string, unknown>, {
      next: (result) => sink.next(result as Parameters<typeof sink.next>[0]),
      error: (error) => sink.error(error),
      complete: () => sink.complete(),
    }),
  }),
});

/**
 * Keeps what is older than what was seen from the cache: stands behind `cacheExchange`. A result of a subscription is dropped; a query is asked
 * once more.
 */
export const versionGuardExchange: Exchange = ({ forward, client }) => {
  const guard = createVersionGuard();
  const asked = new Set<number>();
  return (operations) =>
    filter(({ operation, data }: OperationResult) => {
      if (!guard.isStale(data)) {
        asked.delete(operation.key);
        return true;
      }
      if (operation.kind !== 'query') return operation.kind === 'mutation';
      if (asked.has(operation.key)) return true;
      asked.add(operation.key);
      client.reexecuteOperation(makeOperation('query', operation, { ...operation.context, requestPolicy: 'network-only' }));
      return false;
    })(forward(operations));
};
