package event

import (
	"context"
	"fmt"
	"time"
)

// Lag tells how far the feed is behind, for metrics and alarms (decisions.md, Events: alarm on lag).
type Lag struct {
	// Newest is how old the newest event was when the feed got it.
	Newest time.Duration
	// Held is the age of the oldest event that is committed and cannot be delivered yet, because a transaction that
	// began to write before it still runs, in whatever database of the cluster. Zero when there is none.
	Held time.Duration
	// OldestWriter is how long the oldest running write transaction has been running. PostgreSQL shows a role without
	// pg_read_all_stats only its own transactions.
	OldestWriter time.Duration
}

// Lag measures the feed's lag now.
func (f *Feed) Lag(ctx context.Context) (Lag, error) {
	f.mu.Lock()
	lag, head := Lag{Newest: f.lag}, f.head
	f.mu.Unlock()

	since, err := heldBack(ctx, f.options.DB, head)
	if err != nil {
		return Lag{}, err
	}
	if !since.IsZero() {
		lag.Held = max(f.options.Clock.Now().Sub(since), 0)
	}
	var microseconds int64
	err = f.options.DB.QueryRowContext(ctx, `SELECT coalesce(max(
		(extract(epoch FROM clock_timestamp() - xact_start) * 1000000)::bigint), 0)
		FROM pg_stat_activity WHERE backend_xid IS NOT NULL`).Scan(&microseconds)
	if err != nil {
		return Lag{}, fmt.Errorf("measure oldest write transaction: %w", err)
	}
	lag.OldestWriter = time.Duration(microseconds) * time.Microsecond
	return lag, nil
}
