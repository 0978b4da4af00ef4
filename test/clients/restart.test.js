import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { assertWholeCourse } from './harness/course.js';
import { Deal } from './harness/deal.js';
import { Instance } from './harness/instance.js';
import { scene } from './harness/scene.js';
import { within } from './harness/within.js';
import { libraries, socketLibraries } from './libraries/index.js';

/** How long an instance may take to leave (the drain of its sockets is spread over 15 s). */
const drain = 25_000;

describe('an instance that ends hands its clients to the other one', () => {
  let survivor;
  before(async () => {
    survivor = await Instance.start();
  });
  const { enter, follow } = scene();
  after(() => survivor.stop());

  /** Followers by every library of an instance that will end, and an operation that is under way at the other one. */
  const open = async () => {
    const instance = await Instance.start();
    const place = { now: instance };
    const followers = [];
    for (const library of libraries) {
      const closes = [];
      const connection = await enter(library, () => place.now.url, 'client', { onClose: ({ code }) => closes.push(code) });
      followers.push({ library, closes, recorder: await follow(connection) });
    }
    const [library] = libraries;
    const client = await enter(library, () => survivor.url, 'client');
    const operator = await enter(library, () => survivor.url, 'operator');
    const deal = new Deal({ client, operator, address: survivor.url });
    await deal.run(['create', 'report']);
    for (const { recorder } of followers) await recorder.saw('ASSIGNED');
    place.now = survivor;
    return { instance, followers, deal };
  };

  test('killed with -9, they miss nothing', { timeout: 60_000 }, async () => {
    const { instance, followers, deal } = await open();

    assert.equal(await instance.end('SIGKILL'), null);
    await deal.run(['confirm', 'pay', 'prove', 'complete']);

    for (const { library, recorder } of followers) await assertWholeCourse(recorder, library.name);
  });

  test('asked to leave, it closes its sockets with 1012 and ends in peace; they miss nothing', { timeout: 60_000 }, async () => {
    const { instance, followers, deal } = await open();

    const left = instance.end('SIGTERM');
    await deal.run(['confirm', 'pay', 'prove', 'complete']);

    assert.equal(await within(drain, 'exit', left), 0);
    for (const { library, recorder, closes } of followers) {
      await assertWholeCourse(recorder, library.name);
      if (socketLibraries.includes(library)) assert.deepEqual(closes, [1012], library.name);
    }
  });
});
