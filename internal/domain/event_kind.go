package domain

// EventKind is what happened to a thing. A kind is told with its thing: a client is DEACTIVATED, and so is a user. [EventTypes] is
// the table of what may be told of what.
type EventKind string

// The events of an operation.
const (
	EventCreated            EventKind = "CREATED"
	EventAmended            EventKind = "AMENDED"
	EventDepositReported    EventKind = "DEPOSIT_REPORTED"
	EventDepositWithdrawn   EventKind = "DEPOSIT_WITHDRAWN"
	EventDepositConfirmed   EventKind = "DEPOSIT_CONFIRMED"
	EventDepositUnconfirmed EventKind = "DEPOSIT_UNCONFIRMED"
	EventDepositRejected    EventKind = "DEPOSIT_REJECTED"
	EventDepositRefunded    EventKind = "DEPOSIT_REFUNDED"
	EventDepositApplied     EventKind = "DEPOSIT_APPLIED"
	EventDepositUnapplied   EventKind = "DEPOSIT_UNAPPLIED"
	EventDepositCounted     EventKind = "DEPOSIT_COUNTED"
	EventAssigned           EventKind = "ASSIGNED"
	EventPayoutAdded        EventKind = "PAYOUT_ADDED"
	EventPayoutVoided       EventKind = "PAYOUT_VOIDED"
	EventProofAdded         EventKind = "PROOF_ADDED"
	EventCompleted          EventKind = "COMPLETED"
	EventReturned           EventKind = "RETURNED"
	EventCanceled           EventKind = "CANCELED"
	EventExpired            EventKind = "EXPIRED"
	EventHeld               EventKind = "HELD"
	EventReleased           EventKind = "RELEASED"
	EventUnassigned         EventKind = "UNASSIGNED"
	EventOperatorNamed      EventKind = "OPERATOR_NAMED"
)

// OperationEvents lists the events of an operation.
func OperationEvents() []EventKind {
	return []EventKind{
		EventCreated, EventAmended, EventDepositReported, EventDepositWithdrawn, EventDepositConfirmed,
		EventDepositUnconfirmed, EventDepositRejected, EventDepositRefunded, EventDepositApplied, EventDepositUnapplied,
		EventDepositCounted, EventAssigned, EventPayoutAdded, EventPayoutVoided, EventProofAdded, EventCompleted,
		EventReturned, EventCanceled, EventExpired, EventHeld, EventReleased, EventUnassigned, EventOperatorNamed,
	}
}

// The events of an alert about an operation: it goes into the night; a hold was added to another that is open, or released while
// another stays, so that it is held as before.
const (
	EventOvernight  EventKind = "OVERNIGHT"
	EventHoldAdded  EventKind = "HOLD_ADDED"
	EventHoldLifted EventKind = "HOLD_LIFTED"
)

// The events of rates. Of the base no figure is told: a client that came to see it would know the margin of the house.
const (
	EventPublicRatePublished EventKind = "PUBLIC_RATE_PUBLISHED"
	EventBaseRatePublished   EventKind = "BASE_RATE_PUBLISHED"
	// EventScheduledRateRefused tells that a pair was not published at its instant: by then the guard, or who scheduled it, stood in the way.
	EventScheduledRateRefused   EventKind = "SCHEDULED_RATE_REFUSED"
	EventScheduledRateSet       EventKind = "SCHEDULED_RATE_SET"
	EventScheduledRateCanceled  EventKind = "SCHEDULED_RATE_CANCELED"
	EventScheduledRatePublished EventKind = "SCHEDULED_RATE_PUBLISHED"
)

// The events of a client and of its accounts.
const (
	EventClientRegistered EventKind = "REGISTERED"
	// EventClientActivated tells that the first e-mail of a client is proved, by a code or by a link.
	EventClientActivated     EventKind = "ACTIVATED"
	EventClientUpdated       EventKind = "UPDATED"
	EventEmailChanged        EventKind = "EMAIL_CHANGED"
	EventFirstContactChanged EventKind = "FIRST_CONTACT_CHANGED"
	EventFirstContactUndone  EventKind = "FIRST_CONTACT_UNDONE"
	EventAddressUpdated      EventKind = "ADDRESS_UPDATED"
	EventContactAdded        EventKind = "CONTACT_ADDED"
	EventContactVerified     EventKind = "CONTACT_VERIFIED"
	EventContactRemoved      EventKind = "CONTACT_REMOVED"
	EventClientDeactivated   EventKind = "DEACTIVATED"
	EventClientReactivated   EventKind = "REACTIVATED"
	EventClientReassigned    EventKind = "REASSIGNED"
	EventDataExported        EventKind = "DATA_EXPORTED"
	EventAccountAdded        EventKind = "ACCOUNT_ADDED"
	EventAccountRemoved      EventKind = "ACCOUNT_REMOVED"
	EventAccountConfirmed    EventKind = "ACCOUNT_CONFIRMED"
)

// The events of a client's identification. Those that change its state stand in the table of [NextKYC].
const (
	EventDocumentSubmitted EventKind = "DOCUMENT_SUBMITTED"
	EventDocumentAccepted  EventKind = "DOCUMENT_ACCEPTED"
	EventDocumentRejected  EventKind = "DOCUMENT_REJECTED"
	EventReviewStarted     EventKind = "REVIEW_STARTED"
	EventKYCProposed       EventKind = "KYC_PROPOSED"
	EventKYCDeclined       EventKind = "KYC_DECLINED"
	EventKYCWithdrawn      EventKind = "KYC_WITHDRAWN"
	EventKYCApproved       EventKind = "KYC_APPROVED"
	EventKYCRejected       EventKind = "KYC_REJECTED"
	EventKYCReopened       EventKind = "KYC_REOPENED"
	// EventDuplicateFound tells that a file is the same as another's, or looks like it.
	EventDuplicateFound EventKind = "DUPLICATE_FOUND"
)

// The events of a proposal, whatever it is about. What a decision does is told of the thing concerned as well.
const (
	EventProposed          EventKind = "PROPOSED"
	EventProposalConfirmed EventKind = "CONFIRMED"
	EventProposalDeclined  EventKind = "DECLINED"
	EventProposalWithdrawn EventKind = "WITHDRAWN"
)

// ProposalEvents lists the events of a proposal.
func ProposalEvents() []EventKind {
	return []EventKind{EventProposed, EventProposalConfirmed, EventProposalDeclined, EventProposalWithdrawn}
}

// The events of a message to be sent: it is tried no more, and a person had it tried again.
const (
	EventMessageGivenUp  EventKind = "GIVEN_UP"
	EventMessageReplayed EventKind = "REPLAYED"
)

// MessageEvents lists the events of a message.
func MessageEvents() []EventKind { return []EventKind{EventMessageGivenUp, EventMessageReplayed} }

// The events of an electronic document beside those of its states: its PDF is there, its term is near, and a person sent it to its client
// once more.
const (
	EventInvoiceReady  EventKind = "INVOICE_READY"
	EventInvoiceDue    EventKind = "INVOICE_DUE"
	EventInvoiceResent EventKind = "INVOICE_RESENT"
)

// EventInvoiceSeriesBegun tells with which number a series begins.
const EventInvoiceSeriesBegun EventKind = "INVOICE_SERIES_BEGUN"

// The events of the queue of documents: the provider refuses the account of the house, and takes documents again.
const (
	EventInvoiceQueueStopped EventKind = "INVOICE_QUEUE_STOPPED"
	EventInvoiceQueueResumed EventKind = "INVOICE_QUEUE_RESUMED"
)

// The events of the books: a look at them, or a proof of them, found what was not found before, and they are whole again.
const (
	EventBooksUnbalanced EventKind = "BOOKS_UNBALANCED"
	EventBooksBalanced   EventKind = "BOOKS_BALANCED"
)

// BooksEvents lists the events of the books.
func BooksEvents() []EventKind { return []EventKind{EventBooksUnbalanced, EventBooksBalanced} }

// Event is what the log tells of a document that comes into the state.
func (s InvoiceState) Event() EventKind { return EventKind("INVOICE_" + string(s)) }

// InvoiceEvents lists the events of an electronic document.
func InvoiceEvents() []EventKind {
	kinds := make([]EventKind, 0, len(invoiceStates)+3)
	for _, state := range InvoiceStates() {
		kinds = append(kinds, state.Event())
	}
	return append(kinds, EventInvoiceReady, EventInvoiceDue, EventInvoiceResent)
}

// The events of a person of the house.
const (
	EventUserCreated         EventKind = "CREATED"
	EventUserUpdated         EventKind = "UPDATED"
	EventRoleChanged         EventKind = "ROLE_CHANGED"
	EventUserDeactivated     EventKind = "DEACTIVATED"
	EventUserRehired         EventKind = "REHIRED"
	EventPasswordForced      EventKind = "PASSWORD_CHANGE_FORCED"
	EventSecondFactorReset   EventKind = "TOTP_RESET"
	EventPermissionGranted   EventKind = "GRANTED"
	EventPermissionWithdrawn EventKind = "REVOKED"
	EventSetGranted          EventKind = "SET_GRANTED"
	EventSetWithdrawn        EventKind = "SET_WITHDRAWN"
)

// The events of somebody's way in: of credentials, sessions and access tokens.
const (
	EventPasswordChanged EventKind = "PASSWORD_CHANGED"
	EventTOTPEnabled     EventKind = "TOTP_ENABLED"
	EventTOTPDisabled    EventKind = "TOTP_DISABLED"
	EventInvited         EventKind = "INVITED"
	EventSessionStarted  EventKind = "SESSION_STARTED"
	EventSessionLifted   EventKind = "SESSION_LIFTED"
	EventSessionEnded    EventKind = "SESSION_ENDED"
	EventTokenCreated    EventKind = "CREATED"
	EventTokenRotated    EventKind = "ROTATED"
	EventTokenRevoked    EventKind = "REVOKED"
)

// The events of rewards: of pips that moved, of a code that an operation has, and of who recommended the house.
const (
	EventRewardEarned   EventKind = "REWARD_EARNED"
	EventRewardRedeemed EventKind = "REWARD_REDEEMED"
	EventCouponReserved EventKind = "COUPON_RESERVED"
	EventCouponReleased EventKind = "COUPON_RELEASED"
	EventCouponConsumed EventKind = "COUPON_CONSUMED"
	// EventReferralFlagged tells that a client has much in common with who recommended the house to it, EventReferralDecided what a person
	// of the house decided about it.
	EventReferralFlagged EventKind = "REFERRAL_FLAGGED"
	EventReferralDecided EventKind = "REFERRAL_DECIDED"
	EventCampaignCreated EventKind = "CAMPAIGN_CREATED"
	EventCampaignEnded   EventKind = "CAMPAIGN_ENDED"
	// EventCodesGuessed tells that more codes are tried in the whole house than people mistype.
	EventCodesGuessed EventKind = "REWARD_CODES_GUESSED"
)

// The events of a client's risk: its score, level or regime is another, and somebody should look at the client again.
const (
	EventRiskChanged   EventKind = "RISK_CHANGED"
	EventRiskReviewDue EventKind = "RISK_REVIEW_DUE"
)

// The events of a monitoring rule: somebody wrote a version of it, one was tried on history, one came in force, and one went out of it
// without another.
const (
	EventRuleCreated  EventKind = "RULE_CREATED"
	EventRuleTried    EventKind = "RULE_TRIED"
	EventRuleSwitched EventKind = "RULE_SWITCHED"
	EventRuleRetired  EventKind = "RULE_RETIRED"
)

// RuleEvents lists the events of a monitoring rule.
func RuleEvents() []EventKind {
	return []EventKind{EventRuleCreated, EventRuleTried, EventRuleSwitched, EventRuleRetired}
}

// The events of what was found of a client on lists: how it stands is something else than before, there is something to look at, and two people
// said what it is.
const (
	EventScreened   EventKind = "SCREENED"
	EventHitOpened  EventKind = "HIT_OPENED"
	EventHitDecided EventKind = "HIT_DECIDED"
)

// The events of what a client may do: it is restricted for a cause, and two persons lifted that.
const (
	EventClientRestricted EventKind = "CLIENT_RESTRICTED"
	EventClientReleased   EventKind = "CLIENT_RELEASED"
)

// The events of an alert. What the officer makes of one is told of its case.
const (
	EventAlertOpened   EventKind = "ALERT_OPENED"
	EventAlertTaken    EventKind = "ALERT_TAKEN"
	EventAlertNoted    EventKind = "ALERT_NOTED"
	EventAlertResolved EventKind = "ALERT_RESOLVED"
	// EventAlertOverdue tells that nobody ended a step of an alert within its term.
	EventAlertOverdue EventKind = "ALERT_OVERDUE"
)

// The events of a case, which the officer and the alternate hear.
const (
	EventCaseOpened    EventKind = "CASE_OPENED"
	EventCaseJoined    EventKind = "CASE_JOINED"
	EventCaseDecided   EventKind = "CASE_DECIDED"
	EventReportDrafted EventKind = "REPORT_DRAFTED"
	EventReportFiled   EventKind = "REPORT_FILED"
	EventReportAlarmed EventKind = "REPORT_ALARMED"
	EventCaseOverdue   EventKind = "CASE_OVERDUE"
)

// EventParameterSet tells that a parameter of the house has another value from an instant on.
const EventParameterSet EventKind = "SET"

// The events of a list: another version is active, one was not taken, and nobody has seen for too long that it is the publisher's.
const (
	EventListActivated EventKind = "LIST_ACTIVATED"
	EventListRejected  EventKind = "LIST_REJECTED"
	EventListStale     EventKind = "LIST_STALE"
)

// EventNotified tells of a new line in somebody's inbox.
const EventNotified EventKind = "NOTIFIED"
