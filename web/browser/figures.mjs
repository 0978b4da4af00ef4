// What a browser measures of the desk, printed and never asserted: figures of a busy machine are not those of a quiet one.
//   npm run figures -w browser
import { bring, live, row, signIn } from './src/desk.mjs';
import { Caller, endOperations, newOperation, people, staff, visitor } from './src/house.mjs';
import { Program } from './src/program.mjs';
import { launch, openWindow } from './src/windows.mjs';

const changes = Number(process.env['CHANGES'] ?? 60);
const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];

/** Milliseconds between the instant of a change, as the house keeps it, and the pixels of its row. Both stand on this machine's clock. */
async function commitToPixels(page, master, { id }) {
  await page.evaluate((operation) => {
    globalThis.seen = [];
    const line = document.querySelector(`tr[data-row="${operation}"]`);
    let before = line.querySelector('.badge').innerText;
    new MutationObserver(() => {
      const now = line.querySelector('.badge')?.innerText;
      if (now === undefined || now === before) return;
      before = now;
      requestAnimationFrame(() => globalThis.seen.push(Date.now()));
    }).observe(line, { subtree: true, childList: true, characterData: true, attributes: true });
  }, id);
  const taken = [];
  for (let turn = 0; turn < changes; turn++) {
    const position = await master.position();
    if (turn % 2 === 0) await master.actOn(id, 'operationHold', { cause: 'MANUAL', reason: 'REVIEW', note: `Medida ${turn}` });
    else await master.actOn(id, 'operationRelease', { cause: 'MANUAL' });
    await page.waitForFunction((count) => globalThis.seen.length > count, turn);
    const { deskEvents } = await master.ask('query($after: EventCursor) { deskEvents(after: $after) { ... on OperationEvent { at } } }', { after: position });
    const shown = await page.evaluate((place) => globalThis.seen[place], turn);
    taken.push(shown - Date.parse(deskEvents.find(({ at: instant }) => instant).at));
  }
  return taken.sort((one, other) => one - other);
}

/** A first load with an empty cache: until the desk can be used, and what it fetched. */
async function firstLoad(browser, address, cookies) {
  const fresh = await openWindow(browser, address);
  await fresh.context.addCookies(cookies);
  const began = Date.now();
  await fresh.page.goto(`${address}/desk/operations?view=all`);
  await fresh.page.locator('tr[data-row]').first().waitFor();
  const interactive = Date.now() - began;
  const scripts = await fresh.page.evaluate(() => performance.getEntriesByType('resource')
    .filter(({ name }) => name.endsWith('.js')).map(({ encodedBodySize }) => encodedBodySize));
  return { window: fresh, interactive, scripts: scripts.reduce((sum, size) => sum + size, 0) };
}

const sockets = async (master) => (await master.ask('{ systemStatus { sockets } }')).systemStatus.sockets;

const program = await Program.make();
const browser = await launch();
try {
  await program.start();
  const client = await visitor(program);
  await endOperations(client, await staff(program, people.MASTER));
  const desk = await openWindow(browser, program.address);
  await signIn(desk.page, program.address, people.MASTER, program.password);
  const master = await Caller.ofDesk(program, desk);

  const load = await firstLoad(browser, program.address, await desk.context.cookies());
  await load.window.context.close();
  console.log(`first load to the rows of the queue: ${load.interactive} ms, scripts ${(load.scripts / 1_000).toFixed(1)} kB as sent`);

  const one = await sockets(master);
  const second = await desk.context.newPage();
  await second.goto(`${program.address}/desk/`);
  await live(second);
  console.log(`sockets of the house: ${one} with one tab, ${await sockets(master)} with two`);
  await second.close();

  const operation = await newOperation(client);
  await desk.page.goto(`${program.address}/desk/operations?view=all`);
  await live(desk.page);
  await bring(desk.page, operation.id);
  await row(desk.page, operation.id).waitFor();
  const taken = await commitToPixels(desk.page, master, operation);
  console.log(`commit to pixels, ${taken.length} changes: p50 ${at(taken, 0.5)} ms, p95 ${at(taken, 0.95)} ms, most ${taken.at(-1)} ms`);
} finally {
  await browser.close();
  await program.stop();
  await program.clear();
}
