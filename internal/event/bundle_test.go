package event_test

import (
	"context"
	"database/sql"
	"log/slog"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/testdb"
)

// patience bounds every wait for something that must happen.
const patience = 20 * time.Second

var secret = []byte("a secret for tests only, of some length")

// bundle is a database with a log over it.
type bundle struct {
	*testdb.Database
	keys evidence.Keys
	log  *event.Log
}

func setup(t *testing.T) *bundle {
	t.Helper()
	keys, err := evidence.NewKeys(secret, nil)
	if err != nil {
		t.Fatal(err)
	}
	return &bundle{Database: testdb.New(t), keys: keys, log: event.NewLog(keys)}
}

// feed starts a feed of its own instance and a notifier for it.
func (b *bundle) feed(t *testing.T, change ...func(*event.FeedOptions)) (*event.Feed, *event.Notifier) {
	t.Helper()
	options := event.FeedOptions{DB: b.App, URL: b.URL, Clock: clock.System{}, Logger: slog.New(slog.DiscardHandler)}
	for _, set := range change {
		set(&options)
	}
	feed := event.NewFeed(options)
	if err := feed.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(feed.Stop)
	notifier, err := event.StartNotifier(t.Context(), b.URL, feed, options.Logger)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(notifier.Stop)
	return feed, notifier
}

// record is an event of a fresh operation, unless changed.
func record(version int, change ...func(*event.Record)) event.Record {
	r := event.Record{
		Kind: "CREATED", SchemaVersion: 1, AggregateVersion: version,
		Aggregate:  event.Aggregate{Type: "operation", ID: uuid.New()},
		Actor:      event.Actor{Kind: "system"},
		OccurredAt: time.Now(), Facts: map[string]any{"usd": "100.00"},
	}
	for _, set := range change {
		set(&r)
	}
	return r
}

func of(aggregate event.Aggregate) func(*event.Record) {
	return func(r *event.Record) { r.Aggregate = aggregate }
}

// commit appends records in one transaction as a command does: locks first.
func (b *bundle) commit(t *testing.T, records ...event.Record) {
	t.Helper()
	b.transact(t, func(tx *sql.Tx) {
		var aggregates []event.Aggregate
		for _, r := range records {
			aggregates = append(aggregates, r.Aggregate)
		}
		if err := event.Lock(t.Context(), tx, aggregates...); err != nil {
			t.Fatal(err)
		}
		if err := b.log.Append(t.Context(), tx, records...); err != nil {
			t.Fatal(err)
		}
	})
}

func (b *bundle) transact(t *testing.T, do func(tx *sql.Tx)) {
	t.Helper()
	tx := b.begin(t)
	do(tx)
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

func (b *bundle) begin(t *testing.T) *sql.Tx {
	t.Helper()
	tx, err := b.App.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tx.Rollback() })
	return tx
}

// take waits until the watcher has got n events.
func take(t *testing.T, watcher *event.Watcher, n int) []event.Event {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	var events []event.Event
	for len(events) < n {
		batch, err := watcher.Next(ctx)
		if err != nil {
			t.Fatalf("after %d of %d events: %v", len(events), n, err)
		}
		if batch.Resync {
			t.Fatalf("after %d of %d events: told to start over", len(events), n)
		}
		events = append(events, batch.Events...)
	}
	return events
}

func kinds(events []event.Event) []string {
	var names []string
	for _, e := range events {
		names = append(names, string(e.Kind))
	}
	return names
}

// await polls a condition that nothing signals, such as the state of the server.
func await(t *testing.T, what string, reached func(context.Context) (bool, error)) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	ticker := time.NewTicker(2 * time.Millisecond)
	defer ticker.Stop()
	for {
		ok, err := reached(ctx)
		if err != nil {
			t.Fatalf("waiting for %s: %v", what, err)
		}
		if ok {
			return
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			t.Fatalf("%s does not come", what)
		}
	}
}
