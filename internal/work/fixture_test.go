package work_test

import (
	"context"
	"database/sql"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/postgres"
	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/internal/work"
)

// toys is a table of work as an area would have one, with a secret and a note.
var toys = work.Table{Name: "toys", Kind: "maker", Done: "MADE", DoneAt: "made_at", Notes: []string{"label"}, Wiped: []string{"secret"}}

const toysTable = `
CREATE TABLE toys (id uuid PRIMARY KEY, maker text NOT NULL, status text NOT NULL, attempts int NOT NULL DEFAULT 0, due_at timestamptz NOT NULL,
	expires_at timestamptz, leased_by text, leased_until timestamptz, made_at timestamptz, failure text, label text, secret bytea,
	CHECK ((leased_by IS NULL) = (leased_until IS NULL)), CHECK ((status = 'MADE') = (made_at IS NOT NULL)));
GRANT SELECT, INSERT, UPDATE ON toys TO qoricash_app`

// shop is a house with a table of toys, and a third party that makes them and honours their ids.
type shop struct {
	*testdb.Database
	clock *clock.Frozen

	mu   sync.Mutex
	made map[uuid.UUID]int
}

func open(t *testing.T) *shop {
	t.Helper()
	s := &shop{Database: testdb.New(t), clock: clock.NewFrozen(time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)), made: map[uuid.UUID]int{}}
	_, err := s.Owner.ExecContext(t.Context(), toysTable)
	must(t, err)
	return s
}

// kind is the toys of one maker, each made by do.
func (s *shop) kind(maker string, do func(ctx context.Context, item work.Item) (work.Outcome, bool)) work.Kind {
	return work.Kind{Name: maker, Table: toys, Attempts: 3, Do: func(ctx context.Context, items []work.Item) ([]work.Outcome, error) {
		var ended []work.Outcome
		for _, item := range items {
			if outcome, known := do(ctx, item); known {
				ended = append(ended, outcome)
			}
		}
		return ended, nil
	}}
}

// make is a third party that knows what it made before.
func (s *shop) make(_ context.Context, item work.Item) (work.Outcome, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.made[item.ID]++
	return item.Done("toy-" + item.ID.String()), true
}

// fail is a third party that is away.
func fail(_ context.Context, item work.Item) (work.Outcome, bool) {
	return item.Failed("away", 0), true
}

func (s *shop) worker(t *testing.T, kind work.Kind) *work.Worker {
	t.Helper()
	return work.New(s.App, s.clock, slog.New(slog.NewTextHandler(t.Output(), nil)), kind)
}

// apart is a worker with connections of its own, which kill closes as death does.
func (s *shop) apart(t *testing.T, kind work.Kind) (worker *work.Worker, kill func()) {
	t.Helper()
	pool, err := postgres.Open(s.URL, postgres.PoolOptions{})
	must(t, err)
	kill = sync.OnceFunc(func() { _ = pool.Close() })
	t.Cleanup(kill)
	return work.New(pool, s.clock, nil, kind), kill
}

// order writes toys to be made now.
func (s *shop) order(t *testing.T, maker string, count int) []uuid.UUID {
	t.Helper()
	ids := make([]uuid.UUID, count)
	for i := range ids {
		ids[i] = uuid.Must(uuid.NewV7())
		s.exec(t, `INSERT INTO toys (id, maker, status, due_at, secret) VALUES ($1, $2, 'PENDING', $3, 'a plan')`, ids[i], maker, s.clock.Now())
	}
	return ids
}

func (s *shop) exec(t *testing.T, statement string, args ...any) {
	t.Helper()
	_, err := s.App.ExecContext(t.Context(), statement, args...)
	must(t, err)
}

func (s *shop) want(t *testing.T, want int, query string, args ...any) {
	t.Helper()
	var got int
	must(t, s.App.QueryRowContext(t.Context(), query, args...).Scan(&got))
	if got != want {
		t.Errorf("got %d, want %d: %s %v", got, want, query, args)
	}
}

// wantOnce tells whether all was made, each once.
func (s *shop) wantOnce(t *testing.T, count int) {
	t.Helper()
	s.want(t, count, `SELECT count(*) FROM toys WHERE status = 'MADE' AND leased_by IS NULL AND label = 'toy-' || id`)
	for id, times := range s.made {
		if times != 1 {
			t.Errorf("%s was made %d times", id, times)
		}
	}
	if len(s.made) != count {
		t.Errorf("%d were made, want %d", len(s.made), count)
	}
}

func (s *shop) revive(t *testing.T, ids ...uuid.UUID) {
	t.Helper()
	tx, err := s.App.BeginTx(t.Context(), &sql.TxOptions{})
	must(t, err)
	must(t, toys.Revive(t.Context(), tx, ids, s.clock.Now()))
	must(t, tx.Commit())
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
