import type { EventCursor } from '../scalar.js';
/** An item of a stream, as a test tells it: `__typename` and what its documents select. The house adds `cursor` and `id`. */
export type LoggedItem = Readonly<Record<string, unknown>> & {
    readonly __typename: string;
};
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
/** Makes an empty log. */
export declare function createEventLog(now: () => number): EventLog;
