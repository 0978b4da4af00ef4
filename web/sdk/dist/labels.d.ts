import type { HouseError } from './errors.js';
import type { House } from './house.js';
import { type Signal } from './signal.js';
/** Languages that values have words in. */
export type LabelLocale = 'es' | 'en';
/** Words by value, by enumeration. */
export type LabelTable = Readonly<Record<string, Readonly<Record<string, string>>>>;
/** The words of a house. */
export interface Labels {
    /** Changes when words arrive. */
    readonly table: Signal<LabelTable>;
    /** Asks for the words of these enumerations, or of all. Those that are known are not asked for again. Answers why not, or null. */
    load(names?: readonly string[]): Promise<HouseError | null>;
    /** The word of a value; the value itself, spelt as words, where the house has none or has not been asked. */
    of(enumeration: string, value: string, locale?: LabelLocale): string;
}
/** Keeps the words that a house has said; begin with those that the program was built with, where there are any. */
export declare function createLabels(house: House, known?: LabelTable): Labels;
/** A value spelt as words: `IN_PROCESS` is `In process`. */
export declare function words(value: string): string;
/**
 * Chooses by a value, with every known one spelt out and one for what a newer house may add: the compiler finds a missing case, and a value
 * that it never heard of breaks nothing.
 */
export declare function match<Value extends string, Result>(value: Value, cases: Readonly<Record<Value, Result>>, otherwise: (value: string) => Result): Result;
