const rules = new Intl.PluralRules('es-PE');

/** The form of a word for a count: one, or several. Both languages of the desk have these two. */
export const plural = (count: number, one: string, several: string): string => (rules.select(count) === 'one' ? one : several);
