/* eslint-disable */
import type {
  EnumLabelsQuery,
  EnumLabelsQueryVariables,
} from './graphql.ts';
import { TypedDocumentString } from './text.ts';

export const EnumLabelsDocument = /* @__PURE__ */ new TypedDocumentString(
  `query EnumLabels($names: [String!]) { enumLabels(names: $names) { name values { value label } } }`) as unknown as TypedDocumentString<EnumLabelsQuery, EnumLabelsQueryVariables>;
