/* eslint-disable */
import type {
  BaseRatePublishMutation,
  BaseRatePublishMutationVariables,
  DiscountParametersQuery,
  DiscountParametersQueryVariables,
  PriceTrialQuery,
  PriceTrialQueryVariables,
  PricingPauseSetMutation,
  PricingPauseSetMutationVariables,
  PublicRatePublishMutation,
  PublicRatePublishMutationVariables,
  PublicRateScheduleMutation,
  PublicRateScheduleMutationVariables,
  RateHistoryQuery,
  RateHistoryQueryVariables,
  RatesNowQuery,
  RatesNowQueryVariables,
  ScheduledRateCancelMutation,
  ScheduledRateCancelMutationVariables,
  ScheduledRateFactsFragment,
  ScheduledRatesQuery,
  ScheduledRatesQueryVariables,
} from '../../graphql.ts';
import { TypedDocumentString } from '../../text.ts';

export const ScheduledRateFactsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment ScheduledRateFacts on ScheduledRate { __typename id houseBuys houseSells publishAt reason override scheduledBy { __typename id name } createdAt outcome endedAt refusal }`) as unknown as TypedDocumentString<ScheduledRateFactsFragment, unknown>;
export const RatesNowDocument = /* @__PURE__ */ new TypedDocumentString(
  `query RatesNow { __typename publicRate { __typename id pair houseBuys houseSells at publication { __typename id source reason publishedBy { __typename id name } } } baseRate { __typename id bid ask spreadPips at reason publishedBy { __typename id name } } }`) as unknown as TypedDocumentString<RatesNowQuery, RatesNowQueryVariables>;
export const RateHistoryDocument = /* @__PURE__ */ new TypedDocumentString(
  `query RateHistory($first: Int!, $after: String) { __typename ratePublications(first: $first, after: $after) { __typename nodes { __typename id houseBuys houseSells at source reason publishedBy { __typename id name } } pageInfo { __typename endCursor hasNextPage } } }`) as unknown as TypedDocumentString<RateHistoryQuery, RateHistoryQueryVariables>;
export const PublicRatePublishDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation PublicRatePublish($input: PublicRatePublishInput!) { __typename publicRatePublish(input: $input) { __typename userErrors { __typename ...Refusal } warnings { __typename ...Caution } publicRate { __typename id pair houseBuys houseSells at publication { __typename id source reason publishedBy { __typename id name } } } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment Caution on Warning { __typename code message }`) as unknown as TypedDocumentString<PublicRatePublishMutation, PublicRatePublishMutationVariables>;
export const BaseRatePublishDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation BaseRatePublish($input: BaseRatePublishInput!) { __typename baseRatePublish(input: $input) { __typename userErrors { __typename ...Refusal } warnings { __typename ...Caution } baseRate { __typename id bid ask spreadPips at reason publishedBy { __typename id name } } publicRate { __typename id pair houseBuys houseSells at publication { __typename id source reason publishedBy { __typename id name } } } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment Caution on Warning { __typename code message }`) as unknown as TypedDocumentString<BaseRatePublishMutation, BaseRatePublishMutationVariables>;
export const PriceTrialDocument = /* @__PURE__ */ new TypedDocumentString(
  `query PriceTrial($amount: QuoteAmount!, $couponCode: String) { __typename pricePreview(amount: $amount, couponCode: $couponCode) { __typename side pay { __typename ...Amount } receive { __typename ...Amount } rate discounts { __typename kind code pips saved { __typename ...Amount } } blockers { __typename ...Refusal } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment Amount on Money { __typename amount currency }`) as unknown as TypedDocumentString<PriceTrialQuery, PriceTrialQueryVariables>;
export const DiscountParametersDocument = /* @__PURE__ */ new TypedDocumentString(
  `query DiscountParameters { __typename parameters( keys: [TIER_1_USD, TIER_1_PIPS, TIER_2_USD, TIER_2_PIPS, TIER_3_USD, TIER_3_PIPS, COUPON_PIPS, COUPON_MAX_USD, DISCOUNT_CAP_PIPS] ) { __typename ...ParameterRow } } fragment ValueFacts on ParameterValue { __typename integer amount seconds flag week { __typename weekday opensAt closesAt } date text } fragment SettingFacts on ParameterSetting { __typename id value { __typename ...ValueFacts } validFrom createdAt setBy { __typename id name } confirmedBy { __typename id name } reason source } fragment ParameterRow on Parameter { __typename id key label about kind value { __typename ...ValueFacts } setting { __typename ...SettingFacts } firstValue { __typename text } minimum { __typename text } maximum { __typename text } fourEyes coming { __typename id value { __typename text } validFrom } proposal { __typename ...ParameterChange } maySet } fragment ParameterChange on Proposal { __typename id parameter { __typename value { __typename text } validFrom reason source } proposer { __typename id name } createdAt deciders expiresAt decision mayDecide { __typename allowed mayWithdraw message } }`) as unknown as TypedDocumentString<DiscountParametersQuery, DiscountParametersQueryVariables>;
export const PricingPauseSetDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation PricingPauseSet($input: ParameterSetInput!) { __typename parameterSet(input: $input) { __typename userErrors { __typename ...Refusal } parameter { __typename ...PauseFacts } proposal { __typename id deciders } } } fragment PauseFacts on Parameter { __typename id key maySet value { __typename flag text } setting { __typename id validFrom reason setBy { __typename id name } } coming { __typename id value { __typename flag text } validFrom reason setBy { __typename id name } } } fragment Refusal on UserError { __typename code message field params { __typename name value } }`) as unknown as TypedDocumentString<PricingPauseSetMutation, PricingPauseSetMutationVariables>;
export const ScheduledRatesDocument = /* @__PURE__ */ new TypedDocumentString(
  `query ScheduledRates($open: Boolean!, $first: Int!, $after: String) { __typename scheduledRates(open: $open, first: $first, after: $after) { __typename nodes { __typename ...ScheduledRateFacts } pageInfo { __typename endCursor hasNextPage } } } fragment ScheduledRateFacts on ScheduledRate { __typename id houseBuys houseSells publishAt reason override scheduledBy { __typename id name } createdAt outcome endedAt refusal }`) as unknown as TypedDocumentString<ScheduledRatesQuery, ScheduledRatesQueryVariables>;
export const PublicRateScheduleDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation PublicRateSchedule($input: PublicRateScheduleInput!) { __typename publicRateSchedule(input: $input) { __typename userErrors { __typename ...Refusal } warnings { __typename ...Caution } scheduledRate { __typename ...ScheduledRateFacts } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment Caution on Warning { __typename code message } fragment ScheduledRateFacts on ScheduledRate { __typename id houseBuys houseSells publishAt reason override scheduledBy { __typename id name } createdAt outcome endedAt refusal }`) as unknown as TypedDocumentString<PublicRateScheduleMutation, PublicRateScheduleMutationVariables>;
export const ScheduledRateCancelDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation ScheduledRateCancel($input: ScheduledRateCancelInput!) { __typename scheduledRateCancel(input: $input) { __typename userErrors { __typename ...Refusal } scheduledRate { __typename ...ScheduledRateFacts } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment ScheduledRateFacts on ScheduledRate { __typename id houseBuys houseSells publishAt reason override scheduledBy { __typename id name } createdAt outcome endedAt refusal }`) as unknown as TypedDocumentString<ScheduledRateCancelMutation, ScheduledRateCancelMutationVariables>;
