/**
 * What Apollo Client 4 must be told of the house.
 *
 * @module
 */
import { ApolloLink, type TypePolicies } from '@apollo/client';
import { print } from 'graphql';
import { Observable, filter, of, switchMap } from 'rxjs';
import { connections, items, keyless, lists, possibleTypes as typesOf } from './facts.ts';
import { createVersionGuard } from './guard.ts';
import type { Line } from './stream/index.ts';

export { houseFetch } from './fetch.ts';

/** `possibleTypes` of `InMemoryCache`: without it what a document selects on an interface is dropped without a word. */
export const possibleTypes: Record<string, string[]> = Object.fromEntries(Object.entries(typesOf).map(([name, types]) => [name, [...types]]));

/**
 * `typePolicies` of `InMemoryCache`: an object without an id is merged into what its parent has, a new list takes the place of the one before,
 * and items of streams are not kept. Policies of a page, such as `relayStylePagination(connections.operations)`, go beside them.
 */
export const typePolicies: TypePolicies = {
  ...Object.fromEntries(keyless.map((name) => [name, { merge: true }])),
  ...Object.fromEntries(items.map((name) => [name, { keyFields: false, merge: false }])),
  ...Object.fromEntries(Object.entries(lists).map(([name, fields]) => [name, { fields: Object.fromEntries(fields.map((field) => [field, { merge: false }])) }])),
};

/** The arguments of each connection that make another list: `keyArgs`. */
export const connectionKeys: Readonly<Record<string, readonly string[]>> = connections;

/** The link for subscriptions: they go by the line, which resumes them by itself. No `GraphQLWsLink` and no socket of one's own is needed. */
export const lineLink = (line: Line): ApolloLink =>
  new ApolloLink((operation) => new Observable((sink) =>
    // What Apollo adds to a document is in its tree alone, not in its source.
    line.results(print(operation.query), operation.variables, {
      next: (result) => sink.next(result as ApolloLink.Result),
      error: (error) => sink.error(error),
      complete: () => sink.complete(),
    })));

/**
 * Keeps what is older than what was seen from the cache: stands before the other links. A result of a subscription is dropped; a query is asked
 * once more.
 */
export function versionGuardLink(): ApolloLink {
  const guard = createVersionGuard();
  return new ApolloLink((operation, forward) => {
    const isMutation = operation.operationType === 'mutation';
    const isSubscription = operation.operationType === 'subscription';
    const results = forward(operation);
    if (isSubscription) return results.pipe(filter(({ data }) => !guard.isStale(data)));
    return results.pipe(switchMap((result) => (guard.isStale(result.data) && !isMutation ? forward(operation) : of(result))));
  });
}
