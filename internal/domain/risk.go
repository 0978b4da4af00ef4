package domain

import (
	"slices"
	"time"
)

// RiskLevel is how much risk of money laundering a client brings ("Bajo", "Medio", "Alto", "Crítico").
type RiskLevel string

// The levels, by the bands of [RiskRules].
const (
	RiskLow      RiskLevel = "LOW"
	RiskMedium   RiskLevel = "MEDIUM"
	RiskHigh     RiskLevel = "HIGH"
	RiskCritical RiskLevel = "CRITICAL"
)

// RiskLevels lists the levels, lowest first.
func RiskLevels() []RiskLevel { return []RiskLevel{RiskLow, RiskMedium, RiskHigh, RiskCritical} }

// Values lists the levels for the database's enum check.
func (RiskLevel) Values() []string { return valuesOf(RiskLevels()) }

// DueDiligence is how closely the house looks at a client ("Simplificada", "Básica", "Reforzada").
type DueDiligence string

// The regimes, least strict first. BASIC is the general one; with a PROHIBITED client the house does no business.
const (
	DueDiligenceSimplified DueDiligence = "SIMPLIFIED"
	DueDiligenceBasic      DueDiligence = "BASIC"
	DueDiligenceReinforced DueDiligence = "REINFORCED"
	DueDiligenceProhibited DueDiligence = "PROHIBITED"
)

// DueDiligences lists the regimes, least strict first.
func DueDiligences() []DueDiligence {
	return []DueDiligence{DueDiligenceSimplified, DueDiligenceBasic, DueDiligenceReinforced, DueDiligenceProhibited}
}

// Values lists the regimes for the database's enum check.
func (DueDiligence) Values() []string { return valuesOf(DueDiligences()) }

// AtLeast answers the stricter of two regimes.
func (d DueDiligence) AtLeast(floor DueDiligence) DueDiligence {
	if slices.Index(DueDiligences(), d) < slices.Index(DueDiligences(), floor) {
		return floor
	}
	return d
}

// ReviewEvery is after how many months somebody looks at a client of the regime again (compliance.md 3.2).
func (d DueDiligence) ReviewEvery() int {
	if d.AtLeast(DueDiligenceReinforced) == d {
		return 6
	}
	return 12
}

// NextReview is when somebody looks at a client of the regime again who was looked at then.
func (d DueDiligence) NextReview(reviewed time.Time) time.Time {
	return reviewed.AddDate(0, d.ReviewEvery(), 0)
}

// RiskRulesVersion counts the rules that [RiskRules.Assess] has followed; a computation keeps that of its own.
const RiskRulesVersion = 1

// RiskRules are what of the assessment people of the house change.
type RiskRules struct {
	// MediumFrom, HighFrom and CriticalFrom are the scores at which the levels above LOW begin.
	MediumFrom   int `json:"mediumFrom"`
	HighFrom     int `json:"highFrom"`
	CriticalFrom int `json:"criticalFrom"`
	// SimplifiedAllowed lets the simplified regime be; else BASIC is the least (areas.md D7).
	SimplifiedAllowed bool `json:"simplifiedAllowed"`
	// ExposedYears is for how long somebody is politically exposed after leaving the post; the law's number is unconfirmed.
	ExposedYears int `json:"exposedYears"`
}

// DefaultRiskRules are the bands of domain.md 6.1, without the simplified regime.
func DefaultRiskRules() RiskRules {
	return RiskRules{MediumFrom: 26, HighFrom: 51, CriticalFrom: 76, ExposedYears: 5}
}

// LevelOf answers the level of a score.
func (r RiskRules) LevelOf(score int) RiskLevel {
	switch {
	case score >= r.CriticalFrom:
		return RiskCritical
	case score >= r.HighFrom:
		return RiskHigh
	case score >= r.MediumFrom:
		return RiskMedium
	}
	return RiskLow
}

// DueDiligence is the regime that goes with a level by itself (domain.md 6.2); whether the house has the simplified one is asked where
// it is applied.
func (l RiskLevel) DueDiligence() DueDiligence {
	switch l {
	case RiskCritical:
		return DueDiligenceReinforced
	case RiskHigh:
		return DueDiligenceBasic
	}
	return DueDiligenceSimplified
}

// RiskList is a kind of restrictive list that the score asks for (areas.md D6).
type RiskList string

// The six kinds. ADVERSE are denunciations and proceedings; OTHER covers the EU, the United Kingdom and the rest.
const (
	RiskListOFAC     RiskList = "OFAC"
	RiskListUN       RiskList = "UN"
	RiskListUIF      RiskList = "UIF"
	RiskListInterpol RiskList = "INTERPOL"
	RiskListAdverse  RiskList = "ADVERSE"
	RiskListOther    RiskList = "OTHER"
)

// RiskLists lists the kinds, in the order of the form.
func RiskLists() []RiskList {
	return []RiskList{RiskListOFAC, RiskListUN, RiskListUIF, RiskListInterpol, RiskListAdverse, RiskListOther}
}

// Values lists the kinds for the database's enum check.
func (RiskList) Values() []string { return valuesOf(RiskLists()) }

// Sanctions tells whether a confirmed match on the list ends all business with somebody (compliance.md 3.2).
func (l RiskList) Sanctions() bool { return l == RiskListOFAC || l == RiskListUN }

// RiskListState is how a client stands to a kind of list.
type RiskListState string

// The states. A match is one that was confirmed.
const (
	RiskListClear      RiskListState = "CHECKED_CLEAR"
	RiskListMatch      RiskListState = "CHECKED_MATCH"
	RiskListNotChecked RiskListState = "NOT_CHECKED"
)

// RiskListStates lists the states.
func RiskListStates() []RiskListState {
	return []RiskListState{RiskListClear, RiskListMatch, RiskListNotChecked}
}

// Values lists the states for the database's enum check.
func (RiskListState) Values() []string { return valuesOf(RiskListStates()) }

// RiskTrigger is why an assessment was made.
type RiskTrigger string

// The triggers (domain.md 6.2). MANUAL is one client, by a person; ALL is everybody; DUE is an instant that was reached: a review, the end
// of an override or of a political exposure.
const (
	RiskOnRegistration RiskTrigger = "REGISTRATION"
	RiskOnPaper        RiskTrigger = "DOCUMENT"
	RiskOnKYC          RiskTrigger = "IDENTIFICATION"
	RiskOnOperation    RiskTrigger = "OPERATION"
	RiskOnProfile      RiskTrigger = "PROFILE"
	RiskOnExposure     RiskTrigger = "EXPOSURE"
	RiskOnLists        RiskTrigger = "LISTS"
	RiskOnOverride     RiskTrigger = "OVERRIDE"
	RiskOnDue          RiskTrigger = "DUE"
	RiskOnDemand       RiskTrigger = "MANUAL"
	RiskOnAll          RiskTrigger = "ALL"
)

// RiskTriggers lists the triggers.
func RiskTriggers() []RiskTrigger {
	return []RiskTrigger{RiskOnRegistration, RiskOnPaper, RiskOnKYC, RiskOnOperation, RiskOnProfile, RiskOnExposure, RiskOnLists,
		RiskOnOverride, RiskOnDue, RiskOnDemand, RiskOnAll}
}

// Values lists the triggers for the database's enum check.
func (RiskTrigger) Values() []string { return valuesOf(RiskTriggers()) }

// Reviews tells whether somebody of the house looked at the client: the next review counts from then.
func (t RiskTrigger) Reviews() bool { return t == RiskOnDemand || t == RiskOnLists }
