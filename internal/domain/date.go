package domain

import (
	"cmp"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"time"
)

// dateLayout is the only text form of a date, ISO 8601.
const dateLayout = "2006-01-02"

// Date is a calendar day without a time or a zone. The zero value is no day.
// Dates compare with ==.
type Date struct {
	year  int
	month time.Month
	day   int
}

// NewDate returns the day; values outside their range are carried over as
// time.Date does, so that day 32 of a January is the first of February.
func NewDate(year int, month time.Month, day int) Date {
	return dateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// ParseDate reads "2006-01-02". The error is a Fault with code FaultDate.
func ParseDate(text string) (Date, error) {
	parsed, err := time.Parse(dateLayout, text)
	if err != nil || parsed.Year() < 1 {
		return Date{}, Fault{Code: FaultDate, Message: "La fecha debe tener la forma AAAA-MM-DD y existir en el calendario."}
	}
	return dateOf(parsed), nil
}

// MustDate is ParseDate for constants of the program; it panics on a text that is
// no day.
func MustDate(text string) Date {
	date, err := ParseDate(text)
	if err != nil {
		panic(err)
	}
	return date
}

// dateOf drops the time of day in the zone t carries.
func dateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year: year, month: month, day: day}
}

// Year returns the year.
func (d Date) Year() int { return d.year }

// Month returns the month of the year.
func (d Date) Month() time.Month { return d.month }

// Day returns the day of the month.
func (d Date) Day() int { return d.day }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.midnight(time.UTC).Weekday() }

// IsZero reports whether d is the zero value, which is no day.
func (d Date) IsZero() bool { return d == Date{} }

// AddDays returns the day n days later, or earlier when n is negative.
func (d Date) AddDays(n int) Date { return NewDate(d.year, d.month, d.day+n) }

// DaysSince returns how many days d is after other.
func (d Date) DaysSince(other Date) int {
	return int(d.midnight(time.UTC).Sub(other.midnight(time.UTC)) / (24 * time.Hour))
}

// Cmp returns -1, 0 or +1 as d is before, equal to or after other.
func (d Date) Cmp(other Date) int {
	return cmp.Or(cmp.Compare(d.year, other.year), cmp.Compare(d.month, other.month), cmp.Compare(d.day, other.day))
}

// Before reports whether d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.Cmp(other) < 0 }

// After reports whether d is a later day than other.
func (d Date) After(other Date) bool { return d.Cmp(other) > 0 }

// Start returns the instant the day begins in Lima, in UTC.
func (d Date) Start() time.Time { return d.at(0) }

// at returns the instant of a time of day in Lima, in UTC.
func (d Date) at(timeOfDay time.Duration) time.Time {
	return d.midnight(lima()).Add(timeOfDay).UTC()
}

func (d Date) midnight(zone *time.Location) time.Time {
	return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, zone)
}

// String returns "2006-01-02", and "" for the zero value.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.midnight(time.UTC).Format(dateLayout)
}

// MarshalText writes the ISO form.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the ISO form.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// MarshalJSON writes a JSON string, and null for the zero value.
func (d Date) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return strconv.AppendQuote(nil, d.String()), nil
}

// UnmarshalJSON reads a JSON string; null is the zero value.
func (d *Date) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*d = Date{}
		return nil
	}
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return fmt.Errorf("read date: %w", err)
	}
	return d.UnmarshalText([]byte(text))
}

// MarshalGQL writes the GraphQL scalar Date. The GraphQL writer keeps its own
// first error and has no way to take one from a scalar.
func (d Date) MarshalGQL(w io.Writer) {
	text, _ := d.MarshalJSON()
	_, _ = w.Write(text)
}

// UnmarshalGQL reads the GraphQL scalar Date; only strings are accepted.
func (d *Date) UnmarshalGQL(v any) error {
	text, ok := v.(string)
	if !ok {
		return Fault{Code: FaultDate, Message: "La fecha debe enviarse como texto con la forma AAAA-MM-DD."}
	}
	return d.UnmarshalText([]byte(text))
}

// Scan implements sql.Scanner for date columns. A null must be scanned into
// sql.Null.
func (d *Date) Scan(source any) error {
	switch value := source.(type) {
	case time.Time:
		*d = dateOf(value)
		return nil
	case string:
		return d.UnmarshalText([]byte(value))
	case []byte:
		return d.UnmarshalText(value)
	default:
		return fmt.Errorf("scan date: unexpected driver type %T", source)
	}
}

// Value implements driver.Valuer. The zero value is stored as null.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}
