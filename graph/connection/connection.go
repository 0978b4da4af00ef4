// Package connection reads pages of lists by keyset.
//
// Invariants: a page goes on from the sort value and the key of a row, never from a count of rows, so an insert above it
// neither repeats nor skips any; one more row than asked for is read to know whether the list goes on, and nothing is
// counted (toolchain.md 1.4); a cursor is opaque and serves only the order that it came from.
package connection

import (
	"context"
	"slices"

	"entgo.io/ent/dialect/sql"
)

// Query is a query of ent over one table, which can be cut to a page. Condition and Criterion are ent's own types for that table.
type Query[Self any, Condition, Criterion ~func(*sql.Selector)] interface {
	Clone() Self
	Where(conditions ...Condition) Self
	Order(criteria ...Criterion) Self
	Limit(rows int) Self
}

// Page is one page of a list.
type Page[Row any] struct {
	Rows []Row
	// Cursors are the places of the rows.
	Cursors                      []string
	HasNextPage, HasPreviousPage bool
}

// StartCursor is the cursor of the first row; nil for an empty page.
func (p Page[Row]) StartCursor() *string { return p.cursor(0) }

// EndCursor is the cursor of the last row; nil for an empty page.
func (p Page[Row]) EndCursor() *string { return p.cursor(len(p.Cursors) - 1) }

func (p Page[Row]) cursor(i int) *string {
	if i < 0 || i >= len(p.Cursors) {
		return nil
	}
	return &p.Cursors[i]
}

// Read reads the page of a query's rows that the arguments ask for; load runs it, with one statement for the rows. place answers where
// a row stands in the order. The query itself stays as it is: it can still be counted.
func Read[Row any, Q Query[Q, Condition, Criterion], Condition, Criterion ~func(*sql.Selector)](ctx context.Context, query Q,
	load func(context.Context, Q) ([]Row, error), order Order, arguments Arguments, place func(Row) Position) (Page[Row], error) {
	w, err := arguments.read(order)
	if err != nil {
		return Page[Row]{}, err
	}
	query = query.Clone()
	if w.after != nil {
		query.Where(order.beyond(*w.after, false))
	}
	if w.before != nil {
		query.Where(order.beyond(*w.before, true))
	}
	rows, err := load(ctx, query.Order(order.sort(w.backward)).Limit(w.size+1))
	if err != nil {
		return Page[Row]{}, err
	}
	more := len(rows) > w.size
	if more {
		rows = rows[:w.size]
	}
	page := Page[Row]{Rows: rows, HasNextPage: more, HasPreviousPage: w.after != nil}
	if w.backward {
		slices.Reverse(rows)
		page.HasNextPage, page.HasPreviousPage = w.before != nil, more
	}
	page.Cursors = make([]string, len(rows))
	for i, row := range rows {
		page.Cursors[i] = encode(order.tag(), place(row))
	}
	return page, nil
}

// Edges shows the rows of a page with their places.
func Edges[Row, Edge any](page Page[Row], edge func(cursor string, node Row) Edge) []Edge {
	edges := make([]Edge, len(page.Rows))
	for i, row := range page.Rows {
		edges[i] = edge(page.Cursors[i], row)
	}
	return edges
}
