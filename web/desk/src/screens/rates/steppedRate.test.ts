import { rate } from '@qoricash/sdk/money';
import { describe, expect, it } from 'vitest';
import { percentBetween, stepped } from './steppedRate.ts';

describe('a rate by steps', () => {
  it.each([
    ['3.7120', 1, '3.7121'],
    ['3.7120', -10, '3.7110'],
    ['3,712', 1, '3.7121'],
    ['3.9999', 1, '4.0000'],
    ['', 1, ''],
    ['x', -1, 'x'],
    ['0.0001', -1, '0.0001'],
  ])('%s by %d pips is %s', (typed, pips, then) => {
    expect(stepped(typed, pips)).toBe(then);
  });
});

describe('how far a rate is from another', () => {
  it.each([
    ['3.7120', '3.7120', '0.00'],
    ['3.7000', '3.7370', '1.00'],
    ['3.7000', '3.5890', '−3.00'],
    ['3.7120', '3.7130', '0.03'],
    ['3.7120', '3.7100', '−0.05'],
  ])('from %s to %s is %s %%', (from, to, then) => {
    expect(percentBetween(rate(from), rate(to))).toBe(then);
  });
});
