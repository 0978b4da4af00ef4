// A telephone in a browser: every page of it is held to the policy of the house, to no other host, and to axe.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { address } from './house.mjs';

const axeText = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const serious = ['serious', 'critical'];

export const launch = () => chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

/** Opens a telephone; `faults` gathers what the page should not have done. `bypassCSP` is for axe, which is injected. */
export async function phone(browser, { width = 390, dark = false, bypassCSP = false } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme: dark ? 'dark' : 'light', locale: 'es-PE', bypassCSP, acceptDownloads: true });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text())) faults.push(`policy: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== new URL(address).host) faults.push(`another host: ${request.url()}`);
  });
  return { context, page, faults };
}

/** What axe finds serious or critical on the page, in both themes. */
export async function audit(page) {
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axeText);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    for (const { id, impact, nodes } of violations) {
      if (serious.includes(impact)) found.push(`${colorScheme}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    }
  }
  return found;
}

/** Keeps a picture of the page, where SCREENSHOTS names a folder. */
export async function picture(page, name) {
  const folder = process.env['SCREENSHOTS'];
  if (!folder) return;
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png`, fullPage: true });
  }
}
