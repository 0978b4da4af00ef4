/* eslint-disable */
import type {
  BooksBadgeQuery,
  BooksBadgeQueryVariables,
} from '../graphql.ts';
import { TypedDocumentString } from '../text.ts';

export const BooksBadgeDocument = /* @__PURE__ */ new TypedDocumentString(
  `query BooksBadge { __typename booksStatus { __typename state text checkedAt } }`) as unknown as TypedDocumentString<BooksBadgeQuery, BooksBadgeQueryVariables>;
