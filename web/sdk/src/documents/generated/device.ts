/* eslint-disable */
import type {
  DeviceRegisterMutation,
  DeviceRegisterMutationVariables,
  DeviceRemoveMutation,
  DeviceRemoveMutationVariables,
} from './graphql.ts';
import { TypedDocumentString } from './text.ts';

export const DeviceRegisterDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation DeviceRegister($input: DeviceRegisterInput!) { deviceRegister(input: $input) { userErrors { code message field params { name value } } device { id } } }`) as unknown as TypedDocumentString<DeviceRegisterMutation, DeviceRegisterMutationVariables>;
export const DeviceRemoveDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation DeviceRemove($input: DeviceRemoveInput!) { deviceRemove(input: $input) { userErrors { code message field params { name value } } } }`) as unknown as TypedDocumentString<DeviceRemoveMutation, DeviceRemoveMutationVariables>;
