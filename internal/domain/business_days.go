package domain

import "time"

// BusinessDays counts the days of legal terms: Monday to Friday, without holidays. The house may be open on a Saturday; no term runs then
// (areas.md X21). It never changes once made and may be shared.
type BusinessDays struct{ holidays map[Date]bool }

// NewBusinessDays counts around the holidays of the house.
func NewBusinessDays(holidays []Holiday) BusinessDays {
	days := BusinessDays{holidays: make(map[Date]bool, len(holidays))}
	for _, holiday := range holidays {
		days.holidays[holiday.Date] = true
	}
	return days
}

// Is tells whether a day counts.
func (b BusinessDays) Is(day Date) bool {
	weekday := day.Weekday()
	return weekday != time.Saturday && weekday != time.Sunday && !b.holidays[day]
}

// After answers the instant of the same time of day in Lima, that many business days later.
func (b BusinessDays) After(from time.Time, days int) time.Time {
	day := BusinessDate(from)
	sinceMidnight := from.Sub(day.Start())
	for days > 0 {
		if day = day.AddDays(1); b.Is(day) {
			days--
		}
	}
	return day.Start().Add(sinceMidnight)
}

// OfMonth answers a business day of the month that a day lies in, counted from 1.
func (b BusinessDays) OfMonth(in Date, number int) Date {
	day := NewDate(in.Year(), in.Month(), 1).AddDays(-1)
	for number > 0 {
		if day = day.AddDays(1); b.Is(day) {
			number--
		}
	}
	return day
}
