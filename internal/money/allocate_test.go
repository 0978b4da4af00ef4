package money_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/money"
)

func amounts(texts ...string) []money.Amount {
	list := make([]money.Amount, len(texts))
	for i, text := range texts {
		list[i] = money.MustAmount(text)
	}
	return list
}

func TestAllocationGoldens(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, total    string
		weights, wants []money.Amount
	}{
		{"two deposits of one operation (domain.md 19.12)", "3718.00", amounts("400", "600"), amounts("1487.20", "2230.80")},
		{"the odd cent goes to the first among equals", "0.01", amounts("1", "1", "1"), amounts("0.01", "0", "0")},
		{"odd cents go to the largest remainders", "1.00", amounts("1", "1", "4"), amounts("0.17", "0.17", "0.66")},
		{"a reversal mirrors what it reverses", "-1.00", amounts("1", "1", "4"), amounts("-0.17", "-0.17", "-0.66")},
		{"a leg of nothing gets nothing", "10.00", amounts("0", "3"), amounts("0", "10.00")},
		{"nothing is split into nothing", "0", amounts("0", "0"), amounts("0", "0")},
	} {
		if got := money.Allocate(money.MustAmount(c.total), c.weights); !slices.Equal(got, c.wants) {
			t.Errorf("%s: %s over %v is %v, want %v", c.name, c.total, c.weights, got, c.wants)
		}
	}
}

func TestAllocationLosesNothing(t *testing.T) {
	t.Parallel()
	weight := rapid.Map(rapid.Int64Range(1, 999_999_999_999_999), money.FromCents)
	rapid.Check(t, func(t *rapid.T) {
		total := storable().Draw(t, "total")
		weights := rapid.SliceOfN(weight, 1, 8).Draw(t, "weights")
		shares := money.Allocate(total, weights)
		if money.Sum(shares...) != total {
			t.Fatalf("%s over %v is %v", total, weights, shares)
		}
		for i, share := range shares {
			if share.Sign()*total.Sign() < 0 {
				t.Fatalf("share %d of %s has the other sign: %v", i, total, shares)
			}
			for j, other := range shares {
				heavier, larger := weights[i].Cmp(weights[j]) > 0, share.Abs().Cmp(other.Abs()) >= 0
				if heavier && !larger {
					t.Fatalf("share %d weighs more than %d and is smaller: %v of %v", i, j, shares, weights)
				}
			}
		}
	})
}

func TestAllocationOverNoWeightStops(t *testing.T) {
	t.Parallel()
	for name, weights := range map[string][]money.Amount{
		"no weights": nil, "zero weights": amounts("0", "0"), "a negative weight": amounts("2", "-1"),
	} {
		if !panics(func() { money.Allocate(money.MustAmount("1"), weights) }) {
			t.Errorf("%s: the total was lost", name)
		}
	}
}
