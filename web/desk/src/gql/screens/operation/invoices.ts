/* eslint-disable */
import type {
  InvoiceIssueMutation,
  InvoiceIssueMutationVariables,
  OperationInvoicesQuery,
  OperationInvoicesQueryVariables,
} from '../../graphql.ts';
import { TypedDocumentString } from '../../text.ts';

export const OperationInvoicesDocument = /* @__PURE__ */ new TypedDocumentString(
  `query OperationInvoices($id: ID!) { __typename node(id: $id) { __typename ... on Operation { __typename id status invoices { __typename id version code kind status statusLabel explanation { __typename text nextStep } total { __typename ...Amount } createdAt } } } } fragment Amount on Money { __typename amount currency }`) as unknown as TypedDocumentString<OperationInvoicesQuery, OperationInvoicesQueryVariables>;
export const InvoiceIssueDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation InvoiceIssue($input: InvoiceIssueInput!) { __typename invoiceIssue(input: $input) { __typename userErrors { __typename ...Refusal } invoice { __typename id version code kind status statusLabel explanation { __typename text nextStep } total { __typename ...Amount } createdAt } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment Amount on Money { __typename amount currency }`) as unknown as TypedDocumentString<InvoiceIssueMutation, InvoiceIssueMutationVariables>;
