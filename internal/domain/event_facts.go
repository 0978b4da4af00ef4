package domain

import (
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/money"
)

// The facts of events: what was true when they happened. They hold no personal data, reasons are codes, and decimals are texts. The
// facts of operations stand in operation_facts.go.

// RatesFacts are those of a PUBLIC_RATE_PUBLISHED.
type RatesFacts struct {
	HouseBuys  money.Rate `json:"houseBuys"`
	HouseSells money.Rate `json:"houseSells"`
}

// ScheduledRateFacts are those of a SCHEDULED_RATE_REFUSED.
type ScheduledRateFacts struct {
	HouseBuys  money.Rate `json:"houseBuys"`
	HouseSells money.Rate `json:"houseSells"`
	// ScheduledBy is whose it was, PublishAt its instant, Code why it was refused.
	ScheduledBy uuid.UUID `json:"scheduledBy"`
	PublishAt   time.Time `json:"publishAt"`
	Code        Code      `json:"code"`
}

// RegisteredFacts are those of a REGISTERED.
type RegisteredFacts struct {
	Status       ClientStatus `json:"status"`
	Channel      Channel      `json:"channel"`
	DocumentType DocumentType `json:"documentType"`
	ByStaff      bool         `json:"byStaff"`
	// SharedEmail tells that another client has the e-mail.
	SharedEmail bool `json:"sharedEmail"`
}

// FieldsFacts name what was changed of a client or a user.
type FieldsFacts struct {
	Fields []string `json:"fields"`
}

// ContactFacts say which kind of contact an event is about.
type ContactFacts struct {
	Kind ContactKind `json:"kind"`
}

// ReassignedFacts say from whose portfolio a client went to whose.
type ReassignedFacts struct {
	From uuid.UUID `json:"from"`
	To   uuid.UUID `json:"to"`
}

// ExportedFacts are those of a DATA_EXPORTED.
type ExportedFacts struct {
	ByStaff bool `json:"byStaff"`
}

// AccountFacts say which account of a client an event is about.
type AccountFacts struct {
	Bank     string         `json:"bank"`
	Currency money.Currency `json:"currency"`
	Kind     AccountKind    `json:"kind,omitempty"`
}

// SubmittedFacts are those of a DOCUMENT_SUBMITTED; Complete tells that nothing is missing any more.
type SubmittedFacts struct {
	Kind     DocumentKind `json:"kind"`
	Complete bool         `json:"complete"`
}

// ReviewedFacts are the verdict on a paper; a rejection has a reason.
type ReviewedFacts struct {
	Kind   DocumentKind `json:"kind"`
	Reason KYCReason    `json:"reason,omitempty"`
}

// ProposedFacts say what was proposed for an identification.
type ProposedFacts struct {
	Approve bool `json:"approve"`
}

// KYCRejectedFacts are those of a KYC_REJECTED.
type KYCRejectedFacts struct {
	Reason KYCReason `json:"reason"`
}

// ParameterFacts say which parameter has another value, and from when on.
type ParameterFacts struct {
	Key       ParameterKey `json:"key"`
	ValidFrom time.Time    `json:"validFrom"`
}

// RuleFacts say which version of a monitoring rule an event is about, and in whose place it comes; 0 for nobody's.
type RuleFacts struct {
	Code     MonitoringCode `json:"code"`
	Version  int            `json:"version"`
	Replaces int            `json:"replaces,omitempty"`
}

// DuplicateFacts are those of a DUPLICATE_FOUND.
type DuplicateFacts struct {
	Purpose FilePurpose    `json:"purpose"`
	Matches []FileLikeness `json:"matches"`
}

// FileLikeness is a file that another is alike, and in how many bits of 64 the two differ.
type FileLikeness struct {
	FileID   uuid.UUID     `json:"fileId"`
	Kind     FileMatchKind `json:"kind"`
	Distance int           `json:"distance"`
}

// HiredFacts are those of a user's CREATED.
type HiredFacts struct {
	Role Role `json:"role"`
}

// RoleChangedFacts are those of a ROLE_CHANGED, with what became of the operations that the person held.
type RoleChangedFacts struct {
	From            Role `json:"from"`
	To              Role `json:"to"`
	MovedOperations int  `json:"movedOperations"`
	LeftOperations  int  `json:"leftOperations"`
}

// DismissedFacts are those of a user's DEACTIVATED, with what became of its portfolio and its operations.
type DismissedFacts struct {
	MovedClients    int `json:"movedClients"`
	MovedOperations int `json:"movedOperations"`
	LeftOperations  int `json:"leftOperations"`
}

// GrantFacts name the permission that was granted or withdrawn.
type GrantFacts struct {
	Permission Permission `json:"permission"`
}

// SetFacts name the set of permissions that somebody was given or that was taken away.
type SetFacts struct {
	Set PermissionSet `json:"set"`
}

// PasswordChangedFacts are those of a PASSWORD_CHANGED; ByLink tells that the person did not have its password.
type PasswordChangedFacts struct {
	ByLink bool `json:"byLink"`
}

// SessionStartedFacts are those of a SESSION_STARTED.
type SessionStartedFacts struct {
	Kind SessionKind `json:"kind"`
	// Device is what the person recognises the device by, NewDevice that it had others before and not this one for long.
	Device    string `json:"device"`
	NewDevice bool   `json:"newDevice"`
}

// SessionLiftedFacts are those of a SESSION_LIFTED: what the session still owes; empty when it is whole.
type SessionLiftedFacts struct {
	Restriction SessionRestriction `json:"restriction"`
}

// SessionEndedFacts are those of a SESSION_ENDED.
type SessionEndedFacts struct {
	Reason SessionEnd `json:"reason"`
}

// TokenCreatedFacts are those of a token's CREATED.
type TokenCreatedFacts struct {
	Audience TokenAudience `json:"audience"`
}

// TokenRotatedFacts are those of a ROTATED: until when the older token works.
type TokenRotatedFacts struct {
	RetiresAt time.Time `json:"retiresAt"`
}

// ProposalFacts say what a proposal asks for, and about which kind of thing.
type ProposalFacts struct {
	Kind   ProposalKind `json:"kind"`
	Object ObjectKind   `json:"object"`
}

// MessageFacts say what a message is about, and which way it goes.
type MessageFacts struct {
	Kind    string         `json:"kind"`
	Channel MessageChannel `json:"channel"`
}

// NotifiedFacts say of what kind a new line of an inbox is.
type NotifiedFacts struct {
	Kind  string `json:"kind"`
	Topic Topic  `json:"topic"`
}

// RewardFacts are those of pips that moved: how many, and the balance since.
type RewardFacts struct {
	Pips    money.Pips `json:"pips"`
	Balance money.Pips `json:"balance"`
}

// CouponFacts are those of a code that an operation has.
type CouponFacts struct {
	// Operation is the code of the operation.
	Operation string         `json:"operation"`
	Kind      RewardCodeKind `json:"kind"`
	Pips      money.Pips     `json:"pips"`
}

// ReferralFacts are those of a referral that looks like one person's, and of what was decided about it.
type ReferralFacts struct {
	Flags     []ReferralFlag `json:"flags"`
	Suspended bool           `json:"suspended"`
}

// CodesGuessedFacts say how many unknown codes an hour are more than people mistype.
type CodesGuessedFacts struct {
	AnHour int `json:"anHour"`
}

// InvoiceToldFacts say what became of an electronic document; From is empty for one that was asked for.
type InvoiceToldFacts struct {
	OperationID uuid.UUID    `json:"operationId"`
	Kind        InvoiceKind  `json:"kind"`
	From        InvoiceState `json:"from,omitempty"`
	To          InvoiceState `json:"to"`
	// Number is empty before it is taken.
	Number string            `json:"number,omitempty"`
	Parked InvoiceParkReason `json:"parked,omitempty"`
	// Code is the provider's, of the fault behind the change; 0 for none.
	Code int `json:"code,omitempty"`
}

// ListActivatedFacts say which version of a list is the active one, and what it changed of the one before.
type ListActivatedFacts struct {
	Source    ListSource `json:"source"`
	VersionID uuid.UUID  `json:"versionId"`
	Entries   int        `json:"entries"`
	Added     int        `json:"added"`
	Changed   int        `json:"changed"`
	Removed   int        `json:"removed"`
}

// ListRejectedFacts say what was wrong with what arrived, and whether it waits for a person; the version is missing where nothing arrived.
type ListRejectedFacts struct {
	Source    ListSource `json:"source"`
	VersionID *uuid.UUID `json:"versionId,omitempty"`
	Fault     ListFault  `json:"fault"`
	Staged    bool       `json:"staged,omitempty"`
}

// ListStaleFacts say since when nobody has seen that a list is its publisher's; missing where nobody ever did.
type ListStaleFacts struct {
	Source    ListSource `json:"source"`
	CheckedAt *time.Time `json:"checkedAt,omitempty"`
}

// BooksFacts say what was found in the books: how many entries there were, how much is not as it must be, and the sums of all postings.
type BooksFacts struct {
	Entries  int64        `json:"entries"`
	Findings int64        `json:"findings"`
	Soles    money.Amount `json:"soles"`
	Dollars  money.Amount `json:"dollars"`
}

// InvoiceQueueFacts say with which code the provider refuses the account; none where the queue goes on.
type InvoiceQueueFacts struct {
	Code int `json:"code,omitempty"`
}

// InvoiceSeriesFacts say with which number a series begins.
type InvoiceSeriesFacts struct {
	Series string `json:"series"`
	First  int64  `json:"first"`
}

// RiskFactsTold say how a client's risk stands since, and how it stood; the former is empty for the first computation.
type RiskFactsTold struct {
	Trigger            RiskTrigger  `json:"trigger"`
	Score              int          `json:"score"`
	Level              RiskLevel    `json:"level"`
	DueDiligence       DueDiligence `json:"dueDiligence"`
	FormerScore        int          `json:"formerScore"`
	FormerLevel        RiskLevel    `json:"formerLevel,omitempty"`
	FormerDueDiligence DueDiligence `json:"formerDueDiligence,omitempty"`
}

// RiskReviewFacts say which regime asks for the review.
type RiskReviewFacts struct {
	DueDiligence DueDiligence `json:"dueDiligence"`
}

// ScreenedFacts say how somebody of a client's file stands to all lists since, and how it stood; the former is empty for the first time.
type ScreenedFacts struct {
	Subject ScreenedKind     `json:"subject"`
	Trigger ScreeningTrigger `json:"trigger"`
	Outcome ScreeningOutcome `json:"outcome"`
	Former  ScreeningOutcome `json:"former,omitempty"`
	// Waiting is how many hits wait for people.
	Waiting int `json:"waiting"`
}

// HitFacts say what was found on which list, how sure it is, and how it stands.
type HitFacts struct {
	HitID   uuid.UUID     `json:"hitId"`
	Subject ScreenedKind  `json:"subject"`
	Source  ListSource    `json:"source"`
	Band    ScreeningBand `json:"band"`
	// Exact tells that a document is the same.
	Exact bool     `json:"exact"`
	State HitState `json:"state"`
}

// RestrictionFacts say what keeps a client from acting, or does no more.
type RestrictionFacts struct {
	Restriction uuid.UUID        `json:"restriction"`
	Kind        RestrictionKind  `json:"kind"`
	Cause       RestrictionCause `json:"cause"`
}

// AlertFacts say what an alert is about.
type AlertFacts struct {
	Type     AlertType     `json:"type"`
	Severity AlertSeverity `json:"severity"`
	Rule     string        `json:"rule"`
}

// AlertEndFacts say how an alert ended, as everybody reads it who sees alerts.
type AlertEndFacts struct {
	Severity   AlertSeverity   `json:"severity"`
	Status     AlertStatus     `json:"status"`
	Resolution AlertResolution `json:"resolution"`
}

// AlertOverdueFacts say which status an alert has kept for too long.
type AlertOverdueFacts struct {
	Severity AlertSeverity `json:"severity"`
	Status   AlertStatus   `json:"status"`
}

// CaseAlertFacts say which alert a case has since.
type CaseAlertFacts struct {
	AlertID uuid.UUID `json:"alertId"`
}

// CaseFacts say how a case stands since; From is empty where it stays as it is.
type CaseFacts struct {
	From CaseState `json:"from,omitempty"`
	To   CaseState `json:"to"`
}

// ReportAlarmFacts say how many alarms of the term of a report were due; Over tells that the term is.
type ReportAlarmFacts struct {
	Alarms int  `json:"alarms"`
	Over   bool `json:"over"`
}
