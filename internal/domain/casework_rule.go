package domain

import (
	"time"

	"github.com/qoricash/qoricash/internal/money"
)

// CaseworkRules are the terms of alerts, cases and reports, and the thresholds of the register of operations. The law's numbers are unconfirmed
// (areas.md D27, compliance.md 3.1).
type CaseworkRules struct {
	// TriageDays is within how many business days somebody takes an alert, AnalysisDays within how many days it is ended, and a case decided.
	TriageDays, AnalysisDays int
	// ReportTerm is how long after T0 a report must be filed.
	ReportTerm time.Duration
	// RegisterSingle is from which amount in USD a completed operation is registered, RegisterMonth from which sum of a client's in a month all
	// of them are.
	RegisterSingle, RegisterMonth money.Amount
}

// DefaultCaseworkRules are those of compliance.md 3.1 and 3.4.
func DefaultCaseworkRules() CaseworkRules {
	return CaseworkRules{TriageDays: 1, AnalysisDays: 15, ReportTerm: 24 * time.Hour, RegisterSingle: money.MustAmount("5000.00"),
		RegisterMonth: money.MustAmount("10000.00")}
}

// TriageDue is when somebody must have taken an alert that was opened then.
func (r CaseworkRules) TriageDue(days BusinessDays, opened time.Time) time.Time {
	return days.After(opened, r.TriageDays)
}

// AnalysisDue is when an alert that was taken then must have ended, or a case that was opened then be decided.
func (r CaseworkRules) AnalysisDue(begun time.Time) time.Time {
	return begun.AddDate(0, 0, r.AnalysisDays)
}

// RegisterKind is why an operation is in the register ("única", "múltiple").
type RegisterKind string

// The kinds: by its own amount, or by the sum of the client's month.
const (
	RegisterSingle   RegisterKind = "SINGLE"
	RegisterMultiple RegisterKind = "MULTIPLE"
)

// Values lists the kinds for the database's enum check.
func (RegisterKind) Values() []string {
	return []string{string(RegisterSingle), string(RegisterMultiple)}
}

// CompletedUSD is a completed operation as the register counts it.
type CompletedUSD struct {
	USD money.Amount
	// Registered tells that it is in the register already.
	Registered bool
}

// Registers answers which of the operations that a client completed in a month go into the register, and why; operations that are there stay.
func (r CaseworkRules) Registers(month []CompletedUSD) map[int]RegisterKind {
	var total AmountTotal
	for _, operation := range month {
		total = total.Add(operation.USD)
	}
	kinds := map[int]RegisterKind{}
	for i, operation := range month {
		switch {
		case operation.Registered:
		case operation.USD.Cmp(r.RegisterSingle) >= 0:
			kinds[i] = RegisterSingle
		case total.USD.Cmp(r.RegisterMonth) >= 0:
			kinds[i] = RegisterMultiple
		}
	}
	return kinds
}

// sealedOnBusinessDay is the business day of a month on which the register of the month before is sealed.
const sealedOnBusinessDay = 5

// MonthToSeal answers the first day of the month whose register is sealed by a day at the latest: the month before, from the fifth business day
// on, and the one before that until then.
func (b BusinessDays) MonthToSeal(today Date) Date {
	back := 1
	if today.Before(b.OfMonth(today, sealedOnBusinessDay)) {
		back = 2
	}
	return NewDate(today.Year(), today.Month()-time.Month(back), 1)
}
