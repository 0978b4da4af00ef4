package domain

import (
	"time"

	"github.com/qoricash/qoricash/internal/money"
)

// RatePair is a buy and a sell rate of the house, public or base.
type RatePair struct {
	Buy, Sell money.Rate
}

// For returns the rate of a side: the house buys at Buy and sells at Sell.
func (p RatePair) For(side Side) money.Rate {
	if side == HouseBuysUSD {
		return p.Buy
	}
	return p.Sell
}

// IsZero reports whether no rates were ever set.
func (p RatePair) IsZero() bool { return p == RatePair{} }

// PricingRules are the settings of pricing. They are shared by every way of setting a rate, so that none goes round a
// guard (RULE-PRC-1).
type PricingRules struct {
	// Spread is taken from the base rate on either side to make the public rate.
	Spread money.Pips
	// BaseMin and BaseMax bound the base rate, both included.
	BaseMin, BaseMax money.Rate
	// PublicMax bounds the public rate, included; the lower bound is above zero.
	PublicMax money.Rate
	// RejectAbove and WarnAbove bound how far rates may be from what they are measured against (RateMeasures).
	RejectAbove, WarnAbove money.BasisPoints
	// BaseAge is how old the base may be for a pair by hand to be measured against it, included.
	BaseAge time.Duration
	// Band is how far a negotiated rate may be from the public rate, either way, included.
	Band money.Pips
}

// DefaultPricingRules returns the defaults of domain.md 4.2 and 4.3 and decisions.md (negotiated rate).
func DefaultPricingRules() PricingRules {
	return PricingRules{
		Spread:      20,
		BaseMin:     money.MustRate("3.00"),
		BaseMax:     money.MustRate("5.00"),
		PublicMax:   money.MustRate("10.00"),
		RejectAbove: 300,
		WarnAbove:   150,
		BaseAge:     24 * time.Hour,
		Band:        100,
	}
}

// CouponPips is the default discount of a referral or reward coupon (domain.md 4.4).
const CouponPips money.Pips = 30

// FromBase checks a base rate and returns the public rates it makes: the spread on either side, then 3 decimals,
// rounded against the client (domain.md 4.3).
func (r PricingRules) FromBase(base RatePair) (RatePair, *Error) {
	if refusal := r.CheckBase(base); refusal != nil {
		return RatePair{}, refusal
	}
	buy, buyErr := base.Buy.SubPips(r.Spread)
	sell, sellErr := base.Sell.AddPips(r.Spread)
	if buyErr != nil || sellErr != nil {
		return RatePair{}, spreadTooWide()
	}
	sell, sellErr = sell.Ceil3()
	if sellErr != nil {
		return RatePair{}, spreadTooWide()
	}
	public := RatePair{Buy: buy.Floor3(), Sell: sell}
	if refusal := r.CheckPublic(public); refusal != nil {
		return RatePair{}, refusal
	}
	return public, nil
}

func spreadTooWide() *Error {
	return Refuse(CodeInvalid, "El spread configurado no deja un tipo de cambio público válido.").At("spread")
}

// CheckBase returns nil when both base rates are inside their bounds and the sell rate is above the buy rate.
func (r PricingRules) CheckBase(base RatePair) *Error {
	if refusal := r.checkBaseRate(base.Buy, "buy"); refusal != nil {
		return refusal
	}
	if refusal := r.checkBaseRate(base.Sell, "sell"); refusal != nil {
		return refusal
	}
	if base.Sell.Cmp(base.Buy) <= 0 {
		return Refuse(CodeInvalid, "El precio base de venta debe ser mayor que el de compra.").At("sell")
	}
	return nil
}

func (r PricingRules) checkBaseRate(rate money.Rate, field string) *Error {
	if rate.Cmp(r.BaseMin) >= 0 && rate.Cmp(r.BaseMax) <= 0 {
		return nil
	}
	return Refuse(CodeInvalid, "El precio base debe estar entre %s y %s.", r.BaseMin, r.BaseMax).At(field).
		With("minimum", r.BaseMin).With("maximum", r.BaseMax)
}

// CheckPublic returns nil when both public rates are above zero, inside their bound, and sell is not below buy
// (domain.md 4.2).
func (r PricingRules) CheckPublic(public RatePair) *Error {
	if refusal := r.checkPublicRate(public.Buy, "buy"); refusal != nil {
		return refusal
	}
	if refusal := r.checkPublicRate(public.Sell, "sell"); refusal != nil {
		return refusal
	}
	if public.Sell.Cmp(public.Buy) < 0 {
		return Refuse(CodeInvalid, "El tipo de cambio de venta no puede ser menor que el de compra.").At("sell")
	}
	return nil
}

func (r PricingRules) checkPublicRate(rate money.Rate, field string) *Error {
	if !rate.IsZero() && rate.Cmp(r.PublicMax) <= 0 {
		return nil
	}
	return Refuse(CodeInvalid, "El tipo de cambio debe ser mayor que cero y no pasar de %s.", r.PublicMax).At(field).
		With("maximum", r.PublicMax)
}

// CheckNegotiated returns nil when a trader's rate is inside the band around the public rate, on either side of it.
func (r PricingRules) CheckNegotiated(negotiated, public money.Rate) *Error {
	if r.inBand(negotiated, public) {
		return nil
	}
	return Refuse(CodeOutsideBand, "El tipo de cambio debe estar a %d pips como máximo del público (%s). Para uno más lejano pide la aprobación de un Master.",
		r.Band, public).With("band", r.Band).With("public", public)
}

func (r PricingRules) inBand(negotiated, public money.Rate) bool {
	distance := negotiated.PipsAbove(public)
	return !negotiated.IsZero() && -r.Band <= distance && distance <= r.Band
}

// CheckExceptional returns nil when a rate needs two persons and they may agree to it: it is outside of the band, and no farther from the
// public rate than a publication may be.
func (r PricingRules) CheckExceptional(negotiated, public money.Rate) *Error {
	if r.inBand(negotiated, public) {
		return Refuse(CodeInvalid, "Ese tipo de cambio está dentro de la banda de %d pips alrededor del público (%s): cotízalo sin aprobación.", r.Band, public).
			With("band", r.Band).With("public", public)
	}
	return r.CheckAgreed(negotiated, public)
}

// CheckAgreed returns nil when a rate that two persons agreed to is no farther from the public rate than a publication may be.
func (r PricingRules) CheckAgreed(negotiated, public money.Rate) *Error {
	if deviation := negotiated.DeviationFrom(public); negotiated.IsZero() || deviation.Exceeds(r.RejectAbove) {
		return Refuse(CodeRateDeviation, "El tipo de cambio se aparta %s %% del público (%s) y ni con aprobación puede pasar de %s %%.",
			deviation.Percent(), public, r.RejectAbove.Percent()).With("percent", deviation.Percent()).With("limit", r.RejectAbove.Percent()).With("public", public)
	}
	return nil
}
