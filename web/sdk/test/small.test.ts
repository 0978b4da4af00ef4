import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createClock, createVersionGuard, deepLink, HouseError, linkPath, linkPaths, signal } from '../src/index.ts';
import { toFormErrors } from '../src/forms.ts';
import { createLabels, match } from '../src/labels.ts';
import { readPush, registerDevice } from '../src/push.ts';
import { upload } from '../src/upload.ts';
import { createTestHouse, type TestHouse } from '../src/testing/index.ts';

describe('the clock of the house', () => {
  test('is the nearest of what answers say, since all of them have waited', () => {
    let now = Date.parse('2026-11-23T15:00:00.000Z');
    const clock = createClock(() => now);
    expect(clock.until('2026-11-23T15:00:10.000Z')).toBe(10_000);
    clock.learn('2026-11-23T15:00:05.000Z');
    clock.learn('2026-11-23T15:00:03.000Z');
    clock.learn('2026-11-23T12:00:00.000Z', true);
    clock.learn('no instant');
    clock.learn(undefined);
    expect([clock.offset(), clock.until('2026-11-23T15:00:10.000Z'), clock.until('2026-11-23T15:00:00.000Z')]).toEqual([5_000, 5_000, 0]);
    now += 11 * 60_000;
    clock.learn(new Date(now + 1_000).toISOString());
    expect(clock.offset()).toBe(1_000);
  });

  test('follows when the clock of the device is set', () => {
    let now = Date.parse('2026-11-23T15:00:00.000Z');
    const clock = createClock(() => now);
    clock.learn('2026-11-23T16:00:00.000Z');
    now += 3_600_000;
    clock.learn('2026-11-23T16:00:01.000Z');
    expect(clock.offset()).toBe(1_000);
  });
});

test('a signal tells of changes alone, and a listener that fails keeps nobody from hearing', async () => {
  const failures: unknown[] = [];
  const remember = (fault: unknown) => failures.push(fault);
  process.on('unhandledRejection', remember);
  const value = signal(1);
  let heard = 0;
  value.subscribe(() => {
    throw new Error('mine');
  });
  const stop = value.subscribe(() => (heard += 1));
  value.set(1);
  value.set(2);
  stop();
  value.set(3);
  await new Promise((done) => setTimeout(done, 0));
  process.off('unhandledRejection', remember);
  expect([heard, value.get(), failures.length]).toEqual([1, 3, 2]);
});

describe('a deep link', () => {
  const site = { site: 'https://qoricash.pe/', paths: { OPERATION: '/dashboard/operaciones/{id}', NEW_OPERATION: '/dashboard/operaciones/nueva' } };
  test.each([
    ['qoricash://operations/op_01k9', { target: 'OPERATION', id: 'op_01k9' }],
    ['qoricash://operations/new', { target: 'NEW_OPERATION', id: null }],
    ['qoricash://settings/notifications?x=1#y', { target: 'NOTIFICATION_SETTINGS', id: null }],
    ['https://qoricash.pe/dashboard/operaciones/op_01k9', { target: 'OPERATION', id: 'op_01k9' }],
    ['https://qoricash.pe/dashboard/operaciones/nueva/', { target: 'NEW_OPERATION', id: null }],
    ['https://qoricash.pe/clients/cli_1', { target: 'CLIENT', id: 'cli_1' }],
    ['qoricash://promotions', { target: 'REWARDS', id: null }],
  ])('%s', (address, link) => {
    expect(deepLink(address, site)).toEqual(link);
  });

  test.each([
    '', 'qoricash://', 'qoricash://operations/../secret', 'https://qoricash.pe.example/accounts', 'https://example.com/accounts',
    'javascript:alert(1)', 'qoricash://operations/EXP-1',
  ])(
    '%s leads nowhere', (address) => {
      expect(deepLink(address, site)).toBeNull();
    });

  test('may lead to every page that messages lead to', () => {
    const schema = readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8');
    const [, values = ''] = /enum LinkTarget \{([^}]*)\}/.exec(schema) ?? [];
    expect(Object.keys(linkPaths).sort()).toEqual(values.match(/\b[A-Z_]+$/gm)?.sort());
  });

  test('has a path on the site', () => {
    expect(linkPath({ target: 'OPERATION', id: 'op_1' }, site)).toBe('/dashboard/operaciones/op_1');
    expect(linkPath({ target: 'ACCOUNTS', id: null })).toBe('/accounts');
  });

  test('of a push is read, whatever came', () => {
    const read = readPush({ url: 'qoricash://operations/op_1', eventId: 'evt_1', cursor: 'c' });
    expect(read).toEqual({ link: { target: 'OPERATION', id: 'op_1' }, eventId: 'evt_1', cursor: 'c' });
    for (const data of [null, undefined, 'text', 7, { url: 7 }]) expect(readPush(data)).toEqual({ link: null, eventId: null, cursor: null });
  });
});

describe('refusals in a form', () => {
  const refusal = (code: string, field: string[] | null) => new HouseError({ kind: 'person', code, message: code.toLowerCase(), field });
  test('stand at their fields; the others at the root', () => {
    const shown: unknown[] = [];
    const setError = (name: string, error: { type: string; message: string }) => void shown.push([name, error.type]);
    const errors = [refusal('INVALID', ['amount', 'pay', 'amount']), refusal('REQUIRED', ['accounts', '0', 'bank']), refusal('OUTSIDE_HOURS', null)];
    expect(toFormErrors(errors, setError, { names: { 'amount.pay.amount': 'amount' } })).toBe(2);
    expect(shown).toEqual([['amount', 'INVALID'], ['accounts.0.bank', 'REQUIRED'], ['root.server', 'OUTSIDE_HOURS']]);
    shown.length = 0;
    toFormErrors(errors, setError, { below: ['accounts', '0'] });
    expect(shown).toEqual([['root.server', 'INVALID'], ['bank', 'REQUIRED']]);
  });

  test('at one place are shown together, and those at fields that the form does not have are at the root', () => {
    const shown: unknown[] = [];
    const setError = (name: string, { message }: { type: string; message: string }) => void shown.push([name, message]);
    const errors = [refusal('INVALID', ['amount']), refusal('ON_HOLD', null), refusal('REQUIRED', ['expectedVersion']), refusal('BELOW_MINIMUM', ['amount'])];
    expect(toFormErrors(errors, setError, { fields: ['amount'] })).toBe(2);
    expect(shown).toEqual([['amount', 'invalid below_minimum'], ['root.server', 'on_hold required']]);
  });

  test('are taken by setError of react-hook-form, with its types', async () => {
    const { createFormControl } = await import('react-hook-form');
    const { setError, control } = createFormControl<{ amount: string }>({ defaultValues: { amount: '' } }).formControl as never as {
      setError: import('react-hook-form').UseFormSetError<{ amount: string }>; control: { _formState: { errors: object } };
    };
    toFormErrors([refusal('INVALID', ['amount']), refusal('ON_HOLD', null)], setError);
    expect(control._formState.errors).toMatchObject({ amount: { type: 'INVALID', message: 'invalid' }, root: { server: { type: 'ON_HOLD' } } });
  });
});

describe('words of values', () => {
  test('come from the house, once, and a value that nobody knows shows itself', async () => {
    const { house, answer, asked } = createTestHouse();
    answer('EnumLabels', { data: { enumLabels: [{ name: 'OperationStatus', values: [{ value: 'IN_PROCESS', label: 'En proceso' }] }] } });
    const labels = createLabels(house);
    expect(labels.of('OperationStatus', 'IN_PROCESS')).toBe('In process');
    expect(await labels.load(['OperationStatus'])).toBeNull();
    await labels.load(['OperationStatus']);
    expect(asked).toHaveLength(1);
    expect([labels.of('OperationStatus', 'IN_PROCESS'), labels.of('OperationStatus', 'IN_PROCESS', 'en'), labels.of('OperationStatus', 'FROZEN')]).toEqual(
      ['En proceso', 'In process', 'Frozen']);
    answer('EnumLabels', { errors: [{ message: 'No.', extensions: { code: 'BAD_REQUEST' } }] });
    expect(await labels.load(['Estado'])).toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('a choice by a value has one for what is new', () => {
    const colour = (value: 'A' | 'B') => match(value, { A: 'red', B: 'blue' }, (other) => `unknown ${other}`);
    expect([colour('A'), colour('C' as never), colour('toString' as never)]).toEqual(['red', 'unknown C', 'unknown toString']);
  });
});

test('what is older than what was seen is stale, however deep it stands', () => {
  const guard = createVersionGuard();
  expect(guard.isStale({ a: [{ id: 'op_1', version: 3 }, { id: 'op_2', version: 1 }] })).toBe(false);
  expect(guard.isStale({ b: { c: { id: 'op_1', version: 2 } } })).toBe(true);
  expect(guard.isStale({ b: { c: { id: 'op_1', version: 3 } } })).toBe(false);
  guard.clear();
  expect(guard.isStale({ id: 'op_1', version: 1 })).toBe(false);
});

describe('a file', () => {
  const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
  const target = { token: 'upl', method: 'PUT', url: 'https://store.test/x', headers: [{ name: 'Content-Type', value: 'image/png' }], fields: [], expiresAt: '' };
  const sent: { address: string; init: Record<string, unknown> }[] = [];

  /** A house whose store answers these statuses, one after the other. */
  function houseWithStore(...statuses: number[]): TestHouse {
    sent.length = 0;
    const at = createTestHouse();
    const { fetch } = at.house.runtime;
    const withStore = createTestHouse({
      now: at.clock.now, timers: at.clock.timers,
      fetch: async (address, init) => {
        if (!address.startsWith('https://store.test')) return fetch(address, init);
        sent.push({ address, init: init as Record<string, unknown> });
        const status = statuses.shift() ?? 204;
        if (status < 0) return new Promise(() => {});
        if (status === 0) throw new TypeError('fetch failed');
        return { ok: status < 400, status, headers: { get: () => null }, text: async () => '' };
      },
    });
    at.answer('UploadRequest', { data: { uploadRequest: { userErrors: [], upload: target } } });
    at.answer('UploadConfirm', { data: { uploadConfirm: { userErrors: [], file: { id: 'fil_1', purpose: 'DEPOSIT_PROOF', mediaType: 'image/png', size: 4 } } } });
    return { ...at, house: withStore.house };
  }

  test('is announced with its hash, sent without the token, and confirmed', async () => {
    const { house, asked } = houseWithStore();
    const steps: string[] = [];
    const done = await upload(house, { content: picture, purpose: 'DEPOSIT_PROOF', mediaType: 'image/png', onStep: (step) => steps.push(step) });
    expect(done).toMatchObject({ ok: true, data: { id: 'fil_1' } });
    expect(asked[0]?.variables['input']).toEqual({
      purpose: 'DEPOSIT_PROOF', mediaType: 'image/png', size: 4, sha256: '0f4636c78f65d3639ece5a064b5ae753e3408614a14fb18ab4d7540d2c248543',
    });
    const init = { method: 'PUT', headers: { 'Content-Type': 'image/png' }, body: picture, credentials: 'omit' };
    expect(sent).toMatchObject([{ address: 'https://store.test/x', init }]);
    expect([asked[1]?.variables, steps]).toEqual([{ input: { token: 'upl' } }, ['announcing', 'sending', 'confirming']]);
  });

  test('is sent again when the store was not reached', async () => {
    const { house, clock } = houseWithStore(0, 503);
    const done = upload(house, { content: picture, purpose: 'DEPOSIT_PROOF', mediaType: 'image/png' });
    await clock.advance(10_000);
    expect(await done).toMatchObject({ ok: true });
    expect(sent).toHaveLength(3);
  });

  test('that the store refuses is not sent again, and says so', async () => {
    const { house } = houseWithStore(403);
    const done = await upload(house, { content: picture, purpose: 'DEPOSIT_PROOF', mediaType: 'image/png' });
    expect([done, sent.length]).toMatchObject([{ ok: false, error: { kind: 'network', code: 'UPLOAD_REFUSED' } }, 1]);
  });

  test('is given up where the store does not answer, and tried again', async () => {
    const { house, clock } = houseWithStore(-1, -1, -1);
    const done = upload(house, { content: picture, purpose: 'DEPOSIT_PROOF', mediaType: 'image/png' });
    await clock.advance(400_000);
    expect([await done, sent.length]).toMatchObject([{ ok: false, error: { code: 'TIMED_OUT' } }, 3]);
  });

  test('that the device does not hand out is not announced', async () => {
    const { house, asked } = houseWithStore();
    const content = { size: 4, type: 'image/png', arrayBuffer: () => Promise.reject(new Error('NotReadableError')) };
    expect(await upload(house, { content, purpose: 'DEPOSIT_PROOF' })).toMatchObject({ ok: false, error: { code: 'FILE_UNREADABLE', retryable: false } });
    expect(asked).toHaveLength(0);
  });

  test('that the house refuses is not sent', async () => {
    const { house, answer } = houseWithStore();
    const refusal = { code: 'INVALID', message: 'El archivo debe ser PNG, JPG o PDF.', field: ['mediaType'] };
    answer('UploadRequest', { data: { uploadRequest: { userErrors: [refusal], upload: null } } });
    const sending = await upload(house, { content: picture, purpose: 'DEPOSIT_PROOF', mediaType: 'text/html' });
    expect(sending).toMatchObject({ ok: false, error: { kind: 'person', field: ['mediaType'] } });
    expect(sent).toHaveLength(0);
  });

  test('goes in a form where the store wants one', async () => {
    const { house, answer } = houseWithStore();
    const form = { ...target, method: 'POST', headers: [], fields: [{ name: 'signature', value: 's' }] };
    answer('UploadRequest', { data: { uploadRequest: { userErrors: [], upload: form } } });
    await upload(house, { content: new Blob([picture], { type: 'image/png' }), purpose: 'DEPOSIT_PROOF' });
    const body = sent[0]?.init['body'] as FormData;
    expect([...body.keys(), (body.get('file') as File).size]).toEqual(['signature', 'file', 4]);
  });
});

test('a telephone is registered under a new key', async () => {
  const { house, answer, asked } = createTestHouse();
  answer('DeviceRegister', { data: { deviceRegister: { userErrors: [], device: { id: 'dev_1' } } } });
  const device = { expoPushToken: 'ExponentPushToken[x]', platform: 'ANDROID', appVersion: '1.0.0', locale: 'es-PE' } as const;
  expect(await registerDevice(house, device)).toMatchObject({ ok: true, data: { id: 'dev_1' } });
  expect(asked[0]?.variables['input']).toEqual({ ...device, idempotencyKey: '00000000-0000-4000-8000-000000000001' });
});
