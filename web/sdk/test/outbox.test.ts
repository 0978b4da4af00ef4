import { describe, expect, test, vi } from 'vitest';
import { cookieSession, createOutbox, memoryStore, type Outbox, type OutboxEntry } from '../src/index.ts';
import { createTestHouse, type TestHouse } from '../src/testing/index.ts';

describe('the outbox', () => {
  const Report = `mutation Report($input: OperationReportDepositInput!) {
    operationReportDeposit(input: $input) { userErrors { code message } operation { id } } }`;
  const input = (key: string) => ({ input: { idempotencyKey: key, operationId: 'op_1' } });
  const done = { data: { operationReportDeposit: { userErrors: [], operation: { id: 'op_1' } } } };
  const entered = (id: string) => ({
    data: { sessionCreate: {
      userErrors: [], token: id, deviceToken: null, viewer: { id, role: 'CLIENT' },
      session: { id: `ses_${id}`, kind: 'CLIENT_APP', idleExpiresAt: '', expiresAt: '', restriction: null },
    } },
  });
  const credentials = { client: { documentType: 'DNI', documentNumber: '45120921', password: 'x' } } as const;
  const keyOf = (variables: Readonly<Record<string, unknown>>) => (variables['input'] as { idempotencyKey: string }).idempotencyKey;
  const reports = ({ asked }: TestHouse) => asked.filter(({ name }) => name === 'Report').map(({ variables }) => keyOf(variables));

  async function signedIn(storage = memoryStore(), person = 'ana'): Promise<TestHouse> {
    const at = createTestHouse({ storage });
    at.answer('SessionCreate', entered(person));
    await at.house.sessions.signIn(credentials);
    return at;
  }

  test('sends in order when the line is back, and again under the same key', async () => {
    const at = await signedIn();
    at.answer('Report', 'offline');
    const onDone = vi.fn<(entry: OutboxEntry) => void>();
    const outbox = createOutbox(at.house, { onDone });
    await outbox.add('Abono', Report, input('one'));
    await outbox.add('Abono', Report, input('two'));
    await at.clock.advance(10_000);
    expect(outbox.entries.get().map(({ id, status, error }) => [id, status, error?.code])).toEqual([['one', 'waiting', 'OFFLINE'], ['two', 'waiting', undefined]]);
    expect(new Set(reports(at))).toEqual(new Set(['one']));
    at.answer('Report', done);
    await at.clock.advance(120_000);
    expect([outbox.entries.get(), reports(at).slice(-2), onDone.mock.calls.length]).toEqual([[], ['one', 'two'], 2]);
    outbox.close();
  });

  test('outlives the program, and belongs to its person', async () => {
    const storage = memoryStore();
    const first = await signedIn(storage);
    first.answer('Report', 'offline');
    const outbox = createOutbox(first.house);
    await outbox.add('Abono', Report, input('one'));
    outbox.close();
    const other = await signedIn(storage, 'luis');
    const others = createOutbox(other.house);
    await other.clock.advance(120_000);
    expect(reports(other)).toEqual([]);
    others.close();
    const again = await signedIn(storage);
    again.answer('Report', done);
    const kept = createOutbox(again.house);
    await kept.flush();
    expect([reports(again), kept.entries.get(), JSON.parse((await storage.getItem('qoricash.outbox')) ?? '')]).toEqual([['one'], [], []]);
    kept.close();
  });

  test('keeps what was refused until a person has seen it', async () => {
    const at = await signedIn();
    at.answer('Report', { data: { operationReportDeposit: { userErrors: [{ code: 'NOT_ALLOWED_IN_STATUS', message: 'Ya no se puede.' }], operation: null } } });
    const onRefused = vi.fn<(entry: OutboxEntry) => void>();
    const outbox = createOutbox(at.house, { onRefused });
    await outbox.add('Abono', Report, input('one'));
    await outbox.flush();
    expect(outbox.entries.get()).toMatchObject([{ id: 'one', status: 'refused', error: { code: 'NOT_ALLOWED_IN_STATUS', message: 'Ya no se puede.' } }]);
    expect(onRefused).toHaveBeenCalledOnce();
    await outbox.drop('one');
    expect(outbox.entries.get()).toEqual([]);
    outbox.close();
  });

  test('does not repeat what is older than the keys of the house', async () => {
    const at = await signedIn();
    at.answer('Report', 'offline');
    const outbox = createOutbox(at.house);
    await outbox.add('Abono', Report, input('one'));
    await at.clock.settle();
    outbox.close();
    const late = await signedIn(at.house.runtime.storage as never);
    await late.clock.advance(6 * 24 * 3_600_000 + 1);
    late.answer('Report', done);
    const outboxLater = createOutbox(late.house);
    await outboxLater.flush();
    expect([outboxLater.entries.get().map(({ status }) => status), reports(late)]).toEqual([['expired'], []]);
    outboxLater.close();
  });

  test('takes nothing without a key or a person', async () => {
    const at = await signedIn();
    const outbox = createOutbox(at.house);
    await expect(outbox.add('x', Report, { input: {} })).rejects.toThrow('idempotencyKey');
    await at.house.sessions.signOut();
    await expect(outbox.add('x', Report, input('one'))).rejects.toThrow('Nobody is signed in');
    outbox.close();
  });

  test('sends what a person left under nobody else, when another signs in while an entry is on its way', async () => {
    const at = await signedIn();
    at.answer('Report', 'offline');
    const outbox = createOutbox(at.house);
    await outbox.add('Abono', Report, input('one'));
    await at.clock.settle();
    at.answer('SessionCreate', entered('luis'));
    await at.house.sessions.signIn(credentials);
    await at.clock.advance(120_000);
    const authors = at.asked.filter(({ name }) => name === 'Report').map(({ headers }) => headers['authorization']);
    expect([authors, outbox.entries.get().map(({ id, status }) => [id, status])]).toEqual([['Bearer ana'], [['one', 'waiting']]]);
    outbox.close();
  });

  test('asks whose cookie it is before it sends: another tab may have let somebody else in', async () => {
    const at = createTestHouse({ session: cookieSession() });
    const session = (id: string) => ({ id: `ses_${id}`, kind: 'CLIENT_WEB', idleExpiresAt: '', expiresAt: '', restriction: null });
    at.answer('SessionCreate', entered('ana'));
    await at.house.sessions.signIn(credentials);
    at.answer('SessionRestore', { data: { viewer: { id: 'luis', role: 'CLIENT', session: session('luis') } } });
    const outbox = createOutbox(at.house);
    await outbox.add('Abono', Report, input('one'));
    await at.clock.advance(60_000);
    expect([reports(at), at.house.sessions.state.get()]).toMatchObject([[], { viewerId: 'luis' }]);
    at.answer('Report', done);
    at.answer('SessionRestore', { data: { viewer: { id: 'ana', role: 'CLIENT', session: session('ana') } } });
    await at.house.sessions.restore();
    await outbox.flush();
    expect([reports(at), outbox.entries.get()]).toEqual([['one'], []]);
    outbox.close();
  });

  test('of two tabs is one: neither loses what the other has added', async () => {
    const storage = memoryStore();
    const [here, there] = [await signedIn(storage), await signedIn(storage)];
    for (const at of [here, there]) at.answer('Report', 'offline');
    const [outbox, other] = [createOutbox(here.house), createOutbox(there.house)];
    await Promise.all([outbox.add('Abono', Report, input('one')), other.add('Abono', Report, input('two'))]);
    await outbox.add('Abono', Report, input('three'));
    await here.clock.settle();
    expect((JSON.parse((await storage.getItem('qoricash.outbox')) ?? '') as OutboxEntry[]).map(({ id }) => id)).toEqual(['one', 'two', 'three']);
    outbox.close();
    other.close();
  });

  test.each([
    ['cleared', (outbox: Outbox) => outbox.clear()],
    ['told to drop it', (outbox: Outbox) => outbox.drop('one')],
  ])('that is %s before its store was read sends nothing', async (_, forget) => {
    const kept = memoryStore();
    const first = await signedIn(kept);
    first.answer('Report', 'offline');
    const before = createOutbox(first.house);
    await before.add('Abono', Report, input('one'));
    before.close();
    const gate = { open: () => {} };
    const slow = { ...kept, getItem(key: string) {
      const found = kept.getItem(key);
      return new Promise<string | null>((read) => (gate.open = () => read(found)));
    } };
    const at = await signedIn(slow);
    at.answer('Report', done);
    const outbox = createOutbox(at.house);
    const forgotten = forget(outbox);
    for (let turn = 0; turn < 10; turn += 1) {
      await at.clock.settle();
      gate.open();
    }
    await forgotten;
    expect([reports(at), outbox.entries.get()]).toEqual([[], []]);
    outbox.close();
  });

  test('knows ages by the clock of the house: an entry of another clock is looked at by a person', async () => {
    const day = 24 * 3_600_000;
    let ahead = 10 * day;
    const source = await signedIn();
    const at = createTestHouse({ fetch: source.house.runtime.fetch, now: () => source.clock.now() + ahead, timers: source.clock.timers });
    source.answer('Report', 'offline');
    await at.house.sessions.signIn(credentials);
    const outbox = createOutbox(at.house);
    await outbox.add('Abono', Report, input('one'));
    expect(outbox.entries.get()[0]?.addedAt).toBe(source.clock.now());
    ahead = 0;
    source.answer('SessionCreate', entered('ana'));
    await source.clock.advance(7 * day);
    source.answer('Report', done);
    await at.house.sessions.signIn(credentials);
    await outbox.flush();
    expect(outbox.entries.get().map(({ status }) => status)).toEqual(['expired']);
    outbox.close();
  });

  test('waits as long as the house asks for', async () => {
    const at = await signedIn();
    at.answer('Report', { errors: [{ message: 'Espera.', extensions: { code: 'RATE_LIMITED', retryable: true, retryAfter: 60 } }] });
    const outbox = createOutbox(at.house);
    await outbox.add('Abono', Report, input('one'));
    await at.clock.advance(59_000);
    expect(reports(at)).toEqual(['one']);
    await at.clock.advance(2_000);
    expect(reports(at)).toEqual(['one', 'one']);
    outbox.close();
  });

  test('whose store fails keeps nothing that it did not store, and reads again later', async () => {
    const kept = memoryStore();
    let isFull = true;
    const storage = { ...kept, setItem: async (key: string, value: string) => {
      if (isFull) throw new Error('quota');
      return kept.setItem(key, value);
    } };
    const at = await signedIn(storage);
    at.answer('Report', done);
    const outbox = createOutbox(at.house);
    await expect(outbox.add('Abono', Report, input('one'))).rejects.toThrow('quota');
    await at.clock.advance(5_000);
    expect([reports(at), outbox.entries.get()]).toEqual([[], []]);
    isFull = false;
    await outbox.add('Abono', Report, input('one'));
    await at.clock.advance(5_000);
    expect(reports(at)).toEqual(['one']);
    outbox.close();
  });
});
