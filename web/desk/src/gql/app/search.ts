/* eslint-disable */
import type {
  FindAnythingQuery,
  FindAnythingQueryVariables,
} from '../graphql.ts';
import { TypedDocumentString } from '../text.ts';

export const FindAnythingDocument = /* @__PURE__ */ new TypedDocumentString(
  `query FindAnything($text: String!) { __typename searchAnything(text: $text, first: 10) { __typename match found { __typename ... on Operation { __typename id code status statusLabel client { __typename id fullName } base { __typename ...Amount } createdAt } ... on Client { __typename id fullName documentType maskedDocumentNumber kycStatus } } } } fragment Amount on Money { __typename amount currency }`) as unknown as TypedDocumentString<FindAnythingQuery, FindAnythingQueryVariables>;
