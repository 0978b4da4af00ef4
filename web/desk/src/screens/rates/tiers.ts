import { compare, type Decimal } from '@qoricash/sdk/money';
import type { ParameterKey } from '../../gql/graphql.ts';
import type { Parameter } from '../settings/parameter.ts';

/** A step of the discount by amount: from where on, and how many pips. */
export interface Tier {
  readonly place: 1 | 2 | 3;
  readonly from: Parameter;
  readonly pips: Parameter;
}

const keys = [['TIER_1_USD', 'TIER_1_PIPS'], ['TIER_2_USD', 'TIER_2_PIPS'], ['TIER_3_USD', 'TIER_3_PIPS']] as const satisfies readonly (readonly ParameterKey[])[];

/** The steps among parameters, from the smallest amount on; one of which a half is missing is none. */
export function tiersOf(parameters: readonly Parameter[]): readonly Tier[] {
  const named = (key: ParameterKey) => parameters.find((one) => one.key === key);
  return keys.flatMap(([fromKey, pipsKey], place) => {
    const from = named(fromKey);
    const pips = named(pipsKey);
    return from && pips ? [{ place: (place + 1) as Tier['place'], from, pips }] : [];
  });
}

/** The step whose boundary an amount reaches last; null below the first one. */
export function tierOf(usd: Decimal, tiers: readonly Tier[]): Tier | null {
  return tiers.findLast(({ from }) => from.value.amount != null && compare(usd, from.value.amount) >= 0) ?? null;
}
