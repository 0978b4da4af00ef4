/**
 * Amounts and rates as the exact texts that they are. Nothing here becomes a floating-point value, and nothing multiplies: the house
 * computes, a program shows, compares and adds.
 *
 * @module
 */
import type { Branded } from './scalar.ts';

/** Exact decimal, `"1730.00"`: `Decimal` of the schema. */
export type Decimal = Branded<'Decimal'>;

/** PEN per USD with four decimals, `"3.7450"`: `Rate` of the schema. */
export type Rate = Branded<'Rate'>;

/** Currencies that the house exchanges. */
export type Currency = 'PEN' | 'USD';

/** Amount in soles. */
export type Pen = Decimal & Branded<'Pen'>;

/** Amount in dollars. */
export type Usd = Decimal & Branded<'Usd'>;

/** An amount and its currency: `Money` of the schema. */
export interface Money {
  readonly amount: Decimal;
  readonly currency: Currency;
}

const plain = /^-?\d+(?:\.\d+)?$/;

/** Says that a text is a decimal; throws for one that is not, since that is a fault of the program. */
export function decimal(text: string): Decimal {
  if (!plain.test(text)) throw new Error(`"${text}" is no decimal.`);
  return text as Decimal;
}

/** Says that a text is a rate; throws for one that is not. */
export const rate = (text: string): Rate => decimal(text) as string as Rate;

/**
 * Reads an amount as people in Peru type it: `12,50`, `1,200.00`, `1 200`, `S/ 1,200.5`, `US$ 12`. A comma or a space before three digits groups
 * thousands; a comma before one or two at the end, where there is no point, is the decimal sign. Null for what could be read in two ways
 * (`1.200`), for signs that are no amount, and for more than two decimals.
 */
export function parse(typed: string): Decimal | null {
  const read = digitsOf(typed.replace(/^\s*(-?)\s*(?:S\/\.?|US\$|\$)/i, '$1'));
  return read === null || fractionOf(read).length > 2 ? null : (round(read, 2) as Decimal);
}

/** Reads a rate as people type it: `3,745`, `3.7450`. Null for more than four decimals, and for what is not above zero. */
export function parseRate(typed: string): Rate | null {
  const bare = typed.trim().replace(',', '.');
  if (!/^\d{1,6}(?:\.\d{1,4})?$/.test(bare) || /^[0.]*$/.test(bare)) return null;
  return round(bare, 4) as Rate;
}

function digitsOf(typed: string): string | null {
  const signed = typed.trim().replace(/^[-\u2212]\s*/, '-');
  // Spaces group thousands as commas do: `12 50` is two amounts, or a fault.
  if (/[\s']/.test(signed) && !/^-?\d{1,3}(?:[\s']\d{3})+(?:[.,]\d+)?$/.test(signed)) return null;
  const bare = signed.replace(/[\s']/g, '');
  if (plain.test(bare)) return /^-?\d{1,3}\.\d{3}$/.test(bare) ? null : bare;
  if (/^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(bare)) return bare.replaceAll(',', '');
  if (/^-?\d{1,3}(?:\.\d{3})+,\d{1,2}$/.test(bare)) return bare.replaceAll('.', '').replace(',', '.');
  if (/^-?\d+,\d{1,2}$/.test(bare)) return bare.replace(',', '.');
  return null;
}

const fractionOf = (text: string): string => text.split('.')[1] ?? '';

/** Writes a text with exactly so many decimals as there is room for; it only ever adds zeros. */
function round(text: string, places: 2 | 4): string {
  const [whole = '0', fraction = ''] = text.split('.');
  const sign = whole.startsWith('-') ? '-' : '';
  const digits = whole.replace('-', '').replace(/^0+(?=\d)/, '');
  const isZero = /^0*$/.test(digits + fraction);
  return `${isZero ? '' : sign}${digits}.${fraction.padEnd(places, '0')}`;
}

/** A text as whole units of its smallest place. Places are kept as the zeros themselves, so that no count of them is needed. */
interface Scaled {
  readonly units: bigint;
  readonly zeros: string;
}

function scaled(text: string): Scaled {
  decimal(text);
  return { units: BigInt(text.replace('.', '')), zeros: fractionOf(text).replace(/\d/g, '0') };
}

function aligned(left: string, right: string): readonly [bigint, bigint, string] {
  const [one, other] = [scaled(left), scaled(right)];
  const zeros = one.zeros.length > other.zeros.length ? one.zeros : other.zeros;
  const lift = ({ units, zeros: own }: Scaled) => units * BigInt(`1${zeros.slice(own.length)}`);
  return [lift(one), lift(other), zeros];
}

function write(units: bigint, zeros: string): Decimal {
  const digits = (units < 0n ? -units : units).toString().padStart(zeros.length + 1, '0');
  const at = digits.length - zeros.length;
  return `${units < 0n ? '-' : ''}${digits.slice(0, at)}${zeros && `.${digits.slice(at)}`}` as Decimal;
}

/** Tells which of two amounts, or of two rates, is larger: -1, 0 or 1, as sorting wants it. `"1.0"` and `"1.00"` are equal. */
export function compare<Value extends Decimal | Rate>(left: Value, right: Value): -1 | 0 | 1 {
  const [one, other] = aligned(left, right);
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Adds amounts of one currency: `"0.00"` when there are none. */
export function sum<Value extends Decimal>(amounts: readonly Value[]): Value {
  return amounts.reduce<Decimal>((total, amount) => {
    const [one, other, zeros] = aligned(total, amount);
    return write(one + other, zeros);
  }, '0.00' as Decimal) as Value;
}

/** The amount with the other sign; zero has none. */
export function negate<Value extends Decimal>(amount: Value): Value {
  const { units, zeros } = scaled(amount);
  return write(-units, zeros) as Value;
}

/** What is left of one amount after another of its currency. */
export const subtract = <Value extends Decimal>(from: Value, amount: Value): Value => sum([from, negate(amount)]);

/** Tells whether an amount is nothing. */
export const isZero = (amount: Decimal): boolean => scaled(amount).units === 0n;

/** Tells whether an amount is below nothing. */
export const isNegative = (amount: Decimal): boolean => scaled(amount).units < 0n;

/** The sign of a currency, as the house writes it. */
export const currencySign: Readonly<Record<Currency, string>> = { PEN: 'S/', USD: 'US$' };

/** How an amount is written. */
export interface FormatOptions {
  /** The sign before it; left out, the figures alone, as in a column with the currency in its head. */
  readonly currency?: Currency;
}

/** Writes an amount as the house does: `1,730.00`, `S/ 1,730.00`, `−US$ 500.00`. Nothing becomes `—`. Its spaces do not break. */
export function format(amount: Decimal | null | undefined, { currency }: FormatOptions = {}): string {
  if (amount === null || amount === undefined) return '—';
  const { units } = scaled(amount);
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  const figures = `${grouped}.${fraction.padEnd(2, '0')}`;
  return `${units < 0n ? '\u2212' : ''}${currency ? `${currencySign[currency]}\u00a0` : ''}${figures}`;
}

/** Writes an amount with its currency: `S/ 1,730.00`. */
export const formatMoney = (money: Money | null | undefined): string => (money ? format(money.amount, { currency: money.currency }) : '—');

/** Writes a rate with four decimals: `3.7450`. */
export const formatRate = (value: Rate | null | undefined): string => (value === null || value === undefined ? '—' : round(value, 4));
