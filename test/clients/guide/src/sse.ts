import type { ClientOptions } from 'graphql-sse';

import { authorization, backOff, type House } from './house';

/** For `createClient` of graphql-sse. Give `subscribe` the variables of `resuming`. */
export function sseOptions(house: House): ClientOptions {
  let refused = false;
  return {
    url: () => `${house.address()}/graphql`,
    headers: () => authorization(house),
    retryAttempts: Infinity,
    // By itself it takes every answer that is no success for a failure of the network.
    async fetchFn(...request: Parameters<typeof fetch>) {
      const response = await fetch(...request);
      refused = response.status === 401 || response.status === 403;
      if (response.status === 401) house.signedOut();
      return response;
    },
    retry: (attempt) => (refused ? Promise.reject(new Error('sign in again')) : backOff(attempt)),
  };
}
