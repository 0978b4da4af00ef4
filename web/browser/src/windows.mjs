// Windows as people have them. Whatever a page should not do is gathered: errors, breaches of the policy, other hosts.
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const axeText = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = process.env['SCREENSHOTS'];

export const sizes = { desk: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } };

/** How long a state may take on a machine that has other things to do. */
export const patience = 120_000;

export const launch = () => chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

// Chromium writes what a cut connection did; that is the network's affair and not the page's.
const isNetwork = (text) => /net::ERR_|WebSocket connection to|Failed to load resource: the server responded with a status of 50[234]/.test(text);

/**
 * A window of its own person. `faults` gathers what its pages do wrong; `bypassCSP` is for axe, which is written into the page.
 * `isCut` answers whether the house is out of reach on purpose: only then may a connection fail.
 */
export async function openWindow(browser, address, { size = sizes.desk, dark = false, bypassCSP = false, isCut = () => false } = {}) {
  const context = await browser.newContext({
    viewport: size, colorScheme: dark ? 'dark' : 'light', locale: 'es-PE', timezoneId: 'America/Lima', reducedMotion: 'reduce', bypassCSP, acceptDownloads: true,
  });
  context.setDefaultTimeout(patience);
  const faults = [];
  await context.exposeFunction('heardViolation', (text) => faults.push(`policy: ${text}`));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => window.heardViolation(`${violatedDirective} ${blockedURI}`));
  });
  watch(context, address, faults, isCut);
  return { context, page: await context.newPage(), faults };
}

function watch(context, address, faults, isCut) {
  context.on('weberror', (error) => faults.push(`error: ${error.error().message}`));
  context.on('console', (message) => {
    if (message.type() !== 'error' && !/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text())) return;
    if (!(isCut() && isNetwork(message.text()))) faults.push(`console: ${message.text()} ${message.location().url}`);
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== new URL(address).host) faults.push(`another host: ${request.url()}`);
  });
}

/** What axe finds serious or critical on the page as it is. */
export async function audit(page) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeText);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Keeps a picture of the page, where SCREENSHOTS names a folder. */
export async function picture(page, name) {
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
