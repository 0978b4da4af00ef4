import { describe, expect, it } from 'vitest';
import { emptyFeed, loaded, lost, reconnected, stopped, taken } from './feedState';
import type { Operation, OperationEvent } from './types';

const now = Date.parse('2026-05-04T15:00:00Z');

function operation(id: string, version: number): Operation {
  return {
    id,
    code: `EXP-${id}`,
    version,
    status: 'PENDING',
    statusLabel: 'Pendiente',
    side: 'HOUSE_BUYS_USD',
    rate: '3.7440',
    pay: { amount: '500.00', currency: 'USD' },
    receive: { amount: '1872.00', currency: 'PEN' },
    createdAt: '2026-05-04T14:00:00.000Z',
  };
}

function event(id: string, of: Operation, at = '2026-05-04T14:59:00.000Z'): OperationEvent {
  return { __typename: 'OperationEvent', cursor: `c${id}`, id, at, kind: 'CREATED', operationVersion: of.version, operation: of };
}

describe('the stream', () => {
  it('moves the cursor with every item, also with a position', () => {
    const state = taken(emptyFeed, { __typename: 'StreamPosition', cursor: 'c7', id: 'p', at: '' }, now);
    expect(state).toMatchObject({ cursor: 'c7', heardAt: now, link: 'live', received: 0 });
  });

  it('counts and shows a repeated delivery once', () => {
    const first = taken(emptyFeed, event('1', operation('a', 1)), now);
    const again = taken(first, event('1', operation('a', 1)), now + 5);
    expect(again.received).toBe(1);
    expect(again.events).toHaveLength(1);
    expect(again.cursor).toBe('c1');
  });

  it('puts the operation that moved last on top, once', () => {
    let state = taken(emptyFeed, event('1', operation('a', 1)), now);
    state = taken(state, event('2', operation('b', 1)), now);
    state = taken(state, event('3', operation('a', 2)), now);
    expect(state.operations.map((row) => [row.operation.id, row.operation.version])).toEqual([['a', 2], ['b', 1]]);
  });

  it('never shows an operation older than it was shown before', () => {
    const state = taken(taken(emptyFeed, event('1', operation('a', 5)), now), event('2', operation('a', 4)), now);
    expect(state.operations[0]?.operation.version).toBe(5);
  });

  it('keeps a bounded number of events', () => {
    let state = emptyFeed;
    for (let i = 0; i < 300; i++) state = taken(state, event(String(i), operation('a', i)), now);
    expect(state.events).toHaveLength(200);
    expect(state.received).toBe(300);
  });
});

describe('the list that is read by query', () => {
  it('does not set back what the stream brought', () => {
    const state = loaded(taken(emptyFeed, event('1', operation('a', 3)), now), [operation('a', 2), operation('b', 1)]);
    expect(state.operations.map((row) => [row.operation.id, row.operation.version])).toEqual([['a', 3], ['b', 1]]);
  });
});

describe('a lost line', () => {
  const down = lost(taken(emptyFeed, event('1', operation('a', 1)), now), new Date('2026-05-04T15:00:00Z'));

  it('keeps the cursor, to go on from it', () => {
    expect(down).toMatchObject({ link: 'reconnecting', cursor: 'c1' });
  });

  it('marks what happened meanwhile as recovered, and nothing later', () => {
    let state = reconnected(down, new Date('2026-05-04T15:01:00Z'));
    state = taken(state, event('2', operation('a', 2), '2026-05-04T15:00:30.000Z'), now);
    state = taken(state, event('3', operation('a', 3), '2026-05-04T15:01:30.000Z'), now);
    expect(state.events.map((row) => [row.event.id, row.recovered])).toEqual([['3', false], ['2', true], ['1', false]]);
    expect(state.reconnections).toBe(1);
  });

  it('counts a first connection as none', () => {
    expect(reconnected(emptyFeed, new Date(now)).reconnections).toBe(0);
  });

  it('does not hide that the stream stopped', () => {
    expect(lost(stopped(emptyFeed, 'Sin permiso.'), new Date(now))).toMatchObject({ link: 'stopped', problem: 'Sin permiso.' });
  });
});
