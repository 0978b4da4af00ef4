/**
 * Words for the values of enumerations. The house says them in Spanish; English is the value itself, spelt as words.
 *
 * @module
 */
import { EnumLabelsDocument } from './documents/generated/graphql.js';
import { signal } from './signal.js';
/** Keeps the words that a house has said; begin with those that the program was built with, where there are any. */
export function createLabels(house, known = {}) {
    const table = signal(known);
    return {
        table,
        async load(names) {
            const wanted = names?.filter((name) => !(name in table.get()));
            if (wanted?.length === 0)
                return null;
            const answer = await house.request(EnumLabelsDocument, { names: wanted ?? null });
            if (!answer.ok)
                return answer.error;
            const said = answer.data.enumLabels.map(({ name, values }) => [name, Object.fromEntries(values.map(({ value, label }) => [value, label]))]);
            table.set({ ...table.get(), ...Object.fromEntries(said) });
            return null;
        },
        of: (enumeration, value, locale = 'es') => (locale === 'es' ? table.get()[enumeration]?.[value] : undefined) ?? words(value),
    };
}
/** A value spelt as words: `IN_PROCESS` is `In process`. */
export function words(value) {
    const lower = value.toLowerCase().replaceAll('_', ' ');
    return lower.charAt(0).toUpperCase() + lower.slice(1);
}
/**
 * Chooses by a value, with every known one spelt out and one for what a newer house may add: the compiler finds a missing case, and a value
 * that it never heard of breaks nothing.
 */
export function match(value, cases, otherwise) {
    return Object.hasOwn(cases, value) ? cases[value] : otherwise(value);
}
