/* eslint-disable */
import type {
  AuditEntriesQuery,
  AuditEntriesQueryVariables,
  AuditPeopleQuery,
  AuditPeopleQueryVariables,
} from '../../graphql.ts';
import { TypedDocumentString } from '../../text.ts';

export const AuditEntriesDocument = /* @__PURE__ */ new TypedDocumentString(
  `query AuditEntries($first: Int!, $after: String, $filter: AuditFilter) { __typename auditEntries(first: $first, after: $after, filter: $filter) { __typename nodes { __typename id at actorKind staffMember { __typename id name } client { __typename id fullName } actorRole accessTokenId action objectKind objectId changes { __typename path before after } address userAgent requestId } pageInfo { __typename hasNextPage endCursor } } }`) as unknown as TypedDocumentString<AuditEntriesQuery, AuditEntriesQueryVariables>;
export const AuditPeopleDocument = /* @__PURE__ */ new TypedDocumentString(
  `query AuditPeople($filter: StaffFilter!) { __typename staff(first: 20, filter: $filter) { __typename nodes { __typename id name role status } } }`) as unknown as TypedDocumentString<AuditPeopleQuery, AuditPeopleQueryVariables>;
