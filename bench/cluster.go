package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/qoricash/qoricash/internal/postgres"
	"github.com/qoricash/qoricash/migrations"
)

// bench is one run: its PostgreSQL, and the databases that were made so far.
type bench struct {
	scale    scale
	profiles string
	logger   *slog.Logger

	folder    string
	cluster   *postgres.Cluster
	databases map[string]*database
	// version numbers the events of the run, over all operations.
	version int
	// completed is how many of the operations that are ready to be completed were.
	completed int
}

// The databases: the one that most rows run over, and the large one.
const (
	smallDatabase = "bench"
	largeDatabase = "bench_large"
)

// database is one house in the cluster.
type database struct {
	name string
	// url is for serving, ownerURL for migrating.
	url, ownerURL string
	// super may do anything; it counts statements.
	super *sql.DB
}

// openBench starts a PostgreSQL of its own, with the settings of production: what is committed is on the disk.
func openBench(ctx context.Context, size scale, profiles string, logger *slog.Logger) (*bench, error) {
	if err := postgres.Install(ctx, os.Stderr); err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "qoricash-bench-")
	if err != nil {
		return nil, fmt.Errorf("make a folder: %w", err)
	}
	// The user that a server of root may have to run as must be able to pass.
	if err := os.Chmod(folder, 0o711); err != nil {
		return nil, fmt.Errorf("open the folder: %w", err)
	}
	cluster, err := postgres.Start(ctx, postgres.Options{DataDir: folder, Logger: logger,
		Settings: map[string]string{"shared_preload_libraries": "pg_stat_statements"}})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start PostgreSQL (with its extension pg_stat_statements): %w", err), os.RemoveAll(folder))
	}
	return &bench{scale: size, profiles: profiles, logger: logger, folder: folder, cluster: cluster, databases: map[string]*database{},
		version: firstVersion}, nil
}

// firstVersion is above the versions of all operations.
const firstVersion = 1_000

func (b *bench) close() error {
	var faults []error
	for _, d := range b.databases {
		faults = append(faults, d.super.Close())
	}
	faults = append(faults, b.cluster.Stop(context.Background()), os.RemoveAll(b.folder))
	return errors.Join(faults...)
}

// small answers the database of most rows, and makes it when it is needed first.
func (b *bench) small(ctx context.Context) (*database, error) {
	// One warm-up and every turn of either side completes other operations, for each of the two pairs.
	ready := b.scale.completions * 2 * (2*b.scale.turns + 2)
	return b.database(ctx, smallDatabase, population{operations: b.scale.small, ready: ready})
}

// large answers the large database.
func (b *bench) large(ctx context.Context) (*database, error) {
	return b.database(ctx, largeDatabase, population{operations: b.scale.large})
}

func (b *bench) database(ctx context.Context, name string, filled population) (*database, error) {
	if made, ok := b.databases[name]; ok {
		return made, nil
	}
	b.logger.InfoContext(ctx, "filling a database", "name", name, "operations", filled.operations)
	if err := b.cluster.Bootstrap(ctx, name); err != nil {
		return nil, fmt.Errorf("make database %s: %w", name, err)
	}
	made := &database{name: name, url: b.cluster.URL(name, postgres.ApplicationRole), ownerURL: b.cluster.URL(name, postgres.OwnerRole)}
	if err := migrate(ctx, made.ownerURL); err != nil {
		return nil, err
	}
	super, err := postgres.Open(b.cluster.URL(name, "postgres"), postgres.PoolOptions{MaxConnections: 2, StatementTimeout: -1})
	if err != nil {
		return nil, err
	}
	made.super = super
	if err := filled.write(ctx, super); err != nil {
		return nil, errors.Join(fmt.Errorf("fill database %s: %w", name, err), super.Close())
	}
	b.databases[name] = made
	return made, nil
}

func migrate(ctx context.Context, ownerURL string) error {
	owner, err := postgres.Open(ownerURL, postgres.PoolOptions{MaxConnections: 2, CachedStatements: -1, IdleInTransactionTimeout: -1})
	if err != nil {
		return err
	}
	_, err = migrations.Up(ctx, owner)
	return errors.Join(err, owner.Close())
}

// reads counts the statements on operations, clients and people since the last resetReads: ent quotes the names of tables,
// the platform's own statements do not.
func (d *database) reads(ctx context.Context) (int, error) {
	var calls int
	err := d.super.QueryRowContext(ctx, `
		SELECT coalesce(sum(calls), 0) FROM pg_stat_statements
		WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
			AND query ~ '^(-- by hand\s+)?SELECT' AND query ~ 'FROM "?(operations|clients|users)"?\M'`).Scan(&calls)
	if err != nil {
		return 0, fmt.Errorf("count statements: %w", err)
	}
	return calls, nil
}

// analyze renews the statistics of all tables, and with them every plan.
func (d *database) analyze(ctx context.Context) error {
	if _, err := d.super.ExecContext(ctx, `VACUUM (ANALYZE)`); err != nil {
		return fmt.Errorf("renew statistics: %w", err)
	}
	return nil
}

func (d *database) resetReads(ctx context.Context) error {
	if _, err := d.super.ExecContext(ctx, `SELECT pg_stat_statements_reset()`); err != nil {
		return fmt.Errorf("forget statements: %w", err)
	}
	return nil
}
