package domain_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// The bounds that a form shows in soles are those of the rule in dollars: the last amounts whose price is still accepted.
func TestBoundsInSolesAreTheLastAmountsThatAreAccepted(t *testing.T) {
	t.Parallel()
	cent := money.FromCents(1)
	rapid.Check(t, func(t *rapid.T) {
		least := rapid.Int64Range(1, 100_00).Draw(t, "least")
		bounds := domain.AmountRange{Min: money.FromCents(least), Max: money.FromCents(least + rapid.Int64Range(0, 50_000_00).Draw(t, "width"))}
		rate, err := money.RateFromPips(money.Pips(rapid.IntRange(10_000, 100_000).Draw(t, "pips")))
		if err != nil {
			t.Fatal(err)
		}
		code := func(pen money.Amount) domain.Code {
			price, refusal := domain.NewPrice(domain.HouseSellsUSD, money.PEN, pen, rate)
			if refusal == nil {
				refusal = bounds.Check(price.USD)
			}
			if refusal == nil {
				return ""
			}
			return refusal.Code
		}
		lowest, highest, ok := bounds.In(money.PEN, rate)
		if !ok || code(lowest) != "" || code(highest) != "" {
			t.Fatalf("%s to %s at %s, %v: %q, %q", lowest, highest, rate, ok, code(lowest), code(highest))
		}
		if code(lowest.Sub(cent)) != domain.CodeBelowMinimum || code(highest.Add(cent)) != domain.CodeAboveMaximum {
			t.Fatalf("%s to %s at %s are not the last", lowest, highest, rate)
		}
	})
}

func TestBoundsInDollarsNeedNoRate(t *testing.T) {
	t.Parallel()
	bounds := domain.SelfServiceRange()
	if least, most, ok := bounds.In(money.USD, money.Rate{}); !ok || least != bounds.Min || most != bounds.Max {
		t.Errorf("%s to %s, %v", least, most, ok)
	}
	if _, _, ok := bounds.In(money.PEN, money.Rate{}); ok {
		t.Error("soles were bounded without a rate")
	}
	if _, most, ok := (domain.AmountRange{Min: bounds.Min}).In(money.PEN, money.MustRate("3.7280")); !ok || !most.IsZero() {
		t.Errorf("without an upper bound the most is %s, %v", most, ok)
	}
}
