import type { LineState } from '@qoricash/sdk/stream';
import { describe, expect, it } from 'vitest';
import { gapAfter, type Gap } from './gap.ts';

const [lost, back, later] = [1_000, 121_000, 300_000];
const line = (status: LineState['status'], recovered = 0, heardAt: number | null = lost): LineState => ({ status, transport: 'socket', heardAt, recovered, reason: null });

/** What is told after the line went through these states, one after the other. */
const after = (...states: readonly (readonly [LineState, number])[]): Gap | null =>
  states.reduce<Gap | null>((gap, [state, now]) => gapAfter(gap, state, now), null);

describe('a time without a line', () => {
  it('is none while the first connection is made', () => {
    expect(after([line('connecting', 0, null), 0], [line('slow', 0, null), 4_000], [line('live'), 5_000])).toBeNull();
  });

  it('begins when the house was last heard', () => {
    expect(after([line('live'), lost], [line('slow'), lost + 3_000])).toEqual({ from: lost, until: null, recovered: 0 });
  });

  it('goes on while attempts fail', () => {
    expect(after([line('slow'), lost + 3_000], [line('connecting'), 60_000], [line('slow', 0, 50_000), 61_000])?.from).toBe(lost);
  });

  it('ends when the house is heard, and counts what arrives from then on', () => {
    const states = [[line('slow'), lost + 3_000], [line('catching-up', 1), back], [line('catching-up', 2), back + 50], [line('live', 3), later]] as const;
    expect(after(...states)).toEqual({ from: lost, until: back, recovered: 3 });
  });

  it('gives way to the next one', () => {
    const gap = after([line('slow'), lost + 3_000], [line('live', 3), back], [line('slow', 0, later), later + 3_000]);
    expect(gap).toEqual({ from: later, until: null, recovered: 0 });
  });
});
