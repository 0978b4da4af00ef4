import { KitProvider } from '@qoricash/kit';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { labels } from '../house/house.ts';
import type { OfficeTexts } from './es/office.ts';
import { es, type Texts } from './es.ts';
import { withOffice } from './office.ts';

type Language = 'es' | 'en';

interface Spoken {
  readonly texts: Texts;
  readonly language: Language;
  readonly speak: (language: Language) => void;
}

const key = 'qoricash-desk:language';
const Speech = createContext<Spoken>({ texts: es, language: 'es', speak: () => undefined });

/** Gives all below it its words. Spanish is in the page; English is fetched when it is chosen. */
export function Spoken({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem(key) === 'en' ? 'en' : 'es'));
  const [english, setEnglish] = useState<Texts | null>(null);
  useEffect(() => {
    if (language === 'en' && !english) void import('./en.ts').then(({ en }) => setEnglish(en));
  }, [language, english]);
  const texts = language === 'en' && english ? english : es;
  useEffect(() => {
    document.documentElement.lang = texts.locale;
  }, [texts]);
  const speak = (next: Language) => {
    localStorage.setItem(key, next);
    setLanguage(next);
  };
  return (
    <Speech value={{ texts, language, speak }}>
      <KitProvider words={texts.kit} locale={texts.locale}>{children}</KitProvider>
    </Speech>
  );
}

export const useTexts = (): Texts => useContext(Speech).texts;

/** The texts of a screen of the offices, which app/screens.ts loads with them. */
export const useOfficeTexts = (): OfficeTexts => withOffice(useContext(Speech).texts);

export function useLanguage(): readonly [Language, (language: Language) => void] {
  const { language, speak } = useContext(Speech);
  return [language, speak];
}

/** The word for a value of an enumeration of the house. */
export function useLabel(): (enumeration: string, value: string) => string {
  useSyncExternalStore(labels.table.subscribe, labels.table.get);
  const { language } = useContext(Speech);
  return (enumeration, value) => labels.of(enumeration, value, language);
}
