package graph

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/quote"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/pricing"
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
func (r *Resolver) ratePublications(ctx context.Context, query *ent.PublicRateQuery) ([]*view.RatePublication, error) {
	rows, err := query.All(ctx)
	if err != nil {
		return nil, err
	}
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
	for _, row := range rows {
		keep(&lens.People, row.ID, row)
	}
	return nil
}

// quotes shows quotes, with what stands in their way if the document asks for it.
func (r *Resolver) quotes(ctx context.Context, rows ...*ent.Quote) ([]*view.Quote, error) {
	lens := r.look(ctx)
	if selection.Of(ctx).Has("Quote.blockers") {
		var err error
		if lens.Obstacles, err = r.Trading.Obstacles(ctx, rows...); err != nil {
			return nil, err
		}
	}
	views := make([]*view.Quote, len(rows))
	for i, row := range rows {
		views[i] = view.NewQuote(lens, row)
	}
	return views, nil
}

// quote reads one quote; nil when there is none that the caller may see.
func (r *Resolver) quote(ctx context.Context, id uuid.UUID) (*view.Quote, error) {
	rows, err := r.Store.Read().Quote.Query().Where(quote.ID(id)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read a quote: %w", err)
	}
	return one(r.quotes(ctx, rows...))
}

// previewPrice shows what an amount would come to now.
func (r *Resolver) previewPrice(ctx context.Context, amount model.QuoteAmount, code *string) (*model.PricePreview, error) {
	if err := r.countAttempt(ctx); err != nil {
		return nil, err
	}
	preview, err := r.Trading.Preview(ctx, pricing.QuoteAmount{Pay: amount.Pay, Receive: amount.Receive}, text(code))
	if err != nil {
		return nil, err
	}
	shown := &model.PricePreview{Side: preview.Side, Fixed: preview.Fixed.Currency, Minimum: preview.Least, Maximum: preview.Most,
		Open: preview.Open, OpensAt: instant(preview.Opens), ClosesAt: instant(preview.Closes), Blockers: preview.Obstacles, Rate: preview.Rate}
	shown.Discounts = make([]*view.QuoteDiscount, len(preview.Discounts))
	for i, discount := range preview.Discounts {
		part := view.NewQuoteDiscount(discount)
		shown.Discounts[i] = &part
	}
	if price := preview.Price; price != nil {
		pay, receive := price.Deposit(), price.Payout()
		shown.Pay, shown.Receive = &pay, &receive
	}
	return shown, nil
}

// instant answers nil for the zero time.
func instant(at time.Time) *time.Time {
	if at.IsZero() {
		return nil
	}
	return &at
}
