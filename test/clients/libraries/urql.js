import { OperationTypeNode, parse } from 'graphql';

import { urqlClient } from '../build/guide/urql.js';
import { houseOf } from './house.js';
import { dispose, socketClient } from './socket.js';

export const name = 'urql';

/** Queries and mutations by HTTP, subscriptions by subscriptionExchange, all through graphcache, which knows the schema. */
export function connect(options) {
  const socket = socketClient(options);
  // The one address of a front end; an urql client cannot be told another one later.
  const client = urqlClient(houseOf(options), socket);
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
    watch(document, variables, show) {
      const { unsubscribe } = client.query(document, variables).subscribe(({ data }) => data && show(data));
      return unsubscribe;
    },
    close: () => dispose(socket),
  };
}
