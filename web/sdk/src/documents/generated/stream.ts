/* eslint-disable */
import type {
  NotificationStreamSubscription,
  NotificationStreamSubscriptionVariables,
  OperationStreamPageQuery,
  OperationStreamPageQueryVariables,
  OperationStreamSubscription,
  OperationStreamSubscriptionVariables,
} from './graphql.ts';
import { TypedDocumentString } from './text.ts';

export const OperationStreamDocument = /* @__PURE__ */ new TypedDocumentString(
  `subscription OperationStream($after: EventCursor, $filter: OperationEventFilter) { operationEvents(after: $after, filter: $filter) { __typename ... on Event { cursor at } ... on OperationEvent { kind operationVersion operation { ...OperationSummary } } } } fragment OperationSummary on Operation { id code version status statusLabel side rate pay { amount currency } receive { amount currency } createdAt expiresAt }`) as unknown as TypedDocumentString<OperationStreamSubscription, OperationStreamSubscriptionVariables>;
export const OperationStreamPageDocument = /* @__PURE__ */ new TypedDocumentString(
  `query OperationStreamPage($after: EventCursor, $filter: OperationEventFilter) { operationEvents(after: $after, filter: $filter) { __typename ... on Event { cursor at } ... on OperationEvent { kind operationVersion operation { ...OperationSummary } } } } fragment OperationSummary on Operation { id code version status statusLabel side rate pay { amount currency } receive { amount currency } createdAt expiresAt }`) as unknown as TypedDocumentString<OperationStreamPageQuery, OperationStreamPageQueryVariables>;
export const NotificationStreamDocument = /* @__PURE__ */ new TypedDocumentString(
  `subscription NotificationStream($after: EventCursor) { notifications(after: $after) { __typename ... on Event { cursor at } ... on NotificationAdded { notification { id title body link { target id appUrl } } } } }`) as unknown as TypedDocumentString<NotificationStreamSubscription, NotificationStreamSubscriptionVariables>;
