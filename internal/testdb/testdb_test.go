package testdb

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"github.com/qoricash/qoricash/internal/postgres"
	"github.com/qoricash/qoricash/migrations"
)

func count(t testing.TB, db *sql.DB, query string, args ...any) int {
	t.Helper()
	var n int
	if err := db.QueryRow(query, args...).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

func TestNewGivesTheMigratedSchema(t *testing.T) {
	t.Parallel()
	db := New(t)
	pending, err := migrations.Pending(t.Context(), db.App)
	if err != nil || pending != 0 {
		t.Errorf("%d migrations are missing, %v", pending, err)
	}
}

func TestTestsDoNotSeeEachOther(t *testing.T) {
	t.Parallel()
	on, wanted := testServer(t), tinySchema("isolation")
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			db := newDatabase(t, on, wanted)
			if _, err := db.App.Exec("INSERT INTO notes VALUES ($1)", 1); err != nil {
				t.Error(err)
				return
			}
			if n := count(t, db.App, "SELECT count(*) FROM notes"); n != 1 {
				t.Errorf("there are %d rows", n)
			}
		})
	}
	group.Wait()
}

func TestRolesOfADatabase(t *testing.T) {
	t.Parallel()
	db := newDatabase(t, testServer(t), tinySchema("roles"))
	for _, forbidden := range []string{"CREATE TABLE mine (n int)", "CREATE TEMPORARY TABLE mine (n int)", "TRUNCATE notes"} {
		if _, err := db.App.Exec(forbidden); pq.As(err, pqerror.InsufficientPrivilege) == nil {
			t.Errorf("the serving role may %s: %v", forbidden, err)
		}
	}
	if _, err := db.Owner.Exec("CREATE TABLE more (n int)"); err != nil {
		t.Error(err)
	}
	for address, role := range map[string]string{db.URL: postgres.ApplicationRole, db.OwnerURL: postgres.OwnerRole} {
		pool, err := postgres.Open(address, postgres.PoolOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if n := count(t, pool, "SELECT count(*) WHERE session_user = $1 AND current_database() = $2", role, db.Name); n != 1 {
			t.Errorf("the address is not that of %s in %s", role, db.Name)
		}
		if err := pool.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestDatabaseOfAPassedTestIsDropped(t *testing.T) {
	t.Parallel()
	on := testServer(t)
	passed := &recorder{TB: t}
	db := newDatabase(passed, on, tinySchema("ends"))
	pool, err := postgres.Open(db.URL, postgres.PoolOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := pool.Ping(); err != nil { // a pool that the test forgot
		t.Fatal(err)
	}
	passed.end()
	if n := count(t, on.admin, "SELECT count(*) FROM pg_database WHERE datname = $1", db.Name); n != 0 {
		t.Error("the database is still there")
	}
	_ = pool.Close()
}

func TestDatabaseOfAFailedTestIsKeptWhereItCanBeLookedAt(t *testing.T) {
	t.Parallel()
	lasting := testServer(t).as(false)
	failed := &recorder{TB: t, failed: true}
	db := newDatabase(failed, lasting, tinySchema("ends"))
	failed.end()
	if n := count(t, lasting.admin, "SELECT count(*) FROM pg_database WHERE datname = $1", db.Name); n != 1 {
		t.Error("the database is gone")
	}
	if len(failed.logs) != 1 || !strings.Contains(failed.logs[0], db.OwnerURL) {
		t.Errorf("the log is %q", failed.logs)
	}
	if err := lasting.drop(t.Context(), db.Name); err != nil {
		t.Error(err)
	}

	transient := testServer(t).as(true)
	failed = &recorder{TB: t, failed: true}
	db = newDatabase(failed, transient, tinySchema("ends"))
	failed.end()
	if n := count(t, transient.admin, "SELECT count(*) FROM pg_database WHERE datname = $1", db.Name); n != 0 {
		t.Error("the database is kept on a server that ends")
	}
}

// as is the same server, seen as one that ends with the run or not.
func (s *server) as(transient bool) *server {
	return &server{address: s.address, transient: transient, admin: s.admin, templates: map[string]*template{}}
}

func TestTemplateIsMadeByOneOfManyProcesses(t *testing.T) {
	t.Parallel()
	cluster := NewCluster(t)
	const processes = 4
	said := make([]string, processes)
	var group sync.WaitGroup
	for i := range said {
		group.Go(func() {
			output, err := process(t, "template", URLVariable+"="+cluster.URL("postgres", "postgres")).Output()
			if err != nil {
				t.Errorf("%s: %v", output, err)
			}
			said[i] = strings.TrimSpace(string(output))
		})
	}
	group.Wait()
	if got := strings.Join(said, " "); strings.Count(got, "made") != 1 || strings.Count(got, "found") != processes-1 {
		t.Errorf("the processes said %s", got)
	}
}

func TestInterruptedTemplateIsMadeAnew(t *testing.T) {
	t.Parallel()
	on, wanted := testServer(t), tinySchema("interrupted")
	if _, err := on.admin.Exec("CREATE DATABASE qoricash_template_interrupted_unfinished"); err != nil {
		t.Fatal(err)
	}
	db := newDatabase(t, on, wanted)
	if n := count(t, db.App, "SELECT count(*) FROM notes"); n != 0 {
		t.Errorf("there are %d rows", n)
	}
	if n := count(t, on.admin, "SELECT count(*) FROM pg_database WHERE datname LIKE $1", "%interrupted_unfinished"); n != 0 {
		t.Error("the unfinished template is still there")
	}
}

func TestFailedMigrationIsReportedAndLeavesNoTemplate(t *testing.T) {
	t.Parallel()
	on, broken := testServer(t), errors.New("broken migration")
	failing := schema{hash: "failing", apply: func(context.Context, *sql.DB) error { return broken }}
	if _, err := on.template(t.Context(), failing); !errors.Is(err, broken) {
		t.Errorf("the error is %v", err)
	}
	if n := count(t, on.admin, "SELECT count(*) FROM pg_database WHERE datname = $1", "qoricash_template_failing"); n != 0 {
		t.Error("there is a template")
	}
}

func TestHashDependsOnNamesAndContents(t *testing.T) {
	t.Parallel()
	file := func(content string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(content)} }
	seen := map[string]string{}
	for name, files := range map[string]fstest.MapFS{
		"one":           {"1.sql": file("a")},
		"other content": {"1.sql": file("b")},
		"other name":    {"2.sql": file("a")},
		"two":           {"1.sql": file("a"), "2.sql": file("a")},
		"moved border":  {"1.sql": file("a\"2.sql\" 1\na")},
	} {
		hash, err := hashFiles(files)
		if err != nil {
			t.Fatal(err)
		}
		if before, ok := seen[hash]; ok {
			t.Errorf("%s and %s have one hash", before, name)
		}
		seen[hash] = name
		again, err := hashFiles(files)
		if err != nil || again != hash {
			t.Errorf("%s has hashes %s and %s, %v", name, hash, again, err)
		}
	}
}

func TestServerThatAsksForAPassword(t *testing.T) {
	t.Parallel()
	cluster := NewCluster(t)
	if _, err := cluster.server.admin.Exec("ALTER ROLE postgres PASSWORD 'se''cret/:@'"); err != nil {
		t.Fatal(err)
	}
	rules := filepath.Join(cluster.Dir(), "data", "pg_hba.conf")
	if err := os.WriteFile(rules, []byte("local all all scram-sha-256\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := cluster.server.admin.Exec("SELECT pg_reload_conf()"); err != nil {
		t.Fatal(err)
	}
	address := strings.Replace(cluster.URL("postgres", "postgres"), "postgres@", "postgres:se%27cret%2F%3A%40@", 1)
	on, err := newServer(address, true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = on.admin.Close() })

	db := newDatabase(t, on, tinySchema("password"))

	if n := count(t, db.App, "SELECT count(*) FROM notes"); n != 0 {
		t.Errorf("there are %d rows", n)
	}
}

func TestAddressThatIsNoURLIsRefusedWithoutQuotingIt(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"host=localhost password=hunter2", "mysql://user:hunter2@host/db", "postgres://user:hunter2@host:port"} {
		if _, err := newServer(address, false); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%s gives %v", address, err)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	New(b) // the template is made
	for b.Loop() {
		one := &recorder{TB: b}
		if err := New(one).App.Ping(); err != nil {
			b.Fatal(err)
		}
		one.end()
	}
}
