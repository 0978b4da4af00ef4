package app

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/qoricash/qoricash/internal/config"
	"github.com/qoricash/qoricash/internal/postgres"
	"github.com/qoricash/qoricash/migrations"
)

// databaseName is the house's database in a private cluster.
const databaseName = "qoricash"

// The two roles of the first migration: one migrates, one serves.
const (
	ownerRole   = "qoricash_owner"
	servingRole = "qoricash_app"
)

// Database is where the house keeps its rows: the one of DATABASE_URL, or a private cluster in DATA_DIR.
type Database struct {
	// URL is for serving, OwnerURL for migrating; OwnerURL is empty where nobody said how to migrate.
	URL, OwnerURL string

	dataDir string
	logger  *slog.Logger
	// mu guards what follows: a restart replaces the cluster, unless the database was let go of.
	mu      sync.Mutex
	cluster *postgres.Cluster
	closed  bool
}

// OpenDatabase finds the database, and starts the private cluster when it is that one.
func OpenDatabase(ctx context.Context, settings config.Config, logger *slog.Logger) (*Database, error) {
	d := &Database{URL: settings.DatabaseURL.Reveal(), OwnerURL: settings.MigrateDatabaseURL.Reveal(), dataDir: settings.DataDir, logger: logger}
	if d.URL != "" {
		return d, nil
	}
	cluster, err := d.startCluster(ctx)
	if err != nil {
		return nil, err
	}
	if err := cluster.Bootstrap(ctx, databaseName); err != nil {
		return nil, errors.Join(fmt.Errorf("prepare the private PostgreSQL: %w", err), d.Close(context.WithoutCancel(ctx)))
	}
	d.URL, d.OwnerURL = cluster.URL(databaseName, servingRole), cluster.URL(databaseName, ownerRole)
	return d, nil
}

// running is the private cluster; nil where there is none to keep.
func (d *Database) running() *postgres.Cluster {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return nil
	}
	return d.cluster
}

func (d *Database) startCluster(ctx context.Context) (*postgres.Cluster, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return nil, errors.New("start the private PostgreSQL: the program lets go of it")
	}
	cluster, err := postgres.Start(ctx, postgres.Options{DataDir: d.dataDir, Logger: d.logger})
	if err != nil {
		return nil, fmt.Errorf("start the private PostgreSQL: %w", err)
	}
	d.cluster = cluster
	return cluster, nil
}

// The pauses between two attempts to start the private cluster again, the first and the longest.
const (
	restartFirst = 500 * time.Millisecond
	restartLast  = 30 * time.Second
)

// Keep restarts the private cluster when it ends by itself, until ctx ends or Close: another program may have owned it, or
// somebody killed it. It goes on trying where it does not start, for instance because the disk is full. The pools reconnect to
// the same socket.
func (d *Database) Keep(ctx context.Context) {
	pause := restartFirst
	for {
		cluster := d.running()
		if cluster == nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-cluster.Done():
		}
		if d.running() == nil {
			return
		}
		d.logger.WarnContext(ctx, "the private PostgreSQL ended; starting it again")
		if _, err := d.startCluster(ctx); err == nil {
			pause = restartFirst
			continue
		} else if ctx.Err() == nil {
			d.logger.ErrorContext(ctx, "the private PostgreSQL does not start", "error", err, "again", pause)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
		pause = min(2*pause, restartLast)
	}
}

// Migrate brings the schema up to date. A private cluster always is; another database only where MIGRATE_DATABASE_URL says
// how, else a schema that is behind stops the start.
func (d *Database) Migrate(ctx context.Context) ([]int64, error) {
	if d.OwnerURL == "" {
		return nil, d.requireCurrent(ctx)
	}
	owner, err := d.OpenOwner(ctx)
	if err != nil {
		return nil, err
	}
	defer owner.Close()
	return migrations.Up(ctx, owner)
}

// OpenOwner makes a pool of the migrating role. It fails where MIGRATE_DATABASE_URL is missing.
func (d *Database) OpenOwner(ctx context.Context) (*sql.DB, error) {
	if d.OwnerURL == "" {
		return nil, errors.New("MIGRATE_DATABASE_URL is not set: it names the database for the role qoricash_owner")
	}
	owner, err := postgres.Open(d.OwnerURL, postgres.PoolOptions{ApplicationName: "qoricash migrate", MaxConnections: 2, CachedStatements: -1,
		IdleInTransactionTimeout: -1})
	if err != nil {
		return nil, fmt.Errorf("connect to migrate: %w", err)
	}
	if err := owner.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("reach the database to migrate: %w", err), owner.Close())
	}
	return owner, nil
}

func (d *Database) requireCurrent(ctx context.Context) error {
	pool, err := d.Open(ctx, 1)
	if err != nil {
		return err
	}
	defer pool.Close()
	pending, err := migrations.Pending(ctx, pool)
	if err != nil {
		return fmt.Errorf("the schema cannot be read; run `qoricash migrate up` with MIGRATE_DATABASE_URL first: %w", err)
	}
	if pending > 0 {
		return fmt.Errorf("the schema lacks %d migrations; run `qoricash migrate up` with MIGRATE_DATABASE_URL first", pending)
	}
	return nil
}

// Open makes a pool of the serving role.
func (d *Database) Open(ctx context.Context, connections int) (*sql.DB, error) {
	pool, err := postgres.Open(d.URL, postgres.PoolOptions{MaxConnections: connections})
	if err != nil {
		return nil, fmt.Errorf("connect to the database: %w", err)
	}
	if err := pool.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("reach the database: %w", err), pool.Close())
	}
	return pool, nil
}

// Close stops the private cluster, if this program owns it, for good.
func (d *Database) Close(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
	if d.cluster == nil {
		return nil
	}
	return d.cluster.Stop(ctx)
}
