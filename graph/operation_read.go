package graph

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/hold"
	"github.com/qoricash/qoricash/ent/ledgerentry"
	"github.com/qoricash/qoricash/ent/note"
	"github.com/qoricash/qoricash/ent/noteread"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/posting"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// operations reads operations under the caller's row rules, with what the document asks for and no more. Every operation of
// every answer comes from here.
func (r *Resolver) operations(ctx context.Context, query *ent.OperationQuery) ([]*view.Operation, error) {
	return r.operationsSeen(ctx, r.look(ctx), query)
}

// operationsSeen reads operations through a lens that other things of the same answer may be seen through.
func (r *Resolver) operationsSeen(ctx context.Context, lens *view.Lens, query *ent.OperationQuery) ([]*view.Operation, error) {
	asked := selection.Of(ctx)
	loadOperation(query, asked, lens.Viewer)
	narrowOperation(query, asked)
	rows, err := query.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read operations: %w", err)
	}
	views := make([]*view.Operation, len(rows))
	for i, row := range rows {
		views[i] = view.NewOperation(lens, row)
		// So that documents that are shown with it, or with its client, show this one.
		keep(&lens.InvoiceOperations, row.ID, views[i])
	}
	clients := make([]*ent.Customer, 0, len(rows))
	for _, row := range rows {
		if row.Edges.Client != nil {
			clients = append(clients, row.Edges.Client)
		}
	}
	if err := r.addLimits(ctx, lens, clients); err != nil {
		return nil, err
	}
	if err := r.addIdentifications(ctx, lens, clients); err != nil {
		return nil, err
	}
	if err := r.addClientInvoices(ctx, lens, clients); err != nil {
		return nil, err
	}
	if err := r.addEntries(ctx, lens, rows); err != nil {
		return nil, err
	}
	if err := r.addBalances(ctx, lens); err != nil {
		return nil, err
	}
	if err := r.addDuplicates(ctx, lens, settlementsOf(rows)); err != nil {
		return nil, err
	}
	return views, r.addInvoices(ctx, lens, rows)
}

// operation reads one operation; nil when there is none that the caller may see.
func (r *Resolver) operation(ctx context.Context, id uuid.UUID) (*view.Operation, error) {
	return one(r.operations(ctx, r.Store.Read().Operation.Query().Where(operation.ID(id))))
}

// one answers the only element of a list of one, nil for an empty list.
func one[View any](views []*View, err error) (*View, error) {
	if err != nil || len(views) == 0 {
		return nil, err
	}
	return views[0], nil
}

// loadOperation asks for the edges that the document shows, or that a field which it shows is computed from.
func loadOperation(query *ent.OperationQuery, asked *selection.Set, viewer access.Actor) {
	if asked.Has("Operation.client") {
		query.WithClient(func(q *ent.CustomerQuery) { loadClient(q, asked, viewer) })
	}
	if asked.Has("Operation.trader") {
		query.WithTrader(loadStaff(asked, viewer))
	}
	if asked.Has("Operation.operator") {
		query.WithOperator(loadStaff(asked, viewer))
	}
	if asked.Has("Operation.quote") {
		query.WithQuote()
	}
	computed := asked.Has("Operation.availableActions")
	if computed || asked.HasAny("Operation.timeline", "Operation.deposits") {
		query.WithDeposits(func(q *ent.DepositQuery) { loadDeposit(q, asked, viewer) })
	}
	if computed || asked.HasAny("Operation.timeline", "Operation.payouts") {
		query.WithPayouts(func(q *ent.PayoutQuery) { loadPayout(q, asked, viewer) })
	}
	if computed || asked.Has("Operation.proofs") {
		query.WithProofs(func(q *ent.ProofQuery) { loadProof(q, asked, viewer) })
	}
	if computed || asked.Has("Operation.holds") {
		query.WithHolds(func(q *ent.HoldQuery) { q.Order(hold.ByID()) })
	}
	if asked.Has("Operation.notes") && viewer.Can(domain.NotesRead) {
		query.WithNotes(func(q *ent.NoteQuery) { loadNote(q, asked, viewer) })
	}
}

func loadNote(query *ent.NoteQuery, asked *selection.Set, viewer access.Actor) {
	query.Order(note.ByID())
	if asked.Has("Note.author") {
		query.WithAuthor(loadStaff(asked, viewer))
	}
	if asked.Has("Note.read") {
		query.WithReads(func(q *ent.NoteReadQuery) { q.Where(noteread.UserID(viewer.ID)) })
	}
}

// addEntries reads what the books say of the operations, for callers with ledger.read.
func (r *Resolver) addEntries(ctx context.Context, lens *view.Lens, operations []*ent.Operation) error {
	asked := selection.Of(ctx)
	if len(operations) == 0 || !asked.Has("Operation.ledgerEntries") || !lens.Viewer.Can(domain.LedgerRead) {
		return nil
	}
	ids := make([]uuid.UUID, len(operations))
	for i, row := range operations {
		ids[i] = row.ID
	}
	// An entry belongs to one operation, and may have lines of another: those that move money between the two.
	lines, err := r.Store.Read().Posting.Query().Where(posting.OperationIDIn(ids...)).All(ctx)
	if err != nil {
		return fmt.Errorf("read postings: %w", err)
	}
	concerned := map[int64][]uuid.UUID{}
	for _, line := range lines {
		if of := concerned[line.EntryID]; !slices.Contains(of, *line.OperationID) {
			concerned[line.EntryID] = append(of, *line.OperationID)
		}
	}
	query := r.Store.Read().LedgerEntry.Query().Order(ledgerentry.ByID()).
		Where(ledgerentry.Or(ledgerentry.OperationIDIn(ids...), ledgerentry.IDIn(slices.Collect(maps.Keys(concerned))...)))
	loadEntry(query, asked)
	entries, err := query.All(ctx)
	if err != nil {
		return fmt.Errorf("read ledger entries: %w", err)
	}
	if lens.Entries == nil {
		lens.Entries = map[uuid.UUID][]*ent.LedgerEntry{}
	}
	for _, entry := range entries {
		of := concerned[entry.ID]
		if entry.OperationID != nil && !slices.Contains(of, *entry.OperationID) {
			of = append(of, *entry.OperationID)
		}
		for _, id := range of {
			if slices.Contains(ids, id) {
				lens.Entries[id] = append(lens.Entries[id], entry)
			}
		}
	}
	return nil
}

func loadEntry(query *ent.LedgerEntryQuery, asked *selection.Set) {
	if !asked.Has("LedgerEntry.postings") {
		return
	}
	query.WithPostings(func(q *ent.PostingQuery) {
		q.Order(posting.ByID())
		if asked.Has("Posting.account") {
			q.WithAccount()
		}
	})
}
