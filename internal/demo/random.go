package demo

import (
	"hash/fnv"
	"math/rand/v2"
	"time"
)

// dice are the choices of one part of the plan. Each part has its own, so that a change in one leaves the others alone.
type dice struct{ *rand.Rand }

func newDice(seed int64, part string) dice {
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(part)) // a hash takes everything
	return dice{rand.New(rand.NewPCG(uint64(seed), sum.Sum64()))}
}

// chance is true that many times in a hundred.
func (d dice) chance(percent int) bool { return d.IntN(100) < percent }

// between answers a whole number from low to high, both included.
func (d dice) between(low, high int) int { return low + d.IntN(high-low+1) }

// pause answers a span from low to high, in whole seconds.
func (d dice) pause(low, high time.Duration) time.Duration {
	return time.Duration(d.between(int(low/time.Second), int(high/time.Second))) * time.Second
}

// digits answers n random decimal digits.
func (d dice) digits(n int) string {
	text := make([]byte, n)
	for i := range text {
		text[i] = '0' + byte(d.IntN(10))
	}
	return string(text)
}

func pick[T any](d dice, list []T) T { return list[d.IntN(len(list))] }
