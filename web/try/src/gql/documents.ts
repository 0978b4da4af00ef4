/* eslint-disable */
import type {
  AccountFragment,
  AddAccountMutation,
  AddAccountMutationVariables,
  AmountFragment,
  BanksQuery,
  BanksQueryVariables,
  CancelOperationMutation,
  CancelOperationMutationVariables,
  CreateOperationMutation,
  CreateOperationMutationVariables,
  DiscountFragment,
  DocumentFragment,
  FaultFragment,
  FileAddressQuery,
  FileAddressQueryVariables,
  FollowNoticesSubscription,
  FollowNoticesSubscriptionVariables,
  FollowOperationsSubscription,
  FollowOperationsSubscriptionVariables,
  FollowedFragment,
  FormsQuery,
  FormsQueryVariables,
  HomeQuery,
  HomeQueryVariables,
  LockQuoteMutation,
  LockQuoteMutationVariables,
  LookupQuery,
  LookupQueryVariables,
  MarkReadMutation,
  MarkReadMutationVariables,
  MeQuery,
  MeQueryVariables,
  NoticeFragment,
  PapersFragment,
  PreviewQuery,
  PreviewQueryVariables,
  PriceFragment,
  PromotionsFragment,
  PromotionsQuery,
  PromotionsQueryVariables,
  RateQuery,
  RateQueryVariables,
  RedeemPipsMutation,
  RedeemPipsMutationVariables,
  RegisterMutation,
  RegisterMutationVariables,
  ReportDepositMutation,
  ReportDepositMutationVariables,
  RewardCodeFragment,
  SendCodeMutation,
  SendCodeMutationVariables,
  ShowOperationQuery,
  ShowOperationQueryVariables,
  ShowQuoteQuery,
  ShowQuoteQueryVariables,
  SubmitPaperMutation,
  SubmitPaperMutationVariables,
  TakeCodeBackMutation,
  TakeCodeBackMutationVariables,
  TextsQuery,
  TextsQueryVariables,
  VerifyMutation,
  VerifyMutationVariables,
  WithdrawDepositMutation,
  WithdrawDepositMutationVariables,
} from './graphql.ts';
import { TypedDocumentString } from './text.ts';

export const AccountFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment Account on BankAccount { id currency maskedNumber maskedCci bank { id code name interbank } }`) as unknown as TypedDocumentString<AccountFragment, unknown>;
export const AmountFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment Amount on Money { amount currency }`) as unknown as TypedDocumentString<AmountFragment, unknown>;
export const DiscountFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment Discount on QuoteDiscount { kind code pips saved { ...Amount } } fragment Amount on Money { amount currency }`) as unknown as TypedDocumentString<DiscountFragment, unknown>;
export const FaultFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment Fault on UserError { code message field params { name value } }`) as unknown as TypedDocumentString<FaultFragment, unknown>;
export const PriceFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment Price on Quote { id side pay { ...Amount } receive { ...Amount } fixed rate expiresAt usedAt discounts { ...Discount } blockers { ...Fault } } fragment Fault on UserError { code message field params { name value } } fragment Amount on Money { amount currency } fragment Discount on QuoteDiscount { kind code pips saved { ...Amount } }`) as unknown as TypedDocumentString<PriceFragment, unknown>;
export const DocumentFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment Document on Invoice { id version kind status statusLabel code explanation { text } total { ...Amount } pdf { id } xml { id } } fragment Amount on Money { amount currency }`) as unknown as TypedDocumentString<DocumentFragment, unknown>;
export const FollowedFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment Followed on Operation { id code version status statusLabel side pay { ...Amount } receive { ...Amount } rate createdAt expiresAt seenBy completedAt endedAt returnNote cancelNote sourceAccount { number bank { id name } } destinationAccount { number bank { id name } } depositInstructions { account { number cci holder bank { id name } } amount { ...Amount } interbank text } deposits { id status counted bankReference rejectReason createdAt decidedAt money { ...Amount } file { id } } timeline { key label reachedAt dueAt detail } availableActions { action allowed message } receipt { url urlExpiresAt message } quote { discounts { ...Discount } } invoice { ...Document } } fragment Amount on Money { amount currency } fragment Discount on QuoteDiscount { kind code pips saved { ...Amount } } fragment Document on Invoice { id version kind status statusLabel code explanation { text } total { ...Amount } pdf { id } xml { id } }`) as unknown as TypedDocumentString<FollowedFragment, unknown>;
export const PapersFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment Papers on Client { id kycStatus operatingLimit { applies maximum { ...Amount } used { ...Amount } left { ...Amount } unlock } identification { required missing nextStep documents { id kind status advice createdAt } } } fragment Amount on Money { amount currency }`) as unknown as TypedDocumentString<PapersFragment, unknown>;
export const NoticeFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment Notice on Notification { id title body createdAt readAt link { target id } }`) as unknown as TypedDocumentString<NoticeFragment, unknown>;
export const RewardCodeFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment RewardCode on RewardCode { id value state pips createdAt expiresAt }`) as unknown as TypedDocumentString<RewardCodeFragment, unknown>;
export const PromotionsFragmentDoc = /* @__PURE__ */ new TypedDocumentString(
  `fragment Promotions on Rewards { code shareUrl pipsAvailable pipsEarned pipsForCode referredCount completedCount movements { at pips reason } referred { maskedName since firstOperationStatus } codes { ...RewardCode } } fragment RewardCode on RewardCode { id value state pips createdAt expiresAt }`) as unknown as TypedDocumentString<PromotionsFragment, unknown>;
export const PreviewDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Preview($amount: QuoteAmount!, $couponCode: String) { pricePreview(amount: $amount, couponCode: $couponCode) { side pay { ...Amount } receive { ...Amount } fixed rate minimum { ...Amount } maximum { ...Amount } open opensAt closesAt discounts { ...Discount } blockers { ...Fault } } } fragment Fault on UserError { code message field params { name value } } fragment Amount on Money { amount currency } fragment Discount on QuoteDiscount { kind code pips saved { ...Amount } }`) as unknown as TypedDocumentString<PreviewQuery, PreviewQueryVariables>;
export const RateDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Rate { publicRate { id houseBuys houseSells at } }`) as unknown as TypedDocumentString<RateQuery, RateQueryVariables>;
export const TextsDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Texts { consentTexts { document version url } }`) as unknown as TypedDocumentString<TextsQuery, TextsQueryVariables>;
export const FormsDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Forms { documentForms { type label hint minLength maxLength singleSurname names { field label required waivedBySingleSurname maxLength } } }`) as unknown as TypedDocumentString<FormsQuery, FormsQueryVariables>;
export const LookupDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Lookup($type: DocumentType!, $number: String!) { documentLookup(documentType: $type, documentNumber: $number) { paternalSurname maternalSurname givenNames legalName } }`) as unknown as TypedDocumentString<LookupQuery, LookupQueryVariables>;
export const BanksDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Banks { banks { id code name cciOnly interbank accountNumbers { kind digits mask } } }`) as unknown as TypedDocumentString<BanksQuery, BanksQueryVariables>;
export const RegisterDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation Register($input: ClientRegisterInput!) { clientRegister(input: $input) { userErrors { ...Fault } } } fragment Fault on UserError { code message field params { name value } }`) as unknown as TypedDocumentString<RegisterMutation, RegisterMutationVariables>;
export const SendCodeDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation SendCode($input: RegistrationCodeSendInput!) { registrationCodeSend(input: $input) { userErrors { ...Fault } validSeconds } } fragment Fault on UserError { code message field params { name value } }`) as unknown as TypedDocumentString<SendCodeMutation, SendCodeMutationVariables>;
export const VerifyDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation Verify($input: RegistrationVerifyInput!) { registrationVerify(input: $input) { userErrors { ...Fault } verified } } fragment Fault on UserError { code message field params { name value } }`) as unknown as TypedDocumentString<VerifyMutation, VerifyMutationVariables>;
export const HomeDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Home { viewer { id unreadNotificationCount client { id fullName documentType maskedDocumentNumber accounts { ...Account } ...Papers } } operations(first: 20) { nodes { ...Followed } } notifications(first: 20) { unreadCount nodes { ...Notice } } } fragment Amount on Money { amount currency } fragment Account on BankAccount { id currency maskedNumber maskedCci bank { id code name interbank } } fragment Discount on QuoteDiscount { kind code pips saved { ...Amount } } fragment Document on Invoice { id version kind status statusLabel code explanation { text } total { ...Amount } pdf { id } xml { id } } fragment Followed on Operation { id code version status statusLabel side pay { ...Amount } receive { ...Amount } rate createdAt expiresAt seenBy completedAt endedAt returnNote cancelNote sourceAccount { number bank { id name } } destinationAccount { number bank { id name } } depositInstructions { account { number cci holder bank { id name } } amount { ...Amount } interbank text } deposits { id status counted bankReference rejectReason createdAt decidedAt money { ...Amount } file { id } } timeline { key label reachedAt dueAt detail } availableActions { action allowed message } receipt { url urlExpiresAt message } quote { discounts { ...Discount } } invoice { ...Document } } fragment Papers on Client { id kycStatus operatingLimit { applies maximum { ...Amount } used { ...Amount } left { ...Amount } unlock } identification { required missing nextStep documents { id kind status advice createdAt } } } fragment Notice on Notification { id title body createdAt readAt link { target id } }`) as unknown as TypedDocumentString<HomeQuery, HomeQueryVariables>;
export const MeDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Me { viewer { id client { id accounts { ...Account } ...Papers } } } fragment Amount on Money { amount currency } fragment Account on BankAccount { id currency maskedNumber maskedCci bank { id code name interbank } } fragment Papers on Client { id kycStatus operatingLimit { applies maximum { ...Amount } used { ...Amount } left { ...Amount } unlock } identification { required missing nextStep documents { id kind status advice createdAt } } }`) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const ShowQuoteDocument = /* @__PURE__ */ new TypedDocumentString(
  `query ShowQuote($id: ID!) { node(id: $id) { ... on Quote { ...Price } } } fragment Fault on UserError { code message field params { name value } } fragment Amount on Money { amount currency } fragment Discount on QuoteDiscount { kind code pips saved { ...Amount } } fragment Price on Quote { id side pay { ...Amount } receive { ...Amount } fixed rate expiresAt usedAt discounts { ...Discount } blockers { ...Fault } }`) as unknown as TypedDocumentString<ShowQuoteQuery, ShowQuoteQueryVariables>;
export const ShowOperationDocument = /* @__PURE__ */ new TypedDocumentString(
  `query ShowOperation($id: ID!) { node(id: $id) { ... on Operation { ...Followed } } } fragment Amount on Money { amount currency } fragment Discount on QuoteDiscount { kind code pips saved { ...Amount } } fragment Document on Invoice { id version kind status statusLabel code explanation { text } total { ...Amount } pdf { id } xml { id } } fragment Followed on Operation { id code version status statusLabel side pay { ...Amount } receive { ...Amount } rate createdAt expiresAt seenBy completedAt endedAt returnNote cancelNote sourceAccount { number bank { id name } } destinationAccount { number bank { id name } } depositInstructions { account { number cci holder bank { id name } } amount { ...Amount } interbank text } deposits { id status counted bankReference rejectReason createdAt decidedAt money { ...Amount } file { id } } timeline { key label reachedAt dueAt detail } availableActions { action allowed message } receipt { url urlExpiresAt message } quote { discounts { ...Discount } } invoice { ...Document } }`) as unknown as TypedDocumentString<ShowOperationQuery, ShowOperationQueryVariables>;
export const FileAddressDocument = /* @__PURE__ */ new TypedDocumentString(
  `query FileAddress($id: ID!) { node(id: $id) { ... on File { url } } }`) as unknown as TypedDocumentString<FileAddressQuery, FileAddressQueryVariables>;
export const LockQuoteDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation LockQuote($input: QuoteLockInput!) { quoteLock(input: $input) { userErrors { ...Fault } quote { ...Price } } } fragment Fault on UserError { code message field params { name value } } fragment Amount on Money { amount currency } fragment Discount on QuoteDiscount { kind code pips saved { ...Amount } } fragment Price on Quote { id side pay { ...Amount } receive { ...Amount } fixed rate expiresAt usedAt discounts { ...Discount } blockers { ...Fault } }`) as unknown as TypedDocumentString<LockQuoteMutation, LockQuoteMutationVariables>;
export const CreateOperationDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation CreateOperation($input: OperationCreateInput!) { operationCreate(input: $input) { userErrors { ...Fault } operation { ...Followed } freshQuote { ...Price } } } fragment Fault on UserError { code message field params { name value } } fragment Amount on Money { amount currency } fragment Discount on QuoteDiscount { kind code pips saved { ...Amount } } fragment Price on Quote { id side pay { ...Amount } receive { ...Amount } fixed rate expiresAt usedAt discounts { ...Discount } blockers { ...Fault } } fragment Document on Invoice { id version kind status statusLabel code explanation { text } total { ...Amount } pdf { id } xml { id } } fragment Followed on Operation { id code version status statusLabel side pay { ...Amount } receive { ...Amount } rate createdAt expiresAt seenBy completedAt endedAt returnNote cancelNote sourceAccount { number bank { id name } } destinationAccount { number bank { id name } } depositInstructions { account { number cci holder bank { id name } } amount { ...Amount } interbank text } deposits { id status counted bankReference rejectReason createdAt decidedAt money { ...Amount } file { id } } timeline { key label reachedAt dueAt detail } availableActions { action allowed message } receipt { url urlExpiresAt message } quote { discounts { ...Discount } } invoice { ...Document } }`) as unknown as TypedDocumentString<CreateOperationMutation, CreateOperationMutationVariables>;
export const ReportDepositDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation ReportDeposit($input: OperationReportDepositInput!) { operationReportDeposit(input: $input) { userErrors { ...Fault } operation { ...Followed } } } fragment Fault on UserError { code message field params { name value } } fragment Amount on Money { amount currency } fragment Discount on QuoteDiscount { kind code pips saved { ...Amount } } fragment Document on Invoice { id version kind status statusLabel code explanation { text } total { ...Amount } pdf { id } xml { id } } fragment Followed on Operation { id code version status statusLabel side pay { ...Amount } receive { ...Amount } rate createdAt expiresAt seenBy completedAt endedAt returnNote cancelNote sourceAccount { number bank { id name } } destinationAccount { number bank { id name } } depositInstructions { account { number cci holder bank { id name } } amount { ...Amount } interbank text } deposits { id status counted bankReference rejectReason createdAt decidedAt money { ...Amount } file { id } } timeline { key label reachedAt dueAt detail } availableActions { action allowed message } receipt { url urlExpiresAt message } quote { discounts { ...Discount } } invoice { ...Document } }`) as unknown as TypedDocumentString<ReportDepositMutation, ReportDepositMutationVariables>;
export const WithdrawDepositDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation WithdrawDeposit($input: OperationWithdrawDepositInput!) { operationWithdrawDeposit(input: $input) { userErrors { ...Fault } operation { ...Followed } } } fragment Fault on UserError { code message field params { name value } } fragment Amount on Money { amount currency } fragment Discount on QuoteDiscount { kind code pips saved { ...Amount } } fragment Document on Invoice { id version kind status statusLabel code explanation { text } total { ...Amount } pdf { id } xml { id } } fragment Followed on Operation { id code version status statusLabel side pay { ...Amount } receive { ...Amount } rate createdAt expiresAt seenBy completedAt endedAt returnNote cancelNote sourceAccount { number bank { id name } } destinationAccount { number bank { id name } } depositInstructions { account { number cci holder bank { id name } } amount { ...Amount } interbank text } deposits { id status counted bankReference rejectReason createdAt decidedAt money { ...Amount } file { id } } timeline { key label reachedAt dueAt detail } availableActions { action allowed message } receipt { url urlExpiresAt message } quote { discounts { ...Discount } } invoice { ...Document } }`) as unknown as TypedDocumentString<WithdrawDepositMutation, WithdrawDepositMutationVariables>;
export const CancelOperationDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation CancelOperation($input: OperationCancelInput!) { operationCancel(input: $input) { userErrors { ...Fault } operation { ...Followed } } } fragment Fault on UserError { code message field params { name value } } fragment Amount on Money { amount currency } fragment Discount on QuoteDiscount { kind code pips saved { ...Amount } } fragment Document on Invoice { id version kind status statusLabel code explanation { text } total { ...Amount } pdf { id } xml { id } } fragment Followed on Operation { id code version status statusLabel side pay { ...Amount } receive { ...Amount } rate createdAt expiresAt seenBy completedAt endedAt returnNote cancelNote sourceAccount { number bank { id name } } destinationAccount { number bank { id name } } depositInstructions { account { number cci holder bank { id name } } amount { ...Amount } interbank text } deposits { id status counted bankReference rejectReason createdAt decidedAt money { ...Amount } file { id } } timeline { key label reachedAt dueAt detail } availableActions { action allowed message } receipt { url urlExpiresAt message } quote { discounts { ...Discount } } invoice { ...Document } }`) as unknown as TypedDocumentString<CancelOperationMutation, CancelOperationMutationVariables>;
export const PromotionsDocument = /* @__PURE__ */ new TypedDocumentString(
  `query Promotions { rewards { ...Promotions } } fragment RewardCode on RewardCode { id value state pips createdAt expiresAt } fragment Promotions on Rewards { code shareUrl pipsAvailable pipsEarned pipsForCode referredCount completedCount movements { at pips reason } referred { maskedName since firstOperationStatus } codes { ...RewardCode } }`) as unknown as TypedDocumentString<PromotionsQuery, PromotionsQueryVariables>;
export const RedeemPipsDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation RedeemPips($input: RewardRedeemInput!) { rewardRedeem(input: $input) { userErrors { ...Fault } code { ...RewardCode } rewards { ...Promotions } } } fragment Fault on UserError { code message field params { name value } } fragment RewardCode on RewardCode { id value state pips createdAt expiresAt } fragment Promotions on Rewards { code shareUrl pipsAvailable pipsEarned pipsForCode referredCount completedCount movements { at pips reason } referred { maskedName since firstOperationStatus } codes { ...RewardCode } }`) as unknown as TypedDocumentString<RedeemPipsMutation, RedeemPipsMutationVariables>;
export const TakeCodeBackDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation TakeCodeBack($input: CodeWithdrawInput!) { codeWithdraw(input: $input) { userErrors { ...Fault } code { ...RewardCode } } } fragment Fault on UserError { code message field params { name value } } fragment RewardCode on RewardCode { id value state pips createdAt expiresAt }`) as unknown as TypedDocumentString<TakeCodeBackMutation, TakeCodeBackMutationVariables>;
export const AddAccountDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation AddAccount($input: AccountAddInput!) { accountAdd(input: $input) { userErrors { ...Fault } account { ...Account } client { id accounts { ...Account } } } } fragment Fault on UserError { code message field params { name value } } fragment Account on BankAccount { id currency maskedNumber maskedCci bank { id code name interbank } }`) as unknown as TypedDocumentString<AddAccountMutation, AddAccountMutationVariables>;
export const SubmitPaperDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation SubmitPaper($input: DocumentSubmitInput!) { documentSubmit(input: $input) { userErrors { ...Fault } client { ...Papers } } } fragment Fault on UserError { code message field params { name value } } fragment Amount on Money { amount currency } fragment Papers on Client { id kycStatus operatingLimit { applies maximum { ...Amount } used { ...Amount } left { ...Amount } unlock } identification { required missing nextStep documents { id kind status advice createdAt } } }`) as unknown as TypedDocumentString<SubmitPaperMutation, SubmitPaperMutationVariables>;
export const MarkReadDocument = /* @__PURE__ */ new TypedDocumentString(
  `mutation MarkRead($input: NotificationMarkReadInput!) { notificationMarkRead(input: $input) { userErrors { ...Fault } unreadCount } } fragment Fault on UserError { code message field params { name value } }`) as unknown as TypedDocumentString<MarkReadMutation, MarkReadMutationVariables>;
export const FollowOperationsDocument = /* @__PURE__ */ new TypedDocumentString(
  `subscription FollowOperations($after: EventCursor) { operationEvents(after: $after) { __typename ... on Event { cursor at } ... on OperationEvent { kind operationVersion operation { ...Followed } } ... on InvoiceEvent { invoiceVersion invoice { ...Document operation { id } } } ... on ResyncRequired { reason } } } fragment Amount on Money { amount currency } fragment Discount on QuoteDiscount { kind code pips saved { ...Amount } } fragment Document on Invoice { id version kind status statusLabel code explanation { text } total { ...Amount } pdf { id } xml { id } } fragment Followed on Operation { id code version status statusLabel side pay { ...Amount } receive { ...Amount } rate createdAt expiresAt seenBy completedAt endedAt returnNote cancelNote sourceAccount { number bank { id name } } destinationAccount { number bank { id name } } depositInstructions { account { number cci holder bank { id name } } amount { ...Amount } interbank text } deposits { id status counted bankReference rejectReason createdAt decidedAt money { ...Amount } file { id } } timeline { key label reachedAt dueAt detail } availableActions { action allowed message } receipt { url urlExpiresAt message } quote { discounts { ...Discount } } invoice { ...Document } }`) as unknown as TypedDocumentString<FollowOperationsSubscription, FollowOperationsSubscriptionVariables>;
export const FollowNoticesDocument = /* @__PURE__ */ new TypedDocumentString(
  `subscription FollowNotices($after: EventCursor) { notifications(after: $after) { __typename ... on Event { cursor at } ... on NotificationAdded { unreadCount notification { ...Notice } } ... on ResyncRequired { reason } } } fragment Notice on Notification { id title body createdAt readAt link { target id } }`) as unknown as TypedDocumentString<FollowNoticesSubscription, FollowNoticesSubscriptionVariables>;
