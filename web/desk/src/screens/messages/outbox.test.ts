import type { Instant } from '@qoricash/sdk';
import { describe, expect, it } from 'vitest';
import { type Message, messageState, mostAtOnce, outboxFilter, parseOutboxSearch, replayable } from './outbox.ts';

const then = '2026-11-30T14:00:00Z' as Instant;
const message = (id: string, status: Message['status']): Message => ({
  __typename: 'OutboxMessage', id, status, channel: 'EMAIL', kind: 'WELCOME', recipient: 'r•••@correo.pe', client: null, attempts: 12, failure: '503',
  createdAt: then, dueAt: then, sentAt: null,
});

describe('the list of messages', () => {
  it.each([
    ['nothing', {}, { status: ['DEAD'] }],
    ['a state', { status: 'SENT' }, { status: ['SENT'] }],
    ['a channel', { channel: 'PUSH' }, { status: ['DEAD'], channel: 'PUSH' }],
    ['all states', { status: 'ALL', channel: 'EMAIL' }, { channel: 'EMAIL' }],
    ['what no outbox knows', { status: 'LOST', channel: 'INBOX' }, { status: ['DEAD'] }],
  ])('of an address with %s asks the house for the right rows', (_, address, filter) => {
    expect(outboxFilter(parseOutboxSearch(address))).toEqual(filter);
  });
});

describe('sending again', () => {
  it('takes what was given up and chosen, and leaves what is sent or on its way', () => {
    const rows = [message('msg_1', 'DEAD'), message('msg_2', 'SENT'), message('msg_3', 'PENDING'), message('msg_4', 'DEAD')];
    expect(replayable(rows, new Set(['msg_1', 'msg_2', 'msg_3'])).map(({ id }) => id)).toEqual(['msg_1']);
  });

  it('takes no more than the house does at once', () => {
    const rows = Array.from({ length: mostAtOnce + 5 }, (_, place) => message(`msg_${place}`, 'DEAD'));
    expect(replayable(rows, new Set(rows.map(({ id }) => id)))).toHaveLength(mostAtOnce);
  });
});

it('a state of a newer house is shown as over', () => {
  expect(messageState('BOUNCED' as Message['status'])).toEqual(messageState('CANCELED'));
});
