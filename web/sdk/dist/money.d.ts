/**
 * Amounts and rates as the exact texts that they are. Nothing here becomes a floating-point value, and nothing multiplies: the house
 * computes, a program shows, compares and adds.
 *
 * @module
 */
import type { Branded } from './scalar.js';
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
/** Says that a text is a decimal; throws for one that is not, since that is a fault of the program. */
export declare function decimal(text: string): Decimal;
/** Says that a text is a rate; throws for one that is not. */
export declare const rate: (text: string) => Rate;
/**
 * Reads an amount as people in Peru type it: `12,50`, `1,200.00`, `1 200`, `S/ 1,200.5`, `US$ 12`. A comma before three digits groups
 * thousands; before one or two at the end, where there is no point, it is the decimal sign. Null for what could be read in two ways
 * (`1.200`), for signs that are no amount, and for more than two decimals.
 */
export declare function parse(typed: string): Decimal | null;
/** Reads a rate as people type it: `3,745`, `3.7450`. Null for more than four decimals, and for what is not above zero. */
export declare function parseRate(typed: string): Rate | null;
/** Tells which of two amounts, or of two rates, is larger: -1, 0 or 1, as sorting wants it. `"1.0"` and `"1.00"` are equal. */
export declare function compare<Value extends Decimal | Rate>(left: Value, right: Value): -1 | 0 | 1;
/** Adds amounts of one currency: `"0.00"` when there are none. */
export declare function sum<Value extends Decimal>(amounts: readonly Value[]): Value;
/** The amount with the other sign; zero has none. */
export declare function negate<Value extends Decimal>(amount: Value): Value;
/** What is left of one amount after another of its currency. */
export declare const subtract: <Value extends Decimal>(from: Value, amount: Value) => Value;
/** Tells whether an amount is nothing. */
export declare const isZero: (amount: Decimal) => boolean;
/** Tells whether an amount is below nothing. */
export declare const isNegative: (amount: Decimal) => boolean;
/** The sign of a currency, as the house writes it. */
export declare const currencySign: Readonly<Record<Currency, string>>;
/** How an amount is written. */
export interface FormatOptions {
    /** The sign before it; left out, the figures alone, as in a column with the currency in its head. */
    readonly currency?: Currency;
}
/** Writes an amount as the house does: `1,730.00`, `S/ 1,730.00`, `−US$ 500.00`. Nothing becomes `—`. Its spaces do not break. */
export declare function format(amount: Decimal | null | undefined, { currency }?: FormatOptions): string;
/** Writes an amount with its currency: `S/ 1,730.00`. */
export declare const formatMoney: (money: Money | null | undefined) => string;
/** Writes a rate with four decimals: `3.7450`. */
export declare const formatRate: (value: Rate | null | undefined) => string;
