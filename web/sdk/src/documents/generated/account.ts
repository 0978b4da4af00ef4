/* eslint-disable */
import type {
  AccountAddMutation,
  AccountAddMutationVariables,
  ViewerQuery,
  ViewerQueryVariables,
} from './graphql.ts';
import { TypedDocumentString } from './text.ts';

export const ViewerDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Viewer { viewer { id role unreadNotificationCount session { ...SessionFacts } client { id fullName accounts { id currency maskedNumber } } staffMember { id name } } } fragment SessionFacts on Session { id kind idleExpiresAt expiresAt restriction }`) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const AccountAddDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation AccountAdd($input: AccountAddInput!) { accountAdd(input: $input) { userErrors { code message field params { name value } } account { id currency maskedNumber } } }`) as unknown as TypedDocumentString<AccountAddMutation, AccountAddMutationVariables>;
