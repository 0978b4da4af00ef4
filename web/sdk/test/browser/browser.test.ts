import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestHouse } from '../../src/testing/index.ts';

interface InPage {
  readonly at: TestHouse;
  readonly background: ((state: string) => void)[];
}

let browser: Browser;
let script: string;

beforeAll(async () => {
  const [{ outputFiles }, opened] = await Promise.all([
    build({
      entryPoints: [join(import.meta.dirname, 'page.tsx')], bundle: true, write: false, format: 'iife', jsx: 'automatic', conditions: ['source'],
      define: { 'process.env.NODE_ENV': '"development"' },
    }),
    chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] }),
  ]);
  script = outputFiles[0]?.text ?? '';
  browser = opened;
}, 60_000);

afterAll(() => browser.close());

/** The page in a browser, and what was said against it on the console. */
async function open(): Promise<{ page: Page; faults: string[]; shown(id: string): Promise<string | null>; advance(milliseconds: number): Promise<void> }> {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (fault) => faults.push(fault.message));
  await page.setContent('<div id="root"></div>');
  await page.addScriptTag({ content: script });
  return {
    page, faults,
    shown: (id) => page.textContent(`#${id}`),
    advance: (milliseconds) => page.evaluate((time) => (globalThis as unknown as InPage).at.clock.advance(time), milliseconds),
  };
}

describe('the hooks in a browser', () => {
  test('follow a stream once, though React mounts twice, and call the newest handlers', async () => {
    const { page, faults, shown, advance } = await open();
    await advance(100);
    await page.evaluate(() => (globalThis as unknown as InPage).at.happen('operationEvents', { __typename: 'OperationEvent', kind: 'ONE' }));
    await advance(100);
    await page.evaluate(() => (globalThis as unknown as InPage).at.happen('operationEvents', { __typename: 'OperationEvent', kind: 'TWO' }));
    await advance(100);
    expect([await shown('kinds'), await shown('line'), await shown('session')]).toEqual(['begin ONE TWO', 'live', 'unknown']);
    expect(await page.evaluate(() => (globalThis as unknown as InPage).at.subscriptions.length)).toBe(1);
    await page.click('button');
    await advance(100);
    expect([await shown('line'), await page.evaluate(() => (globalThis as unknown as InPage).at.subscriptions.length)]).toEqual(['idle', 0]);
    expect(faults).toEqual([]);
    await page.close();
  });

  test('count down by the clock of the house', async () => {
    const { page, shown, advance } = await open();
    await advance(1_000);
    expect(await shown('left')).toBe('00:09');
    await advance(20_000);
    expect(await shown('left')).toBe('00:00 over');
    await page.close();
  });

  test('show a line that was lost, and let it go in the background', async () => {
    const { page, shown, advance } = await open();
    await advance(100);
    await page.evaluate(() => (globalThis as unknown as InPage).at.kill());
    await advance(4_000);
    expect(await shown('line')).toBe('slow');
    await page.evaluate(() => (globalThis as unknown as InPage).at.start());
    await advance(30_000);
    expect(await shown('line')).toBe('live');
    await page.evaluate(() => (globalThis as unknown as InPage).background.forEach((tell) => tell('background')));
    await advance(31_000);
    expect(await page.evaluate(() => (globalThis as unknown as InPage).at.subscriptions.length)).toBe(0);
    await page.evaluate(() => (globalThis as unknown as InPage).background.forEach((tell) => tell('active')));
    await advance(2_000);
    expect(await page.evaluate(() => (globalThis as unknown as InPage).at.subscriptions.length)).toBe(1);
    await page.close();
  });
});
