import * as apollo from './apollo.js';
import * as graphqlRequest from './graphql-request.js';
import * as graphqlSse from './graphql-sse.js';
import * as graphqlWs from './graphql-ws.js';
import * as relay from './relay.js';
import * as urql from './urql.js';

/**
 * The libraries behind one shape: `connect({ at, token, retry, onClose, onSignedOut })` answers `execute(document, variables)`,
 * which answers data or throws, `follow(document, variables, recorder)`, which answers how to stop, and `close()`; those with a
 * normalized cache have `watch(document, variables, show)` as well, which shows what a page would.
 */
export const libraries = [graphqlWs, graphqlSse, apollo, urql, relay];

/** Those that follow over a websocket. */
export const socketLibraries = [graphqlWs, apollo, urql, relay];

/** Those that keep objects by their ids. */
export const cacheLibraries = [apollo, urql, relay];

/** Those that a client goes the whole way with: also the one that follows by asking. */
export const journeyLibraries = [...libraries, graphqlRequest];
