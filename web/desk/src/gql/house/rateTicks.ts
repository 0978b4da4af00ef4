/* eslint-disable */
import type {
  RateTicksSubscription,
  RateTicksSubscriptionVariables,
} from '../graphql.ts';
import { TypedDocumentString } from '../text.ts';

export const RateTicksDocument = /* @__PURE__ */ new TypedDocumentString(
  `subscription RateTicks { rateTicks { __typename id pair houseBuys houseSells at } }`) as unknown as TypedDocumentString<RateTicksSubscription, RateTicksSubscriptionVariables>;
