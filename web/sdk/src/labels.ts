/**
 * Words for the values of enumerations. The house says them in Spanish; English is the value itself, spelt as words.
 *
 * @module
 */
import { EnumLabelsDocument } from './documents/generated/graphql.ts';
import type { HouseError } from './errors.ts';
import type { House } from './house.ts';
import { signal, type Signal } from './signal.ts';

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
export function createLabels(house: House, known: LabelTable = {}): Labels {
  const table = signal<LabelTable>(known);
  return {
    table,
    async load(names) {
      const wanted = names?.filter((name) => !(name in table.get()));
      if (wanted?.length === 0) return null;
      const answer = await house.request(EnumLabelsDocument, { names: wanted ?? null });
      if (!answer.ok) return answer.error;
      const said = answer.data.enumLabels.map(({ name, values }) => [name, Object.fromEntries(values.map(({ value, label }) => [value, label]))]);
      table.set({ ...table.get(), ...Object.fromEntries(said) });
      return null;
    },
    of: (enumeration, value, locale = 'es') => (locale === 'es' ? table.get()[enumeration]?.[value] : undefined) ?? words(value),
  };
}

/** A value spelt as words: `IN_PROCESS` is `In process`. */
export function words(value: string): string {
  const lower = value.toLowerCase().replaceAll('_', ' ');
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}

/**
 * Chooses by a value, with every known one spelt out and one for what a newer house may add: the compiler finds a missing case, and a value
 * that it never heard of breaks nothing.
 */
export function match<Value extends string, Result>(value: Value, cases: Readonly<Record<Value, Result>>, otherwise: (value: string) => Result): Result {
  return Object.hasOwn(cases, value) ? cases[value] : otherwise(value);
}
