package graph

import (
	"context"
	"strings"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// operationList reads a page of the operations that the caller may see: one statement for the rows, one per edge that the
// document shows, and a count only for totalCount.
func (r *Resolver) operationList(ctx context.Context, arguments connection.Arguments, filter *model.OperationFilter,
	sort *model.OperationSort) (*model.OperationConnection, error) {
	viewer, err := access.Require(ctx, domain.OperationsRead)
	if err != nil {
		return nil, err
	}
	where, err := operationsWhere(viewer, filter)
	if err != nil {
		return nil, err
	}
	query := r.Store.Read().Operation.Query().Where(where...)
	order, place := operationOrder(sort)
	page, err := connection.Read(ctx, query, r.operations, order, arguments, place)
	if err != nil {
		return nil, err
	}
	if filter != nil && !asksForCode(filter.Search) {
		err := tellOfList(ctx, r, "Query.operations DOCUMENT", filter.Search, ent.OperationIDPrefix, page.Rows,
			func(o *view.Operation) uuid.UUID { return o.Operation.ID })
		if err != nil {
			return nil, err
		}
	}
	list := &model.OperationConnection{Nodes: page.Rows, PageInfo: pageInfo(page),
		Edges: connection.Edges(page, func(cursor string, node *view.Operation) *model.OperationEdge {
			return &model.OperationEdge{Cursor: cursor, Node: node}
		})}
	list.TotalCount, err = total(ctx, "OperationConnection.totalCount", query)
	return list, err
}

// operationOrder answers how operations are sorted, newest first unless told.
func operationOrder(sort *model.OperationSort) (connection.Order, func(*view.Operation) connection.Position) {
	if sort == nil {
		sort = &model.OperationSort{Key: model.OperationSortKeyCreatedAt, Direction: model.SortDirectionDesc}
	}
	descending := sort.Direction == model.SortDirectionDesc
	switch sort.Key {
	case model.OperationSortKeyExpiresAt:
		order := connection.Order{Tag: 2, Column: operation.FieldExpiresAt, Descending: descending, Nullable: true, Value: connection.Instant}
		return order, func(o *view.Operation) connection.Position {
			position := connection.Position{ID: o.Operation.ID}
			if o.ExpiresAt != nil {
				position.Value = connection.OfInstant(*o.ExpiresAt)
			}
			return position
		}
	case model.OperationSortKeyClockDueAt:
		order := connection.Order{Tag: 4, Column: operation.FieldExpiresAt, Otherwise: operation.FieldSeenBy, Descending: descending, Nullable: true,
			Value: connection.Instant}
		return order, func(o *view.Operation) connection.Position {
			position := connection.Position{ID: o.Operation.ID}
			if due := o.ClockDueAt(); due != nil {
				position.Value = connection.OfInstant(*due)
			}
			return position
		}
	case model.OperationSortKeyUsdAmount:
		order := connection.Order{Tag: 3, Column: operation.FieldUsd, Descending: descending, Value: connection.Amount}
		return order, func(o *view.Operation) connection.Position {
			return connection.Position{Value: connection.OfAmount(o.Usd), ID: o.Operation.ID}
		}
	default:
		order := connection.Order{Tag: 1, Column: operation.FieldCreatedAt, Descending: descending, Value: connection.Instant}
		return order, func(o *view.Operation) connection.Position {
			return connection.Position{Value: connection.OfInstant(o.CreatedAt), ID: o.Operation.ID}
		}
	}
}

// asksForCode tells whether a text is the code of an operation as people write it, and so no number of a person.
func asksForCode(text *string) bool {
	if text == nil {
		return false
	}
	code, ok := domain.NormalizeOperationCode(*text)
	return ok && strings.HasPrefix(code, "EXP-")
}

// searchOperations finds a code exactly, or clients by their name or the beginning of their document.
func searchOperations(viewer access.Actor, text string) (predicate.Operation, error) {
	search, err := readSearch(viewer, text)
	if err != nil {
		return nil, err
	}
	return operation.Or(operation.Code(search.Code), operation.HasClientWith(clientsNamed(search))), nil
}

// columnSearchKey has the form by which names are found ([domain.SearchKey]); the database keeps it.
const columnSearchKey = "search_key"

// nameHas holds for rows of which the words that are looked for begin words of the name. Clients have an index of just this expression.
func nameHas(s *entsql.Selector, search domain.Search) *entsql.Predicate {
	return entsql.P(func(b *entsql.Builder) {
		b.WriteString("array_to_tsvector(string_to_array(").Ident(s.C(columnSearchKey)).WriteString(", ' ')) @@ ").Arg(search.Words).WriteString("::tsquery")
	})
}

// clientsNamed takes the clients whose name has the words that are looked for, or whose document begins with it; both have their index.
func clientsNamed(search domain.Search) predicate.Customer {
	named := func(s *entsql.Selector) { s.Where(nameHas(s, search)) }
	if search.Number == "" {
		return named
	}
	return customer.Or(customer.DocumentNumberHasPrefix(search.Number), named)
}
