package domain

import (
	"slices"
	"time"
)

// DryRunDays is on how many days of history a version of a rule is tried before it is switched on.
const DryRunDays = 90

// TrialFigures are what a version of a rule would have done.
type TrialFigures struct {
	// Operations are those of the time; of NotChecked of them the version said that data were missing.
	Operations, NotChecked int
	// Alerts are those of the version. Added are those of them that the version in force does not give, Lost those that it gives alone.
	Alerts, Added, Lost int
}

// RuleTrial tries a version of a rule on history, beside the version in force. Alerts are counted as people would get them: one for each
// client and window.
type RuleTrial struct {
	code            MonitoringCode
	from            time.Time
	wanted, present RuleSet
	replay          MonitoringReplay
	figures         TrialFigures
	wants, has      map[string]bool
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
			t.wants[client+outcome.Window] = true
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
	return figures
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
