package notify

import "sync/atomic"

// counters count what this instance told since it started; its workers count what they sent.
type counters struct {
	lines, queued atomic.Int64
}

func (c *counters) dispatched(told dispatched) {
	c.lines.Add(int64(told.lines))
	c.queued.Add(int64(told.messages))
}

// Counted is what this instance told since it started.
type Counted struct {
	// Lines are new lines of inboxes, Queued the messages written.
	Lines, Queued int64
}

// Counted answers what this instance told since it started.
func (s *Service) Counted() Counted {
	return Counted{Lines: s.counters.lines.Load(), Queued: s.counters.queued.Load()}
}
