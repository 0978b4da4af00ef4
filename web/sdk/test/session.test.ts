import { describe, expect, test } from 'vitest';
import { bearerSession, cookieSession, memoryStore, type House } from '../src/index.ts';
import { createTestHouse, type Scripted } from '../src/testing/index.ts';

const session = { id: 'ses_1', kind: 'CLIENT_APP', idleExpiresAt: '2026-12-23T15:00:00.000Z', expiresAt: '2027-02-23T15:00:00.000Z', restriction: null };
const viewer = { id: 'vwr_1', role: 'CLIENT' };
const created = (more: object = {}) => ({ data: { sessionCreate: { userErrors: [], token: 'secret', deviceToken: 'device', viewer, session, ...more } } });
const client = { client: { documentType: 'DNI', documentNumber: '45120921', password: 'Una-clave-2026' } } as const;

describe('a bearer session', () => {
  test('is kept with the device, and sent with what is asked', async () => {
    const store = memoryStore();
    const { house, answer, asked } = createTestHouse({ session: bearerSession({ store, app: true }) });
    answer('SessionCreate', created());
    answer('SessionRestore', { data: { viewer: { ...viewer, session } } });
    const entered = await house.sessions.signIn(client);
    expect(entered).toMatchObject({ ok: true, data: { status: 'signed-in', viewerId: 'vwr_1', role: 'CLIENT' } });
    expect(asked[0]?.variables).toEqual({ input: { credentials: { client: { ...client.client, app: true } }, delivery: 'BEARER' } });
    expect([store.getItem('qoricash.token'), store.getItem('qoricash.device')]).toEqual(['secret', 'device']);
    await house.sessions.restore();
    expect(asked[1]?.headers['authorization']).toBe('Bearer secret');
    await house.sessions.signIn(client);
    expect(asked[2]?.variables['input']).toMatchObject({ deviceToken: 'device' });
  });

  test('of an earlier run is restored; without one nobody is asked', async () => {
    const store = memoryStore();
    const first = createTestHouse({ session: bearerSession({ store }) });
    expect(await first.house.sessions.restore()).toMatchObject({ ok: true, data: { status: 'signed-out' } });
    expect(first.asked).toHaveLength(0);
    await store.setItem('qoricash.token', 'kept');
    const second = createTestHouse({ session: bearerSession({ store }) });
    second.answer('SessionRestore', { data: { viewer: { ...viewer, session } } });
    expect(await second.house.sessions.restore()).toMatchObject({ data: { status: 'signed-in' } });
    expect(second.asked[0]?.headers['authorization']).toBe('Bearer kept');
  });

  test('that has ended is forgotten, and everybody hears why', async () => {
    const store = memoryStore();
    const { house, answer } = createTestHouse({ session: bearerSession({ store }) });
    answer('SessionCreate', created());
    await house.sessions.signIn(client);
    answer('Any', { data: null, errors: [{ message: 'Ingresaste en otro lugar.', extensions: { code: 'UNAUTHENTICATED' } }], extensions: { session: 'ENDED' } });
    let heard = 0;
    house.sessions.state.subscribe(() => (heard += 1));
    await house.request('query Any { viewer { id } }', {});
    expect(house.sessions.state.get()).toMatchObject({ status: 'signed-out', reason: { code: 'UNAUTHENTICATED', message: 'Ingresaste en otro lugar.' } });
    expect([heard, store.getItem('qoricash.token')]).toEqual([1, null]);
    expect(store.getItem('qoricash.device')).toBe('device');
  });

  test('is not ended by a late answer to the one before', async () => {
    const { house, answer } = createTestHouse();
    answer('SessionCreate', created({ token: 'old' }));
    await house.sessions.signIn(client);
    let late = () => {};
    answer('Slow', () => new Promise((done) => (late = () => done({ errors: [{ message: 'Terminó.', extensions: { code: 'UNAUTHENTICATED' } }] }))));
    const slow = house.request('query Slow { viewer { id } }', {});
    await new Promise((done) => setTimeout(done, 0));
    answer('SessionCreate', created({ token: 'new' }));
    await house.sessions.signIn(client);
    late();
    await slow;
    expect(house.sessions.state.get().status).toBe('signed-in');
    expect(await house.sessions.token()).toBe('new');
  });

  test('is refused to who cannot prove itself, and the second factor is asked for', async () => {
    const { house, answer } = createTestHouse();
    answer('SessionCreate', created({ userErrors: [{ code: 'TOTP_REQUIRED', message: 'Escribe el código.' }], token: null, viewer: null, session: null }));
    expect(await house.sessions.signIn({ staff: { login: 'a@b.pe', password: 'x' } })).toMatchObject({ ok: false, error: { kind: 'person', code: 'TOTP_REQUIRED' } });
    expect(house.sessions.state.get().status).toBe('unknown');
  });

  test('is renewed at most once a minute', async () => {
    const { house, answer, asked, clock } = createTestHouse();
    answer('SessionCreate', created());
    answer('SessionRenew', { data: { sessionRenew: { userErrors: [], session: { ...session, idleExpiresAt: '2027-01-01T00:00:00.000Z' } } } });
    await house.sessions.signIn(client);
    await house.sessions.renew();
    expect(asked).toHaveLength(1);
    await clock.advance(60_000);
    await Promise.all([house.sessions.renew(), house.sessions.renew()]);
    expect(asked.map(({ name }) => name)).toEqual(['SessionCreate', 'SessionRenew']);
    expect(house.sessions.state.get()).toMatchObject({ session: { idleExpiresAt: '2027-01-01T00:00:00.000Z' } });
  });

  test('is renewed after the clock was set back, and waits its minute also where the house is not reached', async () => {
    let setBack = 0;
    const at = createTestHouse();
    const { house } = createTestHouse({ fetch: at.house.runtime.fetch, now: () => at.clock.now() - setBack });
    at.answer('SessionCreate', created());
    at.answer('SessionRenew', { data: { sessionRenew: { userErrors: [], session } } });
    await house.sessions.signIn(client);
    setBack = 3_600_000;
    await house.sessions.renew();
    expect(at.asked.map(({ name }) => name)).toEqual(['SessionCreate', 'SessionRenew']);
    at.answer('SessionRenew', 'offline');
    await at.clock.advance(60_000);
    await house.sessions.renew();
    await house.sessions.renew();
    expect(at.asked).toHaveLength(3);
  });

  test('is gone after signing out, also when the house is not reached', async () => {
    const { house, answer, kill } = createTestHouse();
    answer('SessionCreate', created());
    await house.sessions.signIn(client);
    kill();
    await house.sessions.signOut();
    expect([house.sessions.state.get().status, await house.sessions.token()]).toEqual(['signed-out', null]);
  });
});

/** Answers when it is told to. */
function held(answered: Scripted): { readonly script: () => Promise<Scripted>; release(): void } {
  let release = () => {};
  const gate = new Promise<void>((done) => (release = done));
  return { script: () => gate.then(() => answered), release: () => release() };
}

const of = (id: string) => created({ token: `token of ${id}`, viewer: { id, role: 'CLIENT' }, session: { ...session, id: `ses_${id}` } });

describe('who has just signed in', () => {
  test.each([
    ['signing out', 'SessionEnd', { data: { sessionEnd: { userErrors: [], ended: true } } }, (house: House) => house.sessions.signOut()],
    ['restoring', 'SessionRestore', { data: { viewer: { id: 'nobody', role: 'CLIENT', session: null } } }, (house: House) => house.sessions.restore()],
    ['restoring', 'SessionRestore', { data: { viewer: { ...viewer, session } } }, (house: House) => house.sessions.restore()],
  ])('is not put out by a late answer to %s', async (_, name, answered, act) => {
    const { house, answer, clock } = createTestHouse();
    answer('SessionCreate', of('ana'));
    await house.sessions.signIn(client);
    const late = held(answered);
    answer(name, late.script);
    const acted = act(house);
    await clock.settle();
    answer('SessionCreate', of('luis'));
    await house.sessions.signIn(client);
    late.release();
    await acted;
    expect([house.sessions.state.get(), await house.sessions.token()]).toMatchObject([{ status: 'signed-in', viewerId: 'luis' }, 'token of luis']);
  });

  test('is not put out by a late refusal, where a cookie tells nobody apart', async () => {
    const { house, answer, clock } = createTestHouse({ session: cookieSession() });
    answer('SessionCreate', created({ token: null }));
    await house.sessions.signIn(client);
    const late = held({ errors: [{ message: 'Terminó.', extensions: { code: 'UNAUTHENTICATED' } }] });
    answer('Slow', late.script);
    const slow = house.request('query Slow { viewer { id } }', {});
    await clock.settle();
    answer('SessionCreate', created({ token: null, viewer: { id: 'luis', role: 'CLIENT' }, session: { ...session, id: 'ses_2' } }));
    await house.sessions.signIn(client);
    late.release();
    await slow;
    expect(house.sessions.state.get()).toMatchObject({ status: 'signed-in', viewerId: 'luis' });
  });

  test('is who asks, from the moment the state says so, however slow the store is', async () => {
    const kept = memoryStore();
    let write = () => {};
    const store = { ...kept, setItem: (key: string, value: string) => new Promise<void>((done) => (write = () => done(kept.setItem(key, value)))) };
    const { house, answer, clock } = createTestHouse({ session: bearerSession({ store }) });
    answer('SessionCreate', of('ana'));
    const heard: unknown[] = [];
    house.sessions.state.subscribe(() => void house.sessions.pin().then(({ token, viewerId }) => heard.push([token, viewerId])));
    const entering = house.sessions.signIn(client);
    await clock.settle();
    expect(heard).toEqual([['token of ana', 'ana']]);
    write();
    await clock.settle();
    write();
    expect(await entering).toMatchObject({ ok: true });
  });

  test('in another tab keeps its token when the one before is refused here', async () => {
    const store = memoryStore();
    const [here, there] = [createTestHouse({ session: bearerSession({ store }) }), createTestHouse({ session: bearerSession({ store }) })];
    here.answer('SessionCreate', of('ana'));
    await here.house.sessions.signIn(client);
    there.answer('SessionCreate', of('luis'));
    await there.house.sessions.signIn(client);
    here.answer('Any', { errors: [{ message: 'Terminó.', extensions: { code: 'UNAUTHENTICATED' } }] });
    await here.house.request('query Any { viewer { id } }', {});
    expect([here.house.sessions.state.get().status, await store.getItem('qoricash.token')]).toEqual(['signed-out', 'token of luis']);
  });
});

test('a cookie that the house could not be asked to end is ended when it is reached again, and nobody is let in by it', async () => {
  const { house, answer, asked } = createTestHouse({ session: cookieSession() });
  answer('SessionCreate', created({ token: null }));
  await house.sessions.signIn(client);
  answer('SessionEnd', 'offline');
  expect(await house.sessions.signOut()).toMatchObject({ ok: false, error: { code: 'OFFLINE' } });
  answer('SessionRestore', { data: { viewer: { ...viewer, session } } });
  expect(await house.sessions.restore()).toMatchObject({ ok: false, error: { code: 'OFFLINE' } });
  answer('SessionEnd', { data: { sessionEnd: { userErrors: [], ended: true } } });
  expect(await house.sessions.restore()).toMatchObject({ ok: true, data: { status: 'signed-out' } });
  expect(asked.filter(({ name }) => name === 'SessionEnd')).toHaveLength(3);
  expect(await house.sessions.restore()).toMatchObject({ ok: true, data: { status: 'signed-in' } });
});

test('a cookie session keeps no secret, and sends none', async () => {
  const { house, answer, asked } = createTestHouse({ session: cookieSession() });
  answer('SessionCreate', created({ token: null, deviceToken: null }));
  await house.sessions.signIn(client);
  expect(asked[0]?.variables['input']).toMatchObject({ delivery: 'COOKIE', credentials: { client: { app: false } } });
  expect([await house.sessions.token(), asked[0]?.headers['authorization']]).toEqual([null, undefined]);
});
