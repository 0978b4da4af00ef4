package domain

import "slices"

// Permission is one thing that a caller may do.
type Permission string

// The permissions of operations and of what hangs on them (decisions.md, "Who may").
const (
	OperationsRead   Permission = "operations.read"
	OperationsCreate Permission = "operations.create"
	DepositsReport   Permission = "deposits.report"
	OperationsCancel Permission = "operations.cancel"
	OperationsAmend  Permission = "operations.amend"
	// OperationsSettle covers deposits seen, payouts, proofs, completion and return.
	OperationsSettle   Permission = "operations.settle"
	OperationsTake     Permission = "operations.take"
	OperationsReassign Permission = "operations.reassign"
	OperationsHold     Permission = "operations.hold"
	NotesRead          Permission = "notes.read"
	NotesWrite         Permission = "notes.write"
	RatesPublish       Permission = "rates.publish"
	// RatesBase covers the base rate and the waterfall of a price.
	RatesBase Permission = "rates.base"
	// RatesOverride covers publications beyond the deviation guard (OPEN-5).
	RatesOverride     Permission = "rates.override"
	BalancesRead      Permission = "balances.read"
	LedgerRead        Permission = "ledger.read"
	HouseAccountsOpen Permission = "houseAccounts.open"
	ClientsRead       Permission = "clients.read"
	ClientsCreate     Permission = "clients.create"
	AccountsWrite     Permission = "accounts.write"
	UsersRead         Permission = "users.read"
	UsersWrite        Permission = "users.write"
	// ClientsUpdate covers a client's names, contacts, address and what it declared.
	ClientsUpdate     Permission = "clients.update"
	ClientsReassign   Permission = "clients.reassign"
	ClientsDeactivate Permission = "clients.deactivate"
	// ClientsExport covers all that the house knows of one client, in one file.
	ClientsExport Permission = "clients.export"
	// AccountsConfirm covers saying that an account was seen to be the client's own.
	AccountsConfirm Permission = "accounts.confirm"
	// KYCRead covers a client's papers and how its identification stands.
	KYCRead         Permission = "kyc.read"
	DocumentsSubmit Permission = "documents.submit"
	// KYCReview covers verdicts on papers, and proposing and deciding identifications.
	KYCReview Permission = "kyc.review"
	AuditRead Permission = "audit.read"
	// MessagesManage covers what could not be sent, and sending it again.
	MessagesManage Permission = "messages.manage"
	// TokensManage covers access tokens: a Master's over everybody's, an analyst's over its own.
	TokensManage Permission = "tokens.manage"
	FilesUpload  Permission = "files.upload"
	// CalendarManage covers the days and hours on which the house stays closed.
	CalendarManage Permission = "calendar.manage"
	// ParametersManage covers what people of the house change while it runs, but for its hours (HouseParameters).
	ParametersManage Permission = "parameters.manage"
	// RewardsRead covers a client's codes, pips and whom it referred; RewardsRedeem making codes of pips, and taking them back.
	RewardsRead   Permission = "rewards.read"
	RewardsRedeem Permission = "rewards.redeem"
	// CampaignsManage covers the house's own codes.
	CampaignsManage Permission = "campaigns.manage"
	// ReferralsDecide covers whether a referral earns that looks like one person's.
	ReferralsDecide Permission = "referrals.decide"
	// InvoicesRead covers electronic documents, and InvoicesManage what people do about them; InvoicesVoid is proposing and deciding to void
	// one at SUNAT.
	InvoicesRead   Permission = "invoices.read"
	InvoicesManage Permission = "invoices.manage"
	InvoicesVoid   Permission = "invoices.void"
	// RiskRead covers how much risk a client brings, and why; over a portfolio only what betrays nothing (areas.md E39). RiskManage covers
	// computing it again, what is known of political exposures, lists and related persons, and proposing and deciding a regime.
	RiskRead   Permission = "risk.read"
	RiskManage Permission = "risk.manage"
	// RulesManage covers the rules that watch operations: writing, trying and switching their versions, by two.
	RulesManage Permission = "rules.manage"
	// ScreeningReview covers what was found of clients on lists, asking for it again, and proposing what it is.
	ScreeningReview Permission = "screening.review"
	// AlertsRead covers what somebody of compliance must look at, and what rules said of operations; AlertsResolve taking and ending it.
	AlertsRead    Permission = "alerts.read"
	AlertsResolve Permission = "alerts.resolve"
	// ComplianceOfficer and ComplianceAlternate cover cases, reports of suspicious operations and the register of operations. No role has them:
	// they come with the office, and by nothing that an access token opens.
	ComplianceOfficer   Permission = "compliance.officer"
	ComplianceAlternate Permission = "compliance.alternate"
	// SystemRead covers how the program itself fares: its instance, jobs, queues and database.
	SystemRead Permission = "system.read"
	// SchemaExplore covers documents that are not registered, where only registered ones are answered, and for access tokens
	// introspection, which everybody else has who is signed in.
	SchemaExplore Permission = "schema.explore"
)

// Permissions lists every permission.
func Permissions() []Permission {
	return []Permission{OperationsRead, OperationsCreate, DepositsReport, OperationsCancel, OperationsAmend,
		OperationsSettle, OperationsTake, OperationsReassign, OperationsHold, NotesRead, NotesWrite, RatesPublish, RatesBase,
		RatesOverride, BalancesRead, LedgerRead, HouseAccountsOpen, ClientsRead, ClientsCreate, AccountsWrite, UsersRead,
		UsersWrite, ClientsUpdate, ClientsReassign, ClientsDeactivate, ClientsExport, AccountsConfirm, KYCRead, DocumentsSubmit,
		KYCReview, AuditRead, MessagesManage, TokensManage, FilesUpload, CalendarManage, ParametersManage,
		RewardsRead, RewardsRedeem, CampaignsManage, ReferralsDecide, InvoicesRead, InvoicesManage, InvoicesVoid,
		RiskRead, RiskManage, RulesManage, ScreeningReview, AlertsRead, AlertsResolve, ComplianceOfficer, ComplianceAlternate, SystemRead, SchemaExplore}
}

// Grantable lists the permissions that a Master may grant to one user beyond the role, one by one (decisions.md: a trader
// publishes rates "by granted permission"). What an office takes together is a set ([HouseSets]).
func Grantable() []Permission { return []Permission{RatesPublish, RatesBase} }

// Reach says over which rows a permission goes.
type Reach string

const (
	// ReachNone is the default: refused.
	ReachNone Reach = ""
	// ReachAll goes over every row.
	ReachAll Reach = "ALL"
	// ReachPortfolio goes over the trader's own clients, and the operations attributed to the trader.
	ReachPortfolio Reach = "PORTFOLIO"
	// ReachAssigned goes over the operations assigned to the operator.
	ReachAssigned Reach = "ASSIGNED"
	// ReachUnassigned goes over the operations that nobody holds.
	ReachUnassigned Reach = "UNASSIGNED"
	// ReachOwn goes over the client's own rows.
	ReachOwn Reach = "OWN"
)

// roleGrants is the permission matrix of decisions.md ("Who may") and domain.md 2.2. What is not here is refused.
var roleGrants = map[Role]map[Permission]Reach{
	RoleMaster: {
		OperationsRead: ReachAll, OperationsCreate: ReachAll, DepositsReport: ReachAll, OperationsCancel: ReachAll,
		OperationsAmend: ReachAll, OperationsSettle: ReachAll, OperationsTake: ReachUnassigned, OperationsReassign: ReachAll,
		OperationsHold: ReachAll, NotesRead: ReachAll, NotesWrite: ReachAll, RatesPublish: ReachAll, RatesBase: ReachAll,
		RatesOverride: ReachAll, BalancesRead: ReachAll, LedgerRead: ReachAll, HouseAccountsOpen: ReachAll, ClientsRead: ReachAll,
		ClientsCreate: ReachAll, AccountsWrite: ReachAll, UsersRead: ReachAll, UsersWrite: ReachAll, FilesUpload: ReachAll,
		ClientsUpdate: ReachAll, ClientsReassign: ReachAll, ClientsDeactivate: ReachAll, ClientsExport: ReachAll,
		AccountsConfirm: ReachAll, KYCRead: ReachAll, DocumentsSubmit: ReachAll, KYCReview: ReachAll, AuditRead: ReachAll,
		MessagesManage: ReachAll, TokensManage: ReachAll, CalendarManage: ReachAll, ParametersManage: ReachAll, SystemRead: ReachAll,
		RewardsRead: ReachAll, CampaignsManage: ReachAll, ReferralsDecide: ReachAll, SchemaExplore: ReachAll,
		InvoicesRead: ReachAll, InvoicesManage: ReachAll, InvoicesVoid: ReachAll, RiskRead: ReachAll, RiskManage: ReachAll,
		RulesManage: ReachAll, ScreeningReview: ReachAll, AlertsRead: ReachAll, AlertsResolve: ReachAll,
	},
	RoleTrader: {
		OperationsRead: ReachPortfolio, OperationsCreate: ReachPortfolio, DepositsReport: ReachPortfolio,
		OperationsCancel: ReachPortfolio, OperationsAmend: ReachPortfolio, NotesRead: ReachPortfolio, NotesWrite: ReachPortfolio,
		ClientsRead: ReachPortfolio, ClientsCreate: ReachPortfolio, AccountsWrite: ReachPortfolio, UsersRead: ReachAll,
		KYCRead: ReachPortfolio, DocumentsSubmit: ReachPortfolio, FilesUpload: ReachAll, RewardsRead: ReachPortfolio, SchemaExplore: ReachAll,
		InvoicesRead: ReachPortfolio, InvoicesManage: ReachPortfolio, RiskRead: ReachPortfolio,
	},
	RoleOperator: {
		OperationsRead: ReachAll, OperationsSettle: ReachAssigned, OperationsTake: ReachUnassigned, NotesRead: ReachAll,
		NotesWrite: ReachAll, RatesPublish: ReachAll, RatesBase: ReachAll, BalancesRead: ReachAll, ClientsRead: ReachAll,
		AccountsWrite: ReachAll, AccountsConfirm: ReachAll, UsersRead: ReachAll, FilesUpload: ReachAll, SchemaExplore: ReachAll,
		InvoicesRead: ReachAll, RiskRead: ReachAll,
	},
	RoleMiddleOffice: {
		OperationsRead: ReachAll, OperationsHold: ReachAll, NotesRead: ReachAll, ClientsRead: ReachAll, AccountsWrite: ReachAll,
		UsersRead: ReachAll, ClientsUpdate: ReachAll, ClientsDeactivate: ReachAll, AccountsConfirm: ReachAll, KYCRead: ReachAll,
		DocumentsSubmit: ReachAll, KYCReview: ReachAll, AuditRead: ReachAll, FilesUpload: ReachAll, ParametersManage: ReachAll,
		SchemaExplore: ReachAll, InvoicesRead: ReachAll, RiskRead: ReachAll, RiskManage: ReachAll, RulesManage: ReachAll, ScreeningReview: ReachAll,
		AlertsRead: ReachAll, AlertsResolve: ReachAll,
	},
	RoleAnalyst: {
		OperationsRead: ReachAll, BalancesRead: ReachAll, LedgerRead: ReachAll, ClientsRead: ReachAll, UsersRead: ReachAll,
		TokensManage: ReachOwn, RewardsRead: ReachAll, SchemaExplore: ReachAll, InvoicesRead: ReachAll,
	},
	RoleClient: {
		OperationsRead: ReachOwn, OperationsCreate: ReachOwn, DepositsReport: ReachOwn, OperationsCancel: ReachOwn,
		ClientsRead: ReachOwn, AccountsWrite: ReachOwn, KYCRead: ReachOwn, DocumentsSubmit: ReachOwn, ClientsExport: ReachOwn,
		FilesUpload: ReachOwn, RewardsRead: ReachOwn, RewardsRedeem: ReachOwn, InvoicesRead: ReachOwn,
	},
	RoleAnonymous: {},
}

// ReachOf answers how far a role's permission goes; granted and sets are what that one user was given beyond it.
func ReachOf(role Role, permission Permission, granted []Permission, sets ...PermissionSet) Reach {
	if role == RoleSystem || slices.ContainsFunc(sets, func(set PermissionSet) bool { return set.gives(role, permission) }) {
		return ReachAll
	}
	if reach := roleGrants[role][permission]; reach != ReachNone {
		return reach
	}
	if role.Staff() && slices.Contains(Grantable(), permission) && slices.Contains(granted, permission) {
		return ReachAll
	}
	return ReachNone
}

// Masked tells whether a role sees personal data masked (names, documents, accounts, proofs).
func Masked(role Role) bool { return role == RoleAnalyst }

// ComplianceOffice lists the permissions of which the officer has one and the alternate the other.
func ComplianceOffice() []Permission { return []Permission{ComplianceOfficer, ComplianceAlternate} }
