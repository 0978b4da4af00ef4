import type { LineState } from '@qoricash/sdk/stream';

/** A time in which the house was not heard, and what was made up for. Instants are milliseconds since 1970. */
export interface Gap {
  readonly from: number;
  /** When it was heard again; null as long as it is not. */
  readonly until: number | null;
  /** How many messages and steps were missed and have arrived since. */
  readonly recovered: number;
}

/**
 * The newest gap after a change of the line; null while there was none. A gap is told only when the line was live before: the first
 * connection is no loss.
 */
export function gapAfter(gap: Gap | null, line: LineState, now: number): Gap | null {
  const isHeard = line.status === 'live' || line.status === 'catching-up';
  if (isHeard) return gap && { ...gap, until: gap.until ?? now, recovered: line.recovered };
  if (gap && gap.until === null) return gap;
  if (line.status !== 'slow' || line.heardAt === null) return gap;
  return { from: line.heardAt, until: null, recovered: 0 };
}
