import { describe, expect, test } from 'vitest';
import { bearerSession, createHouse, createIntent, memoryStore, operationOf, uuid, type Document } from '../src/index.ts';
import { createTestHouse } from '../src/testing/index.ts';

const Rate = 'query Rate { publicRate { houseBuys } }' as Document<{ publicRate: { houseBuys: string } }, Record<string, never>>;
const Cancel = 'mutation Cancel($input: OperationCancelInput!) { operationCancel(input: $input) { userErrors { code message } operation { id } } }' as Document<
  { operationCancel: { userErrors: { code: string; message: string }[]; operation: { id: string } | null } },
  { input: { operationId: string; idempotencyKey?: string } }
>;

describe('a request', () => {
  test('answers what was asked, and sets the clock', async () => {
    const { house, answer, asked, clock } = createTestHouse();
    answer('Rate', { data: { publicRate: { houseBuys: '3.7380' } }, extensions: { serverTime: new Date(clock.now() + 5_000).toISOString(), requestId: 'req_1' } });
    const got = await house.request(Rate);
    expect(got).toMatchObject({ ok: true, data: { publicRate: { houseBuys: '3.7380' } }, extensions: { requestId: 'req_1' } });
    expect(house.clock.offset()).toBe(5_000);
    expect(asked[0]?.headers['accept']).toContain('application/graphql-response+json');
  });

  test('of a query is repeated when the line breaks, a mutation without a key is not', async () => {
    const { house, answer, asked, clock } = createTestHouse();
    answer('Rate', 'offline');
    answer('Cancel', 'offline');
    const query = house.request(Rate);
    await clock.advance(20_000);
    expect(await query).toMatchObject({ ok: false, error: { kind: 'network', code: 'OFFLINE', retryable: true } });
    expect(asked).toHaveLength(3);
    const mutation = house.request(Cancel, { input: { operationId: 'op_1' } });
    await clock.advance(20_000);
    expect(await mutation).toMatchObject({ ok: false, error: { code: 'OFFLINE' } });
    expect(asked).toHaveLength(4);
  });

  test('with a key is repeated under the same key while the first one runs', async () => {
    const { house, answer, asked, clock } = createTestHouse();
    const running = { userErrors: [{ code: 'IDEMPOTENCY_IN_PROGRESS', message: '…', params: [{ name: 'retryAfterMs', value: '700' }] }], operation: null };
    answer('Cancel', () => ({ data: { operationCancel: asked.length < 2 ? running : { userErrors: [], operation: { id: 'op_1' } } } }));
    const acted = house.act(Cancel, { input: { operationId: 'op_1', idempotencyKey: 'key' } });
    await clock.advance(699);
    expect(asked).toHaveLength(1);
    await clock.advance(1);
    expect(await acted).toMatchObject({ ok: true, data: { operation: { id: 'op_1' } } });
    expect(asked.map(({ variables }) => variables)).toEqual([asked[0]?.variables, asked[0]?.variables]);
  });

  test('waits as long as the house asks for, but not for minutes', async () => {
    const { house, answer, asked, clock } = createTestHouse();
    answer('Rate', { errors: [{ message: 'Espera.', extensions: { code: 'RATE_LIMITED', retryable: true, retryAfter: 60 } }] });
    expect(await house.request(Rate)).toMatchObject({ ok: false, error: { kind: 'program', code: 'RATE_LIMITED', retryAfterMs: 60_000 } });
    expect(asked).toHaveLength(1);
    answer('Rate', () => (asked.length === 2
      ? { errors: [{ message: 'Espera.', extensions: { code: 'UNAVAILABLE', retryable: true, retryAfter: 2 } }] }
      : { data: { publicRate: { houseBuys: '3.7' } } }));
    const again = house.request(Rate);
    await clock.advance(2_000);
    expect(await again).toMatchObject({ ok: true });
  });

  test('is given up when somebody else signs in between two attempts, and says whose answer it is', async () => {
    const { house, answer, asked, clock } = createTestHouse();
    const enter = async (id: string) => {
      const session = { id: `ses_${id}`, kind: 'CLIENT_WEB', idleExpiresAt: '', expiresAt: '', restriction: null };
      answer('SessionCreate', { data: { sessionCreate: { userErrors: [], token: `token of ${id}`, deviceToken: null, viewer: { id, role: 'CLIENT' }, session } } });
      await house.sessions.signIn({ client: { documentType: 'DNI', documentNumber: '45120921', password: 'x' } });
    };
    await enter('ana');
    answer('Cancel', 'offline');
    const mutation = house.request(Cancel, { input: { operationId: 'op_1', idempotencyKey: 'key' } });
    await clock.settle();
    await enter('luis');
    await clock.advance(20_000);
    expect(await mutation).toMatchObject({ ok: false, error: { kind: 'network', code: 'CANCELED' }, extensions: { viewerId: 'ana' } });
    expect(asked.filter(({ name }) => name === 'Cancel').map(({ headers }) => headers['authorization'])).toEqual(['Bearer token of ana']);
    answer('Rate', { data: { publicRate: { houseBuys: '3.7380' } } });
    expect(await house.request(Rate)).toMatchObject({ ok: true, extensions: { viewerId: 'luis' } });
    expect(await house.request(Rate, {}, { viewerId: 'ana' })).toMatchObject({ ok: false, error: { code: 'CANCELED' } });
  });

  test('under nobody goes on when somebody signs in', async () => {
    const { house, answer, asked, clock } = createTestHouse();
    answer('Rate', 'offline');
    const rate = house.request(Rate);
    await clock.settle();
    const session = { id: 'ses_1', kind: 'CLIENT_WEB', idleExpiresAt: '', expiresAt: '', restriction: null };
    answer('SessionCreate', { data: { sessionCreate: { userErrors: [], token: 'secret', deviceToken: null, viewer: { id: 'ana', role: 'CLIENT' }, session } } });
    await house.sessions.signIn({ client: { documentType: 'DNI', documentNumber: '45120921', password: 'x' } });
    answer('Rate', { data: { publicRate: { houseBuys: '3.7380' } } });
    await clock.advance(5_000);
    expect([(await rate).ok, asked.at(-1)?.headers['authorization']]).toEqual([true, 'Bearer secret']);
  });

  test('is answered as failed where the store is, which is read again next time', async () => {
    let isLocked = true;
    const store = { ...memoryStore(), getItem: async () => {
      if (isLocked) throw new Error('keychain locked');
      return 'kept';
    } };
    const { house, answer, asked } = createTestHouse({ session: bearerSession({ store }) });
    answer('Rate', { data: { publicRate: { houseBuys: '3.7380' } } });
    expect(await house.request(Rate)).toMatchObject({ ok: false, error: { kind: 'network', code: 'STORAGE' } });
    expect(await house.sessions.restore()).toMatchObject({ ok: false, error: { code: 'STORAGE' } });
    isLocked = false;
    expect(await house.request(Rate)).toMatchObject({ ok: true });
    expect(asked.map(({ headers }) => headers['authorization'])).toEqual(['Bearer kept']);
  });

  test('is given up after its time, and when it is called off', async () => {
    const { house, answer, clock } = createTestHouse();
    answer('Rate', () => new Promise(() => {}));
    const late = house.request(Rate, {}, { timeoutMs: 1_000, retries: 0 });
    await clock.advance(1_000);
    expect(await late).toMatchObject({ ok: false, error: { code: 'TIMED_OUT' } });
    const stop = new AbortController();
    const stopped = house.request(Rate, {}, { signal: stop.signal });
    await clock.settle();
    stop.abort();
    expect(await stopped).toMatchObject({ ok: false, error: { code: 'CANCELED', retryable: false } });
  });

  test.each([
    ['a page of a proxy', 502, '<html>'],
    ['an answer that is no answer', 200, '{"hello":1}'],
    ['nothing', 200, ''],
  ])('that %s answers is unreadable, with its status', async (_, status, text) => {
    const house = createHouse({
      url: 'https://house.test', session: bearerSession({ store: memoryStore() }),
      fetch: async () => ({ ok: false, status, headers: { get: () => null }, text: async () => text }),
    });
    const got = await house.request(Rate, {}, { retries: 0 });
    expect(got).toMatchObject({ ok: false, error: { kind: 'network', code: 'UNREADABLE' } });
  });

  test('keeps what could be answered beside what could not', async () => {
    const { house, answer } = createTestHouse();
    answer('Rate', { data: { publicRate: null }, errors: [{ message: 'No.', path: ['publicRate'], extensions: { code: 'FORBIDDEN', field: ['a', 'b'] } }] });
    expect(await house.request(Rate)).toMatchObject({ ok: false, data: { publicRate: null }, error: { code: 'FORBIDDEN', field: ['a', 'b'], requestId: 'req_test' } });
  });
});

describe('an act', () => {
  test('that is refused tells why, for a person, and gives the payload', async () => {
    const { house, answer } = createTestHouse();
    answer('Cancel', { data: { operationCancel: {
      userErrors: [{
        code: 'STALE_VERSION', message: 'Otra persona cambió la operación primero.', field: ['expectedVersion'], params: [{ name: 'version', value: '7' }],
      }],
      operation: { id: 'op_1' },
    } } });
    const acted = await house.act(Cancel, { input: { operationId: 'op_1' } });
    expect(acted).toMatchObject({
      ok: false,
      data: { operation: { id: 'op_1' } },
      error: { kind: 'person', code: 'STALE_VERSION', field: ['expectedVersion'], params: { version: '7' }, requestId: 'req_test' },
    });
  });

  test('keeps its key as long as its input is the same', () => {
    const random = (bytes: Uint8Array<ArrayBuffer>) => crypto.getRandomValues(bytes);
    const intent = createIntent(random);
    const first = intent.keyFor({ amount: '1.00', account: { id: 'a', kind: 'b' } });
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(intent.keyFor({ account: { kind: 'b', id: 'a' }, amount: '1.00', note: undefined })).toBe(first);
    const other = intent.keyFor({ amount: '2.00' });
    expect(other).not.toBe(first);
    expect(intent.keyFor({ amount: '1.00', account: { id: 'a', kind: 'b' } })).toBe(first);
    intent.settle();
    expect(intent.keyFor({ amount: '2.00' })).not.toBe(other);
    expect(new Set(Array.from({ length: 1_000 }, () => uuid(random))).size).toBe(1_000);
  });
});

describe('the operation of a document', () => {
  test.each([
    ['query Home { a }', 'query', 'Home'],
    ['{ a }', 'query', null],
    ['subscription($after: EventCursor = "}{") { a }', 'subscription', null],
    ['# query Not\nmutation Do @x(y: "mutation") { a }', 'mutation', 'Do'],
    ['fragment F on T { query { a } } subscription Follow { ...F }', 'subscription', 'Follow'],
    ['fragment F on T { a } { ...F }', 'query', null],
  ])('%s', (text, kind, name) => {
    expect(operationOf(text)).toEqual({ kind, name });
  });

  test('is missing in a text without one', () => {
    expect(() => operationOf('fragment F on T { a }')).toThrow('The document has no operation.');
  });
});
