/* eslint-disable */
import type {
  SessionCreateMutation,
  SessionCreateMutationVariables,
  SessionEndMutation,
  SessionEndMutationVariables,
  SessionFactsFragment,
  SessionRenewMutation,
  SessionRenewMutationVariables,
  SessionRestoreQuery,
  SessionRestoreQueryVariables,
} from './graphql.ts';
import { TypedDocumentString } from './text.ts';

export const SessionFactsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment SessionFacts on Session { id kind idleExpiresAt expiresAt restriction }`) as unknown as TypedDocumentString<SessionFactsFragment, unknown>;
export const SessionCreateDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation SessionCreate($input: SessionCreateInput!) { sessionCreate(input: $input) { userErrors { code message field params { name value } } token deviceToken viewer { id role } session { ...SessionFacts } } } fragment SessionFacts on Session { id kind idleExpiresAt expiresAt restriction }`) as unknown as TypedDocumentString<SessionCreateMutation, SessionCreateMutationVariables>;
export const SessionRestoreDocument = /* @__PURE__ */ new TypedDocumentString(
  `query SessionRestore { viewer { id role session { ...SessionFacts } } } fragment SessionFacts on Session { id kind idleExpiresAt expiresAt restriction }`) as unknown as TypedDocumentString<SessionRestoreQuery, SessionRestoreQueryVariables>;
export const SessionRenewDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation SessionRenew { sessionRenew { userErrors { code message } session { ...SessionFacts } } } fragment SessionFacts on Session { id kind idleExpiresAt expiresAt restriction }`) as unknown as TypedDocumentString<SessionRenewMutation, SessionRenewMutationVariables>;
export const SessionEndDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation SessionEnd { sessionEnd { userErrors { code message } ended } }`) as unknown as TypedDocumentString<SessionEndMutation, SessionEndMutationVariables>;
