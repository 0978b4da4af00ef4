import * as apollo from './apollo.js';
import * as graphqlSse from './graphql-sse.js';
import * as graphqlWs from './graphql-ws.js';
import * as urql from './urql.js';

/**
 * The libraries behind one shape: `connect({ at, token, retry, onClose })` answers `execute(document, variables)`, which
 * answers data or throws, `follow(document, variables, recorder)`, which answers how to stop, and `close()`.
 */
export const libraries = [graphqlWs, graphqlSse, apollo, urql];

/** Those that follow over a websocket. */
export const socketLibraries = [graphqlWs, apollo, urql];
