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

// Query is a query of ent that can be cut to a page: Narrow adds a condition, Sort an order, Limit a bound, All runs it.
type Query[Row any] struct {
	Narrow func(condition func(*sql.Selector))
	Sort   func(order func(*sql.Selector))
	Limit  func(rows int)
	All    func(ctx context.Context) ([]Row, error)
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

// Read reads the page that the arguments ask for, with one statement. place answers where a row stands in the order.
func Read[Row any](ctx context.Context, query Query[Row], order Order, arguments Arguments, place func(Row) Position) (Page[Row], error) {
	w, err := arguments.read(order)
	if err != nil {
		return Page[Row]{}, err
	}
	if w.after != nil {
		query.Narrow(order.beyond(*w.after, false))
	}
	if w.before != nil {
		query.Narrow(order.beyond(*w.before, true))
	}
	query.Sort(order.sort(w.backward))
	query.Limit(w.size + 1)
	rows, err := query.All(ctx)
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
