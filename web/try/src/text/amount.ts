import { decimal, formatMoney, parse, type Currency, type Decimal, type Money } from '@qoricash/sdk/money';

/** What a client does with its dollars. */
export type Direction = 'sell' | 'buy';

/** The currencies of a direction: what is handed over, and what is received. */
export const currencies = (direction: Direction): { readonly pay: Currency; readonly receive: Currency } =>
  direction === 'sell' ? { pay: 'USD', receive: 'PEN' } : { pay: 'PEN', receive: 'USD' };

/** What a person typed into the calculator: one of the two amounts; the house computes the other. */
export interface Typed {
  readonly direction: Direction;
  readonly fixed: 'pay' | 'receive';
  readonly text: string;
}

/** The amount to ask a price for; null while nothing can be read. */
export function amountOf({ direction, fixed, text }: Typed): { readonly pay: Money } | { readonly receive: Money } | null {
  const amount = parse(text);
  if (amount === null || /^-|^[0.]*$/.test(amount)) return null;
  const money = { amount, currency: currencies(direction)[fixed] };
  return fixed === 'pay' ? { pay: money } : { receive: money };
}

/** How much of a whole is used, in hundredths from 0 to 100: a length to draw, not an amount. */
export function share(used: Decimal, maximum: Decimal): number {
  const cents = (amount: Decimal) => BigInt(amount.replace('.', ''));
  const whole = cents(maximum);
  if (whole <= 0n) return 100;
  const part = (cents(used) * 100n) / whole;
  return Number(part > 100n ? 100n : part);
}

/** Two amounts of an exchange in one line. */
export const exchange = (pay: Money, receive: Money): string => `${formatMoney(pay)} → ${formatMoney(receive)}`;

/** Begins a calculator with a round amount. */
export const firstAmount: Typed = { direction: 'sell', fixed: 'pay', text: decimal('500.00') };
