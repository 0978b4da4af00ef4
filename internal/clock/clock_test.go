package clock_test

import (
	"sync"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/clock"
)

func TestSystemClockTellsUTCInMicroseconds(t *testing.T) {
	t.Parallel()
	before := time.Now().Truncate(time.Microsecond)
	now := clock.System{}.Now()
	if now.Before(before) || now.After(time.Now()) {
		t.Errorf("%s is not now", now)
	}
	if now.Location() != time.UTC || now.Nanosecond()%1000 != 0 {
		t.Errorf("%s is not in whole microseconds of UTC", now)
	}
}

func TestFrozenClockMovesOnlyWhenTold(t *testing.T) {
	t.Parallel()
	noonInLima := time.Date(2026, 3, 2, 12, 0, 0, 1500, time.FixedZone("America/Lima", -5*3600))
	frozen := clock.NewFrozen(noonInLima)
	want := time.Date(2026, 3, 2, 17, 0, 0, 1000, time.UTC)
	for range 2 {
		if got := frozen.Now(); got != want {
			t.Fatalf("the clock stands at %s, want %s", got, want)
		}
	}
	if got := frozen.Advance(15 * time.Minute); got != want.Add(15*time.Minute) || frozen.Now() != got {
		t.Errorf("advanced to %s, stands at %s", got, frozen.Now())
	}
	frozen.Set(want)
	if frozen.Now() != want {
		t.Errorf("set back, the clock stands at %s", frozen.Now())
	}
}

func TestFrozenClockIsSharedByGoroutines(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	frozen := clock.NewFrozen(start)
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			for range 100 {
				frozen.Advance(time.Second)
				frozen.Now()
			}
		})
	}
	readers.Wait()
	if want := start.Add(800 * time.Second); frozen.Now() != want {
		t.Errorf("the clock stands at %s, want %s", frozen.Now(), want)
	}
}

var (
	_ clock.Clock = clock.System{}
	_ clock.Clock = (*clock.Frozen)(nil)
)
