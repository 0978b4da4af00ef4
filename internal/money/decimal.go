package money

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// longestText bounds the work spent on a text before it is refused. The longest
// number any format accepts has 20 characters.
const longestText = 32

// decimalFormat describes a fixed-point number the way its column does. Values
// are counted in units of the last decimal.
type decimalFormat struct {
	integerDigits int
	decimals      int
	signed        bool
}

// parse reads -?digits[.digits] and returns the units. Exponents, spaces, a
// plus sign, grouping, a bare point and digits of other scripts are refused.
func (f decimalFormat) parse(text string) (int64, error) {
	if len(text) > longestText {
		return 0, ErrFormat
	}
	unsigned, negative := strings.CutPrefix(text, "-")
	whole, fraction, hasPoint := strings.Cut(unsigned, ".")
	if !isDigits(whole) || hasPoint && !isDigits(fraction) {
		return 0, ErrFormat
	}
	switch {
	case negative && !f.signed:
		return 0, ErrNegative
	case len(whole) > f.integerDigits:
		return 0, ErrOutOfRange
	case len(fraction) > f.decimals:
		return 0, ErrTooManyDecimals
	}
	padding := strings.Repeat("0", f.decimals-len(fraction))
	units, err := strconv.ParseInt(whole+fraction+padding, 10, 64)
	if err != nil {
		return 0, ErrOutOfRange
	}
	if negative {
		units = -units
	}
	return units, nil
}

// text writes units with all decimals of the format.
func (f decimalFormat) text(units int64) string {
	digits := strconv.FormatUint(magnitude(units), 10)
	if missing := f.decimals + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	point := len(digits) - f.decimals
	sign := ""
	if units < 0 {
		sign = "-"
	}
	return sign + digits[:point] + "." + digits[point:]
}

// scan reads what a database driver hands over for a numeric or integer column;
// a whole number counts as whole currency units, not as cents.
func (f decimalFormat) scan(source any) (int64, error) {
	switch value := source.(type) {
	case string:
		return f.parse(value)
	case []byte:
		return f.parse(string(value))
	case int64:
		return f.parse(strconv.FormatInt(value, 10))
	case nil:
		return 0, fmt.Errorf("%w: the column is null, scan into sql.Null", ErrFormat)
	default:
		return 0, fmt.Errorf("%w: unexpected driver type %T", ErrFormat, source)
	}
}

// unmarshalText returns the content of a JSON string. Anything else, null
// included, is refused: a missing amount must never become 0.00.
func unmarshalText(data []byte) (string, error) {
	if len(data) == 0 || data[0] != '"' {
		return "", ErrNotText
	}
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return "", ErrFormat
	}
	return text, nil
}

func isDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

// magnitude returns the absolute value, which for the smallest int64 only an
// unsigned number can hold.
func magnitude(units int64) uint64 {
	if units < 0 {
		return -uint64(units)
	}
	return uint64(units)
}
