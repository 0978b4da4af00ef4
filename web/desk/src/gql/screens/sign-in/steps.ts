/* eslint-disable */
import type {
  PasswordChangeMutation,
  PasswordChangeMutationVariables,
  PasswordResetMutation,
  PasswordResetMutationVariables,
  PasswordResetRequestMutation,
  PasswordResetRequestMutationVariables,
  TotpBeginMutation,
  TotpBeginMutationVariables,
  TotpConfirmMutation,
  TotpConfirmMutationVariables,
} from '../../graphql.ts';
import { TypedDocumentString } from '../../text.ts';

export const PasswordChangeDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation PasswordChange($input: PasswordChangeInput!) { __typename passwordChange(input: $input) { __typename userErrors { __typename ...Refusal } session { __typename id } } } fragment Refusal on UserError { __typename code message field params { __typename name value } }`) as unknown as TypedDocumentString<PasswordChangeMutation, PasswordChangeMutationVariables>;
export const PasswordResetDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation PasswordReset($input: PasswordResetInput!) { __typename passwordReset(input: $input) { __typename userErrors { __typename ...Refusal } done } } fragment Refusal on UserError { __typename code message field params { __typename name value } }`) as unknown as TypedDocumentString<PasswordResetMutation, PasswordResetMutationVariables>;
export const PasswordResetRequestDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation PasswordResetRequest($input: PasswordResetRequestInput!) { __typename passwordResetRequest(input: $input) { __typename userErrors { __typename ...Refusal } validSeconds } } fragment Refusal on UserError { __typename code message field params { __typename name value } }`) as unknown as TypedDocumentString<PasswordResetRequestMutation, PasswordResetRequestMutationVariables>;
export const TotpBeginDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation TotpBegin { __typename totpBegin { __typename userErrors { __typename ...Refusal } secret uri } } fragment Refusal on UserError { __typename code message field params { __typename name value } }`) as unknown as TypedDocumentString<TotpBeginMutation, TotpBeginMutationVariables>;
export const TotpConfirmDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation TotpConfirm($input: TotpConfirmInput!) { __typename totpConfirm(input: $input) { __typename userErrors { __typename ...Refusal } recoveryCodes } } fragment Refusal on UserError { __typename code message field params { __typename name value } }`) as unknown as TypedDocumentString<TotpConfirmMutation, TotpConfirmMutationVariables>;
