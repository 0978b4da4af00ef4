import { rate } from '@qoricash/sdk/money';
import { describe, expect, it } from 'vitest';
import { partsOf, partsOfTrial, signed } from './waterfall.ts';

const price = {
  base: rate('3.7500'), spreadPips: 50, public: rate('3.7450'), discountPips: 40, tierPips: 10, couponPips: 30, negotiatedPips: 0,
  final: rate('3.7490'), marginPips: 10,
};
const discounts = [{ kind: 'TIER', code: null, pips: 10 }, { kind: 'COUPON', code: 'ABC234', pips: 30 }] as const;

describe('the parts of a price', () => {
  it('stand from the base to the margin, each with what the house keeps by it', () => {
    const parts = partsOf(price, discounts);
    expect(parts).toEqual([
      { of: 'base', rate: '3.7500' }, { of: 'spread', pips: 50 }, { of: 'public', rate: '3.7450' }, { of: 'tier', pips: -10, code: null },
      { of: 'coupon', pips: -30, code: 'ABC234' }, { of: 'final', rate: '3.7490' }, { of: 'margin', pips: 10 },
    ]);
  });

  it('sum to the margin', () => {
    const pips = partsOf({ ...price, negotiatedPips: -7, marginPips: 3 }, discounts).filter((part) => 'pips' in part && part.of !== 'margin');
    expect(pips.reduce((total, part) => total + ('pips' in part ? part.pips : 0), 0)).toBe(3);
  });

  it('leave out what moves nothing, and what nobody may see', () => {
    const parts = partsOf({ ...price, base: null, spreadPips: null, marginPips: null }, [{ kind: 'TIER', code: null, pips: 0 }]);
    expect(parts.map(({ of }) => of)).toEqual(['public', 'final']);
  });
});

describe('the parts of a price that nobody was promised', () => {
  const open = { houseBuys: rate('3.7450'), houseSells: rate('3.7550') };
  const base = { bid: rate('3.7500'), ask: rate('3.7500') };

  it.each([
    ['HOUSE_BUYS_USD', '3.7460', { spread: 50, margin: 40 }],
    ['HOUSE_SELLS_USD', '3.7540', { spread: 50, margin: 40 }],
  ] as const)('of %s at %s keep what the house tells of the other side', (side, final, kept) => {
    const parts = partsOfTrial({ side, base, open, discounts: [{ kind: 'TIER', code: null, pips: 10 }], rate: rate(final) });
    expect(Object.fromEntries(parts.flatMap((part) => ('pips' in part && part.of in kept ? [[part.of, part.pips]] : [])))).toEqual(kept);
  });

  it('begin with the public rate for who does not see the base', () => {
    const parts = partsOfTrial({ side: 'HOUSE_BUYS_USD', base: null, open, discounts: [], rate: rate('3.7450') });
    expect(parts).toEqual([{ of: 'public', rate: '3.7450' }, { of: 'final', rate: '3.7450' }]);
  });
});

it.each([[50, '+50'], [-10, '−10'], [0, '0']])('%d pips are written %s', (pips, text) => {
  expect(signed(pips)).toBe(text);
});
