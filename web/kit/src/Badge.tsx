import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'hold' | 'ended';

/** A state: shape, word and colour together, for two of the colours are one to many eyes. */
export interface State {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly outlined?: boolean;
}

export const operationStates = {
  PENDING: { tone: 'warn', icon: 'clock' },
  IN_PROCESS: { tone: 'info', icon: 'half' },
  COMPLETED: { tone: 'good', icon: 'tick' },
  CANCELED: { tone: 'ended', icon: 'cross' },
  EXPIRED: { tone: 'ended', icon: 'barred' },
} as const satisfies Record<string, State>;

export const severities = {
  LOW: { tone: 'ended', icon: 'bars-1' },
  MEDIUM: { tone: 'info', icon: 'bars-2' },
  HIGH: { tone: 'warn', icon: 'bars-3' },
  CRITICAL: { tone: 'bad', icon: 'bars-4' },
} as const satisfies Record<string, State>;

/** On hold; late, critical or failed; waiting for a second person; and a plain end. */
export const held: State = { tone: 'hold', icon: 'pause' };
export const failed: State = { tone: 'bad', icon: 'alarm' };
export const secondPerson: State = { tone: 'hold', icon: 'heads', outlined: true };
export const done: State = { tone: 'good', icon: 'tick' };
export const waiting: State = { tone: 'warn', icon: 'clock' };
export const over: State = { tone: 'ended', icon: 'cross' };

/** The state of an operation as it is shown: a hold stands above the state that it stops. A value of a newer schema is shown as ended. */
export function operationState(status: string, onHold: boolean): State {
  const known: Readonly<Record<string, State>> = operationStates;
  return onHold ? held : (known[status] ?? over);
}

export function Badge({ state, children }: { readonly state: State; readonly children: ReactNode }) {
  return (
    <span className={`badge badge-${state.tone}${state.outlined ? ' badge-outlined' : ''}`}>
      <Icon name={state.icon} />
      <span>{children}</span>
    </span>
  );
}
