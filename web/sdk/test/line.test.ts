import { describe, expect, test } from 'vitest';
import { cookieSession } from '../src/index.ts';
import { OperationStreamDocument } from '../src/documents/index.ts';
import persisted from '../src/documents/generated/persisted-documents.json' with { type: 'json' };
import { twin as twinOf } from '../src/stream/follower.ts';
import { createLine } from '../src/stream/index.ts';
import { createTestHouse, type TestHouse } from '../src/testing/index.ts';
import { course, entered, Follow, session, Ticks } from './course.ts';

const refusal = (code: string, more: object = {}) => ({ message: 'No.', extensions: { code, ...more } });

interface Opened {
  readonly authorization: string | undefined;
  readonly after: unknown;
  readonly isOver: () => boolean;
  say(result: object): void;
}

/** A house whose network lets event streams of HTTP through, and no sockets. `refuse` answers what the next one is refused with. */
async function streaming(refuse: () => Promise<{ status: number; errors: object[] } | null> = async () => null) {
  const encoder = new TextEncoder();
  const opened: Opened[] = [];
  const source = createTestHouse();
  const at: TestHouse = createTestHouse({
    now: source.clock.now, timers: source.clock.timers,
    fetch: async (address, init) => {
      const { headers, body, signal } = init as { headers: Record<string, string>; body: string; signal: AbortSignal };
      if (headers['accept'] !== 'text/event-stream') return source.house.runtime.fetch(address, init);
      const refused = await refuse();
      if (refused) return { ok: false, status: refused.status, headers: { get: () => null }, text: async () => JSON.stringify({ errors: refused.errors }) };
      let stream!: ReadableStreamDefaultController<Uint8Array>;
      const content = new ReadableStream<Uint8Array>({ start: (controller) => void (stream = controller) });
      opened.push({
        authorization: headers['authorization'], after: (JSON.parse(body) as { variables: { after: unknown } }).variables.after, isOver: () => signal.aborted,
        say: (result) => stream.enqueue(encoder.encode(`event: next\ndata: ${JSON.stringify(result)}\n\n`)),
      });
      return { ok: true, status: 200, headers: { get: () => null }, body: content, text: async () => '' };
    },
  });
  const enter = async (viewer: string) => {
    source.answer('SessionCreate', entered(`token of ${viewer}`, viewer, `ses_${viewer}`));
    await at.house.sessions.signIn({ staff: { login: 'a@b.pe', password: 'x' } });
  };
  await enter('ana');
  at.allowSockets(false);
  const line = createLine(at.house, { webSocket: at.webSocket });
  const heard: string[] = [];
  const stream = line.events(Follow, {}, {
    onItem: ({ kind }) => void heard.push(kind), onReload: (cause) => void heard.push(cause), onEnd: ({ code }) => void heard.push(`end: ${code}`),
  });
  await source.clock.advance(10_000);
  const item = (cursor: string, kind?: string) => ({
    data: { operationEvents: { __typename: kind ? 'OperationEvent' : 'StreamPosition', cursor, ...(kind && { kind }) } },
  });
  return { at, clock: source.clock, line, heard, opened, stream, enter, item };
}

describe('an error of the house', () => {
  test.each(['UNAVAILABLE', 'INTERNAL', 'TIMEOUT', 'RATE_LIMITED'])('that passes (%s) ends nothing, however it is said', async (code) => {
    const { at, line, heard, follow, happen } = await course();
    follow();
    line.values(Ticks, {}, { onValue: ({ houseBuys }) => void heard.push(houseBuys), onEnd: () => void heard.push('end of values') });
    await at.clock.advance(100);
    at.subscriptions[0]?.error([refusal(code)]);
    await at.clock.advance(10_000);
    for (const subscription of at.subscriptions) subscription.next({ data: null, errors: [refusal(code, { retryable: true })] });
    await at.clock.advance(20_000);
    happen('ONE');
    at.subscriptions.find(({ name }) => name === 'Ticks')?.next({ data: { rateTicks: { houseBuys: '3.7000' } } });
    await at.clock.settle();
    expect(heard).toEqual(['reload: begin', 'ONE', '3.7000']);
    expect(at.subscriptions).toHaveLength(2);
    line.close();
  });

  test.each(['FORBIDDEN', 'BAD_REQUEST', 'NOT_FOUND'])('that does not pass (%s) ends the stream also as a result', async (code) => {
    const { at, line, heard, follow } = await course();
    follow();
    await at.clock.advance(100);
    at.subscriptions[0]?.next({ data: null, errors: [refusal(code, { retryable: true })] });
    await at.clock.advance(60_000);
    expect([heard, at.subscriptions]).toEqual([['reload: begin', `end: ${code}`], []]);
    line.close();
  });

  test('by an event stream of HTTP is told apart in the same way', async () => {
    const { clock, line, heard, opened, item } = await streaming();
    opened[0]?.say(item('c1'));
    opened[0]?.say({ data: null, errors: [refusal('UNAVAILABLE')] });
    await clock.advance(10_000);
    opened[1]?.say(item('c2', 'ONE'));
    await clock.settle();
    expect([heard, opened[1]?.after]).toEqual([['begin', 'ONE'], 'c1']);
    opened[1]?.say({ data: null, errors: [refusal('FORBIDDEN')] });
    await clock.advance(60_000);
    expect([heard.at(-1), opened.length]).toEqual(['end: FORBIDDEN', 2]);
    line.close();
  });
});

describe('another person', () => {
  test('hears nothing by the event stream of the one before', async () => {
    const { clock, line, heard, opened, stream, enter, item } = await streaming();
    opened[0]?.say(item('a1'));
    await clock.settle();
    await enter('luis');
    opened[0]?.say(item('a2', 'OF_ANA'));
    await clock.advance(1_000);
    expect([heard, stream.cursor(), opened[0]?.isOver()]).toEqual([['begin'], null, true]);
    expect(opened.map(({ authorization, after }) => [authorization, after])).toEqual([['Bearer token of ana', null], ['Bearer token of luis', null]]);
    opened[1]?.say(item('l1'));
    await clock.settle();
    expect([heard, stream.cursor()]).toEqual([['begin', 'person'], 'l1']);
    line.close();
  });

  test('is not put out by a late refusal of the event stream of the one before', async () => {
    let release = () => {};
    let isFirst = true;
    const { at, clock, line, enter } = await streaming(async () => {
      if (!isFirst) return null;
      isFirst = false;
      await new Promise<void>((done) => (release = done));
      return { status: 401, errors: [refusal('UNAUTHENTICATED')] };
    });
    await enter('luis');
    release();
    await clock.advance(5_000);
    expect([at.house.sessions.state.get(), line.state.get().status]).toMatchObject([{ status: 'signed-in', viewerId: 'luis' }, 'live']);
    line.close();
  });

  test('has a socket of their own, also where that of the one before was on its way', async () => {
    const at = createTestHouse();
    const inits: unknown[] = [];
    let acknowledge = () => {};
    const Base = at.webSocket as new () => { send(text: string): void };
    class Slow extends Base {
      override send(text: string) {
        const { type, payload } = JSON.parse(text) as { type: string; payload?: { authorization?: string } };
        if (type !== 'connection_init') return super.send(text);
        inits.push(payload?.authorization);
        acknowledge = () => super.send(text);
        return undefined;
      }
    }
    const enter = async (viewer: string) => {
      at.answer('SessionCreate', entered(`token of ${viewer}`, viewer, `ses_${viewer}`));
      await at.house.sessions.signIn({ staff: { login: 'a@b.pe', password: 'x' } });
    };
    await enter('ana');
    const line = createLine(at.house, { webSocket: Slow });
    line.events(Follow, {}, { onItem: () => {} });
    await at.clock.settle();
    await enter('luis');
    acknowledge();
    await at.clock.advance(2_000);
    expect([inits, at.subscriptions.length]).toEqual([['Bearer token of ana', 'Bearer token of luis'], 0]);
    acknowledge();
    await at.clock.settle();
    expect(at.subscriptions).toHaveLength(1);
    line.close();
  });

  test('is told to libraries that take results, and so is a gap', async () => {
    const { at, line, happen, enter } = await course({ mostMissed: 150, backgroundMs: 1_000 });
    const results: string[] = [];
    line.results(Follow, {}, {
      next: ({ data }) => {
        const [item] = Object.values(data as Record<string, { __typename: string; reason?: string }>);
        if (item?.__typename === 'ResyncRequired') results.push(item.reason ?? '');
      },
      error: ({ code }) => void results.push(code), complete: () => {},
    });
    await at.clock.advance(100);
    happen('FIRST');
    await at.clock.settle();
    line.show(false);
    await at.clock.advance(2_000);
    happen(...Array.from({ length: 400 }, () => 'MISSED'));
    await at.clock.advance(400_000);
    line.show(true);
    await at.clock.advance(5_000);
    expect(results).toEqual(['gap']);
    await enter('vwr_2');
    await at.clock.advance(5_000);
    expect(results).toEqual(['gap', 'person']);
    line.close();
  });
});

describe('a cookie', () => {
  test('of which a program was never told is followed with, by whatever goes through', async () => {
    const { at, line, heard, follow, happen } = await course({}, { session: cookieSession() });
    await at.house.sessions.signOut();
    at.allowSockets(false);
    follow();
    await at.clock.advance(15_000);
    happen('ONE');
    await at.clock.advance(5_000);
    expect([line.state.get().transport, heard]).toEqual(['requests', ['reload: begin', 'ONE']]);
    line.close();
  });

  test('that is of somebody else when a stopped line goes on begins anew', async () => {
    const { at, line, heard, follow, happen } = await course({}, { session: cookieSession() });
    follow();
    await at.clock.advance(100);
    at.answer('SessionRestore', { data: { viewer: { id: 'nobody', role: 'CLIENT', session: null } } });
    at.closeSockets(4401);
    await at.clock.advance(1_000);
    expect(line.state.get().status).toBe('stopped');
    happen('OF_THE_FIRST');
    at.answer('SessionRestore', { data: { viewer: { id: 'vwr_2', role: 'MASTER', session: { ...session, id: 'ses_2' } } } });
    line.reconnect();
    await at.clock.advance(2_000);
    expect([line.state.get().status, heard]).toEqual(['live', ['reload: begin', 'reload: person']]);
    line.close();
  });
});

describe('a session that ends', () => {
  test('by signing out stops the line, and nothing comes any more', async () => {
    const { at, line, heard, follow, happen, enter } = await course();
    follow();
    await at.clock.advance(100);
    at.answer('SessionEnd', 'offline');
    await at.house.sessions.signOut();
    happen('ONE');
    await at.clock.advance(60_000);
    expect([line.state.get().status, at.subscriptions, heard]).toEqual(['stopped', [], ['reload: begin']]);
    await enter('vwr_1', 'another');
    await at.clock.advance(2_000);
    expect([line.state.get().status, heard]).toEqual(['live', ['reload: begin', 'ONE again']]);
    line.close();
  });

  test('ends the requests in turn', async () => {
    const { at, line, follow } = await course();
    at.allowSockets(false);
    follow();
    await at.clock.advance(15_000);
    expect(line.state.get()).toMatchObject({ status: 'live', transport: 'requests' });
    at.answer('Follow', { errors: [refusal('UNAUTHENTICATED')] });
    await at.clock.advance(5_000);
    expect([line.state.get().status, line.state.get().reason?.code]).toEqual(['stopped', 'UNAUTHENTICATED']);
    const asked = at.asked.length;
    await at.clock.advance(300_000);
    expect(at.asked).toHaveLength(asked);
    line.close();
  });
});

test('an event stream of HTTP that is silent for long is opened anew', async () => {
  const { clock, line, opened } = await streaming();
  expect(opened).toHaveLength(1);
  await clock.advance(45_000);
  expect([opened.length, opened[0]?.isOver(), line.state.get().status]).toEqual([2, true, 'live']);
  line.close();
});

describe('a stream whose query the house refuses', () => {
  test.each(['FORBIDDEN', 'BAD_REQUEST'])('with %s goes on by the socket', async (code) => {
    const { at, line, heard, follow, happen } = await course({ backgroundMs: 1_000 });
    follow();
    await at.clock.advance(100);
    at.answer('Follow', { errors: [refusal(code)] });
    line.show(false);
    await at.clock.advance(400_000);
    happen('ONE');
    line.show(true);
    await at.clock.advance(5_000);
    expect(heard).toEqual(['reload: begin', 'ONE again']);
    line.close();
  });

  test('is none of those that codegen lists: each subscription stands beside its query', () => {
    const texts: string[] = Object.values(persisted);
    const twin = String(OperationStreamDocument).replace(/^subscription\b/, 'query').replace('operationEvents(', 'operationEvents(first: 50, ');
    expect(texts).toContain(twin);
    expect(twinOf(String(OperationStreamDocument))).toBe(twin);
  });
});

describe('a load of the state', () => {
  test('that answers its promise holds items back until it settles', async () => {
    const { at, line, happen } = await course();
    const heard: string[] = [];
    const cursors: string[] = [];
    let loaded = () => {};
    line.events(Follow, {}, {
      onReload: () => new Promise<void>((done) => {
        loaded = () => {
          heard.push('loaded');
          done();
        };
      }),
      onItem: ({ kind }) => void heard.push(kind),
      onCursor: (cursor) => void cursors.push(cursor),
    });
    await at.clock.advance(100);
    happen('ONE', 'TWO');
    await at.clock.settle();
    expect([heard, cursors]).toEqual([[], []]);
    loaded();
    await at.clock.settle();
    happen('THREE');
    await at.clock.settle();
    expect([heard, cursors]).toEqual([['loaded', 'ONE', 'TWO', 'THREE'], ['1.0', '1.1', '1.2', '1.3']]);
    line.close();
  });

  test('of the person before does not hold back the items of the next', async () => {
    const { at, line, happen, enter } = await course();
    const heard: string[] = [];
    line.events(Follow, {}, {
      onReload: (cause) => {
        heard.push(cause);
        return cause === 'begin' ? new Promise<void>(() => {}) : undefined;
      },
      onItem: ({ kind }) => void heard.push(kind),
    });
    await at.clock.advance(100);
    happen('OF_THE_FIRST');
    await at.clock.settle();
    await enter('vwr_2');
    await at.clock.advance(1_000);
    happen('OF_THE_NEXT');
    await at.clock.settle();
    expect(heard).toEqual(['begin', 'person', 'OF_THE_NEXT']);
    line.close();
  });

  test('after a gap by requests skips on from where the stream was, and not from the beginning of the log', async () => {
    const { at, line, heard, happen } = await course({ mostMissed: 200 });
    happen(...Array.from({ length: 1_000 }, () => 'OLD'));
    const kept = at.happen('operationEvents', { __typename: 'OperationEvent', kind: 'KEPT' });
    happen(...Array.from({ length: 450 }, () => 'MISSED'));
    at.allowSockets(false);
    line.events(Follow, {}, { onItem: () => {}, onReload: (cause) => void heard.push(cause) }, { after: kept });
    await at.clock.advance(15_000);
    const afters = at.asked.filter(({ text }) => text.startsWith('query Follow')).map(({ variables }) => variables['after']);
    expect(afters.slice(0, 5)).toEqual(['1.1001', '1.1051', '1.1101', '1.1151', '1.1201']);
    expect(heard).toEqual(['gap', 'gap']);
    line.close();
  });
});

describe('a fault in what the program does with what it is handed', () => {
  test('is reported, and neither the stream nor the others end by it', async () => {
    const faults: unknown[] = [];
    const remember = (fault: unknown) => faults.push(fault);
    process.on('unhandledRejection', remember);
    const { at, line, heard, follow, happen } = await course();
    let isFirst = true;
    line.events(Follow, {}, { onItem: ({ kind }) => {
      if (!isFirst) return void heard.push(`mine: ${kind}`);
      isFirst = false;
      throw new Error('mine');
    } });
    line.values(Ticks, {}, { onValue: () => {
      throw new Error('mine too');
    } });
    follow();
    await at.clock.advance(100);
    at.subscriptions.find(({ name }) => name === 'Ticks')?.next({ data: { rateTicks: { houseBuys: '3.7000' } } });
    happen('ONE', 'TWO');
    await at.clock.advance(1_000);
    await new Promise((done) => setTimeout(done, 0));
    process.off('unhandledRejection', remember);
    expect([heard, at.subscriptions.length, faults.length]).toEqual([['reload: begin', 'ONE', 'mine: TWO', 'TWO'], 3, 2]);
    line.close();
  });
});

describe('what is followed', () => {
  test('is subscribed to once after a fault of the house, and ends when it is stopped', async () => {
    const { at, line } = await course();
    const stops = [1, 2, 3].map(() => line.values(Ticks, {}, { onValue: () => {} }));
    await at.clock.advance(100);
    at.closeSockets(1011);
    await at.clock.advance(50_000);
    expect(at.subscriptions).toHaveLength(3);
    for (const stop of stops) stop();
    await at.clock.advance(1_000);
    expect([at.subscriptions.length, line.state.get().status]).toEqual([0, 'idle']);
    line.close();
  });

  test('is caught up with by HTTP after the line was stopped for long', async () => {
    const { at, line, heard, follow, happen, enter } = await course();
    follow();
    await at.clock.advance(100);
    at.closeSockets(4401);
    await at.clock.advance(8 * 3_600_000);
    happen('ONE');
    const asked = at.asked.length;
    await enter('vwr_1', 'another');
    await at.clock.advance(2_000);
    expect([heard, at.asked.slice(asked).filter(({ name }) => name === 'Follow').length, at.subscriptions.length]).toEqual([['reload: begin', 'ONE again'], 1, 1]);
    line.close();
  });

  test.each([
    ['asked for', (line: ReturnType<typeof createLine>) => line.reconnect()],
    ['seen again', (line: ReturnType<typeof createLine>) => line.show(true)],
  ])('is connected at once when that is %s, however long the next attempt would wait', async (_, begin) => {
    const { at, line, follow } = await course({ blockedAfter: 99 });
    follow();
    await at.clock.advance(100);
    at.kill();
    await at.clock.advance(120_000);
    at.start();
    begin(line);
    await at.clock.advance(100);
    expect(at.subscriptions).toHaveLength(1);
    line.close();
  });

  test('goes on once the house is reached, where it could not be asked what a session owes', async () => {
    const { at, line, follow } = await course();
    follow();
    await at.clock.advance(100);
    at.answer('SessionRestore', 'offline');
    at.closeSockets(4403);
    await at.clock.advance(30_000);
    expect(line.state.get().status).toBe('live');
    line.close();
  });
});
