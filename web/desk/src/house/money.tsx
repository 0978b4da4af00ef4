import { Figure } from '@qoricash/kit';
import { currencySign, format, formatMoney, formatRate, type Currency, type Decimal, type Money, type Rate } from '@qoricash/sdk/money';

/** An amount: with its currency, or without where the head of a column says it. */
export function Amount({ money, bare, strong, size }: {
  readonly money: Money | null | undefined;
  readonly bare?: boolean;
  readonly strong?: boolean;
  readonly size?: 'figure' | 'number';
}) {
  const text = money ? format(money.amount) : null;
  return <Figure text={text} unit={money && !bare ? currencySign[money.currency] : undefined} {...(strong && { strong })} {...(size && { size })} />;
}

/** A rate with four decimals. */
export function RateFigure({ rate, strong, size }: { readonly rate: Rate | null | undefined; readonly strong?: boolean; readonly size?: 'figure' | 'number' }) {
  return <Figure text={rate == null ? null : formatRate(rate)} {...(strong && { strong })} {...(size && { size })} />;
}

/** An amount as a text, for sentences and for what is copied. */
export const plainMoney = (money: Money | null | undefined): string => formatMoney(money);

export const moneyOf = (amount: Decimal, currency: Currency): Money => ({ amount, currency });
