package domain

import "time"

// RiskGround is why two people of the house give a client another regime than its score does.
type RiskGround string

// The grounds. Whom the house cannot identify, because the identity is false or refused, it does no business with, until two people say
// otherwise; the officer's judgement has an end.
const (
	RiskFalseIdentity RiskGround = "FALSE_IDENTITY"
	RiskRefused       RiskGround = "IDENTIFICATION_REFUSED"
	RiskJudgement     RiskGround = "JUDGEMENT"
)

// RiskGrounds lists the grounds.
func RiskGrounds() []RiskGround { return []RiskGround{RiskFalseIdentity, RiskRefused, RiskJudgement} }

// Values lists the grounds for the database's enum check.
func (RiskGround) Values() []string { return valuesOf(RiskGrounds()) }

// longestRiskOverride is how many months a regime by judgement lasts at most.
const longestRiskOverride = 12

// RiskOverride is a regime that two people of the house gave a client.
type RiskOverride struct {
	To     DueDiligence `json:"to"`
	Ground RiskGround   `json:"ground"`
	// Until is its end; nil for one that stands until two people lift it.
	Until *time.Time `json:"until,omitempty"`
}

// Check refuses, all at once, what is wrong with a regime that is to be given at an instant.
func (o RiskOverride) Check(faults *Faults, now time.Time) {
	prohibits := o.Ground == RiskFalseIdentity || o.Ground == RiskRefused
	if prohibits && o.To != DueDiligenceProhibited {
		faults.Add(Refuse(CodeInvalid, "Con un cliente que no se pudo identificar no se opera: la debida diligencia es prohibida.").
			At("dueDiligence").With("dueDiligence", DueDiligenceProhibited))
	}
	switch {
	case prohibits && o.Until != nil:
		faults.Add(Refuse(CodeInvalid, "Esta decisión no vence: rige hasta que dos personas la levanten. Quita la fecha.").At("until"))
	case !prohibits && o.Until == nil:
		faults.Add(Refuse(CodeInvalid, "Indica hasta cuándo rige.").At("until"))
	case o.Until != nil && !o.Until.After(now):
		faults.Add(Refuse(CodeInvalid, "La fecha debe estar en el futuro.").At("until"))
	case o.Until != nil && o.Until.After(now.AddDate(0, longestRiskOverride, 0)):
		faults.Add(Refuse(CodeInvalid, "Rige %d meses como máximo. Después se decide otra vez.", longestRiskOverride).At("until").
			With("months", longestRiskOverride))
	}
}

// holds tells whether the regime is in force.
func (o *RiskOverride) holds(now time.Time) bool {
	return o != nil && (o.Until == nil || o.Until.After(now))
}

// RiskReason is why a client's regime is not the one of its level.
type RiskReason string

// The reasons, weakest first: a later one stands above the earlier.
const (
	// RiskNotSimplified is a house without the simplified regime.
	RiskNotSimplified RiskReason = "NO_SIMPLIFIED_REGIME"
	// RiskDecided is what two people decided.
	RiskDecided RiskReason = "DECIDED"
	// RiskExposed is a political exposure, of the client or of whom it is close to: never below REINFORCED.
	RiskExposed RiskReason = "POLITICALLY_EXPOSED"
	// RiskSanctioned is a confirmed match on a list of sanctions: PROHIBITED.
	RiskSanctioned RiskReason = "SANCTIONED"
)

// RiskReasons lists the reasons.
func RiskReasons() []RiskReason {
	return []RiskReason{RiskNotSimplified, RiskDecided, RiskExposed, RiskSanctioned}
}

// RiskAssessment is what the house makes of the facts about a client.
type RiskAssessment struct {
	Score        int
	Level        RiskLevel
	Factors      []RiskFactor
	DueDiligence DueDiligence
	// Reasons are why the regime is not that of the level, weakest first; empty where it is.
	Reasons []RiskReason
}

// Assess is the whole computation: score, level and regime of the facts at an instant, with what two people decided, nil for nothing.
func (r RiskRules) Assess(f RiskFacts, decided *RiskOverride, now time.Time) RiskAssessment {
	made := RiskAssessment{}
	made.Score, made.Factors = f.Score()
	made.Level = r.LevelOf(made.Score)
	made.DueDiligence = made.Level.DueDiligence()
	give := func(regime DueDiligence, reason RiskReason) {
		if regime != made.DueDiligence {
			made.DueDiligence, made.Reasons = regime, append(made.Reasons, reason)
		}
	}
	if !r.SimplifiedAllowed {
		give(made.DueDiligence.AtLeast(DueDiligenceBasic), RiskNotSimplified)
	}
	if decided.holds(now) {
		give(decided.To, RiskDecided)
	}
	if f.PoliticallyExposed() {
		give(made.DueDiligence.AtLeast(DueDiligenceReinforced), RiskExposed)
	}
	if f.sanctioned() {
		made.DueDiligence, made.Reasons = DueDiligenceProhibited, append(made.Reasons, RiskSanctioned)
	}
	return made
}

// Shown is the assessment as the client and its trader may know it: of the facts without lists and records, and without what people
// decided (areas.md E39).
func (r RiskRules) Shown(f RiskFacts, now time.Time) RiskAssessment {
	return r.Assess(f.Shown(), nil, now)
}

// sanctioned tells whether a match on a list of sanctions is confirmed.
func (f RiskFacts) sanctioned() bool {
	for _, list := range f.in(RiskListMatch) {
		if list.Sanctions() {
			return true
		}
	}
	return false
}

// Equal tells whether two decisions are the same; nil is none.
func (o *RiskOverride) Equal(other *RiskOverride) bool {
	if o == nil || other == nil {
		return o == other
	}
	sameEnd := o.Until == nil && other.Until == nil || o.Until != nil && other.Until != nil && o.Until.Equal(*other.Until)
	return o.To == other.To && o.Ground == other.Ground && sameEnd
}
