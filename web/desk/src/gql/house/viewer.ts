/* eslint-disable */
import type {
  ViewerQuery,
  ViewerQueryVariables,
} from '../graphql.ts';
import { TypedDocumentString } from '../text.ts';

export const ViewerDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Viewer { __typename viewer { __typename id role sets unreadNotificationCount permissions { __typename permission reach } staffMember { __typename id name role email } can { __typename operationsRead operationsCreate depositsReport operationsCancel operationsAmend operationsSettle operationsTake operationsReassign operationsHold notesRead notesWrite ratesPublish ratesBase ratesOverride balancesRead ledgerRead houseAccountsOpen clientsRead clientsCreate accountsWrite usersRead usersWrite clientsUpdate clientsReassign clientsDeactivate clientsExport accountsConfirm kycRead documentsSubmit kycReview auditRead messagesManage tokensManage filesUpload calendarManage parametersManage systemRead schemaExplore rewardsRead campaignsManage referralsDecide invoicesRead invoicesManage invoicesVoid riskRead } } }`) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
