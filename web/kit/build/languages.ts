import type { Plugin } from 'vite';

const ours: ReadonlySet<string> = new Set(['es-ES', 'en-US']);
const words = /react-(?:aria|stately|aria-components)\/dist\/.*\/intl\/.*\/([a-z]{2}-[A-Z]{2})\.mjs$/;

/** Keeps of React Aria's own words those in Spanish and English; it carries 34 languages, which no page of the house speaks. */
export function twoLanguages(): Plugin {
  return {
    name: 'two-languages',
    enforce: 'pre',
    load(id) {
      const language = words.exec(id)?.[1];
      return language === undefined || ours.has(language) ? null : 'export default {};';
    },
  };
}
