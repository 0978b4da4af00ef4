/* eslint-disable */
import type {
  HomeBalancesQuery,
  HomeBalancesQueryVariables,
  HomeDecideQuery,
  HomeDecideQueryVariables,
  HomeNextQuery,
  HomeNextQueryVariables,
  HomeOldestQuery,
  HomeOldestQueryVariables,
  HomeQueueQuery,
  HomeQueueQueryVariables,
  HomeRateQuery,
  HomeRateQueryVariables,
  HomeTodayQuery,
  HomeTodayQueryVariables,
} from '../../graphql.ts';
import { TypedDocumentString } from '../../text.ts';

export const HomeQueueDocument = /* @__PURE__ */ new TypedDocumentString(
  `query HomeQueue($filter: OperationFilter!) { __typename operations(first: 5, filter: $filter, sort: {key: CLOCK_DUE_AT, direction: ASC}) { __typename nodes { __typename ...OperationRow } } } fragment Amount on Money { __typename amount currency } fragment OperationRow on Operation { __typename id code version status statusLabel side base { __typename ...Amount } counter { __typename ...Amount } pay { __typename ...Amount } receive { __typename ...Amount } rate channel client { __typename id fullName kycStatus } trader { __typename id name } operator { __typename id name } sourceAccount { __typename bank { __typename id code } currency } destinationAccount { __typename bank { __typename id code } currency } depositInstructions { __typename interbank account { __typename bank { __typename id code } } } deposits { __typename id status counted money { __typename ...Amount } duplicateReference duplicateFile } payouts { __typename id money { __typename ...Amount } voidedAt } holds { __typename id createdAt releasedAt } createdAt statusSince clockDueAt completedAt endedAt }`) as unknown as TypedDocumentString<HomeQueueQuery, HomeQueueQueryVariables>;
export const HomeNextDocument = /* @__PURE__ */ new TypedDocumentString(
  `query HomeNext { __typename operations( first: 1 filter: {unassigned: true, status: [IN_PROCESS]} sort: {key: CREATED_AT, direction: ASC} ) { __typename nodes { __typename ...OperationRow } } } fragment Amount on Money { __typename amount currency } fragment OperationRow on Operation { __typename id code version status statusLabel side base { __typename ...Amount } counter { __typename ...Amount } pay { __typename ...Amount } receive { __typename ...Amount } rate channel client { __typename id fullName kycStatus } trader { __typename id name } operator { __typename id name } sourceAccount { __typename bank { __typename id code } currency } destinationAccount { __typename bank { __typename id code } currency } depositInstructions { __typename interbank account { __typename bank { __typename id code } } } deposits { __typename id status counted money { __typename ...Amount } duplicateReference duplicateFile } payouts { __typename id money { __typename ...Amount } voidedAt } holds { __typename id createdAt releasedAt } createdAt statusSince clockDueAt completedAt endedAt }`) as unknown as TypedDocumentString<HomeNextQuery, HomeNextQueryVariables>;
export const HomeOldestDocument = /* @__PURE__ */ new TypedDocumentString(
  `query HomeOldest { __typename operations( first: 1 filter: {status: [IN_PROCESS]} sort: {key: CREATED_AT, direction: ASC} ) { __typename nodes { __typename id code statusSince } } }`) as unknown as TypedDocumentString<HomeOldestQuery, HomeOldestQueryVariables>;
export const HomeDecideDocument = /* @__PURE__ */ new TypedDocumentString(
  `query HomeDecide { __typename approvals(first: 5, filter: {open: true}) { __typename nodes { __typename id kind createdAt proposer { __typename id name } client { __typename id fullName } note } } }`) as unknown as TypedDocumentString<HomeDecideQuery, HomeDecideQueryVariables>;
export const HomeTodayDocument = /* @__PURE__ */ new TypedDocumentString(
  `query HomeToday($day: Date!) { __typename operations(first: 100, filter: {businessDate: $day}) { __typename totalCount nodes { __typename id base { __typename ...Amount } counter { __typename ...Amount } } } } fragment Amount on Money { __typename amount currency }`) as unknown as TypedDocumentString<HomeTodayQuery, HomeTodayQueryVariables>;
export const HomeRateDocument = /* @__PURE__ */ new TypedDocumentString(
  `query HomeRate { __typename publicRate { __typename id pair houseBuys houseSells at } }`) as unknown as TypedDocumentString<HomeRateQuery, HomeRateQueryVariables>;
export const HomeBalancesDocument = /* @__PURE__ */ new TypedDocumentString(
  `query HomeBalances { __typename houseAccounts { __typename id bank { __typename id code } currency number active balance { __typename ...Amount } promised { __typename ...Amount } available { __typename ...Amount } } } fragment Amount on Money { __typename amount currency }`) as unknown as TypedDocumentString<HomeBalancesQuery, HomeBalancesQueryVariables>;
