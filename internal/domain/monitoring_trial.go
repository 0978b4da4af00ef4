package domain

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"
)

// RuleTrialStatus is how far the trial of a version of a rule is.
type RuleTrialStatus string

// The states. DEAD is what was given up.
const (
	RuleTrialPending  RuleTrialStatus = "PENDING"
	RuleTrialDone     RuleTrialStatus = "DONE"
	RuleTrialDead     RuleTrialStatus = "DEAD"
	RuleTrialCanceled RuleTrialStatus = "CANCELED"
)

// RuleTrialStatuses lists the states.
func RuleTrialStatuses() []RuleTrialStatus {
	return []RuleTrialStatus{RuleTrialPending, RuleTrialDone, RuleTrialDead, RuleTrialCanceled}
}

// Values lists the states for the database's enum check.
func (RuleTrialStatus) Values() []string { return valuesOf(RuleTrialStatuses()) }

// DryRunDays is on how many days of history a version of a rule is tried before it is switched on.
const DryRunDays = 90

// TrialFigures are what a version of a rule would have done.
type TrialFigures struct {
	// Operations are those of the time; of NotChecked of them the version said that data were missing.
	Operations, NotChecked int
	// Alerts are those of the version. Added are those of them that the version in force does not give, Lost those that it gives alone.
	Alerts, Added, Lost int
	// Examples are some of the alerts that the version adds, or gives at all where it adds none, the first ones.
	Examples []TrialExample
}

// TrialExample is an operation about which a version of a rule would have alerted.
type TrialExample struct {
	Operation uuid.UUID `json:"operation"`
	// Why is what whoever reads alerts would read; Spanish.
	Why string `json:"why"`
	// Added tells that the version in force does not alert about it.
	Added bool `json:"added"`
}

// MostTrialExamples bounds the examples of a trial.
const MostTrialExamples = 20

// RuleTrial tries a version of a rule on history, beside the version in force. Alerts are counted as people would get them: one for each
// client and window.
type RuleTrial struct {
	code            MonitoringCode
	from            time.Time
	wanted, present RuleSet
	replay          MonitoringReplay
	figures         TrialFigures
	wants, has      map[string]bool
	// found are the first operations of what the version wants, in their order.
	found []wantedAlert
}

// wantedAlert is the operation that an alert begins with.
type wantedAlert struct {
	alert   string
	example TrialExample
}

// NewRuleTrial begins a trial of a version, of the rules in force, that counts from an instant on. What is before it is history alone.
func NewRuleTrial(version RuleVersion, inForce RuleSet, from time.Time) *RuleTrial {
	trial := &RuleTrial{code: version.Code, from: from, wanted: RuleSet{version}, wants: map[string]bool{}, has: map[string]bool{}}
	rule, _ := version.Code.Rule()
	for _, other := range inForce {
		switch {
		case other.Code == version.Code:
			trial.present = append(trial.present, other)
		case slices.Contains(rule.Needs, other.Code):
			trial.wanted, trial.present = append(trial.wanted, other), append(trial.present, other)
		}
	}
	trial.wanted, trial.present = trial.wanted.ordered(), trial.present.ordered()
	return trial
}

// Next goes on to the next operation.
func (t *RuleTrial) Next(next ReplayedOperation) {
	snapshot := t.replay.Next(next)
	present := snapshot.Evaluate(t.present)
	t.replay.Found(next, present)
	if next.Operation.At.Before(t.from) {
		return
	}
	t.figures.Operations++
	client := next.Client.ID.String()
	for _, outcome := range snapshot.Evaluate(t.wanted) {
		if outcome.Code != t.code {
			continue
		}
		switch outcome.Result {
		case RuleMatched:
			if alert := client + outcome.Window; !t.wants[alert] {
				t.wants[alert] = true
				t.found = append(t.found, wantedAlert{alert, TrialExample{Operation: next.Operation.ID, Why: outcome.Why}})
			}
		case RuleNotChecked:
			t.figures.NotChecked++
		}
	}
	for _, outcome := range present {
		if outcome.Code == t.code && outcome.Result == RuleMatched {
			t.has[client+outcome.Window] = true
		}
	}
}

// Figures are those of everything that was gone through.
func (t *RuleTrial) Figures() TrialFigures {
	figures := t.figures
	figures.Alerts = len(t.wants)
	for alert := range t.wants {
		if !t.has[alert] {
			figures.Added++
		}
	}
	for alert := range t.has {
		if !t.wants[alert] {
			figures.Lost++
		}
	}
	figures.Examples = t.examples(figures.Added > 0)
	return figures
}

// examples are the first alerts that the version adds, or gives.
func (t *RuleTrial) examples(added bool) []TrialExample {
	var list []TrialExample
	for _, one := range t.found {
		if isNew := !t.has[one.alert]; isNew || !added {
			one.example.Added = isNew
			list = append(list, one.example)
		}
		if len(list) == MostTrialExamples {
			break
		}
	}
	return list
}

// CheckDryRun refuses to try a version that is in force or retired.
func (s RuleState) CheckDryRun() *Error {
	if s == RuleDraft || s == RuleDryRun {
		return nil
	}
	return Refuse(CodeNotAllowedInStatus, "Se prueba un borrador. Esta versión ya rigió: escribe otra.").With("state", s)
}

// CheckSwitchOn refuses to switch a version on that was not tried on the days of [DryRunDays]. tried is how long the history of its longest
// trial was; operations how many it had.
func (s RuleState) CheckSwitchOn(tried time.Duration, operations int) *Error {
	days := int(tried / aDay)
	switch {
	case s == RuleActive:
		return Refuse(CodeNotAllowedInStatus, "Esta versión ya rige.").With("state", s)
	case s == RuleRetired:
		return Refuse(CodeNotAllowedInStatus, "Esta versión ya no rige y no vuelve. Escribe otra.").With("state", s)
	case days < DryRunDays:
		return Refuse(CodeNotAllowedInStatus, "La versión se probó con %d días de historia y %d operaciones; hacen falta %d días. Pruébala primero.",
			days, operations, DryRunDays).With("state", s).With("days", days).With("operations", operations).With("neededDays", DryRunDays)
	}
	return nil
}

// CheckSwitchOff refuses to switch off a version that is not in force.
func (s RuleState) CheckSwitchOff() *Error {
	if s == RuleActive {
		return nil
	}
	return Refuse(CodeNotAllowedInStatus, "Esta versión no rige: no hay qué apagar.").With("state", s)
}

// CheckCreate answers the version that somebody writes of a rule, with all its numbers, beside the one in force, or all that is wrong with it.
// An action or severity that is left out is that of the version in force, or of the table where none is.
func (r MonitoringRule) CheckCreate(wanted, inForce RuleVersion) (RuleVersion, error) {
	var faults Faults
	numbers, err := r.CheckNumbers(wanted.Numbers)
	for _, refusal := range Refusals(err) {
		faults.Add(refusal)
	}
	made := RuleVersion{Code: r.Code, Numbers: numbers, Action: cmp.Or(wanted.Action, inForce.Action, r.Action),
		Severity: cmp.Or(wanted.Severity, inForce.Severity, r.Severity)}
	if !slices.Contains(MonitoringActions(), made.Action) {
		faults.Add(Refuse(CodeInvalid, "Una regla avisa, observa o bloquea.").At("action"))
	}
	if !slices.Contains(AlertSeverities(), made.Severity) {
		faults.Add(Refuse(CodeInvalid, "Esa severidad no existe.").At("severity"))
	}
	if faults.Err() == nil && made.SameAs(inForce) {
		faults.Add(Refuse(CodeInvalid, "La versión %d, que rige, es igual: no cambiaría nada.", inForce.Version).At("numbers").With("version", inForce.Version))
	}
	return made, faults.Err()
}
