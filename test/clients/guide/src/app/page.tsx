'use client';

import { CombinedGraphQLErrors, type ApolloClient } from '@apollo/client';
import { ApolloProvider, useMutation, useQuery, useSubscription } from '@apollo/client/react';
import { createClient } from 'graphql-ws';
import { useEffect, useRef, useState } from 'react';

import { apolloClient } from '../apollo';
import { FollowDocument, HomeDocument, SignInDocument } from '../gql/graphql';
import { house } from '../house';
import { socketOptions } from '../socket';

export default function Page() {
  const [client, setClient] = useState<ApolloClient>();
  // In the browser alone: Node 20, which renders the page first, has no WebSocket, and graphql-ws throws there.
  useEffect(() => {
    const socket = createClient(socketOptions(house));
    setClient(apolloClient(house, socket));
    return () => void socket.dispose();
  }, []);
  return client && <ApolloProvider client={client}><Home /></ApolloProvider>;
}

function Home() {
  const { data, error, refetch } = useQuery(HomeDocument);
  if (isSignedOut(error)) return <SignIn done={refetch} />;
  if (error) return <p role="alert">{error.message}</p>;
  if (!data) return <p>Cargando…</p>;
  return (
    <main>
      <h1>{data.viewer.client?.fullName}</h1>
      <Follower reload={refetch} />
      <ul>{data.operations.edges.map(({ node }) => <li key={node.id}>{node.code} {node.status}</li>)}</ul>
    </main>
  );
}

const isSignedOut = (error: unknown) =>
  CombinedGraphQLErrors.is(error) && error.errors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');

/** The events move what the cache holds by themselves; only what the list does not hold is asked for. */
function Follower({ reload }: { reload: () => void }) {
  const begun = useRef(false);
  useSubscription(FollowDocument, {
    onData({ data: { data } }) {
      const item = data?.operationEvents;
      const isNew = item?.__typename === 'OperationEvent' && item.kind === 'CREATED';
      if (!begun.current || isNew || item?.__typename === 'ResyncRequired') reload();
      begun.current = true;
    },
  });
  return null;
}

function SignIn({ done }: { done: () => void }) {
  const [signIn, { data }] = useMutation(SignInDocument);
  async function submit(form: FormData) {
    const typed = (name: string) => String(form.get(name));
    const client = { documentType: 'DNI' as const, documentNumber: typed('number'), password: typed('password'), app: false };
    const answer = await signIn({ variables: { input: { credentials: { client }, delivery: 'BEARER' } } });
    const token = answer.data?.sessionCreate.token;
    if (!token) return;
    sessionStorage.setItem('token', token);
    done();
  }
  return (
    <form action={submit}>
      <input name="number" aria-label="DNI" />
      <input name="password" type="password" aria-label="Contraseña" />
      <button>Entrar</button>
      <p role="alert">{data?.sessionCreate.userErrors[0]?.message}</p>
    </form>
  );
}
