package domain

import (
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/money"
)

// Currency is money.Currency under the name that the schema uses.
type Currency = money.Currency

// UserStatus is the state of a person of the house.
type UserStatus string

// A user is active, or deactivated for good until hired again.
const (
	UserActive      UserStatus = "ACTIVE"
	UserDeactivated UserStatus = "DEACTIVATED"
)

// Values lists the states for the database's enum check.
func (UserStatus) Values() []string { return []string{string(UserActive), string(UserDeactivated)} }

// ClientStatus is the state of a client (decisions.md, Lifecycle).
type ClientStatus string

// PENDING_VERIFICATION may do nothing; ACTIVE quotes and operates inside its limits.
const (
	ClientPendingVerification ClientStatus = "PENDING_VERIFICATION"
	ClientActive              ClientStatus = "ACTIVE"
	ClientDeactivated         ClientStatus = "DEACTIVATED"
)

// Values lists the states for the database's enum check.
func (ClientStatus) Values() []string {
	return []string{string(ClientPendingVerification), string(ClientActive), string(ClientDeactivated)}
}

// KYCStatus is the one state of a client's identification (RULE-KYC-1).
type KYCStatus string

// The states of identification.
const (
	KYCPending  KYCStatus = "PENDING"
	KYCInReview KYCStatus = "IN_REVIEW"
	KYCApproved KYCStatus = "APPROVED"
	KYCRejected KYCStatus = "REJECTED"
)

// Values lists the states for the database's enum check.
func (KYCStatus) Values() []string {
	return []string{string(KYCPending), string(KYCInReview), string(KYCApproved), string(KYCRejected)}
}

// AccountKind is the kind of a bank account.
type AccountKind string

// SAVINGS is "Ahorro", CHECKING is "Corriente".
const (
	AccountSavings  AccountKind = "SAVINGS"
	AccountChecking AccountKind = "CHECKING"
)

// Values lists the kinds for the database's enum check.
func (AccountKind) Values() []string {
	return []string{string(AccountSavings), string(AccountChecking)}
}

// SessionKind says who signed in and how long the session lives (decisions.md, sessions).
type SessionKind string

// Staff have one live session; clients may have several.
const (
	SessionStaff     SessionKind = "STAFF"
	SessionClientWeb SessionKind = "CLIENT_WEB"
	SessionClientApp SessionKind = "CLIENT_APP"
)

// SessionKinds lists every kind.
func SessionKinds() []SessionKind {
	return []SessionKind{SessionStaff, SessionClientWeb, SessionClientApp}
}

// Valid tells whether k is a kind of session.
func (k SessionKind) Valid() bool { return slices.Contains(SessionKinds(), k) }

// Values lists the kinds for the database's enum check.
func (SessionKind) Values() []string { return valuesOf(SessionKinds()) }

// SessionEnd says why a session ended before its time.
type SessionEnd string

// The reasons.
const (
	SessionSignedOut SessionEnd = "SIGNED_OUT"
	SessionReplaced  SessionEnd = "REPLACED"
	SessionRevoked   SessionEnd = "REVOKED"
	SessionTimedOut  SessionEnd = "TIMED_OUT"
)

// Values lists the reasons for the database's enum check.
func (SessionEnd) Values() []string {
	return []string{string(SessionSignedOut), string(SessionReplaced), string(SessionRevoked), string(SessionTimedOut)}
}

// ActorKind says what kind of caller acted.
type ActorKind string

// The kinds of caller.
const (
	ActorStaff     ActorKind = "STAFF"
	ActorClient    ActorKind = "CLIENT"
	ActorSystem    ActorKind = "SYSTEM"
	ActorAnonymous ActorKind = "ANONYMOUS"
)

// Values lists the kinds for the database's enum check.
func (ActorKind) Values() []string {
	return []string{string(ActorStaff), string(ActorClient), string(ActorSystem), string(ActorAnonymous)}
}

// RateSource says how a public rate came about.
type RateSource string

// BASE rates are derived from the base rate by the spread; MANUAL ones are typed.
const (
	RateFromBase RateSource = "BASE"
	RateManual   RateSource = "MANUAL"
)

// Values lists the sources for the database's enum check.
func (RateSource) Values() []string { return []string{string(RateFromBase), string(RateManual)} }

// HouseUserID is the system owner of self-registered clients; the first migration makes the row.
func HouseUserID() uuid.UUID {
	return uuid.UUID{6: 0x70, 8: 0x80, 15: 1}
}
