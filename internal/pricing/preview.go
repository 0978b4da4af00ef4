package pricing

import (
	"context"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// Preview is what an amount would come to if it were quoted now. It binds nobody.
type Preview struct {
	Side domain.Side
	// Fixed is the amount that was asked for.
	Fixed money.Money
	// Price is what LockQuote would promise; nil where there is none, and Refusals say why. The bounds of who asks are not in it: a
	// price beyond them is told, and refused.
	Price *domain.Price
	// Rate is the rate of the side; nil where none is in force.
	Rate *money.Rate
	// Discounts are what the price is reduced by.
	Discounts []Discount
	// Least and Most bound the fixed amount, in its currency; nil where there is no bound, or where it needs a rate and there is none.
	Least, Most *money.Money
	// Refusals are all that LockQuote would refuse of the amount.
	Refusals []*domain.Error
}

// Preview answers what an amount would come to for the caller, by the rates and the rules of LockQuote, with a code that was typed, empty
// for none. For everybody; nothing is written, and no code is reserved. An amount that names no side is an error of the request, and so
// are more codes than anybody tries ([rewards.Service.CountTry]).
func (s *Service) Preview(ctx context.Context, amount QuoteAmount, code string) (Preview, error) {
	var faults domain.Faults
	asked := amount.check(&faults)
	if !domain.ShowsNothing(code) {
		if err := s.rewards.CountTry(ctx); err != nil {
			return Preview{}, err
		}
		asked.coupon = code
	}
	actor := access.Current(ctx)
	if asked.reader = actor.Reader(); actor.IsClient() {
		asked.clientID = &actor.ID
	}
	preview := Preview{Side: asked.side, Fixed: asked.fixed, Refusals: domain.Refusals(faults.Err())}
	if !asked.side.Valid() {
		return Preview{}, faults.Err()
	}
	now := s.store.Clock().Now()
	var err error
	if preview.Refusals, err = alsoRefused(preview.Refusals, s.checkPause(ctx, s.store.Read(), access.Current(ctx), now)); err != nil {
		return Preview{}, err
	}
	rates, err := s.rates(ctx, s.store.Read().PublicRate.Query(), now, asked.side)
	if preview.Refusals, err = alsoRefused(preview.Refusals, err); err != nil {
		return Preview{}, err
	}
	if !rates.public.IsZero() {
		preview.Rate = &rates.public
	}
	bounds := s.boundsOf(actor, now)
	if least, most, ok := bounds.In(asked.fixed.Currency, rates.public); ok {
		preview.Least = &money.Money{Amount: least, Currency: asked.fixed.Currency}
		if !most.IsZero() {
			preview.Most = &money.Money{Amount: most, Currency: asked.fixed.Currency}
		}
	}
	if len(preview.Refusals) > 0 {
		return preview, nil
	}
	coupon, err := s.couponFor(ctx, s.store.Read(), now, asked)
	if asked.coupon != "" {
		s.rewards.Tried(ctx, err)
	}
	if err != nil {
		preview.Refusals, err = alsoRefused(preview.Refusals, err)
		return preview, err
	}
	terms, _, err := s.terms(asked, rates, coupon)
	if err != nil {
		preview.Refusals, err = alsoRefused(preview.Refusals, err)
		return preview, err
	}
	preview.Price, preview.Rate = &terms.Price, &terms.Price.Rate
	value := ""
	if coupon != nil {
		value = coupon.Value
	}
	if preview.Discounts, err = discounts(terms.Discounts, terms.Price.USD, value); err != nil {
		return Preview{}, err
	}
	if refusal := bounds.Check(terms.Price.USD); refusal != nil {
		preview.Refusals = append(preview.Refusals, refusal.At(asked.amountPath...))
	}
	return preview, nil
}

// alsoRefused adds the refusals inside an error to a list, and answers the error that is none.
func alsoRefused(list []*domain.Error, err error) ([]*domain.Error, error) {
	if more := domain.Refusals(err); len(more) > 0 {
		return append(list, more...), nil
	}
	return list, err
}
