package pricing_test

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
)

// wantWarnings holds warnings to exactly these, written "CODE@path against".
func wantWarnings(t *testing.T, warnings []*domain.Warning, want ...string) {
	t.Helper()
	var got []string
	for _, warning := range warnings {
		against := ""
		for _, param := range warning.Params {
			if param.Name == "against" {
				against = param.Value
			}
		}
		got = append(got, fmt.Sprintf("%s@%s %s", warning.Code, strings.Join(warning.Field, "."), against))
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("warned of %v, want %v", got, want)
	}
}

// publish publishes a pair by hand that must be accepted.
func (h *house) publish(t *testing.T, ctx context.Context, in pricing.PublishPublicInput) pricing.Published {
	t.Helper()
	done, _, err := h.PublishPublic(ctx, in)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func TestManySmallStepsDoNotCarryARateAwayInADay(t *testing.T) {
	t.Parallel()
	grown := func(rate money.Rate) money.Rate {
		more, err := rate.AddPips(rate.Pips() * 29 / 1000)
		if err != nil {
			t.Fatal(err)
		}
		return more
	}
	byHand := func(h *house, ctx context.Context, pair domain.RatePair) error {
		_, _, err := h.PublishPublic(ctx, pricing.PublishPublicInput{HouseBuys: pair.Buy, HouseSells: pair.Sell, Reason: "Ajuste"})
		return err
	}
	byBase := func(h *house, ctx context.Context, pair domain.RatePair) error {
		_, _, err := h.PublishBase(ctx, pricing.PublishBaseInput{Bid: pair.Buy, Ask: pair.Sell, Reason: "Ajuste"})
		return err
	}
	for name, path := range map[string]struct {
		publish func(h *house, ctx context.Context, pair domain.RatePair) error
		from    domain.RatePair
		after   time.Duration
		passed  int
	}{
		"by hand":                {byHand, domain.RatePair{Buy: money.MustRate("3.7180"), Sell: money.MustRate("3.7280")}, 0, 0},
		"by hand, the base old":  {byHand, domain.RatePair{Buy: money.MustRate("3.7180"), Sell: money.MustRate("3.7280")}, 25 * time.Hour, 1},
		"by the base":            {byBase, domain.RatePair{Buy: money.MustRate("3.7200"), Sell: money.MustRate("3.7260")}, 0, 1},
		"by the base, a day old": {byBase, domain.RatePair{Buy: money.MustRate("3.7200"), Sell: money.MustRate("3.7260")}, 25 * time.Hour, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			h.published(t)
			h.clock.Advance(path.after)
			operator, _ := h.staff(t, domain.RoleOperator)
			pair, passed := path.from, 0

			// When an operator publishes up to 34 times at one instant, each time 2.9 % above what it asked for before.
			for range 34 {
				pair = domain.RatePair{Buy: grown(pair.Buy), Sell: grown(pair.Sell)}
				switch err := path.publish(h, operator, pair); domain.CodeOf(err) {
				case "":
					passed++
				case domain.CodeRateDeviation, domain.CodeInvalid:
				default:
					t.Fatal(err)
				}
			}

			// Then the first step is all that it moved.
			if passed != path.passed {
				t.Errorf("%d of the steps were published, want %d", passed, path.passed)
			}
			row, err := h.Current(operator)
			if err != nil {
				t.Fatal(err)
			}
			if far := row.HouseBuys.DeviationFrom(money.MustRate("3.7180")); far.Exceeds(300) {
				t.Errorf("the rate in force is %s, %s %% away", row.HouseBuys, far.Percent())
			}
		})
	}
}

func TestTheReferenceIsTheDaysOpeningInLimaOrTheLastOverride(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	master, _ := h.staff(t, domain.RoleMaster)
	operator, _ := h.staff(t, domain.RoleOperator)
	// Given a first day that opened with 3.0000 and went up to 3.0900, exactly 3 %.
	h.publish(t, operator, public("3.0000", "3.0000"))
	h.publish(t, operator, public("3.0500", "3.0500"))
	h.publish(t, operator, public("3.0900", "3.0900"))
	_, _, err := h.PublishPublic(operator, public("3.0901", "3.0901"))
	wantRefusals(t, err, "RATE_DEVIATION@houseBuys", "RATE_DEVIATION@houseSells")

	// When it is a moment before midnight in Lima, the day is the same; from midnight on its last pair is the reference.
	h.clock.Set(time.Date(2026, 11, 21, 4, 59, 59, 0, time.UTC))
	_, _, err = h.PublishPublic(operator, public("3.0901", "3.0901"))
	wantRefusals(t, err, "RATE_DEVIATION@houseBuys", "RATE_DEVIATION@houseSells")
	h.clock.Set(time.Date(2026, 11, 21, 5, 0, 0, 0, time.UTC))
	h.publish(t, operator, public("3.1500", "3.1500"))
	h.publish(t, operator, public("3.1827", "3.1827"))
	_, _, err = h.PublishPublic(operator, public("3.1828", "3.1828"))
	wantRefusals(t, err, "RATE_DEVIATION@houseBuys", "RATE_DEVIATION@houseSells")

	// When a Master publishes beyond the guard, that is the reference of the rest of the day.
	beyond := public("3.3000", "3.3000")
	beyond.Override = true
	h.publish(t, master, beyond)
	h.publish(t, operator, public("3.3900", "3.3900"))
	h.publish(t, operator, public("3.3990", "3.3990"))
	_, _, err = h.PublishPublic(operator, public("3.3991", "3.3991"))
	wantRefusals(t, err, "RATE_DEVIATION@houseBuys", "RATE_DEVIATION@houseSells")

	// An override that the guard did not need moves nothing.
	needless := public("3.3900", "3.3900")
	needless.Override = true
	h.publish(t, master, needless)
	_, _, err = h.PublishPublic(operator, public("3.3991", "3.3991"))
	wantRefusals(t, err, "RATE_DEVIATION@houseBuys", "RATE_DEVIATION@houseSells")

	// The next day begins with what was in force, not with the override before it.
	h.clock.Advance(24 * time.Hour)
	h.publish(t, operator, public("3.4900", "3.4900"))
}

func TestAPairByHandIsHeldToTheBase(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	master, _ := h.staff(t, domain.RoleMaster)
	operator, _ := h.staff(t, domain.RoleOperator)
	for _, try := range []struct {
		in   pricing.PublishPublicInput
		want []string
	}{
		{public("3.7260", "3.7300"), nil},
		{public("3.7261", "3.7300"), []string{"RATE_DEVIATION@houseBuys"}},
		{public("3.7180", "3.7200"), nil},
		{public("3.7180", "3.7199"), []string{"RATE_DEVIATION@houseSells"}},
		{public("3.7300", "3.7300"), []string{"RATE_DEVIATION@houseBuys"}},
	} {
		_, _, err := h.PublishPublic(operator, try.in)
		wantRefusals(t, err, try.want...)
	}

	// A Master may cross it, with a warning.
	crossing := public("3.7300", "3.7300")
	crossing.Override = true
	wantWarnings(t, h.publish(t, master, crossing).Warnings, "RATE_DEVIATION@houseBuys BASE")

	// A base of yesterday is not asked any more.
	h.clock.Advance(24 * time.Hour)
	_, _, err := h.PublishPublic(operator, public("3.7310", "3.7310"))
	wantRefusals(t, err, "RATE_DEVIATION@houseBuys")
	h.clock.Advance(time.Second)
	h.publish(t, operator, public("3.7310", "3.7310"))
}

func TestAPublicationIsNotHeldToTheBaseThatItReplaces(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	operator, _ := h.staff(t, domain.RoleOperator)
	// Given a base that falls by 1 %, the pair that follows is on the other side of the old one.
	if _, _, err := h.PublishBase(operator, base("3.6820", "3.6880")); err != nil {
		t.Fatal(err)
	}
}

func TestWhoMayNotSeeTheBaseReadsItFromNoRefusal(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	publisher, _ := h.staff(t, domain.RoleTrader, domain.RatesPublish)
	seer, _ := h.staff(t, domain.RoleTrader, domain.RatesPublish, domain.RatesBase)
	for name, try := range map[string]struct {
		ctx   context.Context
		shown bool
	}{"publisher": {publisher, false}, "who sees the base": {seer, true}} {
		_, _, err := h.PublishPublic(try.ctx, public("3.7261", "3.7300"))
		wantRefusals(t, err, "RATE_DEVIATION@houseBuys")
		if shown := strings.Contains(fmt.Sprint(err, domain.Refusals(err)[0].Params), "3.7200"); shown != try.shown {
			t.Errorf("%s: a pair by hand tells the base: %v", name, shown)
		}
		_, _, err = h.PublishBase(try.ctx, base("3.9000", "3.9100"))
		wantRefusals(t, err, "RATE_DEVIATION@bid", "RATE_DEVIATION@ask")
		if shown := strings.Contains(fmt.Sprint(err, domain.Refusals(err)[0].Params), "3.7200"); shown != try.shown {
			t.Errorf("%s: a base tells the one in force: %v", name, shown)
		}
	}
}

func TestARateThatDeservesASecondLookIsWarnedOf(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	master, _ := h.staff(t, domain.RoleMaster)
	both := func(against string) []string {
		return []string{"RATE_DEVIATION@houseBuys " + against, "RATE_DEVIATION@houseSells " + against}
	}
	for _, step := range []struct {
		rate string
		want []string
	}{
		{"3.0000", nil},
		{"3.0450", nil},
		{"3.0460", both("REFERENCE")},
		{"3.0000", both("IN_FORCE")},
	} {
		wantWarnings(t, h.publish(t, master, public(step.rate, step.rate)).Warnings, step.want...)
	}
}

func TestARepeatedPublicationWarnsAgain(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	master, _ := h.staff(t, domain.RoleMaster)
	in := base("3.8000", "3.8060")
	in.IdempotencyKey = "once"
	first, _, err := h.PublishBase(master, in)
	if err != nil {
		t.Fatal(err)
	}
	again, replayed, err := h.PublishBase(master, in)
	if err != nil || !bool(replayed) || !reflect.DeepEqual(again, first) || len(first.Warnings) != 2 {
		t.Errorf("%+v, %v, %v; want %+v replayed", again, replayed, err, first)
	}
}

func TestADayOfPublicationsStaysNearItsReference(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.published(t)
	operator, _ := h.staff(t, domain.RoleOperator)
	rapid.Check(t, func(r *rapid.T) {
		// Each try is a day of its own, from ten in the morning in Lima.
		h.clock.Set(domain.BusinessDate(h.clock.Now()).AddDays(1).Start().Add(10 * time.Hour))
		row, err := h.Current(operator)
		if err != nil {
			r.Fatal(err)
		}
		reference := domain.RatePair{Buy: row.HouseBuys, Sell: row.HouseSells}
		buy, sell := int64(reference.Buy.Pips()), int64(reference.Sell.Pips())
		for range rapid.IntRange(1, 12).Draw(r, "publications") {
			h.clock.Advance(time.Duration(rapid.IntRange(0, 40).Draw(r, "minutes")) * time.Minute)
			nextBuy := buy * rapid.Int64Range(975, 1025).Draw(r, "buy") / 1000
			nextSell := max(nextBuy+1, sell*rapid.Int64Range(975, 1025).Draw(r, "sell")/1000)
			in := domain.RatePair{}
			in.Buy, _ = money.RateFromPips(money.Pips(nextBuy))
			in.Sell, _ = money.RateFromPips(money.Pips(nextSell))
			if rapid.Bool().Draw(r, "by hand") {
				_, _, err = h.PublishPublic(operator, pricing.PublishPublicInput{HouseBuys: in.Buy, HouseSells: in.Sell, Reason: "Prueba"})
			} else {
				_, _, err = h.PublishBase(operator, pricing.PublishBaseInput{Bid: in.Buy, Ask: in.Sell, Reason: "Prueba"})
			}
			if code := domain.CodeOf(err); err != nil && code != domain.CodeRateDeviation && code != domain.CodeInvalid {
				r.Fatal(err)
			}
			if row, err = h.Current(operator); err != nil {
				r.Fatal(err)
			}
			buy, sell = int64(row.HouseBuys.Pips()), int64(row.HouseSells.Pips())
			if row.HouseBuys.DeviationFrom(reference.Buy).Exceeds(300) || row.HouseSells.DeviationFrom(reference.Sell).Exceeds(300) {
				r.Fatalf("%s / %s after %s / %s at the day's opening", row.HouseBuys, row.HouseSells, reference.Buy, reference.Sell)
			}
		}
	})
}
