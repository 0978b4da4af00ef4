package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// ToleratedDrift is how far the clock of an instance may be from the database's. Deadlines are told by the one and leases by
// the other, and clients are promised minutes.
const ToleratedDrift = 2 * time.Second

// Drift answers how far a clock, of which now tells the instant, is from the database's: above zero when it is ahead, below when it is behind. What the way
// to the database and back took is no drift, so a slow network raises no alarm.
func Drift(ctx context.Context, db *sql.DB, now func() time.Time) (time.Duration, error) {
	asked := now()
	var there time.Time
	if err := db.QueryRowContext(ctx, `SELECT clock_timestamp()`).Scan(&there); err != nil {
		return 0, fmt.Errorf("read the database's clock: %w", err)
	}
	answered := now()
	switch {
	case there.Before(asked):
		return asked.Sub(there), nil
	case there.After(answered):
		return answered.Sub(there), nil
	}
	return 0, nil
}
