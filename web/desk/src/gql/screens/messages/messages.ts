/* eslint-disable */
import type {
  MessageRowFragment,
  OutboxCountsQuery,
  OutboxCountsQueryVariables,
  OutboxMessagesQuery,
  OutboxMessagesQueryVariables,
  OutboxQueuesQuery,
  OutboxQueuesQueryVariables,
  OutboxReplayMutation,
  OutboxReplayMutationVariables,
} from '../../graphql.ts';
import { TypedDocumentString } from '../../text.ts';

export const MessageRowFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment MessageRow on OutboxMessage { __typename id channel kind recipient client { __typename id fullName } status attempts failure createdAt dueAt sentAt }`) as unknown as TypedDocumentString<MessageRowFragment, unknown>;
export const OutboxMessagesDocument = /* @__PURE__ */ new TypedDocumentString(
  `query OutboxMessages($first: Int!, $after: String, $filter: OutboxMessageFilter) { __typename outboxMessages(first: $first, after: $after, filter: $filter) { __typename nodes { __typename ...MessageRow } pageInfo { __typename hasNextPage endCursor } totalCount } } fragment MessageRow on OutboxMessage { __typename id channel kind recipient client { __typename id fullName } status attempts failure createdAt dueAt sentAt }`) as unknown as TypedDocumentString<OutboxMessagesQuery, OutboxMessagesQueryVariables>;
export const OutboxCountsDocument = /* @__PURE__ */ new TypedDocumentString(
  `query OutboxCounts { __typename givenUp: outboxMessages(first: 1, filter: {status: [DEAD]}) { __typename totalCount } waiting: outboxMessages(first: 1, filter: {status: [PENDING]}) { __typename totalCount } sent: outboxMessages(first: 1, filter: {status: [SENT]}) { __typename totalCount } }`) as unknown as TypedDocumentString<OutboxCountsQuery, OutboxCountsQueryVariables>;
export const OutboxQueuesDocument = /* @__PURE__ */ new TypedDocumentString(
  `query OutboxQueues { __typename systemStatus { __typename queues { __typename channel waiting givenUp oldestDueAt } } }`) as unknown as TypedDocumentString<OutboxQueuesQuery, OutboxQueuesQueryVariables>;
export const OutboxReplayDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation OutboxReplay($input: OutboxReplayInput!) { __typename outboxReplay(input: $input) { __typename userErrors { __typename ...Refusal } messages { __typename ...MessageRow } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment MessageRow on OutboxMessage { __typename id channel kind recipient client { __typename id fullName } status attempts failure createdAt dueAt sentAt }`) as unknown as TypedDocumentString<OutboxReplayMutation, OutboxReplayMutationVariables>;
