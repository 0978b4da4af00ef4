import { describe, expect, it } from 'vitest';
import { spoken, took } from './time.ts';

describe('an instant, as it is read in Lima', () => {
  // 10:05 in Lima.
  const now = Date.parse('2026-11-30T15:05:00Z');
  it.each([
    ['2026-11-30T14:03:07Z', '09:03', 'an hour of today'],
    ['2026-11-30T04:59:00Z', '29/11 23:59', 'the evening before, though it is the same day elsewhere'],
    ['2026-12-01T14:00:00Z', '01/12 09:00', 'another day'],
  ])('%s is %s: %s', (instant, words) => {
    expect(spoken(instant, now)).toBe(words);
  });
});

describe('how long something took', () => {
  it.each([
    ['2026-11-30T15:00:00Z', '2026-11-30T15:00:20Z', '1 min'],
    ['2026-11-30T15:00:00Z', '2026-11-30T15:12:00Z', '12 min'],
    ['2026-11-30T15:00:00Z', '2026-11-30T17:05:00Z', '2 h 5 min'],
  ])('from %s to %s it was %s', (from, until, words) => {
    expect(took(from, until)).toBe(words);
  });
});
