package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/holiday"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testdb"
)

var opening = time.Date(2026, 11, 20, 15, 0, 0, 0, time.UTC)

// fixture is a store whose wake-ups are counted.
type fixture struct {
	*store.Store
	db    *testdb.Database
	wakes atomic.Int64
}

func setup(t *testing.T) *fixture {
	t.Helper()
	keys, err := evidence.NewKeys([]byte("a secret for tests only, of some length"), nil)
	must(t, err)
	f := &fixture{db: testdb.New(t)}
	_, err = f.db.App.ExecContext(t.Context(), `DELETE FROM holidays`) // the rows of these tests, of which a house has some from the start
	must(t, err)
	f.Store = store.New(f.db.App, store.Options{Clock: clock.NewFrozen(opening), Keys: keys, Wake: func() { f.wakes.Add(1) }})
	return f
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func asSystem(t *testing.T) context.Context { return access.AsSystem(t.Context()) }

// mark writes a row, an event and an audit entry, and answers the day that stands for the row.
func mark(ctx context.Context, tx *store.Tx, day int) (string, error) {
	date := domain.BusinessDate(tx.Now).AddDays(day)
	tx.Emit(event.Record{Kind: domain.EventInvited, AggregateVersion: 1, Aggregate: event.Aggregate{Type: domain.ObjectPerson, ID: uuid.New()}})
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectHouse, After: map[string]any{"date": date.String()}})
	return date.String(), tx.Holiday.Create().SetDate(date).SetName("Feriado").Exec(ctx)
}

// wantRows holds rows, events, audit entries, kept keys and wake-ups to one figure each.
func (f *fixture) wantRows(t *testing.T, rows, events, entries, keys, wakes int64) {
	t.Helper()
	want := fmt.Sprint(rows, events, entries, keys, wakes)
	var got [4]int64
	must(t, f.db.App.QueryRowContext(t.Context(), `SELECT (SELECT count(*) FROM holidays), (SELECT count(*) FROM events),
		(SELECT count(*) FROM audit_entries), (SELECT count(*) FROM idempotency_keys)`).Scan(&got[0], &got[1], &got[2], &got[3]))
	if text := fmt.Sprint(got[0], got[1], got[2], got[3], f.wakes.Load()); text != want {
		t.Errorf("rows, events, audit entries, keys, wake-ups: %s, want %s", text, want)
	}
}

func TestACommandCommitsAllThatItDid(t *testing.T) {
	t.Parallel()
	f := setup(t)
	_, err := store.Do(asSystem(t), f.Store, store.Command{Action: "test.mark"}, func(ctx context.Context, tx *store.Tx) error {
		_, err := mark(ctx, tx, 0)
		f.wantRows(t, 0, 0, 0, 0, 0) // nobody sees anything before the commit, nor is woken
		return err
	})
	must(t, err)
	f.wantRows(t, 1, 1, 1, 0, 1)
}

func TestAFailureLeavesNothing(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	for name, end := range map[string]func(ctx context.Context, tx *store.Tx) error{
		"an error":                 func(context.Context, *store.Tx) error { return broken },
		"a refusal":                func(context.Context, *store.Tx) error { return domain.Refuse(domain.CodeInvalid, "No") },
		"a panic":                  func(context.Context, *store.Tx) error { panic("broken") },
		"an event that is refused": func(_ context.Context, tx *store.Tx) error { tx.Emit(event.Record{}); return nil },
		"an entry that is refused": func(_ context.Context, tx *store.Tx) error {
			tx.Audit(audit.Entry{After: map[string]any{"x": func() {}}})
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := setup(t)
			failed := func() (failed bool) {
				defer func() { failed = recover() != nil || failed }()
				command := store.Command{Action: "test.mark", Key: "k"}
				_, _, err := store.Run(asSystem(t), f.Store, command, func(ctx context.Context, tx *store.Tx) (string, error) {
					day, err := mark(ctx, tx, 0)
					must(t, err)
					return day, end(ctx, tx)
				})
				return err != nil
			}()
			if !failed {
				t.Error("it went through")
			}
			f.wantRows(t, 0, 0, 0, 0, 0)
			// The connection went back clean, and the key is free.
			_, _, err := store.Run(asSystem(t), f.Store, store.Command{Action: "test.mark", Key: "k"},
				func(ctx context.Context, tx *store.Tx) (string, error) { return mark(ctx, tx, 0) })
			must(t, err)
			f.wantRows(t, 1, 1, 1, 1, 1)
		})
	}
}

func TestACommandThatSaysNothingStillLeavesItsTrail(t *testing.T) {
	t.Parallel()
	f := setup(t)
	_, err := store.Do(asSystem(t), f.Store, store.Command{Action: "test.quiet"}, func(context.Context, *store.Tx) error { return nil })
	must(t, err)
	var action string
	must(t, f.db.App.QueryRowContext(t.Context(), `SELECT action FROM audit_entries`).Scan(&action))
	if action != "test.quiet" {
		t.Errorf("the trail names %q", action)
	}
	f.wantRows(t, 0, 0, 1, 0, 0) // without an event nobody is woken
}

func TestAReplayAnswersTheSameAndWritesNothing(t *testing.T) {
	t.Parallel()
	f := setup(t)
	run := func(ctx context.Context, key string, input any, day int) (string, store.Replay, error) {
		return store.Run(ctx, f.Store, store.Command{Action: "test.mark", Key: key, Input: input},
			func(ctx context.Context, tx *store.Tx) (string, error) { return mark(ctx, tx, day) })
	}
	first, replayed, err := run(asSystem(t), "k", "a", 0)
	if must(t, err); replayed {
		t.Error("the first is a replay")
	}
	again, replayed, err := run(asSystem(t), "k", "a", 1)
	if must(t, err); !replayed || again != first {
		t.Errorf("the second answers %q, replayed %v", again, replayed)
	}
	f.wantRows(t, 1, 1, 1, 1, 1)

	if _, _, err := run(asSystem(t), "k", "b", 2); domain.CodeOf(err) != domain.CodeIdempotencyKeyReused {
		t.Errorf("another input: %v", err)
	}
	if _, _, err := run(asSystem(t), strings.Repeat("x", 101), "a", 2); domain.CodeOf(err) != domain.CodeInvalid {
		t.Errorf("a long key: %v", err)
	}
	// A key belongs to its actor.
	other := access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: uuid.New(), Role: domain.RoleMaster})
	if _, replayed, err := run(other, "k", "a", 3); err != nil || bool(replayed) {
		t.Errorf("somebody else's key: replayed %v, %v", replayed, err)
	}
	f.wantRows(t, 2, 2, 2, 2, 2)
}

// occupy holds a lock in another transaction until the test ends.
func (f *fixture) occupy(t *testing.T, statement string, args ...any) {
	t.Helper()
	tx, err := f.db.Owner.BeginTx(t.Context(), nil)
	must(t, err)
	t.Cleanup(func() { _ = tx.Rollback() })
	_, err = tx.ExecContext(t.Context(), statement, args...)
	must(t, err)
}

func TestNobodyWaitsForEver(t *testing.T) {
	t.Parallel()
	aggregate := event.Aggregate{Type: domain.ObjectPerson, ID: uuid.New()}
	for name, example := range map[string]struct {
		occupy func(t *testing.T, f *fixture)
		code   domain.Code
		field  string
	}{
		"for the same key": {func(t *testing.T, f *fixture) {
			f.occupy(t, `SELECT pg_advisory_xact_lock(hashtextextended($1, 1))`, strings.Join([]string{"idempotency", "SYSTEM", "test.mark", "k"}, "\x1f"))
		}, domain.CodeIdempotencyInProgress, "idempotencyKey"},
		"for an aggregate": {func(t *testing.T, f *fixture) {
			f.occupy(t, `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, string(aggregate.Type)+":"+aggregate.ID.String())
		}, domain.CodeUnavailable, ""},
		"for a row": {func(t *testing.T, f *fixture) {
			f.occupy(t, `INSERT INTO holidays (date, name) VALUES ('2026-11-20', 'x')`)
		}, domain.CodeUnavailable, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := setup(t)
			f.WaitOnly(20 * time.Millisecond)
			example.occupy(t, f)
			command := store.Command{Action: "test.mark", Key: "k", Locks: []event.Aggregate{aggregate}}
			_, _, err := store.Run(asSystem(t), f.Store, command, func(ctx context.Context, tx *store.Tx) (string, error) { return mark(ctx, tx, 0) })
			if list := domain.Refusals(err); len(list) != 1 || list[0].Code != example.code || strings.Join(list[0].Field, "") != example.field {
				t.Errorf("ended with %v, want %s", err, example.code)
			}
			f.wantRows(t, 0, 0, 0, 0, 0)
		})
	}
}

func TestACommandHasOneInstantAndOneActor(t *testing.T) {
	t.Parallel()
	f := setup(t)
	actor := access.Actor{Kind: domain.ActorStaff, ID: uuid.New(), Role: domain.RoleMaster}
	_, err := store.Do(access.WithActor(t.Context(), actor), f.Store, store.Command{Action: "test.now"}, func(ctx context.Context, tx *store.Tx) error {
		if !tx.Now.Equal(opening) || tx.Actor.Key() != actor.Key() {
			t.Errorf("at %v for %s", tx.Now, tx.Actor.Key())
		}
		_, err := tx.Holiday.Query().Where(holiday.Name("x")).Exist(ctx)
		return err
	})
	must(t, err)
}

func TestWhatTheTableDoesNotKnowAsLockedIsNotLocked(t *testing.T) {
	t.Parallel()
	for name, kind := range map[string]domain.ObjectKind{"a thing that is only named": domain.ObjectQuery, "a mistyped one": "opertion", "nothing": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := setup(t)
			command := store.Command{Action: "test.mark", Locks: []event.Aggregate{{Type: kind, ID: uuid.New()}}}
			_, _, err := store.Run(asSystem(t), f.Store, command, func(ctx context.Context, tx *store.Tx) (string, error) { return mark(ctx, tx, 0) })
			if err == nil || !strings.Contains(err.Error(), "test.mark: locks") {
				t.Errorf("ended with %v", err)
			}
			f.wantRows(t, 0, 0, 0, 0, 0)
		})
	}
}
