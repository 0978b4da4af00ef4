import { describe, expect, test } from 'vitest';
import { createLine } from '../src/stream/index.ts';
import { createTestHouse } from '../src/testing/index.ts';
import { course, entered, Follow, session, Ticks } from './course.ts';

describe('a stream of events', () => {
  test('says first that the state is to be loaded, and then each event', async () => {
    const { at, line, heard, statuses, follow, happen } = await course();
    happen('BEFORE');
    follow();
    await at.clock.advance(100);
    happen('CREATED', 'ASSIGNED');
    await at.clock.advance(100);
    expect(heard).toEqual(['reload: begin', 'CREATED', 'ASSIGNED']);
    expect(statuses).toEqual(['connecting', 'live']);
    expect(at.subscriptions[0]?.variables).toEqual({ after: null });
    line.close();
  });

  test('goes on behind its last item when the house was killed: nothing is missing, and nothing comes twice', async () => {
    const { at, line, heard, statuses, follow, happen } = await course({ blockedAfter: 99 });
    follow();
    await at.clock.advance(100);
    happen('ONE');
    await at.clock.settle();
    at.kill();
    happen('TWO', 'THREE');
    await at.clock.advance(4_000);
    expect(line.state.get().status).toBe('slow');
    at.start();
    await at.clock.advance(5_000);
    happen('FOUR');
    await at.clock.settle();
    expect(heard).toEqual(['reload: begin', 'ONE', 'TWO again', 'THREE again', 'FOUR']);
    expect(line.state.get()).toMatchObject({ status: 'live', recovered: 2 });
    expect(statuses).toEqual(['connecting', 'live', 'slow', 'live', 'catching-up', 'live']);
    expect(at.asked.map(({ name }) => name)).toEqual(['SessionCreate']);
    line.close();
  });

  test('is caught up with by HTTP after a long gap, in pages', async () => {
    const { at, line, heard, follow, happen } = await course();
    follow();
    await at.clock.advance(100);
    at.kill();
    const kinds = Array.from({ length: 150 }, (_, index) => `N${index}`);
    happen(...kinds);
    await at.clock.advance(6 * 60_000);
    at.start();
    await at.clock.advance(60_000);
    expect(heard).toEqual(['reload: begin', ...kinds.map((kind) => `${kind} again`)]);
    expect(at.asked.filter(({ name, text }) => name === 'Follow' && text.startsWith('query')).length).toBeGreaterThanOrEqual(2);
    expect(at.subscriptions[0]?.variables).toEqual({ after: '1.150' });
    line.close();
  });

  test('that missed too much has its state loaded anew, and goes on from there', async () => {
    const { at, line, heard, follow, happen } = await course({ mostMissed: 200 });
    follow();
    await at.clock.advance(100);
    at.kill();
    happen(...Array.from({ length: 500 }, () => 'OLD'));
    await at.clock.advance(6 * 60_000);
    at.start();
    await at.clock.advance(60_000);
    happen('NEW');
    await at.clock.settle();
    expect(heard.slice(-2)).toEqual(['reload: gap', 'NEW']);
    expect(heard.filter((each) => each === 'OLD again')).toHaveLength(200);
    line.close();
  });

  test('goes on from a cursor that was kept, without loading anything', async () => {
    const { at, line, heard, follow, happen } = await course();
    happen('ONE', 'TWO');
    follow({ after: '1.1' as never });
    await at.clock.advance(1_000);
    expect(heard).toEqual(['TWO again']);
    line.close();
  });

  test('of a database that was set back is loaded anew', async () => {
    const { at, line, heard, follow, happen } = await course();
    follow();
    await at.clock.advance(100);
    happen('ONE');
    await at.clock.settle();
    at.kill();
    at.setBack();
    at.start();
    await at.clock.advance(5_000);
    happen('TWO');
    await at.clock.settle();
    expect(heard).toEqual(['reload: begin', 'ONE', 'reload: resync', 'TWO']);
    line.close();
  });

  test('of which a right is lost ends for good, and others go on', async () => {
    const { at, line, heard, follow, happen } = await course();
    follow();
    await at.clock.advance(100);
    at.subscriptions[0]?.error([{ message: 'No.', extensions: { code: 'FORBIDDEN' } }]);
    follow();
    await at.clock.advance(100);
    happen('ONE');
    await at.clock.settle();
    expect(heard).toEqual(['reload: begin', 'end: FORBIDDEN', 'reload: begin', 'ONE']);
    line.close();
  });

  test('that the house cannot go on with is taken up again', async () => {
    const { at, line, heard, follow, happen } = await course();
    follow();
    await at.clock.advance(100);
    happen('ONE');
    await at.clock.settle();
    at.subscriptions[0]?.error([{ message: 'Luego.', extensions: { code: 'UNAVAILABLE', retryable: true } }]);
    happen('TWO');
    await at.clock.advance(10_000);
    expect(heard).toEqual(['reload: begin', 'ONE', 'TWO again']);
    line.close();
  });

  test('needs to know its items and their cursors', async () => {
    const { line } = await course();
    expect(() => line.events('subscription { operationEvents { __typename } }', {}, { onItem: () => {} })).toThrow('selects cursor');
    expect(() => line.events('subscription { operationEvents { cursor } }', {}, { onItem: () => {} })).toThrow('selects __typename');
    line.close();
  });

  test('that nobody follows any more opens nothing', async () => {
    const { at, line, follow } = await course();
    const stop = follow();
    await at.clock.advance(100);
    stop();
    await at.clock.advance(10_000);
    expect([line.state.get().status, at.subscriptions.length]).toEqual(['idle', 0]);
    line.close();
  });
});

describe('values', () => {
  test('come anew after a lost connection', async () => {
    const { at, line } = await course();
    const values: string[] = [];
    line.values(Ticks, {}, { onValue: ({ houseBuys }) => values.push(houseBuys) });
    await at.clock.advance(100);
    at.subscriptions[0]?.next({ data: { rateTicks: { houseBuys: '3.7000' } } });
    await at.clock.settle();
    at.kill();
    at.start();
    await at.clock.advance(5_000);
    at.subscriptions[0]?.next({ data: { rateTicks: { houseBuys: '3.8000' } } });
    await at.clock.settle();
    expect(values).toEqual(['3.7000', '3.8000']);
    line.close();
  });
});

describe('the line', () => {
  test('is slow when nobody answers for three seconds, and is made anew when nobody does for ten', async () => {
    const { at, line, heard, follow, happen } = await course();
    follow();
    await at.clock.advance(1_000);
    at.freeze();
    happen('ONE');
    await at.clock.advance(2_000);
    expect(line.state.get().status).toBe('live');
    await at.clock.advance(4_000);
    expect(line.state.get().status).toBe('slow');
    await at.clock.advance(15_000);
    expect(line.state.get().status).toBe('live');
    expect(heard).toEqual(['reload: begin', 'ONE again']);
    line.close();
  });

  test('stays live in silence, since the house answers', async () => {
    const { at, line, statuses, follow } = await course();
    follow();
    await at.clock.advance(120_000);
    expect(statuses).toEqual(['connecting', 'live']);
    line.close();
  });

  test.each([1006, 1012, 1013, 4408, 4410, 4499])('is made anew after %d', async (code) => {
    const { at, line, heard, follow, happen } = await course();
    follow();
    await at.clock.advance(100);
    at.closeSockets(code);
    happen('ONE');
    await at.clock.advance(5_000);
    expect([line.state.get().status, ...heard]).toEqual(['live', 'reload: begin', 'ONE again']);
    line.close();
  });

  test('stops at 4401, forgets the token, and goes on from its cursor when the same person signs in', async () => {
    const { at, line, heard, follow, happen } = await course();
    follow();
    await at.clock.advance(100);
    at.closeSockets(4401);
    happen('ONE');
    await at.clock.advance(60_000);
    expect(line.state.get()).toMatchObject({ status: 'stopped', reason: { code: 'UNAUTHENTICATED' } });
    expect(at.house.sessions.state.get().status).toBe('signed-out');
    at.answer('SessionCreate', entered('other', 'vwr_1', 'ses_2'));
    await at.house.sessions.signIn({ staff: { login: 'a@b.pe', password: 'x' } });
    await at.clock.advance(1_000);
    expect(line.state.get().status).toBe('live');
    expect(heard).toEqual(['reload: begin', 'ONE again']);
    line.close();
  });

  test('begins anew for another person', async () => {
    const { at, line, heard, follow, happen } = await course();
    follow();
    await at.clock.advance(100);
    at.closeSockets(4401);
    happen('ONE');
    await at.clock.advance(1_000);
    at.answer('SessionCreate', entered('other', 'vwr_2', 'ses_2'));
    await at.house.sessions.signIn({ staff: { login: 'c@d.pe', password: 'x' } });
    await at.clock.advance(1_000);
    expect(heard).toEqual(['reload: begin', 'reload: person']);
    line.close();
  });

  test('stops at 4403 and says which step is owed', async () => {
    const { at, line, follow } = await course();
    at.answer('SessionRestore', { data: { viewer: { id: 'vwr_1', role: 'MASTER', session: { ...session, restriction: 'PASSWORD_CHANGE' } } } });
    at.refuseSockets(4403);
    follow();
    await at.clock.advance(60_000);
    expect(line.state.get()).toMatchObject({ status: 'stopped', reason: { code: 'PASSWORD_CHANGE_REQUIRED' } });
    at.refuseSockets(null);
    await at.clock.advance(60_000);
    expect(line.state.get().status).toBe('stopped');
    line.reconnect();
    await at.clock.advance(1_000);
    expect(line.state.get().status).toBe('live');
    line.close();
  });

  test('asks again after a while when the house is at fault, and not when the program is', async () => {
    const { at, line, follow } = await course();
    follow();
    await at.clock.advance(100);
    at.closeSockets(1011);
    await at.clock.advance(30_000);
    expect(at.subscriptions).toHaveLength(0);
    await at.clock.advance(20_000);
    expect(at.subscriptions).toHaveLength(1);
    at.closeSockets(4400);
    await at.clock.advance(600_000);
    expect(line.state.get()).toMatchObject({ status: 'stopped', reason: { code: 'BAD_REQUEST' } });
    line.close();
  });

  test('in the background lets the socket go after half a minute, and resumes when it is seen', async () => {
    const { at, line, heard, follow, happen } = await course();
    follow();
    await at.clock.advance(100);
    line.show(false);
    await at.clock.advance(29_000);
    expect(at.subscriptions).toHaveLength(1);
    await at.clock.advance(2_000);
    expect(at.subscriptions).toHaveLength(0);
    happen('ONE');
    await at.clock.advance(60_000);
    expect(heard).toEqual(['reload: begin']);
    line.show(true);
    await at.clock.advance(1_000);
    expect(heard).toEqual(['reload: begin', 'ONE again']);
    line.close();
  });

  test('asks by HTTP in turn where sockets are blocked and nothing streams, until a socket goes through', async () => {
    const { at, line, heard, follow, happen } = await course();
    at.allowSockets(false);
    happen(...Array.from({ length: 250 }, () => 'BEFORE'));
    follow();
    await at.clock.advance(20_000);
    // The end of the log is far: the state is loaded at once, and again when it was found.
    expect(heard).toEqual(['reload: begin', 'reload: begin']);
    happen('ONE');
    await at.clock.advance(4_000);
    expect(heard.slice(2)).toEqual(['ONE']);
    expect(line.state.get()).toMatchObject({ status: 'live', transport: 'requests' });
    at.allowSockets(true);
    await at.clock.advance(40_000);
    happen('TWO');
    await at.clock.settle();
    expect(line.state.get()).toMatchObject({ status: 'live', transport: 'socket' });
    expect(heard.slice(2)).toEqual(['ONE', 'TWO']);
    line.close();
  });

  test('follows by an event stream of HTTP where sockets are blocked, and goes on behind its last item when that breaks', async () => {
    const encoder = new TextEncoder();
    const opened: { after: unknown; say(typename: string, cursor: string, kind?: string): void; fall(): void }[] = [];
    const source = createTestHouse();
    const at = createTestHouse({
      now: source.clock.now, timers: source.clock.timers,
      fetch: async (address, init) => {
        const { headers, body } = init as { headers: Record<string, string>; body: string };
        if (headers['accept'] !== 'text/event-stream') return source.house.runtime.fetch(address, init);
        let stream!: ReadableStreamDefaultController<Uint8Array>;
        const content = new ReadableStream<Uint8Array>({ start: (controller) => void (stream = controller) });
        opened.push({
          after: (JSON.parse(body) as { variables: { after: unknown } }).variables.after,
          say(typename, cursor, kind) {
            const item = { __typename: typename, cursor, ...(kind && { kind }) };
            const text = `:\n\nevent: next\nid: ${cursor}\ndata: ${JSON.stringify({ data: { operationEvents: item } })}\n\n`;
            // In the middle of an event too, as networks cut.
            for (const part of [text.slice(0, 25), text.slice(25)]) stream.enqueue(encoder.encode(part));
          },
          fall: () => stream.error(new TypeError('terminated')),
        });
        return { ok: true, status: 200, headers: { get: () => null }, body: content, text: async () => '' };
      },
    });
    const line = createLine(at.house, { webSocket: at.webSocket });
    const heard: string[] = [];
    at.allowSockets(false);
    const missed: string[] = [];
    line.events(Follow, {}, {
      onItem({ kind }, { isRecovered }) {
        heard.push(kind);
        if (isRecovered) missed.push(kind);
      },
      onReload: (cause) => void heard.push(cause),
    });
    await source.clock.advance(10_000);
    opened[0]?.say('StreamPosition', 'c1');
    opened[0]?.say('OperationEvent', 'c2', 'ONE');
    await source.clock.settle();
    expect(line.state.get()).toMatchObject({ status: 'live', transport: 'events' });
    opened[0]?.fall();
    await source.clock.advance(5_000);
    opened[1]?.say('StreamPosition', 'c2');
    opened[1]?.say('OperationEvent', 'c3', 'TWO');
    await source.clock.settle();
    expect(heard).toEqual(['begin', 'ONE', 'TWO']);
    expect(missed).toEqual(['TWO']);
    expect(line.state.get()).toMatchObject({ status: 'catching-up', recovered: 1 });
    await source.clock.advance(2_000);
    opened[1]?.say('OperationEvent', 'c4', 'THREE');
    await source.clock.settle();
    expect(missed).toEqual(['TWO']);
    expect(line.state.get()).toMatchObject({ status: 'live', recovered: 1 });
    expect(opened.map(({ after }) => after)).toEqual([null, 'c2']);
    line.close();
  });
});
