package jobs_test

import (
	"context"
	"database/sql"
	"sync/atomic"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/jobs"
	"github.com/qoricash/qoricash/internal/postgres"
	"github.com/qoricash/qoricash/internal/testdb"
)

// astray is the machine's clock, set wrong by so much.
type astray struct{ by atomic.Int64 }

func (a *astray) Now() time.Time { return clock.System{}.Now().Add(time.Duration(a.by.Load())) }

func (a *astray) set(by time.Duration) { a.by.Store(int64(by)) }

// watchful are quick options of an instance that compares its clock with the database's.
func watchful(db *sql.DB, c clock.Clock) jobs.Options {
	options := quick(db, c)
	options.Drift = func(ctx context.Context) (time.Duration, error) { return postgres.Drift(ctx, db, c.Now) }
	options.ToleratedDrift = postgres.ToleratedDrift
	return options
}

// await waits until a scheduler stands as it is wanted.
func await(t *testing.T, scheduler *jobs.Scheduler, what string, as func(jobs.Snapshot) bool) {
	t.Helper()
	ticker := time.NewTicker(5 * time.Millisecond)
	defer ticker.Stop()
	for until := time.Now().Add(patience); !as(scheduler.Snapshot()); <-ticker.C {
		if time.Now().After(until) {
			t.Fatalf("%s did not come: %+v", what, scheduler.Snapshot())
		}
	}
}

func TestAnInstanceWhoseClockIsAstrayLetsAnotherLeadAndLeadsAgain(t *testing.T) {
	t.Parallel()
	for name, by := range map[string]time.Duration{"ahead": 10 * time.Minute, "behind": -5 * time.Second} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := testdb.New(t)
			hands := &astray{}
			first, second := make(chan time.Time), make(chan time.Time)
			wrong := start(t, watchful(db.App, hands), telling("tick", jobs.Every(50*time.Millisecond), first))
			next(t, first, "a fire of the first instance")
			right := start(t, watchful(db.App, clock.System{}), telling("tick", jobs.Every(50*time.Millisecond), second))

			hands.set(by)

			next(t, second, "a fire of the second instance")
			await(t, wrong, "the drift", func(s jobs.Snapshot) bool { return !s.Leads && (s.Drift-by).Abs() < time.Second })

			// Once its clock is set right it is one of those who may lead.
			hands.set(0)
			await(t, wrong, "the end of the drift", func(s jobs.Snapshot) bool { return s.Drift.Abs() < time.Second })
			right.Stop()
			await(t, wrong, "its lead", func(s jobs.Snapshot) bool { return s.Leads })
			next(t, first, "a fire of the first instance, whose clock is right again")
		})
	}
}

func TestAnInstanceWhoseClockWasNeverRightDoesNotLead(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	hands := &astray{}
	hands.set(time.Hour)
	fires := make(chan time.Time)
	scheduler := start(t, watchful(db.App, hands), telling("tick", jobs.Every(50*time.Millisecond), fires))
	if standing := scheduler.Snapshot(); standing.Leads || standing.Drift < 59*time.Minute {
		t.Errorf("stands as %+v", standing)
	}
	var leases int
	if err := db.App.QueryRowContext(t.Context(), `SELECT count(*) FROM leases`).Scan(&leases); err != nil || leases != 0 {
		t.Errorf("%d leases, %v", leases, err)
	}
}

func TestASmallDriftChangesNothing(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	hands := &astray{}
	fires := make(chan time.Time)
	scheduler := start(t, watchful(db.App, hands), telling("tick", jobs.Every(50*time.Millisecond), fires))
	next(t, fires, "a fire")
	hands.set(time.Second)
	await(t, scheduler, "the drift", func(s jobs.Snapshot) bool { return s.Drift > 500*time.Millisecond })
	if !scheduler.Snapshot().Leads {
		t.Error("leads no more")
	}
	next(t, fires, "a fire of a clock that is a second ahead")
}
