import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { assertWholeCourse } from './harness/course.js';
import { Deal } from './harness/deal.js';
import { Instance } from './harness/instance.js';
import { Proxy } from './harness/proxy.js';
import { scene } from './harness/scene.js';
import { libraries } from './libraries/index.js';

describe('a connection that breaks resumes from its cursor', () => {
  let a, b;
  before(async () => {
    [a, b] = await Promise.all([Instance.start(), Instance.start()]);
  });
  const { enter, follow, keep } = scene();
  after(() => Promise.all([a, b].map((instance) => instance.stop())));

  /** A client who watches through a network that can fail, and whoever acts meanwhile through one that does not. */
  const open = async (library) => {
    const network = keep(await Proxy.to(a));
    const watching = await enter(library, () => network.url, 'client');
    const acting = await enter(library, () => b.url, 'client');
    const operator = await enter(library, () => b.url, 'operator');
    const deal = new Deal({ client: acting, operator, address: b.url });
    return { network, deal, recorder: await follow(watching) };
  };

  for (const library of libraries) {
    test(`${library.name}: killed before every step, it misses nothing`, { timeout: 60_000 }, async () => {
      const { network, deal, recorder } = await open(library);

      for (const step of Deal.steps) {
        network.cut();
        await deal.run([step]);
      }

      await assertWholeCourse(recorder, 'client');
    });

    test(`${library.name}: killed between two events, it goes on after the first`, { timeout: 60_000 }, async () => {
      const { network, deal, recorder } = await open(library);
      await deal.run(['create', 'report']);
      await recorder.saw('ASSIGNED');

      network.goDown();
      const received = recorder.items.length;
      await deal.run(['confirm', 'pay']);
      assert.equal(recorder.items.length, received, 'it was not cut off');
      network.comeBack();
      await deal.run(['prove', 'complete']);

      await assertWholeCourse(recorder, 'client');
      const [last, next] = recorder.items.slice(received - 1, received + 1);
      assert.equal(next.__typename, 'StreamPosition', 'it did not begin again');
      assert.equal(next.cursor, last.cursor, 'it began somewhere else than after the last item');
    });
  }
});
