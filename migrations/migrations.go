// Package migrations holds the schema's history: goose SQL files, forward only, embedded. Those of the tables are made by
// ent's diff from ent/schema (Diff); triggers, grants, sequences and backfills are files of their own.
//
// Invariants: a file that was released never changes; the previous binary runs on the newer schema; the role
// qoricash_owner migrates and qoricash_app serves, without ownership and without UPDATE or DELETE on evidence.
package migrations

import (
	"context"
	"database/sql"
	"embed"
	"fmt"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// FS holds the SQL files.
//
//go:embed *.sql
var FS embed.FS

// Up applies what is missing, one transaction a file, alone among all processes. It answers the versions applied.
func Up(ctx context.Context, owner *sql.DB) ([]int64, error) {
	provider, err := newProvider(owner)
	if err != nil {
		return nil, err
	}
	results, err := provider.Up(ctx)
	if err != nil {
		return nil, fmt.Errorf("apply migrations: %w", err)
	}
	// goose makes its table itself, so no file can grant it. Instances that start together grant one after the other: the statements
	// are one transaction, and the lock ends with it.
	if _, err := owner.ExecContext(ctx, `DO $$ BEGIN
		PERFORM pg_advisory_xact_lock(hashtextextended('migrations:grant', 0));
		GRANT SELECT ON goose_db_version TO qoricash_app;
	END $$`); err != nil {
		return nil, fmt.Errorf("let the serving role read the migrations' state: %w", err)
	}
	applied := make([]int64, len(results))
	for i, result := range results {
		applied[i] = result.Source.Version
	}
	return applied, nil
}

// State is one file of the history and whether the database has it.
type State struct {
	Version int64
	File    string
	Applied bool
}

// Status answers every file of the history in order.
func Status(ctx context.Context, db *sql.DB) ([]State, error) {
	provider, err := newProvider(db)
	if err != nil {
		return nil, err
	}
	list, err := provider.Status(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the migrations' state: %w", err)
	}
	states := make([]State, len(list))
	for i, s := range list {
		states[i] = State{Version: s.Source.Version, File: s.Source.Path, Applied: s.State == goose.StateApplied}
	}
	return states, nil
}

// Pending answers how many files the database lacks; it writes nothing, so the serving role may ask.
func Pending(ctx context.Context, db *sql.DB) (int, error) {
	var applied int
	err := db.QueryRowContext(ctx, `SELECT count(DISTINCT version_id) FROM goose_db_version WHERE is_applied AND version_id > 0`).Scan(&applied)
	if err != nil {
		return 0, fmt.Errorf("read the applied migrations: %w", err)
	}
	files, err := FS.ReadDir(".")
	if err != nil {
		return 0, fmt.Errorf("read the embedded migrations: %w", err)
	}
	return len(files) - applied, nil
}

func newProvider(db *sql.DB) (*goose.Provider, error) {
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return nil, fmt.Errorf("make the migrations' lock: %w", err)
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, db, FS, goose.WithSessionLocker(locker))
	if err != nil {
		return nil, fmt.Errorf("read the migrations: %w", err)
	}
	return provider, nil
}
