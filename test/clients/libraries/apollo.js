import { gql } from '@apollo/client';
import { OperationTypeNode } from 'graphql';

import { apolloClient } from '../build/guide/apollo.js';
import { houseOf } from './house.js';
import { dispose, socketClient } from './socket.js';

export const name = '@apollo/client';

/** Queries and mutations by HTTP, subscriptions by GraphQLWsLink, all through the normalized cache. */
export function connect(options) {
  const socket = socketClient(options);
  const client = apolloClient(houseOf(options), socket);
  return {
    async execute(document, variables) {
      const query = gql(document);
      const isQuery = query.definitions[0].operation === OperationTypeNode.QUERY;
      const { data } = isQuery
        ? await client.query({ query, variables, fetchPolicy: 'network-only' })
        : await client.mutate({ mutation: query, variables });
      return data;
    },
    follow(document, variables, recorder) {
      const subscription = client.subscribe({ query: gql(document), variables }).subscribe({
        next: ({ data, error }) => (error ? recorder.fail(error) : recorder.take(data.operationEvents)),
        error: (cause) => recorder.fail(cause),
        complete: () => recorder.fail(new Error('completed')),
      });
      return () => subscription.unsubscribe();
    },
    watch(document, variables, show) {
      const subscription = client.watchQuery({ query: gql(document), variables }).subscribe({
        next: ({ data, dataState }) => dataState === 'complete' && show(data),
      });
      return () => subscription.unsubscribe();
    },
    close() {
      client.stop();
      return dispose(socket);
    },
  };
}
