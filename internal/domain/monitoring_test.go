package domain_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// aMonday at ten in the morning in Lima.
var watchedAt = time.Date(2026, 6, 15, 15, 0, 0, 0, time.UTC)

func watched(usd string) *domain.MonitoringSnapshot {
	return &domain.MonitoringSnapshot{
		Operation: domain.MonitoredOperation{ID: uuid.Must(uuid.NewV7()), At: watchedAt, Side: domain.HouseBuysUSD, USD: money.MustAmount(usd), Destination: "a"},
		Client: domain.MonitoredClient{ID: uuid.Must(uuid.NewV7()), Since: watchedAt.AddDate(-2, 0, 0), Document: domain.DocumentDNI,
			PEP: domain.FactNo, Listed: domain.FactNo, Stale: domain.FactNo},
	}
}

// earlier adds operations of the client so long before, oldest first, with their days.
func earlier(s *domain.MonitoringSnapshot, usd string, before ...time.Duration) {
	slices.SortFunc(before, func(a, b time.Duration) int { return int(b - a) })
	for _, ago := range before {
		at := s.Operation.At.Add(-ago)
		s.Past = append(s.Past, domain.MonitoredOperation{ID: uuid.Must(uuid.NewV7()), At: at, Side: s.Operation.Side, USD: money.MustAmount(usd), Destination: "a"})
		created := domain.AmountTotal{Count: 1, USD: money.MustAmount(usd)}
		if last := len(s.Days) - 1; last >= 0 && s.Days[last].Day == domain.BusinessDate(at) {
			s.Days[last].Created = s.Days[last].Created.Add(created.USD)
			continue
		}
		s.Days = append(s.Days, domain.DayFigures{Day: domain.BusinessDate(at), Created: created})
	}
}

func outcomeOf(t *testing.T, s *domain.MonitoringSnapshot, code domain.MonitoringCode) domain.RuleOutcome {
	t.Helper()
	for _, outcome := range s.Evaluate(domain.DefaultRuleSet()) {
		if outcome.Code == code {
			return outcome
		}
	}
	t.Fatalf("no outcome of %s", code)
	return domain.RuleOutcome{}
}

// The golden of domain.md 19.8.
func TestLargeFifthOperationOfThePEPScores70AndAlertsThrice(t *testing.T) {
	t.Parallel()
	s := watched("120000.00")
	s.Client.PEP = domain.FactYes
	earlier(s, "100.00", time.Hour, 2*time.Hour, 3*time.Hour, 4*time.Hour)
	patterns := domain.DefaultRuleSet()[:6]
	outcomes := s.Evaluate(patterns)
	if score := outcomes.Score(); score != 70 {
		t.Errorf("score %d, want 40 + 20 + 10", score)
	}
	var alerts []string
	for _, outcome := range outcomes.Matched() {
		rule, _ := outcome.Code.Rule()
		alerts = append(alerts, string(rule.Type)+" "+string(outcome.Severity))
	}
	if want := []string{"AML CRITICAL", "BEHAVIORAL MEDIUM", "PEP HIGH"}; !slices.Equal(alerts, want) {
		t.Errorf("alerts %v, want %v", alerts, want)
	}
}

func TestScoreEndsAt100(t *testing.T) {
	t.Parallel()
	s := watched("120000.00")
	s.Client.PEP, s.Client.Listed = domain.FactYes, domain.FactYes
	s.Completed = domain.AmountTotal{Count: 3, USD: money.MustAmount("3000.00")}
	earlier(s, "100.00", time.Hour, 2*time.Hour, 3*time.Hour)
	if score := s.Evaluate(domain.DefaultRuleSet()).Score(); score != 100 {
		t.Errorf("score %d of 40 + 20 + 15 + 10 + 30", score)
	}
}

func TestAverageLeavesTheOperationOut(t *testing.T) {
	t.Parallel()
	s := watched("3000.00")
	s.Completed = domain.AmountTotal{Count: 3, USD: money.MustAmount("3000.00")}
	if got := outcomeOf(t, s, domain.RuleUnusualDeviation); got.Result != domain.RuleClear {
		t.Errorf("three times the average is exactly 200 %%, not more: %+v", got)
	}
	s.Operation.USD = money.MustAmount("3000.01")
	if got := outcomeOf(t, s, domain.RuleUnusualDeviation); got.Result != domain.RuleMatched {
		t.Errorf("a cent more: %+v", got)
	}
}

// tmCase is a history and what it is: each typology at the edge where it begins, and just before it.
type tmCase struct {
	code   domain.MonitoringCode
	name   string
	usd    string
	arrive func(*domain.MonitoringSnapshot)
	want   domain.RuleResult
}

func date(text string) *domain.Date {
	day := domain.MustDate(text)
	return &day
}

func hoursAgo(n ...int) []time.Duration {
	list := make([]time.Duration, len(n))
	for i, h := range n {
		list[i] = time.Duration(h) * time.Hour
	}
	return list
}

func related(s *domain.MonitoringSnapshot, kind domain.TraitKind, clients int, usd string) {
	s.Traits = []domain.TraitKind{kind}
	for range clients {
		s.Related = append(s.Related, domain.RelatedOperation{Trait: domain.Trait{Kind: kind, Value: "x"}, Client: uuid.Must(uuid.NewV7()),
			At: s.Operation.At.Add(-48 * time.Hour), USD: money.MustAmount(usd)})
	}
}

func amountCases() []tmCase {
	return []tmCase{
		{domain.RuleHighAmount, "from 50,000", "50000.00", nil, domain.RuleMatched},
		{domain.RuleHighAmount, "a critical amount is no high one too", "100000.00", nil, domain.RuleClear},
		{domain.RuleStructuring, "three in a day reach 10,000", "4000.00", func(s *domain.MonitoringSnapshot) {
			earlier(s, "3000.00", hoursAgo(5, 20)...)
		}, domain.RuleMatched},
		{domain.RuleStructuring, "two do not", "9000.00", func(s *domain.MonitoringSnapshot) {
			earlier(s, "9000.00", hoursAgo(5)...)
		}, domain.RuleClear},
		{domain.RuleStructuring, "one that reaches it alone is not split", "10000.00", func(s *domain.MonitoringSnapshot) {
			earlier(s, "9000.00", hoursAgo(5, 6, 7)...)
		}, domain.RuleClear},
		{domain.RuleUnderThreshold, "three in a day below 5,000", "4900.00", func(s *domain.MonitoringSnapshot) {
			earlier(s, "3000.00", hoursAgo(3, 20)...)
		}, domain.RuleMatched},
		{domain.RuleUnderThreshold, "four in a week below 1,000", "950.00", func(s *domain.MonitoringSnapshot) {
			earlier(s, "600.00", hoursAgo(30, 60, 150)...)
		}, domain.RuleMatched},
		{domain.RuleUnderThreshold, "less than 60 %", "2999.99", func(s *domain.MonitoringSnapshot) {
			earlier(s, "2999.99", hoursAgo(3, 20)...)
		}, domain.RuleClear},
		{domain.RuleUnderThreshold, "lost ones do not count", "4900.00", func(s *domain.MonitoringSnapshot) {
			earlier(s, "4000.00", hoursAgo(3, 20)...)
			s.Past[0].Lost = s.Past[0].At.Add(time.Hour)
		}, domain.RuleClear},
		{domain.RuleAccumulation, "40,000 in 30 days", "25000.00", func(s *domain.MonitoringSnapshot) {
			earlier(s, "15000.00", hoursAgo(24*29)...)
		}, domain.RuleMatched},
		{domain.RuleAccumulation, "of a company that is little", "25000.00", func(s *domain.MonitoringSnapshot) {
			s.Client.Document = domain.DocumentRUC
			earlier(s, "15000.00", hoursAgo(24*29)...)
		}, domain.RuleClear},
		{domain.RuleAccumulation, "30 days ago is too long ago", "25000.00", func(s *domain.MonitoringSnapshot) {
			earlier(s, "15000.00", hoursAgo(24*30)...)
		}, domain.RuleClear},
	}
}

func habitCases() []tmCase {
	return []tmCase{
		{domain.RuleVelocity, "the fourth of a day", "100.00", func(s *domain.MonitoringSnapshot) {
			earlier(s, "100.00", hoursAgo(1, 2, 3)...)
		}, domain.RuleMatched},
		{domain.RuleVelocity, "the third", "100.00", func(s *domain.MonitoringSnapshot) {
			earlier(s, "100.00", hoursAgo(1, 2)...)
		}, domain.RuleClear},
		{domain.RuleVelocity, "seven in a week after one a week", "100.00", func(s *domain.MonitoringSnapshot) {
			for week := range 12 {
				earlier(s, "100.00", hoursAgo(24*7*(13-week))...)
			}
			earlier(s, "100.00", hoursAgo(30, 55, 60, 90, 95, 120)...)
		}, domain.RuleMatched},
		{domain.RuleProfile, "more than three incomes", "3000.01", func(s *domain.MonitoringSnapshot) {
			income := money.MustAmount("1000.00")
			s.Client.MonthlyIncome = &income
		}, domain.RuleMatched},
		{domain.RuleProfile, "far from its own", "5000.00", func(s *domain.MonitoringSnapshot) {
			earlier(s, "500.00", hoursAgo(100, 200, 300, 400, 500)...)
		}, domain.RuleMatched},
		{domain.RuleProfile, "as usual", "3200.00", func(s *domain.MonitoringSnapshot) {
			earlier(s, "3000.00", hoursAgo(100, 200, 300, 400, 500)...)
		}, domain.RuleClear},
		{domain.RuleProfile, "nothing to compare with", "3000.00", nil, domain.RuleNotChecked},
		{domain.RuleDormancy, "180 days of silence", "5000.01", func(s *domain.MonitoringSnapshot) {
			earlier(s, "500.00", hoursAgo(24*180)...)
		}, domain.RuleMatched},
		{domain.RuleDormancy, "179 days", "5000.01", func(s *domain.MonitoringSnapshot) {
			earlier(s, "500.00", hoursAgo(24*179)...)
		}, domain.RuleClear},
		{domain.RuleDormancy, "half of them for who is watched more closely", "5000.01", func(s *domain.MonitoringSnapshot) {
			s.Client.Reinforced = true
			earlier(s, "500.00", hoursAgo(24*90)...)
		}, domain.RuleMatched},
		{domain.RuleNewClient, "a week old", "5000.00", func(s *domain.MonitoringSnapshot) {
			s.Client.Since = watchedAt.AddDate(0, 0, -7)
		}, domain.RuleMatched},
		{domain.RuleNewClient, "eight days", "5000.00", func(s *domain.MonitoringSnapshot) {
			s.Client.Since = watchedAt.AddDate(0, 0, -8)
		}, domain.RuleClear},
		{domain.RuleRoundTrip, "back within 72 hours", "2000.00", func(s *domain.MonitoringSnapshot) {
			earlier(s, "1900.00", hoursAgo(71)...)
			s.Past[0].Side = domain.HouseSellsUSD
		}, domain.RuleMatched},
		{domain.RuleRoundTrip, "the same way is none", "2000.00", func(s *domain.MonitoringSnapshot) {
			earlier(s, "2000.00", hoursAgo(71)...)
		}, domain.RuleClear},
		{domain.RuleRoundAmounts, "round and fast", "1000.00", func(s *domain.MonitoringSnapshot) {
			earlier(s, "1000.00", hoursAgo(1, 2, 3, 200)...)
		}, domain.RuleMatched},
		{domain.RuleRoundAmounts, "round alone", "1000.00", func(s *domain.MonitoringSnapshot) {
			earlier(s, "1000.00", hoursAgo(100, 200, 300, 400)...)
		}, domain.RuleClear},
	}
}

func peopleCases() []tmCase {
	return []tmCase{
		{domain.RuleAcrossPeople, "three with one phone", "2000.00", func(s *domain.MonitoringSnapshot) {
			related(s, domain.TraitPhone, 2, "1500.00")
		}, domain.RuleMatched},
		{domain.RuleAcrossPeople, "two", "2000.00", func(s *domain.MonitoringSnapshot) {
			related(s, domain.TraitPhone, 1, "4000.00")
		}, domain.RuleClear},
		{domain.RuleAcrossPeople, "a good referrer", "2000.00", func(s *domain.MonitoringSnapshot) {
			related(s, domain.TraitReferrer, 6, "1500.00")
		}, domain.RuleClear},
		{domain.RuleAcrossPeople, "nothing to compare by", "2000.00", nil, domain.RuleNotChecked},
		{domain.RuleThirdParty, "another name pays", "100.00", func(s *domain.MonitoringSnapshot) {
			s.Operation.Payer = &domain.MonitoredPayer{Likeness: 84}
		}, domain.RuleMatched},
		{domain.RuleThirdParty, "the client pays", "100.00", func(s *domain.MonitoringSnapshot) {
			s.Operation.Payer = &domain.MonitoredPayer{Likeness: 85}
		}, domain.RuleClear},
		{domain.RuleThirdParty, "nobody knows yet", "100.00", nil, domain.RuleNotChecked},
		{domain.RuleAccountChurn, "somebody else's account", "100.00", func(s *domain.MonitoringSnapshot) {
			s.SharedAccount = domain.FactYes
		}, domain.RuleMatched},
		{domain.RuleAccountChurn, "three new ones", "100.00", func(s *domain.MonitoringSnapshot) {
			earlier(s, "100.00", hoursAgo(24*40, 48, 24)...)
			s.Past[1].Destination, s.Past[2].Destination, s.Operation.Destination = "b", "c", "d"
		}, domain.RuleMatched},
		{domain.RuleAccountChurn, "two new ones", "100.00", func(s *domain.MonitoringSnapshot) {
			earlier(s, "100.00", hoursAgo(24*40, 48, 24)...)
			s.Past[2].Destination, s.Operation.Destination = "c", "d"
		}, domain.RuleClear},
		{domain.RuleMule, "in and out with cash", "100.00", func(s *domain.MonitoringSnapshot) {
			earlier(s, "100.00", time.Hour)
			s.Past[0].Side = domain.HouseSellsUSD
			s.Operation.Payer = &domain.MonitoredPayer{Likeness: 100, CashAgencies: 2}
		}, domain.RuleMatched},
		{domain.RuleMule, "nobody knows how it was paid", "100.00", nil, domain.RuleNotChecked},
		{domain.RuleReferralRing, "two of the chain", "100.00", func(s *domain.MonitoringSnapshot) {
			n := 2
			s.Client.RingHits = &n
		}, domain.RuleMatched},
		{domain.RuleReferralRing, "one", "100.00", func(s *domain.MonitoringSnapshot) { n := 1; s.Client.RingHits = &n }, domain.RuleClear},
		{domain.RuleDocumentReuse, "a picture of two", "100.00", func(s *domain.MonitoringSnapshot) {
			s.Client.DocumentReused = domain.FactYes
		}, domain.RuleMatched},
	}
}

func clientCases() []tmCase {
	return []tmCase{
		{domain.RulePEPClient, "nobody asked", "100.00", func(s *domain.MonitoringSnapshot) {
			s.Client.PEP = domain.FactUnknown
		}, domain.RuleNotChecked},
		{domain.RuleRestrictiveList, "confirmed", "100.00", func(s *domain.MonitoringSnapshot) {
			s.Client.Listed = domain.FactYes
		}, domain.RuleMatched},
		{domain.RulePriceIndifference, "never checked", "100.00", nil, domain.RuleNotChecked},
		{domain.RuleGeography, "of the table", "100.00", func(s *domain.MonitoringSnapshot) {
			s.Client.RiskyPlace = domain.FactYes
		}, domain.RuleMatched},
		{domain.RuleAgeOccupation, "twenty years old", "5000.01", func(s *domain.MonitoringSnapshot) {
			s.Client.BirthDate = date("2005-06-16")
		}, domain.RuleMatched},
		{domain.RuleAgeOccupation, "twenty-one today", "5000.01", func(s *domain.MonitoringSnapshot) {
			s.Client.BirthDate = date("2005-06-15")
		}, domain.RuleClear},
		{domain.RuleAgeOccupation, "a student", "5000.01", func(s *domain.MonitoringSnapshot) {
			s.Client.SmallMeans = domain.FactYes
		}, domain.RuleMatched},
		{domain.RuleAgeOccupation, "nobody asked", "5000.01", nil, domain.RuleNotChecked},
		{domain.RuleCompanySubstance, "five months old", "100.00", func(s *domain.MonitoringSnapshot) {
			s.Client.Document, s.Client.RegisteredOn = domain.DocumentRUC, date("2026-01-15")
		}, domain.RuleMatched},
		{domain.RuleCompanySubstance, "a person is none", "100.00", nil, domain.RuleClear},
		{domain.RuleCompanySubstance, "nobody asked SUNAT", "100.00", func(s *domain.MonitoringSnapshot) {
			s.Client.Document = domain.DocumentRUC
		}, domain.RuleNotChecked},
		{domain.RuleEvasion, "twice in a month", "900.00", func(s *domain.MonitoringSnapshot) {
			for _, ago := range hoursAgo(24, 24*29) {
				s.Client.GivenUp = append(s.Client.GivenUp, domain.GivenUpAmount{At: s.Operation.At.Add(-ago), USD: money.MustAmount("1500.00")})
			}
		}, domain.RuleMatched},
		{domain.RuleEvasion, "nobody keeps it", "900.00", nil, domain.RuleNotChecked},
		{domain.RulePEPOperation, "from 1,000", "1000.00", func(s *domain.MonitoringSnapshot) { s.Client.PEP = domain.FactYes }, domain.RuleMatched},
		{domain.RulePEPOperation, "less", "999.99", func(s *domain.MonitoringSnapshot) { s.Client.PEP = domain.FactYes }, domain.RuleClear},
		{domain.RuleNegativeEvent, "nobody records it", "100.00", nil, domain.RuleNotChecked},
		{domain.RuleScreeningStale, "stale", "100.00", func(s *domain.MonitoringSnapshot) { s.Client.Stale = domain.FactYes }, domain.RuleMatched},
	}
}

func TestRulesBeginWhereTheySay(t *testing.T) {
	t.Parallel()
	seen := map[domain.MonitoringCode]bool{domain.RuleCriticalAmount: true, domain.RuleHighFrequency: true, domain.RuleUnusualDeviation: true}
	for _, c := range slices.Concat(amountCases(), habitCases(), peopleCases(), clientCases()) {
		seen[c.code] = true
		t.Run(string(c.code)+" "+c.name, func(t *testing.T) {
			t.Parallel()
			s := watched(c.usd)
			if c.arrive != nil {
				c.arrive(s)
			}
			got := outcomeOf(t, s, c.code)
			if got.Result != c.want {
				t.Fatalf("%s, want %s: %+v", got.Result, c.want, got)
			}
			if got.Result != domain.RuleClear && !strings.HasSuffix(got.Why, ".") {
				t.Errorf("does not say why: %q", got.Why)
			}
		})
	}
	for _, code := range domain.MonitoringCodes() {
		if !seen[code] {
			t.Errorf("%s has no case", code)
		}
	}
}

func TestRuleNumbersOutOfBoundsAreRefusedAllAtOnce(t *testing.T) {
	t.Parallel()
	rule, _ := domain.RuleAccumulation.Rule()
	high, zero := money.MustAmount("99999999.00"), int64(0)
	_, err := rule.CheckNumbers(domain.RuleNumbers{"PERSON": {Amount: &high}, "DAYS": {Integer: &zero}, "COMPANY": {Integer: &zero}, "OTHER": {Integer: &zero}})
	if err == nil {
		t.Fatal("accepted")
	}
	for _, text := range []string{"Personas va de US$ 1.00 a US$ 10,000,000.00", "Días seguidos va de 1 días a 365 días", "Empresas lleva un importe",
		"no tiene ese número"} {
		if !strings.Contains(err.Error(), text) {
			t.Errorf("%q is not in %q", text, err)
		}
	}
	numbers, err := rule.CheckNumbers(domain.RuleNumbers{"PERSON": {Amount: ptrAmount("20000.00")}})
	if err != nil || !numbers["PERSON"].Equal(domain.ParameterValue{Amount: ptrAmount("20000.00")}) || numbers["DAYS"].Integer == nil {
		t.Errorf("%v %v", numbers, err)
	}
}

func ptrAmount(text string) *money.Amount {
	amount := money.MustAmount(text)
	return &amount
}

func TestDefaultsAreWithinTheirBounds(t *testing.T) {
	t.Parallel()
	for _, rule := range domain.MonitoringRules() {
		if _, err := rule.CheckNumbers(rule.Defaults()); err != nil {
			t.Errorf("%s: %v", rule.Code, err)
		}
		if rule.Label == "" || !strings.HasSuffix(rule.About, ".") {
			t.Errorf("%s does not say what it is", rule.Code)
		}
	}
}

func TestRulesThatRefuseOrHoldAreAskedBefore(t *testing.T) {
	t.Parallel()
	before, after := domain.DefaultRuleSet().Split()
	var codes []domain.MonitoringCode
	for _, version := range before {
		codes = append(codes, version.Code)
	}
	if !slices.Equal(codes, []domain.MonitoringCode{domain.RuleThirdParty, domain.RuleScreeningStale}) || len(after) != len(domain.MonitoringCodes())-2 {
		t.Errorf("before %v, after %d", codes, len(after))
	}
}

func TestUnknownRuleIsNotChecked(t *testing.T) {
	t.Parallel()
	outcomes := watched("1.00").Evaluate(domain.RuleSet{{Code: "TM99", Version: 1}})
	if len(outcomes) != 1 || outcomes[0].Result != domain.RuleNotChecked || outcomes[0].Why == "" {
		t.Errorf("%+v", outcomes)
	}
}
