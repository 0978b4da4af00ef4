package domain

import (
	"slices"
	"time"
)

// ScreenedKind is what somebody whom the house compares with lists is to a client.
type ScreenedKind string

// The kinds. Who acts for a client by a power of attorney is a representative too.
const (
	ScreenedClient         ScreenedKind = "CLIENT"
	ScreenedRepresentative ScreenedKind = "REPRESENTATIVE"
	ScreenedOwner          ScreenedKind = "BENEFICIAL_OWNER"
)

// ScreenedKinds lists the kinds.
func ScreenedKinds() []ScreenedKind {
	return []ScreenedKind{ScreenedClient, ScreenedRepresentative, ScreenedOwner}
}

// Values lists the kinds for the database's enum check.
func (ScreenedKind) Values() []string { return valuesOf(ScreenedKinds()) }

// Screened is what a related person is screened as.
func (k RelatedPersonKind) Screened() ScreenedKind {
	if k == RelatedOwner {
		return ScreenedOwner
	}
	return ScreenedRepresentative
}

// ScreeningTrigger is why somebody was compared with lists.
type ScreeningTrigger string

// The triggers. CHANGE is a registration, another name, document or birth date; PENDING what could not be done then; LIST_DELTA another version
// of a list; FULL the nightly run over everybody; MANUAL a person who asked for it.
const (
	ScreeningOnChange  ScreeningTrigger = "CHANGE"
	ScreeningOnPending ScreeningTrigger = "PENDING"
	ScreeningOnDelta   ScreeningTrigger = "LIST_DELTA"
	ScreeningOnFull    ScreeningTrigger = "FULL"
	ScreeningOnDemand  ScreeningTrigger = "MANUAL"
)

// Values lists the triggers for the database's enum check.
func (ScreeningTrigger) Values() []string {
	return valuesOf([]ScreeningTrigger{ScreeningOnChange, ScreeningOnPending, ScreeningOnDelta, ScreeningOnFull, ScreeningOnDemand})
}

// ScreeningOutcome is how somebody stands to all lists together.
type ScreeningOutcome string

// The outcomes. What nobody could compare is NOT_CHECKED, never clear: no list was in memory, a mandatory one was stale, or no letter of the
// name could be read.
const (
	OutcomeClear      ScreeningOutcome = "CLEAR"
	OutcomeReview     ScreeningOutcome = "REVIEW"
	OutcomeExact      ScreeningOutcome = "EXACT_ID"
	OutcomeNotChecked ScreeningOutcome = "NOT_CHECKED"
)

// ScreeningOutcomes lists the outcomes.
func ScreeningOutcomes() []ScreeningOutcome {
	return []ScreeningOutcome{OutcomeClear, OutcomeReview, OutcomeExact, OutcomeNotChecked}
}

// Values lists the outcomes for the database's enum check.
func (ScreeningOutcome) Values() []string { return valuesOf(ScreeningOutcomes()) }

// ScreeningBand is how sure a hit is.
type ScreeningBand string

// The bands (compliance.md 2.3).
const (
	BandReview ScreeningBand = "REVIEW"
	BandBlock  ScreeningBand = "BLOCK"
)

// Values lists the bands for the database's enum check.
func (ScreeningBand) Values() []string { return valuesOf([]ScreeningBand{BandReview, BandBlock}) }

// HitState is how a hit stands.
type HitState string

// The states. SUPERSEDED hits are of a content, of either side, that is over before anybody decided.
const (
	HitOpen          HitState = "OPEN"
	HitProposed      HitState = "PROPOSED"
	HitTrueMatch     HitState = "TRUE_MATCH"
	HitFalsePositive HitState = "FALSE_POSITIVE"
	HitSuperseded    HitState = "SUPERSEDED"
)

// HitStates lists the states.
func HitStates() []HitState {
	return []HitState{HitOpen, HitProposed, HitTrueMatch, HitFalsePositive, HitSuperseded}
}

// Values lists the states for the database's enum check.
func (HitState) Values() []string { return valuesOf(HitStates()) }

// Waits tells whether people have to decide yet.
func (s HitState) Waits() bool { return s == HitOpen || s == HitProposed }

// Counts tells whether a hit says something about its subject now.
func (s HitState) Counts() bool { return s.Waits() || s == HitTrueMatch }

// HitStatesWhich lists the states of which something holds.
func HitStatesWhich(holds func(HitState) bool) []HitState {
	return slices.DeleteFunc(HitStates(), func(state HitState) bool { return !holds(state) })
}

// HitVerdict is what people say of a hit.
type HitVerdict string

// The verdicts.
const (
	VerdictTrueMatch     HitVerdict = "TRUE_MATCH"
	VerdictFalsePositive HitVerdict = "FALSE_POSITIVE"
)

// HitVerdicts lists the verdicts.
func HitVerdicts() []HitVerdict { return []HitVerdict{VerdictTrueMatch, VerdictFalsePositive} }

// Values lists the verdicts for the database's enum check.
func (HitVerdict) Values() []string { return valuesOf(HitVerdicts()) }

// Proposal is the kind of proposal that decides so; empty for what is no verdict.
func (v HitVerdict) Proposal() ProposalKind {
	switch v {
	case VerdictTrueMatch:
		return ProposalScreeningMatch
	case VerdictFalsePositive:
		return ProposalScreeningFalse
	}
	return ""
}

// State is that of a hit which was decided so.
func (v HitVerdict) State() HitState {
	if v == VerdictTrueMatch {
		return HitTrueMatch
	}
	return HitFalsePositive
}

// HitReason is why people say so (compliance.md 2.7).
type HitReason string

// The reasons: the first six speak against a match, the others for it.
const (
	ReasonOtherBirthDate   HitReason = "OTHER_BIRTH_DATE"
	ReasonOtherDocument    HitReason = "OTHER_DOCUMENT"
	ReasonOtherNationality HitReason = "OTHER_NATIONALITY"
	ReasonOtherGender      HitReason = "OTHER_GENDER"
	ReasonPartialName      HitReason = "PARTIAL_NAME"
	ReasonOtherActivity    HitReason = "OTHER_ACTIVITY"
	ReasonSameDocument     HitReason = "SAME_DOCUMENT"
	ReasonSameBirthDate    HitReason = "SAME_BIRTH_DATE"
	ReasonSamePerson       HitReason = "CONFIRMED_BY_PERSON"
)

// reasonsOf are the reasons that go with each verdict.
var reasonsOf = map[HitVerdict][]HitReason{
	VerdictFalsePositive: {ReasonOtherBirthDate, ReasonOtherDocument, ReasonOtherNationality, ReasonOtherGender, ReasonPartialName, ReasonOtherActivity},
	VerdictTrueMatch:     {ReasonSameDocument, ReasonSameBirthDate, ReasonSamePerson},
}

// HitReasons lists the reasons.
func HitReasons() []HitReason {
	return slices.Concat(reasonsOf[VerdictFalsePositive], reasonsOf[VerdictTrueMatch])
}

// HitJudgement is what somebody proposes to say of a hit.
type HitJudgement struct {
	Verdict HitVerdict  `json:"verdict"`
	Reasons []HitReason `json:"reasons"`
	Note    string      `json:"note"`
}

// longestHitNote is what a decision may be explained with, in characters: that of a proposal.
const longestHitNote = 500

// Check answers the judgement as it is stored, each reason once and in the order of the table, or adds all faults.
func (j HitJudgement) Check(faults *Faults) HitJudgement {
	fit, known := reasonsOf[j.Verdict]
	if !known {
		faults.Add(Refuse(CodeInvalid, "Una coincidencia es verdadera o es un falso positivo.").At("verdict"))
		return j
	}
	for _, reason := range j.Reasons {
		if !slices.Contains(fit, reason) {
			faults.Add(Refuse(CodeInvalid, "Ese motivo no explica esta decisión.").At("reasons").With("reason", reason))
		}
	}
	asked := j.Reasons
	j.Reasons = slices.DeleteFunc(slices.Clone(fit), func(reason HitReason) bool { return !slices.Contains(asked, reason) })
	if len(j.Reasons) == 0 {
		faults.Add(Refuse(CodeRequired, "Elige al menos un motivo.").At("reasons"))
	}
	j.Note = Text{Longest: longestHitNote, Lines: true, Missing: "Escribe en qué te basas."}.Check(faults, j.Note, "note")
	return j
}

// NeedsOfficer tells whether the compliance officer, or the alternate, decides on a hit: on every match, and on whatever touches the lists of
// the United Nations and OFAC (compliance.md 2.7).
func (v HitVerdict) NeedsOfficer(source ListSource) bool {
	return v == VerdictTrueMatch || source == ListUN || source == ListOFAC
}

// IsOfficer tells whether somebody with some permissions acts as compliance officer.
func IsOfficer(can func(Permission) bool) bool {
	return can(ComplianceOfficer) || can(ComplianceAlternate)
}

// Restricts tells whether a list bars somebody, and does not only inform of a risk.
func (s ListSource) Restricts() bool { return s != ListPEP && s != ListAdverse }

// HitFreezes tells whether a hit stops all business with its client before anybody looked at it: an exact document, or on the list of the United
// Nations the band that blocks (areas.md E36).
func HitFreezes(source ListSource, band ScreeningBand, exact bool) bool {
	return exact && source.Restricts() || source == ListUN && band == BandBlock
}

// RiskList is the kind of list by which the score asks for a source (areas.md D6); false for one that it does not ask for: a political exposure
// has a place of its own.
func (s ListSource) RiskList() (RiskList, bool) {
	switch s {
	case ListOFAC:
		return RiskListOFAC, true
	case ListUN:
		return RiskListUN, true
	case ListUIF:
		return RiskListUIF, true
	case ListInterpol:
		return RiskListInterpol, true
	case ListAdverse:
		return RiskListAdverse, true
	case ListEU, ListUK, ListOther:
		return RiskListOther, true
	}
	return "", false
}

// SubjectStanding is what is known of the screening of one subject of a client.
type SubjectStanding struct {
	Outcome ScreeningOutcome
	// Screened are the lists that were in memory when it was screened last.
	Screened []ListSource
	// Hits are those that count now.
	Hits []StandingHit
}

// StandingHit is a hit that counts.
type StandingHit struct {
	Source ListSource
	State  HitState
}

// ScreenedLists answers how a client stands to each kind of list by the screenings of all its subjects: a confirmed match is one, a kind of which
// a list was compared with everybody and nothing waits is clear, everything else was not checked (areas.md D6).
func ScreenedLists(subjects []SubjectStanding) map[RiskList]RiskListState {
	states := map[RiskList]RiskListState{}
	for _, list := range RiskLists() {
		states[list] = RiskListNotChecked
	}
	if len(subjects) == 0 {
		return states
	}
	covered := map[RiskList]int{}
	for _, subject := range subjects {
		for _, list := range subject.covers() {
			covered[list]++
		}
	}
	for list, count := range covered {
		if count == len(subjects) {
			states[list] = RiskListClear
		}
	}
	for _, subject := range subjects {
		for _, hit := range subject.Hits {
			list, asked := hit.Source.RiskList()
			switch {
			case !asked || states[list] == RiskListMatch:
			case hit.State == HitTrueMatch:
				states[list] = RiskListMatch
			default:
				states[list] = RiskListNotChecked
			}
		}
	}
	return states
}

// covers are the kinds of lists that the subject was compared with, each once.
func (s SubjectStanding) covers() []RiskList {
	if s.Outcome == OutcomeNotChecked || s.Outcome == "" {
		return nil
	}
	var lists []RiskList
	for _, source := range s.Screened {
		if list, asked := source.RiskList(); asked && !slices.Contains(lists, list) {
			lists = append(lists, list)
		}
	}
	return lists
}

// ClearedFor is how long a false positive stays one while nothing changes (compliance.md 2.7).
func ClearedFor(decided time.Time) time.Time { return decided.AddDate(1, 0, 0) }

// hitTriage is how long somebody has to look at a hit: a day of business, counted as a day (areas.md 4.1, clocks).
const hitTriage = 24 * time.Hour

// HitDue is when a hit that was opened at an instant should have been looked at.
func HitDue(opened time.Time) time.Time { return opened.Add(hitTriage) }
