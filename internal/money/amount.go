package money

import (
	"cmp"
	"fmt"
	"math"
	"strings"
)

// Column limits of numeric(15,2).
const (
	amountDecimals = 2
	maxColumnCents = 999_999_999_999_999
)

// Amount is an exact sum of money without its currency. The zero value is 0.00;
// amounts compare with ==.
//
// Arithmetic panics when the result leaves int64 (92,233,720,368,547,758.07).
// Everything parsed or stored has at most 13 integer digits, so it takes more
// than nine thousand amounts of the largest size to get there: no input reaches
// it, and a wrapped sum would be worse than a stopped request.
type Amount struct {
	cents int64
}

// amountInput is what people and columns may hold: numeric(15,2).
// amountTotal is what a SUM over such a column may return.
var (
	amountInput = decimalFormat{integerDigits: 13, decimals: amountDecimals, signed: true}
	amountTotal = decimalFormat{integerDigits: 16, decimals: amountDecimals, signed: true}
)

// ParseAmount reads a plain decimal with at most 13 integer digits and at most 2
// decimals, optionally after one '-'. Everything else is an error that wraps
// ErrFormat, ErrTooManyDecimals or ErrOutOfRange.
func ParseAmount(text string) (Amount, error) {
	cents, err := amountInput.parse(text)
	if err != nil {
		return Amount{}, fmt.Errorf("parse amount: %w", amountInput.explain(err, text, "el monto", "1730.00"))
	}
	return Amount{cents}, nil
}

// MustAmount is ParseAmount for constants of the program; it panics on a text
// that is no amount.
func MustAmount(text string) Amount {
	amount, err := ParseAmount(text)
	if err != nil {
		panic(err)
	}
	return amount
}

// FromCents returns the amount of that many cents.
func FromCents(cents int64) Amount { return Amount{cents} }

// Cents returns the amount as a whole number of cents.
func (a Amount) Cents() int64 { return a.cents }

// Add returns a + b.
func (a Amount) Add(b Amount) Amount {
	sum := a.cents + b.cents
	mustNotOverflow((sum > a.cents) == (b.cents > 0))
	return Amount{sum}
}

// Sub returns a - b.
func (a Amount) Sub(b Amount) Amount {
	difference := a.cents - b.cents
	mustNotOverflow((difference < a.cents) == (b.cents > 0))
	return Amount{difference}
}

// Neg returns -a.
func (a Amount) Neg() Amount {
	mustNotOverflow(a.cents != math.MinInt64)
	return Amount{-a.cents}
}

// Abs returns a without its sign.
func (a Amount) Abs() Amount {
	if a.cents < 0 {
		return a.Neg()
	}
	return a
}

// Cmp returns -1, 0 or +1 as a is less than, equal to or greater than b.
func (a Amount) Cmp(b Amount) int { return cmp.Compare(a.cents, b.cents) }

// Sign returns -1, 0 or +1 as a is negative, zero or positive.
func (a Amount) Sign() int { return cmp.Compare(a.cents, 0) }

// IsZero reports whether a is 0.00.
func (a Amount) IsZero() bool { return a.cents == 0 }

// Sum adds all amounts; of none it is 0.00.
func Sum(amounts ...Amount) Amount {
	var total Amount
	for _, amount := range amounts {
		total = total.Add(amount)
	}
	return total
}

// String returns the amount with exactly 2 decimals and no grouping: "-1730.00".
func (a Amount) String() string { return amountInput.text(a.cents) }

// Grouped returns the amount as it is written in Peru, with a comma every three
// digits: "1,730.00".
func (a Amount) Grouped() string {
	text := a.String()
	sign := ""
	if a.cents < 0 {
		sign, text = "-", text[1:]
	}
	whole, fraction, _ := strings.Cut(text, ".")
	var grouped strings.Builder
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			grouped.WriteByte(',')
		}
		grouped.WriteRune(digit)
	}
	return sign + grouped.String() + "." + fraction
}

func mustNotOverflow(fits bool) {
	if !fits {
		panic("money: amount overflows 64 bits of cents")
	}
}
