package testkit

import (
	"database/sql"
	"time"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/ratelimit"
)

// RateLimits counts as the program does, but waits for the database as long as it takes: on a busy machine a decision may take longer
// than the program would wait, and what it does then is another test's.
func RateLimits(db *sql.DB, now clock.Clock) *ratelimit.Limiter {
	return ratelimit.New(ratelimit.Options{DB: db, Clock: now, Patience: time.Minute})
}
