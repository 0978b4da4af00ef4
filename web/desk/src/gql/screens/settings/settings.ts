/* eslint-disable */
import type {
  HolidayRemoveMutation,
  HolidayRemoveMutationVariables,
  HolidaySetMutation,
  HolidaySetMutationVariables,
  HoursFragment,
  HouseHoursQuery,
  HouseHoursQueryVariables,
  ParameterChangeFragment,
  ParameterDecideMutation,
  ParameterDecideMutationVariables,
  ParameterHistoryQuery,
  ParameterHistoryQueryVariables,
  ParameterRowFragment,
  ParameterSetMutation,
  ParameterSetMutationVariables,
  ParametersQuery,
  ParametersQueryVariables,
  ProviderQueuesQuery,
  ProviderQueuesQueryVariables,
  SettingFactsFragment,
  ValueFactsFragment,
} from '../../graphql.ts';
import { TypedDocumentString } from '../../text.ts';

export const ValueFactsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment ValueFacts on ParameterValue { __typename integer amount seconds flag week { __typename weekday opensAt closesAt } date text }`) as unknown as TypedDocumentString<ValueFactsFragment, unknown>;
export const SettingFactsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment SettingFacts on ParameterSetting { __typename id value { __typename ...ValueFacts } validFrom createdAt setBy { __typename id name } confirmedBy { __typename id name } reason source } fragment ValueFacts on ParameterValue { __typename integer amount seconds flag week { __typename weekday opensAt closesAt } date text }`) as unknown as TypedDocumentString<SettingFactsFragment, unknown>;
export const ParameterChangeFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment ParameterChange on Proposal { __typename id parameter { __typename value { __typename text } validFrom reason source } proposer { __typename id name } createdAt deciders expiresAt decision mayDecide { __typename allowed mayWithdraw message } }`) as unknown as TypedDocumentString<ParameterChangeFragment, unknown>;
export const ParameterRowFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment ParameterRow on Parameter { __typename id key label about kind value { __typename ...ValueFacts } setting { __typename ...SettingFacts } firstValue { __typename text } minimum { __typename text } maximum { __typename text } fourEyes coming { __typename id value { __typename text } validFrom } proposal { __typename ...ParameterChange } maySet } fragment ValueFacts on ParameterValue { __typename integer amount seconds flag week { __typename weekday opensAt closesAt } date text } fragment SettingFacts on ParameterSetting { __typename id value { __typename ...ValueFacts } validFrom createdAt setBy { __typename id name } confirmedBy { __typename id name } reason source } fragment ParameterChange on Proposal { __typename id parameter { __typename value { __typename text } validFrom reason source } proposer { __typename id name } createdAt deciders expiresAt decision mayDecide { __typename allowed mayWithdraw message } }`) as unknown as TypedDocumentString<ParameterRowFragment, unknown>;
export const HoursFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment Hours on BusinessHours { __typename timeZone roundTheClock open opensAt closesAt week { __typename weekday opensAt closesAt } holidays { __typename date name } }`) as unknown as TypedDocumentString<HoursFragment, unknown>;
export const ParametersDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Parameters { __typename parameters { __typename ...ParameterRow } } fragment ValueFacts on ParameterValue { __typename integer amount seconds flag week { __typename weekday opensAt closesAt } date text } fragment SettingFacts on ParameterSetting { __typename id value { __typename ...ValueFacts } validFrom createdAt setBy { __typename id name } confirmedBy { __typename id name } reason source } fragment ParameterRow on Parameter { __typename id key label about kind value { __typename ...ValueFacts } setting { __typename ...SettingFacts } firstValue { __typename text } minimum { __typename text } maximum { __typename text } fourEyes coming { __typename id value { __typename text } validFrom } proposal { __typename ...ParameterChange } maySet } fragment ParameterChange on Proposal { __typename id parameter { __typename value { __typename text } validFrom reason source } proposer { __typename id name } createdAt deciders expiresAt decision mayDecide { __typename allowed mayWithdraw message } }`) as unknown as TypedDocumentString<ParametersQuery, ParametersQueryVariables>;
export const ParameterHistoryDocument = /* @__PURE__ */ new TypedDocumentString(
  `query ParameterHistory($key: ParameterKey!, $first: Int!, $after: String) { __typename parameterHistory(key: $key, first: $first, after: $after) { __typename nodes { __typename ...SettingFacts } pageInfo { __typename hasNextPage endCursor } totalCount } } fragment ValueFacts on ParameterValue { __typename integer amount seconds flag week { __typename weekday opensAt closesAt } date text } fragment SettingFacts on ParameterSetting { __typename id value { __typename ...ValueFacts } validFrom createdAt setBy { __typename id name } confirmedBy { __typename id name } reason source }`) as unknown as TypedDocumentString<ParameterHistoryQuery, ParameterHistoryQueryVariables>;
export const HouseHoursDocument = /* @__PURE__ */ new TypedDocumentString(
  `query HouseHours { __typename house { __typename businessHours { __typename ...Hours } } } fragment Hours on BusinessHours { __typename timeZone roundTheClock open opensAt closesAt week { __typename weekday opensAt closesAt } holidays { __typename date name } }`) as unknown as TypedDocumentString<HouseHoursQuery, HouseHoursQueryVariables>;
export const ProviderQueuesDocument = /* @__PURE__ */ new TypedDocumentString(
  `query ProviderQueues { __typename systemStatus { __typename queues { __typename channel waiting givenUp oldestDueAt } } }`) as unknown as TypedDocumentString<ProviderQueuesQuery, ProviderQueuesQueryVariables>;
export const ParameterSetDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation ParameterSet($input: ParameterSetInput!) { __typename parameterSet(input: $input) { __typename userErrors { __typename ...Refusal } parameter { __typename ...ParameterRow } proposal { __typename id deciders expiresAt } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment ValueFacts on ParameterValue { __typename integer amount seconds flag week { __typename weekday opensAt closesAt } date text } fragment SettingFacts on ParameterSetting { __typename id value { __typename ...ValueFacts } validFrom createdAt setBy { __typename id name } confirmedBy { __typename id name } reason source } fragment ParameterRow on Parameter { __typename id key label about kind value { __typename ...ValueFacts } setting { __typename ...SettingFacts } firstValue { __typename text } minimum { __typename text } maximum { __typename text } fourEyes coming { __typename id value { __typename text } validFrom } proposal { __typename ...ParameterChange } maySet } fragment ParameterChange on Proposal { __typename id parameter { __typename value { __typename text } validFrom reason source } proposer { __typename id name } createdAt deciders expiresAt decision mayDecide { __typename allowed mayWithdraw message } }`) as unknown as TypedDocumentString<ParameterSetMutation, ParameterSetMutationVariables>;
export const ParameterDecideDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation ParameterDecide($input: ProposalDecideInput!) { __typename proposalDecide(input: $input) { __typename userErrors { __typename ...Refusal } proposal { __typename ...ParameterChange } parameter { __typename ...ParameterRow } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment ValueFacts on ParameterValue { __typename integer amount seconds flag week { __typename weekday opensAt closesAt } date text } fragment SettingFacts on ParameterSetting { __typename id value { __typename ...ValueFacts } validFrom createdAt setBy { __typename id name } confirmedBy { __typename id name } reason source } fragment ParameterRow on Parameter { __typename id key label about kind value { __typename ...ValueFacts } setting { __typename ...SettingFacts } firstValue { __typename text } minimum { __typename text } maximum { __typename text } fourEyes coming { __typename id value { __typename text } validFrom } proposal { __typename ...ParameterChange } maySet } fragment ParameterChange on Proposal { __typename id parameter { __typename value { __typename text } validFrom reason source } proposer { __typename id name } createdAt deciders expiresAt decision mayDecide { __typename allowed mayWithdraw message } }`) as unknown as TypedDocumentString<ParameterDecideMutation, ParameterDecideMutationVariables>;
export const HolidaySetDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation HolidaySet($input: HolidaySetInput!) { __typename holidaySet(input: $input) { __typename userErrors { __typename ...Refusal } holiday { __typename date name } businessHours { __typename ...Hours } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment Hours on BusinessHours { __typename timeZone roundTheClock open opensAt closesAt week { __typename weekday opensAt closesAt } holidays { __typename date name } }`) as unknown as TypedDocumentString<HolidaySetMutation, HolidaySetMutationVariables>;
export const HolidayRemoveDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation HolidayRemove($input: HolidayRemoveInput!) { __typename holidayRemove(input: $input) { __typename userErrors { __typename ...Refusal } businessHours { __typename ...Hours } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment Hours on BusinessHours { __typename timeZone roundTheClock open opensAt closesAt week { __typename weekday opensAt closesAt } holidays { __typename date name } }`) as unknown as TypedDocumentString<HolidayRemoveMutation, HolidayRemoveMutationVariables>;
