import { type Decimal, formatRate, type Rate, subtract } from '@qoricash/sdk/money';

/** How many pips (0.0001 soles per dollar) a rate stands above another one, on digits: `+50`, `−12`, `0`. */
export function pipsBetween(from: Rate, to: Rate): string {
  const difference = subtract(formatRate(to) as string as Decimal, formatRate(from) as string as Decimal);
  const digits = difference.replace('-', '').replace('.', '').replace(/^0+(?=\d)/, '');
  if (digits === '0') return '0';
  return `${difference.startsWith('-') ? '−' : '+'}${digits}`;
}
