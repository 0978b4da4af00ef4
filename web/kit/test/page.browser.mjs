// Opens the page of the kit under the desk's policy, in both themes and at both widths: no violation of the policy, no serious
// finding of axe. Run it after `vite build`: node --test test/page.browser.mjs
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const folder = join(import.meta.dirname, '../page-dist');
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; require-trusted-types-for 'script'; trusted-types desk";
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };

let browser;
let server;
let address;

before(async () => {
  server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://kit');
    const name = pathname === '/' ? 'index.html' : pathname.slice(1);
    try {
      const content = await readFile(join(folder, name));
      response.writeHead(200, { 'content-type': types[extname(name)] ?? 'application/octet-stream', 'content-security-policy': policy });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  address = `http://127.0.0.1:${server.address().port}/`;
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
});

after(async () => {
  await browser?.close();
  await new Promise((closed) => server.close(closed));
});

/** Opens the page as people see it, or past the policy for axe, which writes into the page. */
async function open(theme, width, bypassCSP) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP });
  const page = await context.newPage();
  const violations = [];
  await page.exposeFunction('heardViolation', (text) => violations.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => window.heardViolation(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(`${address}?theme=${theme}`);
  await page.waitForSelector('main.pieces');
  return { page, violations, context };
}

const openAll = async (page) => {
  await page.getByRole('button', { name: 'Abrir diálogo' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Más actos' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Elige una|Cuenta de la casa/ }).click();
  await page.keyboard.press('Escape');
};

for (const theme of ['light', 'dark']) {
  for (const width of [1366, 390]) {
    test(`the kit in ${theme} at ${width} px breaks no rule of the policy`, async () => {
      const { page, violations, context } = await open(theme, width, false);
      await openAll(page);
      if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `kit-${theme}-${width}.png`), fullPage: true });
      assert.deepEqual(violations, []);
      await context.close();
    });
    test(`the kit in ${theme} at ${width} px has no serious fault for axe`, async () => {
      const { page, context } = await open(theme, width, true);
      await page.evaluate(axe);
      const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
      const serious = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      assert.deepEqual(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
      await context.close();
    });
  }
}
