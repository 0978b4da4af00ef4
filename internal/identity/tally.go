package identity

import "time"

// The rule of attempts (decisions.md, sign-in): a few a minute go unpunished; from then on each costs a wait that doubles
// up to 15 minutes, until an hour has passed in peace.
const (
	attemptWindow = time.Minute
	longestWait   = 15 * time.Minute
	forgivenAfter = time.Hour
)

// tally is what is known about the attempts of one subject.
type tally struct {
	tries int
	// since is when the current minute began, as long as nothing is punished.
	since        time.Time
	blockedUntil time.Time
}

// wait is how long the subject may not try; zero when it may.
func (t tally) wait(now time.Time) time.Duration { return max(t.blockedUntil.Sub(now), 0) }

// attempt is the tally after one more attempt, which the caller allowed.
func (t tally) attempt(now time.Time, free int) tally {
	punished := t.tries >= free
	if punished && now.Sub(t.blockedUntil) >= forgivenAfter || !punished && now.Sub(t.since) >= attemptWindow {
		t = tally{since: now}
	}
	t.tries++
	if t.tries >= free {
		t.blockedUntil = now.Add(waitAfter(t.tries - free))
	}
	return t
}

// givenBack is the tally as if the last attempt had not been, and without its wait.
func (t tally) givenBack(now time.Time) tally {
	t.tries = max(t.tries-1, 0)
	t.blockedUntil = now
	return t
}

func waitAfter(excess int) time.Duration {
	wait := attemptWindow
	for range min(excess, 10) {
		wait = min(2*wait, longestWait)
	}
	return wait
}
