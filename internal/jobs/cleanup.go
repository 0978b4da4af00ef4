package jobs

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// How long what passes is kept: idempotency keys as decisions.md says, runs for a look back.
const (
	keepKeys = 7 * 24 * time.Hour
	keepRuns = 30 * 24 * time.Hour
)

// sweepSize bounds one DELETE: a long transaction would hold the event feed back.
const sweepSize = 5_000

// CleanUp is the job that forgets idempotency keys after 7 days and runs of jobs after 30. Nothing of it is evidence.
func CleanUp(db *sql.DB) Job {
	return Job{Name: "clean-up", Schedule: Every(time.Hour), About: "forgets idempotency keys after 7 days, job runs after 30",
		Run: func(ctx context.Context, fireAt time.Time) error {
			keys := `DELETE FROM idempotency_keys WHERE ctid = ANY (ARRAY(SELECT ctid FROM idempotency_keys WHERE created_at < $1 LIMIT $2))`
			if err := sweep(ctx, db, keys, fireAt.Add(-keepKeys)); err != nil {
				return fmt.Errorf("forget idempotency keys: %w", err)
			}
			runs := `DELETE FROM job_runs WHERE ctid = ANY (ARRAY(SELECT ctid FROM job_runs WHERE started_at < $1 LIMIT $2))`
			if err := sweep(ctx, db, runs, fireAt.Add(-keepRuns)); err != nil {
				return fmt.Errorf("forget runs of jobs: %w", err)
			}
			return nil
		}}
}

// sweep repeats a bounded DELETE until nothing is left to it.
func sweep(ctx context.Context, db *sql.DB, statement string, before time.Time) error {
	for {
		result, err := db.ExecContext(ctx, statement, before, sweepSize)
		if err != nil {
			return err
		}
		deleted, err := result.RowsAffected()
		if err != nil || deleted < sweepSize {
			return err
		}
	}
}
