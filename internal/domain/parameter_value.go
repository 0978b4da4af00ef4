package domain

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/money"
)

// ParameterKind is what the value of a parameter is.
type ParameterKind string

// The kinds.
const (
	ParameterInteger  ParameterKind = "INTEGER"
	ParameterAmount   ParameterKind = "AMOUNT"
	ParameterDuration ParameterKind = "DURATION"
	ParameterFlag     ParameterKind = "FLAG"
	ParameterWeek     ParameterKind = "WEEK"
	ParameterDate     ParameterKind = "DATE"
)

// ParameterKinds lists the kinds.
func ParameterKinds() []ParameterKind {
	return []ParameterKind{ParameterInteger, ParameterAmount, ParameterDuration, ParameterFlag, ParameterWeek, ParameterDate}
}

// ParameterValue is the value of a parameter, in the one field of its kind.
type ParameterValue struct {
	Integer *int64 `json:"integer,omitempty"`
	// Amount is in USD.
	Amount *money.Amount `json:"amount,omitempty"`
	// Seconds are those of a duration.
	Seconds *int64 `json:"seconds,omitempty"`
	Flag    *bool  `json:"flag,omitempty"`
	Week    *Week  `json:"week,omitempty"`
	// Date is a day in Lima; the zero day is none, which nobody can set.
	Date *Date `json:"date,omitempty"`
}

// The values of each kind.
func integerValue(n int64) ParameterValue         { return ParameterValue{Integer: &n} }
func amountValue(usd money.Amount) ParameterValue { return ParameterValue{Amount: &usd} }
func flagValue(yes bool) ParameterValue           { return ParameterValue{Flag: &yes} }
func weekValue(week Week) ParameterValue          { return ParameterValue{Week: &week} }
func dateValue(day Date) ParameterValue           { return ParameterValue{Date: &day} }
func durationValue(d time.Duration) ParameterValue {
	seconds := int64(d / time.Second)
	return ParameterValue{Seconds: &seconds}
}

// Kinds are the kinds whose field is there: one, for a value that is right.
func (v ParameterValue) Kinds() []ParameterKind {
	var kinds []ParameterKind
	for i, there := range []bool{v.Integer != nil, v.Amount != nil, v.Seconds != nil, v.Flag != nil, v.Week != nil, v.Date != nil} {
		if there {
			kinds = append(kinds, ParameterKinds()[i])
		}
	}
	return kinds
}

// Equal tells whether two values are the same.
func (v ParameterValue) Equal(other ParameterValue) bool {
	return same(v.Integer, other.Integer) && same(v.Amount, other.Amount) && same(v.Seconds, other.Seconds) && same(v.Flag, other.Flag) &&
		same(v.Week, other.Week) && same(v.Date, other.Date)
}

func same[T comparable](a, b *T) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

// compare orders two values of one kind that has an order.
func (v ParameterValue) compare(other ParameterValue) int {
	switch {
	case v.Integer != nil:
		return cmp.Compare(*v.Integer, *other.Integer)
	case v.Amount != nil:
		return v.Amount.Cmp(*other.Amount)
	case v.Date != nil:
		return v.Date.Cmp(*other.Date)
	default:
		return cmp.Compare(*v.Seconds, *other.Seconds)
	}
}

// spoken says a value as people of the house do; unit is what integers count.
func (v ParameterValue) spoken(unit string) string {
	switch {
	case v.Integer != nil:
		return strings.TrimSpace(fmt.Sprintf("%d %s", *v.Integer, unit))
	case v.Amount != nil:
		return money.Dollars(*v.Amount).String()
	case v.Seconds != nil:
		return spokenDuration(time.Duration(*v.Seconds) * time.Second)
	case v.Flag != nil && *v.Flag:
		return "sí"
	case v.Flag != nil:
		return "no"
	case v.Week != nil:
		return v.Week.spoken()
	case v.Date != nil && v.Date.IsZero():
		return "sin fecha"
	case v.Date != nil:
		return v.Date.String()
	}
	return ""
}

// spokenDuration says a duration of whole seconds exactly: "1 h 30 min".
func spokenDuration(d time.Duration) string {
	var parts []string
	for _, unit := range []struct {
		name string
		of   time.Duration
	}{{"h", time.Hour}, {"min", time.Minute}, {"s", time.Second}} {
		if n := int64(d / unit.of); n > 0 {
			parts = append(parts, strconv.FormatInt(n, 10)+" "+unit.name)
			d %= unit.of
		}
	}
	if len(parts) == 0 {
		return "0 s"
	}
	return strings.Join(parts, " ")
}
