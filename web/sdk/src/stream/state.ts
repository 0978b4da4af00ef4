import type { HouseError } from '../errors.ts';

/**
 * What a person is told of the line. `idle`: nobody follows anything. `connecting`: the first connection is young. `live`: the house is heard.
 * `slow`: a question whether the house is there has waited for three seconds, which is five after it was last heard; what is on the screen may be
 * old. `catching-up`: what was missed arrives. `stopped`: somebody has to sign in, or owes the house something, or the program is at fault.
 */
export type LineStatus = 'idle' | 'connecting' | 'live' | 'slow' | 'catching-up' | 'stopped';

/** By which way the house is heard: the socket, an event stream by HTTP, or requests in turn. */
export type LineTransport = 'socket' | 'events' | 'requests';

/** The state of the line. */
export interface LineState {
  readonly status: LineStatus;
  readonly transport: LineTransport;
  /** When the house was last heard, in milliseconds since 1970 by the device; null before. */
  readonly heardAt: number | null;
  /** How many missed items have arrived since the line was last lost. */
  readonly recovered: number;
  /** Why it stopped; null otherwise. */
  readonly reason: HouseError | null;
}

/** The state before anything is followed. */
export const idle: LineState = { status: 'idle', transport: 'socket', heardAt: null, recovered: 0, reason: null };
