package domain_test

import (
	"math/rand/v2"
	"testing"
)

// detection counts how many wrong numbers a check notices.
type detection struct{ tried, missed int }

// mutate tries every other digit at a position.
func (d *detection) mutate(number string, position int, valid func(string) bool) {
	for digit := byte('0'); digit <= '9'; digit++ {
		if digit == number[position] {
			continue
		}
		wrong := []byte(number)
		wrong[position] = digit
		d.count(valid(string(wrong)))
	}
}

// swap exchanges a digit with the one before it, when they differ.
func (d *detection) swap(number string, position int, valid func(string) bool) {
	if number[position] == number[position-1] {
		return
	}
	wrong := []byte(number)
	wrong[position], wrong[position-1] = wrong[position-1], wrong[position]
	d.count(valid(string(wrong)))
}

func (d *detection) count(passed bool) {
	d.tried++
	if passed {
		d.missed++
	}
}

// mustBe compares the detected share with the algorithm's own limit, in thousandths, give or take 3. A limit of 1000 is
// exact. tried is the number of cases, or zero when chance decides it.
func (d *detection) mustBe(t *testing.T, what string, tried, limit int) {
	t.Helper()
	if d.tried == 0 || tried != 0 && d.tried != tried {
		t.Fatalf("%s: %d cases, want %d", what, d.tried, tried)
	}
	detected := (d.tried - d.missed) * 1000
	t.Logf("%s: %d of %d missed", what, d.missed, d.tried)
	if limit == 1000 && d.missed > 0 || detected < (limit-3)*d.tried || detected > (limit+3)*d.tried {
		t.Errorf("%s: %d of %d missed, which is not %d in 1000 detected", what, d.missed, d.tried, limit)
	}
}

func randomDigits(random *rand.Rand, n int) string {
	digits := make([]byte, n)
	for i := range digits {
		digits[i] = '0' + byte(random.IntN(10))
	}
	return string(digits)
}
