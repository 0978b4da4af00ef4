package event_test

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

func TestRolledBackEventIsNeverDelivered(t *testing.T) {
	t.Parallel()
	b := setup(t)
	feed, _ := b.feed(t)
	watcher := feed.Watch()

	tx := b.begin(t)
	if err := b.log.Append(t.Context(), tx, record(1, func(r *event.Record) { r.Kind = "UNDONE" })); err != nil {
		t.Fatal(err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	b.commit(t, record(1, func(r *event.Record) { r.Kind = "DONE" }))

	if got := kinds(take(t, watcher, 1)); !slices.Equal(got, []string{"DONE"}) {
		t.Errorf("delivered %v", got)
	}
}

func TestLateCommitterIsNotJumpedOver(t *testing.T) {
	t.Parallel()
	b := setup(t)
	feed, notifier := b.feed(t)
	watcher := feed.Watch()

	// Given a transaction that wrote first and is still open when a later one has committed.
	early := b.begin(t)
	if err := b.log.Append(t.Context(), early, record(1, func(r *event.Record) { r.Kind = "EARLY" })); err != nil {
		t.Fatal(err)
	}
	b.commit(t, record(1, func(r *event.Record) { r.Kind = "LATE" }))
	notifier.Poke()
	await(t, "an event held back", func(ctx context.Context) (bool, error) {
		lag, err := feed.Lag(ctx)
		return lag.Held > 0 && lag.OldestWriter > 0, err
	})
	if head := watcher.Position(); head != feed.Head() {
		t.Errorf("the feed went on to %v while an earlier transaction was open", feed.Head())
	}

	// When the first one commits, and nobody says so.
	if err := early.Commit(); err != nil {
		t.Fatal(err)
	}

	if got := kinds(take(t, watcher, 2)); !slices.Equal(got, []string{"EARLY", "LATE"}) {
		t.Errorf("delivered %v", got)
	}
	if lag, err := feed.Lag(t.Context()); err != nil || lag.Held != 0 {
		t.Errorf("lag %+v, %v", lag, err)
	}
}

func TestPollFindsEventsWithoutAnyWakeUp(t *testing.T) {
	t.Parallel()
	b := setup(t)
	feed, _ := b.feed(t)
	watcher := feed.Watch()
	b.commit(t, record(1))
	take(t, watcher, 1)
}

func TestNotificationWakesTheOtherInstance(t *testing.T) {
	t.Parallel()
	b := setup(t)
	never := func(o *event.FeedOptions) { o.Poll = time.Hour }
	_, notifier := b.feed(t, never)
	other, _ := b.feed(t, never)
	watcher := other.Watch()

	b.commit(t, record(1))
	notifier.Poke()

	take(t, watcher, 1)
}

func TestPokeWakesTheOwnInstance(t *testing.T) {
	t.Parallel()
	b := setup(t)
	feed, notifier := b.feed(t, func(o *event.FeedOptions) { o.Poll = time.Hour })
	watcher := feed.Watch()

	b.commit(t, record(1))
	notifier.Poke()

	take(t, watcher, 1)
}

func TestTwoFeedsSeeTheSameOrder(t *testing.T) {
	t.Parallel()
	b := setup(t)
	first, notifier := b.feed(t)
	second, _ := b.feed(t)
	watchers := []*event.Watcher{first.Watch(), second.Watch()}
	const writers, each = 6, 20
	done := make(chan error)
	for range writers {
		go func() { done <- b.write(t.Context(), each, notifier) }()
	}
	for range writers {
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}

	a, z := take(t, watchers[0], writers*each), take(t, watchers[1], writers*each)
	for i := range a {
		if a[i].Cursor != z[i].Cursor {
			t.Fatalf("event %d is %v to one feed and %v to the other", i, a[i].Cursor, z[i].Cursor)
		}
	}
}

// write appends n events of fresh aggregates, one transaction each.
func (b *bundle) write(ctx context.Context, n int, notifier *event.Notifier) error {
	for range n {
		r := record(1)
		err := b.inTransaction(ctx, func(tx *sql.Tx) error {
			return errors.Join(event.Lock(ctx, tx, r.Aggregate), b.log.Append(ctx, tx, r))
		})
		if err != nil {
			return err
		}
		notifier.Poke()
	}
	return nil
}

func (b *bundle) inTransaction(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := b.App.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func TestFeedSurvivesTheLossOfItsConnections(t *testing.T) {
	t.Parallel()
	b := setup(t)
	feed, notifier := b.feed(t)
	watcher := feed.Watch()
	var want []string
	for _, kind := range []domain.EventKind{"ONE", "TWO", "THREE", "FOUR"} {
		await(t, "the listener", func(ctx context.Context) (ended bool, err error) {
			err = b.App.QueryRowContext(ctx, `SELECT count(pg_terminate_backend(pid)) = 1 FROM pg_stat_activity
				WHERE datname = current_database() AND query LIKE 'LISTEN%'`).Scan(&ended)
			return ended, err
		})
		want = append(want, string(kind))
		b.commit(t, record(1, func(r *event.Record) { r.Kind = kind }))
		notifier.Poke()
		if got := kinds(take(t, watcher, 1)); got[0] != string(kind) {
			t.Fatalf("delivered %v, want %s", got, kind)
		}
	}
	if got := readAll(t, feed, event.Filter{}); !slices.Equal(kinds(got), want) {
		t.Errorf("the log has %v, want %v", kinds(got), want)
	}
}

func TestFeedThatCannotConnectFailsAtStart(t *testing.T) {
	t.Parallel()
	b := setup(t)
	feed := event.NewFeed(event.FeedOptions{DB: b.App, URL: "postgres:///nowhere?host=/nonexistent"})
	if err := feed.Start(t.Context()); err == nil {
		t.Error("it started")
	}
	feed.Stop()
}

func TestFeedMayBeStoppedTwiceAndBeforeItStarts(t *testing.T) {
	t.Parallel()
	b := setup(t)
	event.NewFeed(event.FeedOptions{DB: b.App, URL: b.URL}).Stop()

	feed, _ := b.feed(t)
	if err := feed.Start(t.Context()); err != nil {
		t.Errorf("a second start: %v", err)
	}
	watcher := feed.Watch()
	waiting := make(chan error)
	go func() {
		_, err := watcher.Next(t.Context())
		waiting <- err
	}()
	feed.Stop()
	feed.Stop()
	if err := <-waiting; !errors.Is(err, event.ErrFeedStopped) {
		t.Errorf("a watcher got %v", err)
	}
	if err := feed.Start(t.Context()); !errors.Is(err, event.ErrFeedEnded) {
		t.Errorf("a start after the stop: %v", err)
	}
}

// readAll reads the log of the current epoch from its beginning.
func readAll(t *testing.T, feed *event.Feed, filter event.Filter) []event.Event {
	t.Helper()
	var all []event.Event
	after := feed.Head().Beginning()
	for {
		events, next, err := feed.Read(t.Context(), after, 7, filter)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, events...)
		if len(events) < 7 && next == feed.Head() {
			return all
		}
		after = next
	}
}
