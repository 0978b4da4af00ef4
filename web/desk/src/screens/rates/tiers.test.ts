import { decimal } from '@qoricash/sdk/money';
import { describe, expect, it } from 'vitest';
import type { Parameter } from '../settings/parameter.ts';
import { tierOf, tiersOf } from './tiers.ts';

const parameter = (key: string, value: object) => ({ key, value }) as unknown as Parameter;
const parameters = [
  parameter('TIER_2_USD', { amount: decimal('5000.00') }), parameter('TIER_2_PIPS', { integer: 15 }),
  parameter('TIER_1_USD', { amount: decimal('3000.00') }), parameter('TIER_1_PIPS', { integer: 10 }),
  parameter('TIER_3_USD', { amount: decimal('10000.00') }), parameter('DISCOUNT_CAP_PIPS', { integer: 50 }),
];

describe('the tiers of a price', () => {
  const tiers = tiersOf(parameters);

  it('stand from the smallest amount on, and whole alone', () => {
    expect(tiers.map(({ place, pips }) => [place, pips.value.integer])).toEqual([[1, 10], [2, 15]]);
  });

  it.each([['2999.99', null], ['3000.00', 1], ['4999.99', 1], ['5000.00', 2], ['250000.00', 2]])('US$ %s reaches tier %s', (usd, place) => {
    expect(tierOf(decimal(usd), tiers)?.place ?? null).toBe(place);
  });
});
