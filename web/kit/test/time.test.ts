import { describe, expect, it } from 'vitest';
import { age, countdown, limaDay, limaExact, limaTime, urgency } from '../src/time.ts';

const now = Date.parse('2026-11-29T19:03:07Z');

describe('an instant', () => {
  it.each([
    { given: '2026-11-29T19:03:07Z', then: '14:03:07', why: 'today is told by the clock' },
    { given: '2026-11-29T04:59:59Z', then: '28/11 23:59', why: 'midnight is Lima\'s' },
    { given: '2026-11-29T05:00:00Z', then: '00:00:00', why: 'the day begins at five in UTC' },
  ])('$given is $then: $why', ({ given, then }) => {
    expect(limaTime(given, now)).toBe(then);
  });

  it('is exact with its zone when copied', () => {
    expect(limaExact('2026-11-29T19:03:07.250Z')).toBe('29/11/2026 14:03:07 -05:00');
  });

  it('belongs to a day in Lima, not to that of the browser', () => {
    expect(limaDay(Date.parse('2026-12-01T03:00:00Z'))).toBe('2026-11-30');
  });
});

describe('what is left', () => {
  it.each([
    { given: 161_000, then: '02:41', state: 'soon' },
    { given: 119_001, then: '02:00', state: 'late' },
    { given: 3_762_000, then: '1:02:42', state: 'calm' },
    { given: 86_399_000, then: '23:59:59', state: 'calm' },
    { given: 86_400_000, then: '1 d 0 h', state: 'calm' },
    { given: 649_441_000, then: '7 d 12 h', state: 'calm' },
    { given: -5_000, then: '00:00', state: 'late' },
  ] as const)('of $given ms is $then, and $state', ({ given, then, state }) => {
    expect(countdown(given)).toBe(then);
    expect(urgency(given)).toBe(state);
  });
});

describe('an age', () => {
  it.each([[0, '0 s'], [59_999, '59 s'], [180_000, '3 min'], [7_300_000, '2 h'], [172_800_000, '2 d']] as const)('of %d ms is %s', (given, then) => {
    expect(age(given)).toBe(then);
  });
});
