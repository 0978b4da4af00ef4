package postgres

import (
	"context"
	"database/sql/driver"
	"fmt"
)

// pqStatement is what a prepared statement of lib/pq can do; that of a COPY
// cannot.
type pqStatement interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// statement is a prepared statement that keeps its connection informed.
type statement struct {
	pqStatement
	conn *conn
}

func newStatement(c *conn, inner driver.Stmt) (*statement, error) {
	able, ok := inner.(pqStatement)
	if !ok {
		return nil, fmt.Errorf("statement of type %T cannot be executed with a context", inner)
	}
	return &statement{pqStatement: able, conn: c}, nil
}

// QueryContext implements [driver.StmtQueryContext].
func (s *statement) QueryContext(ctx context.Context, args []driver.NamedValue) (driver.Rows, error) {
	if s.conn.reading {
		return nil, errReading
	}
	answer, err := s.pqStatement.QueryContext(ctx, args)
	return s.conn.track(ctx, answer, err)
}

// ExecContext implements [driver.StmtExecContext].
func (s *statement) ExecContext(ctx context.Context, args []driver.NamedValue) (driver.Result, error) {
	if s.conn.reading {
		return nil, errReading
	}
	defer s.conn.checkCancelled(ctx)
	return s.pqStatement.ExecContext(ctx, args)
}

// pqRows is what the rows of lib/pq can do.
type pqRows interface {
	driver.RowsColumnTypeDatabaseTypeName
	driver.RowsColumnTypeLength
	driver.RowsColumnTypePrecisionScale
	driver.RowsColumnTypeScanType
	driver.RowsNextResultSet
}

// rows tells its connection when it has been read.
type rows struct {
	pqRows
	ctx  context.Context
	conn *conn
}

// track takes the answer to a query and marks the connection as being read.
func (c *conn) track(ctx context.Context, answer driver.Rows, err error) (driver.Rows, error) {
	if err != nil {
		c.checkCancelled(ctx)
		return nil, err
	}
	able, ok := answer.(pqRows)
	if !ok {
		return nil, fmt.Errorf("rows of type %T lack methods of lib/pq", answer)
	}
	c.reading = true
	return &rows{pqRows: able, ctx: ctx, conn: c}, nil
}

// Close implements [driver.Rows].
func (r *rows) Close() error {
	err := r.pqRows.Close()
	r.conn.reading = false
	r.conn.checkCancelled(r.ctx)
	return err
}
