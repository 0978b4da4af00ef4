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

// publicRate shows the publication in force as the pair that the house offers now.
func (r *Resolver) publicRate(ctx context.Context, inForce *ent.PublicRate) (*view.PublicRate, error) {
	lens, err := r.lookAtRates(ctx, inForce)
	if err != nil {
		return nil, err
	}
	return view.NewPublicRate(lens, inForce), nil
}

// ratePublications shows publications of the public pair.
func (r *Resolver) ratePublications(ctx context.Context, rows ...*ent.PublicRate) ([]*view.RatePublication, error) {
	lens, err := r.lookAtRates(ctx, rows...)
	if err != nil {
		return nil, err
	}
	views := make([]*view.RatePublication, len(rows))
	for i, row := range rows {
		views[i] = view.NewRatePublication(lens, row)
	}
	return views, nil
}

// lookAtRates answers the lens of publications of the public pair, with who published them where the document asks.
func (r *Resolver) lookAtRates(ctx context.Context, rows ...*ent.PublicRate) (*view.Lens, error) {
	lens, publishers := r.look(ctx), make([]uuid.UUID, len(rows))
	for i, row := range rows {
		publishers[i] = row.PublishedBy
	}
	return lens, r.addPeople(ctx, lens, "RatePublication.publishedBy", publishers)
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
