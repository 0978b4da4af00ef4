import { compare, type Rate } from '@qoricash/sdk/money';

/** A rate and since when it holds. */
export interface Publication {
  readonly at: string;
  readonly houseBuys: Rate;
  readonly houseSells: Rate;
}

/** What a drawing of steps is made of; places are pixels, no rate is computed with them. */
export interface Steps {
  readonly buys: string;
  readonly sells: string;
  readonly lowest: Rate;
  readonly highest: Rate;
}

const pips = (rate: Rate): number => Number.parseInt(rate.replace('.', ''), 10);

/**
 * The publications within a span as two lines of steps: a rate holds until the next one. The one in force when the span begins
 * is drawn from its edge. Null without any.
 */
export function stepsOf(publications: readonly Publication[], from: number, until: number, width: number, height: number): Steps | null {
  const oldestFirst = publications.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const before = oldestFirst.findLast(({ at }) => Date.parse(at) <= from);
  const within = oldestFirst.filter(({ at }) => Date.parse(at) > from && Date.parse(at) <= until);
  const shown = before ? [before, ...within] : within;
  if (shown.length === 0) return null;
  const rates = shown.flatMap(({ houseBuys, houseSells }) => [houseBuys, houseSells]).toSorted(compare);
  const lowest = rates[0] as Rate;
  const highest = rates.at(-1) as Rate;
  const range = Math.max(1, pips(highest) - pips(lowest));
  const x = (at: string) => Math.round((Math.max(0, Date.parse(at) - from) / (until - from)) * width);
  const y = (rate: Rate) => Math.round(height - ((pips(rate) - pips(lowest)) / range) * height);
  const draw = (rate: (one: Publication) => Rate) =>
    shown.map((one, place) => (place === 0 ? `M${x(one.at)} ${y(rate(one))}` : `H${x(one.at)}V${y(rate(one))}`)).join('') + `H${width}`;
  return { buys: draw(({ houseBuys }) => houseBuys), sells: draw(({ houseSells }) => houseSells), lowest, highest };
}
