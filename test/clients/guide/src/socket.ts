import type { ClientOptions } from 'graphql-ws';

import { authorization, backOff, type House } from './house';

/** For `createClient` of graphql-ws, which Apollo Client, urql and Relay subscribe by. */
export function socketOptions(house: House): ClientOptions {
  return {
    url: () => `${house.address().replace(/^http/, 'ws')}/graphql`,
    connectionParams: () => authorization(house),
    retryAttempts: Infinity,
    retryWait: backOff,
    // By itself it gives up at an error that is no close, which is what a browser says while the line is down.
    shouldRetry: (cause) => codeOf(cause) !== 4403,
    on: {
      closed: (event) => {
        if (codeOf(event) === 4401) house.signedOut();
      },
    },
  };
}

const codeOf = (cause: unknown) => (cause as { code?: number } | undefined)?.code;
