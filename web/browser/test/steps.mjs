// Steps of one story: each begins where the one before it ended, so none goes on after one that failed.
import { it } from 'node:test';
import { picture } from '../src/windows.mjs';

/** Makes steps; one that fails tells what the pages showed. */
export function stepsOf(pages = () => []) {
  let failed = null;
  return (name, run) => it(name, async () => {
    if (failed) throw Object.assign(new Error(`not tried: «${failed}» failed`), { stack: '' });
    try {
      await run();
    } catch (cause) {
      failed = name;
      for (const [place, page] of pages().entries()) await picture(page, `failed-${place + 1}`);
      const shown = await Promise.all(pages().map(async (page) => `${page.url()}\n${(await page.locator('body').innerText().catch(() => '')).slice(0, 3_000)}`));
      throw new Error([cause.message, ...shown].join('\n---\n'), { cause });
    }
  });
}
