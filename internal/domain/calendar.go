package domain

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// limaZone is Peru's zone. Peru has had no daylight saving since 1994, so a fixed offset is exact and needs no
// time-zone data on the machine.
const (
	limaZone   = "America/Lima"
	limaOffset = -5 * 60 * 60
)

// endOfDay is when the day of business ends in Lima and what was not paid expires (domain.md 3.6).
const endOfDay = 22 * time.Hour

func lima() *time.Location { return time.FixedZone(limaZone, limaOffset) }

// BusinessDate returns the day in Lima at an instant. Every business date of the house is made by this function
// (decisions.md, Data).
func BusinessDate(at time.Time) Date { return dateOf(at.In(lima())) }

// EndOfDay returns the instant, in UTC, at which a day of business ends: 22:00 in Lima.
func EndOfDay(date Date) time.Time { return date.at(endOfDay) }

// NextEndOfDay returns the first end of day strictly after an instant, every day of the week alike.
func NextEndOfDay(after time.Time) time.Time {
	today := BusinessDate(after)
	if end := EndOfDay(today); end.After(after) {
		return end
	}
	return EndOfDay(today.AddDays(1))
}

// OpenHours is when the house is open on a day of the week, as times of day in Lima. The opening belongs to it and the
// closing does not. The zero value is a closed day.
type OpenHours struct {
	Opens  time.Duration
	Closes time.Duration
}

// Week holds the hours of each day of the week, indexed by time.Weekday.
type Week [7]OpenHours

// DefaultWeek returns Monday to Friday 9 to 18, Saturday 9 to 14, Sunday closed (domain.md OPEN-2).
func DefaultWeek() Week {
	week := Week{time.Saturday: {Opens: 9 * time.Hour, Closes: 14 * time.Hour}}
	for day := time.Monday; day <= time.Friday; day++ {
		week[day] = OpenHours{Opens: 9 * time.Hour, Closes: 18 * time.Hour}
	}
	return week
}

// Holiday is a day on which the house stays closed, and why.
type Holiday struct {
	Date Date
	Name string
}

// Calendar answers when the house is open. It never changes once made and may be shared.
type Calendar struct {
	week          Week
	holidays      map[Date]string
	roundTheClock bool
}

// NewCalendar returns the calendar of a week without its holidays; that of [FullWeek] never closes. It is an error when hours end before they begin,
// leave the day, or are missing on all seven days.
func NewCalendar(week Week, holidays []Holiday) (Calendar, error) {
	everOpen := false
	for day, hours := range week {
		if hours == (OpenHours{}) {
			continue
		}
		if hours.Opens < 0 || hours.Closes > 24*time.Hour || hours.Opens >= hours.Closes {
			return Calendar{}, fmt.Errorf("calendar: hours of %s do not make a day", time.Weekday(day))
		}
		everOpen = true
	}
	if !everOpen {
		return Calendar{}, errors.New("calendar: the house would never open")
	}
	closed := make(map[Date]string, len(holidays))
	if week == FullWeek() {
		return RoundTheClock(), nil
	}
	for _, holiday := range holidays {
		closed[holiday.Date] = holiday.Name
	}
	return Calendar{week: week, holidays: closed}, nil
}

// RoundTheClock returns the calendar of a house that never closes, as its week says, and on no holiday.
func RoundTheClock() Calendar { return Calendar{roundTheClock: true} }

// IsRoundTheClock reports whether the house never closes.
func (c Calendar) IsRoundTheClock() bool { return c.roundTheClock }

// Week answers the hours of each day of the week; those of a house that never closes are zero.
func (c Calendar) Week() Week { return c.week }

// HolidaysFrom answers the holidays from a day on, in order.
func (c Calendar) HolidaysFrom(day Date) []Holiday {
	coming := []Holiday{}
	for date, name := range c.holidays {
		if !date.Before(day) {
			coming = append(coming, Holiday{Date: date, Name: name})
		}
	}
	slices.SortFunc(coming, func(a, b Holiday) int { return a.Date.Cmp(b.Date) })
	return coming
}

// TimeZone is the name of the zone of all hours and days of the house.
func TimeZone() string { return limaZone }

// Open reports whether the house is open at an instant.
func (c Calendar) Open(at time.Time) bool {
	if c.roundTheClock {
		return true
	}
	date := BusinessDate(at)
	opens, closes, ok := c.hoursOf(date)
	return ok && !at.Before(opens) && at.Before(closes)
}

// NextOpening returns the first instant, at or after the given one, at which the house is open, in UTC: the instant
// itself when it is open. Only the zero Calendar has none, and returns the zero time.
func (c Calendar) NextOpening(at time.Time) time.Time {
	if c.Open(at) {
		return at.UTC()
	}
	// Each holiday can take one open day, and every week has one: this many days hold an opening for certain.
	days := 7 * (len(c.holidays) + 2)
	for date, last := BusinessDate(at), BusinessDate(at).AddDays(days); date.Before(last); date = date.AddDays(1) {
		if opens, _, ok := c.hoursOf(date); ok && opens.After(at) {
			return opens
		}
	}
	return time.Time{}
}

// Closing returns the instant, in UTC, at which the house closes that is open at an instant; ok is false while it is closed, and for
// a house that never closes. Days that follow each other without a break are one.
func (c Calendar) Closing(at time.Time) (closes time.Time, ok bool) {
	if c.roundTheClock || !c.Open(at) {
		return time.Time{}, false
	}
	// As for an opening: this many days hold a closing, if there is one.
	for closes, days := at, 7*(len(c.holidays)+2); days > 0; days-- {
		if _, closes, _ = c.hoursOf(BusinessDate(closes)); !c.Open(closes) {
			return closes, true
		}
	}
	return time.Time{}, false
}

// Refusal returns why a client cannot operate at an instant without the desk, and from when on it can; nil while the house is open.
func (c Calendar) Refusal(at time.Time) *Error {
	if c.Open(at) {
		return nil
	}
	opens := c.NextOpening(at)
	return Refuse(CodeOutsideHours, "Estamos fuera del horario de atención. Puedes operar desde el %s.", SpokenInLima(opens)).
		With("opensAt", opens.UTC().Format(time.RFC3339))
}

// EndOfNextBusinessDay returns when the house closes, in UTC, on the first business day after the Lima day of an instant. A
// house that never closes ends its days at midnight in Lima.
func (c Calendar) EndOfNextBusinessDay(after time.Time) time.Time {
	tomorrow := BusinessDate(after).AddDays(1)
	if c.roundTheClock {
		return tomorrow.AddDays(1).at(0)
	}
	opening := c.NextOpening(tomorrow.at(0))
	_, closes, _ := c.hoursOf(BusinessDate(opening))
	return closes
}

// hoursOf returns when the house opens and closes on a day; ok is false when it stays closed.
func (c Calendar) hoursOf(date Date) (opens, closes time.Time, ok bool) {
	hours := c.week[date.Weekday()]
	if _, holiday := c.holidays[date]; holiday || hours == (OpenHours{}) {
		return time.Time{}, time.Time{}, false
	}
	return date.at(hours.Opens), date.at(hours.Closes), true
}
