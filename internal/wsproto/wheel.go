package wsproto

import (
	"sync"
	"time"
)

// wheel is the one timer of all peers: a hashed timing wheel. A peer has one entry, whatever it waits for, because a
// timer of the runtime per connection and purpose would cost more than the rest of an idle connection's bookkeeping.
type wheel struct {
	tick  time.Duration
	start time.Time

	mu    sync.Mutex
	now   int64 // the last tick that was served
	slots [wheelSlots]*wheelEntry
}

const (
	wheelTick  = 100 * time.Millisecond
	wheelSlots = 512 // one turn takes 51 s, so that pings and timeouts are met once; later entries are passed over
)

// wheelEntry is one peer's place on the wheel. fire is called without locks when the entry is due and returns when it
// is due next; zero means never.
type wheelEntry struct {
	fire func(now time.Time) time.Time

	// The wheel's lock guards the rest.
	due        int64
	next, prev *wheelEntry
	placed     bool
	stopped    bool
}

func newWheel(start time.Time) *wheel {
	return &wheel{tick: wheelTick, start: start}
}

// schedule places an entry, or moves it. A stopped entry stays off the wheel.
func (w *wheel) schedule(e *wheelEntry, at time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if e.stopped {
		return
	}
	w.unlink(e)
	w.link(e, at)
}

// stop takes an entry off the wheel for good. A call of fire that has begun is not waited for.
func (w *wheel) stop(e *wheelEntry) {
	w.mu.Lock()
	defer w.mu.Unlock()
	e.stopped = true
	w.unlink(e)
}

// advance fires what is due at now. It is called by one goroutine.
func (w *wheel) advance(now time.Time) {
	for _, e := range w.takeDue(now) {
		if next := e.fire(now); !next.IsZero() {
			w.reschedule(e, next)
		}
	}
}

// reschedule keeps the place that somebody gave the entry while it fired.
func (w *wheel) reschedule(e *wheelEntry, at time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !e.placed && !e.stopped {
		w.link(e, at)
	}
}

func (w *wheel) takeDue(now time.Time) []*wheelEntry {
	w.mu.Lock()
	defer w.mu.Unlock()
	target := int64(now.Sub(w.start) / w.tick)
	var due []*wheelEntry
	// After a pause of more than one turn every slot is looked at once: that is all there is.
	for first := max(w.now+1, target-wheelSlots+1); first <= target; first++ {
		var following *wheelEntry
		for e := w.slots[first%wheelSlots]; e != nil; e = following {
			following = e.next
			if e.due <= target {
				w.unlink(e)
				due = append(due, e)
			}
		}
	}
	w.now = max(w.now, target)
	return due
}

func (w *wheel) link(e *wheelEntry, at time.Time) {
	// Rounded up: nothing fires early. The slot that is being served will not be looked at again.
	e.due = max(int64((at.Sub(w.start)+w.tick-1)/w.tick), w.now+1)
	slot := &w.slots[e.due%wheelSlots]
	e.prev, e.next = nil, *slot
	if e.next != nil {
		e.next.prev = e
	}
	*slot = e
	e.placed = true
}

func (w *wheel) unlink(e *wheelEntry) {
	if !e.placed {
		return
	}
	if e.prev != nil {
		e.prev.next = e.next
	} else {
		w.slots[e.due%wheelSlots] = e.next
	}
	if e.next != nil {
		e.next.prev = e.prev
	}
	e.next, e.prev, e.placed = nil, nil, false
}

// run advances the wheel until stop is closed.
func (w *wheel) run(now func() time.Time, stop <-chan struct{}) {
	ticker := time.NewTicker(w.tick)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			w.advance(now())
		case <-stop:
			return
		}
	}
}
