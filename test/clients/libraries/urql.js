import { Client, cacheExchange, fetchExchange, subscriptionExchange } from '@urql/core';
import { OperationTypeNode, parse } from 'graphql';

import { resumable } from '../harness/resumable.js';
import { dispose, socketClient } from './socket.js';

export const name = 'urql';

/** Queries and mutations by HTTP, subscriptions by subscriptionExchange. */
export function connect(options) {
  const socket = socketClient(options);
  const client = new Client({
    // The one address of a front end; an urql client cannot be told another one later.
    url: `${options.at()}/graphql`,
    preferGetMethod: false,
    fetch: unaborted,
    fetchOptions: { headers: options.token ? { authorization: `Bearer ${options.token}` } : {} },
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({ forwardSubscription: (request) => ({ subscribe: (sink) => ({ unsubscribe: resume(socket, request, sink) }) }) }),
    ],
  });
  return {
    async execute(document, variables) {
      const isQuery = parse(document).definitions[0].operation === OperationTypeNode.QUERY;
      const asked = isQuery
        ? client.query(document, variables, { requestPolicy: 'network-only' })
        : client.mutation(document, variables);
      const { data, error } = await asked.toPromise();
      if (error) throw error;
      return data;
    },
    follow(document, variables, recorder) {
      const { unsubscribe } = client.subscription(document, variables).subscribe(({ data, error, hasNext }) => {
        // At its end a subscription repeats its last result and says that there is no other.
        if (error || !hasNext) recorder.fail(error ?? new Error('completed'));
        else recorder.take(data.operationEvents);
      });
      return unsubscribe;
    },
    close: () => dispose(socket),
  };
}

/** urql aborts each request once it is answered, and Node's fetch then rejects now and then what nobody waits for any more. */
const unaborted = (address, request) => fetch(address, { ...request, signal: undefined });

/** Subscribes, and goes on from the newest cursor when the socket's client subscribes again. */
function resume(socket, { query, variables }, sink) {
  const resuming = resumable(variables);
  return socket.subscribe({ query, variables: resuming.variables }, {
    ...sink,
    next(result) {
      resuming.remember(result);
      sink.next(result);
    },
  });
}
