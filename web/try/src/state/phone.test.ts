import { beforeEach, describe, expect, it, vi } from 'vitest';

type Phone = typeof import('./phone.ts');
type Gate = { readonly open: () => void; readonly passed: Promise<void> };

const gate = (): Gate => {
  let open = () => {};
  const passed = new Promise<void>((done) => (open = done));
  return { open: () => open(), passed };
};

/** What the house answers about a person, by their token. `held` are questions that wait. */
let held: Record<string, Gate> = {};
let entering = 'ana';
let isReached = true;

const answers: Record<string, (person: string) => object> = {
  SessionCreate: () => ({ sessionCreate: {
    userErrors: [], token: entering, deviceToken: null, viewer: { id: entering, role: 'CLIENT' },
    session: { id: `ses_${entering}`, kind: 'CLIENT_WEB', idleExpiresAt: '', expiresAt: '', restriction: null },
  } }),
  EnumLabels: () => ({ enumLabels: [] }),
  SessionEnd: () => ({ sessionEnd: { userErrors: [], ended: true } }),
  SessionRestore: () => ({ viewer: { id: 'nobody', role: 'CLIENT', session: null } }),
  Home: (person) => ({
    viewer: { id: person, unreadNotificationCount: 0, client: { id: `cli_${person}`, accounts: [] } },
    operations: { nodes: [{ id: 'op_1', version: 1, status: 'PENDING', availableActions: [] }] }, notifications: { nodes: [], unreadCount: 0 },
  }),
};

async function fetch(_: string, { body, headers }: { body: string; headers: Record<string, string> }) {
  const { operationName } = JSON.parse(body) as { operationName: string };
  const person = (headers['authorization'] ?? '').replace('Bearer ', '');
  if (!isReached) throw new TypeError('fetch failed');
  await held[`${operationName} of ${person}`]?.passed;
  const data = answers[operationName]?.(person) ?? {};
  return { ok: true, status: 200, headers: { get: () => null }, text: async () => JSON.stringify({ data }) };
}

/** A telephone of its own, in a browser that has a memory and no line. */
async function telephone(kept: Record<string, string> = {}) {
  const store = new Map(Object.entries(kept));
  vi.resetModules();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => void store.set(key, value),
    removeItem: (key: string) => void store.delete(key),
  });
  vi.stubGlobal('document', { addEventListener: () => {}, hidden: false });
  vi.stubGlobal('window', { addEventListener: () => {} });
  vi.stubGlobal('location', { origin: 'http://house.test' });
  vi.stubGlobal('WebSocket', class { static readonly OPEN = 1; static readonly CLOSING = 2; readyState = 0; close() {} send() {} });
  vi.stubGlobal('fetch', fetch);
  const phone = await import('./phone.ts');
  const { house } = await import('../house.ts');
  phone.start();
  await turns();
  return {
    ...phone,
    async enter(person: string) {
      entering = person;
      await house.sessions.signIn({ client: { documentType: 'DNI', documentNumber: '45120921', password: 'x' } });
      await turns();
    },
    leave: () => house.sessions.signOut(),
    shown: () => phone.phone.get().known?.person.id ?? null,
  };
}

/** Lets everything that is on its way arrive. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}

const of = (viewerId: string) => ({ extensions: { serverTime: null, requestId: null, cost: null, idempotencyReplayed: false, session: null, viewerId } });
const completed = { id: 'op_1', version: 2, status: 'COMPLETED', availableActions: [] } as unknown as Parameters<Phone['keepOperation']>[0];

describe('the telephone', () => {
  beforeEach(() => {
    held = {};
    isReached = true;
  });

  it('shows nothing of who signed in before, though their answer comes late', async () => {
    const { enter, leave, shown } = await telephone();
    const late = (held['Home of ana'] = gate());
    await enter('ana');
    await leave();
    await enter('luis');
    late.open();
    await turns();
    expect(shown()).toBe('cli_luis');
  });

  it('shows another person when they sign in over the one before', async () => {
    const { enter, shown } = await telephone();
    await enter('ana');
    expect(shown()).toBe('cli_ana');
    held['Home of luis'] = gate();
    await enter('luis');
    expect(shown()).toBeNull();
    held['Home of luis'].open();
    await turns();
    expect(shown()).toBe('cli_luis');
  });

  it('keeps what an act of the person before answered from who is there now', async () => {
    const { enter, keepOperation, phone } = await telephone();
    await enter('luis');
    keepOperation(completed, of('ana'));
    expect(phone.get().known?.operations[0]?.status).toBe('PENDING');
  });

  it.each([
    ['anew', true],
    ['for the first time', false],
  ])('loses nothing that came while it asked %s', async (_, isKnown) => {
    const { enter, keepOperation, load, phone } = await telephone();
    if (isKnown) await enter('ana');
    const slow = (held['Home of ana'] = gate());
    if (!isKnown) await enter('ana');
    const loading = isKnown ? load() : turns();
    keepOperation(completed, of('ana'));
    slow.open();
    await loading;
    await turns();
    expect(phone.get().known?.operations.map(({ version }) => version)).toEqual([2]);
  });

  it('says why it does not begin, and begins when it is asked again', async () => {
    vi.useFakeTimers();
    isReached = false;
    const beginning = telephone({ 'try.token': 'ana' });
    await vi.advanceTimersByTimeAsync(30_000);
    const { phone, restore } = await beginning;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(phone.get().fault?.code).toBe('OFFLINE');
    isReached = true;
    await restore();
    vi.useRealTimers();
    expect(phone.get().fault).toBeNull();
  });
});
