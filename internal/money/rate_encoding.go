package money

import (
	"database/sql/driver"
	"fmt"
	"io"
)

// MarshalText writes the rate with 4 decimals.
func (r Rate) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads what ParseRate reads; settings use it.
func (r *Rate) UnmarshalText(text []byte) error {
	parsed, err := ParseRate(string(text))
	if err != nil {
		return err
	}
	*r = parsed
	return nil
}

// MarshalJSON writes a JSON string.
func (r Rate) MarshalJSON() ([]byte, error) { return []byte(`"` + r.String() + `"`), nil }

// UnmarshalJSON reads a JSON string. Numbers and null are refused.
func (r *Rate) UnmarshalJSON(data []byte) error {
	text, err := unmarshalText(data)
	if err != nil {
		return fmt.Errorf("read rate: %w", err)
	}
	return r.UnmarshalText([]byte(text))
}

// MarshalGQL writes the GraphQL scalar Rate.
func (r Rate) MarshalGQL(w io.Writer) { writeQuoted(w, r.String()) }

// UnmarshalGQL reads the GraphQL scalar Rate; only strings are accepted.
func (r *Rate) UnmarshalGQL(v any) error {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("read rate: %w", ErrNotText)
	}
	parsed, err := ParseRate(text)
	if err != nil {
		return err
	}
	*r = parsed
	return nil
}

// Scan implements sql.Scanner for numeric(10,4) columns.
func (r *Rate) Scan(source any) error {
	units, err := rateInput.scan(source)
	if err != nil {
		return fmt.Errorf("scan rate: %w", err)
	}
	r.units = units
	return nil
}

// Value implements driver.Valuer.
func (r Rate) Value() (driver.Value, error) { return r.String(), nil }
