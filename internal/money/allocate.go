package money

import (
	"cmp"
	"math/bits"
	"slices"
)

// Allocate splits total in proportion to the weights, one share per weight, by
// the largest-remainder method: each share is rounded towards zero, then the
// cents left over go one each to the largest remainders, the earliest first among
// equals. The shares always add up to total exactly. The PEN lines of an
// operation paid in several legs are made this way (domain.md 19.12).
//
// Allocate panics on a negative weight, and on weights that add up to zero when
// there is something to split: the legs it serves are above zero by a database
// constraint, and returning shares that lose the total would be worse.
func Allocate(total Amount, weights []Amount) []Amount {
	shares := make([]Amount, len(weights))
	if total.IsZero() {
		return shares
	}
	sum := totalWeight(weights)
	whole := magnitude(total.cents)
	remainders := make([]uint64, len(weights))
	left := whole
	for i, weight := range weights {
		high, low := bits.Mul64(whole, uint64(weight.cents))
		share, remainder := bits.Div64(high, low, sum)
		shares[i], remainders[i] = Amount{int64(share)}, remainder
		left -= share
	}
	for _, i := range largestFirst(remainders)[:left] {
		shares[i].cents++
	}
	if total.cents < 0 {
		for i := range shares {
			shares[i] = shares[i].Neg()
		}
	}
	return shares
}

func totalWeight(weights []Amount) uint64 {
	for _, weight := range weights {
		if weight.cents < 0 {
			panic("money: negative weight in an allocation")
		}
	}
	sum := Sum(weights...)
	if sum.IsZero() {
		panic("money: nothing to allocate an amount to")
	}
	return uint64(sum.cents)
}

// largestFirst returns the indexes of the remainders, largest first and in their
// own order among equals.
func largestFirst(remainders []uint64) []int {
	order := make([]int, len(remainders))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(remainders[b], remainders[a]) })
	return order
}
