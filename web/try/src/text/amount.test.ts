import type { Decimal } from '@qoricash/sdk/money';
import { describe, expect, it } from 'vitest';
import { amountOf, share } from './amount.ts';

describe('what is typed into the calculator', () => {
  it.each([
    ['the dollars that a client sells', { direction: 'sell', fixed: 'pay', text: '500' }, { pay: { amount: '500.00', currency: 'USD' } }],
    ['the soles that it wants for them', { direction: 'sell', fixed: 'receive', text: '1,250.50' }, { receive: { amount: '1250.50', currency: 'PEN' } }],
    ['the soles that a client pays', { direction: 'buy', fixed: 'pay', text: '12,50' }, { pay: { amount: '12.50', currency: 'PEN' } }],
    ['the dollars that it wants for them', { direction: 'buy', fixed: 'receive', text: 'US$ 7' }, { receive: { amount: '7.00', currency: 'USD' } }],
  ] as const)('asks the price of %s', (_, typed, asked) => {
    expect(amountOf(typed)).toEqual(asked);
  });

  it.each(['', '0', '0.00', '-5', 'cien', '1.200', '1.234'])('asks nothing for "%s"', (text) => {
    expect(amountOf({ direction: 'sell', fixed: 'pay', text })).toBeNull();
  });
});

describe('the used part of a limit', () => {
  it.each([
    ['0.00', '1000.00', 0], ['600.00', '1000.00', 60], ['999.99', '1000.00', 99], ['1000.00', '1000.00', 100],
    // A limit may have been lowered since.
    ['1500.00', '1000.00', 100], ['1.00', '0.00', 100],
  ])('of %s in %s is %i hundredths', (used, maximum, part) => {
    expect(share(used as Decimal, maximum as Decimal)).toBe(part);
  });
});
