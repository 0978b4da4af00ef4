import type { State } from '@qoricash/kit';
import type { DueDiligence, RiskListState } from '../../gql/graphql.ts';

export const regimeStates: Readonly<Record<DueDiligence, State>> = {
  SIMPLIFIED: { tone: 'ended', icon: 'flag' }, BASIC: { tone: 'ended', icon: 'flag' }, REINFORCED: { tone: 'warn', icon: 'flag' }, PROHIBITED: { tone: 'bad', icon: 'close' },
};

export const listStates: Readonly<Record<RiskListState, State>> = {
  CHECKED_CLEAR: { tone: 'good', icon: 'check' }, CHECKED_MATCH: { tone: 'bad', icon: 'flag' }, NOT_CHECKED: { tone: 'ended', icon: 'clock' },
};

/** A day as people write it. */
export const day = (date: string): string => date.split('-').reverse().join('/');

/** The parts of a bar of 100 points. What takes away shortens the last of what was added before it, so that the bar ends at the score. */
export function barOf<Factor extends { readonly key: string; readonly points: number }>(factors: readonly Factor[]): readonly { readonly key: string; readonly points: number; readonly from: number }[] {
  const parts: { key: string; points: number }[] = [];
  for (const { key, points } of factors) {
    let left = points;
    if (left > 0) parts.push({ key, points: left });
    for (let place = parts.length - 1; left < 0 && place >= 0; place -= 1) {
      const part = parts[place]!;
      const taken = Math.min(part.points, -left);
      part.points -= taken;
      left += taken;
    }
  }
  let from = 0;
  return parts.filter(({ points }) => points > 0).map(({ key, points }) => {
    const part = { key, points, from };
    from += points;
    return part;
  });
}
