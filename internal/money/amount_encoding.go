package money

import (
	"database/sql/driver"
	"fmt"
	"io"
)

// MarshalText writes the amount with 2 decimals.
func (a Amount) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads what ParseAmount reads; settings use it.
func (a *Amount) UnmarshalText(text []byte) error {
	parsed, err := ParseAmount(string(text))
	if err != nil {
		return err
	}
	*a = parsed
	return nil
}

// MarshalJSON writes a JSON string.
func (a Amount) MarshalJSON() ([]byte, error) { return []byte(`"` + a.String() + `"`), nil }

// UnmarshalJSON reads a JSON string. Numbers and null are refused.
func (a *Amount) UnmarshalJSON(data []byte) error {
	text, err := unmarshalText(data)
	if err != nil {
		return fmt.Errorf("read amount: %w", err)
	}
	return a.UnmarshalText([]byte(text))
}

// MarshalGQL writes the GraphQL scalar Decimal.
func (a Amount) MarshalGQL(w io.Writer) { writeQuoted(w, a.String()) }

// UnmarshalGQL reads the GraphQL scalar Decimal; only strings are accepted.
func (a *Amount) UnmarshalGQL(v any) error {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("read amount: %w", ErrNotText)
	}
	parsed, err := ParseAmount(text)
	if err != nil {
		return err
	}
	*a = parsed
	return nil
}

// Scan implements sql.Scanner for numeric columns and for sums over them, which
// may have up to 16 integer digits.
func (a *Amount) Scan(source any) error {
	cents, err := amountTotal.scan(source)
	if err != nil {
		return fmt.Errorf("scan amount: %w", err)
	}
	a.cents = cents
	return nil
}

// Value implements driver.Valuer. A total too large for numeric(15,2) is an
// error here rather than in the database.
func (a Amount) Value() (driver.Value, error) {
	if magnitude(a.cents) > maxColumnCents {
		return nil, fmt.Errorf("store amount: %w", ErrOutOfRange)
	}
	return a.String(), nil
}
