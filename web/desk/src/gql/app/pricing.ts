/* eslint-disable */
import type {
  PauseFactsFragment,
  PricingPauseQuery,
  PricingPauseQueryVariables,
} from '../graphql.ts';
import { TypedDocumentString } from '../text.ts';

export const PauseFactsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment PauseFacts on Parameter { __typename id key maySet value { __typename flag text } setting { __typename id validFrom reason setBy { __typename id name } } coming { __typename id value { __typename flag text } validFrom reason setBy { __typename id name } } }`) as unknown as TypedDocumentString<PauseFactsFragment, unknown>;
export const PricingPauseDocument = /* @__PURE__ */ new TypedDocumentString(
  `query PricingPause { __typename parameters(keys: [PRICING_PAUSED]) { __typename ...PauseFacts } } fragment PauseFacts on Parameter { __typename id key maySet value { __typename flag text } setting { __typename id validFrom reason setBy { __typename id name } } coming { __typename id value { __typename flag text } validFrom reason setBy { __typename id name } } }`) as unknown as TypedDocumentString<PricingPauseQuery, PricingPauseQueryVariables>;
