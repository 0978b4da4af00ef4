import type { LineState } from '@qoricash/sdk/stream';

/** A time in which the house was not heard, and what was made up for. Instants are milliseconds since 1970. */
export interface Gap {
  readonly from: number;
  /** When it was heard again; null as long as it is not. */
  readonly until: number | null;
  /** How many messages of that time have arrived since. */
  readonly recovered: number;
}

/**
 * The newest gap after a change of the line; null while there was none. A gap is told only when the line was live before: the first
 * connection is no loss.
 */
export function gapAfter(gap: Gap | null, line: LineState, now: number): Gap | null {
  const isHeard = line.status === 'live' || line.status === 'catching-up';
  if (isHeard) return gap && { ...gap, until: gap.until ?? now };
  if (gap && gap.until === null) return gap;
  if (line.status !== 'slow' || line.heardAt === null) return gap;
  return { from: line.heardAt, until: null, recovered: 0 };
}

/** A message arrived that was sent at an instant: it was missed when the line was not there then. */
export function withMessage(gap: Gap | null, sentAt: number): Gap | null {
  if (!gap || sentAt < gap.from || sentAt > (gap.until ?? Number.POSITIVE_INFINITY)) return gap;
  return { ...gap, recovered: gap.recovered + 1 };
}
