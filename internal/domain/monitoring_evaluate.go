package domain

import (
	"fmt"
	"maps"
	"math/bits"
	"slices"
	"time"

	"github.com/qoricash/qoricash/internal/money"
)

// RuleResult is what became of asking a rule.
type RuleResult string

// The results. NOT_CHECKED is what could not be asked for want of data; it is never taken for CLEAR.
const (
	RuleMatched    RuleResult = "MATCHED"
	RuleClear      RuleResult = "CLEAR"
	RuleNotChecked RuleResult = "NOT_CHECKED"
)

// RuleResults lists the results.
func RuleResults() []RuleResult { return []RuleResult{RuleMatched, RuleClear, RuleNotChecked} }

// Values lists the results for the database's enum check.
func (RuleResult) Values() []string { return valuesOf(RuleResults()) }

// MonitoringMoment is when rules are asked about an operation.
type MonitoringMoment string

// The moments: before an operation or another amount of it is accepted, when its money is verified, before it is completed, and after it was
// created, amended and completed.
const (
	MomentAcceptance   MonitoringMoment = "ACCEPTANCE"
	MomentVerification MonitoringMoment = "VERIFICATION"
	MomentCreation     MonitoringMoment = "CREATION"
	MomentAmendment    MonitoringMoment = "AMENDMENT"
	MomentSettlement   MonitoringMoment = "SETTLEMENT"
	MomentCompletion   MonitoringMoment = "COMPLETION"
)

// MonitoringMoments lists the moments.
func MonitoringMoments() []MonitoringMoment {
	return []MonitoringMoment{MomentAcceptance, MomentVerification, MomentCreation, MomentAmendment, MomentSettlement, MomentCompletion}
}

// Values lists the moments for the database's enum check.
func (MonitoringMoment) Values() []string { return valuesOf(MonitoringMoments()) }

// RuleState is how a version of a rule stands.
type RuleState string

// The states. A version is written, tried on history, switched on, and replaced by another or switched off.
const (
	RuleDraft   RuleState = "DRAFT"
	RuleDryRun  RuleState = "DRY_RUN"
	RuleActive  RuleState = "ACTIVE"
	RuleRetired RuleState = "RETIRED"
)

// RuleStates lists the states.
func RuleStates() []RuleState { return []RuleState{RuleDraft, RuleDryRun, RuleActive, RuleRetired} }

// Values lists the states for the database's enum check.
func (RuleState) Values() []string { return valuesOf(RuleStates()) }

// RuleVersion is a rule with the numbers, action and severity that it had from an instant on.
type RuleVersion struct {
	Code     MonitoringCode
	Version  int
	Numbers  RuleNumbers
	Action   MonitoringAction
	Severity AlertSeverity
}

// SameAs tells whether another version of the rule would find the same and do the same about it.
func (v RuleVersion) SameAs(other RuleVersion) bool {
	equal := func(a, b ParameterValue) bool { return a.Equal(b) }
	return v.Code == other.Code && v.Action == other.Action && v.Severity == other.Severity && maps.EqualFunc(v.Numbers, other.Numbers, equal)
}

// RuleSet are the versions of rules that are asked together.
type RuleSet []RuleVersion

// DefaultRuleSet is the first version of each rule.
func DefaultRuleSet() RuleSet {
	rules := MonitoringRules()
	versions := make(RuleSet, len(rules))
	for i, rule := range rules {
		versions[i] = RuleVersion{Code: rule.Code, Version: 1, Numbers: rule.Defaults(), Action: rule.Action, Severity: rule.Severity}
	}
	return versions
}

// RuleOutcome is what a rule says about an operation.
type RuleOutcome struct {
	Code     MonitoringCode   `json:"code"`
	Version  int              `json:"version"`
	Result   RuleResult       `json:"result"`
	Action   MonitoringAction `json:"action"`
	Severity AlertSeverity    `json:"severity"`
	Points   int              `json:"points,omitempty"`
	// Why explains a match, or says what was missing; Spanish, for people who read alerts and for nobody else.
	Why string `json:"why,omitempty"`
	// Figures are those behind it.
	Figures []RuleFigure `json:"figures,omitempty"`
	// Unseen are the data that the rule would look at too and that were not there.
	Unseen []string `json:"unseen,omitempty"`
	// Window names the alert that matches for the same client share. It says nothing of the client.
	Window string `json:"window,omitempty"`
}

// RuleFigure is one figure behind an outcome.
type RuleFigure struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// RuleOutcomes are what rules say about one operation.
type RuleOutcomes []RuleOutcome

// verdict is what the check of a rule answers.
type verdict struct {
	result  RuleResult
	why     string
	figures []RuleFigure
	unseen  []string
	// step grows with what was found, so that it is told of again.
	step int
}

func unmatched() verdict { return verdict{result: RuleClear} }

func notChecked(why string) verdict { return verdict{result: RuleNotChecked, why: why} }

func matched(why string, args ...any) verdict {
	return verdict{result: RuleMatched, why: fmt.Sprintf(why, args...)}
}

// with adds a figure.
func (v verdict) with(name string, value any) verdict {
	v.figures = append(v.figures, RuleFigure{Name: name, Value: fmt.Sprint(value)})
	return v
}

// again is a match that is told of again, also within the cooldown, each time that what was found doubles.
func (v verdict) again(times int64) verdict {
	v.step = bits.Len64(uint64(times))
	return v
}

// without names data that were not there.
func (v verdict) without(data ...string) verdict {
	v.unseen = append(v.unseen, data...)
	return v
}

// whether is a match where a fact holds, and says so where nobody knows it.
func whether(fact Fact, match func() verdict, unknown string) verdict {
	switch fact {
	case FactYes:
		return match()
	case FactNo:
		return unmatched()
	default:
		return notChecked(unknown)
	}
}

// ruleView is what a rule looks at.
type ruleView struct {
	*MonitoringSnapshot
	numbers RuleNumbers
	asked   map[MonitoringCode]RuleResult
}

func (v *ruleView) usd(key RuleNumberKey) money.Amount { return *v.numbers[key].Amount }
func (v *ruleView) n(key RuleNumberKey) int            { return int(*v.numbers[key].Integer) }

// silence is a number of days without anything, which is half as long for who is watched more closely (compliance.md 3.2).
func (v *ruleView) silence(key RuleNumberKey) int { return halved(v.n(key), v.Client.Reinforced) }

// halved is a window of days as it is for a client.
func halved(days int, reinforced bool) int {
	if reinforced {
		return (days + 1) / 2
	}
	return days
}

// Evaluate asks rules about the operation, in the order of the table, whatever their own is. Of a rule that this program does not know, or whose
// numbers it does not, of a newer one, it says that it was not checked.
func (s *MonitoringSnapshot) Evaluate(set RuleSet) RuleOutcomes {
	outcomes := make(RuleOutcomes, 0, len(set))
	asked := map[MonitoringCode]RuleResult{}
	for _, version := range set.ordered() {
		rule, known := version.Code.Rule()
		found := notChecked("Esta versión del programa no conoce la regla o sus números.")
		if known && len(version.Numbers) == len(rule.Numbers) {
			found = rule.check(&ruleView{MonitoringSnapshot: s, numbers: version.Numbers, asked: asked})
		}
		asked[version.Code] = found.result
		outcome := RuleOutcome{Code: version.Code, Version: version.Version, Result: found.result, Action: version.Action,
			Severity: version.Severity, Why: found.why, Figures: found.figures, Unseen: found.unseen}
		if found.result == RuleMatched {
			outcome.Points, outcome.Window = rule.Points, rule.window(s, found.step)
		}
		outcomes = append(outcomes, outcome)
	}
	return outcomes
}

// ordered is the set in the order of the table.
func (set RuleSet) ordered() RuleSet {
	order := func(a, b RuleVersion) int { return monitoringTable[a.Code] - monitoringTable[b.Code] }
	if slices.IsSortedFunc(set, order) {
		return set
	}
	set = slices.Clone(set)
	slices.SortStableFunc(set, order)
	return set
}

// window names the alert of a match: that of the operation, or that of the days of the cooldown, which fall in two for who is watched more
// closely.
func (r MonitoringRule) window(s *MonitoringSnapshot, step int) string {
	if r.Cooldown == 0 {
		return fmt.Sprintf("%s/%s", r.Code, s.Operation.ID)
	}
	day := s.today().DaysSince(NewDate(2020, time.January, 1))
	half := 0
	if s.Client.Reinforced && day%r.Cooldown >= halved(r.Cooldown, true) {
		half = 1
	}
	return fmt.Sprintf("%s/%d/%d/%d", r.Code, day/r.Cooldown, half, step)
}

// Score adds up the points, to 100 at most.
func (o RuleOutcomes) Score() int {
	score := 0
	for _, outcome := range o {
		score += outcome.Points
	}
	return min(score, mostMonitoringPoints)
}

// Matched are those that found something.
func (o RuleOutcomes) Matched() RuleOutcomes {
	return slices.DeleteFunc(slices.Clone(o), func(outcome RuleOutcome) bool { return outcome.Result != RuleMatched })
}

// Split parts the set into what is asked before an operation is accepted and what is asked afterwards.
func (set RuleSet) Split() (before, after RuleSet) {
	for _, version := range set {
		if version.Action.Before() {
			before = append(before, version)
		} else {
			after = append(after, version)
		}
	}
	return before, after
}

// Plain tells whether no rule of the set asks for history.
func (set RuleSet) Plain() bool {
	return !slices.ContainsFunc(set, func(version RuleVersion) bool {
		rule, known := version.Code.Rule()
		return known && !rule.Plain
	})
}

// Readable tells whether this program knows the rule and every number of the version, and none is out of bounds.
func (v RuleVersion) Readable() bool {
	rule, known := v.Code.Rule()
	if !known || len(v.Numbers) != len(rule.Numbers) {
		return false
	}
	_, err := rule.CheckNumbers(v.Numbers)
	return err == nil
}

// Blocked tells whether a rule that refuses matched.
func (o RuleOutcomes) Blocked() bool {
	return slices.ContainsFunc(o, func(outcome RuleOutcome) bool { return outcome.Result == RuleMatched && outcome.Action == ActionBlock })
}

// Without leaves out what a rule said.
func (o RuleOutcomes) Without(code MonitoringCode) RuleOutcomes {
	return slices.DeleteFunc(slices.Clone(o), func(outcome RuleOutcome) bool { return outcome.Code == code })
}
