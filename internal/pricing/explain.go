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
	// Discount is in the client's favour, Negotiated in the house's. Tier and Coupon are the parts of Discount.
	Discount, Tier, Coupon, Negotiated money.Pips
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
		Public: quote.PublicRate, Final: quote.Rate, Discount: discount, Tier: money.Pips(quote.TierPips), Coupon: money.Pips(quote.CouponPips),
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
	Kind domain.DiscountKind
	// Code is the code that it was given for; empty for one that the amount gives.
	Code string
	Pips money.Pips
	// Saved is what the client saves by it, in PEN.
	Saved money.Money
}

// Discounts answers what a quote's price was reduced by: for its amount first, then by a code. For whoever may see the quote.
func Discounts(quote *ent.Quote) ([]Discount, error) {
	code := ""
	if quote.CouponCode != nil {
		code = *quote.CouponCode
	}
	return discounts(domain.Discounts{Tier: money.Pips(quote.TierPips), Coupon: money.Pips(quote.CouponPips)}, quote.Usd, code)
}

func discounts(parts domain.Discounts, usd money.Amount, code string) ([]Discount, error) {
	var list []Discount
	for _, part := range []Discount{{Kind: domain.DiscountTier, Pips: parts.Tier}, {Kind: domain.DiscountCoupon, Code: code, Pips: parts.Coupon}} {
		if part.Pips == 0 {
			continue
		}
		saved, err := money.PENForPips(usd, part.Pips)
		if err != nil {
			return nil, fmt.Errorf("value the discount: %w", err)
		}
		part.Saved = money.Soles(saved)
		list = append(list, part)
	}
	return list, nil
}
