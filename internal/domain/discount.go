package domain

import "github.com/qoricash/qoricash/internal/money"

// RewardRules are what the house gives for recommendations, codes and amounts. The zero value gives nothing.
type RewardRules struct {
	// Earn is what a referrer earns with each completed operation of whom it referred, from Minimum on; Redeem is what becomes a code.
	Earn, Redeem money.Pips
	// Minimum is the least operation, in USD, that earns anything (areas.md E19).
	Minimum money.Amount
	// Coupon is what a code takes off a price.
	Coupon money.Pips
	DiscountRules
}

// DiscountRules are what the discounts of a price follow. A quote keeps those that priced it.
type DiscountRules struct {
	// CouponMaximum is the largest operation, in USD, that takes a coupon (areas.md E19).
	CouponMaximum money.Amount `json:"couponMaximum"`
	// Cap bounds tier and coupon together (areas.md D17).
	Cap money.Pips `json:"cap"`
	// Tiers are the discounts by amount, smallest first; one without pips gives nothing.
	Tiers [3]PriceTier `json:"tiers"`
}

// PriceTier is a discount from an amount on.
type PriceTier struct {
	// From is in USD at the public rate, included.
	From money.Amount `json:"from"`
	Pips money.Pips   `json:"pips"`
}

// DefaultRewardRules are the defaults of decisions.md: 30 pips earned, redeemed and discounted, no tiers.
func DefaultRewardRules() RewardRules {
	return RewardRules{Earn: CouponPips, Redeem: CouponPips, Coupon: CouponPips, Minimum: money.MustAmount("200.00"),
		DiscountRules: DiscountRules{Cap: 50, CouponMaximum: money.MustAmount("20000.00"), Tiers: [3]PriceTier{{From: money.MustAmount("3000.00")},
			{From: money.MustAmount("5000.00")}, {From: money.MustAmount("10000.00")}}}}
}

// LiveEarnPips is what a referrer earned in the live system (domain.md 19.15).
const LiveEarnPips money.Pips = 15

// LiveBotTiers are the discounts by amount of the live system's bot (domain.md 4.4).
func LiveBotTiers() [3]PriceTier {
	tiers := DefaultRewardRules().Tiers
	for i, pips := range []money.Pips{10, 15, 20} {
		tiers[i].Pips = pips
	}
	return tiers
}

// Tier answers the discount of an amount in USD: that of the largest boundary that it reaches.
func (r DiscountRules) Tier(usd money.Amount) money.Pips {
	var pips money.Pips
	for _, tier := range r.Tiers {
		if usd.Cmp(tier.From) >= 0 {
			pips = tier.Pips
		}
	}
	return pips
}

// DiscountKind is what a part of a discount is given for.
type DiscountKind string

// The kinds.
const (
	DiscountTier   DiscountKind = "TIER"
	DiscountCoupon DiscountKind = "COUPON"
)

// Values lists the kinds.
func (DiscountKind) Values() []string { return []string{string(DiscountTier), string(DiscountCoupon)} }

// DiscountBound is what cuts a discount.
type DiscountBound string

// The bounds.
const (
	// BoundByCap is [RewardRules.Cap].
	BoundByCap DiscountBound = "CAP"
	// BoundByMiddle is the middle of the public pair: no client's rate goes beyond it (areas.md E20).
	BoundByMiddle DiscountBound = "MIDDLE"
)

// Discounts are the parts of a discount, in pips in favour of the client.
type Discounts struct {
	// Tier and Coupon are what the price takes.
	Tier, Coupon money.Pips
	// TierCut and CouponCut are what each would have given more; Bound says why not, and is empty where nothing was cut.
	TierCut, CouponCut money.Pips
	Bound              DiscountBound
}

// Total is what the parts give together.
func (d Discounts) Total() money.Pips { return d.Tier + d.Coupon }

// Discounts parts the discount of an amount, in USD at the public rate: the tier first, which needs no code, then the coupon with what room
// is left. Together they stay within the cap, and the rate on its side of the middle of the pair (areas.md E20).
func (r DiscountRules) Discounts(public RatePair, usd money.Amount, coupon money.Pips) Discounts {
	room, bound := r.Cap, BoundByCap
	if half := public.Sell.PipsAbove(public.Buy) / 2; half < room {
		room, bound = half, BoundByMiddle
	}
	room = max(room, 0)
	asked := r.Tier(usd)
	parts := Discounts{Tier: min(asked, room)}
	parts.Coupon = min(max(coupon, 0), room-parts.Tier)
	parts.TierCut, parts.CouponCut = asked-parts.Tier, max(coupon, 0)-parts.Coupon
	if parts.TierCut+parts.CouponCut > 0 {
		parts.Bound = bound
	}
	return parts
}
