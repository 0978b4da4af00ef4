package postgres

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

// errReading reports a statement on a connection whose rows are still being
// read: inside a transaction, read or close them first. lib/pq answers the same
// to plain queries, but would mix up the answers to prepared ones.
var errReading = errors.New("postgres: the rows of an earlier query on this connection are still open")

// pqConn is what a connection of lib/pq can do.
type pqConn interface {
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.Conn
	driver.ExecerContext
	driver.NamedValueChecker
	driver.Pinger
	driver.QueryerContext
	driver.SessionResetter
	driver.Validator
}

// conn is a connection of lib/pq with a cache of prepared statements.
//
// lib/pq prepares, describes and executes a statement with parameters anew each
// time, in two round trips, and the server parses and plans it anew. A cached
// statement takes one round trip and no parsing. database/sql calls a connection
// from one goroutine at a time, so nothing is locked.
type conn struct {
	pqConn
	statements *simplelru.LRU[string, *statement] // by SQL text; nil: no caching
	size       int

	reading bool // rows are open
	broken  bool // a query was cancelled
}

func newConn(inner driver.Conn, size int) (*conn, error) {
	able, ok := inner.(pqConn)
	if !ok {
		return nil, errors.Join(fmt.Errorf("connection of type %T lacks methods of lib/pq", inner), inner.Close())
	}
	c := &conn{pqConn: able, size: size}
	if size > 0 {
		var err error
		if c.statements, err = simplelru.NewLRU[string, *statement](size, nil); err != nil {
			return nil, errors.Join(fmt.Errorf("make statement cache: %w", err), inner.Close())
		}
	}
	return c, nil
}

// QueryContext implements [driver.QueryerContext].
func (c *conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if c.reading {
		return nil, errReading
	}
	if !c.caches(query, args) {
		answer, err := c.pqConn.QueryContext(ctx, query, args)
		return c.track(ctx, answer, err)
	}
	return withStatement(ctx, c, query, func(s *statement) (driver.Rows, error) {
		return s.QueryContext(ctx, args)
	})
}

// ExecContext implements [driver.ExecerContext].
func (c *conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if c.reading {
		return nil, errReading
	}
	if !c.caches(query, args) {
		defer c.checkCancelled(ctx)
		return c.pqConn.ExecContext(ctx, query, args)
	}
	return withStatement(ctx, c, query, func(s *statement) (driver.Result, error) {
		return s.ExecContext(ctx, args)
	})
}

// caches reports whether a statement is prepared and kept. Without parameters
// lib/pq uses the simple protocol: one round trip, several statements in one
// text, and none of the texts that would fill the cache with commands like SET.
// A COPY would change the state of the connection when it is prepared.
func (c *conn) caches(query string, args []driver.NamedValue) bool {
	if c.statements == nil || len(args) == 0 {
		return false
	}
	query = strings.TrimLeft(query, " \t\r\n")
	return len(query) < 4 || !strings.EqualFold(query[:4], "copy")
}

// withStatement executes a cached statement. The server may refuse it without
// running it, because its result has another form since a migration or because
// it is not there any more (DISCARD ALL). Then it is prepared anew and executed
// again. Inside a transaction, which the refusal has ended, the server answers
// nothing but that; the refusal goes to the caller.
func withStatement[T any](ctx context.Context, c *conn, query string, execute func(*statement) (T, error)) (T, error) {
	result, err := attempt(ctx, c, query, execute)
	if err == nil || !c.forget(query, err) || c.broken {
		return result, err
	}
	again, secondErr := attempt(ctx, c, query, execute)
	if pq.As(secondErr, pqerror.InFailedSQLTransaction) != nil {
		return result, err
	}
	return again, secondErr
}

func attempt[T any](ctx context.Context, c *conn, query string, execute func(*statement) (T, error)) (T, error) {
	prepared, err := c.prepared(ctx, query)
	if err != nil {
		var none T
		return none, err
	}
	return execute(prepared)
}

// prepared returns the statement from the cache, or prepares it. The oldest one
// is closed first, so that the server never has more than the cache.
func (c *conn) prepared(ctx context.Context, query string) (*statement, error) {
	if cached, ok := c.statements.Get(query); ok {
		return cached, nil
	}
	if c.statements.Len() >= c.size {
		_, oldest, _ := c.statements.RemoveOldest()
		if err := oldest.Close(); err != nil {
			return nil, fmt.Errorf("close prepared statement: %w", err)
		}
	}
	defer c.checkCancelled(ctx)
	inner, err := c.pqConn.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	prepared, err := newStatement(c, inner)
	if err != nil {
		return nil, errors.Join(err, inner.Close())
	}
	c.statements.Add(query, prepared)
	return prepared, nil
}

// forget drops from the cache what an error shows to be out of date, and reports
// whether the server refused the statement before running it.
func (c *conn) forget(query string, err error) bool {
	failure := pq.As(err)
	if failure == nil {
		return false
	}
	switch {
	case failure.Code == pqerror.InvalidSQLStatementName:
		// All were dropped together, by DISCARD ALL or DEALLOCATE ALL.
		for _, text := range c.statements.Keys() {
			c.drop(text)
		}
		return true
	case failure.Code == pqerror.FeatureNotSupported && failure.Routine == "RevalidateCachedQuery":
		// "cached plan must not change result type". The message may be
		// translated, the routine is not.
		c.drop(query)
		return true
	case failure.Code.Class() == "42" || failure.Code.Class() == "XX":
		// The types of the parameters were fixed when it was prepared; a
		// migration may have made them wrong. Prepared anew it may be right.
		c.drop(query)
	}
	return false
}

// drop closes a statement. The server accepts the closing of one that it does
// not have; if even that fails, the connection is not used again.
func (c *conn) drop(query string) {
	dropped, ok := c.statements.Peek(query)
	if !ok {
		return
	}
	c.statements.Remove(query)
	if err := dropped.Close(); err != nil {
		c.broken = true
	}
}

// PrepareContext implements [driver.ConnPrepareContext]. A statement that is
// prepared by its user belongs to him and is not cached.
func (c *conn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	if c.reading {
		return nil, errReading
	}
	defer c.checkCancelled(ctx)
	inner, err := c.pqConn.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	if _, ok := inner.(pqStatement); !ok {
		return inner, nil // COPY
	}
	return newStatement(c, inner)
}

// ResetSession implements [driver.SessionResetter].
func (c *conn) ResetSession(ctx context.Context) error {
	if c.broken {
		return driver.ErrBadConn
	}
	return c.pqConn.ResetSession(ctx)
}

// IsValid implements [driver.Validator].
func (c *conn) IsValid() bool { return !c.broken && c.pqConn.IsValid() }

// checkCancelled retires the connection when ctx ended during a call on it: the
// server's answer to the cancel request may still hit the next statement. lib/pq
// does the same for plain queries and not for prepared ones.
func (c *conn) checkCancelled(ctx context.Context) {
	if ctx.Err() != nil {
		c.broken = true
	}
}
