package pricing

import (
	"context"
	"fmt"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// Explanation is the waterfall of a price in pips, from the base to the client's rate, each step positive in the house's
// favour except the discount: spread - discount + negotiated = margin.
type Explanation struct {
	// Base, Spread and Margin are nil before the first base.
	Base           *money.Rate
	Spread, Margin *money.Pips
	Public, Final  money.Rate
	// Discount is in the client's favour, Negotiated in the house's.
	Discount, Negotiated money.Pips
}

// Explain answers the waterfall of a quote; ok is false for callers without rates.base.
func (s *Service) Explain(ctx context.Context, quote *ent.Quote) (explanation Explanation, ok bool) {
	if !access.Current(ctx).Can(domain.RatesBase) {
		return Explanation{}, false
	}
	return explain(quote), true
}

func explain(quote *ent.Quote) Explanation {
	discount := money.Pips(quote.DiscountPips)
	told := Explanation{
		Public: quote.PublicRate, Final: quote.Rate, Discount: discount,
		Negotiated: domain.MarginPips(quote.Side, quote.Rate, quote.PublicRate) + discount,
	}
	if quote.BaseRate != nil {
		spread := domain.MarginPips(quote.Side, quote.PublicRate, *quote.BaseRate)
		margin := domain.MarginPips(quote.Side, quote.Rate, *quote.BaseRate)
		told.Base, told.Spread, told.Margin = quote.BaseRate, &spread, &margin
	}
	return told
}

// Discount is one reduction inside a price.
type Discount struct {
	// Code is what it was given for.
	Code string
	Pips money.Pips
	// Saved is what the client saves by it, in PEN.
	Saved money.Money
}

// Discounts answers what a quote's price was reduced by. For whoever may see the quote.
func Discounts(quote *ent.Quote) ([]Discount, error) {
	if quote.DiscountPips == 0 {
		return nil, nil
	}
	pips := money.Pips(quote.DiscountPips)
	saved, err := money.PENForPips(quote.Usd, pips)
	if err != nil {
		return nil, fmt.Errorf("value the discount: %w", err)
	}
	discount := Discount{Pips: pips, Saved: money.Soles(saved)}
	if quote.CouponCode != nil {
		discount.Code = *quote.CouponCode
	}
	return []Discount{discount}, nil
}
