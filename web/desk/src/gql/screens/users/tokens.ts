/* eslint-disable */
import type {
  AccessTokenCreateMutation,
  AccessTokenCreateMutationVariables,
  AccessTokenRevokeMutation,
  AccessTokenRevokeMutationVariables,
  AccessTokenRotateMutation,
  AccessTokenRotateMutationVariables,
  AccessTokensQuery,
  AccessTokensQueryVariables,
  TokenRowFragment,
} from '../../graphql.ts';
import { TypedDocumentString } from '../../text.ts';

export const TokenRowFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment TokenRow on AccessToken { __typename id name audience scopes hint holder { __typename id name } budgetPerHour createdAt expiresAt lastUsedAt retiresAt revokedAt live }`) as unknown as TypedDocumentString<TokenRowFragment, unknown>;
export const AccessTokensDocument = /* @__PURE__ */ new TypedDocumentString(
  `query AccessTokens($includeEnded: Boolean!) { __typename accessTokens(includeEnded: $includeEnded) { __typename ...TokenRow } } fragment TokenRow on AccessToken { __typename id name audience scopes hint holder { __typename id name } budgetPerHour createdAt expiresAt lastUsedAt retiresAt revokedAt live }`) as unknown as TypedDocumentString<AccessTokensQuery, AccessTokensQueryVariables>;
export const AccessTokenCreateDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation AccessTokenCreate($input: AccessTokenCreateInput!) { __typename accessTokenCreate(input: $input) { __typename userErrors { __typename ...Refusal } token accessToken { __typename ...TokenRow } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment TokenRow on AccessToken { __typename id name audience scopes hint holder { __typename id name } budgetPerHour createdAt expiresAt lastUsedAt retiresAt revokedAt live }`) as unknown as TypedDocumentString<AccessTokenCreateMutation, AccessTokenCreateMutationVariables>;
export const AccessTokenRotateDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation AccessTokenRotate($input: AccessTokenRotateInput!) { __typename accessTokenRotate(input: $input) { __typename userErrors { __typename ...Refusal } token accessToken { __typename ...TokenRow } replaced { __typename ...TokenRow } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment TokenRow on AccessToken { __typename id name audience scopes hint holder { __typename id name } budgetPerHour createdAt expiresAt lastUsedAt retiresAt revokedAt live }`) as unknown as TypedDocumentString<AccessTokenRotateMutation, AccessTokenRotateMutationVariables>;
export const AccessTokenRevokeDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation AccessTokenRevoke($input: AccessTokenRevokeInput!) { __typename accessTokenRevoke(input: $input) { __typename userErrors { __typename ...Refusal } accessToken { __typename ...TokenRow } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment TokenRow on AccessToken { __typename id name audience scopes hint holder { __typename id name } budgetPerHour createdAt expiresAt lastUsedAt retiresAt revokedAt live }`) as unknown as TypedDocumentString<AccessTokenRevokeMutation, AccessTokenRevokeMutationVariables>;
