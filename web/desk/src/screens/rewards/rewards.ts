import { done, failed, held, over, type State, waiting } from '@qoricash/kit';
import type { CampaignRowFragment, ReferralFilter, ReferralRowFragment, RewardCodeState } from '../../gql/graphql.ts';

export type Referral = ReferralRowFragment;
export type Campaign = CampaignRowFragment;

/** Views of the referrals: what earns nothing comes first, for somebody decides about it. */
export const referralViews = ['suspended', 'flagged', 'all'] as const;
export type ReferralView = (typeof referralViews)[number];

/** Reads an address; what it does not understand of one is left out. */
export function parseRewardSearch(given: Readonly<Record<string, unknown>>): { readonly tab?: 'campaigns'; readonly view?: ReferralView } {
  const view = referralViews.find((one) => one === given['view']);
  return { ...(given['tab'] === 'campaigns' && { tab: 'campaigns' as const }), ...(view && { view }) };
}

/** What the house is asked for. */
export const referralFilter = (view: ReferralView): ReferralFilter => ({ suspended: { suspended: true }, flagged: { flagged: true }, all: {} })[view];

/** How a referral stands: suspended until somebody decides, suspended by a decision, allowed in spite of its flags, or as any other. */
export type ReferralStanding = 'undecided' | 'refused' | 'allowed' | 'plain';

export function referralStanding({ suspended, flags, decidedAt }: Pick<Referral, 'suspended' | 'flags' | 'decidedAt'>): ReferralStanding {
  if (suspended) return decidedAt ? 'refused' : 'undecided';
  return flags.length > 0 ? 'allowed' : 'plain';
}

export const referralStates: Readonly<Record<ReferralStanding, State>> = { undecided: held, refused: failed, allowed: done, plain: done };

export const codeStates: Readonly<Record<RewardCodeState, State>> = { FREE: done, RESERVED: waiting, CONSUMED: over, EXPIRED: over, WITHDRAWN: over };

/** A campaign that may still be ended: one that is used up is over only when its time is. */
export const mayEnd = ({ state }: Pick<Campaign, 'state'>): boolean => state === 'FREE' || state === 'CONSUMED';

/** Whether a campaign waits for its first day. */
export const isToCome = ({ state, validFrom }: Pick<Campaign, 'state' | 'validFrom'>, now: number): boolean => state === 'FREE' && Date.parse(validFrom) > now;

