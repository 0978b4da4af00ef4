import type { Client } from 'graphql-ws';
import { Environment, Network, Observable, RecordSource, Store, type FetchFunction, type GraphQLResponse, type SubscribeFunction } from 'relay-runtime';

import { authorization, type House } from './house';
import { resuming } from './resume';

export function relayEnvironment(house: House, socket: Client) {
  const ask: FetchFunction = async ({ text: query }, variables) => {
    const response = await fetch(`${house.address()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization(house) },
      body: JSON.stringify({ query, variables }),
    });
    return response.json();
  };
  const follow: SubscribeFunction = ({ text }, variables) =>
    Observable.create<GraphQLResponse>((sink) => {
      const resume = resuming(variables);
      return socket.subscribe(
        { query: text ?? '', variables: resume.variables },
        {
          next(result) {
            resume.remember(result);
            sink.next(result as GraphQLResponse);
          },
          error: (cause) => sink.error(cause instanceof Error ? cause : new Error('the socket was closed', { cause })),
          complete: sink.complete,
        },
      );
    });
  return new Environment({ network: Network.create(ask, follow), store: new Store(new RecordSource()) });
}
