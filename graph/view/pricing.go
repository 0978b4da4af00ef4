package view

import (
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
)

// PublicRate is the pair that the house offers now.
type PublicRate struct {
	*ent.PublicRate
	lens *Lens
}

// NewPublicRate shows the publication in force.
func NewPublicRate(lens *Lens, inForce *ent.PublicRate) *PublicRate {
	return &PublicRate{inForce, lens}
}

// PublicRateIDPrefix begins the global id of a pair in force. It is no row's.
const PublicRateIDPrefix = "prt"

// PublicRateID is the global id of the pair in force: that of the currency pair, of which there is one, whatever its rates are.
func PublicRateID() string { return globalid.Encode(PublicRateIDPrefix, globalid.FromNumber(1)) }

// ID is the global id.
func (r *PublicRate) ID() string { return PublicRateID() }

// Pair is the one pair of the house.
func (r *PublicRate) Pair() CurrencyPair { return USDPEN }

// At is when it was published.
func (r *PublicRate) At() time.Time { return r.CreatedAt }

// Publication is how it came about; nil for the public.
func (r *PublicRate) Publication() *RatePublication {
	if !r.lens.Viewer.IsStaff() {
		return nil
	}
	return NewRatePublication(r.lens, r.PublicRate)
}

// RatePublication is a publication of the pair that the house offers. Only the staff is shown any.
type RatePublication struct {
	*ent.PublicRate
	lens *Lens
}

// NewRatePublication shows a publication.
func NewRatePublication(lens *Lens, row *ent.PublicRate) *RatePublication {
	return &RatePublication{row, lens}
}

// ID is the global id.
func (r *RatePublication) ID() string { return r.GlobalID() }

// Pair is the one pair of the house.
func (r *RatePublication) Pair() CurrencyPair { return USDPEN }

// At is when it was published.
func (r *RatePublication) At() time.Time { return r.CreatedAt }

// Reason is the publisher's.
func (r *RatePublication) Reason() *string { return textOrNil(r.PublicRate.Reason) }

// PublishedBy published it.
func (r *RatePublication) PublishedBy() *StaffMember {
	return publisher(r.lens, r.PublicRate.PublishedBy)
}

// ScheduledRate is a pair that will be published at an instant. Only rows that the viewer may see are wrapped.
type ScheduledRate struct {
	*ent.ScheduledRate
	lens *Lens
}

// NewScheduledRate shows a scheduled pair.
func NewScheduledRate(lens *Lens, row *ent.ScheduledRate) *ScheduledRate {
	return &ScheduledRate{row, lens}
}

// ID is the global id.
func (r *ScheduledRate) ID() string { return r.GlobalID() }

// ScheduledBy scheduled it.
func (r *ScheduledRate) ScheduledBy() *StaffMember {
	return publisher(r.lens, r.ScheduledRate.ScheduledBy)
}

// BaseRate is a publication of the wholesale reference. Only rows that the viewer may see are wrapped.
type BaseRate struct {
	*ent.BaseRate
	lens *Lens
}

// NewBaseRate shows a publication of the base.
func NewBaseRate(lens *Lens, row *ent.BaseRate) *BaseRate { return &BaseRate{row, lens} }

// ID is the global id.
func (r *BaseRate) ID() string { return r.GlobalID() }

// At is when it was published.
func (r *BaseRate) At() time.Time { return r.CreatedAt }

// PublishedBy published it.
func (r *BaseRate) PublishedBy() *StaffMember { return publisher(r.lens, r.BaseRate.PublishedBy) }

func publisher(lens *Lens, id uuid.UUID) *StaffMember {
	if !lens.Viewer.IsStaff() {
		return nil
	}
	return optional(lens, lens.People[id], NewStaffMember)
}

// Quote is a promised price.
type Quote struct {
	*ent.Quote
	lens *Lens
}

// NewQuote shows a quote.
func NewQuote(lens *Lens, row *ent.Quote) *Quote { return &Quote{row, lens} }

// ID is the global id.
func (q *Quote) ID() string { return q.GlobalID() }

// Pay is what the client hands over.
func (q *Quote) Pay() money.Money {
	return money.Money{Amount: q.Side.DepositAmount(q.Usd, q.Pen), Currency: q.Side.Terms().Deposit}
}

// Receive is what the client receives.
func (q *Quote) Receive() money.Money {
	return money.Money{Amount: q.Side.PayoutAmount(q.Usd, q.Pen), Currency: q.Side.Terms().Payout}
}

// Fixed is the currency that the client fixed.
func (q *Quote) Fixed() money.Currency { return q.FixedCurrency }

// Blockers are what operationCreate would refuse of it.
func (q *Quote) Blockers() []*domain.Error { return q.lens.Obstacles[q.Quote.ID] }

// Discounts are what the price was reduced by.
func (q *Quote) Discounts() ([]QuoteDiscount, error) {
	discounts, err := pricing.Discounts(q.Quote)
	if err != nil {
		return nil, err
	}
	views := make([]QuoteDiscount, len(discounts))
	for i, discount := range discounts {
		views[i] = NewQuoteDiscount(discount)
	}
	return views, nil
}

// Explanation is the waterfall of the price, for staff with rates.base.
func (q *Quote) Explanation() *PriceExplanation {
	told, ok := q.lens.Explain(q.Quote)
	if !ok {
		return nil
	}
	return &PriceExplanation{Base: told.Base, SpreadPips: pips(told.Spread), Public: told.Public, DiscountPips: int(told.Discount),
		TierPips: int(told.Tier), CouponPips: int(told.Coupon),
		NegotiatedPips: int(told.Negotiated), Final: told.Final, MarginPips: pips(told.Margin)}
}

func pips(count *money.Pips) *int {
	if count == nil {
		return nil
	}
	number := int(*count)
	return &number
}

// QuoteDiscount is one discount inside a price.
type QuoteDiscount struct {
	Kind  domain.DiscountKind
	Code  *string
	Pips  int
	Saved money.Money
}

// NewQuoteDiscount shows one discount inside a price.
func NewQuoteDiscount(discount pricing.Discount) QuoteDiscount {
	return QuoteDiscount{Kind: discount.Kind, Code: textOrNil(discount.Code), Pips: int(discount.Pips), Saved: discount.Saved}
}

// PriceExplanation is the waterfall of a price, in pips.
type PriceExplanation struct {
	Base           *money.Rate
	SpreadPips     *int
	Public         money.Rate
	DiscountPips   int
	TierPips       int
	CouponPips     int
	NegotiatedPips int
	Final          money.Rate
	MarginPips     *int
}

// CurrencyPair is a pair that the house deals in.
type CurrencyPair string

// USDPEN is US dollars against soles, the only pair.
const USDPEN CurrencyPair = "USD_PEN"
