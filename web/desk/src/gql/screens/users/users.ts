/* eslint-disable */
import type {
  ColleaguesQuery,
  ColleaguesQueryVariables,
  OfficeDecideMutation,
  OfficeDecideMutationVariables,
  OfficeProposalFragment,
  OfficeProposalsQuery,
  OfficeProposalsQueryVariables,
  PersonByIdQuery,
  PersonByIdQueryVariables,
  PersonFragment,
  PortfolioQuery,
  PortfolioQueryVariables,
  RightsQuery,
  RightsQueryVariables,
  StaffQuery,
  StaffQueryVariables,
  UserCreateMutation,
  UserCreateMutationVariables,
  UserDeactivateMutation,
  UserDeactivateMutationVariables,
  UserForcePasswordChangeMutation,
  UserForcePasswordChangeMutationVariables,
  UserGrantMutation,
  UserGrantMutationVariables,
  UserGrantSetMutation,
  UserGrantSetMutationVariables,
  UserInviteMutation,
  UserInviteMutationVariables,
  UserRehireMutation,
  UserRehireMutationVariables,
  UserResetTotpMutation,
  UserResetTotpMutationVariables,
  UserRevokeMutation,
  UserRevokeMutationVariables,
  UserRevokeSetMutation,
  UserRevokeSetMutationVariables,
  UserUpdateMutation,
  UserUpdateMutationVariables,
  WorkInHandQuery,
  WorkInHandQueryVariables,
} from '../../graphql.ts';
import { TypedDocumentString } from '../../text.ts';

export const PersonFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment Person on StaffMember { __typename id name role email dni status deactivationReason grants sets totpEnabled mustChangePassword createdAt }`) as unknown as TypedDocumentString<PersonFragment, unknown>;
export const OfficeProposalFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment OfficeProposal on Proposal { __typename id kind set user { __typename id name } proposer { __typename id name } createdAt deciders expiresAt decision mayDecide { __typename allowed mayWithdraw message } }`) as unknown as TypedDocumentString<OfficeProposalFragment, unknown>;
export const StaffDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Staff($first: Int!, $after: String, $filter: StaffFilter) { __typename staff(first: $first, after: $after, filter: $filter) { __typename nodes { __typename ...Person } pageInfo { __typename hasNextPage endCursor } totalCount } } fragment Person on StaffMember { __typename id name role email dni status deactivationReason grants sets totpEnabled mustChangePassword createdAt }`) as unknown as TypedDocumentString<StaffQuery, StaffQueryVariables>;
export const PersonByIdDocument = /* @__PURE__ */ new TypedDocumentString(
  `query PersonById($id: ID!) { __typename node(id: $id) { __typename ... on StaffMember { __typename ...Person } } } fragment Person on StaffMember { __typename id name role email dni status deactivationReason grants sets totpEnabled mustChangePassword createdAt }`) as unknown as TypedDocumentString<PersonByIdQuery, PersonByIdQueryVariables>;
export const RightsDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Rights { __typename rolePermissions { __typename role permissions { __typename permission reach } } permissionSets { __typename set permissions roles fourEyes } }`) as unknown as TypedDocumentString<RightsQuery, RightsQueryVariables>;
export const ColleaguesDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Colleagues($role: Role!) { __typename staff(first: 100, filter: {role: [$role], status: [ACTIVE]}) { __typename nodes { __typename id name role } } }`) as unknown as TypedDocumentString<ColleaguesQuery, ColleaguesQueryVariables>;
export const PortfolioDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Portfolio($id: ID!) { __typename clients(first: 1, filter: {ownerId: $id}) { __typename totalCount } }`) as unknown as TypedDocumentString<PortfolioQuery, PortfolioQueryVariables>;
export const WorkInHandDocument = /* @__PURE__ */ new TypedDocumentString(
  `query WorkInHand($id: ID!) { __typename operations(first: 1, filter: {operatorId: $id, status: [PENDING, IN_PROCESS]}) { __typename totalCount } }`) as unknown as TypedDocumentString<WorkInHandQuery, WorkInHandQueryVariables>;
export const OfficeProposalsDocument = /* @__PURE__ */ new TypedDocumentString(
  `query OfficeProposals { __typename approvals( first: 50 filter: {open: true, kind: [PERMISSION_SET_GRANT, PERMISSION_SET_WITHDRAW]} ) { __typename nodes { __typename ...OfficeProposal } } } fragment OfficeProposal on Proposal { __typename id kind set user { __typename id name } proposer { __typename id name } createdAt deciders expiresAt decision mayDecide { __typename allowed mayWithdraw message } }`) as unknown as TypedDocumentString<OfficeProposalsQuery, OfficeProposalsQueryVariables>;
export const OfficeDecideDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation OfficeDecide($input: ProposalDecideInput!) { __typename proposalDecide(input: $input) { __typename userErrors { __typename ...Refusal } proposal { __typename ...OfficeProposal } user { __typename ...Person } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment Person on StaffMember { __typename id name role email dni status deactivationReason grants sets totpEnabled mustChangePassword createdAt } fragment OfficeProposal on Proposal { __typename id kind set user { __typename id name } proposer { __typename id name } createdAt deciders expiresAt decision mayDecide { __typename allowed mayWithdraw message } }`) as unknown as TypedDocumentString<OfficeDecideMutation, OfficeDecideMutationVariables>;
export const UserCreateDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation UserCreate($input: UserCreateInput!) { __typename userCreate(input: $input) { __typename userErrors { __typename ...Refusal } user { __typename ...Person } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment Person on StaffMember { __typename id name role email dni status deactivationReason grants sets totpEnabled mustChangePassword createdAt }`) as unknown as TypedDocumentString<UserCreateMutation, UserCreateMutationVariables>;
export const UserUpdateDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation UserUpdate($input: UserUpdateInput!) { __typename userUpdate(input: $input) { __typename userErrors { __typename ...Refusal } user { __typename ...Person } movedOperations leftOperations } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment Person on StaffMember { __typename id name role email dni status deactivationReason grants sets totpEnabled mustChangePassword createdAt }`) as unknown as TypedDocumentString<UserUpdateMutation, UserUpdateMutationVariables>;
export const UserDeactivateDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation UserDeactivate($input: UserDeactivateInput!) { __typename userDeactivate(input: $input) { __typename userErrors { __typename ...Refusal } user { __typename ...Person } movedClients movedOperations leftOperations } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment Person on StaffMember { __typename id name role email dni status deactivationReason grants sets totpEnabled mustChangePassword createdAt }`) as unknown as TypedDocumentString<UserDeactivateMutation, UserDeactivateMutationVariables>;
export const UserRehireDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation UserRehire($input: UserRehireInput!) { __typename userRehire(input: $input) { __typename userErrors { __typename ...Refusal } user { __typename ...Person } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment Person on StaffMember { __typename id name role email dni status deactivationReason grants sets totpEnabled mustChangePassword createdAt }`) as unknown as TypedDocumentString<UserRehireMutation, UserRehireMutationVariables>;
export const UserInviteDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation UserInvite($input: UserInviteInput!) { __typename userInvite(input: $input) { __typename userErrors { __typename ...Refusal } user { __typename ...Person } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment Person on StaffMember { __typename id name role email dni status deactivationReason grants sets totpEnabled mustChangePassword createdAt }`) as unknown as TypedDocumentString<UserInviteMutation, UserInviteMutationVariables>;
export const UserForcePasswordChangeDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation UserForcePasswordChange($input: UserForcePasswordChangeInput!) { __typename userForcePasswordChange(input: $input) { __typename userErrors { __typename ...Refusal } user { __typename ...Person } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment Person on StaffMember { __typename id name role email dni status deactivationReason grants sets totpEnabled mustChangePassword createdAt }`) as unknown as TypedDocumentString<UserForcePasswordChangeMutation, UserForcePasswordChangeMutationVariables>;
export const UserResetTotpDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation UserResetTotp($input: UserResetTotpInput!) { __typename userResetTotp(input: $input) { __typename userErrors { __typename ...Refusal } user { __typename ...Person } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment Person on StaffMember { __typename id name role email dni status deactivationReason grants sets totpEnabled mustChangePassword createdAt }`) as unknown as TypedDocumentString<UserResetTotpMutation, UserResetTotpMutationVariables>;
export const UserGrantDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation UserGrant($input: UserGrantInput!) { __typename userGrant(input: $input) { __typename userErrors { __typename ...Refusal } user { __typename ...Person } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment Person on StaffMember { __typename id name role email dni status deactivationReason grants sets totpEnabled mustChangePassword createdAt }`) as unknown as TypedDocumentString<UserGrantMutation, UserGrantMutationVariables>;
export const UserRevokeDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation UserRevoke($input: UserRevokeInput!) { __typename userRevoke(input: $input) { __typename userErrors { __typename ...Refusal } user { __typename ...Person } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment Person on StaffMember { __typename id name role email dni status deactivationReason grants sets totpEnabled mustChangePassword createdAt }`) as unknown as TypedDocumentString<UserRevokeMutation, UserRevokeMutationVariables>;
export const UserGrantSetDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation UserGrantSet($input: UserGrantSetInput!) { __typename userGrantSet(input: $input) { __typename userErrors { __typename ...Refusal } user { __typename ...Person } proposal { __typename ...OfficeProposal } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment Person on StaffMember { __typename id name role email dni status deactivationReason grants sets totpEnabled mustChangePassword createdAt } fragment OfficeProposal on Proposal { __typename id kind set user { __typename id name } proposer { __typename id name } createdAt deciders expiresAt decision mayDecide { __typename allowed mayWithdraw message } }`) as unknown as TypedDocumentString<UserGrantSetMutation, UserGrantSetMutationVariables>;
export const UserRevokeSetDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation UserRevokeSet($input: UserRevokeSetInput!) { __typename userRevokeSet(input: $input) { __typename userErrors { __typename ...Refusal } user { __typename ...Person } proposal { __typename ...OfficeProposal } } } fragment Refusal on UserError { __typename code message field params { __typename name value } } fragment Person on StaffMember { __typename id name role email dni status deactivationReason grants sets totpEnabled mustChangePassword createdAt } fragment OfficeProposal on Proposal { __typename id kind set user { __typename id name } proposer { __typename id name } createdAt deciders expiresAt decision mayDecide { __typename allowed mayWithdraw message } }`) as unknown as TypedDocumentString<UserRevokeSetMutation, UserRevokeSetMutationVariables>;
