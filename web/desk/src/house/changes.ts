import type { ChangeEventKind } from '../gql/graphql.ts';
import { useDeskEvents } from './deskStream.ts';
import { useEvery } from './every.ts';

/** What the desk hears of that changed, and no more. */
export type Changing = 'REFERRAL' | 'CAMPAIGN' | 'SCHEDULED_RATE';

const isOf = (of: Changing, kind: ChangeEventKind) => kind.startsWith(`${of}_`);

/** Looks again when one of the things is told to have changed, and each minute for what no event tells. */
export function useChanges(of: Changing, again: () => void): void {
  useDeskEvents({ onEvent: (event) => event.__typename === 'ChangeEvent' && isOf(of, event.changeEvent) && again(), onReload: again });
  useEvery(60_000, again);
}
