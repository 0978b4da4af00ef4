import { describe, expect, it } from 'vitest';
import type { PauseFactsFragment } from '../gql/graphql.ts';
import { pauseOf } from './pause.ts';

const parameter = (flag: boolean | null, setting: object | null) => ({ value: { flag, text: '' }, setting }) as unknown as PauseFactsFragment;
const set = { id: 'pst_1', validFrom: '2026-11-30T14:03:00Z', reason: 'Sube el mercado', setBy: { id: 'usr_1', name: 'Ana' } };

describe('the pause of prices', () => {
  it.each([
    ['is on, by whom, since when and why', parameter(true, set), { isPaused: true, by: 'Ana', since: '2026-11-30T14:03:00Z', reason: 'Sube el mercado' }],
    ['is on by nobody in a house that began so', parameter(true, null), { isPaused: true, by: null, since: null, reason: null }],
    ['is off', parameter(false, set), { isPaused: false, by: 'Ana', since: '2026-11-30T14:03:00Z', reason: 'Sube el mercado' }],
    ['is off while nobody knows', undefined, { isPaused: false, by: null, since: null, reason: null }],
  ])('%s', (_, given, pause) => {
    expect(pauseOf(given)).toEqual(pause);
  });
});
