/* eslint-disable */
import type {
  AmountFragment,
  CautionFragment,
  OperationRowFragment,
  RefusalFragment,
} from '../graphql.ts';
import { TypedDocumentString } from '../text.ts';

export const CautionFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment Caution on Warning { __typename code message }`) as unknown as TypedDocumentString<CautionFragment, unknown>;
export const AmountFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment Amount on Money { __typename amount currency }`) as unknown as TypedDocumentString<AmountFragment, unknown>;
export const RefusalFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment Refusal on UserError { __typename code message field params { __typename name value } }`) as unknown as TypedDocumentString<RefusalFragment, unknown>;
export const OperationRowFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment OperationRow on Operation { __typename id code version status statusLabel side base { __typename ...Amount } counter { __typename ...Amount } pay { __typename ...Amount } receive { __typename ...Amount } rate channel client { __typename id fullName kycStatus } trader { __typename id name } operator { __typename id name } sourceAccount { __typename bank { __typename id code } currency } destinationAccount { __typename bank { __typename id code } currency } depositInstructions { __typename interbank account { __typename bank { __typename id code } } } deposits { __typename id status counted money { __typename ...Amount } duplicateReference duplicateFile } payouts { __typename id money { __typename ...Amount } voidedAt } holds { __typename id createdAt releasedAt } createdAt statusSince clockDueAt completedAt endedAt } fragment Amount on Money { __typename amount currency }`) as unknown as TypedDocumentString<OperationRowFragment, unknown>;
