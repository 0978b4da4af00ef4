package graph

import (
	"context"

	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// house shows what everybody may know of the house.
func (r *Resolver) house(ctx context.Context) (*model.House, error) {
	hours, err := r.businessHours(ctx)
	if err != nil {
		return nil, err
	}
	bounds, err := r.amountBounds(ctx)
	if err != nil {
		return nil, err
	}
	return &model.House{BusinessHours: hours, AmountBounds: bounds}, nil
}

// businessHours shows when the house is open, as its calendar stands.
func (r *Resolver) businessHours(ctx context.Context) (*model.BusinessHours, error) {
	hours, err := r.Trading.Hours(ctx)
	if err != nil {
		return nil, err
	}
	shown := &model.BusinessHours{TimeZone: domain.TimeZone(), RoundTheClock: hours.Calendar.IsRoundTheClock(), Open: hours.Open,
		OpensAt: instant(hours.Opens), ClosesAt: instant(hours.Closes), Week: hours.Calendar.Week().Days(), Holidays: []*model.Holiday{}}
	for _, holiday := range hours.Calendar.HolidaysFrom(domain.BusinessDate(r.now())) {
		shown.Holidays = append(shown.Holidays, &model.Holiday{Date: holiday.Date, Name: holiday.Name})
	}
	return shown, nil
}

// amountBounds shows the bounds of self-service and of the desk, by side and currency.
func (r *Resolver) amountBounds(ctx context.Context) ([]*model.AmountBounds, error) {
	pair, err := r.Pricing.PairInForce(ctx)
	if err != nil {
		return nil, err
	}
	bounds := []*model.AmountBounds{}
	for _, asked := range []struct {
		channels []domain.Channel
		usd      domain.AmountRange
	}{
		{[]domain.Channel{domain.ChannelWeb, domain.ChannelApp, domain.ChannelPlatform}, r.Pricing.SelfService()},
		{[]domain.Channel{domain.ChannelDesk, domain.ChannelAPI}, r.Pricing.Desk()},
	} {
		for _, side := range domain.Sides() {
			for _, fixed := range []money.Currency{side.Terms().Deposit, side.Terms().Payout} {
				least, most, ok := asked.usd.In(fixed, pair.For(side))
				if !ok {
					continue
				}
				row := &model.AmountBounds{Channels: asked.channels, Side: side, Fixed: fixed, Minimum: &money.Money{Amount: least, Currency: fixed}}
				if !most.IsZero() {
					row.Maximum = &money.Money{Amount: most, Currency: fixed}
				}
				bounds = append(bounds, row)
			}
		}
	}
	return bounds, nil
}

// documentForms shows how documents are written.
func documentForms() []*domain.DocumentForm {
	forms := domain.DocumentForms()
	shown := make([]*domain.DocumentForm, len(forms))
	for i := range forms {
		shown[i] = &forms[i]
	}
	return shown
}

// departments shows the places of Peru.
func departments() []*domain.Department {
	places := domain.Departments()
	shown := make([]*domain.Department, len(places))
	for i := range places {
		shown[i] = &places[i]
	}
	return shown
}
