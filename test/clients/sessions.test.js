import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';

import * as documents from './harness/documents.js';
import { credentials } from './harness/house.js';
import { Instance } from './harness/instance.js';
import { Recorder } from './harness/recorder.js';
import { scene } from './harness/scene.js';
import { newToken, signIn, signOut } from './harness/session.js';
import { within } from './harness/within.js';
import { libraries, socketLibraries } from './libraries/index.js';
import * as graphqlSse from './libraries/graphql-sse.js';
import * as graphqlWs from './libraries/graphql-ws.js';

describe('a session that ends takes its connections with it, within a second', () => {
  let a, b;
  before(async () => {
    [a, b] = await Promise.all([Instance.start(), Instance.start()]);
  });
  const { follow, keep } = scene();
  after(() => Promise.all([a, b].map((instance) => instance.stop())));

  /** A connection that does not come back, and how its socket is closed. */
  const connect = (library, instance, token) => {
    let onClose;
    const closed = new Promise((resolve) => {
      onClose = resolve;
    });
    return { connection: keep(library.connect({ at: () => instance.url, token, retry: false, onClose })), closed };
  };

  const places = { 'on the same instance': () => a, 'on the other instance': () => b };

  for (const library of socketLibraries) {
    for (const [where, instance] of Object.entries(places)) {
      test(`${library.name}: signed out ${where}, the socket is closed with 4401`, { timeout: 60_000 }, async () => {
        const token = await newToken(library, () => a.url, 'client');
        const { connection, closed } = connect(library, a, token);
        await follow(connection);

        await signOut(instance().url, token);

        const { code, reason } = await within(1_000, 'close', closed);
        assert.deepEqual([code, reason], [4401, 'session ended']);
      });
    }
  }

  for (const [where, instance] of Object.entries(places)) {
    test(`graphql-sse: signed out ${where}, the event stream ends and the token opens no other`, { timeout: 60_000 }, async () => {
      const token = await newToken(graphqlSse, () => a.url, 'client');
      const stream = keep(graphqlSse.connect({ at: () => a.url, token, retry: false }));
      const recorder = await follow(stream);

      await signOut(instance().url, token);

      await recorder.failed(1_000);
      await assert.rejects(stream.execute(documents.ownAccounts), (refusal) => refusal.response?.status === 401);
    });
  }

  for (const library of libraries) {
    test(`${library.name}: signed out, it stops at once under the settings of the guide, and the token is forgotten`, { timeout: 60_000 }, async () => {
      const token = await newToken(library, () => a.url, 'client');
      const closes = [];
      let forgotten = 0;
      const settings = { at: () => a.url, token, onClose: ({ code }) => closes.push(code), onSignedOut: () => forgotten++ };
      const recorder = await follow(keep(library.connect(settings)));

      await signOut(a.url, token);

      await recorder.failed(5_000);
      assert.equal(forgotten, 1);
      assert.deepEqual(closes, socketLibraries.includes(library) ? [4401] : []);
    });
  }

  test('a session that owes another password is refused with 4403, and no library comes back by itself', { timeout: 60_000 }, async () => {
    const at = () => a.url;
    const anonymous = keep(graphqlWs.connect({ at }));
    const { sessionCreate } = await anonymous.execute(documents.signIn, { input: { credentials: credentials.trader, delivery: 'BEARER' } });
    const master = keep(await signIn(graphqlWs, at, 'master'));
    const input = { idempotencyKey: randomUUID(), userId: sessionCreate.viewer.staffMember.id };
    const { userForcePasswordChange } = await master.execute(documents.forcePasswordChange, { input });
    assert.deepEqual(userForcePasswordChange.userErrors, []);
    const token = await newToken(graphqlSse, at, 'trader');

    for (const library of socketLibraries) {
      const closes = [];
      const recorder = new Recorder();
      const connection = keep(library.connect({ at, token, onClose: ({ code }) => closes.push(code) }));
      connection.follow(documents.liveOperations, {}, recorder);

      await recorder.failed(5_000);
      assert.deepEqual(closes, [4403], library.name);
    }
  });

  test('graphql-ws: a person of the house who signs in elsewhere leaves the older place', { timeout: 60_000 }, async () => {
    const { connection, closed } = connect(graphqlWs, a, await newToken(graphqlWs, () => a.url, 'operator'));
    await follow(connection);

    await newToken(graphqlWs, () => b.url, 'operator');

    const { code, reason } = await within(1_000, 'close', closed);
    assert.deepEqual([code, reason], [4401, 'session replaced by a newer sign-in']);
  });

  test('graphql-ws: a token that nobody gave out is refused with 4401', { timeout: 60_000 }, async () => {
    const { connection, closed } = connect(graphqlWs, a, 'nobody-gave-this-out');
    await assert.rejects(connection.execute(documents.ownAccounts));
    assert.equal((await within(1_000, 'close', closed)).code, 4401);
  });
});
