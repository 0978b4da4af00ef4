import { createContext, type ReactNode, useContext } from 'react';
import { I18nProvider } from 'react-aria-components';

/** What the components of the kit say by themselves; everything else is given to them. */
export interface KitWords {
  readonly copy: string;
  readonly copied: string;
  readonly close: string;
  readonly required: string;
  readonly noMatch: string;
  readonly retry: string;
  readonly request: string;
  readonly selectRow: string;
  readonly columns: string;
  readonly moveLeft: string;
  readonly moveRight: string;
  readonly reset: string;
}

const Words = createContext<KitWords | null>(null);

/** Gives the components below it their words and React Aria its language, `es-PE` or `en-US`. */
export function KitProvider({ words, locale, children }: { readonly words: KitWords; readonly locale: string; readonly children: ReactNode }) {
  return (
    <I18nProvider locale={locale}>
      <Words value={words}>{children}</Words>
    </I18nProvider>
  );
}

/** The words of the nearest KitProvider; a component outside of one is a mistake of the page. */
export function useKitWords(): KitWords {
  const words = useContext(Words);
  if (!words) throw new Error('A component of the kit stands outside of KitProvider.');
  return words;
}
