import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';

import { Deal } from './harness/deal.js';
import * as documents from './harness/documents.js';
import { withMails } from './harness/house.js';
import { Newcomer, act, upload } from './harness/newcomer.js';
import { Recorder } from './harness/recorder.js';
import { scene } from './harness/scene.js';
import { cacheLibraries, journeyLibraries } from './libraries/index.js';

const at = () => withMails;

const { journey } = documents;

describe('a client who is new goes the whole way', () => {
  const { enter, keep } = scene();
  beforeEach(() => ['warn', 'error'].forEach((level) => mock.method(console, level, () => {})));
  afterEach(() => mock.restoreAll());

  /** What a library says to whoever reads the console. */
  const assertNothingWasWarned = () => {
    for (const level of ['warn', 'error']) {
      assert.deepEqual(console[level].mock.calls.map(({ arguments: words }) => words.join(' ')), []);
    }
  };

  /** Registers and signs in. */
  const begin = async (library) => {
    const newcomer = new Newcomer(withMails);
    const anonymous = keep(library.connect({ at }));
    await newcomer.register(anonymous);
    return { newcomer, client: keep(library.connect({ at, token: await newcomer.signIn(anonymous) })) };
  };

  /** Makes an operation, as a page would. */
  const open = async (library) => {
    const { newcomer, client } = await begin(library);
    assert.deepEqual((await client.execute(journey.Home, {})).viewer.client.accounts, []);

    const accounts = await newcomer.addAccounts(client);
    const { quote } = await act(client, journey.LockQuote, {
      idempotencyKey: randomUUID(),
      amount: { pay: { amount: '60.00', currency: 'USD' } },
    });
    const { operation } = await act(client, journey.CreateOperation, {
      idempotencyKey: randomUUID(),
      quoteId: quote.id,
      sourceAccountId: accounts.USD,
      destinationAccountId: accounts.PEN,
    });
    assert.equal(operation.status, 'PENDING');
    return { client, operation };
  };

  /** The client reports its deposit with a proof, and the house pays. */
  const settle = async (client, operation, operator) => {
    const fileId = await upload(client, withMails);
    const { operation: reported } = await act(client, journey.ReportDeposit, {
      idempotencyKey: randomUUID(),
      operationId: operation.id,
      expectedVersion: operation.version,
      amount: operation.pay.amount,
      bankReference: randomUUID().slice(0, 8),
      fileId,
    });
    const deal = new Deal({ client, operator, address: withMails });
    deal.operation = { ...operation, ...reported };
    // The operation went to its operator meanwhile, by itself.
    deal.operation.version = (await operator.execute(journey.ShowOperation, { id: operation.id })).node.version;
    await deal.run(['confirm', 'pay', 'prove', 'complete']);
  };

  for (const library of journeyLibraries) {
    test(`${library.name}: from the registration to the completed operation, and nothing is warned of`, { timeout: 60_000 }, async () => {
      const { client, operation } = await open(library);
      const recorder = new Recorder();
      client.follow(journey.Follow, { filter: { operationId: operation.id } }, recorder);
      await recorder.begun();
      const shown = [];
      const asked = mock.method(globalThis, 'fetch');
      if (cacheLibraries.includes(library)) {
        client.watch(journey.ShowOperation, { id: operation.id }, ({ node }) => shown.push(node.status));
      }

      const [graphqlWs] = journeyLibraries;
      await settle(client, operation, await enter(graphqlWs, at, 'operator'));

      await recorder.saw('COMPLETED');
      const { operations, viewer } = await client.execute(journey.Home, {});
      assert.deepEqual(operations.edges.map(({ node }) => node.status), ['COMPLETED']);
      assert.equal(viewer.client.accounts.length, 2);
      if (cacheLibraries.includes(library)) {
        assert.equal(shown.at(0), 'PENDING');
        assert.equal(shown.at(-1), 'COMPLETED');
        const again = asked.mock.calls.filter(({ arguments: [, request] }) => String(request?.body).includes('availableActions'));
        assert.equal(again.length, 1, 'the operation was asked for again');
      }
      assertNothingWasWarned();
    });
  }

  for (const library of cacheLibraries) {
    test(`${library.name}: pages select different things of one client, a list gets shorter, and nothing is lost or warned of`, { timeout: 60_000 }, async () => {
      const { newcomer, client } = await begin(library);
      const accounts = await newcomer.addAccounts(client);
      const lengths = [];
      await client.execute(journey.Home, {});
      client.watch(documents.ownAccounts, {}, ({ viewer }) => lengths.push(viewer.client.accounts.length));

      for (const document of [documents.viewerMay, documents.viewerMissing, documents.viewerNext]) await client.execute(document, {});
      await act(client, documents.accountRemove, { idempotencyKey: randomUUID(), accountId: accounts.USD });

      assert.deepEqual([lengths.at(0), lengths.at(-1)], [2, 1]);
      assertNothingWasWarned();
    });
  }
});
