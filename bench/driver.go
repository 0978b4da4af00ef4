package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
)

// withoutEvents opens a pool whose connections leave out the statement that writes events, and answer as if it had run.
// With keep they leave out nothing; the two differ in that statement alone.
//
// Its connections are those of another pool, each held for as long as this one has it.
func withoutEvents(from *sql.DB, connections int, keep bool) *sql.DB {
	pool := sql.OpenDB(&holder{from: from, keep: keep})
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	return pool
}

// holder opens connections by holding those of another pool.
type holder struct {
	from *sql.DB
	keep bool
}

// connection is what database/sql uses of the program's connections.
type connection interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ExecerContext
	driver.QueryerContext
	driver.NamedValueChecker
	driver.SessionResetter
	driver.Validator
}

// Connect implements driver.Connector. A connection may be used only inside of Raw, so that goes on until the connection is
// closed.
func (h *holder) Connect(ctx context.Context) (driver.Conn, error) {
	held, err := h.from.Conn(ctx)
	if err != nil {
		return nil, err
	}
	lent, released, done := make(chan any), make(chan struct{}), make(chan error, 1)
	go func() {
		err := held.Raw(func(own any) error {
			lent <- own
			<-released
			return nil
		})
		done <- errors.Join(err, held.Close())
	}()
	select {
	case own := <-lent:
		able, ok := own.(connection)
		if !ok {
			close(released)
			return nil, errors.Join(fmt.Errorf("connection of type %T lacks methods", own), <-done)
		}
		return &heldConn{connection: able, keep: h.keep, released: released, done: done}, nil
	case err := <-done:
		return nil, err
	}
}

// Driver implements driver.Connector.
func (h *holder) Driver() driver.Driver { return h.from.Driver() }

type heldConn struct {
	connection
	keep     bool
	released chan<- struct{}
	done     <-chan error
}

// ExecContext implements driver.ExecerContext.
func (c *heldConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if !c.keep && strings.HasPrefix(strings.TrimSpace(query), "INSERT INTO events") {
		return driver.RowsAffected(1), nil
	}
	return c.connection.ExecContext(ctx, query, args)
}

// Close implements driver.Conn: the connection goes back to its own pool.
func (c *heldConn) Close() error {
	close(c.released)
	return <-c.done
}
