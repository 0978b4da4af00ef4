package pricing

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

// FreshQuote makes the quote that is offered when another ran out: the same client, side and fixed amount at the rates
// now in force. A negotiated rate stays while it is inside the band, otherwise the public rate takes its place. Nothing
// is accepted by it. It answers the new quote's id; NOT_FOUND for a quote that the caller does not see.
func (s *Service) FreshQuote(ctx context.Context, expired uuid.UUID) (uuid.UUID, error) {
	actor, err := access.Require(ctx, domain.OperationsCreate)
	if err != nil {
		return uuid.Nil, err
	}
	fresh, _, err := store.Run(ctx, s.store, store.Command{Action: "quote.refresh"}, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		old, err := ownQuote(ctx, tx, expired)
		if err != nil {
			return uuid.Nil, err
		}
		asked := requestOf(old)
		asked.reader = tx.Actor.Reader()
		if old.Negotiated && actor.IsStaff() {
			if asked.negotiated, err = s.stillAgreed(ctx, tx, old); err != nil {
				return uuid.Nil, err
			}
		}
		return s.promiseAgain(ctx, tx, asked, old)
	})
	return fresh, err
}

// promiseAgain promises the price of a quote that ran out with the code that it had, and without it where the code is not free any more.
func (s *Service) promiseAgain(ctx context.Context, tx *store.Tx, asked request, old *ent.Quote) (uuid.UUID, error) {
	if old.CouponCode == nil || asked.negotiated != nil {
		return s.promise(ctx, tx, asked)
	}
	without := asked
	asked.coupon = *old.CouponCode
	id, err := s.promise(ctx, tx, asked)
	if domain.CodeOf(err) == domain.CodeCouponNotUsable {
		return s.promise(ctx, tx, without)
	}
	return id, err
}

// requestOf answers what a quote was asked for, at the public rate.
func requestOf(quote *ent.Quote) request {
	fixed := quote.Pen
	if quote.FixedCurrency == money.USD {
		fixed = quote.Usd
	}
	return request{side: quote.Side, fixed: money.Money{Amount: fixed, Currency: quote.FixedCurrency},
		amountPath: amountPath(quote.Side, quote.FixedCurrency), clientID: quote.ClientID}
}

// amountPath is where an amount of a currency stands in the input that asks for the side.
func amountPath(side domain.Side, fixed money.Currency) []string {
	if side.Terms().Deposit == fixed {
		return []string{"amount", "pay", "amount"}
	}
	return []string{"amount", "receive", "amount"}
}

// stillAgreed answers the negotiated rate of an earlier quote, nil when it left the band.
func (s *Service) stillAgreed(ctx context.Context, tx *store.Tx, old *ent.Quote) (*money.Rate, error) {
	now, err := s.rates(ctx, tx.PublicRate.Query(), tx.Now, old.Side)
	if err != nil || s.parameters(tx.Now).Pricing.CheckNegotiated(old.Rate, now.public) != nil {
		return nil, err
	}
	return &old.Rate, nil
}

// ownQuote answers a quote that the caller may use: one that its row rule shows, and a draft only to who drafted it.
func ownQuote(ctx context.Context, tx *store.Tx, id uuid.UUID) (*ent.Quote, error) {
	quote, err := tx.Quote.Get(ctx, id)
	if ent.IsNotFound(err) {
		return nil, unknownQuote()
	}
	if err != nil {
		return nil, fmt.Errorf("read the quote: %w", err)
	}
	if quote.ClientID == nil && (quote.DraftedBy == nil || *quote.DraftedBy != tx.Actor.ID) {
		return nil, unknownQuote()
	}
	return quote, nil
}

func unknownQuote() *domain.Error {
	return domain.Refuse(domain.CodeNotFound, "No encontramos esa cotización. Pide una nueva.").At("quoteId")
}
