package domain

import "github.com/qoricash/qoricash/internal/money"

// Discounted returns the rate moved in favour of the client: up when the house buys, down when it sells (domain.md
// 4.4). Nothing is rounded, so the client gets every pip. A discount that leaves no rate above zero is refused.
func Discounted(side Side, rate money.Rate, discount money.Pips) (money.Rate, *Error) {
	if discount < 0 {
		return money.Rate{}, Refuse(CodeInvalid, "El descuento no puede ser negativo.")
	}
	better, err := rate.AddPips(discount)
	if side == HouseSellsUSD {
		better, err = rate.SubPips(discount)
	}
	if err != nil || better.IsZero() {
		return money.Rate{}, Refuse(CodeInvalid, "El descuento es mayor de lo que el tipo de cambio permite.")
	}
	return better, nil
}

// MarginPips returns how much better than the base rate a rate is for the house; it is negative when it is worse
// (domain.md 4.6).
func MarginPips(side Side, rate, base money.Rate) money.Pips {
	if side == HouseBuysUSD {
		return base.PipsAbove(rate)
	}
	return rate.PipsAbove(base)
}

// TraderMargin returns what the difference from the base rate is worth in PEN. ok is false without a base rate: such an
// operation is left out of margins (domain.md 4.6).
func TraderMargin(side Side, rate, base money.Rate, usd money.Amount) (margin money.Amount, ok bool) {
	if base.IsZero() {
		return money.Amount{}, false
	}
	margin, err := money.PENForPips(usd, MarginPips(side, rate, base))
	return margin, err == nil
}

// Price is both amounts of an operation at its rate. Fixed is the currency whose amount the client typed; the other one
// follows from it, once, rounded half up to the cent (RULE-PRC-2).
type Price struct {
	Side  Side
	Fixed money.Currency
	USD   money.Amount
	PEN   money.Amount
	Rate  money.Rate
}

// NewPrice computes the amount that was not typed. It refuses an amount that is not above zero, or so small or large
// that the other side has none.
func NewPrice(side Side, fixed money.Currency, amount money.Amount, rate money.Rate) (Price, *Error) {
	switch {
	case !side.Valid():
		return Price{}, Refuse(CodeInvalid, "El tipo de operación debe ser compra o venta.").At("side")
	case !fixed.Valid():
		return Price{}, Refuse(CodeInvalid, "La moneda debe ser PEN o USD.").At("currency")
	case rate.IsZero():
		return Price{}, Refuse(CodePricingUnavailable, "No hay un tipo de cambio vigente.")
	case amount.Sign() <= 0:
		return Price{}, Refuse(CodeBelowMinimum, "El monto debe ser mayor que cero.").At("amount")
	}
	price := Price{Side: side, Fixed: fixed, USD: amount, PEN: amount, Rate: rate}
	var err error
	if fixed == money.USD {
		price.PEN, err = money.PENFor(amount, rate)
	} else {
		price.USD, err = money.USDFor(amount, rate)
	}
	if err != nil {
		return Price{}, Refuse(CodeAboveMaximum, "El monto es demasiado grande.").At("amount")
	}
	if price.USD.IsZero() || price.PEN.IsZero() {
		return Price{}, Refuse(CodeBelowMinimum, "El monto es demasiado pequeño para cambiarlo.").At("amount")
	}
	return price, nil
}

// Consistent reports whether the amounts are the ones that NewPrice computes; the database checks the same.
func (p Price) Consistent() bool {
	amount := p.USD
	if p.Fixed == money.PEN {
		amount = p.PEN
	}
	right, refusal := NewPrice(p.Side, p.Fixed, amount, p.Rate)
	return refusal == nil && right == p
}

// Deposit returns what the client hands over.
func (p Price) Deposit() money.Money {
	return money.Money{Amount: p.Side.DepositAmount(p.USD, p.PEN), Currency: p.Side.Terms().Deposit}
}

// Payout returns what the client receives.
func (p Price) Payout() money.Money {
	return money.Money{Amount: p.Side.PayoutAmount(p.USD, p.PEN), Currency: p.Side.Terms().Payout}
}
