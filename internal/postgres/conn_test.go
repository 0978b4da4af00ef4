//go:build linux

package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

// oneConnection pins a connection, on which prepared statements can be counted.
func oneConnection(t testing.TB, address string, options PoolOptions) *sql.Conn {
	t.Helper()
	conn, err := open(t, address, options).Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// prepared are the statements that the server holds for a connection, oldest
// first.
func prepared(t testing.TB, conn *sql.Conn) []string {
	t.Helper()
	found, err := conn.QueryContext(context.Background(), "SELECT statement FROM pg_prepared_statements ORDER BY prepare_time")
	if err != nil {
		t.Fatal(err)
	}
	var statements []string
	for found.Next() {
		var statement string
		if err := found.Scan(&statement); err != nil {
			t.Fatal(err)
		}
		statements = append(statements, statement)
	}
	if err := errors.Join(found.Err(), found.Close()); err != nil {
		t.Fatal(err)
	}
	return statements
}

func TestStatementIsPreparedOncePerConnection(t *testing.T) {
	t.Parallel()
	conn := oneConnection(t, newDatabase(t), PoolOptions{})
	exec1(t, conn, "CREATE TABLE numbers (n int)")
	for n := range 10 {
		exec1(t, conn, "INSERT INTO numbers VALUES ($1)", n)
		if got := value[int](t, conn, "SELECT n FROM numbers WHERE n = $1", n); got != n {
			t.Fatalf("%d came back as %d", n, got)
		}
	}
	tx, err := conn.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	exec1(t, tx, "INSERT INTO numbers VALUES ($1)", 10)
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	if got := prepared(t, conn); len(got) != 2 {
		t.Errorf("the server holds %q", got)
	}
}

func TestStatementWithoutParametersIsNotPrepared(t *testing.T) {
	t.Parallel()
	conn := oneConnection(t, newDatabase(t), PoolOptions{})
	exec1(t, conn, "CREATE TABLE one (n int); INSERT INTO one VALUES (1)")
	if got := value[int](t, conn, "SELECT n FROM one"); got != 1 {
		t.Errorf("the row is %d", got)
	}
	if got := prepared(t, conn); len(got) != 0 {
		t.Errorf("the server holds %q", got)
	}
}

func TestServerNeverHoldsMoreStatementsThanTheCache(t *testing.T) {
	t.Parallel()
	conn := oneConnection(t, newDatabase(t), PoolOptions{CachedStatements: 3})
	for n := range 20 {
		for _, i := range []int{0, n} { // statement 0 stays in use
			if got := value[int](t, conn, fmt.Sprintf("SELECT %d + $1::int", i), 1); got != i+1 {
				t.Fatalf("%d + 1 is %d", i, got)
			}
		}
		if got := prepared(t, conn); len(got) > 3 {
			t.Fatalf("the server holds %q", got)
		}
	}
	got := prepared(t, conn)
	if len(got) != 3 || got[0] != "SELECT 0 + $1::int" || got[2] != "SELECT 19 + $1::int" {
		t.Errorf("the statements used last are %q", got)
	}
}

func TestCacheCanBeSwitchedOff(t *testing.T) {
	t.Parallel()
	conn := oneConnection(t, newDatabase(t), PoolOptions{CachedStatements: -1})
	if got := value[int](t, conn, "SELECT $1::int", 1); got != 1 {
		t.Errorf("1 came back as %d", got)
	}
	if got := prepared(t, conn); len(got) != 0 {
		t.Errorf("the server holds %q", got)
	}
}

func TestStatementPreparedByItsUserIsClosedWithIt(t *testing.T) {
	t.Parallel()
	conn := oneConnection(t, newDatabase(t), PoolOptions{})
	statement, err := conn.PrepareContext(t.Context(), "SELECT $1::int")
	if err != nil {
		t.Fatal(err)
	}
	var got int
	if err := statement.QueryRowContext(t.Context(), 7).Scan(&got); err != nil || got != 7 {
		t.Errorf("7 came back as %d, %v", got, err)
	}
	if err := statement.Close(); err != nil {
		t.Fatal(err)
	}
	if got := prepared(t, conn); len(got) != 0 {
		t.Errorf("the server holds %q", got)
	}
}

func TestMigrationUnderACachedStatement(t *testing.T) {
	t.Parallel()
	address := newDatabase(t)
	migrator := open(t, address, PoolOptions{})
	exec1(t, migrator, "CREATE TABLE changing (id int, note text); INSERT INTO changing VALUES (1, 'a')")
	conn := oneConnection(t, address, PoolOptions{})
	columns := func(query interface {
		QueryContext(context.Context, string, ...any) (*sql.Rows, error)
	}) ([]string, error) {
		found, err := query.QueryContext(t.Context(), "SELECT * FROM changing WHERE id = $1", 1)
		if err != nil {
			return nil, err
		}
		names, err := found.Columns()
		return names, errors.Join(err, found.Close())
	}
	if got, err := columns(conn); err != nil || len(got) != 2 {
		t.Fatalf("columns %v, %v", got, err)
	}

	exec1(t, migrator, "ALTER TABLE changing ADD COLUMN later int")
	if got, err := columns(conn); err != nil || len(got) != 3 {
		t.Errorf("outside a transaction: columns %v, %v", got, err)
	}

	exec1(t, migrator, "ALTER TABLE changing DROP COLUMN later")
	tx, err := conn.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := columns(tx); pq.As(err, pqerror.FeatureNotSupported) == nil {
		t.Errorf("inside a transaction: columns %v, %v", got, err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if tx, err = conn.BeginTx(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got, err := columns(tx); err != nil || len(got) != 2 {
		t.Errorf("inside the repeated transaction: columns %v, %v", got, err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}

	exec1(t, migrator, "ALTER TABLE changing ADD COLUMN later int")
	exec1(t, conn, "BEGIN")
	if _, err := columns(conn); pq.As(err, pqerror.FeatureNotSupported) == nil {
		t.Errorf("inside a transaction begun by hand the error is %v", err)
	}
	exec1(t, conn, "ROLLBACK")
	if got, err := columns(conn); err != nil || len(got) != 3 {
		t.Errorf("after it: columns %v, %v", got, err)
	}
}

func TestTypeOfAParameterChangedUnderACachedStatement(t *testing.T) {
	t.Parallel()
	address := newDatabase(t)
	migrator := open(t, address, PoolOptions{})
	exec1(t, migrator, "CREATE TABLE changing (code int); INSERT INTO changing VALUES (1)")
	conn := oneConnection(t, address, PoolOptions{})
	const query = "SELECT code::text FROM changing WHERE code = $1"
	if got := value[string](t, conn, query, "1"); got != "1" {
		t.Fatalf("the code is %q", got)
	}
	exec1(t, migrator, "ALTER TABLE changing ALTER COLUMN code TYPE text USING 'x' || code")

	var got string
	err := conn.QueryRowContext(t.Context(), query, "1").Scan(&got)

	if pq.As(err, pqerror.UndefinedFunction) == nil {
		t.Fatalf("the first use gives %q, %v", got, err)
	}
	if got := value[string](t, conn, query, "x1"); got != "x1" {
		t.Errorf("the second use gives %q", got)
	}
}

func TestStatementsDroppedBehindTheCache(t *testing.T) {
	t.Parallel()
	conn := oneConnection(t, newDatabase(t), PoolOptions{CachedStatements: 4})
	use := func(query interface {
		QueryRowContext(context.Context, string, ...any) *sql.Row
	}, i int) error {
		var got int
		err := query.QueryRowContext(t.Context(), fmt.Sprintf("SELECT %d + $1::int", i), 1).Scan(&got)
		if err == nil && got != i+1 {
			t.Errorf("%d + 1 is %d", i, got)
		}
		return err
	}
	for _, drop := range []string{"DISCARD ALL", "DEALLOCATE ALL"} {
		for i := range 4 {
			if err := use(conn, i); err != nil {
				t.Fatal(err)
			}
		}
		exec1(t, conn, drop)
		for i := range 4 {
			if err := use(conn, i); err != nil {
				t.Errorf("after %s: %v", drop, err)
			}
		}
		if got := prepared(t, conn); len(got) != 4 {
			t.Errorf("after %s the server holds %q", drop, got)
		}
	}
	exec1(t, conn, "DEALLOCATE ALL")
	tx, err := conn.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := use(tx, 0); pq.As(err, pqerror.InvalidSQLStatementName) == nil {
		t.Errorf("inside a transaction the error is %v", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	// One failure tells that all are gone: the next transaction succeeds.
	if tx, err = conn.BeginTx(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	for i := range 4 {
		if err := use(tx, i); err != nil {
			t.Errorf("in the next transaction: %v", err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Error(err)
	}
}

func TestFailedStatementIsNotRepeated(t *testing.T) {
	t.Parallel()
	conn := oneConnection(t, newDatabase(t), PoolOptions{})
	exec1(t, conn, "CREATE SEQUENCE tries")
	for range 2 {
		var got int
		err := conn.QueryRowContext(t.Context(), "SELECT nextval('tries') / ($1::int - $1::int)", 1).Scan(&got)
		if pq.As(err, pqerror.DivisionByZero) == nil {
			t.Errorf("the error is %v", err)
		}
	}
	if got := value[int](t, conn, "SELECT last_value FROM tries"); got != 2 {
		t.Errorf("two statements ran %d times", got)
	}
	if _, err := conn.ExecContext(t.Context(), "SELECT $1::int )", 1); pq.As(err, pqerror.SyntaxError) == nil {
		t.Errorf("the error is %v", err)
	}
	if got := value[int](t, conn, "SELECT $1::int", 1); got != 1 {
		t.Error("the connection is unusable after an error")
	}
}

func TestStatementWhileRowsAreOpenIsRefused(t *testing.T) {
	t.Parallel()
	db := open(t, newDatabase(t), PoolOptions{})
	for name, query := range map[string]func(*sql.Tx) (*sql.Rows, error){
		"cached": func(tx *sql.Tx) (*sql.Rows, error) { return tx.Query("SELECT generate_series(1, $1::int)", 1000) },
		"plain":  func(tx *sql.Tx) (*sql.Rows, error) { return tx.Query("SELECT generate_series(1, 1000)") },
		"prepared": func(tx *sql.Tx) (*sql.Rows, error) {
			statement, err := tx.Prepare("SELECT generate_series(1, $1::int)")
			if err != nil {
				return nil, err
			}
			return statement.Query(1000)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tx, err := db.Begin()
			if err != nil {
				t.Fatal(err)
			}
			found, err := query(tx)
			if err != nil {
				t.Fatal(err)
			}
			found.Next()
			if _, err := tx.Exec("SELECT $1::int", 1); !errors.Is(err, errReading) {
				t.Errorf("a cached statement: %v", err)
			}
			if _, err := tx.Exec("SELECT 1"); !errors.Is(err, errReading) {
				t.Errorf("a plain statement: %v", err)
			}
			if _, err := tx.Prepare("SELECT 1"); !errors.Is(err, errReading) {
				t.Errorf("a preparation: %v", err)
			}
			count := 1
			for found.Next() {
				count++
			}
			if err := found.Err(); err != nil || count != 1000 {
				t.Errorf("%d rows were read, %v", count, err)
			}
			if got := value[int](t, tx, "SELECT $1::int", 1); got != 1 {
				t.Error("the transaction is unusable")
			}
			if err := tx.Commit(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestCopyGoesThrough(t *testing.T) {
	t.Parallel()
	db := open(t, newDatabase(t), PoolOptions{})
	exec1(t, db, "CREATE TABLE copied (n int)")
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	into, err := tx.Prepare("COPY copied (n) FROM STDIN")
	if err != nil {
		t.Fatal(err)
	}
	for n := range 100 {
		if _, err := into.Exec(n); err != nil {
			t.Fatal(err)
		}
	}
	_, err = into.Exec()
	if err := errors.Join(err, into.Close(), tx.Commit()); err != nil {
		t.Fatal(err)
	}
	if got := value[int](t, db, "SELECT count(*) FROM copied WHERE n < $1", 50); got != 50 {
		t.Errorf("%d rows of 50 were copied", got)
	}
}

func TestSeveralResultsOfOnePlainQuery(t *testing.T) {
	t.Parallel()
	db := open(t, newDatabase(t), PoolOptions{})
	found, err := db.Query("SELECT 1; SELECT 'two'")
	if err != nil {
		t.Fatal(err)
	}
	var number int
	var word string
	if !found.Next() || found.Scan(&number) != nil || found.Next() || !found.NextResultSet() || !found.Next() || found.Scan(&word) != nil {
		t.Errorf("the results are %d and %q: %v", number, word, found.Err())
	}
	types, err := found.ColumnTypes()
	if err != nil || types[0].DatabaseTypeName() != "TEXT" {
		t.Errorf("the type of the column is %v, %v", types, err)
	}
	if err := found.Close(); err != nil || number != 1 || word != "two" {
		t.Errorf("the results are %d and %q, %v", number, word, err)
	}
}

func TestPoolSurvivesARestartOfTheServer(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	first := startCluster(t, Options{DataDir: dir, Throwaway: true})
	db := open(t, first.URL("postgres", superuser), PoolOptions{})
	if got := value[int](t, db, "SELECT $1::int", 1); got != 1 {
		t.Fatal("the server does not answer")
	}
	stopCluster(t, first)
	startCluster(t, Options{DataDir: dir, Throwaway: true})
	if got := value[int](t, db, "SELECT $1::int", 2); got != 2 {
		t.Errorf("2 came back as %d", got)
	}
}

func TestManyUsersOfASmallCache(t *testing.T) {
	t.Parallel()
	db := open(t, newDatabase(t), PoolOptions{MaxConnections: 4, CachedStatements: 2})
	var group sync.WaitGroup
	for user := range 8 {
		group.Go(func() {
			for i := range 100 {
				n := (user + i) % 5
				var got int
				err := db.QueryRowContext(t.Context(), fmt.Sprintf("SELECT %d + $1::int", n), i).Scan(&got)
				if err != nil || got != n+i {
					t.Errorf("%d + %d is %d, %v", n, i, got, err)
					return
				}
			}
		})
	}
	group.Wait()
}

func TestTextOfAStatementIsNotShortenedInTheCache(t *testing.T) {
	t.Parallel()
	conn := oneConnection(t, newDatabase(t), PoolOptions{})
	long := "SELECT /* " + strings.Repeat("x", 10_000) + " */ $1::int"
	if got := value[int](t, conn, long+" + 1", 1); got != 2 {
		t.Errorf("1 + 1 is %d", got)
	}
	if got := value[int](t, conn, long+" + 2", 1); got != 3 {
		t.Errorf("1 + 2 is %d", got)
	}
}
