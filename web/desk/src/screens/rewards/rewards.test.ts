import { describe, expect, it } from 'vitest';
import { isToCome, mayEnd, parseRewardSearch, referralFilter, referralStanding } from './rewards.ts';

describe('a referral', () => {
  it.each([
    ['that looks like its referrer waits for a decision', { suspended: true, flags: ['SAME_PHONE'], decidedAt: null }, 'undecided'],
    ['that somebody decided against earns nothing', { suspended: true, flags: [], decidedAt: '2026-11-30T14:00:00Z' }, 'refused'],
    ['that somebody allowed earns in spite of its flags', { suspended: false, flags: ['SAME_PHONE'], decidedAt: '2026-11-30T14:00:00Z' }, 'allowed'],
    ['without flags earns', { suspended: false, flags: [], decidedAt: null }, 'plain'],
  ] as const)('%s', (_, given, standing) => {
    expect(referralStanding({ ...given, flags: [...given.flags] } as never)).toBe(standing);
  });
});

it.each([['suspended', { suspended: true }], ['flagged', { flagged: true }], ['all', {}]] as const)('the view %s asks for %j', (view, filter) => {
  expect(referralFilter(view)).toEqual(filter);
});

describe('the address of the screen', () => {
  it('is read as far as it is understood', () => {
    expect(parseRewardSearch({ tab: 'campaigns', view: 'all' })).toEqual({ tab: 'campaigns', view: 'all' });
    expect(parseRewardSearch({ tab: 'gone', view: 4 })).toEqual({});
  });
});

describe('a campaign', () => {
  it.each([['FREE', true], ['CONSUMED', true], ['EXPIRED', false], ['WITHDRAWN', false]] as const)('that is %s may be ended: %s', (state, may) => {
    expect(mayEnd({ state })).toBe(may);
  });

  it('waits for its first day while it is free', () => {
    const validFrom = '2026-12-01T05:00:00Z' as never;
    expect(isToCome({ state: 'FREE', validFrom }, Date.parse('2026-11-30T05:00:00Z'))).toBe(true);
    expect(isToCome({ state: 'FREE', validFrom }, Date.parse('2026-12-01T05:00:00Z'))).toBe(false);
    expect(isToCome({ state: 'WITHDRAWN', validFrom }, Date.parse('2026-11-30T05:00:00Z'))).toBe(false);
  });
});
