import { describe, expect, it } from 'vitest';
import { isCalm, listOf, type ListRules } from './list.ts';
import { Reading } from './reading.ts';

interface Row { readonly id: string; readonly due: number; readonly open: boolean }

const rules: ListRules<Row> = { id: ({ id }) => id, fits: ({ open }) => open, compare: (one, other) => one.due - other.due };
const at = '2026-11-29T19:03:07Z';
const known: ReadonlyMap<string, Row> = new Map([['a', { id: 'a', due: 10, open: true }], ['b', { id: 'b', due: 20, open: true }]]);
const find = (id: string) => known.get(id);
const answer = listOf({ ids: ['a', 'b'], endCursor: 'b', hasMore: false, total: 2 });

describe('the reading of a live list', () => {
  it('keeps a row that came while the answer was on its way', () => {
    const reading = new Reading<Row>();
    reading.begin();
    reading.hear({ id: 'c', due: 5, open: true }, at);
    expect(reading.over(answer, rules, find)).toMatchObject({ ids: ['a', 'b'], fresh: new Set(['c']) });
  });

  it('keeps that a row left meanwhile', () => {
    const reading = new Reading<Row>();
    reading.begin();
    reading.hear({ id: 'b', due: 20, open: false }, at);
    expect(reading.over(answer, rules, find).left.get('b')).toEqual({ at });
  });

  it('adds nothing for a row that the answer has as it was heard', () => {
    const reading = new Reading<Row>();
    reading.begin();
    reading.hear({ id: 'b', due: 20, open: true }, at);
    expect(isCalm(reading.over(answer, rules, find))).toBe(true);
  });

  it('knows nothing of what was heard before it began', () => {
    const reading = new Reading<Row>();
    reading.hear({ id: 'c', due: 5, open: true }, at);
    reading.begin();
    expect(isCalm(reading.over(answer, rules, find))).toBe(true);
  });

  it('is done once more when it was asked for while it was under way, however often', () => {
    const reading = new Reading<Row>();
    expect([reading.begin(), reading.begin(), reading.begin()]).toEqual([true, false, false]);
    expect(reading.end()).toBe(true);
    expect(reading.begin()).toBe(true);
    expect(reading.end()).toBe(false);
  });
});
