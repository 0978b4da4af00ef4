//go:build linux

package postgres

import (
	"context"
	"database/sql"
	"testing"
	"time"
)

func TestCancelledQueryEndsAndItsConnectionIsNotUsedAgain(t *testing.T) {
	t.Parallel()
	for name, run := range map[string]func(context.Context, *sql.DB) error{
		"query": func(ctx context.Context, db *sql.DB) error {
			return db.QueryRowContext(ctx, "SELECT pg_sleep($1)", 60).Scan(new(string))
		},
		"exec": func(ctx context.Context, db *sql.DB) error {
			_, err := db.ExecContext(ctx, "SELECT pg_sleep($1)", 60)
			return err
		},
		"query without parameters": func(ctx context.Context, db *sql.DB) error {
			return db.QueryRowContext(ctx, "SELECT pg_sleep(60)").Scan(new(string))
		},
		"transaction": func(ctx context.Context, db *sql.DB) error {
			tx, err := db.BeginTx(context.WithoutCancel(ctx), nil)
			if err != nil {
				return err
			}
			defer func() { _ = tx.Rollback() }()
			_, err = tx.ExecContext(ctx, "SELECT pg_sleep($1)", 60)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := open(t, newDatabase(t), PoolOptions{MaxConnections: 1})
			before := value[int](t, db, "SELECT pg_backend_pid()")
			observer := open(t, newDatabase(t), PoolOptions{})
			ctx, cancel := context.WithCancel(t.Context())
			ended := make(chan error, 1)
			go func() { ended <- run(ctx, db) }()
			awaitActive(t, observer, before, true)

			cancel()

			select {
			case err := <-ended:
				if err == nil {
					t.Error("the query did not fail")
				}
			case <-time.After(20 * time.Second):
				t.Fatal("the query did not end")
			}
			if after := value[int](t, db, "SELECT pg_backend_pid()"); after == before {
				t.Error("the connection is used again")
			}
			awaitActive(t, observer, before, false)
		})
	}
}

// awaitActive waits until the server process of a connection runs, or no longer
// runs, a statement that sleeps.
func awaitActive(t *testing.T, db *sql.DB, pid int, wanted bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	err := poll(ctx, func() (bool, error) {
		var active bool
		err := db.QueryRowContext(ctx, `SELECT EXISTS (SELECT FROM pg_stat_activity
			WHERE pid = $1 AND state = 'active' AND wait_event = 'PgSleep')`, pid).Scan(&active)
		return active == wanted, err
	})
	if err != nil {
		t.Fatalf("process %d did not become active %t: %v", pid, wanted, err)
	}
}

func TestCancellingWhileRowsAreReadEndsThem(t *testing.T) {
	t.Parallel()
	db := open(t, newDatabase(t), PoolOptions{MaxConnections: 1})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	found, err := db.QueryContext(ctx, "SELECT generate_series(1, $1::int)", 10_000_000)
	if err != nil {
		t.Fatal(err)
	}
	found.Next()
	cancel()
	for found.Next() {
	}
	if err := found.Err(); err == nil {
		t.Error("all rows were read")
	}
	if got := value[int](t, db, "SELECT $1::int", 1); got != 1 {
		t.Error("the pool is unusable")
	}
}
