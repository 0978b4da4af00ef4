import { done, failed, over, type State, waiting } from '@qoricash/kit';
import type { MessageChannel, MessageRowFragment, MessageStatus, OutboxMessageFilter } from '../../gql/graphql.ts';

export type Message = MessageRowFragment;

/** What the house takes in one act of sending again. */
export const mostAtOnce = 100;

const states: Readonly<Record<MessageStatus, State>> = { PENDING: waiting, SENT: done, DEAD: failed, CANCELED: over };

/** The state of a message; one of a newer house is shown as over. */
export const messageState = (status: MessageStatus): State => states[status] ?? over;

const statuses: readonly MessageStatus[] = ['DEAD', 'PENDING', 'SENT', 'CANCELED'];
const channels: readonly MessageChannel[] = ['EMAIL', 'PUSH'];

/** What the address says of the list: what could not be sent, of all channels, where it says nothing. */
export interface OutboxSearch {
  readonly status?: MessageStatus | 'ALL';
  readonly channel?: MessageChannel;
}

/** Reads an address: what is not a state or a channel of the outbox is as if it were not there. */
export function parseOutboxSearch(search: Readonly<Record<string, unknown>>): OutboxSearch {
  const status = [...statuses, 'ALL' as const].find((one) => one === search['status']);
  const channel = channels.find((one) => one === search['channel']);
  return { ...(status && { status }), ...(channel && { channel }) };
}

/** The filter of the house for what an address asks for. */
export function outboxFilter({ status = 'DEAD', channel }: OutboxSearch): OutboxMessageFilter {
  return { ...(status !== 'ALL' && { status: [status] }), ...(channel && { channel }) };
}

/** Whether a message can be sent again: one that was given up. */
export const mayReplay = ({ status }: Pick<Message, 'status'>): boolean => status === 'DEAD';

/** What was chosen and can be sent again, as much as goes at once, in the order of the list. */
export const replayable = (rows: readonly Message[], chosen: ReadonlySet<string>): readonly Message[] =>
  rows.filter((row) => chosen.has(row.id) && mayReplay(row)).slice(0, mostAtOnce);
