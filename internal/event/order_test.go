package event_test

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/event"
)

// ordering is how long the ordering test writes; `make test-events` gives minutes.
var ordering = flag.Duration("event.ordering", time.Second, "how long the writers of the ordering test write")

const (
	writers    = 48
	aggregates = 40
)

// counter is an aggregate of the ordering test: its row is its version.
type counter struct {
	id        uuid.UUID
	committed atomic.Int64
}

// TestNoEventIsLostOrMisordered is goal R1 of realtime.md 7: 48 writers on 40 hot aggregates, a tenth of the
// transactions rolled back, two readers.
func TestNoEventIsLostOrMisordered(t *testing.T) {
	t.Parallel()
	b := setup(t)
	b.App.SetMaxOpenConns(writers + 12)
	if _, err := b.Owner.ExecContext(t.Context(), `CREATE TABLE counters (id uuid PRIMARY KEY, version integer NOT NULL);
		GRANT SELECT, UPDATE ON counters TO qoricash_app`); err != nil {
		t.Fatal(err)
	}
	counters := make([]*counter, aggregates)
	for i := range counters {
		counters[i] = &counter{id: uuid.New()}
		if _, err := b.Owner.ExecContext(t.Context(), `INSERT INTO counters VALUES ($1, 0)`, counters[i].id); err != nil {
			t.Fatal(err)
		}
	}
	first, notifier := b.feed(t)
	second, _ := b.feed(t)
	watchers := []*event.Watcher{first.Watch(), second.Watch()}

	ctx, cancel := context.WithTimeout(t.Context(), *ordering)
	defer cancel()
	var running sync.WaitGroup
	failures := make(chan error, writers)
	for seed := range writers {
		running.Go(func() {
			random := rand.New(rand.NewPCG(uint64(seed), 1))
			for ctx.Err() == nil {
				c := counters[random.IntN(aggregates)]
				if err := b.bump(t.Context(), c, random.IntN(10) == 0, notifier); err != nil {
					failures <- err
					return
				}
			}
		})
	}
	running.Wait()
	close(failures)
	for err := range failures {
		t.Error(err)
	}

	total := 0
	for _, c := range counters {
		total += int(c.committed.Load())
	}
	for reader, watcher := range watchers {
		events := take(t, watcher, total)
		if len(events) != total {
			t.Errorf("reader %d got %d events of %d", reader, len(events), total)
		}
		checkVersions(t, reader, events)
	}
	t.Logf("%d events, %.0f a second", total, float64(total)/ordering.Seconds())
}

// checkVersions fails for every event whose version is not its predecessor's plus one.
func checkVersions(t *testing.T, reader int, events []event.Event) {
	t.Helper()
	versions := make(map[uuid.UUID]int)
	breaks := 0
	for _, e := range events {
		if e.AggregateVersion != versions[e.Aggregate.ID]+1 {
			breaks++
		}
		versions[e.Aggregate.ID] = e.AggregateVersion
	}
	if breaks > 0 {
		t.Errorf("reader %d saw %d breaks of order in %d events", reader, breaks, len(events))
	}
}

var errUndo = errors.New("roll back")

// bump raises a counter's version by an event, or rolls back.
func (b *bundle) bump(ctx context.Context, c *counter, undo bool, notifier *event.Notifier) error {
	err := b.inTransaction(ctx, func(tx *sql.Tx) error {
		aggregate := event.Aggregate{Type: "counter", ID: c.id}
		if err := event.Lock(ctx, tx, aggregate); err != nil {
			return err
		}
		version := 0
		err := tx.QueryRowContext(ctx, `UPDATE counters SET version = version + 1 WHERE id = $1 RETURNING version`, c.id).Scan(&version)
		if err != nil {
			return err
		}
		if err := b.log.Append(ctx, tx, record(version, of(aggregate))); err != nil {
			return err
		}
		if undo {
			return errUndo
		}
		return nil
	})
	if errors.Is(err, errUndo) {
		return nil
	}
	if err == nil {
		c.committed.Add(1)
		notifier.Poke()
	}
	return err
}
