import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { OperationTypeNode } from 'graphql';
import type { Client } from 'graphql-ws';
import { tap } from 'rxjs';

import { possibleTypes, typePolicies } from './gql/caches';
import { authorization, type House } from './house';
import { resuming } from './resume';

export function apolloClient(house: House, socket: Client) {
  return new ApolloClient({
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: {
        ...typePolicies,
        Query: { fields: { ...typePolicies.Query?.fields, operations: relayStylePagination(['filter', 'sort']) } },
      },
    }),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      ApolloLink.from([resume, new GraphQLWsLink(socket)]),
      ApolloLink.from([
        new SetContextLink(({ headers }) => ({ headers: { ...headers, ...authorization(house) } })),
        new HttpLink({ uri: () => `${house.address()}/graphql` }),
      ]),
    ),
  });
}

/** Apollo Client copies the variables before its links see them, so the getter is put in here. */
const resume = new ApolloLink((operation, forward) => {
  const { variables, remember } = resuming(operation.variables);
  operation.variables = variables;
  return forward(operation).pipe(tap((result) => remember(result)));
});
