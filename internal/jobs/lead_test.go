package jobs_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/jobs"
	"github.com/qoricash/qoricash/internal/testdb"
)

func TestEachFireRunsOnceOnOneOfSeveralInstances(t *testing.T) {
	t.Parallel()
	for _, instances := range []int{2, 3} {
		t.Run(fmt.Sprint(instances), func(t *testing.T) {
			t.Parallel()
			db := testdb.New(t)
			fires := make(chan time.Time)
			schedulers := make([]*jobs.Scheduler, instances)
			for i := range schedulers {
				schedulers[i] = start(t, quick(ownPool(t, db), clock.System{}), telling("tick", jobs.Every(60*time.Millisecond), fires))
			}
			seen := map[time.Time]bool{}
			for range 25 {
				fire := next(t, fires, "a fire").UTC()
				if seen[fire] {
					t.Errorf("the fire of %v ran twice", fire)
				}
				seen[fire] = true
			}
			for _, scheduler := range schedulers {
				scheduler.Stop()
			}

			var holders int
			if err := db.App.QueryRowContext(t.Context(), `SELECT count(DISTINCT holder) FROM job_runs`).Scan(&holders); err != nil {
				t.Fatal(err)
			}
			// Stopping hands the lease on, so a later instance may have taken a fire that nobody waited for.
			done := 0
			for _, outcome := range outcomes(t, db.App, "tick") {
				if outcome == string(jobs.Done) {
					done++
				}
			}
			if holders > instances || done != len(seen) {
				t.Errorf("%d holders, %d fires done, %d seen", holders, done, len(seen))
			}
		})
	}
}

func TestAnInstanceThatCannotRenewStopsLeadingAndAnotherTakesOver(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	doomed, heir := ownPool(t, db), ownPool(t, db)
	first, second := make(chan time.Time), make(chan time.Time)
	start(t, quick(doomed, clock.System{}), telling("tick", jobs.Every(50*time.Millisecond), first))
	next(t, first, "a fire of the first instance")
	start(t, quick(heir, clock.System{}), telling("tick", jobs.Every(50*time.Millisecond), second))
	next(t, first, "another fire of the first instance")

	if err := doomed.Close(); err != nil {
		t.Fatal(err)
	}

	next(t, second, "a fire of the second instance")
	var term int
	if err := db.App.QueryRowContext(t.Context(), `SELECT term FROM leases WHERE name = 'jobs'`).Scan(&term); err != nil {
		t.Fatal(err)
	}
	if term != 2 {
		t.Errorf("the lease is in term %d", term)
	}
}

func TestARunOfADeadLeaderIsCanceledAndRunAgainByTheNext(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	doomed, heir := ownPool(t, db), ownPool(t, db)
	standing := clock.NewFrozen(noon)
	began, ended := make(chan time.Time, 1), make(chan error, 1)
	stuck := jobs.Job{Name: "sweep", Schedule: jobs.Every(time.Hour), Run: func(ctx context.Context, fireAt time.Time) error {
		began <- fireAt
		<-ctx.Done()
		ended <- ctx.Err()
		return ctx.Err()
	}}
	start(t, quick(doomed, standing), stuck)
	fire := next(t, began, "the first run")
	again := make(chan time.Time)
	start(t, quick(heir, standing), telling("sweep", jobs.Every(time.Hour), again))

	if err := doomed.Close(); err != nil {
		t.Fatal(err)
	}

	next(t, ended, "the end of the first run")
	if got := next(t, again, "the second run"); !got.Equal(fire) {
		t.Errorf("the next leader ran the fire of %v, not of %v", got, fire)
	}
}

func TestStoppingHandsTheLeadOnAtOnce(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	lasting := func() jobs.Options {
		options := quick(db.App, clock.System{})
		options.TTL, options.Trust = time.Hour, time.Minute
		return options
	}
	first, second := make(chan time.Time), make(chan time.Time)
	leader := start(t, lasting(), telling("tick", jobs.Every(50*time.Millisecond), first))
	next(t, first, "a fire of the first instance")
	start(t, lasting(), telling("tick", jobs.Every(50*time.Millisecond), second))

	leader.Stop()

	next(t, second, "a fire of the second instance")
}

func TestAStopCancelsARunAndTheNextLeaderRunsItAgain(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	standing := clock.NewFrozen(noon)
	began := make(chan time.Time, 1)
	leader := start(t, quick(db.App, standing), jobs.Job{Name: "sweep", Schedule: jobs.Every(time.Hour),
		Run: func(ctx context.Context, fireAt time.Time) error {
			began <- fireAt
			<-ctx.Done()
			return ctx.Err()
		}})
	fire := next(t, began, "the first run")

	leader.Stop()
	if got := outcomes(t, db.App, "sweep"); len(got) != 1 || got[0] != string(jobs.Canceled) {
		t.Errorf("the stopped run is recorded as %v", got)
	}

	again := make(chan time.Time)
	start(t, quick(db.App, standing), telling("sweep", jobs.Every(time.Hour), again))
	if got := next(t, again, "the second run"); !got.Equal(fire) {
		t.Errorf("ran the fire of %v, not of %v", got, fire)
	}
}

func TestALateClockRunsNothingASecondTime(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	right := clock.NewFrozen(noon)
	fires := make(chan time.Time)
	leader := start(t, quick(db.App, right), telling("hourly", jobs.Every(time.Hour), fires))
	next(t, fires, "the fire of noon")
	right.Advance(time.Hour)
	next(t, fires, "the fire of one o'clock")
	leader.Stop()

	// Given an instance whose clock is an hour late, with a witness job that shows that it looks.
	late := clock.NewFrozen(noon.Add(time.Minute))
	again, witness := make(chan time.Time, 10), make(chan time.Time)
	start(t, quick(db.App, late), telling("hourly", jobs.Every(time.Hour), again), telling("witness", jobs.Every(time.Minute), witness))
	for range 61 {
		next(t, witness, "a fire of the witness")
		late.Advance(time.Minute)
	}
	late.Set(noon.Add(2 * time.Hour))

	if got := next(t, again, "the fire of two o'clock"); !got.Equal(noon.Add(2 * time.Hour)) {
		t.Errorf("the fire of %v ran again", got)
	}
}

func TestAStandingClockFiresOnceAndAClockThatGoesBackNotAgain(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	hands := clock.NewFrozen(noon)
	fires := make(chan time.Time, 10)
	start(t, quick(db.App, hands), telling("hourly", jobs.Every(time.Hour), fires))
	if got := next(t, fires, "the first fire"); !got.Equal(noon) {
		t.Errorf("first fire at %v", got)
	}
	hands.Advance(59 * time.Minute)
	hands.Set(noon)
	hands.Advance(time.Hour)
	if got := next(t, fires, "the second fire"); !got.Equal(noon.Add(time.Hour)) {
		t.Errorf("second fire at %v", got)
	}
}

func TestOfTheFiresThatWereMissedTheLatestIsMadeUpFor(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	hands := clock.NewFrozen(noon)
	fires := make(chan time.Time, 10)
	job := telling("end of day", jobs.DailyAt(22*time.Hour), fires)
	start(t, quick(db.App, hands), job)
	if got := next(t, fires, "yesterday's fire"); !got.Equal(time.Date(2026, 11, 20, 3, 0, 0, 0, time.UTC)) {
		t.Errorf("first fire at %v", got)
	}
	hands.Advance(72 * time.Hour)
	if got := next(t, fires, "the fire after three days"); !got.Equal(time.Date(2026, 11, 23, 3, 0, 0, 0, time.UTC)) {
		t.Errorf("second fire at %v", got)
	}
}

func TestInstancesWithOtherLeasesDoNotWaitForEachOther(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	for _, name := range []string{"first", "second"} {
		options := quick(db.App, clock.System{})
		options.Lease = name
		fires := make(chan time.Time)
		start(t, options, telling(name, jobs.Every(time.Hour), fires))
		next(t, fires, "a fire under the lease "+name)
	}
}
