import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import type { Client as Socket } from 'graphql-ws';
import { Client, fetchExchange, subscriptionExchange } from 'urql';

import { introspection, keys } from './gql/caches';
import { authorization, type House } from './house';
import { resuming } from './resume';

export function urqlClient(house: House, socket: Socket) {
  return new Client({
    url: `${house.address()}/graphql`,
    // A GET is answered without the server's clock, and a cookie counts for none.
    preferGetMethod: false,
    fetchOptions: () => ({ headers: authorization(house) }),
    exchanges: [
      cacheExchange({ schema: introspection, keys, resolvers: { Query: { operations: relayPagination() } } }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({
          subscribe(sink) {
            const resume = resuming(variables);
            const next: typeof sink.next = (result) => {
              resume.remember(result);
              sink.next(result);
            };
            return { unsubscribe: socket.subscribe({ query: query ?? '', variables: resume.variables }, { ...sink, next } as never) };
          },
        }),
      }),
    ],
  });
}
