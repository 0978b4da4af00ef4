package testdb

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/postgres"
)

// Database is a database of one test, with the schema of the program and no
// rows.
type Database struct {
	App      *sql.DB // as the role that serves, without ownership
	Owner    *sql.DB // as the role that migrates
	URL      string  // address for the serving role
	OwnerURL string  // address for the migrating role
	Name     string
}

// New makes a database for the test. It is dropped, whatever still uses it, when
// the test and its subtests are over. When the test failed and the server goes
// on, it is kept and its address is logged.
func New(t testing.TB) *Database {
	t.Helper()
	shared, err := sharedServer()
	if err != nil {
		t.Fatalf("start database server for tests: %v", err)
	}
	return newMigrated(t, shared)
}

func newMigrated(t testing.TB, on *server) *Database {
	t.Helper()
	wanted, err := migrated()
	if err != nil {
		t.Fatal(err)
	}
	return newDatabase(t, on, wanted)
}

func newDatabase(t testing.TB, on *server, wanted schema) *Database {
	t.Helper()
	ctx := context.Background()
	source, err := on.template(ctx, wanted)
	if err != nil {
		t.Fatal(err)
	}
	database, err := on.clone(ctx, source)
	if err != nil {
		t.Fatalf("make database for test: %v", err)
	}
	t.Cleanup(func() {
		// Closing fails on connections that the test killed.
		_, _ = database.App.Close(), database.Owner.Close()
		switch {
		case on.ofOneTest:
		case t.Failed() && !on.transient:
			t.Logf("the database is kept: psql '%s'", database.OwnerURL)
		default:
			if err := on.drop(ctx, database.Name); err != nil {
				t.Errorf("remove database of test: %v", err)
			}
		}
	})
	return database
}

// clone copies a template. Rights on the database itself are not part of it.
func (s *server) clone(ctx context.Context, source *template) (*Database, error) {
	name := "qoricash_test_" + strings.ToLower(rand.Text())
	_, err := s.admin.ExecContext(ctx, "CREATE DATABASE "+pq.QuoteIdentifier(name)+
		" TEMPLATE "+pq.QuoteIdentifier(source.name)+" OWNER "+postgres.OwnerRole+source.strategy)
	if err != nil {
		return nil, fmt.Errorf("clone template: %w", err)
	}
	if _, err := s.admin.ExecContext(ctx, postgres.Grants(name)); err != nil {
		return nil, fmt.Errorf("grant rights on database: %w", err)
	}
	database := &Database{
		URL:      s.url(name, postgres.ApplicationRole),
		OwnerURL: s.url(name, postgres.OwnerRole),
		Name:     name,
	}
	if database.App, err = postgres.Open(database.URL, postgres.PoolOptions{}); err != nil {
		return nil, err
	}
	if database.Owner, err = postgres.Open(database.OwnerURL, postgres.PoolOptions{}); err != nil {
		return nil, errors.Join(err, database.App.Close())
	}
	return database, nil
}

func (s *server) drop(ctx context.Context, name string) error {
	_, err := s.admin.ExecContext(ctx, "DROP DATABASE IF EXISTS "+pq.QuoteIdentifier(name)+" WITH (FORCE)")
	return err
}
