// Made from schema.graphql by `npm run generate`.

/** The object types of each interface and union. */
export const possibleTypes: Readonly<Record<string, readonly string[]>> = {
  DeskStreamItem: [
    'ApprovalEvent', 'BooksEvent', 'ChangeEvent', 'HoldEvent', 'InvoiceEvent', 'InvoiceQueueEvent', 'MessageEvent',
    'OperationEvent', 'ParameterEvent', 'ResyncRequired', 'StreamPosition',
  ],
  Event: [
    'ApprovalEvent', 'BooksEvent', 'ChangeEvent', 'HoldEvent', 'InvoiceEvent', 'InvoiceQueueEvent', 'MessageEvent',
    'NotificationAdded', 'OperationEvent', 'ParameterEvent', 'ResyncRequired', 'StreamPosition',
  ],
  MutationPayload: [
    'AccessTokenPayload', 'AccessTokenRevokePayload', 'AccountAddPayload', 'AccountConfirmPayload', 'AccountRemovePayload',
    'AddressUpdatePayload', 'BaseRatePublishPayload', 'CampaignCreatePayload', 'CampaignEndPayload', 'ClientDeactivatePayload',
    'ClientProfileUpdatePayload', 'ClientReactivatePayload', 'ClientRegisterPayload', 'ClientUpdatePayload',
    'ClientsReassignPayload', 'CodeWithdrawPayload', 'ContactAddPayload', 'ContactRemovePayload', 'ContactVerifyPayload',
    'DataExportPayload', 'DeviceRegisterPayload', 'DeviceRemovePayload', 'DocumentReviewPayload', 'DocumentSubmitPayload',
    'DueDiligenceOverridePayload', 'FirstContactChangePayload', 'FirstContactUndoPayload', 'FirstContactVerifyPayload',
    'HolidayRemovePayload', 'HolidaySetPayload', 'HouseAccountOpenPayload', 'IdentificationProposePayload',
    'IdentificationReopenPayload', 'InvoiceIssuePayload', 'InvoicePayload', 'InvoiceQueueResumePayload',
    'InvoiceSeriesBeginPayload', 'ManualListCheckPayload', 'NegotiatedRateProposePayload', 'NoteAddPayload',
    'NotificationMarkReadPayload', 'NotificationSettingsUpdatePayload', 'OperationApplyDepositPayload', 'OperationCreatePayload',
    'OperationPayload', 'OperationUnapplyDepositPayload', 'OutboxReplayPayload', 'ParameterSetPayload', 'PasswordChangePayload',
    'PasswordResetPayload', 'PasswordResetRequestPayload', 'PepEndPayload', 'PepSetPayload', 'ProposalDecidePayload',
    'PublicRatePublishPayload', 'PublicRateSchedulePayload', 'QuoteLockPayload', 'ReferralSetPayload',
    'RegistrationCodeSendPayload', 'RegistrationDraftSavePayload', 'RegistrationVerifyPayload', 'RelatedPersonAddPayload',
    'RelatedPersonRemovePayload', 'RewardRedeemPayload', 'RiskRecalculatePayload', 'ScheduledRateCancelPayload',
    'SessionCreatePayload', 'SessionEndPayload', 'SessionRenewPayload', 'SessionRevokePayload', 'SessionsRevokeOthersPayload',
    'TotpBeginPayload', 'TotpConfirmPayload', 'TotpDisablePayload', 'UploadConfirmPayload', 'UploadRequestPayload',
    'UserCreatePayload', 'UserDeactivatePayload', 'UserPayload', 'UserSetPayload', 'UserUpdatePayload',
  ],
  Node: [
    'AccessToken', 'AuditEntry', 'Bank', 'BankAccount', 'BaseRate', 'Campaign', 'Client', 'ClientContact', 'ClientDocument',
    'Deposit', 'File', 'Hold', 'HouseAccount', 'Invoice', 'LedgerAccount', 'LedgerEntry', 'ManualListCheck', 'Note',
    'Notification', 'Operation', 'OutboxMessage', 'Parameter', 'Payout', 'PepRecord', 'Proof', 'Proposal', 'PublicRate',
    'PushDevice', 'Quote', 'RatePublication', 'Referral', 'RelatedPerson', 'RewardCode', 'ScheduledRate', 'Session', 'StaffMember',
  ],
  NotificationStreamItem: [
    'NotificationAdded', 'ResyncRequired', 'StreamPosition',
  ],
  OperationStreamItem: [
    'InvoiceEvent', 'OperationEvent', 'ResyncRequired', 'StreamPosition',
  ],
  SearchFound: [
    'Client', 'Operation',
  ],
};

/** Object types without an identity of their own: what they say belongs to the object around them. */
export const keyless: readonly string[] = [
  'Abilities', 'AccessTokenPayload', 'AccessTokenRevokePayload', 'AccountAddPayload', 'AccountConfirmPayload',
  'AccountNumberForm', 'AccountRemovePayload', 'AccountSnapshot', 'ActionAvailability', 'Address', 'AddressUpdatePayload',
  'AmountBounds', 'ApprovalEvent', 'AuditEntryConnection', 'AuditEntryEdge', 'BaseRatePublishPayload', 'BooksEvent',
  'BooksStatus', 'BusinessDay', 'BusinessHours', 'CampaignCreatePayload', 'CampaignEndPayload', 'ChangeEvent', 'CheckCharacter',
  'ClientConnection', 'ClientDeactivatePayload', 'ClientEdge', 'ClientFunds', 'ClientProfileUpdatePayload',
  'ClientReactivatePayload', 'ClientRegisterPayload', 'ClientUpdatePayload', 'ClientsReassignPayload', 'CodeCheck',
  'CodeWithdrawPayload', 'Consent', 'ConsentText', 'ContactAddPayload', 'ContactRemovePayload', 'ContactVerifyPayload',
  'DataExportPayload', 'Department', 'DepositInstructions', 'DeskCounters', 'DeviceRegisterPayload', 'DeviceRemovePayload',
  'DiscountInputs', 'District', 'DocumentForm', 'DocumentReviewPayload', 'DocumentSubmitPayload', 'DraftField',
  'DueDiligenceOverride', 'DueDiligenceOverridePayload', 'DueDiligenceProposal', 'EnumLabels', 'EnumValueLabel', 'FieldChange',
  'FileMatch', 'FirstContactChangePayload', 'FirstContactUndoPayload', 'FirstContactVerifyPayload', 'HoldEvent', 'Holiday',
  'HolidayRemovePayload', 'HolidaySetPayload', 'House', 'HouseAccountOpenPayload', 'Identification',
  'IdentificationProposePayload', 'IdentificationReopenPayload', 'InvoiceActionAvailability', 'InvoiceConnection', 'InvoiceEdge',
  'InvoiceEvent', 'InvoiceExplanation', 'InvoiceGaps', 'InvoiceIssuePayload', 'InvoiceIssuer', 'InvoicePayload',
  'InvoiceQueueEvent', 'InvoiceQueueResumePayload', 'InvoiceRecipient', 'InvoiceSeries', 'InvoiceSeriesBeginPayload',
  'InvoiceVoidProposal', 'JobStatus', 'LookupSuggestion', 'ManualListCheckPayload', 'ManualListResult', 'MessageEvent', 'Money',
  'MoneyDuplicate', 'NameField', 'NegotiatedRateProposal', 'NegotiatedRateProposePayload', 'NoteAddPayload', 'NotificationAdded',
  'NotificationConnection', 'NotificationEdge', 'NotificationMarkReadPayload', 'NotificationSettings',
  'NotificationSettingsUpdatePayload', 'OperatingLimit', 'OperationApplyDepositPayload', 'OperationConnection',
  'OperationCreatePayload', 'OperationEdge', 'OperationEvent', 'OperationEventFacts', 'OperationPayload', 'OperationPreview',
  'OperationReceipt', 'OperationUnapplyDepositPayload', 'OutboxMessageConnection', 'OutboxMessageEdge', 'OutboxReplayPayload',
  'PageInfo', 'ParameterEvent', 'ParameterProposal', 'ParameterSetPayload', 'ParameterSettingConnection', 'ParameterSettingEdge',
  'ParameterValue', 'PasswordChangePayload', 'PasswordResetPayload', 'PasswordResetRequestPayload', 'PepEndPayload',
  'PepRecordConnection', 'PepRecordEdge', 'PepSetPayload', 'PermissionGrant', 'PermissionSetRule', 'Posting', 'PreviewEntry',
  'PreviewMessage', 'PreviewPosting', 'PriceExplanation', 'PricePreview', 'PriceTier', 'ProposalAvailability',
  'ProposalConnection', 'ProposalDecidePayload', 'ProposalEdge', 'ProviderFault', 'Province', 'PublicRatePublishPayload',
  'PublicRateSchedulePayload', 'QueueStatus', 'QuoteDifference', 'QuoteDiscount', 'QuoteLockPayload', 'QuoteReplay',
  'RatePublicationConnection', 'RatePublicationEdge', 'ReferralConnection', 'ReferralEdge', 'ReferralSetPayload',
  'ReferredClient', 'RegistrationCodeSendPayload', 'RegistrationDraft', 'RegistrationDraftSavePayload',
  'RegistrationVerifyPayload', 'RelatedPersonAddPayload', 'RelatedPersonRemovePayload', 'ResyncRequired', 'RewardMovement',
  'RewardRedeemPayload', 'Rewards', 'RiskComputation', 'RiskFactor', 'RiskListStanding', 'RiskProfile', 'RiskRecalculatePayload',
  'RolePermissions', 'ScheduledRateCancelPayload', 'ScheduledRateConnection', 'ScheduledRateEdge', 'SearchHit',
  'SessionCreatePayload', 'SessionEndPayload', 'SessionRenewPayload', 'SessionRevokePayload', 'SessionsRevokeOthersPayload',
  'StaffMemberConnection', 'StaffMemberEdge', 'StreamPosition', 'SunatAnswer', 'SystemStatus', 'TimelineStep', 'TopicSetting',
  'TotpBeginPayload', 'TotpConfirmPayload', 'TotpDisablePayload', 'Upload', 'UploadConfirmPayload', 'UploadHeader',
  'UploadRequestPayload', 'UserCreatePayload', 'UserDeactivatePayload', 'UserError', 'UserErrorParam', 'UserPayload',
  'UserSetPayload', 'UserUpdatePayload', 'Warning', 'WarningParam',
];

/** Items of streams, which no cache keeps. */
export const items: readonly string[] = [
  'ApprovalEvent', 'BooksEvent', 'ChangeEvent', 'HoldEvent', 'InvoiceEvent', 'InvoiceQueueEvent', 'MessageEvent',
  'NotificationAdded', 'OperationEvent', 'ParameterEvent', 'ResyncRequired', 'StreamPosition',
];

/** Fields of kept objects whose new list takes the place of the one before. */
export const lists: Readonly<Record<string, readonly string[]>> = {
  'AuditEntry': [
    'changes'
  ],
  'Bank': [
    'accountNumbers'
  ],
  'Client': [
    'accounts',
    'consents',
    'contacts',
    'invoices',
    'relatedPersons'
  ],
  'ClientDocument': [
    'matches'
  ],
  'Deposit': [
    'duplicates'
  ],
  'Invoice': [
    'availableActions'
  ],
  'LedgerEntry': [
    'postings'
  ],
  'ManualListCheck': [
    'results'
  ],
  'Operation': [
    'availableActions',
    'deposits',
    'holds',
    'invoices',
    'ledgerEntries',
    'notes',
    'payouts',
    'proofs',
    'timeline'
  ],
  'Parameter': [
    'coming'
  ],
  'Payout': [
    'duplicates'
  ],
  'Quote': [
    'blockers',
    'discounts'
  ],
  'Viewer': [
    'permissions'
  ]
};

/** Connections at the root, and the arguments that make them different lists. */
export const connections: Readonly<Record<string, readonly string[]>> = {
  'approvals': [
    'filter'
  ],
  'auditEntries': [
    'filter'
  ],
  'clients': [
    'filter'
  ],
  'invoices': [
    'filter',
    'sort'
  ],
  'notifications': [
    'unreadOnly'
  ],
  'operations': [
    'filter',
    'sort'
  ],
  'outboxMessages': [
    'filter'
  ],
  'parameterHistory': [
    'key'
  ],
  'pepRecords': [],
  'ratePublications': [],
  'referrals': [
    'filter'
  ],
  'reviewQueue': [],
  'scheduledRates': [
    'open'
  ],
  'staff': [
    'filter'
  ]
};
