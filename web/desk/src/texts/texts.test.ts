import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { office } from './es/office.ts';
import { es as first } from './es.ts';

const es = { ...first, ...office };

/** All texts of a language, by their path; those with figures are said with some. */
function said(texts: object, path = ''): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).flatMap(([name, value]): [string, string][] => {
    const at = path ? `${path}.${name}` : name;
    if (typeof value === 'string') return [[at, value]];
    if (typeof value === 'function') return [[at, String((value as (...given: unknown[]) => string)(2, '3', '4'))]];
    return Object.entries(said(value as object, at));
  }));
}

describe('the languages of the desk', () => {
  it('say the same things', () => {
    expect(Object.keys(said(en)).toSorted()).toEqual(Object.keys(said(es)).toSorted());
  });

  it.each(Object.entries({ es, en }))('%s leaves nothing empty or unsaid', (_, texts) => {
    const empty = Object.entries(said(texts)).filter(([, text]) => text.trim() === '' || text.includes('undefined') || text.includes('[object'));
    expect(empty).toEqual([]);
  });
});
