package work

import (
	"context"
	"database/sql"
	"fmt"
	"sync/atomic"
	"time"
)

// counters count what this instance did since it started.
type counters struct {
	done, dead, canceled, retried atomic.Int64
}

func (c *counters) ended(outcomes []Outcome, statuses []string) {
	for i, outcome := range outcomes {
		switch {
		case outcome.ended == done:
			c.done.Add(1)
		case statuses[i] == Dead:
			c.dead.Add(1)
		case statuses[i] == Canceled:
			c.canceled.Add(1)
		default:
			c.retried.Add(1)
		}
	}
}

// Counted is how tries ended on this instance since it started.
type Counted struct {
	// Retried are those that failed and come back.
	Done, Dead, Canceled, Retried int64
}

// Counted answers how tries ended on this instance since it started.
func (w *Worker) Counted() Counted {
	return Counted{Done: w.counters.done.Load(), Dead: w.counters.dead.Load(), Canceled: w.counters.canceled.Load(), Retried: w.counters.retried.Load()}
}

// Backlog is what the house has not done, of one kind.
type Backlog struct {
	Pending, Dead int
	// OldestAge is how long the oldest row waits that could have been done; zero for none.
	OldestAge time.Duration
}

// Backlog answers what the house has not done. It is one read of small indexes, fit for a scrape of metrics.
func (w *Worker) Backlog(ctx context.Context) (Backlog, error) {
	var backlog Backlog
	var oldest sql.NullTime
	now := w.clock.Now()
	if err := w.db.QueryRowContext(ctx, w.kind.Table.backlog(), w.kind.Name, now).Scan(&backlog.Pending, &backlog.Dead, &oldest); err != nil {
		return Backlog{}, fmt.Errorf("count work of %s: %w", w.kind.Name, err)
	}
	if oldest.Valid {
		backlog.OldestAge = now.Sub(oldest.Time)
	}
	return backlog, nil
}
