package graph

import (
	"context"
	"fmt"
	"slices"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/payout"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// mostFound bounds what one search answers.
const mostFound = 20

// hit is a thing that was found, before it is read.
type hit struct {
	match model.SearchMatch
	id    uuid.UUID
	// ofClient tells that it is a client; else it is an operation.
	ofClient bool
}

// searchAnything looks for what a person of the house typed, over the rows that it sees: the keys first, then all that is shown of them at
// once.
func (r *Resolver) searchAnything(ctx context.Context, text string, first int) ([]*model.SearchHit, error) {
	viewer, err := requireStaff(ctx, domain.OperationsRead, domain.ClientsRead)
	if err != nil {
		return nil, err
	}
	if err := onlyOnce(ctx); err != nil {
		return nil, err
	}
	if first < 1 || first > mostFound {
		return nil, domain.Refuse(domain.CodeBadRequest, `El argumento "first" debe estar entre 1 y %d.`, mostFound).At("first")
	}
	if err := r.countAttempt(ctx); err != nil {
		return nil, err
	}
	asked, ok := domain.ReadAnything(text)
	if !ok {
		return nil, domain.Refuse(domain.CodeBadRequest, "La búsqueda lleva entre 3 y 100 caracteres.").At("text")
	}
	f := &finder{Resolver: r, viewer: viewer, text: text, asked: asked, most: first}
	for _, look := range f.looks() {
		if err := look(ctx); err != nil {
			return nil, err
		}
	}
	if err := r.tellOfHits(ctx, f.hits); err != nil {
		return nil, err
	}
	return r.shownHits(ctx, f.hits)
}

// finder looks for one text in every place where it may be.
type finder struct {
	*Resolver
	viewer access.Actor
	text   string
	asked  domain.Anything
	most   int
	hits   []hit
}

// looks are the places where the viewer may look, the surest first.
func (f *finder) looks() []func(context.Context) error {
	looks := []func(context.Context) error{f.byID, f.byCode}
	if f.viewer.Masked() {
		return looks // the answers would tell what the mask hides
	}
	if f.viewer.Can(domain.OperationsSettle) || f.viewer.Reach(domain.OperationsRead) == domain.ReachAll {
		looks = append(looks, f.byReference)
	}
	return append(looks, f.byDocument, f.byName, f.byAmount)
}

// add keeps what was found and was not yet, as far as there is room.
func (f *finder) add(match model.SearchMatch, ofClient bool, found []uuid.UUID) {
	for _, id := range found {
		known := func(h hit) bool { return h.id == id }
		if len(f.hits) < f.most && !slices.ContainsFunc(f.hits, known) {
			f.hits = append(f.hits, hit{match, id, ofClient})
		}
	}
}

func (f *finder) full() bool { return len(f.hits) == f.most }

// operations finds the newest operations that meet a condition.
func (f *finder) operations(ctx context.Context, match model.SearchMatch, where predicate.Operation) error {
	if f.full() {
		return nil
	}
	found, err := f.Store.Read().Operation.Query().Where(where).Order(operation.ByID(entsql.OrderDesc())).Limit(f.most).IDs(ctx)
	if err != nil {
		return fmt.Errorf("search operations by %s: %w", match, err)
	}
	f.add(match, false, found)
	return nil
}

// clients finds the newest clients that meet a condition.
func (f *finder) clients(ctx context.Context, match model.SearchMatch, where predicate.Customer) error {
	if f.full() {
		return nil
	}
	found, err := f.Store.Read().Customer.Query().Where(where).Order(customer.ByID(entsql.OrderDesc())).Limit(f.most).IDs(ctx)
	if err != nil {
		return fmt.Errorf("search clients by %s: %w", match, err)
	}
	f.add(match, true, found)
	return nil
}

func (f *finder) byID(ctx context.Context) error {
	if id, ok := ids.Decode(ent.OperationIDPrefix, f.text); ok {
		return f.operations(ctx, model.SearchMatchID, operation.ID(id))
	}
	if id, ok := ids.Decode(ent.CustomerIDPrefix, f.text); ok {
		return f.clients(ctx, model.SearchMatchID, customer.ID(id))
	}
	return nil
}

func (f *finder) byCode(ctx context.Context) error {
	if len(f.asked.Codes) == 0 {
		return nil
	}
	return f.operations(ctx, model.SearchMatchCode, operation.CodeIn(f.asked.Codes...))
}

// byReference looks at deposits and at payouts, one after the other: each has its index.
func (f *finder) byReference(ctx context.Context) error {
	if f.asked.Reference == "" {
		return nil
	}
	err := f.operations(ctx, model.SearchMatchBankReference, operation.HasDepositsWith(deposit.NormalReference(f.asked.Reference)))
	if err != nil {
		return err
	}
	return f.operations(ctx, model.SearchMatchBankReference, operation.HasPayoutsWith(payout.NormalReference(f.asked.Reference)))
}

func (f *finder) byDocument(ctx context.Context) error {
	if f.asked.Number == "" {
		return nil
	}
	return f.clients(ctx, model.SearchMatchDocument, customer.DocumentNumberHasPrefix(f.asked.Number))
}

func (f *finder) byName(ctx context.Context) error {
	return f.clients(ctx, model.SearchMatchName, func(s *entsql.Selector) { s.Where(nameHas(s, f.asked.Search)) })
}

// byAmount looks at dollars and at soles, one after the other: each has its index.
func (f *finder) byAmount(ctx context.Context) error {
	if f.asked.Amount.IsZero() {
		return nil
	}
	if err := f.operations(ctx, model.SearchMatchAmount, operation.Usd(f.asked.Amount)); err != nil {
		return err
	}
	return f.operations(ctx, model.SearchMatchAmount, operation.Pen(f.asked.Amount))
}

// shownHits reads what was found, in its order; what went out of sight meanwhile is left out.
func (r *Resolver) shownHits(ctx context.Context, hits []hit) ([]*model.SearchHit, error) {
	var operationIDs, clientIDs []uuid.UUID
	for _, one := range hits {
		if one.ofClient {
			clientIDs = append(clientIDs, one.id)
		} else {
			operationIDs = append(operationIDs, one.id)
		}
	}
	found := map[uuid.UUID]view.SearchFound{}
	if len(operationIDs) > 0 {
		rows, err := r.operations(ctx, r.Store.Read().Operation.Query().Where(operation.IDIn(operationIDs...)))
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			found[row.Operation.ID] = row
		}
	}
	if len(clientIDs) > 0 {
		rows, err := r.clients(ctx, r.Store.Read().Customer.Query().Where(customer.IDIn(clientIDs...)))
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			found[row.Customer.ID] = row
		}
	}
	shown := []*model.SearchHit{}
	for _, one := range hits {
		if thing, ok := found[one.id]; ok {
			shown = append(shown, &model.SearchHit{Match: one.match, Found: thing})
		}
	}
	return shown, nil
}
