package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"
)

// lease is an instance's view of who leads. Its times are measured, not read off a clock that somebody may set.
type lease struct {
	db     *sql.DB
	name   string
	holder string
	ttl    time.Duration
	// trust is how long a renewal is believed in, from before it was asked for: shorter than ttl, so that this instance
	// stops before another may begin.
	trust time.Duration

	mu    sync.Mutex
	reign *reign
}

// reign is a span of leadership. Its context ends when it ends, for whatever reason.
type reign struct {
	context.Context
	cancel context.CancelFunc
	term   int64
	until  time.Time
	expiry *time.Timer
}

// claimStatement takes a lease that is free or ran out, or renews an own one. The term grows with every change of holder.
const claimStatement = `
INSERT INTO leases (name, holder, term, expires_at)
VALUES ($1, $2, 1, clock_timestamp() + make_interval(secs => $3::numeric / 1000))
ON CONFLICT (name) DO UPDATE SET
	holder = excluded.holder,
	term = leases.term + CASE WHEN leases.holder = excluded.holder THEN 0 ELSE 1 END,
	expires_at = clock_timestamp() + make_interval(secs => $3::numeric / 1000)
WHERE leases.holder = excluded.holder OR leases.expires_at <= clock_timestamp()
RETURNING term`

// try takes or renews the lease; led tells whether this instance leads now. After an error an earlier renewal is believed
// in for the rest of its time.
func (l *lease) try(ctx context.Context) (led bool, err error) {
	asked := time.Now()
	var term int64
	err = l.db.QueryRowContext(ctx, claimStatement, l.name, l.holder, l.ttl.Milliseconds()).Scan(&term)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		l.end()
		return false, nil
	case err != nil:
		return false, fmt.Errorf("renew lease %q: %w", l.name, err)
	}
	l.extend(term, asked.Add(l.trust))
	return true, nil
}

func (l *lease) extend(term int64, until time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.reign != nil && l.reign.term == term && l.reign.Err() == nil && l.reign.expiry.Stop() {
		l.reign.until = until
		l.reign.expiry.Reset(time.Until(until))
		return
	}
	l.endLocked()
	ctx, cancel := context.WithCancel(context.Background())
	l.reign = &reign{Context: ctx, cancel: cancel, term: term, until: until, expiry: time.AfterFunc(time.Until(until), cancel)}
}

// held answers the reign of this instance; ok is false while it does not lead.
func (l *lease) held() (current *reign, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.reign == nil || l.reign.Err() != nil || !time.Now().Before(l.reign.until) {
		return nil, false
	}
	return l.reign, true
}

// end stops leading at once, without telling the database.
func (l *lease) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.endLocked()
}

func (l *lease) endLocked() {
	if l.reign != nil {
		l.reign.expiry.Stop()
		l.reign.cancel()
		l.reign = nil
	}
}

// resign lets another instance lead without waiting for the lease to run out.
func (l *lease) resign(ctx context.Context) error {
	l.end()
	_, err := l.db.ExecContext(ctx, `UPDATE leases SET expires_at = clock_timestamp() WHERE name = $1 AND holder = $2 AND expires_at > clock_timestamp()`,
		l.name, l.holder)
	if err != nil {
		return fmt.Errorf("resign lease %q: %w", l.name, err)
	}
	return nil
}
