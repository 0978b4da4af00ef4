package domain_test

import (
	"slices"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestHolyWeekMovesWithEaster(t *testing.T) {
	t.Parallel()
	// Good Friday, from the calendars of those years; 2038 has the latest Easter there can be, 1818 the earliest.
	for year, want := range map[int]string{1818: "1818-03-20", 2024: "2024-03-29", 2025: "2025-04-18", 2026: "2026-04-03", 2027: "2027-03-26",
		2028: "2028-04-14", 2038: "2038-04-23"} {
		days := domain.NationalHolidays(year)
		at := slices.IndexFunc(days, func(h domain.Holiday) bool { return h.Name == "Viernes Santo" })
		if got := days[at].Date; got.String() != want || got.Weekday() != time.Friday || days[at-1].Date != got.AddDays(-1) {
			t.Errorf("Good Friday of %d is %s, want %s", year, got, want)
		}
	}
}

func TestPeruHasSixteenNationalHolidays(t *testing.T) {
	t.Parallel()
	for year := 2000; year < 2100; year++ {
		days := domain.NationalHolidays(year)
		if len(days) != 16 || !slices.IsSortedFunc(days, func(a, b domain.Holiday) int { return a.Date.Cmp(b.Date) }) {
			t.Errorf("%d has %d: %v", year, len(days), days)
		}
	}
}

func TestHolidaysAreSetFromTodayOnForTwoYears(t *testing.T) {
	t.Parallel()
	today := domain.NewDate(2026, time.November, 29)
	for _, c := range []struct {
		name    string
		day     domain.Date
		refused bool
	}{
		{"yesterday", today.AddDays(-1), true},
		{"today", today, false},
		{"the last day", domain.NewDate(2028, time.December, 31), false},
		{"the day after it", domain.NewDate(2029, time.January, 1), true},
		{"a mistyped year", domain.NewDate(2206, time.January, 1), true},
		{"none", domain.Date{}, true},
	} {
		refusal := domain.CheckCalendarDay(c.day, today)
		if (refusal != nil) != c.refused || c.refused && !slices.Equal(refusal.Field, []string{"date"}) {
			t.Errorf("%s: %v", c.name, refusal)
		}
	}
}
