package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/lib/pq"
)

// PoolOptions are the options of [Open]. The zero value of each field means its
// default.
type PoolOptions struct {
	// ApplicationName is what pg_stat_activity and the server's log show;
	// "qoricash".
	ApplicationName string
	// MaxConnections is the size of the pool, busy and idle connections
	// together; 16 (realtime.md 3.2).
	MaxConnections int
	// ConnectionLifetime is after how long a connection is replaced; 30 minutes.
	ConnectionLifetime time.Duration
	// StatementTimeout is after how long the server cancels a statement; 0
	// leaves it to the server.
	StatementTimeout time.Duration
	// IdleInTransactionTimeout is after how long the server ends a session that
	// does nothing inside a transaction: one that wrote holds the event feed
	// back (realtime.md 2.3). 5 seconds; negative leaves it to the server.
	IdleInTransactionTimeout time.Duration
	// CachedStatements is how many prepared statements a connection keeps; 256.
	// Negative prepares nothing, as a proxy that shares connections between
	// transactions needs it.
	CachedStatements int
}

func (o PoolOptions) withDefaults() PoolOptions {
	if o.ApplicationName == "" {
		o.ApplicationName = "qoricash"
	}
	if o.MaxConnections == 0 {
		o.MaxConnections = 16
	}
	if o.ConnectionLifetime == 0 {
		o.ConnectionLifetime = 30 * time.Minute
	}
	if o.IdleInTransactionTimeout == 0 {
		o.IdleInTransactionTimeout = 5 * time.Second
	}
	if o.CachedStatements == 0 {
		o.CachedStatements = 256
	}
	return o
}

// connectLimit bounds a connection attempt when the address does not: lib/pq
// would wait for ever for a server that accepts and does not answer.
const connectLimit = 10 * time.Second

// Open returns a pool of connections to the database at a URL or keyword=value
// string, as lib/pq takes it. Nothing is connected yet. What the address says
// about application_name, statement_timeout and
// idle_in_transaction_session_timeout stands above the options. Times are in
// UTC whatever it says. Errors never hold the address, which may hold a password.
func Open(address string, options PoolOptions) (*sql.DB, error) {
	config, err := configure(address)
	if err != nil {
		return nil, err
	}
	return openConfig(config, options.withDefaults())
}

func configure(address string) (pq.Config, error) {
	config, err := pq.NewConfig(address)
	if err != nil {
		// The cause quotes parts of the address.
		return pq.Config{}, errors.New("the address of the database is malformed: " +
			"expected postgres://user:password@host:port/database?sslmode=verify-full")
	}
	if config.BinaryParameters {
		return pq.Config{}, errors.New("the address of the database sets binary_parameters, which sends jsonb and bytea wrongly")
	}
	return config, nil
}

func openConfig(config pq.Config, options PoolOptions) (*sql.DB, error) {
	session := map[string]string{}
	if options.StatementTimeout > 0 {
		session["statement_timeout"] = milliseconds(options.StatementTimeout)
	}
	if options.IdleInTransactionTimeout > 0 {
		session["idle_in_transaction_session_timeout"] = milliseconds(options.IdleInTransactionTimeout)
	}
	for name, value := range config.Runtime {
		session[strings.ToLower(name)] = value
	}
	session["timezone"] = "UTC"
	config.Runtime = session
	if config.ApplicationName == "" {
		config.ApplicationName = options.ApplicationName
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = connectLimit
	}
	inner, err := pq.NewConnectorConfig(config)
	if err != nil {
		return nil, fmt.Errorf("configure database driver: %w", err)
	}
	db := sql.OpenDB(&connector{inner: inner, size: options.CachedStatements})
	db.SetMaxOpenConns(options.MaxConnections)
	db.SetMaxIdleConns(options.MaxConnections)
	db.SetConnMaxLifetime(options.ConnectionLifetime)
	return db, nil
}

// openDatabase opens another database of the server at an address, for the work
// of a superuser.
func openDatabase(address, database string) (*sql.DB, error) {
	config, err := configure(address)
	if err != nil {
		return nil, err
	}
	config.Database = database
	return openConfig(config, PoolOptions{MaxConnections: 1}.withDefaults())
}

func milliseconds(d time.Duration) string {
	return strconv.FormatInt(d.Milliseconds(), 10)
}

// connector makes connections that cache their prepared statements.
type connector struct {
	inner *pq.Connector
	size  int
}

func (c *connector) Connect(ctx context.Context) (driver.Conn, error) {
	inner, err := c.inner.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return newConn(inner, c.size)
}

func (c *connector) Driver() driver.Driver { return c.inner.Driver() }
