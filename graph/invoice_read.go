package graph

import (
	"context"
	"fmt"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/proposal"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// invoices reads electronic documents under the caller's row rules, with what the document of the API asks for and no more.
func (r *Resolver) invoices(ctx context.Context, query *ent.InvoiceQuery) ([]*view.Invoice, error) {
	lens := r.look(ctx)
	loadInvoice(query, selection.Of(ctx), lens.Viewer)
	rows, err := query.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read electronic documents: %w", err)
	}
	if err := r.addAroundInvoices(ctx, lens, rows); err != nil {
		return nil, err
	}
	views := make([]*view.Invoice, len(rows))
	for i, row := range rows {
		views[i] = view.NewInvoice(lens, row)
	}
	return views, nil
}

// invoice reads one document; nil when there is none that the caller may see.
func (r *Resolver) invoice(ctx context.Context, id uuid.UUID) (*view.Invoice, error) {
	return one(r.invoices(ctx, r.Store.Read().Invoice.Query().Where(invoice.ID(id))))
}

func loadInvoice(query *ent.InvoiceQuery, asked *selection.Set, viewer access.Actor) {
	if viewer.Masked() {
		return
	}
	if asked.Has("Invoice.pdf") {
		query.WithPdf()
	}
	if asked.Has("Invoice.xml") {
		query.WithXML()
	}
	if asked.Has("Invoice.cdr") {
		query.WithCdr()
	}
}

// addInvoices reads the documents of operations, where they are shown to a caller who may see documents.
func (r *Resolver) addInvoices(ctx context.Context, lens *view.Lens, operations []*ent.Operation) error {
	asked := selection.Of(ctx)
	if !asked.HasAny("Operation.invoice", "Operation.invoices") || !lens.Viewer.Can(domain.InvoicesRead) {
		return nil
	}
	ids := make([]uuid.UUID, len(operations))
	for i, row := range operations {
		ids[i] = row.ID
	}
	rows, err := r.addDocumentsOf(ctx, lens, ids)
	if err != nil {
		return err
	}
	return r.addAroundInvoices(ctx, lens, rows)
}

// mostClientInvoices is how many of its documents a client shows.
const mostClientInvoices = 20

// addClientInvoices reads the newest documents of clients, where they are shown to a caller who may see documents. The operations of a
// client's documents have that client, whose documents are known by then: so it ends.
func (r *Resolver) addClientInvoices(ctx context.Context, lens *view.Lens, clients []*ent.Customer) error {
	if !selection.Of(ctx).Has("Client.invoices") || !lens.Viewer.Can(domain.InvoicesRead) {
		return nil
	}
	var fresh []uuid.UUID
	for _, client := range clients {
		if _, known := lens.ClientInvoices[client.ID]; !known {
			keep(&lens.ClientInvoices, client.ID, nil)
			fresh = append(fresh, client.ID)
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	query := r.Store.Read().Invoice.Query().Where(invoice.ClientIDIn(fresh...), newestOfEachClient(ctx, mostClientInvoices)).
		Order(invoice.ByCreatedAt(entsql.OrderDesc()), invoice.ByID(entsql.OrderDesc()))
	loadInvoice(query, selection.Of(ctx), lens.Viewer)
	rows, err := query.All(ctx)
	if err != nil {
		return fmt.Errorf("read the documents of clients: %w", err)
	}
	for _, row := range rows {
		lens.ClientInvoices[row.ClientID] = append(lens.ClientInvoices[row.ClientID], row)
	}
	return r.addAroundInvoices(ctx, lens, rows)
}

// newestOfEachClient takes the newest documents of each client that the caller sees: those that have fewer of them beyond than so many.
func newestOfEachClient(ctx context.Context, most int) func(*entsql.Selector) {
	return func(s *entsql.Selector) {
		newer := entsql.Table(invoice.Table).As("newer")
		beyond := entsql.SelectExpr(entsql.Raw("1")).From(newer).Where(entsql.P(func(b *entsql.Builder) {
			b.WriteString("newer.client_id = ").Ident(s.C(invoice.FieldClientID)).WriteString(" AND (newer.created_at, newer.id) > (").
				Ident(s.C(invoice.FieldCreatedAt)).WriteString(", ").Ident(s.C(invoice.FieldID)).WriteString(")")
		})).Limit(most)
		if err := access.Narrow(ctx, ent.TypeInvoice, beyond); err != nil {
			s.AddError(err)
			return
		}
		s.Where(entsql.P(func(b *entsql.Builder) {
			b.WriteString("(SELECT count(*) FROM (").Join(beyond).WriteString(") AS beyond) < ").Arg(most)
		}))
	}
}

// addAroundInvoices reads what documents are shown with: the others of their operations, the operations, who asked for them, the proposals
// to void them, and whether they go out. The number of statements depends on what is asked for, not on how many documents there are.
func (r *Resolver) addAroundInvoices(ctx context.Context, lens *view.Lens, rows []*ent.Invoice) error {
	asked := selection.Of(ctx)
	if len(rows) == 0 {
		return nil
	}
	if asked.HasAny("Invoice.replaces", "Invoice.replacedBy", "Invoice.credits", "Invoice.creditNote", "Invoice.explanation", "Invoice.availableActions") {
		ids := make([]uuid.UUID, len(rows))
		for i, row := range rows {
			ids[i] = row.OperationID
		}
		more, err := r.addDocumentsOf(ctx, lens, ids)
		if err != nil {
			return err
		}
		rows = append(rows[:len(rows):len(rows)], more...)
	}
	for _, add := range []func(context.Context, *view.Lens, []*ent.Invoice) error{r.addRequesters, r.addVoidProposals, r.addQueue, r.addInvoiceOperations} {
		if err := add(ctx, lens, rows); err != nil {
			return err
		}
	}
	return nil
}

// addDocumentsOf reads all documents of operations, oldest first, where they are not read yet, and answers them.
func (r *Resolver) addDocumentsOf(ctx context.Context, lens *view.Lens, operations []uuid.UUID) ([]*ent.Invoice, error) {
	var fresh []uuid.UUID
	for _, id := range operations {
		if _, known := lens.Invoices[id]; !known {
			keep(&lens.Invoices, id, nil)
			fresh = append(fresh, id)
		}
	}
	if len(fresh) == 0 {
		return nil, nil
	}
	query := r.Store.Read().Invoice.Query().Where(invoice.OperationIDIn(fresh...)).Order(invoice.ByID())
	loadInvoice(query, selection.Of(ctx), lens.Viewer)
	rows, err := query.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the documents of operations: %w", err)
	}
	for _, row := range rows {
		lens.Invoices[row.OperationID] = append(lens.Invoices[row.OperationID], row)
	}
	return rows, nil
}

// addRequesters reads who asked for documents.
func (r *Resolver) addRequesters(ctx context.Context, lens *view.Lens, rows []*ent.Invoice) error {
	var people []uuid.UUID
	for _, row := range rows {
		if row.RequestedBy != nil {
			people = append(people, *row.RequestedBy)
		}
	}
	return r.addPeople(ctx, lens, "Invoice.requestedBy", people)
}

// addVoidProposals reads the proposals to void documents that are open, or were carried out, of those that the caller sees.
func (r *Resolver) addVoidProposals(ctx context.Context, lens *view.Lens, rows []*ent.Invoice) error {
	asked := selection.Of(ctx)
	if !asked.HasAny("Invoice.voidProposal", "Invoice.availableActions") || !lens.Viewer.Can(domain.InvoicesVoid) {
		return nil
	}
	var documents, carried []uuid.UUID
	for _, row := range rows {
		documents = append(documents, row.ID)
		if row.VoidProposalID != nil {
			carried = append(carried, *row.VoidProposalID)
		}
	}
	query := r.Store.Read().Proposal.Query().Where(proposal.KindEQ(domain.ProposalInvoiceVoid),
		proposal.Or(proposal.IDIn(carried...), proposal.And(proposal.ObjectIDIn(documents...), proposal.DecisionIsNil())))
	loadProposal(query, asked)
	proposals, err := query.All(ctx)
	if err != nil {
		return fmt.Errorf("read proposals to void documents: %w", err)
	}
	for _, row := range proposals {
		keep(&lens.VoidProposals, row.ObjectID, row)
	}
	return r.addEntrusted(ctx, lens, proposals...)
}

// addQueue reads whether documents go out, for the staff, which reads why one waits.
func (r *Resolver) addQueue(ctx context.Context, lens *view.Lens, _ []*ent.Invoice) error {
	if !selection.Of(ctx).Has("Invoice.explanation") || !lens.Viewer.IsStaff() {
		return nil
	}
	var err error
	lens.QueueStopped, err = r.Invoicing.Stopped(ctx)
	return err
}

// addInvoiceOperations reads the operations of documents that are not read yet.
func (r *Resolver) addInvoiceOperations(ctx context.Context, lens *view.Lens, rows []*ent.Invoice) error {
	if !selection.Of(ctx).Has("Invoice.operation") {
		return nil
	}
	var fresh []uuid.UUID
	for _, row := range rows {
		if _, known := lens.InvoiceOperations[row.OperationID]; !known {
			keep(&lens.InvoiceOperations, row.OperationID, nil)
			fresh = append(fresh, row.OperationID)
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	shown, err := r.operationsSeen(ctx, lens, r.Store.Read().Operation.Query().Where(operation.IDIn(fresh...)))
	for _, one := range shown {
		keep(&lens.InvoiceOperations, one.Operation.ID, one)
	}
	return err
}

// invoicesToVoid are the documents that proposals would void, where they are shown.
func (r *Resolver) invoicesToVoid(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*view.Invoice, error) {
	if len(ids) == 0 || !selection.Of(ctx).Has("InvoiceVoidProposal.invoice") {
		return nil, nil
	}
	shown, err := r.invoices(ctx, r.Store.Read().Invoice.Query().Where(invoice.IDIn(ids...)))
	return byThing(shown, func(i *view.Invoice) uuid.UUID { return i.Invoice.ID }), err
}

// keep puts a value into a map that may not be there yet.
func keep[Value any](into *map[uuid.UUID]Value, key uuid.UUID, value Value) {
	if *into == nil {
		*into = map[uuid.UUID]Value{}
	}
	(*into)[key] = value
}

func invoiceNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	return asNodes(r.invoices(ctx, r.Store.Read().Invoice.Query().Where(invoice.IDIn(ids...))))
}
