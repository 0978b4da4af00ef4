/* eslint-disable */
import type {
  CampaignCreateMutation,
  CampaignCreateMutationVariables,
  CampaignEndMutation,
  CampaignEndMutationVariables,
  CampaignRowFragment,
  CampaignsQuery,
  CampaignsQueryVariables,
  ClientRewardsQuery,
  ClientRewardsQueryVariables,
  CodeWithdrawMutation,
  CodeWithdrawMutationVariables,
  ReferralRowFragment,
  ReferralSetMutation,
  ReferralSetMutationVariables,
  ReferralsQuery,
  ReferralsQueryVariables,
} from '../../graphql.ts';
import { TypedDocumentString } from '../../text.ts';

export const ReferralRowFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment ReferralRow on Referral { __typename id referred { __typename id fullName maskedDocumentNumber } referrer { __typename id fullName maskedDocumentNumber } origin boundAt confirmedAt flags suspended decidedAt decisionReason }`) as unknown as TypedDocumentString<ReferralRowFragment, unknown>;
export const CampaignRowFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment CampaignRow on Campaign { __typename id name code pips validFrom validUntil maxUses used state }`) as unknown as TypedDocumentString<CampaignRowFragment, unknown>;
export const ReferralsDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Referrals($first: Int!, $after: String, $filter: ReferralFilter) { __typename referrals(first: $first, after: $after, filter: $filter) { __typename nodes { __typename ...ReferralRow } pageInfo { __typename hasNextPage endCursor } totalCount } } fragment ReferralRow on Referral { __typename id referred { __typename id fullName maskedDocumentNumber } referrer { __typename id fullName maskedDocumentNumber } origin boundAt confirmedAt flags suspended decidedAt decisionReason }`) as unknown as TypedDocumentString<ReferralsQuery, ReferralsQueryVariables>;
export const ReferralSetDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation ReferralSet($input: ReferralSetInput!) { __typename referralSet(input: $input) { __typename userErrors { __typename ...Refusal } referral { __typename ...ReferralRow } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment ReferralRow on Referral { __typename id referred { __typename id fullName maskedDocumentNumber } referrer { __typename id fullName maskedDocumentNumber } origin boundAt confirmedAt flags suspended decidedAt decisionReason }`) as unknown as TypedDocumentString<ReferralSetMutation, ReferralSetMutationVariables>;
export const CampaignsDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Campaigns { __typename campaigns { __typename ...CampaignRow } } fragment CampaignRow on Campaign { __typename id name code pips validFrom validUntil maxUses used state }`) as unknown as TypedDocumentString<CampaignsQuery, CampaignsQueryVariables>;
export const CampaignCreateDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation CampaignCreate($input: CampaignCreateInput!) { __typename campaignCreate(input: $input) { __typename userErrors { __typename ...Refusal } campaign { __typename ...CampaignRow } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment CampaignRow on Campaign { __typename id name code pips validFrom validUntil maxUses used state }`) as unknown as TypedDocumentString<CampaignCreateMutation, CampaignCreateMutationVariables>;
export const CampaignEndDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation CampaignEnd($input: CampaignEndInput!) { __typename campaignEnd(input: $input) { __typename userErrors { __typename ...Refusal } campaign { __typename ...CampaignRow } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment CampaignRow on Campaign { __typename id name code pips validFrom validUntil maxUses used state }`) as unknown as TypedDocumentString<CampaignEndMutation, CampaignEndMutationVariables>;
export const ClientRewardsDocument = /* @__PURE__ */ new TypedDocumentString(
  `query ClientRewards($id: ID!) { __typename rewards(clientId: $id) { __typename code shareUrl pipsAvailable pipsEarned pipsForCode referredCount completedCount movements { __typename at pips reason } referred { __typename maskedName since firstOperationStatus } codes { __typename id value kind state pips createdAt expiresAt } } }`) as unknown as TypedDocumentString<ClientRewardsQuery, ClientRewardsQueryVariables>;
export const CodeWithdrawDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation CodeWithdraw($input: CodeWithdrawInput!) { __typename codeWithdraw(input: $input) { __typename userErrors { __typename ...Refusal } code { __typename id state } } } fragment Refusal on UserError { __typename code message field params { __typename name value } }`) as unknown as TypedDocumentString<CodeWithdrawMutation, CodeWithdrawMutationVariables>;
