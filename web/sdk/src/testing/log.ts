import type { EventCursor } from '../scalar.ts';

/** An item of a stream, as a test tells it: `__typename` and what its documents select. The house adds `cursor` and `id`. */
export type LoggedItem = Readonly<Record<string, unknown>> & { readonly __typename: string };

/** The events of a house in memory, in order. */
export interface EventLog {
  append(field: string, item: LoggedItem): EventCursor;
  /** What stands behind a cursor, at most `first`; all of it where there is none. A cursor of another history answers ResyncRequired. */
  after(field: string, cursor: string | null, first?: number): readonly LoggedItem[];
  /** The first item of a stream: where it stands. */
  position(after: string | null): LoggedItem;
  /** The database was set back: cursors until now belong to another history. */
  forget(): void;
}

interface Row {
  readonly at: number;
  readonly field: string;
  readonly item: LoggedItem;
}

/** Makes an empty log. */
export function createEventLog(now: () => number): EventLog {
  let history = 1;
  let last = 0;
  let rows: Row[] = [];
  const instant = () => new Date(now()).toISOString();
  const cursorOf = (at: number) => `${history}.${at}` as EventCursor;
  const own = (name: string, at: number, more: object = {}): LoggedItem => {
    const cursor = cursorOf(at);
    return { __typename: name, cursor, id: `${name}_${cursor}`, at: instant(), ...more };
  };
  return {
    append(field, item) {
      last += 1;
      const cursor = cursorOf(last);
      rows.push({ at: last, field, item: { id: `evt_${cursor}`, at: instant(), ...item, cursor } });
      return cursor;
    },
    after(field, cursor, first = Number.MAX_SAFE_INTEGER) {
      const [epoch, at] = (cursor ?? `${history}.0`).split('.');
      if (Number(epoch) !== history) return [own('ResyncRequired', last, { reason: 'the cursor belongs to another history of the database' })];
      return rows.filter((row) => row.field === field && row.at > Number(at)).slice(0, first).map(({ item }) => item);
    },
    position: (after) => own('StreamPosition', after === null ? last : Number(after.split('.')[1])),
    forget() {
      history += 1;
      last = 0;
      rows = [];
    },
  };
}
