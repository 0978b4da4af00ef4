package view

import (
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
)

// QuoteReplay is a quote, priced again from its inputs.
type QuoteReplay struct {
	pricing.Replay
	lens *Lens
	base *BaseRate
}

// NewQuoteReplay shows a quote that was priced again, with the base of its publication; nil for none.
func NewQuoteReplay(lens *Lens, replay pricing.Replay, base *BaseRate) *QuoteReplay {
	return &QuoteReplay{replay, lens, base}
}

// Quote is what was promised.
func (r *QuoteReplay) Quote() *Quote { return NewQuote(r.lens, r.Replay.Quote) }

// Fixed is the amount that the client fixed.
func (r *QuoteReplay) Fixed() money.Money { return r.Inputs.Fixed }

// Publication is that of the public pair in force.
func (r *QuoteReplay) Publication() *RatePublication {
	return NewRatePublication(r.lens, r.Replay.Quote.Edges.Published)
}

// Base is the one that the pair was published with.
func (r *QuoteReplay) Base() *BaseRate { return r.base }

// NegotiatedRate is the one that was agreed.
func (r *QuoteReplay) NegotiatedRate() *money.Rate { return r.Inputs.Negotiated }

// Discounts are what its discounts follow from; nil of a negotiated rate.
func (r *QuoteReplay) Discounts() *DiscountInputs {
	if r.Inputs.Negotiated != nil {
		return nil
	}
	return newDiscountInputs(r.Inputs.DiscountInputs)
}

// KeepsInputs reports whether the quote keeps all of them.
func (r *QuoteReplay) KeepsInputs() bool { return r.Kept }

// Pay is what the client hands over, by the inputs.
func (r *QuoteReplay) Pay() *money.Money { return r.ofPrice(domain.Price.Deposit) }

// Receive is what the client receives, by the inputs.
func (r *QuoteReplay) Receive() *money.Money { return r.ofPrice(domain.Price.Payout) }

// Rate is that of the inputs.
func (r *QuoteReplay) Rate() *money.Rate {
	if r.Terms == nil {
		return nil
	}
	return &r.Terms.Price.Rate
}

func (r *QuoteReplay) ofPrice(side func(domain.Price) money.Money) *money.Money {
	if r.Terms == nil {
		return nil
	}
	amount := side(r.Terms.Price)
	return &amount
}

// DiscountInputs are what the discounts of a price follow from.
type DiscountInputs struct {
	Tiers         []PriceTier
	CapPips       int
	CouponMaximum money.Money
	OfferedPips   int
}

func newDiscountInputs(in domain.DiscountInputs) *DiscountInputs {
	shown := &DiscountInputs{CapPips: int(in.Cap), CouponMaximum: money.Dollars(in.CouponMaximum), OfferedPips: int(in.Offered)}
	for _, tier := range in.Tiers {
		shown.Tiers = append(shown.Tiers, PriceTier{From: money.Dollars(tier.From), Pips: int(tier.Pips)})
	}
	return shown
}

// PriceTier is a discount from an amount on.
type PriceTier struct {
	From money.Money
	Pips int
}
