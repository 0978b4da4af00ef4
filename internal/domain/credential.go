package domain

import "slices"

// ChallengeKind is what a secret that was sent to somebody proves, once.
type ChallengeKind string

// The kinds. A code is typed by a person, a link carries a long secret.
const (
	// ChallengeRegistration proves the e-mail of a client that registered itself: a code.
	ChallengeRegistration ChallengeKind = "REGISTRATION_CODE"
	// ChallengeContact proves a further e-mail of a client: a code.
	ChallengeContact ChallengeKind = "CONTACT_CODE"
	// ChallengePasswordReset lets somebody choose a new password: a link (RULE-PWD-1).
	ChallengePasswordReset ChallengeKind = "PASSWORD_RESET_LINK"
	// ChallengeInvitation lets somebody whom the house registered choose the first password: a link.
	ChallengeInvitation ChallengeKind = "INVITATION_LINK"
	// ChallengeFirstContact proves another first e-mail of a client, or agrees to another first telephone: a code.
	ChallengeFirstContact ChallengeKind = "FIRST_CONTACT_CODE"
	// ChallengeUndoEmail undoes a change of the first e-mail, ChallengeUndoPhone one of the first telephone: a link to the e-mail that
	// the house trusts meanwhile. They are two, so that neither ends the other.
	ChallengeUndoEmail ChallengeKind = "UNDO_EMAIL_LINK"
	ChallengeUndoPhone ChallengeKind = "UNDO_PHONE_LINK"
)

// ChallengeKinds lists every kind.
func ChallengeKinds() []ChallengeKind {
	return []ChallengeKind{ChallengeRegistration, ChallengeContact, ChallengePasswordReset, ChallengeInvitation,
		ChallengeFirstContact, ChallengeUndoEmail, ChallengeUndoPhone}
}

// Values lists the kinds for the database's enum check.
func (ChallengeKind) Values() []string { return valuesOf(ChallengeKinds()) }

// SessionRestriction is what a session must do before anything else; empty for a whole session.
type SessionRestriction string

// A restricted session reads who it is, does the one thing, or ends.
const (
	RestrictedToPassword SessionRestriction = "PASSWORD_CHANGE"
	RestrictedToTOTP     SessionRestriction = "TOTP_SETUP"
)

// SessionRestrictions lists every restriction.
func SessionRestrictions() []SessionRestriction {
	return []SessionRestriction{RestrictedToPassword, RestrictedToTOTP}
}

// Values lists the restrictions for the database's enum check.
func (SessionRestriction) Values() []string { return valuesOf(SessionRestrictions()) }

// TokenAudience says for whom an access token is.
type TokenAudience string

// An analyst's token reads masked rows only; a machine's key acts within its scopes for the person who answers for it.
const (
	TokenAnalyst TokenAudience = "ANALYST"
	TokenMachine TokenAudience = "MACHINE"
)

// TokenAudiences lists every audience.
func TokenAudiences() []TokenAudience { return []TokenAudience{TokenAnalyst, TokenMachine} }

// Values lists the audiences for the database's enum check.
func (TokenAudience) Values() []string { return valuesOf(TokenAudiences()) }

// TokenScope is a part of the API that a token opens.
type TokenScope string

// The scopes. A token never has more than the person behind it.
const (
	ScopeReadRates      TokenScope = "READ_RATES"
	ScopeReadOperations TokenScope = "READ_OPERATIONS"
	ScopeReadClients    TokenScope = "READ_CLIENTS"
	ScopeReadLedger     TokenScope = "READ_LEDGER"
	ScopeReadSchema     TokenScope = "READ_SCHEMA"
	ScopeWriteClients   TokenScope = "WRITE_CLIENTS"
	ScopeWriteOperation TokenScope = "WRITE_OPERATIONS"
	ScopeWriteRates     TokenScope = "WRITE_RATES"
)

// TokenScopes lists every scope.
func TokenScopes() []TokenScope {
	return []TokenScope{ScopeReadRates, ScopeReadOperations, ScopeReadClients, ScopeReadLedger, ScopeReadSchema,
		ScopeWriteClients, ScopeWriteOperation, ScopeWriteRates}
}

// Values lists the scopes.
func (TokenScope) Values() []string { return valuesOf(TokenScopes()) }

// scopePermissions is what each scope opens, out of what the person behind the token may do.
var scopePermissions = map[TokenScope][]Permission{
	ScopeReadRates:      {RatesBase},
	ScopeReadOperations: {OperationsRead, NotesRead, UsersRead},
	ScopeReadClients:    {ClientsRead, UsersRead},
	ScopeReadLedger:     {LedgerRead, BalancesRead},
	ScopeReadSchema:     {SchemaExplore},
	ScopeWriteClients:   {ClientsCreate, AccountsWrite},
	ScopeWriteOperation: {OperationsCreate, DepositsReport, OperationsCancel, FilesUpload},
	ScopeWriteRates:     {RatesPublish},
}

// Permissions lists what a scope opens, out of what the person behind the token may do.
func (s TokenScope) Permissions() []Permission { return slices.Clone(scopePermissions[s]) }

// Opens tells whether one of the scopes opens a permission.
func Opens(scopes []TokenScope, permission Permission) bool {
	return slices.ContainsFunc(scopes, func(scope TokenScope) bool { return slices.Contains(scopePermissions[scope], permission) })
}

// Needs lists the scopes without which this one is of no use: who changes something must see what it is about.
func (s TokenScope) Needs() []TokenScope {
	switch s {
	case ScopeWriteClients:
		return []TokenScope{ScopeReadClients}
	case ScopeWriteOperation:
		return []TokenScope{ScopeReadOperations, ScopeReadClients}
	case ScopeWriteRates:
		return []TokenScope{ScopeReadRates}
	}
	return nil
}

// Writes tells whether a scope lets anything be changed.
func (s TokenScope) Writes() bool {
	return s == ScopeWriteClients || s == ScopeWriteOperation || s == ScopeWriteRates
}
