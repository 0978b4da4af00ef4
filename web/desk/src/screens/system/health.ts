import { done, failed, held, type State, waiting } from '@qoricash/kit';
import type { JobOutcome, SystemStatusQuery } from '../../gql/graphql.ts';

type System = SystemStatusQuery['systemStatus'];
type Queue = System['queues'][number];

/** A job as the house tells of its latest fire. */
export type Job = System['jobs'][number];

/** What asks for a look, in the order in which one looks. */
export type Concern =
  | { readonly kind: 'feed'; readonly milliseconds: number }
  | { readonly kind: 'job'; readonly name: string }
  | { readonly kind: 'queue'; readonly channel: Queue['channel']; readonly minutes: number }
  | { readonly kind: 'given-up'; readonly channel: Queue['channel']; readonly count: number };

/** Events come in well under a second; beyond that screens are late. */
const feedLimit = 2_000;

/** What waits longer than the first tries of a message take is stuck. */
const queueLimit = 10 * 60_000;

const outcomes: Readonly<Record<JobOutcome, State>> = { DONE: done, FAILED: failed, CANCELED: held, PANICKED: failed };

/** The state of a job: how it ended, or that it runs. */
export const jobState = ({ outcome }: Pick<Job, 'outcome'>): State => (outcome ? (outcomes[outcome] ?? waiting) : waiting);

/** How long a job took in milliseconds; null while it runs. */
export const jobDuration = ({ startedAt, finishedAt }: Pick<Job, 'startedAt' | 'finishedAt'>): number | null =>
  finishedAt ? Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)) : null;

/** What of the house's own state asks for a look at an instant; empty where all is in order. */
export function concernsOf(system: Pick<System, 'feedLagMilliseconds' | 'feedHeldMilliseconds' | 'jobs' | 'queues'>, now: number): readonly Concern[] {
  const late = Math.max(system.feedLagMilliseconds, system.feedHeldMilliseconds);
  return [
    ...(late > feedLimit ? [{ kind: 'feed' as const, milliseconds: late }] : []),
    ...system.jobs.filter(({ outcome }) => outcome === 'FAILED' || outcome === 'PANICKED').map(({ name }) => ({ kind: 'job' as const, name })),
    ...system.queues.flatMap(({ channel, oldestDueAt, givenUp }): Concern[] => {
      const age = oldestDueAt ? now - Date.parse(oldestDueAt) : 0;
      return [
        ...(age > queueLimit ? [{ kind: 'queue' as const, channel, minutes: Math.floor(age / 60_000) }] : []),
        ...(givenUp > 0 ? [{ kind: 'given-up' as const, channel, count: givenUp }] : []),
      ];
    }),
  ];
}
