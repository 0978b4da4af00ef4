package connection_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// list is one order of the operations of a house.
type list struct {
	order connection.Order
	place func(*ent.Operation) connection.Position
	less  func(a, b *ent.Operation) int
}

func orders() map[string]list {
	orders := map[string]list{}
	for way, descending := range map[string]bool{"ascending": false, "descending": true} {
		sign := 1
		if descending {
			sign = -1
		}
		orders["created at, "+way] = list{
			connection.Order{Tag: 1, Column: operation.FieldCreatedAt, Descending: descending, Value: connection.Instant},
			func(o *ent.Operation) connection.Position {
				return connection.Position{Value: connection.OfInstant(o.CreatedAt), ID: o.ID}
			},
			func(a, b *ent.Operation) int { return sign * orElse(a.CreatedAt.Compare(b.CreatedAt), byKey(a, b)) },
		}
		orders["USD, "+way] = list{
			connection.Order{Tag: 3, Column: operation.FieldUsd, Descending: descending, Value: connection.Amount},
			func(o *ent.Operation) connection.Position {
				return connection.Position{Value: connection.OfAmount(o.Usd), ID: o.ID}
			},
			func(a, b *ent.Operation) int { return sign * orElse(a.Usd.Cmp(b.Usd), byKey(a, b)) },
		}
		orders["deadline, "+way] = list{
			connection.Order{Tag: 2, Column: operation.FieldExpiresAt, Descending: descending, Nullable: true, Value: connection.Instant},
			func(o *ent.Operation) connection.Position {
				if o.ExpiresAt == nil {
					return connection.Position{ID: o.ID}
				}
				return connection.Position{Value: connection.OfInstant(*o.ExpiresAt), ID: o.ID}
			},
			func(a, b *ent.Operation) int {
				return deadlines(a, b, sign, func(o *ent.Operation) *time.Time { return o.ExpiresAt })
			},
		}
		orders["clock, "+way] = list{
			connection.Order{Tag: 4, Column: operation.FieldExpiresAt, Otherwise: operation.FieldSeenBy, Descending: descending, Nullable: true,
				Value: connection.Instant},
			func(o *ent.Operation) connection.Position {
				due := trading.ClockDueAt(o)
				if due == nil {
					return connection.Position{ID: o.ID}
				}
				return connection.Position{Value: connection.OfInstant(*due), ID: o.ID}
			},
			func(a, b *ent.Operation) int { return deadlines(a, b, sign, trading.ClockDueAt) },
		}
	}
	return orders
}

func orElse(first, second int) int {
	if first != 0 {
		return first
	}
	return second
}

func byKey(a, b *ent.Operation) int { return slices.Compare(a.ID[:], b.ID[:]) }

// deadlines compares deadlines; an operation without one comes last in either direction.
func deadlines(a, b *ent.Operation, sign int, of func(*ent.Operation) *time.Time) int {
	first, second := of(a), of(b)
	switch {
	case first == nil && second == nil:
		return sign * byKey(a, b)
	case first == nil:
		return 1
	case second == nil:
		return -1
	}
	return sign * orElse(first.Compare(*second), byKey(a, b))
}

// read reads a page of one order, among other conditions.
func (l list) read(ctx context.Context, kit *testkit.Kit, arguments connection.Arguments) (connection.Page[*ent.Operation], error) {
	query := kit.Store.Read().Operation.Query().Where(operation.HasClientWith(customer.StatusEQ(domain.ClientActive)))
	all := func(ctx context.Context, query *ent.OperationQuery) ([]*ent.Operation, error) { return query.All(ctx) }
	return connection.Read(ctx, query, all, l.order, arguments, l.place)
}

// crowd makes operations with random amounts, instants that repeat, deadlines that some lack, and no clock at all for one.
func crowd(t *testing.T, kit *testkit.Kit) {
	t.Helper()
	amounts := []string{"60.00", "75.50", "75.50", "100.00", "60.00", "300.00", "75.50"}
	for i, usd := range amounts {
		if i%2 == 1 {
			kit.Clock.Advance(time.Second)
		}
		id := kit.Pending(t, testkit.Client, usd)
		if i%3 == 0 {
			kit.Report(t, id)
		}
		if i == len(amounts)-1 {
			kit.Confirm(t, id)
		}
	}
}

func sorted(t *testing.T, kit *testkit.Kit, l list) []uuid.UUID {
	t.Helper()
	rows, err := kit.Store.Read().Operation.Query().All(access.AsSystem(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(rows, l.less)
	return keys(rows)
}

func keys(rows []*ent.Operation) []uuid.UUID {
	list := make([]uuid.UUID, len(rows))
	for i, row := range rows {
		list[i] = row.ID
	}
	return list
}

func TestPagesInEitherDirectionMakeUpTheWholeList(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	crowd(t, kit)
	ctx := access.AsSystem(t.Context())
	for name, l := range orders() {
		want := sorted(t, kit, l)
		rapid.Check(t, func(t *rapid.T) {
			size, backward := rapid.IntRange(1, len(want)+1).Draw(t, "size"), rapid.Bool().Draw(t, "backward")
			got, err := walk(ctx, kit, l, size, backward)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, want) {
				t.Fatalf("%s, pages of %d, backward %t:\n got %v\nwant %v", name, size, backward, got, want)
			}
		})
	}
}

// walk reads the whole list by pages of a size.
func walk(ctx context.Context, kit *testkit.Kit, l list, size int, backward bool) ([]uuid.UUID, error) {
	var all []uuid.UUID
	arguments := connection.Arguments{First: &size}
	if backward {
		arguments = connection.Arguments{Last: &size}
	}
	for {
		page, err := l.read(ctx, kit, arguments)
		if err != nil {
			return nil, err
		}
		if len(page.Rows) > size {
			return nil, fmt.Errorf("a page of %d has %d rows", size, len(page.Rows))
		}
		if backward {
			all = append(keys(page.Rows), all...)
			arguments.Before = page.StartCursor()
		} else {
			all = append(all, keys(page.Rows)...)
			arguments.After = page.EndCursor()
		}
		if backward && !page.HasPreviousPage || !backward && !page.HasNextPage {
			return all, nil
		}
	}
}

func TestInsertsAboveAPageNeitherRepeatNorSkipRows(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	crowd(t, kit)
	ctx, two, l := access.AsSystem(t.Context()), 2, orders()["created at, descending"]
	want := sorted(t, kit, l)
	var got []uuid.UUID
	arguments := connection.Arguments{First: &two}
	for {
		page, err := l.read(ctx, kit, arguments)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, keys(page.Rows)...)
		if !page.HasNextPage {
			break
		}
		kit.Clock.Advance(time.Second)
		kit.Pending(t, testkit.Client, "55.00")
		arguments.After = page.EndCursor()
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
}

func TestRowsBetweenTwoCursorsAreReadFromEitherEnd(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	crowd(t, kit)
	ctx := access.AsSystem(t.Context())
	for name, l := range orders() {
		want := sorted(t, kit, l)
		whole, err := l.read(ctx, kit, connection.Arguments{})
		if err != nil {
			t.Fatal(err)
		}
		between := connection.Arguments{After: &whole.Cursors[1], Before: &whole.Cursors[5]}
		page, err := l.read(ctx, kit, between)
		if err != nil {
			t.Fatal(err)
		}
		if got := keys(page.Rows); !slices.Equal(got, want[2:5]) {
			t.Errorf("%s: got %v, want %v", name, got, want[2:5])
		}
	}
}

func TestArgumentsThatMakeNoPageAreRefused(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	number, cursor := func(n int) *int { return &n }, func(text string) *string { return &text }
	created, deadline := orders()["created at, descending"], orders()["deadline, descending"]
	kit.Pending(t, testkit.Client, "55.00")
	other, err := deadline.read(access.AsSystem(t.Context()), kit, connection.Arguments{})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		arguments connection.Arguments
		names     string
	}{
		"none":                    {connection.Arguments{First: number(0)}, "first"},
		"too many":                {connection.Arguments{First: number(101)}, "first"},
		"fewer than none":         {connection.Arguments{Last: number(-1)}, "last"},
		"both ends":               {connection.Arguments{First: number(1), Last: number(1)}, "last"},
		"no cursor":               {connection.Arguments{After: cursor("x")}, "after"},
		"an empty cursor":         {connection.Arguments{Before: cursor("")}, "before"},
		"a cursor of other order": {connection.Arguments{After: other.EndCursor()}, "after"},
	} {
		_, err := created.read(access.AsSystem(t.Context()), kit, c.arguments)
		refusals := domain.Refusals(err)
		if len(refusals) != 1 || refusals[0].Code != domain.CodeBadRequest || !slices.Equal(refusals[0].Field, []string{c.names}) {
			t.Errorf("%s: got %v, want BAD_REQUEST at %s", name, err, c.names)
		}
	}
}

func TestCursorsKeepTheirPrecision(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.Int64Range(0, 999_999_999_999_999).Draw(t, "cents")
		micros := rapid.Int64Range(0, 4_000_000_000_000_000).Draw(t, "micros")
		if got := connection.Amount(*connection.OfAmount(money.FromCents(cents))); got != money.FromCents(cents) {
			t.Fatalf("%d cents came back as %v", cents, got)
		}
		at := time.UnixMicro(micros).UTC()
		if got := connection.Instant(*connection.OfInstant(at)); got != at {
			t.Fatalf("%v came back as %v", at, got)
		}
	})
}
