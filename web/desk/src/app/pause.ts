import type { PauseFactsFragment } from '../gql/graphql.ts';

/** Whether the house makes no prices now; who put it so is null where it began so. */
export interface Pause {
  readonly isPaused: boolean;
  readonly by: string | null;
  readonly since: string | null;
  readonly reason: string | null;
}

/** Reads the pause from its parameter, as it stands. */
export function pauseOf(parameter: Pick<PauseFactsFragment, 'value' | 'setting'> | undefined): Pause {
  const setting = parameter?.setting ?? null;
  return { isPaused: parameter?.value.flag === true, by: setting?.setBy.name ?? null, since: setting?.validFrom ?? null, reason: setting?.reason ?? null };
}
