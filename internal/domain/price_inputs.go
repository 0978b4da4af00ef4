package domain

import "github.com/qoricash/qoricash/internal/money"

// PriceInputs are all that a price follows from. The same inputs give the same price for ever (product.md Q11).
type PriceInputs struct {
	Side Side
	// Fixed is the amount that the client typed.
	Fixed money.Money
	// Public is the pair of the publication in force.
	Public RatePair
	// Negotiated is a rate that was agreed, which takes no discount; nil for the public one.
	Negotiated *money.Rate
	DiscountInputs
}

// DiscountInputs are what the discounts of a price follow from.
type DiscountInputs struct {
	DiscountRules
	// Offered is what the client's code gives, in pips; 0 without a code.
	Offered money.Pips `json:"offered"`
}

// PriceTerms are a price and how its rate came about.
type PriceTerms struct {
	Price Price
	// AtPublic is the price before discounts, whose dollars decide the tier.
	AtPublic   Price
	Discounts  Discounts
	Negotiated bool
}

// Terms price the inputs: a negotiated rate as it was agreed, and any other at the public rate less what the amount and a code give (areas.md
// D17). Refusals are those of [NewPrice] and [Discounted].
func (in PriceInputs) Terms() (PriceTerms, *Error) {
	public := in.Public.For(in.Side)
	if in.Negotiated != nil {
		price, refusal := in.at(*in.Negotiated)
		return PriceTerms{Price: price, AtPublic: price, Negotiated: *in.Negotiated != public}, refusal
	}
	price, refusal := in.at(public)
	if refusal != nil {
		return PriceTerms{}, refusal
	}
	terms := PriceTerms{Price: price, AtPublic: price, Discounts: in.Discounts(in.Public, price.USD, in.given(price.USD))}
	if terms.Discounts.Total() == 0 {
		return terms, nil
	}
	rate, refusal := Discounted(in.Side, public, terms.Discounts.Total())
	if refusal != nil {
		return PriceTerms{}, refusal
	}
	terms.Price, refusal = in.at(rate)
	return terms, refusal
}

func (in PriceInputs) at(rate money.Rate) (Price, *Error) {
	return NewPrice(in.Side, in.Fixed.Currency, in.Fixed.Amount, rate)
}

// given is what a code gives to an amount in USD at the public rate: nothing beyond the largest that takes one.
func (d DiscountInputs) given(usd money.Amount) money.Pips {
	if usd.Cmp(d.CouponMaximum) > 0 {
		return 0
	}
	return d.Offered
}
