package graph

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/quote"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
)

// publicRates shows publications of the public pair.
func (r *Resolver) publicRates(ctx context.Context, rows ...*ent.PublicRate) ([]*view.PublicRate, error) {
	lens := r.look(ctx)
	publishers := make([]uuid.UUID, len(rows))
	for i, row := range rows {
		publishers[i] = row.PublishedBy
	}
	if err := r.addPeople(ctx, lens, "PublicRate.publishedBy", publishers); err != nil {
		return nil, err
	}
	views := make([]*view.PublicRate, len(rows))
	for i, row := range rows {
		views[i] = view.NewPublicRate(lens, row)
	}
	return views, nil
}

// baseRates shows publications of the base that the caller's row rules let through.
func (r *Resolver) baseRates(ctx context.Context, rows ...*ent.BaseRate) ([]*view.BaseRate, error) {
	lens := r.look(ctx)
	publishers := make([]uuid.UUID, len(rows))
	for i, row := range rows {
		publishers[i] = row.PublishedBy
	}
	if err := r.addPeople(ctx, lens, "BaseRate.publishedBy", publishers); err != nil {
		return nil, err
	}
	views := make([]*view.BaseRate, len(rows))
	for i, row := range rows {
		views[i] = view.NewBaseRate(lens, row)
	}
	return views, nil
}

// addPeople reads the people that rows name without an edge, for the staff, if the document asks for the field.
func (r *Resolver) addPeople(ctx context.Context, lens *view.Lens, field string, ids []uuid.UUID) error {
	if len(ids) == 0 || !lens.Viewer.IsStaff() || !selection.Of(ctx).Has(field) {
		return nil
	}
	query := r.Store.Read().User.Query().Where(user.IDIn(ids...))
	loadStaff(selection.Of(ctx), lens.Viewer)(query)
	rows, err := query.All(ctx)
	if err != nil {
		return fmt.Errorf("read people: %w", err)
	}
	lens.People = make(map[uuid.UUID]*ent.User, len(rows))
	for _, row := range rows {
		lens.People[row.ID] = row
	}
	return nil
}

// quote reads one quote; nil when there is none that the caller may see.
func (r *Resolver) quote(ctx context.Context, id uuid.UUID) (*view.Quote, error) {
	row, err := r.Store.Read().Quote.Query().Where(quote.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read a quote: %w", err)
	}
	return view.NewQuote(r.look(ctx), row), nil
}
