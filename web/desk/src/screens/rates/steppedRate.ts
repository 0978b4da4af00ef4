import { negate, parseRate, subtract, sum, type Decimal, formatRate, type Rate } from '@qoricash/sdk/money';

/** A typed rate so many pips higher or lower, on digits; what cannot be read stays as it was typed. */
export function stepped(typed: string, pips: number): string {
  const read = parseRate(typed);
  if (read === null) return typed;
  const step = `0.${String(Math.abs(pips)).padStart(4, '0')}` as Decimal;
  const moved = sum([formatRate(read) as string as Decimal, pips < 0 ? negate(step) : step]);
  return parseRate(moved) ?? typed;
}

/** How far a rate is from another in hundredths of a percent, rounded to the nearer one: for a word beside it, never for the guard. */
export function percentBetween(from: Rate, to: Rate): string {
  const units = (rate: Rate) => BigInt(formatRate(rate).replace('.', ''));
  const difference = BigInt(subtract(formatRate(to) as string as Decimal, formatRate(from) as string as Decimal).replace('.', ''));
  const base = units(from);
  if (base === 0n) return '0.00';
  const hundredths = (difference * 20_000n + (difference < 0n ? -base : base)) / (base * 2n);
  const digits = String(hundredths < 0n ? -hundredths : hundredths).padStart(3, '0');
  return `${hundredths < 0n ? '−' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
