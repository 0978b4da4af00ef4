import { formatRate, type Rate } from '@qoricash/sdk/money';
import type { DiscountKind, Side } from '../../gql/graphql.ts';

/** One part of a price: a rate that it stands at, or pips that the house keeps more (less, where they are negative) by it. */
export type Part =
  | { readonly of: 'base' | 'public' | 'final'; readonly rate: Rate }
  | { readonly of: 'spread' | 'negotiated' | 'margin'; readonly pips: number }
  | { readonly of: 'tier' | 'coupon'; readonly pips: number; readonly code: string | null };

/** What the house tells of a price to who sees the base. */
interface Explanation {
  readonly base?: Rate | null;
  readonly spreadPips?: number | null;
  readonly public: Rate;
  readonly negotiatedPips: number;
  readonly final: Rate;
  readonly marginPips?: number | null;
}

interface Discount {
  readonly kind: DiscountKind;
  readonly code?: string | null;
  readonly pips: number;
}

const discounted = (discounts: readonly Discount[]): readonly Part[] =>
  discounts.filter(({ pips }) => pips !== 0).map(({ kind, code, pips }) => ({ of: kind === 'TIER' ? 'tier' : 'coupon', pips: -pips, code: code ?? null }));

/** The parts of a price as the house tells them, from the base to the client's rate; a part that moves nothing is left out. */
export function partsOf(price: Explanation, discounts: readonly Discount[]): readonly Part[] {
  return [
    ...(price.base ? [{ of: 'base' as const, rate: price.base }] : []),
    ...(price.spreadPips != null ? [{ of: 'spread' as const, pips: price.spreadPips }] : []),
    { of: 'public', rate: price.public },
    ...discounted(discounts),
    ...(price.negotiatedPips !== 0 ? [{ of: 'negotiated' as const, pips: price.negotiatedPips }] : []),
    { of: 'final', rate: price.final },
    ...(price.marginPips != null ? [{ of: 'margin' as const, pips: price.marginPips }] : []),
  ];
}

/** What everybody of the house may see of it. */
export const partsToldToAll = (open: Rate, discounts: readonly Discount[], final: Rate): readonly Part[] => [
  { of: 'public', rate: open }, ...discounted(discounts), { of: 'final', rate: final },
];

const units = (rate: Rate): number => Number.parseInt(formatRate(rate).replace('.', ''), 10);

/** Pips that the house keeps where a client of a side pays or gets one rate and the house another. */
const kept = (side: Side, rate: Rate, against: Rate): number =>
  (side === 'HOUSE_BUYS_USD' ? units(against) - units(rate) : units(rate) - units(against));

/** The same for a price that nobody was promised: its rates and discounts are the house's, the pips between them are counted. */
export function partsOfTrial({ side, base, open, discounts, rate }: {
  readonly side: Side;
  readonly base: { readonly bid: Rate; readonly ask: Rate } | null;
  readonly open: { readonly houseBuys: Rate; readonly houseSells: Rate };
  readonly discounts: readonly Discount[];
  readonly rate: Rate;
}): readonly Part[] {
  const isBuying = side === 'HOUSE_BUYS_USD';
  const public_ = isBuying ? open.houseBuys : open.houseSells;
  const from = base ? (isBuying ? base.bid : base.ask) : null;
  return [
    ...(from ? [{ of: 'base' as const, rate: from }, { of: 'spread' as const, pips: kept(side, public_, from) }] : []),
    { of: 'public', rate: public_ },
    ...discounted(discounts),
    { of: 'final', rate },
    ...(from ? [{ of: 'margin' as const, pips: kept(side, rate, from) }] : []),
  ];
}

/** Pips as they are written: `+50`, `−10`, `0`. */
export const signed = (pips: number): string => (pips > 0 ? `+${pips}` : pips < 0 ? `−${-pips}` : '0');
