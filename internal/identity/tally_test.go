package identity

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

var noon = time.Date(2026, 11, 23, 17, 0, 0, 0, time.UTC)

func TestWaitDoublesWithEachAttemptUpToAQuarterOfAnHour(t *testing.T) {
	t.Parallel()
	now, tried := noon, tally{since: noon, blockedUntil: noon}
	for range 5 {
		if tried.wait(now) != 0 {
			t.Fatal("a free attempt had to wait")
		}
		tried = tried.attempt(now, 5)
	}
	for _, minutes := range []int{1, 2, 4, 8, 15, 15} {
		if wait := tried.wait(now); wait != time.Duration(minutes)*time.Minute {
			t.Fatalf("wait %s, want %d minutes", wait, minutes)
		}
		now = now.Add(tried.wait(now))
		tried = tried.attempt(now, 5)
	}
}

func TestAttemptsAreForgivenAfterAnHourInPeace(t *testing.T) {
	t.Parallel()
	tried := tally{tries: 8, since: noon, blockedUntil: noon}
	if again := tried.attempt(noon.Add(forgivenAfter-time.Second), 5); again.tries != 9 {
		t.Errorf("%d tries just before", again.tries)
	}
	if again := tried.attempt(noon.Add(forgivenAfter), 5); again.tries != 1 {
		t.Errorf("%d tries after", again.tries)
	}
}

func TestNoMinuteHasMoreAttemptsThanFreeOnes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		free := rapid.IntRange(1, 6).Draw(t, "free")
		now, tried := noon, tally{since: noon, blockedUntil: noon}
		var allowed []time.Time
		for _, seconds := range rapid.SliceOfN(rapid.IntRange(0, 100), 1, 60).Draw(t, "pauses") {
			now = now.Add(time.Duration(seconds) * time.Second)
			if tried.wait(now) > 0 {
				continue
			}
			tried = tried.attempt(now, free)
			allowed = append(allowed, now)
		}
		// A window that begins with an attempt holds its free ones; two windows may touch.
		for i, first := range allowed {
			inMinute := 0
			for _, at := range allowed[i:] {
				if at.Sub(first) < attemptWindow {
					inMinute++
				}
			}
			if inMinute > 2*free {
				t.Fatalf("%d attempts within a minute of %s", inMinute, first)
			}
		}
	})
}

func TestAttemptGivenBackLeavesNoWait(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		tries := rapid.IntRange(0, 20).Draw(t, "tries")
		before := tally{tries: tries, since: noon, blockedUntil: noon}
		after := before.attempt(noon, 5).givenBack(noon)
		if after.wait(noon) != 0 || after.tries != tries {
			t.Fatalf("%+v became %+v", before, after)
		}
	})
}
