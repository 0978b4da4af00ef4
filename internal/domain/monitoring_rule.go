package domain

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/money"
)

// MonitoringCode names a rule that watches operations (domain.md 6.4, compliance.md 3.3).
type MonitoringCode string

// The patterns of a single operation, whose points add up to its score, and structuring (RULE-AML-1).
const (
	RuleCriticalAmount   MonitoringCode = "CRITICAL_AMOUNT"
	RuleHighAmount       MonitoringCode = "HIGH_AMOUNT"
	RuleHighFrequency    MonitoringCode = "HIGH_FREQUENCY"
	RuleUnusualDeviation MonitoringCode = "UNUSUAL_DEVIATION"
	RulePEPClient        MonitoringCode = "PEP_CLIENT"
	RuleRestrictiveList  MonitoringCode = "RESTRICTIVE_LIST"
	RuleStructuring      MonitoringCode = "STRUCTURING"
)

// The typologies.
const (
	RuleUnderThreshold      MonitoringCode = "TM01"
	RuleAcrossPeople        MonitoringCode = "TM02"
	RuleAccumulation        MonitoringCode = "TM03"
	RuleVelocity            MonitoringCode = "TM04"
	RuleProfile             MonitoringCode = "TM05"
	RuleDormancy            MonitoringCode = "TM06"
	RuleNewClient           MonitoringCode = "TM07"
	RuleThirdParty          MonitoringCode = "TM08"
	RuleAccountChurn        MonitoringCode = "TM09"
	RuleRoundAmounts        MonitoringCode = "TM10"
	RuleRoundTrip           MonitoringCode = "TM11"
	RulePriceIndifference   MonitoringCode = "TM12"
	RuleGeography           MonitoringCode = "TM13"
	RuleAgeOccupation       MonitoringCode = "TM14"
	RuleCompanySubstance    MonitoringCode = "TM15"
	RuleEvasion             MonitoringCode = "TM16"
	RuleMule                MonitoringCode = "TM17"
	RuleReferralRing        MonitoringCode = "TM18"
	RulePEPOperation        MonitoringCode = "TM19"
	RuleDocumentReuse       MonitoringCode = "TM20"
	RuleNegativeEvent       MonitoringCode = "TM21"
	RuleScreeningStale      MonitoringCode = "TM22"
	mostMonitoringPoints                   = 100
	longestMonitoringWindow                = 365
)

// AlertType says what an alert is about (decisions.md, Enums).
type AlertType string

// The types.
const (
	AlertAML        AlertType = "AML"
	AlertKYC        AlertType = "KYC"
	AlertPEP        AlertType = "PEP"
	AlertSuspicious AlertType = "SUSPICIOUS"
	AlertVolume     AlertType = "VOLUME"
	AlertBehavioral AlertType = "BEHAVIORAL"
	AlertScreening  AlertType = "SCREENING"
)

// AlertTypes lists the types.
func AlertTypes() []AlertType {
	return []AlertType{AlertAML, AlertKYC, AlertPEP, AlertSuspicious, AlertVolume, AlertBehavioral, AlertScreening}
}

// Values lists the types for the database's enum check.
func (AlertType) Values() []string { return valuesOf(AlertTypes()) }

// AlertSeverity says how soon somebody must look.
type AlertSeverity string

// The severities.
const (
	AlertLow      AlertSeverity = "LOW"
	AlertMedium   AlertSeverity = "MEDIUM"
	AlertHigh     AlertSeverity = "HIGH"
	AlertCritical AlertSeverity = "CRITICAL"
)

// AlertSeverities lists the severities, the least first.
func AlertSeverities() []AlertSeverity {
	return []AlertSeverity{AlertLow, AlertMedium, AlertHigh, AlertCritical}
}

// Values lists the severities for the database's enum check.
func (AlertSeverity) Values() []string { return valuesOf(AlertSeverities()) }

// ruleSpace is the space of the ids of rules.
var ruleSpace = uuid.MustParse("00000000-0000-7000-8000-0000000fa2a4")

// RuleID is the id by which events and locks know a rule with all its versions: the same in every house.
func RuleID(code MonitoringCode) uuid.UUID { return uuid.NewSHA1(ruleSpace, []byte(code)) }

// MonitoringAction is what a matching rule does.
type MonitoringAction string

// The actions. BLOCK refuses an operation and HOLD lets its verified deposit wait, so both are asked before it is accepted; DETECT tells
// the house afterwards.
const (
	ActionDetect MonitoringAction = "DETECT"
	ActionHold   MonitoringAction = "HOLD"
	ActionBlock  MonitoringAction = "BLOCK"
)

// MonitoringActions lists the actions, the mildest first.
func MonitoringActions() []MonitoringAction {
	return []MonitoringAction{ActionDetect, ActionHold, ActionBlock}
}

// Values lists the actions for the database's enum check.
func (MonitoringAction) Values() []string { return valuesOf(MonitoringActions()) }

// Before tells whether a rule with the action is asked before an operation is accepted.
func (a MonitoringAction) Before() bool { return a == ActionHold || a == ActionBlock }

// MonitoringRule is one row of the table of rules: what it looks for, and what it is by default.
type MonitoringRule struct {
	Code     MonitoringCode
	Type     AlertType
	Severity AlertSeverity
	Action   MonitoringAction
	// Label names it, About says what it looks for; Spanish, for people who read alerts and for nobody else.
	Label, About string
	// Plain tells that the rule asks nothing but the client and the operation itself: history is not read for it.
	Plain bool
	// Needs are the rules whose outcomes it asks for, now or about others before.
	Needs []MonitoringCode
	// Points is what a match adds to the score of the operation.
	Points int
	// Cooldown is the number of days within which matches for one client are one alert. Zero: each operation has an alert of its own.
	Cooldown int
	// Numbers are what people may change of it.
	Numbers []RuleNumber

	check func(*ruleView) verdict
}

// RuleNumberKey names a number of a rule.
type RuleNumberKey string

// RuleNumber is one number of a rule, with its default and its bounds.
type RuleNumber struct {
	Key RuleNumberKey
	// Label names it, Unit what an integer counts; Spanish.
	Label, Unit          string
	Default, Least, Most ParameterValue
}

// Parameter is the number as a parameter, by whose rules it is checked and spoken.
func (n RuleNumber) parameter() Parameter {
	return Parameter{Kind: n.Default.Kinds()[0], Label: n.Label, Unit: n.Unit, Least: n.Least, Most: n.Most}
}

// Spoken says a value of the number as people of the house do (Spanish).
func (n RuleNumber) Spoken(value ParameterValue) string { return n.parameter().Spoken(value) }

// RuleNumbers are the numbers of a version of a rule.
type RuleNumbers map[RuleNumberKey]ParameterValue

// MonitoringRules is the table, in the order in which rules are asked: one that builds on another stands after it.
func MonitoringRules() []MonitoringRule {
	return slices.Concat(patternRules(), amountRules(), habitRules(), peopleRules(), clientRules(), combinedRules())
}

// MonitoringCodes lists the codes, in the order of the table.
func MonitoringCodes() []MonitoringCode {
	rules := MonitoringRules()
	codes := make([]MonitoringCode, len(rules))
	for i, rule := range rules {
		codes[i] = rule.Code
	}
	return codes
}

// Values lists the codes for the database's enum check.
func (MonitoringCode) Values() []string { return valuesOf(MonitoringCodes()) }

var monitoringTable = func() map[MonitoringCode]int {
	order := map[MonitoringCode]int{}
	for i, code := range MonitoringCodes() {
		order[code] = i
	}
	return order
}()

var monitoringRows = MonitoringRules()

// Rule answers the row of a code; false for what is none.
func (c MonitoringCode) Rule() (MonitoringRule, bool) {
	at, known := monitoringTable[c]
	if !known {
		return MonitoringRule{}, false
	}
	return monitoringRows[at], true
}

// Defaults are the numbers that the rule has until somebody changes them.
func (r MonitoringRule) Defaults() RuleNumbers {
	numbers := RuleNumbers{}
	for _, number := range r.Numbers {
		numbers[number.Key] = number.Default
	}
	return numbers
}

// CheckNumbers answers the whole numbers of a version, what is left out by its default, or all the faults of those that were given.
func (r MonitoringRule) CheckNumbers(given RuleNumbers) (RuleNumbers, error) {
	var faults Faults
	numbers := r.Defaults()
	for _, number := range r.Numbers {
		value, there := given[number.Key]
		if !there {
			continue
		}
		if refusal := number.parameter().Check(value); refusal != nil {
			faults.Add(refusal.At("numbers", string(number.Key)))
		}
		numbers[number.Key] = value
	}
	for key := range given {
		if _, known := numbers[key]; !known {
			faults.Add(Refuse(CodeInvalid, "La regla %s no tiene ese número.", r.Code).At("numbers", string(key)).With("known", r.numberKeys()))
		}
	}
	return numbers, faults.Err()
}

func (r MonitoringRule) numberKeys() string {
	keys := make([]string, len(r.Numbers))
	for i, number := range r.Numbers {
		keys[i] = string(number.Key)
	}
	return strings.Join(keys, ", ")
}

// count is a whole number of a rule.
func count(key RuleNumberKey, label, unit string, usual, least, most int64) RuleNumber {
	return RuleNumber{Key: key, Label: label, Unit: unit, Default: integerValue(usual), Least: integerValue(least), Most: integerValue(most)}
}

// days is a number of days.
func days(key RuleNumberKey, label string, usual int64) RuleNumber {
	return count(key, label, "días", usual, 1, longestMonitoringWindow)
}

// dollars is an amount in USD.
func dollars(key RuleNumberKey, label, usual string) RuleNumber {
	return RuleNumber{Key: key, Label: label, Default: amountValue(money.MustAmount(usual)), Least: amountValue(money.MustAmount("1.00")),
		Most: amountValue(money.MustAmount("10000000.00"))}
}
