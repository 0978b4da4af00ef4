/* eslint-disable */
import type {
  BooksQuery,
  BooksQueryVariables,
  HouseAccountOpenMutation,
  HouseAccountOpenMutationVariables,
  HouseBanksQuery,
  HouseBanksQueryVariables,
  HouseMoneyQuery,
  HouseMoneyQueryVariables,
  LedgerAccountByIdQuery,
  LedgerAccountByIdQueryVariables,
  RecentEntriesQuery,
  RecentEntriesQueryVariables,
} from '../../graphql.ts';
import { TypedDocumentString } from '../../text.ts';

export const HouseMoneyDocument = /* @__PURE__ */ new TypedDocumentString(
  `query HouseMoney { __typename houseAccounts { __typename id bank { __typename id code name } currency number cci holder pcgeCode active balance { __typename ...Amount } promised { __typename ...Amount } available { __typename ...Amount } } clientFunds { __typename currency owed { __typename ...Amount } unapplied { __typename ...Amount } } } fragment Amount on Money { __typename amount currency }`) as unknown as TypedDocumentString<HouseMoneyQuery, HouseMoneyQueryVariables>;
export const BooksDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Books { __typename booksStatus { __typename state text checkedAt entries findings differences { __typename ...Amount } } ledgerAccounts { __typename id kind currency name pcgeCode balance { __typename ...Amount } } } fragment Amount on Money { __typename amount currency }`) as unknown as TypedDocumentString<BooksQuery, BooksQueryVariables>;
export const LedgerAccountByIdDocument = /* @__PURE__ */ new TypedDocumentString(
  `query LedgerAccountById($id: ID!) { __typename node(id: $id) { __typename ... on LedgerAccount { __typename id kind currency name pcgeCode balance { __typename ...Amount } } } } fragment Amount on Money { __typename amount currency }`) as unknown as TypedDocumentString<LedgerAccountByIdQuery, LedgerAccountByIdQueryVariables>;
export const RecentEntriesDocument = /* @__PURE__ */ new TypedDocumentString(
  `query RecentEntries($first: Int!, $after: String) { __typename operations( first: $first after: $after sort: {key: CREATED_AT, direction: DESC} ) { __typename nodes { __typename id code ledgerEntries { __typename id kind businessDate recordedAt postings { __typename account { __typename id } money { __typename ...Amount } } } } pageInfo { __typename hasNextPage endCursor } } } fragment Amount on Money { __typename amount currency }`) as unknown as TypedDocumentString<RecentEntriesQuery, RecentEntriesQueryVariables>;
export const HouseBanksDocument = /* @__PURE__ */ new TypedDocumentString(
  `query HouseBanks { __typename banks { __typename id code name } }`) as unknown as TypedDocumentString<HouseBanksQuery, HouseBanksQueryVariables>;
export const HouseAccountOpenDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation HouseAccountOpen($input: HouseAccountOpenInput!) { __typename houseAccountOpen(input: $input) { __typename userErrors { __typename ...Refusal } houseAccount { __typename id bank { __typename id code name } currency number cci holder pcgeCode active balance { __typename ...Amount } promised { __typename ...Amount } available { __typename ...Amount } } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment Amount on Money { __typename amount currency }`) as unknown as TypedDocumentString<HouseAccountOpenMutation, HouseAccountOpenMutationVariables>;
