import { describe, expect, it } from 'vitest';
import { barOf } from './risk.ts';

describe('the bar of a score', () => {
  it('has what each factor adds, one behind the other', () => {
    expect(barOf([{ key: 'A', points: 10 }, { key: 'B', points: 0 }, { key: 'C', points: 30 }])).toEqual([
      { key: 'A', points: 10, from: 0 }, { key: 'C', points: 30, from: 10 },
    ]);
  });

  it('ends at the score where something takes away', () => {
    expect(barOf([{ key: 'A', points: 10 }, { key: 'C', points: 5 }, { key: 'D', points: -10 }])).toEqual([{ key: 'A', points: 5, from: 0 }]);
  });

  it('is empty where nothing is left', () => {
    expect(barOf([{ key: 'C', points: 0 }, { key: 'D', points: 0 }])).toEqual([]);
  });
});
