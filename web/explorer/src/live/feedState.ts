import type { Operation, OperationEvent, StreamItem } from './types';

const mostOperations = 60;
const mostEvents = 200;

export type Link = 'connecting' | 'live' | 'reconnecting' | 'stopped';

/** An operation, and the event that last touched it while the page looked. */
export interface OperationRow {
  readonly operation: Operation;
  readonly lastKind: string | null;
  readonly changedAt: string;
}

/** An event, and whether it happened while the line was down. */
export interface EventRow {
  readonly event: OperationEvent;
  readonly recovered: boolean;
}

/** All that the live view shows. */
export interface FeedState {
  readonly link: Link;
  /** Why it stopped, in Spanish. */
  readonly problem: string | null;
  /** Where to go on from. */
  readonly cursor: string | null;
  /** Clock of the browser at the newest item of any type: the heartbeat. */
  readonly heardAt: number | null;
  /** Events since the page began to look, repeated deliveries not counted. */
  readonly received: number;
  readonly reconnections: number;
  /** Clock of the house up to which the line was down: older events are recovered ones. */
  readonly lineDownUntil: string | null;
  readonly operations: readonly OperationRow[];
  readonly events: readonly EventRow[];
}

export const emptyFeed: FeedState = {
  link: 'connecting',
  problem: null,
  cursor: null,
  heardAt: null,
  received: 0,
  reconnections: 0,
  lineDownUntil: null,
  operations: [],
  events: [],
};

/** Takes one item of the stream in. A repeated delivery changes nothing but the cursor. */
export function taken(state: FeedState, item: StreamItem, now: number): FeedState {
  const heard: FeedState = { ...state, link: 'live', problem: null, cursor: item.cursor, heardAt: now };
  if (item.__typename !== 'OperationEvent') return heard;
  if (state.events.some((row) => row.event.id === item.id)) return heard;
  const recovered = state.lineDownUntil !== null && item.at <= state.lineDownUntil;
  return {
    ...heard,
    received: state.received + 1,
    events: [{ event: item, recovered }, ...state.events].slice(0, mostEvents),
    operations: touched(state.operations, item),
  };
}

/** Merges operations that were read by query: what is newer by version stays. */
export function loaded(state: FeedState, operations: readonly Operation[]): FeedState {
  const known = new Map(state.operations.map((row) => [row.operation.id, row]));
  for (const operation of operations) {
    const row = known.get(operation.id);
    if (row && row.operation.version >= operation.version) continue;
    known.set(operation.id, { operation, lastKind: row?.lastKind ?? null, changedAt: row?.changedAt ?? operation.createdAt });
  }
  const rows = [...known.values()].sort((a, b) => (a.changedAt < b.changedAt ? 1 : a.changedAt > b.changedAt ? -1 : 0));
  return { ...state, operations: rows.slice(0, mostOperations) };
}

/** The line went down at an instant of the browser's clock. */
export function lost(state: FeedState, at: Date): FeedState {
  if (state.link === 'reconnecting' || state.link === 'stopped') return state;
  return { ...state, link: 'reconnecting', lineDownUntil: at.toISOString() };
}

/** The line came back: events up to now happened while it was down. */
export function reconnected(state: FeedState, at: Date): FeedState {
  if (state.link !== 'reconnecting') return state;
  return { ...state, reconnections: state.reconnections + 1, lineDownUntil: at.toISOString() };
}

/** The stream ended for good. */
export function stopped(state: FeedState, problem: string): FeedState {
  return { ...state, link: 'stopped', problem };
}

function touched(rows: readonly OperationRow[], event: OperationEvent): readonly OperationRow[] {
  const before = rows.find((row) => row.operation.id === event.operation.id);
  // The operation of an event is as it is now, so an older event may carry a newer operation; the reverse cannot be.
  const operation = before && before.operation.version > event.operation.version ? before.operation : event.operation;
  const row: OperationRow = { operation, lastKind: event.kind, changedAt: event.at };
  return [row, ...rows.filter((other) => other !== before)].slice(0, mostOperations);
}
