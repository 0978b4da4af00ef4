package lists

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/screening"
)

// aroundYears is how far a date that its publisher calls approximate reaches to both sides.
const aroundYears = 1

var (
	spanSigns   = regexp.MustCompile(`(?i)\s+(?:to|and)\s+|\s*[-–]\s*`)
	aroundSigns = regexp.MustCompile(`(?i)^(?:circa|approximately|approx\.?|about|around|c\.)\s+`)
)

// birthOf reads a date of birth in words: "08 Jul 1957", "Jul 1957", "1957", "1967 to 1969", "circa 1951", "1957-07-08".
func birthOf(text string) (screening.DateRange, bool) {
	text = clean(text)
	exact := aroundSigns.ReplaceAllString(text, "")
	around := exact != text
	exact = strings.TrimPrefix(strings.TrimPrefix(exact, "between "), "Between ")
	if span, ok := dateOf(exact); ok {
		return widen(span, around), true
	}
	ends := spanSigns.Split(exact, 2)
	if len(ends) != 2 {
		return screening.DateRange{}, false
	}
	from, okFrom := dateOf(ends[0])
	to, okTo := dateOf(ends[1])
	if !okFrom || !okTo || to.To.Before(from.From) {
		return screening.DateRange{}, false
	}
	return widen(screening.DateRange{From: from.From, To: to.To}, around), true
}

func widen(span screening.DateRange, around bool) screening.DateRange {
	if !around {
		return span
	}
	return screening.DateRange{From: span.From.AddDate(-aroundYears, 0, 0), To: span.To.AddDate(aroundYears, 0, 0)}
}

// dateOf reads a day, a month or a year.
func dateOf(text string) (screening.DateRange, bool) {
	text = strings.TrimSuffix(clean(text), ".")
	for _, layout := range []string{"2 Jan 2006", "2006-01-02", "2 January 2006", "2/1/2006", "2006-1-2"} {
		if day, err := time.Parse(layout, text); err == nil {
			return screening.DateRange{From: day, To: day}, plausible(day)
		}
	}
	for _, layout := range []string{"Jan 2006", "January 2006", "2006-01"} {
		if month, err := time.Parse(layout, text); err == nil {
			return screening.DateRange{From: month, To: month.AddDate(0, 1, -1)}, plausible(month)
		}
	}
	if year, err := strconv.Atoi(text); err == nil && len(text) == 4 {
		return years(year, year)
	}
	return screening.DateRange{}, false
}

// years is the span of whole years.
func years(from, to int) (screening.DateRange, bool) {
	start := time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC)
	end := time.Date(to, 12, 31, 0, 0, 0, 0, time.UTC)
	return screening.DateRange{From: start, To: end}, plausible(start) && plausible(end) && from <= to
}

// plausible keeps years of other calendars out: a year 1340 of the Hijri calendar is no birth of the Gregorian one.
func plausible(day time.Time) bool { return day.Year() >= 1850 && day.Year() <= 2100 }
