import { describe, expect, it } from 'vitest';
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
      operations: { nodes: [{ id: 'op_1', version: 2 }, { id: 'op_2', version: 9, deposits: [{ id: 'dep_2' }] }] },
    });
    expect(seen).toEqual({ operation: 'op_1', 'operation.version': 2 });
  });

  it('renews the version of the same operation and keeps its deposit', () => {
    const before = learn({}, { operation: { id: 'op_1', version: 2, deposits: [{ id: 'dep_1' }] } });
    expect(learn(before, { operation: { id: 'op_1', version: 3 } })).toEqual({
      operation: 'op_1',
      'operation.version': 3,
      deposit: 'dep_1',
    });
  });

  it('forgets the deposit of an operation when another takes its place', () => {
    const before = learn({}, { operation: { id: 'op_1', version: 2, deposits: [{ id: 'dep_1' }] } });
    expect(learn(before, { operation: { id: 'op_2', version: 1 } })).toEqual({ operation: 'op_2', 'operation.version': 1 });
  });

  it('never gives one client the accounts of another', () => {
    const before = learn({}, { client: { id: 'cli_1', accounts: [{ id: 'acc_1', currency: 'PEN' }] } });
    const after = learn(before, { clients: [{ id: 'cli_2' }, { id: 'cli_3', accounts: [{ id: 'acc_3', currency: 'USD' }] }] });
    expect(after).toEqual({ client: 'cli_2' });
  });

  it('survives answers without data', () => {
    expect(learn({ quote: 'qte_1' }, null)).toEqual({ quote: 'qte_1' });
    expect(learn({}, undefined)).toEqual({});
  });
});

it('makes random UUIDs of version 4', () => {
  expect(newUuid()).toMatch(uuid);
});
