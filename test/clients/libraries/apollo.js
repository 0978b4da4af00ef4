import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode, isAbstractType } from 'graphql';
import { tap } from 'rxjs';

import { schema } from '../harness/house.js';
import { resumable } from '../harness/resumable.js';
import { dispose, socketClient } from './socket.js';

export const name = '@apollo/client';

/** Queries and mutations by HTTP, subscriptions by GraphQLWsLink, all through the normalized cache. */
export function connect(options) {
  const socket = socketClient(options);
  const http = new HttpLink({
    uri: () => `${options.at()}/graphql`,
    headers: options.token ? { authorization: `Bearer ${options.token}` } : {},
  });
  const client = new ApolloClient({
    cache: new InMemoryCache({ possibleTypes }),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      ApolloLink.from([resumeLink, new GraphQLWsLink(socket)]),
      http,
    ),
  });
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
    close() {
      client.stop();
      return dispose(socket);
    },
  };
}

/** Has the socket's client go on from the newest cursor when it subscribes again. */
const resumeLink = new ApolloLink((operation, forward) => {
  const resume = resumable(operation.variables);
  operation.variables = resume.variables;
  return forward(operation).pipe(tap(resume.remember));
});

/** Without it the cache drops what a document selects on an interface: `... on Event { cursor }` among others. */
const possibleTypes = Object.fromEntries(
  Object.values(schema.getTypeMap())
    .filter(isAbstractType)
    .map((type) => [type.name, schema.getPossibleTypes(type).map((possible) => possible.name)]),
);
