import { type Step, Time, Timeline } from '@qoricash/kit';
import type { OperationDetailFragment } from '../../gql/graphql.ts';
import { useTexts } from '../../texts/texts.tsx';

type TimelineStep = OperationDetailFragment['timeline'][number];

const failures: ReadonlySet<string> = new Set(['CANCELED', 'EXPIRED', 'DEPOSIT_UNSEEN', 'PAYOUT_VOIDED']);

/** The way of the operation so far and ahead, in the words that the client reads. */
export function Way({ operation }: { readonly operation: OperationDetailFragment }) {
  const texts = useTexts();
  const next = operation.timeline.findIndex(({ reachedAt }) => !reachedAt);
  return <Timeline label={texts.operation.timeline} steps={operation.timeline.map((step, place) => shown(step, place === next))} />;
}

function shown({ key, label, reachedAt, dueAt, detail }: TimelineStep, isNext: boolean): Step {
  const state = reachedAt ? (failures.has(key) ? 'failed' : 'done') : isNext ? 'now' : 'ahead';
  const when = reachedAt ?? dueAt;
  return { key: `${key}-${when ?? ''}`, label, state, when: when && <Time at={when} />, detail };
}
