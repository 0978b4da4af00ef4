package domain

import "github.com/qoricash/qoricash/internal/money"

// Side says which way an operation goes, always from the house's view. There are no other names for it: every
// currency, account and sign is derived from the table below (domain.md 3.4, class of pain P-10).
type Side string

const (
	// HouseBuysUSD is "Compra": the client hands over USD and receives PEN at the house's buy rate.
	HouseBuysUSD Side = "HOUSE_BUYS_USD"
	// HouseSellsUSD is "Venta": the client hands over PEN and receives USD at the house's sell rate.
	HouseSellsUSD Side = "HOUSE_SELLS_USD"
)

// SideTerms is everything that follows from a side.
type SideTerms struct {
	// Deposit is the currency that the client hands over, Payout the one that it receives.
	Deposit, Payout money.Currency
	// PositionSign is +1 when the house's USD position grows, -1 when it shrinks.
	PositionSign int
	// HouseLabel is the word of the desk, ClientLabel the one of the client's button (Spanish, Peru).
	HouseLabel, ClientLabel string
}

var sideTerms = map[Side]SideTerms{
	HouseBuysUSD:  {Deposit: money.USD, Payout: money.PEN, PositionSign: +1, HouseLabel: "Compra", ClientLabel: "Vendo dólares"},
	HouseSellsUSD: {Deposit: money.PEN, Payout: money.USD, PositionSign: -1, HouseLabel: "Venta", ClientLabel: "Compro dólares"},
}

// Sides lists every side in the order of the screens.
func Sides() []Side { return []Side{HouseBuysUSD, HouseSellsUSD} }

// Valid tells whether s is one of the two sides.
func (s Side) Valid() bool { _, ok := sideTerms[s]; return ok }

// Terms answers what follows from the side. It is the zero value for an invalid side.
func (s Side) Terms() SideTerms { return sideTerms[s] }

// Values lists the sides for the database's enum check.
func (Side) Values() []string { return valuesOf(Sides()) }

// SideByPay answers the side of a client that pays in the given currency.
func SideByPay(pay money.Currency) Side {
	if pay == money.USD {
		return HouseBuysUSD
	}
	return HouseSellsUSD
}

// DepositAmount is the exact amount that the client hands over.
func (s Side) DepositAmount(usd, pen money.Amount) money.Amount {
	if s.Terms().Deposit == money.USD {
		return usd
	}
	return pen
}

// PayoutAmount is the exact amount that the client receives.
func (s Side) PayoutAmount(usd, pen money.Amount) money.Amount {
	if s.Terms().Payout == money.USD {
		return usd
	}
	return pen
}

func valuesOf[T ~string](list []T) []string {
	values := make([]string, len(list))
	for i, v := range list {
		values[i] = string(v)
	}
	return values
}
