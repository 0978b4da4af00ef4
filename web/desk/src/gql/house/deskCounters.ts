/* eslint-disable */
import type {
  DeskCountersSubscription,
  DeskCountersSubscriptionVariables,
} from '../graphql.ts';
import { TypedDocumentString } from '../text.ts';

export const DeskCountersDocument = /* @__PURE__ */ new TypedDocumentString(
  `subscription DeskCounters { deskCounters { __typename operationsAwaitingDeposit operationsInProcess operationsUnassigned operationsMine depositsToCheck operationsOnHold identificationsInReview approvalsToDecide messagesGivenUp } }`) as unknown as TypedDocumentString<DeskCountersSubscription, DeskCountersSubscriptionVariables>;
