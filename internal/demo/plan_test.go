package demo

import (
	"reflect"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// usual is the outline of the house that `make demo` makes.
func usual(seed int64) outline {
	return outline{Seed: seed, Start: domain.MustDate("2026-08-22"), Days: 90, Until: time.Date(2026, 11, 20, 21, 20, 0, 0, time.UTC),
		Clients: usualClients, PerDay: usualPerDay}
}

func TestEqualOutlinesMakeEqualPlans(t *testing.T) {
	t.Parallel()
	first, second, other := newPlan(usual(1)), newPlan(usual(1)), newPlan(usual(2))
	if !reflect.DeepEqual(first, second) {
		t.Error("two plans of one outline differ")
	}
	if reflect.DeepEqual(first.lives[0], other.lives[0]) {
		t.Error("another seed makes the same first operation")
	}
}

func TestAUsualHistoryHasThousandsOfOperationsOfEveryOutcome(t *testing.T) {
	t.Parallel()
	for seed := range int64(20) {
		p := newPlan(usual(seed))
		if len(p.lives) < 2_000 {
			t.Errorf("seed %d: %d operations", seed, len(p.lives))
		}
		verbs, expired, completed := map[verb]int{}, 0, 0
		for _, l := range p.lives {
			if l.expires {
				expired++
			}
			for _, s := range l.steps {
				verbs[s.verb]++
			}
			if n := len(l.steps); n > 0 && l.steps[n-1].verb == completeOperation {
				completed++
			}
		}
		if share := completed * 100 / len(p.lives); share < 74 || share > 88 {
			t.Errorf("seed %d: %d %% are completed", seed, share)
		}
		if expired < 50 {
			t.Errorf("seed %d: %d expire", seed, expired)
		}
		for v := reportDeposit; v <= readNotes; v++ {
			if verbs[v] < 10 {
				t.Errorf("seed %d: verb %d happens %d times", seed, v, verbs[v])
			}
		}
	}
}

func TestOperationsAreMadeInTheHoursOfTheHouse(t *testing.T) {
	t.Parallel()
	p := newPlan(usual(3))
	calendar, err := domain.NewCalendar(domain.DefaultWeek(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range p.lives {
		if l.createdAt.Before(p.Until.Add(-time.Hour)) && !calendar.Open(l.createdAt) {
			t.Errorf("operation %d is made at %s", l.number, l.createdAt)
		}
	}
}

func TestAClientHasOneOperationADayAndTheLaterOnesAreRegisteredBefore(t *testing.T) {
	t.Parallel()
	p := newPlan(usual(4))
	type clientDay struct {
		client int
		date   domain.Date
	}
	seen := map[clientDay]bool{}
	for _, l := range p.lives {
		date := domain.BusinessDate(l.createdAt)
		if seen[clientDay{l.client, date}] {
			t.Errorf("client %d has two operations on %s", l.client, date)
		}
		seen[clientDay{l.client, date}] = true
		if who := p.cast[l.client]; who.bot || who.joins >= date.DaysSince(p.Start) {
			t.Errorf("client %d (bot: %v) joins on day %d and operates on %s", l.client, who.bot, who.joins, date)
		}
	}
}

func TestClientsWithoutApprovedDocumentsStayInsideTheLimit(t *testing.T) {
	t.Parallel()
	p := newPlan(usual(5))
	asked := map[int]int64{}
	for _, l := range p.lives {
		if p.cast[l.client].kyc == domain.KYCApproved {
			continue
		}
		if l.fixedPEN || l.amended != 0 {
			t.Errorf("operation %d of a limited client has an amount that depends on rates", l.number)
		}
		asked[l.client] += l.cents
	}
	limit := domain.DefaultLimits().Person.Amount
	if len(asked) == 0 {
		t.Error("no client is limited")
	}
	for client, cents := range asked {
		if money.FromCents(cents).Cmp(limit) > 0 {
			t.Errorf("client %d asks for %s", client, money.FromCents(cents))
		}
	}
}

func TestThePeopleOfTheHouseHaveNumbersThatPassEveryCheck(t *testing.T) {
	t.Parallel()
	numbers := map[string]bool{}
	for _, p := range newCast(6, usualClients, 90) {
		if _, found := domain.CheckDocument(p.documentType, p.documentNumber); len(found) > 0 {
			t.Errorf("%s %s: %v", p.documentType, p.documentNumber, found)
		}
		if numbers[p.documentNumber] {
			t.Errorf("%s stands twice", p.documentNumber)
		}
		numbers[p.documentNumber] = true
		for _, a := range p.accounts {
			claim := domain.BankAccount{Bank: a.bank, Kind: a.kind, Currency: a.currency, Number: a.number, CCI: a.cci}
			if _, found := domain.CheckBankAccount(claim); len(found) > 0 {
				t.Errorf("account at %s: %v", a.bank, found)
			}
		}
	}
}

func TestRatesStayInsideTheGuardsOfThePricingRules(t *testing.T) {
	t.Parallel()
	rules := domain.DefaultPricingRules()
	for seed := range int64(20) {
		var day domain.Date
		var base, public domain.RateMeasures
		for _, x := range newPlan(usual(seed)).publications {
			if on := domain.BusinessDate(x.at); on != day {
				day, base.Reference, public.Reference = on, base.InForce, public.InForce
			}
			public.Base = domain.RatePair{}
			if x.base.IsZero() {
				public.Base = base.InForce
			} else {
				noRefusal(t, rules.Judge(domain.PairBase, x.base, base))
				base.InForce = x.base
			}
			noRefusal(t, rules.Judge(domain.PairPublic, x.public, public))
			public.InForce = x.public
		}
	}
}

func noRefusal(t *testing.T, found []domain.RateFinding) {
	t.Helper()
	for _, finding := range found {
		if refusal := finding.Refusal(true); refusal != nil {
			t.Error(refusal)
		}
	}
}

// The whole history has a tree of three levels below the first, and a ring of people with one e-mail at its end.
func TestAUsualHistoryHasATreeOfRecommendations(t *testing.T) {
	t.Parallel()
	for seed := range int64(20) {
		cast := newCast(seed, usualClients, 90)
		referrals, deepest, alike := 0, 0, 0
		for i, p := range cast {
			if p.referrer == 0 {
				continue
			}
			referrals++
			if p.referrer >= i || cast[p.referrer].joins > p.joins {
				t.Errorf("seed %d: client %d is recommended by %d, who comes later", seed, i, p.referrer)
			}
			level := 0
			for at := i; at != 0; at = cast[at].referrer {
				level++
			}
			deepest = max(deepest, level)
			if p.email == cast[p.referrer].email {
				alike++
			}
		}
		if referrals != mostReferrals+ring || deepest < 4 || alike != ring {
			t.Errorf("seed %d: %d referrals in %d levels, %d alike", seed, referrals, deepest, alike)
		}
	}
}
