package store_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

func TestADeadlockIsRunOnceMore(t *testing.T) {
	t.Parallel()
	f := setup(t)
	// Given two commands that each hold what the other one wants next.
	var runs atomic.Int64
	var bothHold sync.WaitGroup
	bothHold.Add(2)
	run := func(first, second, day int) error {
		meet := sync.OnceFunc(func() { bothHold.Done(); bothHold.Wait() })
		_, _, err := store.Run(asSystem(t), f.Store, store.Command{Action: "test.mark", Key: fmt.Sprint(first)}, func(ctx context.Context, tx *store.Tx) (string, error) {
			runs.Add(1)
			if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock($1::bigint)`, first); err != nil {
				return "", err
			}
			meet()
			date, err := mark(ctx, tx, day)
			if err != nil {
				return "", err
			}
			_, err = tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock($1::bigint)`, second)
			return date, err
		})
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- run(1, 2, 1) }()

	must(t, run(2, 1, 2))
	must(t, <-ended)

	if runs.Load() != 3 {
		t.Errorf("ran %d times, want one of the two twice", runs.Load())
	}
	f.wantRows(t, 2, 2, 2, 2, 2)
}

func TestWhatTheDatabaseGivesUpTwiceIsRefusedInWords(t *testing.T) {
	t.Parallel()
	for name, example := range map[string]struct {
		state   string
		failing int64
		runs    int64
		code    domain.Code
		fails   bool
	}{
		"a deadlock, once":                    {state: "40P01", failing: 1, runs: 2},
		"a deadlock, again":                   {state: "40P01", failing: 2, runs: 2, code: domain.CodeUnavailable, fails: true},
		"not to be put in a row, once":        {state: "40001", failing: 1, runs: 2},
		"not to be put in a row, again":       {state: "40001", failing: 2, runs: 2, code: domain.CodeUnavailable, fails: true},
		"something else is not tried again":   {state: "22012", failing: 1, runs: 1, fails: true},
		"a wait that ended is not begun anew": {state: "55P03", failing: 1, runs: 1, code: domain.CodeUnavailable, fails: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := setup(t)
			var runs int64
			_, _, err := store.Run(asSystem(t), f.Store, store.Command{Action: "test.mark", Key: "k"}, func(ctx context.Context, tx *store.Tx) (string, error) {
				runs++
				date, err := mark(ctx, tx, 0)
				if err == nil && runs <= example.failing {
					_, err = tx.ExecContext(ctx, fmt.Sprintf(`DO $$ BEGIN RAISE EXCEPTION 'given up' USING ERRCODE = '%s'; END $$`, example.state))
				}
				return date, err
			})
			if runs != example.runs || (err != nil) != example.fails || domain.CodeOf(err) != example.code {
				t.Errorf("ran %d times and ended with %v", runs, err)
			}
			if example.fails {
				f.wantRows(t, 0, 0, 0, 0, 0)
			} else {
				f.wantRows(t, 1, 1, 1, 1, 1)
			}
		})
	}
}

// awaitBlocked waits until so many sessions of the test's database wait for a lock; nothing but the server knows.
func (f *fixture) awaitBlocked(t *testing.T, sessions int) {
	t.Helper()
	ticker := time.NewTicker(2 * time.Millisecond)
	defer ticker.Stop()
	for blocked := 0; blocked < sessions; <-ticker.C {
		must(t, f.db.Owner.QueryRowContext(t.Context(), `SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
			WHERE d.datname = current_database() AND l.locktype = 'advisory' AND NOT l.granted`).Scan(&blocked))
	}
}

func TestACommandThatWaitedIsLaterThanTheOneItWaitedFor(t *testing.T) {
	t.Parallel()
	f := setup(t)
	hands := f.Clock().(*clock.Frozen)
	aggregate := event.Aggregate{Type: domain.ObjectPerson, ID: uuid.New()}
	at := make(chan time.Time, 2)
	run := func(command store.Command, act func()) error {
		_, err := store.Do(asSystem(t), f.Store, command, func(_ context.Context, tx *store.Tx) error {
			at <- tx.Now
			act()
			return nil
		})
		return err
	}
	for name, command := range map[string]store.Command{
		"for an aggregate":  {Action: "test.wait", Locks: []event.Aggregate{aggregate}},
		"for the roster":    {Action: "test.wait", Roster: store.RosterChanges},
		"for the same key":  {Action: "test.wait", Key: "k"},
		"for what it found": {Action: "test.wait", Find: func(context.Context, *store.Tx) ([]event.Aggregate, error) { return []event.Aggregate{aggregate}, nil }},
	} {
		waited := make(chan error, 1)
		first := command
		first.Input = name // another input under the same key waits, and is refused before it acts
		must(t, run(first, func() {
			go func() { waited <- run(command, func() {}) }()
			f.awaitBlocked(t, 1)
			hands.Advance(time.Second)
		}))
		began := <-at
		if err := <-waited; command.Key != "" {
			if domain.CodeOf(err) != domain.CodeIdempotencyKeyReused {
				t.Errorf("%s: %v", name, err)
			}
			continue
		} else if must(t, err); !began.Add(time.Second).Equal(<-at) {
			t.Errorf("%s: the second is not a second later than %v", name, began)
		}
	}
}

func TestTheRosterStandsForManyAndChangesForOne(t *testing.T) {
	t.Parallel()
	f := setup(t)
	stands := store.Command{Action: "test.stands", Roster: store.RosterStands}
	changes := store.Command{Action: "test.changes", Roster: store.RosterChanges}
	quiet := func(context.Context, *store.Tx) error { return nil }
	changed := make(chan error, 1)
	_, err := store.Do(asSystem(t), f.Store, stands, func(context.Context, *store.Tx) error {
		// Another one that lets everybody stand does not wait; who lets somebody go does.
		if _, err := store.Do(asSystem(t), f.Store, stands, quiet); err != nil {
			return err
		}
		go func() {
			_, err := store.Do(asSystem(t), f.Store, changes, quiet)
			changed <- err
		}()
		f.awaitBlocked(t, 1)
		return nil
	})
	must(t, err)
	must(t, <-changed)
}
