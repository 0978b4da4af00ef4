package money

import (
	"cmp"
	"fmt"
)

// maxRateUnits is the limit of numeric(10,4) in ten-thousandths.
const maxRateUnits = 9_999_999_999

// Rate is an exact price in PEN for one USD, between 0 and 999,999.9999 with 4
// decimals. The zero value is no price; conversions refuse it. Rates compare
// with ==.
type Rate struct {
	units int64
}

// Pips counts ten-thousandths of PEN per USD: 1 pip = 0.0001.
type Pips int64

var rateInput = decimalFormat{integerDigits: 6, decimals: 4}

// ParseRate reads a plain decimal with at most 6 integer digits, at most 4
// decimals and no sign. The error wraps ErrFormat, ErrTooManyDecimals,
// ErrOutOfRange or ErrNegative.
func ParseRate(text string) (Rate, error) {
	units, err := rateInput.parse(text)
	if err != nil {
		return Rate{}, fmt.Errorf("parse rate: %w", rateInput.explain(err, text, "el tipo de cambio", "3.7450"))
	}
	return Rate{units}, nil
}

// MustRate is ParseRate for constants of the program; it panics on a text that
// is no rate.
func MustRate(text string) Rate {
	rate, err := ParseRate(text)
	if err != nil {
		panic(err)
	}
	return rate
}

// RateFromPips returns the rate of that many pips: 37,180 is 3.7180. The error
// wraps ErrNegative or ErrOutOfRange.
func RateFromPips(pips Pips) (Rate, error) { return rateOf(int64(pips)) }

// Pips returns the rate as a whole number of pips.
func (r Rate) Pips() Pips { return Pips(r.units) }

// AddPips returns the rate that many pips higher. The error wraps ErrNegative or
// ErrOutOfRange.
func (r Rate) AddPips(pips Pips) (Rate, error) {
	if pips > maxRateUnits {
		return Rate{}, fmt.Errorf("add pips: %w", ErrOutOfRange)
	}
	if pips < -maxRateUnits {
		return Rate{}, fmt.Errorf("add pips: %w", ErrNegative)
	}
	return rateOf(r.units + int64(pips))
}

// SubPips returns the rate that many pips lower. The error wraps ErrNegative or
// ErrOutOfRange.
func (r Rate) SubPips(pips Pips) (Rate, error) {
	if pips < -maxRateUnits {
		return Rate{}, fmt.Errorf("subtract pips: %w", ErrOutOfRange)
	}
	return r.AddPips(-pips)
}

// PipsAbove returns by how many pips r is above other; it is negative when r is
// below.
func (r Rate) PipsAbove(other Rate) Pips { return Pips(r.units - other.units) }

// Floor3 rounds down to 3 decimals: the house's public buy rate is rounded
// against the client (domain.md 4.3).
func (r Rate) Floor3() Rate { return Rate{r.units - r.units%10} }

// Ceil3 rounds up to 3 decimals: the house's public sell rate is rounded against
// the client (domain.md 4.3). The error wraps ErrOutOfRange.
func (r Rate) Ceil3() (Rate, error) { return rateOf((r.units + 9) / 10 * 10) }

// Cmp returns -1, 0 or +1 as r is less than, equal to or greater than other.
func (r Rate) Cmp(other Rate) int { return cmp.Compare(r.units, other.units) }

// IsZero reports whether r is the zero value, which is no price.
func (r Rate) IsZero() bool { return r.units == 0 }

// String returns the rate with exactly 4 decimals: "3.7180".
func (r Rate) String() string { return rateInput.text(r.units) }

func rateOf(units int64) (Rate, error) {
	switch {
	case units < 0:
		return Rate{}, ErrNegative
	case units > maxRateUnits:
		return Rate{}, ErrOutOfRange
	default:
		return Rate{units}, nil
	}
}
