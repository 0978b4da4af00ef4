import { describe, expect, it } from 'vitest';
import { balanceOf, progressOf, signed } from './promotions.ts';

describe('a balance of pips', () => {
  it.each([
    [0, 'Te faltan 30 pips para un código.'],
    [29, 'Te falta 1 pip para un código.'],
    [30, 'Alcanzan para un código.'],
    [59, 'Alcanzan para un código.'],
    [95, 'Alcanzan para 3 códigos.'],
    // What an operation gave was redeemed before the operation was undone.
    [-30, 'Se deshizo una operación por la que ya habías canjeado. Con los próximos 30 pips quedas en cero.'],
  ])('of %i means: %s', (available, words) => {
    expect(balanceOf(available, 30)).toBe(words);
  });

  it.each([[30, '+30'], [-30, '−30'], [0, '+0']])('that moves by %i says %s', (pips, words) => {
    expect(signed(pips)).toBe(words);
  });
});

describe('somebody who was recommended the house', () => {
  it.each([
    [null, 'Aún no opera'],
    ['PENDING', 'Su primera operación está en curso'],
    ['IN_PROCESS', 'Su primera operación está en curso'],
    ['COMPLETED', 'Completó su primera operación'],
    ['CANCELED', 'Su primera operación no se completó'],
    ['EXPIRED', 'Su primera operación no se completó'],
  ] as const)('with a first operation that is %s: %s', (status, words) => {
    expect(progressOf(status).words).toBe(words);
  });
});
