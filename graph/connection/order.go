package connection

import (
	"time"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/money"
)

// Order is what a list is sorted by. The key is always the last criterion and runs the same way, so the order is total.
// Rows without a value come last, whichever way the list runs.
type Order struct {
	// Tag tells the orders of one list apart, in cursors.
	Tag    byte
	Column string
	// Otherwise is the column that stands in where Column has no value; empty for none. The index is on coalesce of the two.
	Otherwise  string
	Descending bool
	Nullable   bool
	// Value turns the number inside a cursor back into the column's.
	Value func(int64) any
	// Key turns the key inside a cursor back into the column's; nil where keys are UUIDs.
	Key func(uuid.UUID) any
}

// NewestFirst is the order of a list by the instant in a column that never changes.
func NewestFirst(column string) Order {
	return Order{Tag: 1, Column: column, Descending: true, Value: Instant}
}

// ByNumber is the order of an append-only table, whose keys grow: newest first, and nothing but the key.
func ByNumber(tag byte) Order {
	return Order{Tag: tag, Descending: true, Key: func(id uuid.UUID) any {
		number, _ := globalid.Number(id) // a key that is no number comes before all rows
		return number
	}}
}

// column is what the list is sorted by, as a statement says it.
func (o Order) column(s *sql.Selector) string {
	if o.Otherwise == "" {
		return s.C(o.Column)
	}
	return "coalesce(" + s.C(o.Column) + ", " + s.C(o.Otherwise) + ")"
}

// tag is different for the two directions, because a place means something else in each.
func (o Order) tag() byte {
	if o.Descending {
		return o.Tag | 0x80
	}
	return o.Tag
}

// sort puts the criteria on a query; backward turns all of them round.
func (o Order) sort(backward bool) func(*sql.Selector) {
	return func(s *sql.Selector) {
		column, key := o.column(s), s.C("id")
		way := sql.Asc
		if o.Descending != backward {
			way = sql.Desc
		}
		if o.Column == "" {
			s.OrderBy(way(key))
			return
		}
		if !o.Nullable {
			s.OrderBy(way(column), way(key))
			return
		}
		// Ascending, and its reverse, this is the order of the column's own index; a criterion of its own for the missing
		// values would never be.
		missing := " NULLS LAST"
		if backward {
			missing = " NULLS FIRST"
		}
		s.OrderExpr(sql.Expr(way(column)+missing), sql.Expr(way(key)))
	}
}

// beyond takes the rows that come after a position, or before it.
func (o Order) beyond(position Position, before bool) func(*sql.Selector) {
	comparison := ">"
	if o.Descending != before {
		comparison = "<"
	}
	return func(s *sql.Selector) {
		column, key := o.column(s), s.C("id")
		if o.Column == "" {
			s.Where(sql.P(func(b *sql.Builder) { b.WriteString(key + " " + comparison + " ").Arg(o.keyOf(position)) }))
			return
		}
		// The row form is one range of the index on both columns; two comparisons joined by OR are not.
		tail := func(b *sql.Builder) {
			b.WriteString("(" + column + ", " + key + ") " + comparison + " (").Arg(o.valueOf(position)).WriteString(", ").
				Arg(o.keyOf(position)).WriteString(")")
		}
		within := func(b *sql.Builder) {
			b.WriteString(column + " IS NULL AND " + key + " " + comparison + " ").Arg(o.keyOf(position))
		}
		switch {
		case position.Value != nil && (before || !o.Nullable):
			s.Where(sql.P(tail))
		case position.Value != nil:
			s.Where(sql.Or(sql.P(tail), sql.IsNull(column)))
		case before:
			s.Where(sql.Or(sql.NotNull(column), sql.P(within)))
		default:
			s.Where(sql.P(within))
		}
	}
}

func (o Order) valueOf(position Position) any { return o.Value(*position.Value) }

func (o Order) keyOf(position Position) any {
	if o.Key == nil {
		return position.ID
	}
	return o.Key(position.ID)
}

// Instant reads the value of an instant: PostgreSQL keeps microseconds.
func Instant(value int64) any { return time.UnixMicro(value).UTC() }

// OfInstant is the inverse of Instant.
func OfInstant(t time.Time) *int64 {
	value := t.UnixMicro()
	return &value
}

// Amount reads the value of an amount.
func Amount(value int64) any { return money.FromCents(value) }

// OfAmount is the inverse of Amount.
func OfAmount(a money.Amount) *int64 {
	value := a.Cents()
	return &value
}
