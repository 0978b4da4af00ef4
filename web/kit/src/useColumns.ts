import { useState } from 'react';
import { type Column, type ColumnChoice, parseChoice } from './columns.ts';

/** The chosen columns of a table, kept in the browser under a key of its own. */
export function useColumns<Row>(key: string, columns: readonly Column<Row>[]): readonly [ColumnChoice, (choice: ColumnChoice) => void] {
  const [choice, setChoice] = useState(() => parseChoice(localStorage.getItem(key), columns as readonly Column<never>[]));
  const keep = (next: ColumnChoice) => {
    localStorage.setItem(key, JSON.stringify(next));
    setChoice(next);
  };
  return [choice, keep];
}
