package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/jobs"
	"github.com/qoricash/qoricash/internal/postgres"
	"github.com/qoricash/qoricash/internal/testdb"
)

// TestStartAndStopMayBeRepeatedAndLeaveNothingBehind does not run beside other tests, whose goroutines would look like its own.
func TestStartAndStopMayBeRepeatedAndLeaveNothingBehind(t *testing.T) {
	db := testdb.New(t)
	if err := db.App.PingContext(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	fires := make(chan time.Time)
	scheduler, err := jobs.New(quick(db.App, clock.System{}), telling("tick", jobs.Every(50*time.Millisecond), fires))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := scheduler.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	next(t, fires, "a fire")
	for range 2 {
		scheduler.Stop()
	}
	if err := scheduler.Start(t.Context()); !errors.Is(err, jobs.ErrStopped) {
		t.Errorf("started after the stop: %v", err)
	}
	// The pool's own goroutines end with it.
	if err := db.App.Close(); err != nil {
		t.Error(err)
	}
}

func TestStopBeforeStartIsHarmless(t *testing.T) {
	t.Parallel()
	scheduler, err := jobs.New(quick(testdb.New(t).App, clock.System{}))
	if err != nil {
		t.Fatal(err)
	}
	scheduler.Stop()
	if err := scheduler.Start(t.Context()); !errors.Is(err, jobs.ErrStopped) {
		t.Errorf("started after the stop: %v", err)
	}
}

func TestADatabaseThatCannotBeReachedFailsTheStart(t *testing.T) {
	t.Parallel()
	pool, err := postgres.Open("postgres://nobody@127.0.0.1:1/nowhere?sslmode=disable", postgres.PoolOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	scheduler, err := jobs.New(quick(pool, clock.System{}))
	if err != nil {
		t.Fatal(err)
	}
	if err := scheduler.Start(t.Context()); err == nil {
		scheduler.Stop()
		t.Error("started without a database")
	}
}

func TestAWrongListOfJobsIsRefusedWithAllItsFaults(t *testing.T) {
	t.Parallel()
	run := func(context.Context, time.Time) error { return nil }
	unbounded := func(context.Context) (time.Duration, error) { return 0, nil }
	_, err := jobs.New(jobs.Options{TTL: time.Second, Trust: time.Minute, Drift: unbounded},
		jobs.Job{Schedule: jobs.Every(time.Minute), Run: run},
		jobs.Job{Name: "twice", Schedule: jobs.Every(0), Run: run},
		jobs.Job{Name: "twice", Schedule: jobs.DailyAt(24 * time.Hour)},
		jobs.Job{Name: "eternal", Schedule: jobs.Every(25 * time.Hour), Run: run, Timeout: -1})
	want := `make the scheduler: a database and a clock are needed
the times must grow: Renew, Trust, TTL
a drift that is measured needs the option ToleratedDrift
job 0 has no name
job "twice" has no valid schedule
two jobs are called "twice"
job "twice" has no valid schedule
job "twice" has nothing to run
job "eternal" has no valid schedule
job "eternal" has a negative timeout`
	if fmt.Sprint(err) != want {
		t.Errorf("refused with\n%v\nwant\n%s", err, want)
	}
}

func TestAFailingRunIsTriedThreeTimesAndThenTheNextFireComes(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	hands := clock.NewFrozen(noon)
	tried := make(chan time.Time)
	start(t, quick(db.App, hands), jobs.Job{Name: "broken", Schedule: jobs.Every(time.Minute), Run: func(_ context.Context, fireAt time.Time) error {
		tried <- fireAt
		return errors.New("no")
	}})
	for _, want := range []time.Time{noon, noon, noon} {
		if got := next(t, tried, "an attempt"); !got.Equal(want) {
			t.Fatalf("tried the fire of %v", got)
		}
	}
	hands.Advance(time.Minute)
	if got := next(t, tried, "the next fire"); !got.Equal(noon.Add(time.Minute)) {
		t.Errorf("tried the fire of %v a fourth time", got)
	}
	for range 2 {
		next(t, tried, "an attempt")
	}
	if got := outcomes(t, db.App, "broken"); len(got) != 2 || got[0] != string(jobs.Failed) {
		t.Errorf("recorded as %v", got)
	}
}

func TestAFailureThatPassesEndsDone(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	hands := clock.NewFrozen(noon)
	tried := make(chan bool)
	fails := true
	scheduler := start(t, quick(db.App, hands), jobs.Job{Name: "shaky", Schedule: jobs.Every(time.Minute), Run: func(context.Context, time.Time) error {
		tried <- fails
		if fails {
			fails = false
			return errors.New("not yet")
		}
		return nil
	}})
	if !next(t, tried, "the first attempt") || next(t, tried, "the second attempt") {
		t.Fatal("the attempts came in another order")
	}
	scheduler.Stop()
	if got := outcomes(t, db.App, "shaky"); !slices.Equal(got, []string{"DONE"}) {
		t.Errorf("recorded as %v", got)
	}
}

func TestAPanicIsRecordedOnceAndTheOtherJobsGoOn(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	hands := clock.NewFrozen(noon)
	began, fires := make(chan time.Time), make(chan time.Time)
	scheduler := start(t, quick(db.App, hands),
		jobs.Job{Name: "defect", Schedule: jobs.Every(time.Minute), Run: func(_ context.Context, fireAt time.Time) error {
			began <- fireAt
			panic("a defect")
		}},
		telling("sound", jobs.Every(time.Minute), fires))
	for i := range 3 {
		want := noon.Add(time.Duration(i) * time.Minute)
		if got := next(t, began, "the panicking run"); !got.Equal(want) {
			t.Errorf("the fire of %v began, not of %v", got, want)
		}
		next(t, fires, "the sound run")
		hands.Advance(time.Minute)
	}
	next(t, began, "the last panicking run")
	scheduler.Stop()
	if got := outcomes(t, db.App, "defect"); !slices.Equal(got, []string{"PANICKED", "PANICKED", "PANICKED", "PANICKED"}) {
		t.Errorf("recorded as %v", got)
	}
}

func TestARunThatTakesTooLongIsCanceled(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	tried := make(chan error)
	start(t, quick(db.App, clock.NewFrozen(noon)), jobs.Job{Name: "slow", Schedule: jobs.Every(time.Hour), Timeout: 20 * time.Millisecond,
		Run: func(ctx context.Context, _ time.Time) error {
			<-ctx.Done()
			tried <- ctx.Err()
			return ctx.Err()
		}})
	if err := next(t, tried, "the timeout"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("ended by %v", err)
	}
	next(t, tried, "the second attempt")
	if got := outcomes(t, db.App, "slow"); len(got) != 1 {
		t.Errorf("recorded as %v", got)
	}
}

func TestARunActsAsTheSystem(t *testing.T) {
	t.Parallel()
	actors := make(chan access.Actor)
	start(t, quick(testdb.New(t).App, clock.NewFrozen(noon)), jobs.Job{Name: "who", Schedule: jobs.Every(time.Hour),
		Run: func(ctx context.Context, _ time.Time) error {
			actors <- access.Current(ctx)
			return nil
		}})
	if actor := next(t, actors, "the run"); actor.Kind != domain.ActorSystem {
		t.Errorf("ran as %s", actor.Kind)
	}
}

func TestTheCleanUpForgetsOldKeysAndRunsAndNothingElse(t *testing.T) {
	t.Parallel()
	db := testdb.New(t)
	day := 24 * time.Hour
	for i, age := range []time.Duration{0, 7 * day, 7*day + time.Second, 30*day + time.Second} {
		_, err := db.App.ExecContext(t.Context(), `INSERT INTO idempotency_keys (actor, mutation, key, fingerprint, result, created_at)
			SELECT 'a', 'm', $1 || n, sha256('x'), '{}', $2 FROM generate_series(1, 3000) n`, fmt.Sprint(i, "/"), noon.Add(-age))
		if err != nil {
			t.Fatal(err)
		}
		_, err = db.App.ExecContext(t.Context(), `INSERT INTO job_runs (schedule, fire_at, holder, started_at) VALUES ('old', $1, 'h', $1)`, noon.Add(-age))
		if err != nil {
			t.Fatal(err)
		}
	}

	if err := jobs.CleanUp(db.App).Run(t.Context(), noon); err != nil {
		t.Fatal(err)
	}

	var keys, runs int
	err := db.App.QueryRowContext(t.Context(), `SELECT (SELECT count(*) FROM idempotency_keys), (SELECT count(*) FROM job_runs)`).Scan(&keys, &runs)
	if err != nil {
		t.Fatal(err)
	}
	if keys != 6000 || runs != 3 {
		t.Errorf("%d keys and %d runs are left, want 6000 and 3", keys, runs)
	}
}
