// Package clock passes the time in, so that rules about deadlines, business days
// and sessions can be tested at any instant.
//
// Invariants:
//   - Every instant is UTC.
//   - A clock tells the time of day, not how long something took: measure
//     durations with the time package.
//   - All clocks may be used by many goroutines at once.
package clock

import (
	"sync"
	"time"
)

// Clock tells the current instant.
type Clock interface {
	Now() time.Time
}

// System is the clock of the machine.
type System struct{}

// Now returns the current instant in UTC. It is cut to the microsecond, the
// precision of a timestamptz, so that an instant read back from the database
// equals the one that was written.
func (System) Now() time.Time { return instant(time.Now()) }

// Frozen is a clock that moves only when it is told to. The zero value is not
// useful; make one with NewFrozen.
type Frozen struct {
	mu  sync.Mutex
	now time.Time
}

// NewFrozen returns a clock that stands at the given instant.
func NewFrozen(at time.Time) *Frozen { return &Frozen{now: instant(at)} }

// Now returns the instant the clock stands at.
func (f *Frozen) Now() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.now
}

// Set moves the clock to the given instant, forwards or backwards.
func (f *Frozen) Set(at time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.now = instant(at)
}

// Advance moves the clock by d and returns the new instant.
func (f *Frozen) Advance(d time.Duration) time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.now = instant(f.now.Add(d))
	return f.now
}

func instant(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }
