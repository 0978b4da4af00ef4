package money

import (
	"errors"
	"strings"
)

// typedSymbols are what people write beside a number, longest first.
var typedSymbols = []string{"US$", "S/.", "S/", "USD", "PEN", "$"}

// explain answers the reason for which a text that somebody typed is refused: for a number in another writing, how to write it.
// What the sender reads repeats the number; what goes to a log does not.
func (f decimalFormat) explain(err error, text, what, example string) error {
	if !errors.Is(err, ErrFormat) || len(text) > longestText {
		return err
	}
	if strings.TrimSpace(text) == "" {
		return &InputError{english: ErrFormat.english, spanish: "Escribe " + what + ", por ejemplo " + example + ".", kind: ErrFormat}
	}
	units, err := f.parse(f.plain(text))
	if err != nil {
		return ErrFormat
	}
	return &InputError{english: ErrFormat.english, kind: ErrFormat,
		spanish: "Escribe " + what + " solo con números y punto decimal: " + f.text(units) + "."}
}

// plain is what a number in another writing most probably means, as a plain decimal: without symbols of currencies, spaces and
// groups. Of a point and a comma the last one is that of the decimals; in amounts, commas alone group where three digits follow
// each. Rates are too small to be grouped.
func (f decimalFormat) plain(text string) string {
	text = strings.ToUpper(strings.Join(strings.Fields(text), ""))
	for _, symbol := range typedSymbols {
		text = strings.TrimSuffix(strings.TrimPrefix(text, symbol), symbol)
	}
	text = strings.TrimPrefix(strings.NewReplacer("'", "", "’", "").Replace(text), "+")
	point, comma := strings.LastIndex(text, "."), strings.LastIndex(text, ",")
	switch {
	case comma < 0:
	case point > comma || point < 0 && f == amountInput && isGrouped(text):
		text = strings.ReplaceAll(text, ",", "")
	default:
		text = strings.ReplaceAll(text[:comma], ".", "") + "." + text[comma+1:]
	}
	if strings.HasPrefix(text, ".") {
		text = "0" + text
	}
	return strings.TrimSuffix(text, ".")
}

// isGrouped tells whether commas stand where thousands are grouped: 1,200 and 1,200,000.
func isGrouped(text string) bool {
	groups := strings.Split(text, ",")
	for _, group := range groups[1:] {
		if len(group) != 3 {
			return false
		}
	}
	first := strings.TrimPrefix(groups[0], "-")
	return len(first) >= 1 && len(first) <= 3 && first != "0"
}
