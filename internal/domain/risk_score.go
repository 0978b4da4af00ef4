package domain

import (
	"slices"

	"github.com/qoricash/qoricash/internal/money"
)

// The figures of the score (domain.md 6.1). What is strictly more counts.
const (
	largestRiskScore     = 100
	recentOperationsHigh = 30
	recentOperations     = 10
	// RiskRecentDays is how many days back operations count as recent.
	RiskRecentDays = 30
)

// ticketSteps are the points of an average completed ticket above an amount in USD, largest first.
func ticketSteps() []struct {
	above  money.Amount
	points int
} {
	return []struct {
		above  money.Amount
		points int
	}{{money.FromCents(100_000_00), 25}, {money.FromCents(50_000_00), 20}, {money.FromCents(10_000_00), 10}}
}

// RiskFacts are what the house knows of a client when it is assessed.
type RiskFacts struct {
	// Completed counts the completed operations, CompletedUSD is their sum.
	Completed    int          `json:"completed"`
	CompletedUSD money.Amount `json:"completedUsd"`
	// Recent counts the operations that were made in the last [RiskRecentDays] days, in whatever status.
	Recent int `json:"recent"`
	// Declared tells that the client said to be politically exposed, Exposed that the house has it on record.
	Declared bool `json:"declared"`
	Exposed  bool `json:"exposed"`
	// Lists is how the client stands to each kind; one that is missing is NOT_CHECKED.
	Lists map[RiskList]RiskListState `json:"lists"`
	// LegalIssues tells that the last check by a person found proceedings against the client.
	LegalIssues bool `json:"legalIssues"`
	// Identified tells that the identification is approved.
	Identified bool `json:"identified"`
}

// PoliticallyExposed tells whether the client counts as politically exposed, by its own word or on record.
func (f RiskFacts) PoliticallyExposed() bool { return f.Declared || f.Exposed }

// Average is the average completed ticket in USD, rounded down to the cent; zero without one.
func (f RiskFacts) Average() money.Amount {
	if f.Completed == 0 {
		return money.Amount{}
	}
	return money.FromCents(f.CompletedUSD.Cents() / int64(f.Completed))
}

// Frequent tells whether the recent operations count at all.
func (f RiskFacts) Frequent() bool { return frequencyPoints(f) > 0 }

// averageAbove tells whether the average ticket is more than an amount, exactly.
func (f RiskFacts) averageAbove(limit money.Amount) bool {
	return f.CompletedUSD.Cents() > limit.Cents()*int64(f.Completed)
}

// in lists the kinds of list to which the client stands so.
func (f RiskFacts) in(state RiskListState) []RiskList {
	return slices.DeleteFunc(RiskLists(), func(list RiskList) bool { return f.ListState(list) != state })
}

// ListState is how the client stands to a kind of list.
func (f RiskFacts) ListState(list RiskList) RiskListState {
	if state, known := f.Lists[list]; known {
		return state
	}
	return RiskListNotChecked
}

// Shown are the facts of which also the client and its trader may conclude: without lists, what a check by a person found, and
// what the house has on record about a political exposure that the client did not declare (areas.md E39).
func (f RiskFacts) Shown() RiskFacts {
	f.Lists, f.LegalIssues, f.Exposed = nil, false, false
	return f
}

// Equal tells whether nothing is different.
func (f RiskFacts) Equal(other RiskFacts) bool {
	for _, list := range RiskLists() {
		if f.ListState(list) != other.ListState(list) {
			return false
		}
	}
	return f.Completed == other.Completed && f.CompletedUSD == other.CompletedUSD && f.Recent == other.Recent && f.Declared == other.Declared &&
		f.Exposed == other.Exposed && f.LegalIssues == other.LegalIssues && f.Identified == other.Identified
}

// RiskFactorKey names a part of the score.
type RiskFactorKey string

// The factors, in the order in which they count.
const (
	RiskFactorTicket         RiskFactorKey = "AVERAGE_TICKET"
	RiskFactorFrequency      RiskFactorKey = "FREQUENCY"
	RiskFactorExposure       RiskFactorKey = "POLITICALLY_EXPOSED"
	RiskFactorLists          RiskFactorKey = "LISTS"
	RiskFactorLegal          RiskFactorKey = "LEGAL_ISSUES"
	RiskFactorIdentification RiskFactorKey = "IDENTIFICATION"
)

// RiskFactorKeys lists the factors, in the order in which they count.
func RiskFactorKeys() []RiskFactorKey {
	return []RiskFactorKey{RiskFactorTicket, RiskFactorFrequency, RiskFactorExposure, RiskFactorLists, RiskFactorLegal, RiskFactorIdentification}
}

// RiskFactor is what one thing about a client does to its score.
type RiskFactor struct {
	Key RiskFactorKey `json:"key"`
	// Rated is what the table gives, Points what of it counts: the floors and the cap cut it, so that the points add up to the score.
	Rated  int `json:"rated"`
	Points int `json:"points"`
	// Text says what it rests on, Lowers what would lower it, empty where nothing can; Spanish, for the staff.
	Text   string `json:"text"`
	Lowers string `json:"whatLowersIt,omitempty"`
}

// riskFactorRule is a row of the table of domain.md 6.1.
type riskFactorRule struct {
	key    RiskFactorKey
	points func(RiskFacts) int
	// floors keeps what is counted up to here from being less than nothing.
	floors bool
	words  func(RiskFacts) (text, lowers string)
}

// riskFactorRules is the table. The order matters because of the floors.
func riskFactorRules() []riskFactorRule {
	return []riskFactorRule{
		{key: RiskFactorTicket, points: ticketPoints, words: ticketWords},
		{key: RiskFactorFrequency, points: frequencyPoints, words: frequencyWords},
		{key: RiskFactorExposure, points: exposurePoints, words: exposureWords},
		{key: RiskFactorLists, points: listPoints, floors: true, words: listWords},
		{key: RiskFactorLegal, points: legalPoints, words: legalWords},
		{key: RiskFactorIdentification, points: identificationPoints, floors: true, words: identificationWords},
	}
}

// Score answers the score of 0 to 100, and what each factor does to it, in order.
func (f RiskFacts) Score() (int, []RiskFactor) {
	score := 0
	rules := riskFactorRules()
	factors := make([]RiskFactor, len(rules))
	for i, rule := range rules {
		rated := rule.points(f)
		next := score + rated
		if rule.floors {
			next = max(next, 0)
		}
		factors[i] = RiskFactor{Key: rule.key, Rated: rated, Points: next - score}
		factors[i].Text, factors[i].Lowers = rule.words(f)
		score = next
	}
	trim(factors, score-largestRiskScore)
	return min(score, largestRiskScore), factors
}

// trim takes what is beyond the cap from the last factors that add.
func trim(factors []RiskFactor, beyond int) {
	for i := len(factors) - 1; i >= 0 && beyond > 0; i-- {
		taken := min(max(factors[i].Points, 0), beyond)
		factors[i].Points -= taken
		beyond -= taken
	}
}

func ticketPoints(f RiskFacts) int {
	if f.Completed == 0 {
		return 0
	}
	for _, step := range ticketSteps() {
		if f.averageAbove(step.above) {
			return step.points
		}
	}
	return 5
}

func frequencyPoints(f RiskFacts) int {
	switch {
	case f.Recent > recentOperationsHigh:
		return 20
	case f.Recent > recentOperations:
		return 10
	}
	return 0
}

func exposurePoints(f RiskFacts) int { return pointsIf(f.PoliticallyExposed(), 30) }

func listPoints(f RiskFacts) int {
	unchecked := len(f.in(RiskListNotChecked))
	switch {
	case len(f.in(RiskListMatch)) > 0:
		return 25
	case unchecked == 0:
		return -5
	case unchecked < len(RiskLists()):
		return 10
	}
	return 15
}

func legalPoints(f RiskFacts) int { return pointsIf(f.LegalIssues, 15) }

func identificationPoints(f RiskFacts) int { return pointsIf(f.Identified, -10) }

func pointsIf(is bool, points int) int {
	if is {
		return points
	}
	return 0
}
