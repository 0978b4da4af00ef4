package graph

import (
	"context"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/graph/connection"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/invoicing"
)

// invoiceList reads a page of the documents that the caller may see.
func (r *Resolver) invoiceList(ctx context.Context, arguments connection.Arguments, filter *model.InvoiceFilter,
	sort *model.InvoiceSort) (*model.InvoiceConnection, error) {
	viewer, err := access.Require(ctx, domain.InvoicesRead)
	if err != nil {
		return nil, err
	}
	where, err := invoicesWhere(viewer, filter)
	if err != nil {
		return nil, err
	}
	query := r.Store.Read().Invoice.Query().Where(where...)
	order, place := invoiceOrder(sort)
	page, err := connection.Read(ctx, query, r.invoices, order, arguments, place)
	if err != nil {
		return nil, err
	}
	list := &model.InvoiceConnection{Nodes: page.Rows, PageInfo: pageInfo(page),
		Edges: connection.Edges(page, func(cursor string, node *view.Invoice) *model.InvoiceEdge {
			return &model.InvoiceEdge{Cursor: cursor, Node: node}
		})}
	list.TotalCount, err = total(ctx, "InvoiceConnection.totalCount", query)
	return list, err
}

// invoiceOrder answers how documents are sorted, newest first unless told.
func invoiceOrder(sort *model.InvoiceSort) (connection.Order, func(*view.Invoice) connection.Position) {
	if sort != nil && sort.Key == model.InvoiceSortKeyDueAt {
		order := connection.Order{Tag: 2, Column: invoice.FieldDueAt, Descending: sort.Direction == model.SortDirectionDesc, Nullable: true,
			Value: connection.Instant}
		return order, func(i *view.Invoice) connection.Position {
			position := connection.Position{ID: i.Invoice.ID}
			if i.Invoice.DueAt != nil {
				position.Value = connection.OfInstant(*i.Invoice.DueAt)
			}
			return position
		}
	}
	order := connection.NewestFirst(invoice.FieldCreatedAt)
	order.Descending = sort == nil || sort.Direction == model.SortDirectionDesc
	return order, func(i *view.Invoice) connection.Position {
		return connection.Position{Value: connection.OfInstant(i.Invoice.CreatedAt), ID: i.Invoice.ID}
	}
}

// invoicesWhere turns a filter into conditions: fields mean AND, lists OR.
func invoicesWhere(viewer access.Actor, filter *model.InvoiceFilter) ([]predicate.Invoice, error) {
	if filter == nil {
		return nil, nil
	}
	where := invoicesWhen(filter)
	if len(filter.Status) > 0 {
		var states []domain.InvoiceState
		for _, status := range filter.Status {
			states = append(states, status.StatesFor(viewer.Reader())...)
		}
		where = append(where, invoice.StateIn(states...))
	}
	if len(filter.State) > 0 {
		if !viewer.IsStaff() {
			return nil, houseFilter("state")
		}
		where = append(where, invoice.StateIn(filter.State...))
	}
	if len(filter.Kind) > 0 {
		where = append(where, invoice.KindIn(filter.Kind...))
	}
	if filter.Series != nil {
		where = append(where, ofSeries(*filter.Series))
	}
	for _, of := range []struct {
		name, prefix, wrong string
		asked               *string
		is                  func(uuid.UUID) predicate.Invoice
	}{
		{"clientId", ent.CustomerIDPrefix, "El identificador no es de un cliente.", filter.ClientID, invoice.ClientID},
		{"operationId", ent.OperationIDPrefix, "El identificador no es de una operación.", filter.OperationID, invoice.OperationID},
	} {
		if of.asked == nil {
			continue
		}
		id, ok := ids.Decode(of.prefix, *of.asked)
		if !ok {
			return nil, badFilter("filter."+of.name, of.wrong)
		}
		where = append(where, of.is(id))
	}
	if filter.Search != nil {
		where = append(where, searchInvoices(*filter.Search))
	}
	return where, nil
}

// invoicesWhen are the conditions on days and spans.
func invoicesWhen(filter *model.InvoiceFilter) []predicate.Invoice {
	var where []predicate.Invoice
	if filter.IssuedOn != nil {
		where = append(where, invoice.IssuedOn(*filter.IssuedOn))
	}
	if made := filter.CreatedAt; made != nil {
		if made.From != nil {
			where = append(where, invoice.CreatedAtGTE(*made.From))
		}
		if made.Until != nil {
			where = append(where, invoice.CreatedAtLT(*made.Until))
		}
	}
	return where
}

// ofSeries takes the documents of a series; none where the text is no name of one.
func ofSeries(text string) predicate.Invoice {
	series := strings.ToUpper(strings.TrimSpace(text))
	if len(series) != 4 || strings.ContainsFunc(series, func(r rune) bool { return (r < 'A' || r > 'Z') && (r < '0' || r > '9') }) {
		return invoice.IDIn()
	}
	return invoice.Series(series)
}

// searchInvoices finds a document by its number as people say it, or the documents of an operation by its code; nothing by anything else.
func searchInvoices(text string) predicate.Invoice {
	if series, digits, found := strings.Cut(strings.TrimSpace(text), "-"); found && len(series) == 4 {
		if number, err := strconv.ParseInt(digits, 10, 64); err == nil {
			return invoice.And(ofSeries(series), invoice.Number(number))
		}
	}
	if code, ok := domain.NormalizeOperationCode(text); ok {
		return invoice.HasOperationWith(operation.Code(code))
	}
	return invoice.IDIn()
}

// mostGaps is how many of each kind of gap a day shows.
const mostGaps = 100

// invoiceGaps shows what is missing of a day.
func (r *Resolver) invoiceGaps(ctx context.Context, day *domain.Date) (*model.InvoiceGaps, error) {
	if _, err := requireStaff(ctx, domain.InvoicesRead); err != nil {
		return nil, err
	}
	gaps := &model.InvoiceGaps{Day: domain.BusinessDate(r.now())}
	if day != nil {
		gaps.Day = *day
	}
	operations := r.Store.Read().Operation.Query().Where(r.Invoicing.WithoutDocument(gaps.Day))
	documents := r.Store.Read().Invoice.Query().Where(invoicing.WithoutAnswer(gaps.Day))
	var err error
	if gaps.OperationCount, err = total(ctx, "InvoiceGaps.operationCount", operations.Clone()); err != nil {
		return nil, err
	}
	if gaps.DocumentCount, err = total(ctx, "InvoiceGaps.documentCount", documents.Clone()); err != nil {
		return nil, err
	}
	if gaps.Operations, err = r.operations(ctx, operations.Order(operation.ByID()).Limit(mostGaps)); err != nil {
		return nil, err
	}
	gaps.Documents, err = r.invoices(ctx, documents.Order(invoice.ByID()).Limit(mostGaps))
	return gaps, err
}

// invoiceSeries shows how the series of the house stand: those named, or all.
func (r *Resolver) invoiceSeries(ctx context.Context) ([]*view.InvoiceSeries, error) {
	states, err := r.Invoicing.Series(ctx)
	if err != nil {
		return nil, err
	}
	lens, views := r.look(ctx), make([]*view.InvoiceSeries, len(states))
	for i, state := range states {
		views[i] = view.NewInvoiceSeries(lens, state)
	}
	return views, nil
}
