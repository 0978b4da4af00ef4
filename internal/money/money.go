package money

import "fmt"

// Money is an amount together with its currency.
type Money struct {
	Amount   Amount   `json:"amount"`
	Currency Currency `json:"currency"`
}

// Soles returns the amount in PEN.
func Soles(amount Amount) Money { return Money{Amount: amount, Currency: PEN} }

// Dollars returns the amount in USD.
func Dollars(amount Amount) Money { return Money{Amount: amount, Currency: USD} }

// Add returns m + other. The error wraps ErrCurrencyMismatch.
func (m Money) Add(other Money) (Money, error) {
	if m.Currency != other.Currency {
		return Money{}, fmt.Errorf("add money: %w", ErrCurrencyMismatch)
	}
	return Money{Amount: m.Amount.Add(other.Amount), Currency: m.Currency}, nil
}

// Sub returns m - other. The error wraps ErrCurrencyMismatch.
func (m Money) Sub(other Money) (Money, error) {
	if m.Currency != other.Currency {
		return Money{}, fmt.Errorf("subtract money: %w", ErrCurrencyMismatch)
	}
	return Money{Amount: m.Amount.Sub(other.Amount), Currency: m.Currency}, nil
}

// String returns the money as it is written in Peru: "US$ 1,730.00".
func (m Money) String() string { return m.Currency.Symbol() + " " + m.Amount.Grouped() }
