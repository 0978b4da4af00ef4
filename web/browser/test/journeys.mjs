// A walk of each person through what its rail shows, on a screen and on a telephone, by day and by night.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { signIn } from '../src/desk.mjs';
import { people } from '../src/house.mjs';
import { audit, openWindow, picture, sizes } from '../src/windows.mjs';

const isShort = Boolean(process.env['SHORT']);

export const journeys = (world) => describe('the desk', () => {
  for (const role of isShort ? ['OPERATOR'] : Object.keys(people)) {
    it(`shows ${role} what it may do, without a fault`, () => walk(world, role));
  }
});

async function walk({ program, door, browser }, role) {
  const desk = await openWindow(browser, door.address);
  // axe is written into the page, which the policy forbids: the same person looks by a second window past it.
  const looked = await openWindow(browser, door.address, { bypassCSP: true });
  try {
    await signIn(desk.page, door.address, people[role], program.password);
    await looked.context.addCookies(await desk.context.cookies());
    const found = {};
    for (const path of await railOf(desk.page)) {
      for (const [size, viewport] of Object.entries(sizes)) {
        const name = `${role.toLowerCase()}-${path.split('/').slice(2).join('-') || 'home'}-${size}`;
        const faults = await look(desk.page, looked.page, { address: door.address, path, viewport, name });
        if (faults.length > 0) found[name] = faults;
      }
    }
    assert.deepEqual({ found, faults: desk.faults }, { found: {}, faults: [] });
  } finally {
    await desk.context.close();
    await looked.context.close();
  }
}

const railOf = (page) => page.getByRole('navigation', { name: 'Principal' }).getByRole('link').evaluateAll((links) => links.map(({ pathname }) => pathname));

/** Opens a screen in both windows and answers what is wrong with it. */
async function look(page, looked, { address, path, viewport, name }) {
  const faults = [];
  for (const each of [page, looked]) {
    await each.setViewportSize(viewport);
    await each.goto(address + path);
    await settled(each);
  }
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await looked.emulateMedia({ colorScheme });
    await picture(page, `${name}-${colorScheme}`);
    faults.push(...(await audit(looked)).map((fault) => `${colorScheme}: ${fault}`));
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (overflow > 0) faults.push(`the page is ${overflow} px wider than its window`);
  const denied = await page.getByText(/Hace falta el permiso/).count();
  if (denied > 0) faults.push('the rail leads to what is denied');
  return faults;
}

/** Waits until a screen shows what it was asked for. */
async function settled(page) {
  await page.locator('.line-state', { hasText: 'En vivo' }).waitFor();
  await page.locator('main').locator('h1, h2, table, .empty, .view-tabs').first().waitFor();
  await page.waitForFunction(() => document.querySelectorAll('main .skeleton').length === 0);
}
