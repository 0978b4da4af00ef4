import type { Instant } from '@qoricash/sdk';
import { describe, expect, it } from 'vitest';
import { concernsOf, jobDuration, jobState } from './health.ts';

const at = (text: string) => text as Instant;
const now = Date.parse('2026-11-30T15:00:00Z');
const job = (name: string, outcome: 'DONE' | 'FAILED' | 'CANCELED' | 'PANICKED' | null) =>
  ({
    __typename: 'JobStatus' as const, name, outcome, firedAt: at('2026-11-30T14:59:00Z'), startedAt: at('2026-11-30T14:59:00Z'),
    finishedAt: outcome ? at('2026-11-30T14:59:01.250Z') : null,
  });
const calm = { feedLagMilliseconds: 40, feedHeldMilliseconds: 0, jobs: [job('seal-evidence', 'DONE')], queues: [] };

describe('what asks for a look', () => {
  it('is nothing in a house that fares well, though messages are on their way', () => {
    const queues = [{ __typename: 'QueueStatus' as const, channel: 'EMAIL' as const, waiting: 3, givenUp: 0, oldestDueAt: at('2026-11-30T14:58:00Z') }];
    expect(concernsOf({ ...calm, queues }, now)).toEqual([]);
  });

  it.each([
    ['events that come late', { feedLagMilliseconds: 2_001 }, { kind: 'feed', milliseconds: 2_001 }],
    ['events that a transaction holds back', { feedHeldMilliseconds: 9_000 }, { kind: 'feed', milliseconds: 9_000 }],
    ['a job that failed', { jobs: [job('end-of-day', 'FAILED')] }, { kind: 'job', name: 'end-of-day' }],
    ['a job that met a defect', { jobs: [job('clean-up', 'PANICKED')] }, { kind: 'job', name: 'clean-up' }],
    [
      'messages that wait for longer than their first tries',
      { queues: [{ __typename: 'QueueStatus' as const, channel: 'EMAIL' as const, waiting: 2, givenUp: 0, oldestDueAt: at('2026-11-30T14:40:00Z') }] },
      { kind: 'queue', channel: 'EMAIL', minutes: 20 },
    ],
    [
      'messages that were given up',
      { queues: [{ __typename: 'QueueStatus' as const, channel: 'PUSH' as const, waiting: 0, givenUp: 4, oldestDueAt: null }] },
      { kind: 'given-up', channel: 'PUSH', count: 4 },
    ],
  ])('is %s', (_, part, concern) => {
    expect(concernsOf({ ...calm, ...part }, now)).toEqual([concern]);
  });

  it('is no job that a stop of its instance ended: another one runs it', () => {
    expect(concernsOf({ ...calm, jobs: [job('clean-up', 'CANCELED')] }, now)).toEqual([]);
  });
});

describe('a job', () => {
  it('took as long as it ran', () => {
    expect(jobDuration(job('seal-evidence', 'DONE'))).toBe(1_250);
  });

  it('has no duration, and waits, while it runs', () => {
    expect(jobDuration(job('seal-evidence', null))).toBeNull();
    expect(jobState(job('seal-evidence', null)).tone).toBe('warn');
  });

  it('that failed is told from one that did its work by shape and tone', () => {
    expect(jobState(job('clean-up', 'FAILED'))).not.toEqual(jobState(job('clean-up', 'DONE')));
  });
});
