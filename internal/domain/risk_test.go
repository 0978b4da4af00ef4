package domain_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

var assessed = time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)

// allLists are lists of which each stands the same.
func allLists(state domain.RiskListState) map[domain.RiskList]domain.RiskListState {
	lists := map[domain.RiskList]domain.RiskListState{}
	for _, list := range domain.RiskLists() {
		lists[list] = state
	}
	return lists
}

// seedRules are the rules of the seeds, where a regime may be simplified.
func seedRules() domain.RiskRules {
	rules := domain.DefaultRiskRules()
	rules.SimplifiedAllowed = true
	return rules
}

// domain.md 19.7.
func TestGoldenRiskScores(t *testing.T) {
	t.Parallel()
	busy := domain.RiskFacts{Completed: 4, CompletedUSD: money.MustAmount("48000.00"), Recent: 12, Lists: allLists(domain.RiskListClear), Identified: true}
	exposed := domain.RiskFacts{Completed: 5, CompletedUSD: money.MustAmount("300000.00"), Recent: 5, Exposed: true, LegalIssues: true}
	identified := exposed
	identified.Identified = true
	for name, example := range map[string]struct {
		facts   domain.RiskFacts
		points  []int
		score   int
		level   domain.RiskLevel
		regime  domain.DueDiligence
		applied domain.DueDiligence
	}{
		"a": {busy, []int{10, 10, 0, -5, 0, -10}, 5, domain.RiskLow, domain.DueDiligenceSimplified, domain.DueDiligenceBasic},
		"b": {exposed, []int{20, 0, 30, 15, 15, 0}, 80, domain.RiskCritical, domain.DueDiligenceReinforced, domain.DueDiligenceReinforced},
		// By the score alone BASIC; a politically exposed person is never below REINFORCED.
		"b, identified": {identified, []int{20, 0, 30, 15, 15, -10}, 70, domain.RiskHigh, domain.DueDiligenceBasic, domain.DueDiligenceReinforced},
		"c":             {domain.RiskFacts{}, []int{0, 0, 0, 15, 0, 0}, 15, domain.RiskLow, domain.DueDiligenceSimplified, domain.DueDiligenceBasic},
		"d": {domain.RiskFacts{Lists: allLists(domain.RiskListClear), Identified: true}, []int{0, 0, 0, 0, 0, 0}, 0, domain.RiskLow,
			domain.DueDiligenceSimplified, domain.DueDiligenceBasic},
	} {
		made := domain.DefaultRiskRules().Assess(example.facts, nil, assessed)
		var points []int
		for _, factor := range made.Factors {
			points = append(points, factor.Points)
		}
		if made.Score != example.score || made.Level != example.level || !slices.Equal(points, example.points) {
			t.Errorf("%s: %d %s by %v", name, made.Score, made.Level, points)
		}
		if got := made.Level.DueDiligence(); got != example.regime {
			t.Errorf("%s: a level with %s", name, got)
		}
		if made.DueDiligence != example.applied {
			t.Errorf("%s: %s is applied", name, made.DueDiligence)
		}
	}
}

func TestThePointsOfEachFactor(t *testing.T) {
	t.Parallel()
	ticket := func(usd string) domain.RiskFacts {
		return domain.RiskFacts{Completed: 1, CompletedUSD: money.MustAmount(usd)}
	}
	three := domain.RiskFacts{Completed: 3, CompletedUSD: money.MustAmount("30000.01")}
	lists := func(change map[domain.RiskList]domain.RiskListState) domain.RiskFacts {
		return domain.RiskFacts{Lists: change}
	}
	match := allLists(domain.RiskListClear)
	match[domain.RiskListInterpol] = domain.RiskListMatch
	for _, example := range []struct {
		key    domain.RiskFactorKey
		facts  domain.RiskFacts
		points int
	}{
		{domain.RiskFactorTicket, domain.RiskFacts{}, 0},
		{domain.RiskFactorTicket, ticket("0.01"), 5},
		{domain.RiskFactorTicket, ticket("10000.00"), 5},
		{domain.RiskFactorTicket, ticket("10000.01"), 10},
		{domain.RiskFactorTicket, three, 10},
		{domain.RiskFactorTicket, ticket("50000.00"), 10},
		{domain.RiskFactorTicket, ticket("50000.01"), 20},
		{domain.RiskFactorTicket, ticket("100000.00"), 20},
		{domain.RiskFactorTicket, ticket("100000.01"), 25},
		{domain.RiskFactorFrequency, domain.RiskFacts{Recent: 10}, 0},
		{domain.RiskFactorFrequency, domain.RiskFacts{Recent: 11}, 10},
		{domain.RiskFactorFrequency, domain.RiskFacts{Recent: 30}, 10},
		{domain.RiskFactorFrequency, domain.RiskFacts{Recent: 31}, 20},
		{domain.RiskFactorExposure, domain.RiskFacts{Declared: true}, 30},
		{domain.RiskFactorExposure, domain.RiskFacts{Exposed: true}, 30},
		{domain.RiskFactorLists, domain.RiskFacts{}, 15},
		{domain.RiskFactorLists, lists(allLists(domain.RiskListNotChecked)), 15},
		{domain.RiskFactorLists, lists(map[domain.RiskList]domain.RiskListState{domain.RiskListUN: domain.RiskListClear}), 10},
		{domain.RiskFactorLists, lists(allLists(domain.RiskListClear)), -5},
		{domain.RiskFactorLists, lists(match), 25},
		{domain.RiskFactorLists, lists(map[domain.RiskList]domain.RiskListState{domain.RiskListUIF: domain.RiskListMatch}), 25},
		{domain.RiskFactorLegal, domain.RiskFacts{LegalIssues: true}, 15},
		{domain.RiskFactorIdentification, domain.RiskFacts{Identified: true}, -10},
	} {
		_, factors := example.facts.Score()
		at := slices.Index(domain.RiskFactorKeys(), example.key)
		if factors[at].Key != example.key || factors[at].Rated != example.points {
			t.Errorf("%s of %+v gives %+v, want %d", example.key, example.facts, factors[at], example.points)
		}
	}
}

// The floors stand where the table has them: what was below nothing is not owed by what comes later.
func TestTheFloorsOfTheScore(t *testing.T) {
	t.Parallel()
	clean := domain.RiskFacts{Lists: allLists(domain.RiskListClear), LegalIssues: true, Identified: true}
	if score, _ := clean.Score(); score != 5 {
		t.Errorf("max(0, 0 - 5) + 15 - 10 = %d", score)
	}
	most := domain.RiskFacts{Completed: 1, CompletedUSD: money.MustAmount("900000.00"), Recent: 99, Exposed: true, LegalIssues: true,
		Lists: allLists(domain.RiskListMatch)}
	if score, factors := most.Score(); score != 100 || factors[4].Points != 0 {
		t.Errorf("25 + 20 + 30 + 25 + 15 counts %d by %+v", score, factors)
	}
	most.Identified = true
	if score, _ := most.Score(); score != 100 {
		t.Errorf("115 - 10 counts %d: the cap comes last", score)
	}
}

func TestTheBandsOfTheLevels(t *testing.T) {
	t.Parallel()
	rules := domain.DefaultRiskRules()
	for score, want := range map[int]domain.RiskLevel{0: domain.RiskLow, 25: domain.RiskLow, 26: domain.RiskMedium, 50: domain.RiskMedium,
		51: domain.RiskHigh, 75: domain.RiskHigh, 76: domain.RiskCritical, 100: domain.RiskCritical} {
		if got := rules.LevelOf(score); got != want {
			t.Errorf("%d is %s, want %s", score, got, want)
		}
	}
	rules.CriticalFrom = 90
	if got := rules.LevelOf(80); got != domain.RiskHigh {
		t.Errorf("with another band 80 is %s", got)
	}
}

func TestOverridesBeatTheScore(t *testing.T) {
	t.Parallel()
	until := assessed.Add(time.Hour)
	judged := func(to domain.DueDiligence) *domain.RiskOverride {
		return &domain.RiskOverride{To: to, Ground: domain.RiskJudgement, Until: &until}
	}
	one := func(list domain.RiskList) map[domain.RiskList]domain.RiskListState {
		return map[domain.RiskList]domain.RiskListState{list: domain.RiskListMatch}
	}
	for name, example := range map[string]struct {
		facts   domain.RiskFacts
		decided *domain.RiskOverride
		want    domain.DueDiligence
		reasons []domain.RiskReason
	}{
		"nothing": {domain.RiskFacts{}, nil, domain.DueDiligenceSimplified, nil},
		"a client that declared": {domain.RiskFacts{Declared: true}, nil, domain.DueDiligenceReinforced,
			[]domain.RiskReason{domain.RiskExposed}},
		"decided": {domain.RiskFacts{}, judged(domain.DueDiligenceReinforced), domain.DueDiligenceReinforced, []domain.RiskReason{domain.RiskDecided}},
		"nobody lowers a political exposure": {domain.RiskFacts{Exposed: true}, judged(domain.DueDiligenceBasic), domain.DueDiligenceReinforced,
			[]domain.RiskReason{domain.RiskDecided, domain.RiskExposed}},
		"a match of the UN": {domain.RiskFacts{Lists: one(domain.RiskListUN)}, nil, domain.DueDiligenceProhibited,
			[]domain.RiskReason{domain.RiskSanctioned}},
		"nobody lowers a match of OFAC": {domain.RiskFacts{Lists: one(domain.RiskListOFAC)}, judged(domain.DueDiligenceBasic),
			domain.DueDiligenceProhibited, []domain.RiskReason{domain.RiskDecided, domain.RiskSanctioned}},
		"another match prohibits nothing": {domain.RiskFacts{Lists: one(domain.RiskListAdverse)}, nil, domain.DueDiligenceSimplified, nil},
		"an identity that is false": {domain.RiskFacts{}, &domain.RiskOverride{To: domain.DueDiligenceProhibited, Ground: domain.RiskFalseIdentity},
			domain.DueDiligenceProhibited, []domain.RiskReason{domain.RiskDecided}},
	} {
		made := seedRules().Assess(example.facts, example.decided, assessed)
		if made.DueDiligence != example.want || !slices.Equal(made.Reasons, example.reasons) {
			t.Errorf("%s: %s by %v", name, made.DueDiligence, made.Reasons)
		}
	}
	if made := seedRules().Assess(domain.RiskFacts{}, judged(domain.DueDiligenceReinforced), until); made.DueDiligence != domain.DueDiligenceSimplified {
		t.Errorf("at its end it is still %s", made.DueDiligence)
	}
}

func TestWhatIsWrongWithAnOverrideIsToldAtOnce(t *testing.T) {
	t.Parallel()
	later, past, far := assessed.AddDate(0, 1, 0), assessed, assessed.AddDate(1, 0, 1)
	for name, example := range map[string]struct {
		override domain.RiskOverride
		fields   []string
	}{
		"a judgement with an end": {domain.RiskOverride{To: domain.DueDiligenceBasic, Ground: domain.RiskJudgement, Until: &later}, nil},
		"without an end":          {domain.RiskOverride{To: domain.DueDiligenceBasic, Ground: domain.RiskJudgement}, []string{"until"}},
		"ended already":           {domain.RiskOverride{To: domain.DueDiligenceBasic, Ground: domain.RiskJudgement, Until: &past}, []string{"until"}},
		"for too long":            {domain.RiskOverride{To: domain.DueDiligenceBasic, Ground: domain.RiskJudgement, Until: &far}, []string{"until"}},
		"a false identity":        {domain.RiskOverride{To: domain.DueDiligenceProhibited, Ground: domain.RiskFalseIdentity}, nil},
		"a refusal, and business goes on, for a while": {domain.RiskOverride{To: domain.DueDiligenceBasic, Ground: domain.RiskRefused, Until: &later},
			[]string{"dueDiligence", "until"}},
	} {
		var faults domain.Faults
		example.override.Check(&faults, assessed)
		var fields []string
		for _, refusal := range domain.Refusals(faults.Err()) {
			fields = append(fields, refusal.Field[0])
		}
		if !slices.Equal(fields, example.fields) {
			t.Errorf("%s: refused at %v", name, fields)
		}
	}
}

func TestReviewsComeEverySixOrTwelveMonths(t *testing.T) {
	t.Parallel()
	for regime, want := range map[domain.DueDiligence]string{domain.DueDiligenceSimplified: "2027-11-23", domain.DueDiligenceBasic: "2027-11-23",
		domain.DueDiligenceReinforced: "2027-05-23", domain.DueDiligenceProhibited: "2027-05-23"} {
		if got := regime.NextReview(assessed).Format(time.DateOnly); got != want {
			t.Errorf("%s: %s, want %s", regime, got, want)
		}
	}
}

func TestAPoliticalExposureLastsYearsAfterThePost(t *testing.T) {
	t.Parallel()
	rules, left := domain.DefaultRiskRules(), domain.MustDate("2021-11-24")
	for day, want := range map[string]bool{"2021-11-24": true, "2026-11-23": true, "2026-11-24": false} {
		if got := rules.Exposes(left, domain.MustDate(day)); got != want {
			t.Errorf("on %s: %t", day, got)
		}
	}
	if !rules.Exposes(domain.Date{}, domain.MustDate("2099-01-01")) {
		t.Error("who still has the post is exposed no more")
	}
}

// areas.md E39: nothing of lists, of a check by a person, of the house's records or of decisions is in what is shown.
func TestWhatIsShownDoesNotDependOnWhatIsNot(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		facts := drawRiskFacts(t)
		other := drawRiskFacts(t)
		twin := facts
		twin.Lists, twin.LegalIssues, twin.Exposed = other.Lists, other.LegalIssues, other.Exposed
		a, b := seedRules().Shown(facts, assessed), seedRules().Shown(twin, assessed)
		if a.Level != b.Level || a.Score != b.Score || a.DueDiligence != b.DueDiligence || !slices.Equal(a.Factors, b.Factors) {
			t.Fatalf("%+v shows %+v, its twin %+v", facts, a, b)
		}
	})
}

// What is worse about a client never lowers its score; the points add up to it, within 0 and 100, and each factor has its words.
func TestTheScoreFollowsEachFactor(t *testing.T) {
	t.Parallel()
	badness := []domain.RiskListState{domain.RiskListClear, domain.RiskListNotChecked, domain.RiskListMatch}
	rapid.Check(t, func(t *rapid.T) {
		facts := drawRiskFacts(t)
		score, factors := facts.Score()
		sum := 0
		for i, factor := range factors {
			sum += factor.Points
			if factor.Key != domain.RiskFactorKeys()[i] || factor.Text == "" || (factor.Rated > 5 && factor.Lowers == "") {
				t.Fatalf("factor %d is %+v", i, factor)
			}
		}
		if sum != score || score < 0 || score > 100 {
			t.Fatalf("%d by points that add up to %d", score, sum)
		}
		worse := facts
		switch rapid.IntRange(0, 6).Draw(t, "what") {
		case 0:
			worse.CompletedUSD = worse.CompletedUSD.Add(money.FromCents(rapid.Int64Range(0, 10_000_000_00).Draw(t, "more")))
		case 1:
			worse.Recent += rapid.IntRange(0, 40).Draw(t, "more")
		case 2:
			worse.Declared, worse.Exposed = true, rapid.Bool().Draw(t, "on record")
		case 3:
			worse.LegalIssues = true
		case 4:
			worse.Identified = false
		case 5:
			worse.Lists = allLists(domain.RiskListMatch)
		case 6:
			list := rapid.SampledFrom(domain.RiskLists()).Draw(t, "list")
			was := slices.Index(badness, facts.Lists[list])
			worse.Lists = allLists(domain.RiskListClear)
			maps.Copy(worse.Lists, facts.Lists)
			worse.Lists[list] = badness[rapid.IntRange(was, 2).Draw(t, "worse")]
		}
		if raised, _ := worse.Score(); raised < score {
			t.Fatalf("%+v counts %d, and worse, %+v, %d", facts, score, worse, raised)
		}
	})
}

func drawRiskFacts(t *rapid.T) domain.RiskFacts {
	facts := domain.RiskFacts{Completed: rapid.IntRange(0, 50).Draw(t, "completed"), Recent: rapid.IntRange(0, 60).Draw(t, "recent"),
		Declared: rapid.Bool().Draw(t, "declared"), Exposed: rapid.Bool().Draw(t, "exposed"), LegalIssues: rapid.Bool().Draw(t, "legal"),
		Identified: rapid.Bool().Draw(t, "identified"), Lists: map[domain.RiskList]domain.RiskListState{}}
	if facts.Completed > 0 {
		facts.CompletedUSD = money.FromCents(int64(facts.Completed) * rapid.Int64Range(1, 200_000_00).Draw(t, "average"))
	}
	for _, list := range domain.RiskLists() {
		facts.Lists[list] = rapid.SampledFrom(domain.RiskListStates()).Draw(t, string(list))
	}
	return facts
}
