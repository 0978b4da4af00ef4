import { useEffect } from 'react';
import { speakSpanish } from './spanish';

/** Keeps GraphiQL's labels in Spanish, those of its dialogs included, which stand outside of it. */
export function Spanish() {
  useEffect(() => speakSpanish(document.body), []);
  return null;
}
