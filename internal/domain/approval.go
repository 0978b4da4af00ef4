package domain

import (
	"maps"
	"slices"
	"time"
)

// ProposalKind is what a proposal asks a second person to decide.
type ProposalKind string

// The proposals.
const (
	ProposalKYCApprove ProposalKind = "KYC_APPROVE"
	ProposalKYCReject  ProposalKind = "KYC_REJECT"
	// ProposalParameterSet gives a parameter that bounds risk another value.
	ProposalParameterSet ProposalKind = "PARAMETER_SET"
	// ProposalSetGrant and ProposalSetWithdraw give somebody an office of the house, and take it away.
	ProposalSetGrant    ProposalKind = "PERMISSION_SET_GRANT"
	ProposalSetWithdraw ProposalKind = "PERMISSION_SET_WITHDRAW"
	// ProposalNegotiatedRate gives a client a rate outside of the band of negotiation.
	ProposalNegotiatedRate ProposalKind = "NEGOTIATED_RATE"
	// ProposalInvoiceVoid voids an accepted electronic document at SUNAT.
	ProposalInvoiceVoid ProposalKind = "INVOICE_VOID"
	// ProposalDueDiligence gives a client another regime than its score does, or takes that back.
	ProposalDueDiligence ProposalKind = "DUE_DILIGENCE_OVERRIDE"
	// ProposalRuleSwitch puts a version of a monitoring rule in force, or the one in force out of it.
	ProposalRuleSwitch ProposalKind = "RULE_SWITCH"
	// ProposalScreeningMatch says that somebody is who stands on a list, ProposalScreeningFalse that it is somebody else.
	ProposalScreeningMatch ProposalKind = "SCREENING_TRUE_MATCH"
	ProposalScreeningFalse ProposalKind = "SCREENING_FALSE_POSITIVE"
	// ProposalHoldRelease ends a hold of an operation that nobody releases alone, ProposalClientRelease a restriction of a client.
	ProposalHoldRelease   ProposalKind = "HOLD_RELEASE"
	ProposalClientRelease ProposalKind = "CLIENT_RELEASE"
)

// Approval is what the house asks of those who propose and decide one kind of proposal.
type Approval struct {
	// Permission is what deciding takes, and proposing where Proposing is empty.
	Permission Permission
	// Alternate decides as well, where somebody stands in for who holds Permission; empty for nobody.
	Alternate Permission
	// Proposing is what proposing and withdrawing take, where more people ask than decide.
	Proposing Permission
	// Deciders is who has it, in words for people.
	Deciders string
	// Lasts is how long the proposal may be confirmed; 0 for good.
	Lasts time.Duration
}

// Approvals is the table of the kinds of proposals. What is not here nobody proposes or decides. The database keeps kind and
// permission too (proposal_kinds), equal by test.
type Approvals map[ProposalKind]Approval

// What was right about a market, or about who works here, a week ago is asked for anew.
const (
	parameterProposalLasts = 7 * 24 * time.Hour
	setProposalLasts       = 7 * 24 * time.Hour
	// A client waits on the line for its rate.
	rateProposalLasts = 30 * time.Minute
	// SUNAT takes a void for about so long.
	invoiceVoidLasts  = 7 * 24 * time.Hour
	dueDiligenceLasts = 7 * 24 * time.Hour
	ruleSwitchLasts   = 7 * 24 * time.Hour
	screeningLasts    = 7 * 24 * time.Hour
	// What was found of a client a week ago is looked at anew.
	releaseLasts = 7 * 24 * time.Hour
)

// HouseApprovals is the table of the house: a new kind is a row here, and what its decision does.
func HouseApprovals() Approvals {
	const officers = "el oficial de cumplimiento o su alterno"
	return Approvals{
		ProposalKYCApprove:     {Permission: KYCReview, Deciders: "Middle Office"},
		ProposalKYCReject:      {Permission: KYCReview, Deciders: "Middle Office"},
		ProposalParameterSet:   {Permission: ParametersManage, Deciders: "Middle Office o Master", Lasts: parameterProposalLasts},
		ProposalSetGrant:       {Permission: UsersWrite, Deciders: "Master", Lasts: setProposalLasts},
		ProposalSetWithdraw:    {Permission: UsersWrite, Deciders: "Master", Lasts: setProposalLasts},
		ProposalNegotiatedRate: {Permission: RatesOverride, Proposing: OperationsCreate, Deciders: "Master", Lasts: rateProposalLasts},
		ProposalInvoiceVoid:    {Permission: InvoicesVoid, Deciders: "Master o contabilidad", Lasts: invoiceVoidLasts},
		ProposalDueDiligence:   {Permission: RiskManage, Deciders: "Middle Office o Master", Lasts: dueDiligenceLasts},
		ProposalRuleSwitch:     {Permission: RulesManage, Deciders: "Middle Office o Master", Lasts: ruleSwitchLasts},
		ProposalScreeningMatch: {Permission: ScreeningReview, Deciders: "el oficial de cumplimiento", Lasts: screeningLasts},
		ProposalScreeningFalse: {Permission: ScreeningReview, Deciders: "Middle Office o el oficial de cumplimiento", Lasts: screeningLasts},
		ProposalHoldRelease:    {Permission: ComplianceOfficer, Alternate: ComplianceAlternate, Proposing: OperationsHold, Deciders: officers, Lasts: releaseLasts},
		ProposalClientRelease:  {Permission: ComplianceOfficer, Alternate: ComplianceAlternate, Proposing: RiskManage, Deciders: officers, Lasts: releaseLasts},
	}
}

// Kinds lists the kinds of the table, in order.
func (a Approvals) Kinds() []ProposalKind { return slices.Sorted(maps.Keys(a)) }

// Within lists the kinds that somebody decides who has some permissions, in order.
func (a Approvals) Within(may func(Permission) bool) []ProposalKind {
	return slices.DeleteFunc(a.Kinds(), func(kind ProposalKind) bool { return !a[kind].Decides(may) })
}

// Decides tells whether somebody with some permissions decides.
func (a Approval) Decides(may func(Permission) bool) bool {
	return a.Permission != "" && may(a.Permission) || a.Alternate != "" && may(a.Alternate)
}

// ToPropose is what proposing, and taking a proposal back, takes.
func (a Approval) ToPropose() Permission {
	if a.Proposing != "" {
		return a.Proposing
	}
	return a.Permission
}

// Proposes tells whether somebody with some permissions proposes, and takes a proposal back.
func (a Approval) Proposes(may func(Permission) bool) bool {
	return a.ToPropose() != "" && may(a.ToPropose())
}

// Proposable lists the kinds that somebody proposes who has some permissions, in order.
func (a Approvals) Proposable(may func(Permission) bool) []ProposalKind {
	return slices.DeleteFunc(a.Kinds(), func(kind ProposalKind) bool { return !a[kind].Proposes(may) })
}

// ExpiresAt is when a proposal of a kind, made at an instant, is confirmed no more; false for good.
func (a Approvals) ExpiresAt(kind ProposalKind, made time.Time) (time.Time, bool) {
	lasts := a[kind].Lasts
	return made.Add(lasts), lasts > 0
}

// Values lists the kinds for the database's enum check.
func (ProposalKind) Values() []string { return valuesOf(HouseApprovals().Kinds()) }

// ProposalDecision is how a proposal ended.
type ProposalDecision string

// CONFIRMED did what was proposed, DECLINED and WITHDRAWN changed nothing; the proposer may withdraw.
const (
	ProposalConfirmed ProposalDecision = "CONFIRMED"
	ProposalDeclined  ProposalDecision = "DECLINED"
	ProposalWithdrawn ProposalDecision = "WITHDRAWN"
)

// ProposalDecisions lists every decision.
func ProposalDecisions() []ProposalDecision {
	return []ProposalDecision{ProposalConfirmed, ProposalDeclined, ProposalWithdrawn}
}

// Event is what the log tells of a proposal that ended so.
func (d ProposalDecision) Event() EventKind {
	switch d {
	case ProposalConfirmed:
		return EventProposalConfirmed
	case ProposalDeclined:
		return EventProposalDeclined
	}
	return EventProposalWithdrawn
}

// Values lists the decisions for the database's enum check.
func (ProposalDecision) Values() []string { return valuesOf(ProposalDecisions()) }
