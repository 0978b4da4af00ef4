package money

import (
	"fmt"
	"math/bits"
)

// unitsPerRate is how many units make a rate of exactly 1.0000.
const unitsPerRate = 10_000

// PENFor returns round_half_up(usd x rate, 2): the PEN side when the USD side is
// fixed. The error wraps ErrZeroRate or ErrOutOfRange.
func PENFor(usd Amount, rate Rate) (Amount, error) {
	if rate.IsZero() {
		return Amount{}, fmt.Errorf("convert to PEN: %w", ErrZeroRate)
	}
	pen, err := scaled(usd.cents, uint64(rate.units), unitsPerRate)
	if err != nil {
		return Amount{}, fmt.Errorf("convert to PEN: %w", err)
	}
	return pen, nil
}

// USDFor returns round_half_up(pen / rate, 2): the USD side when the PEN side is
// fixed. The result is off by half a cent of USD at most, so
// |usd x rate - pen| <= rate x 0.005. The error wraps ErrZeroRate or
// ErrOutOfRange.
func USDFor(pen Amount, rate Rate) (Amount, error) {
	if rate.IsZero() {
		return Amount{}, fmt.Errorf("convert to USD: %w", ErrZeroRate)
	}
	usd, err := scaled(pen.cents, unitsPerRate, uint64(rate.units))
	if err != nil {
		return Amount{}, fmt.Errorf("convert to USD: %w", err)
	}
	return usd, nil
}

// PENForPips returns what a difference of that many pips is worth on an amount of
// USD, rounded half up to the cent; it is negative for negative pips. The error
// wraps ErrOutOfRange.
func PENForPips(usd Amount, pips Pips) (Amount, error) {
	worth, err := scaled(usd.cents, magnitude(int64(pips)), unitsPerRate)
	if err != nil {
		return Amount{}, fmt.Errorf("value pips: %w", err)
	}
	if pips < 0 {
		return worth.Neg(), nil
	}
	return worth, nil
}

// scaled returns cents x numerator / denominator, rounded half away from zero,
// through an exact 128-bit product. The result must fit numeric(15,2).
func scaled(cents int64, numerator, denominator uint64) (Amount, error) {
	high, low := bits.Mul64(magnitude(cents), numerator)
	if high >= denominator {
		return Amount{}, ErrOutOfRange
	}
	quotient, remainder := bits.Div64(high, low, denominator)
	if quotient > maxColumnCents {
		return Amount{}, ErrOutOfRange
	}
	if remainder >= denominator-remainder {
		quotient++
	}
	if quotient > maxColumnCents {
		return Amount{}, ErrOutOfRange
	}
	if cents < 0 {
		return Amount{-int64(quotient)}, nil
	}
	return Amount{int64(quotient)}, nil
}
