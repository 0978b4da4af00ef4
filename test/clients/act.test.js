import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { assertWholeCourse, course } from './harness/course.js';
import { Deal } from './harness/deal.js';
import * as documents from './harness/documents.js';
import { Instance } from './harness/instance.js';
import { scene } from './harness/scene.js';
import { libraries } from './libraries/index.js';

describe('the whole act, over two instances of one house', () => {
  let a, b;
  before(async () => {
    [a, b] = await Promise.all([Instance.start(), Instance.start()]);
  });
  const { enter, follow } = scene();
  after(() => Promise.all([a, b].map((instance) => instance.stop())));

  for (const library of libraries) {
    test(`${library.name}: a client sells dollars, an operator pays, and everybody sees every event once, in order`, { timeout: 60_000 }, async () => {
      const client = await enter(library, () => a.url, 'client');
      const clientThere = await enter(library, () => b.url, 'client');
      const operator = await enter(library, () => b.url, 'operator');
      const master = await enter(library, () => a.url, 'master');
      const seen = {
        'client on its own instance': await follow(client),
        'client on the other instance': await follow(clientThere),
        operator: await follow(operator),
        master: await follow(master),
      };

      // The file is sent to the instance that was not asked where to send it.
      await new Deal({ client, operator, address: a.url }).run();

      for (const [who, recorder] of Object.entries(seen)) {
        await assertWholeCourse(recorder, who);
        assert.equal(recorder.items[0].__typename, 'StreamPosition', who);
        assert.equal(recorder.repeated, 0, who);
      }

      const [{ cursor }] = seen.master.items;
      const { operationEvents: page } = await master.execute(documents.eventsPage, { after: cursor, first: 100 });
      assert.deepEqual(
        page.filter((item) => item.kind).map(withoutOperation),
        seen.master.events.map(withoutOperation),
        'the stream read by query',
      );
    });
  }

  test('all libraries on both instances are shown the same stream', { timeout: 60_000 }, async () => {
    const [library] = libraries;
    const client = await enter(library, () => a.url, 'client');
    const operator = await enter(library, () => b.url, 'operator');
    const seen = [];
    for (const each of libraries) {
      for (const instance of [a, b]) seen.push(await follow(await enter(each, () => instance.url, 'client')));
    }

    await new Deal({ client, operator, address: b.url }).run();

    for (const recorder of seen) await assertWholeCourse(recorder, 'client');
    const [first, ...others] = seen.map((recorder) => recorder.events.map(withoutOperation));
    assert.equal(first.length, course.length);
    for (const other of others) assert.deepEqual(other, first);
  });
});

/** What an event says of itself; its operation is read anew for each delivery. */
const withoutOperation = ({ cursor, id, at, kind }) => ({ cursor, id, at, kind });
