//go:build linux

package postgres

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"
	"pgregory.net/rapid"
)

// TestValuesAreThoseOfLibPQ compares the wrapper with the driver it wraps: a
// parameter goes in and comes out alike, cached or not, as a text and as its own
// type.
func TestValuesAreThoseOfLibPQ(t *testing.T) {
	t.Parallel()
	address := newDatabase(t)
	wrapped := open(t, address, PoolOptions{})
	config, err := configure(address)
	if err != nil {
		t.Fatal(err)
	}
	config.Runtime = map[string]string{"TimeZone": "UTC"}
	connector, err := pq.NewConnectorConfig(config)
	if err != nil {
		t.Fatal(err)
	}
	plain := sql.OpenDB(connector)
	t.Cleanup(func() { _ = plain.Close() })
	text := rapid.StringMatching(`[^\x00]*`)
	values := map[string]*rapid.Generator[any]{
		"bigint":      rapid.Int64().AsAny(),
		"text":        text.AsAny(),
		"bytea":       rapid.SliceOf(rapid.Byte()).AsAny(),
		"boolean":     rapid.Bool().AsAny(),
		"text[]":      rapid.SliceOf(text).AsAny(),
		"bigint[]":    rapid.SliceOf(rapid.Int64()).AsAny(),
		"numeric":     rapid.StringMatching(`-?[0-9]{1,13}\.[0-9]{2}`).AsAny(),
		"uuid":        rapid.Custom(func(t *rapid.T) uuid.UUID { return uuid.UUID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "bytes")) }).AsAny(),
		"timestamptz": rapid.Custom(func(t *rapid.T) time.Time { return time.UnixMicro(rapid.Int64Range(0, 4e15).Draw(t, "us")).UTC() }).AsAny(),
		"jsonb":       rapid.Custom(func(t *rapid.T) []byte { return fmt.Appendf(nil, `{"n": %d}`, rapid.Int64().Draw(t, "n")) }).AsAny(),
		"int8":        rapid.Uint64Range(0, 1<<63-1).AsAny(),
		"point":       rapid.Just[any](nil),
	}
	for kind, generator := range values {
		rapid.Check(t, func(rt *rapid.T) {
			parameter := generator.Draw(rt, kind)
			query := fmt.Sprintf("SELECT $1::%s, $1::%[1]s::text", kind)
			got, gotErr := row(t.Context(), wrapped, query, parameter)
			want, wantErr := row(t.Context(), plain, query, parameter)
			if gotErr != nil || wantErr != nil || !reflect.DeepEqual(got, want) {
				rt.Fatalf("%#v comes back as %#v (%v), from lib/pq as %#v (%v)", parameter, got, gotErr, want, wantErr)
			}
		})
	}
}

func row(ctx context.Context, db *sql.DB, query string, parameter any) ([2]any, error) {
	var found [2]any
	err := db.QueryRowContext(ctx, query, parameter).Scan(&found[0], &found[1])
	return found, err
}

// TestCacheKeepsItsPromisesInAnyOrderOfEvents runs statements between
// migrations, DISCARD ALL, and transactions that commit or fail. Outside a
// transaction every statement succeeds with the right answer; inside, one fails
// only because the table or the session changed under it; the server never
// holds more statements than the cache.
func TestCacheKeepsItsPromisesInAnyOrderOfEvents(t *testing.T) {
	t.Parallel()
	address := newDatabase(t)
	const size = 3
	conn := oneConnection(t, address, PoolOptions{CachedStatements: size})
	migrator := open(t, address, PoolOptions{})
	exec1(t, migrator, "CREATE TABLE changing (id int); INSERT INTO changing VALUES (1)")
	machine := &cacheMachine{conn: conn, migrator: migrator, size: size, fresh: map[int]bool{}}
	rapid.Check(t, func(rt *rapid.T) {
		rt.Cleanup(machine.abandon)
		rt.Repeat(map[string]func(*rapid.T){
			"statement": machine.statement,
			"migrate":   machine.migrate,
			"discard":   machine.discard,
			"begin":     machine.begin,
			"end":       machine.end,
			"":          machine.check,
		})
	})
}

type cacheMachine struct {
	conn     *sql.Conn
	migrator *sql.DB
	size     int
	tx       *sql.Tx
	failed   bool         // the transaction
	touched  bool         // the transaction holds a lock on the table
	fresh    map[int]bool // statements that succeeded since the last change
}

// abandon ends the transaction that a sequence of events left open.
func (m *cacheMachine) abandon() {
	if m.tx != nil {
		_ = m.tx.Rollback()
	}
	m.tx, m.failed, m.touched = nil, false, false
}

func (m *cacheMachine) query(query string, args ...any) (*sql.Rows, error) {
	if m.tx != nil {
		return m.tx.Query(query, args...)
	}
	return m.conn.QueryContext(context.Background(), query, args...)
}

func (m *cacheMachine) statement(t *rapid.T) {
	if m.failed {
		return
	}
	n := rapid.IntRange(0, 5).Draw(t, "statement")
	found, err := m.query(fmt.Sprintf("SELECT *, %d + $1::int AS sum FROM changing", n), 1)
	if err != nil {
		if m.tx == nil || m.fresh[n] {
			t.Fatalf("statement %d: %v", n, err)
		}
		m.failed = true
		return
	}
	defer func() { _ = found.Close() }()
	m.touched = m.tx != nil
	names, err := found.Columns()
	if err != nil || !found.Next() {
		t.Fatalf("statement %d has no row: %v, %v", n, err, found.Err())
	}
	values := make([]any, len(names))
	targets := make([]any, len(names))
	for i := range values {
		targets[i] = &values[i]
	}
	if err := found.Scan(targets...); err != nil {
		t.Fatalf("statement %d: %v", n, err)
	}
	if sum := values[len(values)-1]; sum != int64(n+1) {
		t.Fatalf("statement %d gives %v", n, sum)
	}
	m.fresh[n] = true
}

func (m *cacheMachine) migrate(t *rapid.T) {
	if m.touched {
		return // it would wait for the transaction
	}
	change := "ALTER TABLE changing ADD COLUMN IF NOT EXISTS later int"
	if rapid.Bool().Draw(t, "drop") {
		change = "ALTER TABLE changing DROP COLUMN IF EXISTS later"
	}
	if _, err := m.migrator.Exec(change); err != nil {
		t.Fatalf("%s: %v", change, err)
	}
	clear(m.fresh)
}

func (m *cacheMachine) discard(t *rapid.T) {
	if m.failed {
		return
	}
	found, err := m.query("DEALLOCATE ALL")
	if err != nil {
		t.Fatalf("discard: %v", err)
	}
	_ = found.Close()
	clear(m.fresh)
}

func (m *cacheMachine) begin(t *rapid.T) {
	if m.tx != nil {
		return
	}
	var err error
	if m.tx, err = m.conn.BeginTx(context.Background(), nil); err != nil {
		t.Fatalf("begin: %v", err)
	}
}

func (m *cacheMachine) end(t *rapid.T) {
	if m.tx == nil {
		return
	}
	end := m.tx.Commit
	if m.failed || rapid.Bool().Draw(t, "roll back") {
		end = m.tx.Rollback
	}
	m.tx, m.failed, m.touched = nil, false, false
	if err := end(); err != nil {
		t.Fatalf("end of transaction: %v", err)
	}
}

func (m *cacheMachine) check(t *rapid.T) {
	if m.failed {
		return
	}
	found, err := m.query("SELECT count(*) FROM pg_prepared_statements")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = found.Close() }()
	var count int
	if !found.Next() || found.Scan(&count) != nil || count > m.size {
		t.Fatalf("the server holds %d statements, %v", count, found.Err())
	}
}
