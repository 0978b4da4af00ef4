import { describe, expect, it } from 'vitest';
import { chosenColumns, type Column, defaultChoice, moveColumn, parseChoice, toggleColumn } from '../src/columns.ts';

const columns: readonly Column<never>[] = [
  { id: 'code', head: 'Código', width: 90, frozen: true, cell: () => null },
  { id: 'client', head: 'Cliente', width: 200, cell: () => null },
  { id: 'usd', head: 'US$', width: 90, cell: () => null },
  { id: 'channel', head: 'Canal', width: 90, optional: true, cell: () => null },
];
const shown = (choice: Parameters<typeof chosenColumns>[1], of = columns) => chosenColumns(of, choice).map(({ id }) => id);

describe('the columns of a table', () => {
  it('are those that are not optional, before anybody chose', () => {
    expect(shown(defaultChoice(columns))).toEqual(['code', 'client', 'usd']);
  });

  it('show what was chosen, where it was moved to', () => {
    const chosen = moveColumn(toggleColumn(defaultChoice(columns), 'channel'), columns, 'channel', -1);
    expect(shown(chosen)).toEqual(['code', 'client', 'channel', 'usd']);
  });

  it('never move over those that are frozen', () => {
    const chosen = moveColumn(defaultChoice(columns), columns, 'client', -1);
    expect(shown(chosen)).toEqual(['code', 'client', 'usd']);
  });

  it('keep a width that was drawn', () => {
    const drawn = { ...defaultChoice(columns), widths: { client: 320 } };
    expect(chosenColumns(columns, drawn).find(({ id }) => id === 'client')?.width).toBe(320);
  });

  it('take in a column of a newer desk, which nobody could choose', () => {
    const kept = JSON.stringify({ order: ['code', 'usd', 'client'], hidden: [], widths: {} });
    const newer = [...columns, { id: 'route', head: 'Ruta', width: 90, cell: () => null }];
    expect(shown(parseChoice(kept, newer), newer)).toEqual(['code', 'usd', 'client', 'route']);
  });

  it.each(['', 'null', '{', '[]', '{"order":[1],"hidden":[]}'])('are as at the beginning when %j was kept', (kept) => {
    expect(parseChoice(kept, columns)).toEqual(defaultChoice(columns));
  });
});
