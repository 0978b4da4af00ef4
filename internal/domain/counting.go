package domain

import (
	"slices"

	"github.com/qoricash/qoricash/internal/money"
)

// Countable is a live deposit as the rule of counting sees it.
type Countable struct {
	Amount money.Amount
	// Confirmed tells that the money was seen; otherwise somebody says that it was sent.
	Confirmed bool
	// Counted tells that it counts now.
	Counted bool
	// Lapsed tells of a report that nobody confirmed in time: it counts again once the money is seen.
	Lapsed bool
}

// Lapse answers the deposits once the time is up in which the house was to see reported money: no report counts, neither those
// that counted nor those that waited to take their place.
func Lapse(deposits []Countable) []Countable {
	lapsed := slices.Clone(deposits)
	for i := range lapsed {
		if !lapsed[i].Confirmed {
			lapsed[i].Counted, lapsed[i].Lapsed = false, true
		}
	}
	return lapsed
}

func (c Countable) eligible() bool { return c.Confirmed || !c.Lapsed }

// mostCandidates bounds the rows among which an exact sum is looked for, and so the sums that are tried.
const mostCandidates = 10

// CountDeposits answers which of an operation's live deposits, oldest first, count for the amount due. It is asked again
// after whatever may have changed the answer:
//
//   - confirmed money that is exactly what is due counts, and a report gives way to it;
//   - otherwise what counts goes on counting, and a set of waiting deposits that makes it exact joins it, confirmed money
//     before reports, then the oldest;
//   - otherwise the oldest waiting ones that fit join it, one by one.
func CountDeposits(due money.Amount, deposits []Countable) []bool {
	if exact, found := exactlySeen(due, deposits); found {
		return exact
	}
	counts, left := whatCounts(due, deposits)
	waiting := rank(deposits, func(c Countable) bool { return !c.Counted && c.eligible() },
		func(c Countable) bool { return c.Confirmed })
	if set, found := exactSet(left, deposits, waiting); found {
		mark(counts, set)
		return counts
	}
	for i, deposit := range deposits {
		if !counts[i] && deposit.eligible() && deposit.Amount.Cmp(left) <= 0 {
			counts[i], left = true, left.Sub(deposit.Amount)
		}
	}
	return counts
}

func exactlySeen(due money.Amount, deposits []Countable) ([]bool, bool) {
	seen := rank(deposits, func(c Countable) bool { return c.Confirmed }, func(c Countable) bool { return c.Counted })
	set, found := exactSet(due, deposits, seen)
	if !found {
		return nil, false
	}
	counts := make([]bool, len(deposits))
	mark(counts, set)
	return counts, true
}

// whatCounts answers what goes on counting, and what is left of the amount due.
func whatCounts(due money.Amount, deposits []Countable) ([]bool, money.Amount) {
	counts := make([]bool, len(deposits))
	for i, deposit := range deposits {
		if deposit.Counted && deposit.eligible() {
			counts[i], due = true, due.Sub(deposit.Amount)
		}
	}
	return counts, due
}

// rank answers the places of the deposits that may be candidates, the preferred ones first, each kind oldest first.
func rank(deposits []Countable, candidate, preferred func(Countable) bool) []int {
	var first, then []int
	for i, deposit := range deposits {
		switch {
		case !candidate(deposit):
		case preferred(deposit):
			first = append(first, i)
		default:
			then = append(then, i)
		}
	}
	ranked := slices.Concat(first, then)
	return ranked[:min(len(ranked), mostCandidates)]
}

// exactSet answers the first set of candidates that sums to the amount exactly: of two sets, the one that takes the earlier
// candidate.
func exactSet(amount money.Amount, deposits []Countable, candidates []int) ([]int, bool) {
	if amount.Sign() <= 0 || len(candidates) == 0 {
		return nil, false
	}
	first := candidates[0]
	if rest := amount.Sub(deposits[first].Amount); rest.IsZero() {
		return []int{first}, true
	} else if set, found := exactSet(rest, deposits, candidates[1:]); found {
		return append(set, first), true
	}
	return exactSet(amount, deposits, candidates[1:])
}

func mark(counts []bool, set []int) {
	for _, i := range set {
		counts[i] = true
	}
}
