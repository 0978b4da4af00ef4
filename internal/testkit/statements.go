package testkit

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"sync"
	"testing"

	"github.com/qoricash/qoricash/internal/testdb"
)

// Statements is what a house asks its database for.
type Statements struct {
	mu   sync.Mutex
	sent []string
}

// Reset forgets what was sent so far.
func (s *Statements) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sent = nil
}

// Sent lists the statements since the last Reset, in order.
func (s *Statements) Sent() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.sent...)
}

func (s *Statements) note(statement string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sent = append(s.sent, statement)
}

// NewCounted is New over connections that note each statement.
func NewCounted(t testing.TB, options ...Option) (*Kit, *Statements) {
	t.Helper()
	noted := &Statements{}
	k := prepare(t, options)
	k.pool = sql.OpenDB(&notingConnector{k.DB, noted})
	t.Cleanup(func() { Must(t, k.pool.Close()) })
	k.fill(t)
	return k, noted
}

// notingConnector opens connections of the same driver that note what is sent.
type notingConnector struct {
	db    *testdb.Database
	noted *Statements
}

// Connect implements driver.Connector.
func (c *notingConnector) Connect(context.Context) (driver.Conn, error) {
	opened, err := c.db.App.Driver().Open(c.db.URL)
	if err != nil {
		return nil, err
	}
	able, ok := opened.(connection)
	if !ok {
		return nil, fmt.Errorf("testkit: a connection of type %T cannot be noted", opened)
	}
	return &notingConn{able, c.noted}, nil
}

// Driver implements driver.Connector.
func (c *notingConnector) Driver() driver.Driver { return c.db.App.Driver() }

// connection is what database/sql uses of a connection of lib/pq.
type connection interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ExecerContext
	driver.QueryerContext
	driver.NamedValueChecker
	driver.SessionResetter
	driver.Validator
}

type notingConn struct {
	connection
	noted *Statements
}

// QueryContext implements driver.QueryerContext.
func (c *notingConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	c.noted.note(query)
	return c.connection.QueryContext(ctx, query, args)
}

// ExecContext implements driver.ExecerContext.
func (c *notingConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	c.noted.note(query)
	return c.connection.ExecContext(ctx, query, args)
}
