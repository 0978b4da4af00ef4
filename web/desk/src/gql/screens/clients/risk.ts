/* eslint-disable */
import type {
  ClientRiskQuery,
  ClientRiskQueryVariables,
} from '../../graphql.ts';
import { TypedDocumentString } from '../../text.ts';

export const ClientRiskDocument = /* @__PURE__ */ new TypedDocumentString(
  `query ClientRisk($id: ID!) { __typename node(id: $id) { __typename ... on Client { __typename id relatedPersons { __typename id kind name documentType maskedDocumentNumber share } risk { __typename score level dueDiligence missing reasons reviewedAt nextReviewAt factors { __typename key points text whatLowersIt } override { __typename dueDiligence ground until since note proposer { __typename name } decider { __typename name } } proposal { __typename id createdAt note proposer { __typename name } dueDiligence { __typename dueDiligence ground until lifts } } pepRecords { __typename id kind position entity leftOn counts endsOn withdrawnAt endReason recordedBy { __typename name } } listChecks { __typename id createdAt legalIssues observations results { __typename list state details } checkedBy { __typename name } } history { __typename at trigger reason score level dueDiligence askedBy { __typename name } } } } } }`) as unknown as TypedDocumentString<ClientRiskQuery, ClientRiskQueryVariables>;
