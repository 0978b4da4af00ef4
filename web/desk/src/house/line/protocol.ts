import type { LineState, ReloadCause } from '@qoricash/sdk/stream';

/** What a tab says to whoever holds the line for all tabs. */
export type ToHost =
  | { readonly type: 'follow'; readonly id: string; readonly kind: 'events' | 'values'; readonly text: string; readonly variables: Readonly<Record<string, unknown>> }
  | { readonly type: 'leave'; readonly id: string }
  | { readonly type: 'seen'; readonly isSeen: boolean }
  /** Somebody signed in, or the device has a network again: what stopped goes on. */
  | { readonly type: 'reconnect' }
  /** Somebody did something, so the session ends later: all tabs hear of it. */
  | { readonly type: 'session'; readonly idleExpiresAt: string }
  | { readonly type: 'bye' };

/** What it answers. Errors cross as texts, for an Error loses its class on the way. */
export type FromHost =
  | { readonly type: 'state'; readonly state: SaidState }
  | { readonly type: 'item'; readonly id: string; readonly item: unknown; readonly isRecovered: boolean }
  | { readonly type: 'reload'; readonly id: string; readonly cause: ReloadCause }
  | { readonly type: 'end'; readonly id: string; readonly code: string; readonly message: string }
  | { readonly type: 'session'; readonly idleExpiresAt: string }
  | { readonly type: 'clock'; readonly offset: number };

/** The state of the line as it crosses to a tab. */
export type SaidState = Omit<LineState, 'reason'> & { readonly reason: { readonly code: string; readonly message: string } | null };

export const saidState = ({ reason, ...state }: LineState): SaidState => ({ ...state, reason: reason && { code: reason.code, message: reason.message } });

/** One end of the way between a tab and the host: a port of a worker, or two functions in one page. */
export interface Way<In, Out> {
  send(message: Out): void;
  hear(listener: (message: In) => void): void;
}
