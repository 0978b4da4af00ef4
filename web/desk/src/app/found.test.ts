import { describe, expect, it } from 'vitest';
import { isSearchable, placeOf } from './found.ts';

describe('what is searched for', () => {
  it.each([
    ['', false], ['ro', false], [' ro  ', false], ['ros', true], ['ñañ', true], ['x'.repeat(100), true], ['x'.repeat(101), false],
  ])('%j: %s', (text, is) => {
    expect(isSearchable(text)).toBe(is);
  });
});

describe('what was found', () => {
  it.each([
    ['Operation', 'op_1', '/operations/op_1'],
    ['Client', 'cli_1', '/clients/cli_1'],
  ] as const)('%s leads to its page', (__typename, id, place) => {
    expect(placeOf({ __typename, id })).toBe(place);
  });
});
