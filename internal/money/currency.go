package money

import (
	"fmt"
	"io"
	"strconv"
)

// Currency is an ISO 4217 code the house deals in.
type Currency string

// The two currencies of the house.
const (
	PEN Currency = "PEN"
	USD Currency = "USD"
)

// Currencies lists every currency of the house, local currency first.
func Currencies() []Currency { return []Currency{PEN, USD} }

// Valid reports whether c is a currency of the house.
func (c Currency) Valid() bool { return c == PEN || c == USD }

// Symbol returns the sign Peruvians write before an amount: "S/" or "US$". For
// an unknown currency it returns the code itself.
func (c Currency) Symbol() string {
	switch c {
	case PEN:
		return "S/"
	case USD:
		return "US$"
	default:
		return string(c)
	}
}

// Values lists the codes; ent uses it to declare the enum.
func (Currency) Values() []string { return []string{string(PEN), string(USD)} }

// MarshalGQL writes the code as a GraphQL enum value.
func (c Currency) MarshalGQL(w io.Writer) { writeQuoted(w, string(c)) }

// UnmarshalGQL reads a GraphQL enum value and refuses unknown codes.
func (c *Currency) UnmarshalGQL(v any) error {
	text, ok := v.(string)
	if !ok {
		return fmt.Errorf("read currency: %w", ErrCurrency)
	}
	parsed := Currency(text)
	if !parsed.Valid() {
		return fmt.Errorf("read currency: %w", ErrCurrency)
	}
	*c = parsed
	return nil
}

// writeQuoted writes text as a JSON string. The GraphQL writer keeps its own
// first error and has no way to take one from a scalar.
func writeQuoted(w io.Writer, text string) {
	_, _ = io.WriteString(w, strconv.Quote(text))
}
