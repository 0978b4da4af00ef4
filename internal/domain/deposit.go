package domain

import "github.com/qoricash/qoricash/internal/money"

// DepositStatus is the state of one deposit (abono) of a client.
type DepositStatus string

const (
	// DepositReported means that somebody says that the money was transferred.
	DepositReported DepositStatus = "REPORTED"
	// DepositConfirmed means that the money was seen in a house account, or came from another operation of the client.
	DepositConfirmed DepositStatus = "CONFIRMED"
	// DepositRejected means that the money was not found.
	DepositRejected DepositStatus = "REJECTED"
	// DepositWithdrawn means that who reported it takes it back: nothing was transferred, or not so.
	DepositWithdrawn DepositStatus = "WITHDRAWN"
	// DepositReturned means that confirmed money went back to the client by a refund leg.
	DepositReturned DepositStatus = "RETURNED"
	// DepositApplied means that confirmed money went over to another operation of the client.
	DepositApplied DepositStatus = "APPLIED"
	// DepositUnapplied means that applied money went back to the operation that it came from.
	DepositUnapplied DepositStatus = "UNAPPLIED"
)

// DepositStatuses lists every state of a deposit.
func DepositStatuses() []DepositStatus {
	return []DepositStatus{DepositReported, DepositConfirmed, DepositRejected, DepositWithdrawn, DepositReturned, DepositApplied,
		DepositUnapplied}
}

// Live tells whether the money may be there: it is to be checked, exchanged, moved or given back.
func (s DepositStatus) Live() bool { return s == DepositReported || s == DepositConfirmed }

// Values lists the states for the database's enum check.
func (DepositStatus) Values() []string { return valuesOf(DepositStatuses()) }

// VoidReason says why a payout is void (decisions.md, Lifecycle). Clients never read it.
type VoidReason string

const (
	// VoidNeverSent means that the bank shows no such transfer.
	VoidNeverSent VoidReason = "NEVER_SENT"
	// VoidSentBack means that the bank of the destination sent the money back.
	VoidSentBack VoidReason = "SENT_BACK"
	// VoidWrongData means that the money went out with a wrong account or amount, and is still out.
	VoidWrongData VoidReason = "WRONG_DATA"
)

// Label says the reason to the staff (Spanish, Peru).
func (r VoidReason) Label() string {
	switch r {
	case VoidNeverSent:
		return "No se envió"
	case VoidSentBack:
		return "El banco lo devolvió"
	case VoidWrongData:
		return "Salió con datos equivocados y sigue fuera de la casa"
	}
	return ""
}

// VoidReasons lists every reason.
func VoidReasons() []VoidReason { return []VoidReason{VoidNeverSent, VoidSentBack, VoidWrongData} }

// Valid tells whether r is a reason.
func (r VoidReason) Valid() bool {
	return r == VoidNeverSent || r == VoidSentBack || r == VoidWrongData
}

// Values lists the reasons for the database's enum check.
func (VoidReason) Values() []string { return valuesOf(VoidReasons()) }

// The bounds on what a client reports by its own hand for one operation: how many reports, withdrawn and rejected ones
// included, and how many times what is due its live money may reach. Staff record facts: without a bound on their number, and
// up to a multiple that only a slip of the hand exceeds.
const (
	MaxReports          = 10
	MaxReportedTimesDue = 2
	MaxRecordedTimesDue = 100
)

// CheckReport bounds what is reported for an operation. reports and live are what was reported before, and the live money with
// the new report; due is what the client hands over.
func CheckReport(byClient bool, reports int, live, due money.Amount) *Error {
	times := int64(MaxRecordedTimesDue)
	if byClient {
		times = MaxReportedTimesDue
		if reports >= MaxReports {
			return Refuse(CodeTooMany, "Ya informaste %d abonos en esta operación. Comunícate con la casa para revisarlos.", reports).
				With("maximum", MaxReports)
		}
	}
	if bound := money.FromCents(due.Cents() * times); live.Cmp(bound) > 0 {
		return Refuse(CodeAboveMaximum, "Los abonos sumarían %s y la operación espera %s. Revisa el importe, o retira el abono que informaste por error.", live, due).
			At("amount").With("due", due).With("maximum", bound)
	}
	return nil
}
