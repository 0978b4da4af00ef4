// The SDK against a real house, in Node: sign in, ask, follow its events across kill -9, by the socket, by an event stream and by requests in
// turn, and compare with the house's own log: nothing is missing, and nothing comes twice.
//
//     npm run build && node test/proof/proof.mjs PROGRAM DATA_DIR PORT
//
// PROGRAM is the built program, DATA_DIR that of a demo, whose bots make the events.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';
import { bearerSession, createHouse, memoryStore } from '../../dist/index.js';
import { PublicRateDocument, OperationsDocument, OperationStreamDocument, RateTicksDocument } from '../../dist/documents/index.js';
import { createLabels } from '../../dist/labels.js';
import { createLine } from '../../dist/stream/index.js';
import { upload } from '../../dist/upload.js';

const [program, dataDir, port] = process.argv.slice(2);
const address = `http://127.0.0.1:${port}`;
const environment = { ...process.env, DATA_DIR: dataDir, ADDR: `127.0.0.1:${port}`, METRICS_ADDR: '', RATELIMIT_ENABLED: 'false' };

class NoWebSocket extends WebSocket {
  constructor() {
    super('ws://127.0.0.1:9');
  }
}

async function start() {
  const child = spawn(program, ['demo'], { env: environment, stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  for (;;) {
    const password = /contraseña (\S+)/.exec(said)?.[1];
    if (password && (await fetch(`${address}/readyz`).catch(() => null))?.ok) return { child, password };
    await pause(200);
  }
}

async function kill({ child }) {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** A house with somebody in it. */
async function enter(credentials, fetchFn = fetch) {
  const house = createHouse({ url: address, session: bearerSession({ store: memoryStore() }), fetch: fetchFn, client: { name: 'proof', version: '1' } });
  const entered = await house.sessions.signIn(credentials);
  if (!entered.ok) throw entered.error;
  return house;
}

function follow(name, house, options) {
  const line = createLine(house, options);
  const got = { name, line, cursors: [], recovered: 0, reloads: [], statuses: [], transports: new Set(), first: null };
  line.state.subscribe(() => {
    const { status, transport } = line.state.get();
    if (got.statuses.at(-1) !== status) got.statuses.push(status);
    got.transports.add(transport);
  });
  got.stream = line.events(OperationStreamDocument, {}, {
    onItem(item, { cursor, isRecovered }) {
      got.cursors.push(cursor);
      if (isRecovered) got.recovered += 1;
    },
    onCursor: (cursor) => (got.first ??= cursor),
    onReload: (cause) => got.reloads.push(cause),
    onEnd: (error) => console.error(name, 'ended', error),
  });
  return got;
}

/** What the house says happened after a cursor, by its own log. */
async function logAfter(house, cursor) {
  const all = [];
  for (let after = cursor; ; ) {
    const answer = await house.request('query($after: EventCursor) { operationEvents(after: $after) { __typename ... on Event { cursor id } } }', { after });
    if (!answer.ok) throw answer.error;
    const items = answer.data.operationEvents;
    all.push(...items.filter(({ __typename }) => __typename === 'OperationEvent').map((item) => item.cursor));
    if (items.length < 100) return all;
    after = items.at(-1).cursor;
  }
}

let running = await start();
const master = { staff: { login: 'master@demo.pe', password: running.password } };
const house = await enter(master);
const operations = await house.request(OperationsDocument, { first: 3 });
const rate = await house.request(PublicRateDocument);
const labels = createLabels(house);
await labels.load(['OperationStatus']);
const shown = operations.data.operations.edges.map(({ node }) => `${node.code} ${labels.of('OperationStatus', node.status)}`).join(', ');
console.log('signed in as', house.sessions.state.get().role, '|', shown, '| rate', rate.data.publicRate.houseBuys,
  rate.data.publicRate.houseSells, '| clock', Math.round(house.clock.offset()), 'ms');

const client = await enter({ client: { documentType: 'DNI', documentNumber: '50011001', password: running.password } });
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
const file = await upload(client, { content: new Uint8Array(picture), purpose: 'DEPOSIT_PROOF', mediaType: 'image/png' });
console.log('upload', file.ok ? file.data.id : file.error);

const withoutBody = async (...request) => {
  const response = await fetch(...request);
  return { ok: response.ok, status: response.status, headers: response.headers, text: () => response.text() };
};
const token = await house.sessions.token();
const same = async (fetchFn) => {
  const store = memoryStore();
  await store.setItem('qoricash.token', token);
  const other = createHouse({ url: address, session: bearerSession({ store }), fetch: fetchFn });
  await other.sessions.restore();
  return other;
};
const followers = [
  follow('socket', house, { webSocket: WebSocket, blockedAfter: 1_000 }),
  follow('socket, long gap', await same(fetch), { webSocket: WebSocket, longGapMs: 3_000, blockedAfter: 1_000 }),
  follow('event stream', await same(fetch), { webSocket: NoWebSocket }),
  follow('requests', await same(withoutBody), { webSocket: NoWebSocket, requestMs: 1_000 }),
];
let ticks = 0;
followers[0].line.values(RateTicksDocument, {}, { onValue: () => (ticks += 1) });
await pause(25_000);
for (let round = 1; round <= 2; round += 1) {
  await kill(running);
  console.log(`killed (${round}), heard so far:`, followers.map(({ name, cursors, line }) => `${name} ${cursors.length} ${line.state.get().status}`).join(', '));
  await pause(5_000);
  console.log('down for 5 s:', followers.map(({ name, line }) => `${name} ${line.state.get().status}`).join(', '));
  const before = Date.now();
  running = await start();
  console.log(`up again after ${Math.round((Date.now() - before) / 1000)} s`);
  await pause(25_000);
}
for (const { stream, line, ...got } of followers) {
  got.last = stream.cursor();
  stream.stop();
  const log = await logAfter(house, got.first);
  const upTo = log.indexOf(got.cursors.at(-1));
  const expected = log.slice(0, upTo + 1);
  const missing = expected.filter((cursor) => !got.cursors.includes(cursor)).length;
  const twice = got.cursors.length - new Set(got.cursors).size;
  const isSame = JSON.stringify(expected) === JSON.stringify(got.cursors);
  console.log(`${got.name}: ${got.cursors.length} events, ${got.recovered} recovered, missing ${missing}, twice ${twice}, in order ${isSame},`,
    `reloads ${got.reloads}, by ${[...got.transports]}; ${got.statuses.join(' > ')}`);
  line.close();
  if (!isSame || got.cursors.length === 0) process.exitCode = 1;
}
console.log('ticks', ticks);
await house.sessions.signOut();
await kill(running);
process.exit();
