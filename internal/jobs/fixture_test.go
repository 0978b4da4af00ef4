package jobs_test

import (
	"context"
	"database/sql"
	"log/slog"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/jobs"
	"github.com/qoricash/qoricash/internal/postgres"
	"github.com/qoricash/qoricash/internal/testdb"
)

// patience bounds every wait for something that must happen.
const patience = 10 * time.Second

// noon is an instant at which fires of whole minutes and hours are due.
var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// quick are options of an instance that changes hands within a second.
func quick(db *sql.DB, c clock.Clock) jobs.Options {
	return jobs.Options{DB: db, Clock: c, TTL: 900 * time.Millisecond, Trust: 600 * time.Millisecond, Renew: 150 * time.Millisecond, Look: 10 * time.Millisecond}
}

// start starts a scheduler and stops it with the test.
func start(t *testing.T, options jobs.Options, list ...jobs.Job) *jobs.Scheduler {
	t.Helper()
	options.Logger = slog.New(slog.NewTextHandler(t.Output(), nil))
	scheduler, err := jobs.New(options, list...)
	if err != nil {
		t.Fatal(err)
	}
	if err := scheduler.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(scheduler.Stop)
	return scheduler
}

// ownPool is a pool that can be cut without the test's other ones.
func ownPool(t *testing.T, db *testdb.Database) *sql.DB {
	t.Helper()
	pool, err := postgres.Open(db.URL, postgres.PoolOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pool.Close() })
	return pool
}

// telling is a job that tells its fires.
func telling(name string, schedule jobs.Schedule, fires chan<- time.Time) jobs.Job {
	return jobs.Job{Name: name, Schedule: schedule, Run: func(ctx context.Context, fireAt time.Time) error {
		select {
		case fires <- fireAt:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}}
}

// next waits for a value.
func next[T any](t *testing.T, from <-chan T, what string) T {
	t.Helper()
	select {
	case value := <-from:
		return value
	case <-time.After(patience):
		t.Fatalf("%s did not come", what)
		panic("unreachable")
	}
}

// outcomes answers how the runs of a schedule ended, in the order of their fires; a run that goes on is "".
func outcomes(t *testing.T, db *sql.DB, schedule string) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), `SELECT coalesce(outcome, '') FROM job_runs WHERE schedule = $1 ORDER BY fire_at`, schedule)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var list []string
	for rows.Next() {
		var outcome string
		if err := rows.Scan(&outcome); err != nil {
			t.Fatal(err)
		}
		list = append(list, outcome)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}
