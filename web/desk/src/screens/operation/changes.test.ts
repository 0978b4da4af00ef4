import { describe, expect, it } from 'vitest';
import { changesOf, type ChangeWords } from './changes.ts';
import type { Detail } from './acts/specs.ts';

const words: ChangeWords = {
  status: 'Estado', operator: 'Operador', amount: 'Montos', deposit: 'Abono', payout: 'Pago', proofs: 'Comprobantes', hold: 'Observada', nobody: 'nadie',
  yes: 'sí', no: 'no', none: 'no estaba', void: 'anulado', depositStatus: (status) => status.toLowerCase(),
};

const deposit = { id: 'dep_1', status: 'REPORTED', money: { amount: '500.00', currency: 'USD' } };

function operation(given: Record<string, unknown> = {}): Detail {
  return {
    statusLabel: 'Pendiente', operator: null, pay: { amount: '500.00', currency: 'USD' }, receive: { amount: '1856.00', currency: 'PEN' }, holds: [], deposits: [],
    payouts: [], proofs: [], ...given,
  } as unknown as Detail;
}

describe('what changed while somebody typed', () => {
  it('is nothing where only the version counted on', () => {
    expect(changesOf(operation({ version: 1 }), operation({ version: 2 }), words)).toEqual([]);
  });

  it('is told by name, before and now', () => {
    const before = operation({ deposits: [deposit] });
    const after = operation({ statusLabel: 'En proceso', operator: { name: 'Ana' }, deposits: [{ ...deposit, status: 'CONFIRMED' }] });
    expect(changesOf(before, after, words)).toEqual([
      { name: 'Estado', before: 'Pendiente', after: 'En proceso' },
      { name: 'Operador', before: 'nadie', after: 'Ana' },
      { name: 'Abono', before: 'US$\u00a0500.00 reported', after: 'US$\u00a0500.00 confirmed' },
    ]);
  });

  it('names what was not there before', () => {
    const after = operation({ payouts: [{ id: 'pay_1', money: { amount: '1856.00', currency: 'PEN' }, voidedAt: null }] });
    expect(changesOf(operation(), after, words)).toEqual([{ name: 'Pago', before: 'no estaba', after: 'S/\u00a01,856.00' }]);
  });
});
