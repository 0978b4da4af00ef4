/* eslint-disable */
import type {
  PublicRateQuery,
  PublicRateQueryVariables,
  QuoteLockMutation,
  QuoteLockMutationVariables,
  RateTicksSubscription,
  RateTicksSubscriptionVariables,
} from './graphql.ts';
import { TypedDocumentString } from './text.ts';

export const PublicRateDocument = /* @__PURE__ */ new TypedDocumentString(
  `query PublicRate { publicRate { id houseBuys houseSells at } }`) as unknown as TypedDocumentString<PublicRateQuery, PublicRateQueryVariables>;
export const RateTicksDocument = /* @__PURE__ */ new TypedDocumentString(
  `subscription RateTicks { rateTicks { id houseBuys houseSells at } }`) as unknown as TypedDocumentString<RateTicksSubscription, RateTicksSubscriptionVariables>;
export const QuoteLockDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation QuoteLock($input: QuoteLockInput!) { quoteLock(input: $input) { userErrors { code message field params { name value } } quote { id side rate pay { amount currency } receive { amount currency } expiresAt } } }`) as unknown as TypedDocumentString<QuoteLockMutation, QuoteLockMutationVariables>;
