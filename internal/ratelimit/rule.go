package ratelimit

import "time"

// Rule is how often something may be done.
type Rule struct {
	// Name is part of the key under which the database counts, as the figures are: it never changes.
	Name string
	// Limit is how many are given back in the time Per: the rate, once the burst is used up.
	Limit int
	Per   time.Duration
	// Burst is how many may come at once after a time of rest.
	Burst int
	// Lease is how many an instance takes from the database at once, to give them out from memory; up to 1 takes what is
	// asked for.
	Lease int
	// Strict refuses while the database does not answer; otherwise whoever asks passes uncounted.
	Strict bool
	// Reason is what was too much: a sentence of Spanish for whoever is refused.
	Reason string
}

// interval is what one costs in time, to the microsecond, the precision of the database.
func (r Rule) interval() time.Duration {
	return max((r.Per / time.Duration(r.Limit)).Truncate(time.Microsecond), time.Microsecond)
}

// capacity is how far ahead of now the arrival time may be.
func (r Rule) capacity() time.Duration { return time.Duration(r.Burst) * r.interval() }

// room is how many may be taken now at most, with the arrival time as given.
func (r Rule) room(now, arrival time.Time) int {
	return int(max(r.capacity()-latest(now, arrival).Sub(now), 0) / r.interval())
}

// wait is how long until as many as needed may be taken; zero when they may be now.
func (r Rule) wait(now, arrival time.Time, needed int) time.Duration {
	return max(latest(now, arrival).Sub(now)+time.Duration(needed)*r.interval()-r.capacity(), 0)
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
