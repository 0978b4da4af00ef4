import { describe, expect, it } from 'vitest';
import { areas } from './catalogue';
import { fill, learn, newUuid } from './placeholders';

const pen = { amount: '1872.00', currency: 'PEN' };
const usd = { amount: '500.00', currency: 'USD' };
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('filling the variables of an example', () => {
  it('gives each opening its own idempotency key', () => {
    const open = () => JSON.parse(fill('{"idempotencyKey":"{{uuid}}"}', {})).idempotencyKey as string;
    expect(open()).toMatch(uuid);
    expect(open()).not.toBe(open());
  });

  it('keeps a placeholder that nothing is known for', () => {
    expect(fill('{"operationId":"{{operation}}"}', {})).toBe('{"operationId":"{{operation}}"}');
  });

  it('puts a version in as a number and an amount as a text', () => {
    const seen = learn({}, { operation: { id: 'op_1', version: 4, pay: usd, receive: pen } });
    const filled = fill('{"v":"{{operation.version}}","a":"{{operation.pay}}"}', seen);
    expect(JSON.parse(filled)).toEqual({ v: 4, a: '500.00' });
  });

  it('takes the account in the currency that the quote pays and the one that it receives', () => {
    const accounts = [{ id: 'acc_p', currency: 'PEN' }, { id: 'acc_u', currency: 'USD' }];
    const client = learn({}, { clients: { nodes: [{ id: 'cli_1', accounts }] } });
    const seen = learn(client, { quoteLock: { quote: { id: 'qte_1', pay: usd, receive: pen } } });
    const filled = fill('{"from":"{{account.pay}}","to":"{{account.receive}}"}', seen);
    expect(JSON.parse(filled)).toEqual({ from: 'acc_u', to: 'acc_p' });
  });

  it('takes the house account in the currency that the operation receives', () => {
    const houseAccounts = [{ id: 'hac_u', currency: 'USD' }, { id: 'hac_p', currency: 'PEN' }];
    const seen = learn(learn({}, { houseAccounts }), { node: { id: 'op_1', pay: usd, receive: pen } });
    expect(fill('"{{houseAccount.receive}}"', seen)).toBe('"hac_p"');
  });
});

describe('learning from an answer', () => {
  it('takes the first operation of a list and nothing of the others', () => {
    const seen = learn({}, {
      operations: { nodes: [{ id: 'op_1', version: 2 }, { id: 'op_2', version: 9, deposits: [{ id: 'dep_2', status: 'REPORTED' }] }] },
    });
    expect(seen).toEqual({ operation: 'op_1', 'operation.version': 2 });
  });

  it('renews the version of the same operation and keeps its deposit', () => {
    const before = learn({}, { operation: { id: 'op_1', version: 2, deposits: [{ id: 'dep_1', status: 'REPORTED' }] } });
    expect(learn(before, { operation: { id: 'op_1', version: 3 } })).toEqual({
      operation: 'op_1',
      'operation.version': 3,
      'deposit.reported': 'dep_1',
    });
  });

  it('forgets the deposit of an operation when another takes its place', () => {
    const before = learn({}, { operation: { id: 'op_1', version: 2, deposits: [{ id: 'dep_1', status: 'REPORTED' }] } });
    expect(learn(before, { operation: { id: 'op_2', version: 1 } })).toEqual({ operation: 'op_2', 'operation.version': 1 });
  });

  it('never gives one client the accounts of another', () => {
    const before = learn({}, { client: { id: 'cli_1', accounts: [{ id: 'acc_1', currency: 'PEN' }] } });
    const after = learn(before, { clients: [{ id: 'cli_2' }, { id: 'cli_3', accounts: [{ id: 'acc_3', currency: 'USD' }] }] });
    expect(after).toEqual({ client: 'cli_2' });
  });

  it('takes the deposit that an act is about by its state, and forgets it once the state is another', () => {
    const reported = [{ id: 'dep_1', status: 'WITHDRAWN' }, { id: 'dep_2', status: 'REPORTED' }, { id: 'dep_3', status: 'REPORTED' }];
    const before = learn({}, { operation: { id: 'op_1', deposits: reported } });
    expect(before).toEqual({ operation: 'op_1', 'deposit.reported': 'dep_2' });
    const after = learn(before, { operation: { id: 'op_1', deposits: [{ id: 'dep_2', status: 'CONFIRMED' }] } });
    expect(after).toEqual({ operation: 'op_1', 'deposit.confirmed': 'dep_2' });
  });

  it('takes a payout that may be voided, the one that is still out, and a proof that counts', () => {
    const payouts = [
      { id: 'pay_1', voidedAt: '2026-11-23T15:00:00Z', voidReason: 'NEVER_SENT', sentBackAt: null },
      { id: 'pay_2', voidedAt: '2026-11-23T15:00:00Z', voidReason: 'WRONG_DATA', sentBackAt: null },
      { id: 'pay_3', voidedAt: null },
    ];
    const proofs = [{ id: 'prf_1', retiredAt: '2026-11-23T15:00:00Z' }, { id: 'prf_2', retiredAt: null }];
    const seen = learn({}, { operation: { id: 'op_1', payouts, proofs } });
    expect(seen).toEqual({ operation: 'op_1', payout: 'pay_3', 'payout.out': 'pay_2', proof: 'prf_2' });
    expect(learn(seen, { operation: { id: 'op_1', payouts: [], proofs: [] } })).toEqual({ operation: 'op_1' });
  });

  describe('of money that waits', () => {
    const waits = { id: 'dep_1', status: 'CONFIRMED', counted: false, money: usd };
    const listed = learn({}, { operations: { nodes: [{ id: 'op_1', version: 5 }, { id: 'op_2', version: 7, deposits: [waits] }] } });

    it('finds it in whichever operation of a list', () => {
      expect(listed).toMatchObject({ operation: 'op_1', source: 'op_2', 'source.version': 7, waiting: 'dep_1' });
      expect(JSON.parse(fill('{"pay":{"amount":"{{waiting.amount}}","currency":"{{waiting.currency}}"}}', listed))).toEqual({ pay: usd });
    });

    it('keeps it while another operation is looked at', () => {
      const seen = learn(listed, { operation: { id: 'op_3', version: 1, deposits: [] } });
      expect(seen).toMatchObject({ operation: 'op_3', source: 'op_2', waiting: 'dep_1' });
    });

    it('knows the way back once it went over', () => {
      const moved = { id: 'dep_9', status: 'CONFIRMED', counted: true, origin: { id: 'dep_1' } };
      const seen = learn(listed, {
        target: { id: 'op_3', version: 3, deposits: [moved] },
        operation: { id: 'op_2', version: 8, deposits: [{ id: 'dep_1', status: 'APPLIED', counted: false }] },
      });
      expect(seen).toEqual({
        operation: 'op_3',
        'operation.version': 3,
        'deposit.confirmed': 'dep_9',
        'deposit.moved': 'dep_9',
        source: 'op_2',
        'source.version': 8,
      });
    });

    it('renews the version of its operation', () => {
      expect(learn(listed, { operation: { id: 'op_2', version: 8 } })).toMatchObject({ 'source.version': 8, waiting: 'dep_1' });
    });
  });

  it('survives answers without data', () => {
    expect(learn({ quote: 'qte_1' }, null)).toEqual({ quote: 'qte_1' });
    expect(learn({}, undefined)).toEqual({});
  });
});

it('fills every placeholder that an example has', () => {
  const waits = { id: 'dep_w', status: 'CONFIRMED', counted: false, money: usd };
  const seen = [
    { clients: { nodes: [{ id: 'cli_1', accounts: [{ id: 'acc_p', currency: 'PEN' }, { id: 'acc_u', currency: 'USD' }] }] } },
    { quoteLock: { quote: { id: 'qte_1', pay: usd, receive: pen } } },
    { houseAccounts: [{ id: 'hac_p', currency: 'PEN' }, { id: 'hac_u', currency: 'USD' }] },
    { staff: { nodes: [{ id: 'usr_1' }] }, sessions: [{ id: 'ses_1', current: false }], tokens: [{ id: 'tok_1' }], files: [{ id: 'fil_1' }] },
    { contacts: [{ id: 'ctc_1' }], documents: [{ id: 'doc_1' }], proposals: [{ id: 'ppl_1' }], devices: [{ id: 'dev_1' }], messages: [{ id: 'msg_1' }] },
    { uploadRequest: { upload: { token: 'upload' } }, registrationDraftSave: { token: 'draft' } },
    { node: { id: 'op_w', version: 7, deposits: [waits] } },
    {
      node: {
        id: 'op_1',
        code: 'EXP-1001',
        version: 3,
        pay: usd,
        receive: pen,
        operator: { id: 'usr_2' },
        deposits: [{ id: 'dep_1', status: 'REPORTED' }, { id: 'dep_2', status: 'CONFIRMED', counted: true, origin: { id: 'dep_0' } }],
        payouts: [{ id: 'pay_1', voidedAt: null }, { id: 'pay_2', voidedAt: '2026-11-23', voidReason: 'WRONG_DATA', sentBackAt: null }],
        proofs: [{ id: 'prf_1', retiredAt: null }],
      },
    },
  ].reduce(learn, {});
  for (const example of areas.flatMap((area) => area.examples)) {
    expect(fill(example.variables, seen), example.name).not.toContain('{{');
  }
});

it('makes random UUIDs of version 4', () => {
  expect(newUuid()).toMatch(uuid);
});
