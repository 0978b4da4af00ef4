import type { LineState } from '@qoricash/sdk/stream';
import { describe, expect, it } from 'vitest';
import { gapAfter, withMessage, type Gap } from './gap.ts';

const [lost, back, later] = [1_000, 121_000, 300_000];
const line = (status: LineState['status'], heardAt: number | null = lost): LineState => ({ status, transport: 'socket', heardAt, recovered: 0, reason: null });

/** What is told after the line went through these states, one after the other. */
const after = (...states: readonly (readonly [LineState, number])[]): Gap | null =>
  states.reduce<Gap | null>((gap, [state, now]) => gapAfter(gap, state, now), null);

describe('a time without a line', () => {
  it('is none while the first connection is made', () => {
    expect(after([line('connecting', null), 0], [line('slow', null), 4_000], [line('live'), 5_000])).toBeNull();
  });

  it('begins when the house was last heard', () => {
    expect(after([line('live'), lost], [line('slow'), lost + 3_000])).toEqual({ from: lost, until: null, recovered: 0 });
  });

  it('goes on while attempts fail', () => {
    expect(after([line('slow'), lost + 3_000], [line('connecting'), 60_000], [line('slow', 50_000), 61_000])?.from).toBe(lost);
  });

  it('ends when the house is heard', () => {
    const states = [[line('slow'), lost + 3_000], [line('catching-up'), back], [line('live'), later]] as const;
    expect(after(...states)).toEqual({ from: lost, until: back, recovered: 0 });
  });

  it.each([
    ['in the middle of it', lost + 60_000, 1],
    ['before it', lost - 1, 0],
    ['after it', back + 1, 0],
  ])('counts a message that was sent %s', (_, sentAt, recovered) => {
    expect(withMessage({ from: lost, until: back, recovered: 0 }, sentAt)?.recovered).toBe(recovered);
  });

  it('counts what arrives before it is known to have ended', () => {
    expect(withMessage({ from: lost, until: null, recovered: 1 }, back)?.recovered).toBe(2);
    expect(withMessage(null, back)).toBeNull();
  });

  it('gives way to the next one', () => {
    const gap = after([line('slow'), lost + 3_000], [line('live'), back], [line('slow', later), later + 3_000]);
    expect(gap).toEqual({ from: later, until: null, recovered: 0 });
  });
});
