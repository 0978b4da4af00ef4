package report

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// Instance is what a running program knows of itself.
type Instance struct {
	// Version is the revision that it was made from, Started when it began.
	Version string
	Started time.Time
	// Leads tells whether it runs the jobs.
	Leads bool
	// Sockets, Streams and Subscriptions are those that are open.
	Sockets, Streams, Subscriptions int64
	// FeedLag is how late the newest event came to it, FeedHeld the age of the oldest that a running transaction holds back.
	FeedLag, FeedHeld time.Duration
}

// System is how the house's program fares.
type System struct {
	// Database is the version of PostgreSQL, Schema the newest migration, Size what the database takes in bytes.
	Database string
	Schema   int64
	Size     int64
	Jobs     []JobRun
	Queues   []Queue
}

// JobRun is the latest fire of a job.
type JobRun struct {
	Name     string
	FireAt   time.Time
	Started  time.Time
	Finished *time.Time
	// Outcome is how it ended; nil while it runs.
	Outcome *string
}

// Queue is what waits to be sent on a channel.
type Queue struct {
	Channel domain.MessageChannel
	// Waiting are still tried, GivenUp are not.
	Waiting, GivenUp int
	// Oldest is since when the oldest of those that wait is due; nil where none is.
	Oldest *time.Time
}

// latestRuns goes from name to name through the key of the table: it keeps a run every ten seconds for a month.
const latestRuns = `
WITH RECURSIVE names AS (
	(SELECT schedule FROM job_runs ORDER BY schedule LIMIT 1)
	UNION ALL
	SELECT (SELECT r.schedule FROM job_runs r WHERE r.schedule > names.schedule ORDER BY r.schedule LIMIT 1) FROM names WHERE names.schedule IS NOT NULL)
SELECT latest.schedule, latest.fire_at, latest.started_at, latest.finished_at, latest.outcome
FROM names, LATERAL (SELECT * FROM job_runs r WHERE r.schedule = names.schedule ORDER BY r.fire_at DESC LIMIT 1) latest ORDER BY latest.schedule`

const queues = `
SELECT channel, count(*) FILTER (WHERE status = 'PENDING'), count(*) FILTER (WHERE status = 'DEAD'), min(due_at) FILTER (WHERE status = 'PENDING' AND due_at <= $1)
FROM outbox_messages WHERE status IN ('PENDING', 'DEAD') GROUP BY channel ORDER BY channel`

// System answers how the program fares. It asks for system.read, and names neither paths nor settings.
func (s *Service) System(ctx context.Context) (*System, error) {
	if _, err := access.Require(ctx, domain.SystemRead); err != nil {
		return nil, err
	}
	var found System
	err := s.store.DB().QueryRowContext(ctx, `SELECT current_setting('server_version'), (SELECT coalesce(max(version_id), 0) FROM goose_db_version),
		pg_database_size(current_database())`).Scan(&found.Database, &found.Schema, &found.Size)
	if err != nil {
		return nil, fmt.Errorf("read how the database fares: %w", err)
	}
	err = s.each(ctx, latestRuns, func(rows *sql.Rows) error {
		found.Jobs = append(found.Jobs, JobRun{})
		last := &found.Jobs[len(found.Jobs)-1]
		return rows.Scan(&last.Name, &last.FireAt, &last.Started, &last.Finished, &last.Outcome)
	})
	if err != nil {
		return nil, fmt.Errorf("read the runs of jobs: %w", err)
	}
	err = s.each(ctx, queues, func(rows *sql.Rows) error {
		found.Queues = append(found.Queues, Queue{})
		last := &found.Queues[len(found.Queues)-1]
		return rows.Scan(&last.Channel, &last.Waiting, &last.GivenUp, &last.Oldest)
	}, s.store.Clock().Now())
	if err != nil {
		return nil, fmt.Errorf("count what waits to be sent: %w", err)
	}
	return &found, nil
}

// each reads the rows of a query.
func (s *Service) each(ctx context.Context, query string, read func(*sql.Rows) error, arguments ...any) error {
	rows, err := s.store.DB().QueryContext(ctx, query, arguments...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := read(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}
