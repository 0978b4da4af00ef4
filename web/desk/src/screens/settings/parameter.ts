import { parse } from '@qoricash/sdk/money';
import type { BusinessDayInput, ParameterKey, ParameterKind, ParameterRowFragment, ParameterValueInput, ValueFactsFragment, Weekday } from '../../gql/graphql.ts';

export type Parameter = ParameterRowFragment;
export type Value = ValueFactsFragment;

/** Parts of the list, in the order in which they are read. What a newer house has besides stands in the last one. */
export const groups = ['hours', 'rates', 'times', 'amounts', 'limits', 'identity', 'rewards', 'invoices'] as const;
export type Group = (typeof groups)[number];

const groupOf: Readonly<Record<ParameterKey, Group>> = {
  BUSINESS_HOURS: 'hours',
  SPREAD_PIPS: 'rates',
  NEGOTIATION_BAND_PIPS: 'rates',
  RATE_WARN_BASIS_POINTS: 'rates',
  RATE_REJECT_BASIS_POINTS: 'rates',
  RATE_MAX_AGE: 'rates',
  PRICING_PAUSED: 'rates',
  QUOTE_TTL: 'times',
  DEPOSIT_WINDOW: 'times',
  DEPOSIT_PART_GRACE: 'times',
  DEPOSIT_UNPROVEN: 'times',
  SELF_SERVICE_MIN_USD: 'amounts',
  SELF_SERVICE_MAX_USD: 'amounts',
  DESK_MIN_USD: 'amounts',
  PERSON_LIMIT_USD: 'limits',
  PERSON_LIMIT_OPERATIONS: 'limits',
  COMPANY_LIMIT_USD: 'limits',
  COMPANY_LIMIT_OPERATIONS: 'limits',
  KYC_STRICT: 'identity',
  KYC_FOUR_EYES: 'identity',
  REWARD_EARN_PIPS: 'rewards',
  REWARD_REDEEM_PIPS: 'rewards',
  REWARD_MIN_USD: 'rewards',
  COUPON_PIPS: 'rewards',
  COUPON_MAX_USD: 'rewards',
  DISCOUNT_CAP_PIPS: 'rewards',
  TIER_1_USD: 'rewards',
  TIER_1_PIPS: 'rewards',
  TIER_2_USD: 'rewards',
  TIER_2_PIPS: 'rewards',
  TIER_3_USD: 'rewards',
  TIER_3_PIPS: 'rewards',
  INVOICING_FROM: 'invoices',
  RISK_MEDIUM_FROM: 'identity',
  RISK_HIGH_FROM: 'identity',
  RISK_CRITICAL_FROM: 'identity',
  SIMPLIFIED_DUE_DILIGENCE: 'identity',
  EXPOSURE_YEARS: 'identity',
  ALERT_TRIAGE_DAYS: 'identity',
  ALERT_ANALYSIS_DAYS: 'identity',
  SUSPICIOUS_REPORT_TERM: 'identity',
  REGISTER_SINGLE_USD: 'identity',
  REGISTER_MONTH_USD: 'identity',
  TRADER_EXPOSURE_USD: 'amounts',
};

/** The parameters by part, in the house's order within each; a part without any is left out. */
export function grouped(parameters: readonly Parameter[]): readonly (readonly [Group, readonly Parameter[]])[] {
  return groups.flatMap((group) => {
    const own = parameters.filter(({ key }) => (groupOf[key] ?? 'identity') === group);
    return own.length > 0 ? [[group, own] as const] : [];
  });
}

export const weekdays: readonly Weekday[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

/** Units of a time, from the largest on, with their seconds. */
export const units = { days: 86_400, hours: 3_600, minutes: 60, seconds: 1 } as const;
export type Unit = keyof typeof units;

/** What a person types: one form for all kinds, of which each uses its part. */
export interface TypedValue {
  readonly text: string;
  readonly unit: Unit;
  readonly flag: boolean | null;
  readonly week: Readonly<Partial<Record<Weekday, { readonly opensAt: string; readonly closesAt: string }>>>;
}

/** A time in the largest unit that says it whole: 900 seconds are 15 minutes. */
export function splitTime(seconds: number): { readonly text: string; readonly unit: Unit } {
  const unit = (Object.keys(units) as Unit[]).find((one) => seconds !== 0 && seconds % units[one] === 0) ?? 'minutes';
  return { text: String(seconds / units[unit]), unit };
}

/** A value as it is typed, so that a form begins with what holds. */
export function typedOf(value: Value): TypedValue {
  const { text, unit } = value.seconds === null ? { text: String(value.integer ?? value.amount ?? value.date ?? ''), unit: 'minutes' as const } : splitTime(value.seconds);
  return { text, unit, flag: value.flag, week: Object.fromEntries((value.week ?? []).map(({ weekday, opensAt, closesAt }) => [weekday, { opensAt, closesAt }])) };
}

const whole = /^\d{1,9}$/;

/** What goes to the house for what was typed; null where it is no value of its kind. Bounds are the house's to hold. */
export function valueInput(kind: ParameterKind, typed: TypedValue): ParameterValueInput | null {
  const text = typed.text.trim();
  switch (kind) {
    case 'INTEGER': return whole.test(text) ? { integer: Number(text) } : null;
    case 'DURATION': return whole.test(text) ? { seconds: Number(text) * units[typed.unit] } : null;
    case 'AMOUNT': {
      const amount = parse(text);
      return amount === null ? null : { amount };
    }
    case 'FLAG': return typed.flag === null ? null : { flag: typed.flag };
    case 'WEEK': return { week: weekInput(typed.week) };
    case 'DATE': return limaInstant(`${text} 00:00`) === null ? null : { date: text };
    default: return null;
  }
}

/** The days of a week as the house takes them: from Monday on, without those that are closed. */
function weekInput(week: TypedValue['week']): BusinessDayInput[] {
  return weekdays.flatMap((weekday) => {
    const day = week[weekday];
    return day ? [{ weekday, opensAt: day.opensAt.trim(), closesAt: day.closesAt.trim() }] : [];
  });
}

const instant = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})$/;

/** An instant of Lima that was typed as `2026-12-01 09:00`; null for what is none. */
export function limaInstant(text: string): string | null {
  const [, day, time] = instant.exec(text.trim()) ?? [];
  if (day === undefined || time === undefined) return null;
  const at = new Date(`${day}T${time}:00-05:00`);
  if (Number.isNaN(at.getTime())) return null;
  // A day that the month does not have turns into one of the next: it is refused, and never understood otherwise.
  return new Date(at.getTime() - 5 * 3_600_000).toISOString().slice(0, 10) === day ? at.toISOString() : null;
}

/** What holds, and why nothing can be changed now: a proposal that waits comes first. */
export type Standing = 'first' | 'set' | 'unsourced' | 'proposed';

/** How a parameter stands: one that waits for a second person, one of the beginning, or one that was set with or without a source. */
export function standingOf({ setting, proposal }: Pick<Parameter, 'setting' | 'proposal'>): Standing {
  if (proposal && proposal.decision === null) return 'proposed';
  if (!setting) return 'first';
  return setting.source ? 'set' : 'unsourced';
}
