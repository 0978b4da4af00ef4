/* eslint-disable */
import type {
  SessionRevokeMutation,
  SessionRevokeMutationVariables,
  SessionsQuery,
  SessionsQueryVariables,
  SessionsRevokeOthersMutation,
  SessionsRevokeOthersMutationVariables,
} from '../../graphql.ts';
import { TypedDocumentString } from '../../text.ts';

export const SessionsDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Sessions { __typename sessions { __typename id device address createdAt seenAt current } }`) as unknown as TypedDocumentString<SessionsQuery, SessionsQueryVariables>;
export const SessionRevokeDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation SessionRevoke($input: SessionRevokeInput!) { __typename sessionRevoke(input: $input) { __typename userErrors { __typename ...Refusal } sessions { __typename id } } } fragment Refusal on UserError { __typename code message field params { __typename name value } }`) as unknown as TypedDocumentString<SessionRevokeMutation, SessionRevokeMutationVariables>;
export const SessionsRevokeOthersDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation SessionsRevokeOthers { __typename sessionsRevokeOthers { __typename userErrors { __typename ...Refusal } ended sessions { __typename id } } } fragment Refusal on UserError { __typename code message field params { __typename name value } }`) as unknown as TypedDocumentString<SessionsRevokeOthersMutation, SessionsRevokeOthersMutationVariables>;
