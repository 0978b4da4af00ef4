import { describe, expect, test } from 'vitest';
import { compare, decimal, format, formatMoney, formatRate, isNegative, isZero, negate, parse, parseRate, rate, subtract, sum } from '../src/money.ts';

describe('what a person types as an amount', () => {
  test.each([
    ['12,50', '12.50'], ['12.5', '12.50'], ['1,200.00', '1200.00'], ['1,200', '1200.00'], ['1 200', '1200.00'], ['1.200,50', '1200.50'],
    ['S/ 1,200.5', '1200.50'], ['US$ 12', '12.00'], ['$5', '5.00'], ['0.30', '0.30'], ['007', '7.00'], ['-3,20', '-3.20'], ['-0', '0.00'],
    ['12345678901234567890.12', '12345678901234567890.12'], ['1\u00a0200,00', '1200.00'], ['1 200 300.5', '1200300.50'], ["1'200", '1200.00'],
    ['- S/ 5', '-5.00'], ['-S/ 5', '-5.00'],
  ])('%s is read as %s', (typed, read) => {
    expect(parse(typed)).toBe(read);
  });

  test.each([
    '', ' ', 'doce', '1.200', '1.2.3', '1,2,3', '12,345,6', '1.234', '12.505', '1e3', '0x10', 'NaN', 'Infinity', '--1', '٣', '12,50 USD',
    '12 50', '1 2 3', '1 20', '12 3456', "1'2", '1 200 30', '3 .50',
  ])('%s is refused', (typed) => {
    expect(parse(typed)).toBeNull();
  });
});

describe('what a person types as a rate', () => {
  test.each([['3,745', '3.7450'], ['3.7450', '3.7450'], [' 4 '.trim(), '4.0000']])('%s is read as %s', (typed, read) => {
    expect(parseRate(typed)).toBe(read);
  });

  test.each(['0', '0.0000', '-3.7', '3.74501', '3,7,4', '', '3.7e0'])('%s is refused', (typed) => {
    expect(parseRate(typed)).toBeNull();
  });
});

describe('amounts as the house writes them', () => {
  test.each([
    ['1730.00', 'S/\u00a01,730.00'], ['0.00', 'S/\u00a00.00'], ['-500.00', '\u2212S/\u00a0500.00'], ['1234567.8', 'S/\u00a01,234,567.80'], ['999', 'S/\u00a0999.00'],
  ])('%s is %s', (amount, written) => {
    expect(formatMoney({ amount: decimal(amount), currency: 'PEN' })).toBe(written);
  });

  test('dollars have their own sign, a column has none, and nothing is a dash', () => {
    expect(format(decimal('500.00'), { currency: 'USD' })).toBe('US$\u00a0500.00');
    expect(format(decimal('500.00'))).toBe('500.00');
    expect(format(null)).toBe('—');
    expect(formatMoney(undefined)).toBe('—');
    expect(formatRate(rate('3.745'))).toBe('3.7450');
    expect(formatRate(null)).toBe('—');
  });
});

describe('calculation without a floating point', () => {
  test('what floats get wrong is right', () => {
    expect(sum([decimal('0.10'), decimal('0.20')])).toBe('0.30');
    expect(sum([decimal('9007199254740993.01'), decimal('0.01')])).toBe('9007199254740993.02');
  });

  test('places are those of the longest', () => {
    expect(sum([decimal('1'), decimal('0.005')])).toBe('1.005');
    expect(sum([])).toBe('0.00');
    expect(subtract(decimal('1.00'), decimal('1.01'))).toBe('-0.01');
    expect(negate(decimal('0.00'))).toBe('0.00');
    expect(negate(decimal('-3'))).toBe('3');
  });

  test('comparing looks at the value, not at the text', () => {
    expect(compare(decimal('1.0'), decimal('1.00'))).toBe(0);
    expect(compare(decimal('10'), decimal('9'))).toBe(1);
    expect(compare(decimal('-2'), decimal('-1'))).toBe(-1);
    expect([decimal('10'), decimal('9'), decimal('9.5')].sort(compare)).toEqual(['9', '9.5', '10']);
    expect(isZero(decimal('-0.00'))).toBe(true);
    expect(isNegative(decimal('-0.01'))).toBe(true);
  });

  test('a text that is no decimal is a fault of the program', () => {
    expect(() => decimal('12,50')).toThrow('"12,50" is no decimal.');
    expect(() => rate('')).toThrow();
  });

  test('sums of cents agree with whole numbers, whatever they are', () => {
    let seed = 42n;
    const next = () => (seed = (seed * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n);
    for (let round = 0; round < 500; round += 1) {
      const cents = Array.from({ length: 5 }, () => (next() % 2_000_000n) - 1_000_000n);
      const text = (value: bigint) => {
        const digits = (value < 0n ? -value : value).toString().padStart(3, '0');
        return decimal(`${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`);
      };
      expect(sum(cents.map(text))).toBe(text(cents.reduce((total, each) => total + each, 0n)));
    }
  });
});
