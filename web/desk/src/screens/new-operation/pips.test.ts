import { rate } from '@qoricash/sdk/money';
import { describe, expect, it } from 'vitest';
import { pipsBetween } from './pips.ts';

describe('pips between two rates', () => {
  it.each([
    ['3.7120', '3.7170', '+50'],
    ['3.7120', '3.7108', '−12'],
    ['3.7120', '3.7120', '0'],
    ['3.71', '3.7250', '+150'],
    ['3.7120', '4.7120', '+10000'],
  ])('from %s to %s are %s', (from, to, then) => {
    expect(pipsBetween(rate(from), rate(to))).toBe(then);
  });
});
