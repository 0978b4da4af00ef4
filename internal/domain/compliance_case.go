package domain

import (
	"slices"
	"time"
)

// CaseState is how far a case is (compliance.md 3.4).
type CaseState string

// The states. A case begins with an alert that was escalated. With SUSPICIOUS runs the term of the report; what a report was drafted and filed
// for is DRAFTED and FILED.
const (
	CaseAnalysis   CaseState = "ANALYSIS"
	CaseNotUnusual CaseState = "NOT_UNUSUAL"
	CaseUnusual    CaseState = "UNUSUAL"
	CaseSuspicious CaseState = "SUSPICIOUS"
	CaseDrafted    CaseState = "DRAFTED"
	CaseFiled      CaseState = "FILED"
)

// CaseStates lists the states.
func CaseStates() []CaseState {
	return []CaseState{CaseAnalysis, CaseNotUnusual, CaseUnusual, CaseSuspicious, CaseDrafted, CaseFiled}
}

// LiveCaseStates lists those in which a case waits for the officer.
func LiveCaseStates() []CaseState {
	return []CaseState{CaseAnalysis, CaseUnusual, CaseSuspicious, CaseDrafted}
}

// ReportDueStates lists those in which the term of a report runs.
func ReportDueStates() []CaseState { return []CaseState{CaseSuspicious, CaseDrafted} }

// Values lists the states for the database's enum check.
func (CaseState) Values() []string { return valuesOf(CaseStates()) }

// ReportDue tells whether the term of a report runs.
func (s CaseState) ReportDue() bool { return slices.Contains(ReportDueStates(), s) }

// caseDecisions are the states into which the officer decides a case, by the state that it is in.
var caseDecisions = map[CaseState][]CaseState{
	CaseAnalysis:   {CaseUnusual, CaseSuspicious, CaseNotUnusual},
	CaseUnusual:    {CaseSuspicious, CaseNotUnusual},
	CaseSuspicious: {CaseNotUnusual},
	CaseDrafted:    {CaseNotUnusual},
	CaseNotUnusual: {CaseUnusual, CaseSuspicious},
}

// CheckDecision refuses a decision that a case does not take as it stands.
func (s CaseState) CheckDecision(to CaseState) *Error {
	if slices.Contains(caseDecisions[s], to) {
		return nil
	}
	return Refuse(CodeNotAllowedInStatus, "El caso no pasa a ese estado desde el que tiene.").At("decision").With("state", s).With("decision", to)
}

// CheckDrafting refuses the draft of a report that nobody owes.
func (s CaseState) CheckDrafting() *Error {
	if s.ReportDue() {
		return nil
	}
	return Refuse(CodeNotAllowedInStatus, "El reporte se redacta cuando la operación se calificó de sospechosa y mientras no se envió.").At("caseId").With("state", s)
}

// CheckFiling refuses to note a report as filed that was not drafted.
func (s CaseState) CheckFiling() *Error {
	if s == CaseDrafted {
		return nil
	}
	return Refuse(CodeNotAllowedInStatus, "Guarda antes el borrador del reporte.").At("caseId").With("state", s)
}

// ReportAlarms are the hours after T0 at which the officer and the alternate are told that a report is due (areas.md E48), the last of them
// that its term is over.
func ReportAlarms(term time.Duration) []time.Duration {
	return []time.Duration{4 * time.Hour, 12 * time.Hour, 20 * time.Hour, term}
}

// ReportAlarmsDue counts the alarms that are due at an instant for a report whose term began then.
func ReportAlarmsDue(t0, due, now time.Time) int {
	count := 0
	for _, after := range ReportAlarms(due.Sub(t0)) {
		if !now.Before(t0.Add(min(after, due.Sub(t0)))) {
			count++
		}
	}
	return count
}

// CaseGrounds is how the grounds of a decision on a case are read.
func CaseGrounds() Text {
	return Text{Longest: 2000, Lines: true, Missing: "Escribe en qué se funda la decisión, en hasta 2000 caracteres."}
}

// ReportDraft is how the draft of a report is read.
func ReportDraft() Text {
	return Text{Longest: 20_000, Lines: true, Missing: "Escribe el borrador del reporte."}
}

// ROSELNumber is how the number is read that the UIF gave to a report.
func ROSELNumber() Text {
	return Text{Longest: 40, Missing: "Escribe el número que dio ROSEL."}
}
