/**
 * What Apollo Client 4 must be told of the house.
 *
 * @module
 */
import { ApolloLink, type TypePolicies } from '@apollo/client';
import type { Line } from './stream/index.js';
export { houseFetch } from './fetch.js';
/** `possibleTypes` of `InMemoryCache`: without it what a document selects on an interface is dropped without a word. */
export declare const possibleTypes: Record<string, string[]>;
/**
 * `typePolicies` of `InMemoryCache`: an object without an id is merged into what its parent has, a new list takes the place of the one before,
 * and items of streams are not kept. Policies of a page, such as `relayStylePagination(connections.operations)`, go beside them.
 */
export declare const typePolicies: TypePolicies;
/** The arguments of each connection that make another list: `keyArgs`. */
export declare const connectionKeys: Readonly<Record<string, readonly string[]>>;
/** The link for subscriptions: they go by the line, which resumes them by itself. No `GraphQLWsLink` and no socket of one's own is needed. */
export declare const lineLink: (line: Line) => ApolloLink;
/**
 * Keeps what is older than what was seen from the cache: stands before the other links. A result of a subscription is dropped; a query is asked
 * once more.
 */
export declare function versionGuardLink(): ApolloLink;
