import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql as apolloGql } from '@apollo/client';
import { Client, fetchExchange, gql, subscriptionExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import relay from 'relay-runtime';
import { describe, expect, test } from 'vitest';
import { lineLink, possibleTypes, typePolicies, versionGuardLink } from '../src/apollo.ts';
import { houseFetch } from '../src/fetch.ts';
import { keyless } from '../src/facts.ts';
import { getDataID, relayNetwork } from '../src/relay.ts';
import { createLine, type Line } from '../src/stream/index.ts';
import { createTestHouse, type TestHouse } from '../src/testing/index.ts';
import { cacheKeys, clientOptions, forwardSubscription, possibleTypes as urqlTypes, versionGuardExchange } from '../src/urql.ts';

const showText = 'query Show($id: ID!) { node(id: $id) { __typename ... on Operation { id status version receive { amount currency __typename } } } }';
const followText = `subscription Follow($after: EventCursor) { operationEvents(after: $after) {
  __typename ... on Event { cursor } ... on OperationEvent { kind operation { __typename id status version } } ... on ResyncRequired { reason } } }`;

const operation = (status: string, version: number) => ({
  __typename: 'Operation', id: 'op_1', status, version, receive: { __typename: 'Money', amount: '3738.00', currency: 'PEN' },
});
const event = (status: string, version: number) => ({
  __typename: 'OperationEvent', kind: 'CHANGED', operation: { __typename: 'Operation', id: 'op_1', status, version },
});

interface Connection {
  show(seen: (status: string) => void): void;
  follow(): void;
  stop(): void;
}

const libraries: Record<string, (at: TestHouse, line: Line) => Connection> = {
  'urql with graphcache': (at, line) => {
    const client = new Client({
      ...clientOptions(at.house),
      fetch: houseFetch(at.house, at.house.runtime.fetch) as never,
      exchanges: [
        cacheExchange({ keys: cacheKeys, possibleTypes: urqlTypes }), versionGuardExchange, fetchExchange,
        subscriptionExchange({ forwardSubscription: forwardSubscription(line) }),
      ],
    });
    const stops: (() => void)[] = [];
    return {
      show: (seen) => void stops.push(client.query(gql(showText), { id: 'op_1' }).subscribe(({ data }) => data && seen(data.node.status)).unsubscribe),
      follow: () => void stops.push(client.subscription(gql(followText), {}).subscribe(() => {}).unsubscribe),
      stop: () => stops.forEach((stop) => stop()),
    };
  },
  'Apollo Client': (at, line) => {
    const client = new ApolloClient({
      cache: new InMemoryCache({ possibleTypes, typePolicies }),
      link: ApolloLink.from([versionGuardLink(), ApolloLink.split(({ operationType }) => operationType === 'subscription', lineLink(line),
        new HttpLink({ uri: at.house.address('/graphql'), fetch: houseFetch(at.house, at.house.runtime.fetch) as never }))]),
    });
    const stops: (() => void)[] = [];
    const keep = (subscription: { unsubscribe(): void }) => void stops.push(() => subscription.unsubscribe());
    return {
      show: (seen) => keep(client.watchQuery({ query: apolloGql(showText), variables: { id: 'op_1' } })
        .subscribe(({ data, dataState }) => dataState === 'complete' && seen((data as { node: { status: string } }).node.status))),
      follow: () => keep(client.subscribe({ query: apolloGql(followText) }).subscribe(() => {})),
      stop() {
        stops.forEach((stop) => stop());
        client.stop();
      },
    };
  },
};

async function until(at: TestHouse, done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 50 && !done(); turn += 1) await at.clock.settle();
}

describe.each(Object.entries(libraries))('%s', (_, connect) => {
  test('shows what events say, resumes behind the last one, and is not set back by an older answer', async () => {
    const at = createTestHouse();
    const line = createLine(at.house, { webSocket: at.webSocket, blockedAfter: 99 });
    const connection = connect(at, line);
    at.answer('Show', { data: { node: operation('PENDING', 1) }, extensions: { serverTime: new Date(at.clock.now() + 4_000).toISOString() } });
    const seen: string[] = [];
    connection.show((status) => void (seen.at(-1) !== status && seen.push(status)));
    connection.follow();
    await at.clock.advance(100);
    await until(at, () => seen.length === 1);
    at.happen('operationEvents', event('IN_PROCESS', 2));
    await until(at, () => seen.length === 2);
    at.kill();
    at.happen('operationEvents', event('COMPLETED', 3));
    at.start();
    await at.clock.advance(5_000);
    await until(at, () => seen.length === 3);
    at.happen('operationEvents', event('IN_PROCESS', 2));
    await at.clock.settle();
    await at.clock.settle();
    expect(seen).toEqual(['PENDING', 'IN_PROCESS', 'COMPLETED']);
    expect(at.subscriptions[0]?.variables['after']).toBe('1.1');
    expect(at.house.clock.offset()).toBe(4_000);
    connection.stop();
    line.close();
  });
});

describe('Relay', () => {
  const { Environment, Network, RecordSource, Store } = relay;
  const request = (text: string, operationKind: string) => ({ text, operationKind, name: 'x', id: null, cacheID: 'x', metadata: {} });

  test('is answered and told of events, and does not hear of what is older', async () => {
    const at = createTestHouse();
    const line = createLine(at.house, { webSocket: at.webSocket });
    const network = relayNetwork(at.house, line);
    expect(new Environment({ network: Network.create(network.fetch, network.subscribe), store: new Store(new RecordSource(), {}), getDataID } as never)).toBeTruthy();
    const results: unknown[] = [];
    const followed = network.subscribe(request(followText, 'subscription') as never, {}, {}) as ReturnType<typeof relay.Observable.create>;
    const subscription = followed.subscribe({ next: (result: { data?: { operationEvents?: { kind?: string } } }) => {
      results.push(result.data?.operationEvents?.kind ?? 'position');
    } } as never);
    await at.clock.advance(100);
    at.happen('operationEvents', event('IN_PROCESS', 2));
    at.happen('operationEvents', event('PENDING', 1));
    await until(at, () => results.length > 2);
    expect(results).toEqual(['position', 'CHANGED']);
    at.answer('Show', () => ({ data: { node: operation('IN_PROCESS', at.asked.length === 1 ? 1 : 2) } }));
    expect(await network.fetch(request(showText, 'query') as never, { id: 'op_1' }, {})).toMatchObject({ data: { node: { version: 2 } } });
    expect(at.asked).toHaveLength(2);
    at.answer('Show', { data: { node: null }, errors: [{ message: 'No.', extensions: { code: 'FORBIDDEN' } }] });
    expect(await network.fetch(request(showText, 'query') as never, { id: 'op_1' }, {})).toMatchObject({ data: { node: null }, errors: [{ message: 'No.' }] });
    at.answer('Show', 'offline');
    const lost = expect(network.fetch(request(showText, 'query') as never, { id: 'op_1' }, {})).rejects.toMatchObject({ code: 'OFFLINE' });
    await at.clock.advance(30_000);
    await lost;
    subscription.unsubscribe();
    line.close();
  });

  test('keeps objects by their id, and items of streams by none', () => {
    expect([getDataID({ id: 'op_1' }, 'Operation'), getDataID({ id: 'evt_1' }, 'OperationEvent'), getDataID({}, 'Money')]).toEqual(['op_1', null, null]);
  });
});

test('what has no identity is known, and payloads are among it', () => {
  expect(keyless).toEqual(expect.arrayContaining(['Money', 'PageInfo', 'OperationEvent', 'OperationPayload']));
  expect(keyless).not.toContain('Operation');
  expect(possibleTypes['OperationStreamItem']).toEqual(['InvoiceEvent', 'OperationEvent', 'ResyncRequired', 'StreamPosition']);
});
