/* eslint-disable */
import type {
  UploadConfirmMutation,
  UploadConfirmMutationVariables,
  UploadRequestMutation,
  UploadRequestMutationVariables,
} from './graphql.ts';
import { TypedDocumentString } from './text.ts';

export const UploadRequestDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation UploadRequest($input: UploadRequestInput!) { uploadRequest(input: $input) { userErrors { code message field params { name value } } upload { token method url headers { name value } fields { name value } expiresAt } } }`) as unknown as TypedDocumentString<UploadRequestMutation, UploadRequestMutationVariables>;
export const UploadConfirmDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation UploadConfirm($input: UploadConfirmInput!) { uploadConfirm(input: $input) { userErrors { code message field params { name value } } file { id purpose mediaType size } } }`) as unknown as TypedDocumentString<UploadConfirmMutation, UploadConfirmMutationVariables>;
