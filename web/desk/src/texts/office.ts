import { es, type Texts } from './es.ts';
import type { OfficeTexts } from './es/office.ts';

let whole: (OfficeTexts) | null = null;

/** Fetches the Spanish of the offices' screens, once. Whoever loads such a screen awaits it. */
export async function loadOffice(): Promise<void> {
  whole ??= { ...es, ...(await import('./es/office.ts')).office };
}

/** The texts of a language with those of the offices. English has all of them; Spanish has when a screen of theirs was loaded. */
export function withOffice(texts: Texts): OfficeTexts {
  if (texts !== es) return texts as OfficeTexts;
  if (!whole) throw new Error('A screen of the offices was shown before its texts were loaded.');
  return whole;
}
