import { describe, expect, it } from 'vitest';
import { emptyList, hear, isCalm, listOf, type ListRules, type ListState, waiting, withPage } from './list.ts';

interface Row { readonly id: string; readonly due: number; readonly open: boolean | null }

const rules: ListRules<Row> = { id: ({ id }) => id, fits: ({ open }) => open, compare: (one, other) => one.due - other.due };
const at = '2026-11-29T19:03:07Z';

/** A list of rows a, b, c that are due at 10, 20, 30, and what its rows are now. */
function given(hasMore = false) {
  const rows = new Map<string, Row>([10, 20, 30].map((due, place) => ['abc'[place] ?? '', { id: 'abc'[place] ?? '', due, open: true }]));
  let list: ListState = listOf({ ids: ['a', 'b', 'c'], endCursor: 'c', hasMore, total: 3 });
  const when = (id: string, change: Partial<Row>) => {
    const row = { id, due: 0, open: true, ...rows.get(id), ...change };
    rows.set(id, row);
    list = hear(list, row, at, rules, (one) => rows.get(one));
    return list;
  };
  return { when, list: () => list };
}

describe('a live list', () => {
  it('takes a row that belongs at its end at once: nothing moves by it', () => {
    const { when } = given();
    expect(when('d', { due: 40 })).toMatchObject({ ids: ['a', 'b', 'c', 'd'], total: 4 });
  });

  it('lets a row that belongs higher wait', () => {
    const { when } = given();
    const list = when('d', { due: 15 });
    expect(list.ids).toEqual(['a', 'b', 'c']);
    expect(waiting(list)).toEqual({ fresh: 1, left: 0, moved: 0 });
  });

  it('lets a row wait that belongs below pages which are not loaded', () => {
    const { when } = given(true);
    expect(waiting(when('d', { due: 40 }))).toEqual({ fresh: 1, left: 0, moved: 0 });
  });

  it('leaves a row where it stands that does not belong any more, and says since when', () => {
    const { when } = given();
    const list = when('b', { open: false });
    expect(list.ids).toEqual(['a', 'b', 'c']);
    expect(list.left.get('b')).toEqual({ at });
  });

  it('takes a row back that belongs again before the list was asked for anew', () => {
    const { when } = given();
    when('b', { open: false });
    expect(isCalm(when('b', { open: true }))).toBe(true);
  });

  it('says that a row would move, and that it would not after all', () => {
    const { when } = given();
    expect(waiting(when('a', { due: 25 })).moved).toBe(1);
    expect(isCalm(when('a', { due: 12 }))).toBe(true);
  });

  it('does not compare with a neighbour that is about to go', () => {
    const { when } = given();
    when('b', { open: false });
    expect(waiting(when('a', { due: 25 })).moved).toBe(0);
  });

  it('forgets one that came and went before anybody looked', () => {
    const { when } = given();
    when('d', { due: 15 });
    expect(isCalm(when('d', { open: false }))).toBe(true);
  });

  it('only says that it may have changed where it cannot judge', () => {
    const { when } = given();
    const list = when('d', { due: 15, open: null });
    expect(list).toMatchObject({ isDoubtful: true, ids: ['a', 'b', 'c'] });
  });

  it('is the same object when nothing of it changed, so that nothing is drawn again', () => {
    const { when, list } = given();
    const before = list();
    expect(when('b', { due: 21 })).toBe(before);
  });

  it('is calm again once it was asked for, and keeps its total until it is counted anew', () => {
    const { when } = given();
    const list = when('d', { due: 15 });
    expect(listOf({ ids: ['a', 'd', 'b', 'c'], endCursor: 'c', hasMore: false }, list)).toMatchObject({ total: 3, isDoubtful: false });
  });

  it('shows a row of two pages once', () => {
    expect(withPage({ ...emptyList, ids: ['a', 'b'] }, { ids: ['b', 'c'], endCursor: null, hasMore: false }).ids).toEqual(['a', 'b', 'c']);
  });
});
