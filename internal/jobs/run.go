package jobs

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/qoricash/qoricash/internal/access"
)

// Outcome is how a run ended.
type Outcome string

// The outcomes. A run without one is going on, or its instance died.
const (
	Done Outcome = "DONE"
	// Failed runs returned an error.
	Failed Outcome = "FAILED"
	// Canceled runs were ended by a stop, a lost lease or their timeout.
	Canceled Outcome = "CANCELED"
	// Panicked runs are not tried again: a defect does not go away by itself.
	Panicked Outcome = "PANICKED"
)

// attempts is how often an instance tries one fire.
const attempts = 3

// runner takes the fires of one job. gocron calls it one at a time.
type runner struct {
	*Scheduler
	job Job
	// fire is the one dealt with last, tried how often, and settled when nothing is left to do for it.
	fire    time.Time
	tried   int
	settled bool
}

// look runs the latest fire when this instance leads and nobody has run it.
//
// Whether the instance leads is asked here and not by gocron's Elector option: v2.21.2 keeps every time at which an
// elector said no in a list that only a run empties, so a follower would grow for ever.
func (r *runner) look() {
	reign, leads := r.lease.held()
	if !leads {
		return
	}
	if fire := r.job.Schedule.latest(r.clock.Now()); !fire.Equal(r.fire) {
		r.fire, r.tried, r.settled = fire, 0, false
	}
	if r.settled {
		return
	}
	claimed, err := r.claim(reign)
	if err != nil {
		r.log.Error("claim a run", "job", r.job.Name, "fireAt", r.fire, "error", err)
		return
	}
	if !claimed {
		return
	}
	r.tried++
	outcome := r.run(reign)
	r.settled = outcome == Done || outcome == Panicked || r.tried == attempts
	if err := r.finish(reign, outcome); err != nil {
		r.log.Error("record a run", "job", r.job.Name, "fireAt", r.fire, "outcome", outcome, "error", err)
	}
}

// claimRun takes a fire for this instance if it still leads by the database's own clock. It takes over what another
// instance began and did not end, which by now has lost its lease, and what failed or was canceled.
const claimRun = `
WITH reign AS (
	SELECT FROM leases WHERE name = $5 AND holder = $3 AND term = $6 AND expires_at > clock_timestamp()
), claimed AS (
	INSERT INTO job_runs (schedule, fire_at, holder, started_at)
	SELECT $1, $2::timestamptz, $3, $4::timestamptz FROM reign
	ON CONFLICT (schedule, fire_at) DO UPDATE
		SET holder = excluded.holder, started_at = excluded.started_at, finished_at = NULL, outcome = NULL
		WHERE job_runs.outcome IS NULL AND job_runs.holder <> excluded.holder OR job_runs.outcome IN ('FAILED', 'CANCELED')
	RETURNING 1
)
SELECT EXISTS (SELECT FROM reign), EXISTS (SELECT FROM claimed)`

// claim answers whether the fire is this instance's to run, and notes a fire that somebody has dealt with.
func (r *runner) claim(reign *reign) (bool, error) {
	ctx, cancel := context.WithTimeout(reign, r.options.Renew)
	defer cancel()
	var leads, claimed bool
	err := r.db.QueryRowContext(ctx, claimRun, r.job.Name, r.fire, r.lease.holder, r.clock.Now(), r.lease.name, reign.term).Scan(&leads, &claimed)
	if err != nil {
		return false, err
	}
	r.settled = leads && !claimed
	return claimed, nil
}

// run does the work of the fire.
func (r *runner) run(reign *reign) (outcome Outcome) {
	timeout := r.job.Timeout
	if timeout == 0 {
		timeout = defaultTimeout
	}
	ctx, cancel := context.WithTimeout(reign, timeout)
	defer cancel()
	defer func() {
		if cause := recover(); cause != nil {
			r.log.Error("job panicked", "job", r.job.Name, "fireAt", r.fire, "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
			outcome = Panicked
		}
	}()
	err := r.job.Run(access.AsSystem(ctx), r.fire)
	switch {
	case err == nil:
		return Done
	case ctx.Err() != nil:
		r.log.Warn("job canceled", "job", r.job.Name, "fireAt", r.fire, "error", err)
		return Canceled
	default:
		r.log.Error("job failed", "job", r.job.Name, "fireAt", r.fire, "attempt", r.tried, "error", err)
		return Failed
	}
}

// finish records the outcome, also when the reign is over. It changes nothing when another instance took the run over.
func (r *runner) finish(reign *reign, outcome Outcome) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(reign), r.options.Renew)
	defer cancel()
	_, err := r.db.ExecContext(ctx, `UPDATE job_runs SET finished_at = $4, outcome = $5 WHERE schedule = $1 AND fire_at = $2 AND holder = $3`,
		r.job.Name, r.fire, r.lease.holder, r.clock.Now(), string(outcome))
	return err
}
