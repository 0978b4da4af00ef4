import { describe, expect, test } from 'vitest';
import { bearerSession, cookieSession, memoryStore } from '../src/index.ts';
import { createTestHouse } from '../src/testing/index.ts';

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

  test('is gone after signing out, also when the house is not reached', async () => {
    const { house, answer, kill } = createTestHouse();
    answer('SessionCreate', created());
    await house.sessions.signIn(client);
    kill();
    await house.sessions.signOut();
    expect([house.sessions.state.get().status, await house.sessions.token()]).toEqual(['signed-out', null]);
  });
});

test('a cookie session keeps no secret, and sends none', async () => {
  const { house, answer, asked } = createTestHouse({ session: cookieSession() });
  answer('SessionCreate', created({ token: null, deviceToken: null }));
  await house.sessions.signIn(client);
  expect(asked[0]?.variables['input']).toMatchObject({ delivery: 'COOKIE', credentials: { client: { app: false } } });
  expect([await house.sessions.token(), asked[0]?.headers['authorization']]).toEqual([null, undefined]);
});
