/* eslint-disable */
import type {
  OperationCancelMutation,
  OperationCancelMutationVariables,
  OperationCreateMutation,
  OperationCreateMutationVariables,
  OperationQuery,
  OperationQueryVariables,
  OperationReportDepositMutation,
  OperationReportDepositMutationVariables,
  OperationSummaryFragment,
  OperationsQuery,
  OperationsQueryVariables,
} from './graphql.ts';
import { TypedDocumentString } from './text.ts';

export const OperationSummaryFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment OperationSummary on Operation { id code version status statusLabel side rate pay { amount currency } receive { amount currency } createdAt expiresAt }`) as unknown as TypedDocumentString<OperationSummaryFragment, unknown>;
export const OperationsDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Operations($first: Int, $after: String, $filter: OperationFilter) { operations(first: $first, after: $after, filter: $filter) { edges { cursor node { ...OperationSummary } } pageInfo { hasNextPage endCursor } } } fragment OperationSummary on Operation { id code version status statusLabel side rate pay { amount currency } receive { amount currency } createdAt expiresAt }`) as unknown as TypedDocumentString<OperationsQuery, OperationsQueryVariables>;
export const OperationDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Operation($id: ID!) { node(id: $id) { __typename ... on Operation { ...OperationSummary deposits { id status } availableActions { action allowed message } } } } fragment OperationSummary on Operation { id code version status statusLabel side rate pay { amount currency } receive { amount currency } createdAt expiresAt }`) as unknown as TypedDocumentString<OperationQuery, OperationQueryVariables>;
export const OperationCreateDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation OperationCreate($input: OperationCreateInput!) { operationCreate(input: $input) { userErrors { code message field params { name value } } operation { ...OperationSummary } freshQuote { id side rate pay { amount currency } receive { amount currency } expiresAt } } } fragment OperationSummary on Operation { id code version status statusLabel side rate pay { amount currency } receive { amount currency } createdAt expiresAt }`) as unknown as TypedDocumentString<OperationCreateMutation, OperationCreateMutationVariables>;
export const OperationReportDepositDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation OperationReportDeposit($input: OperationReportDepositInput!) { operationReportDeposit(input: $input) { userErrors { code message field params { name value } } operation { ...OperationSummary deposits { id status } } } } fragment OperationSummary on Operation { id code version status statusLabel side rate pay { amount currency } receive { amount currency } createdAt expiresAt }`) as unknown as TypedDocumentString<OperationReportDepositMutation, OperationReportDepositMutationVariables>;
export const OperationCancelDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation OperationCancel($input: OperationCancelInput!) { operationCancel(input: $input) { userErrors { code message field params { name value } } operation { ...OperationSummary } } } fragment OperationSummary on Operation { id code version status statusLabel side rate pay { amount currency } receive { amount currency } createdAt expiresAt }`) as unknown as TypedDocumentString<OperationCancelMutation, OperationCancelMutationVariables>;
