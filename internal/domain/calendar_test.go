package domain_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
)

// lima reads a wall clock in Lima, as "2006-01-02 15:04:05".
func lima(t *testing.T, wall string) time.Time {
	t.Helper()
	at, err := time.Parse("2006-01-02 15:04:05 -0700", wall+" -0500")
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func weekdays(t *testing.T, holidays ...string) domain.Calendar {
	t.Helper()
	var closed []domain.Holiday
	for _, holiday := range holidays {
		closed = append(closed, domain.Holiday{Date: domain.MustDate(holiday), Name: "Feriado"})
	}
	calendar, err := domain.NewCalendar(domain.DefaultWeek(), closed)
	if err != nil {
		t.Fatal(err)
	}
	return calendar
}

func TestBusinessDateIsTheDayInLima(t *testing.T) {
	t.Parallel()
	for instant, want := range map[string]string{
		"2026-03-02T04:59:59.999999999Z": "2026-03-01",
		"2026-03-02T05:00:00Z":           "2026-03-02",
		"2026-03-03T04:59:59Z":           "2026-03-02",
		"2027-01-01T04:00:00Z":           "2026-12-31",
		"2026-03-01T23:30:00-05:00":      "2026-03-01",
		// The days on which the United States change their clocks are like all others.
		"2026-03-08T06:59:00Z": "2026-03-08", "2026-03-09T04:30:00Z": "2026-03-08",
		"2026-11-01T05:30:00Z": "2026-11-01", "2026-11-02T04:30:00Z": "2026-11-01",
		// Peru's last summer with daylight saving was that of 1994; the fixed offset is for the years after.
		"1995-01-01T04:59:59Z": "1994-12-31",
	} {
		at, err := time.Parse(time.RFC3339Nano, instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := domain.BusinessDate(at); got != domain.MustDate(want) {
			t.Errorf("%s is of %s, want %s", instant, got, want)
		}
	}
}

func TestBusinessDateDoesNotDependOnTheZoneOfTheInstant(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(820_000_000, 4_000_000_000).Draw(t, "seconds"), 0)
		zone := time.FixedZone("", rapid.IntRange(-14*3600, 14*3600).Draw(t, "offset"))
		date := domain.BusinessDate(at)
		if got := domain.BusinessDate(at.In(zone)); got != date {
			t.Fatalf("%s is of %s and of %s", at, date, got)
		}
		if at.Before(date.Start()) || !at.Before(date.AddDays(1).Start()) {
			t.Fatalf("%s is not in %s, which begins at %s", at, date, date.Start())
		}
	})
}

func TestDayOfBusinessEndsAtTenInLima(t *testing.T) {
	t.Parallel()
	want := time.Date(2026, 3, 3, 3, 0, 0, 0, time.UTC)
	if got := domain.EndOfDay(domain.MustDate("2026-03-02")); got != want {
		t.Errorf("the day ends at %s, want %s", got, want)
	}
	for wall, next := range map[string]string{
		"2026-03-02 00:00:00": "2026-03-02 22:00:00", "2026-03-02 21:59:59": "2026-03-02 22:00:00",
		"2026-03-02 22:00:00": "2026-03-03 22:00:00", "2026-03-02 23:59:59": "2026-03-03 22:00:00",
		"2026-03-07 22:00:00": "2026-03-08 22:00:00", "2026-12-31 22:30:00": "2027-01-01 22:00:00",
	} {
		if got := domain.NextEndOfDay(lima(t, wall)); !got.Equal(lima(t, next)) {
			t.Errorf("after %s the day ends at %s, want %s", wall, got, next)
		}
	}
}

func TestHouseIsOpenInItsHours(t *testing.T) {
	t.Parallel()
	calendar := weekdays(t, "2026-07-28", "2026-07-29")
	for wall, want := range map[string]bool{
		"2026-07-27 08:59:59": false, "2026-07-27 09:00:00": true, "2026-07-27 17:59:59": true, "2026-07-27 18:00:00": false,
		"2026-07-25 09:00:00": true, "2026-07-25 13:59:59": true, "2026-07-25 14:00:00": false,
		"2026-07-26 12:00:00": false,
		"2026-07-28 12:00:00": false, "2026-07-29 12:00:00": false, "2026-07-30 12:00:00": true,
		"2026-07-27 00:00:00": false, "2026-07-27 23:59:59": false,
	} {
		if got := calendar.Open(lima(t, wall)); got != want {
			t.Errorf("at %s the house is open: %t, want %t", wall, got, want)
		}
		if !domain.RoundTheClock().Open(lima(t, wall)) {
			t.Errorf("at %s the house that never closes is closed", wall)
		}
	}
}

func TestNextOpeningSkipsNightsSundaysAndHolidays(t *testing.T) {
	t.Parallel()
	calendar := weekdays(t, "2026-07-28", "2026-07-29", "2027-01-01")
	for wall, want := range map[string]string{
		"2026-07-27 08:00:00": "2026-07-27 09:00:00",
		"2026-07-27 12:34:56": "2026-07-27 12:34:56",
		"2026-07-27 18:00:00": "2026-07-30 09:00:00",
		"2026-07-25 14:00:00": "2026-07-27 09:00:00",
		"2026-07-24 20:00:00": "2026-07-25 09:00:00",
		"2026-12-31 18:00:00": "2027-01-02 09:00:00",
		"2026-07-26 23:59:59": "2026-07-27 09:00:00",
	} {
		got := calendar.NextOpening(lima(t, wall))
		if !got.Equal(lima(t, want)) || got.Location() != time.UTC {
			t.Errorf("after %s the house opens at %s, want %s", wall, got, want)
		}
		if always := domain.RoundTheClock().NextOpening(lima(t, wall)); !always.Equal(lima(t, wall)) {
			t.Errorf("the house that never closes opens at %s", always)
		}
	}
}

func TestNextOpeningIsTheFirstInstantOpen(t *testing.T) {
	t.Parallel()
	first := domain.MustDate("2026-01-01")
	rapid.Check(t, func(t *rapid.T) {
		var week domain.Week
		week[rapid.IntRange(0, 6).Draw(t, "weekday")] = domain.OpenHours{Opens: 9 * time.Hour, Closes: 18 * time.Hour}
		var holidays []domain.Holiday
		for _, day := range rapid.SliceOfN(rapid.IntRange(0, 120), 0, 60).Draw(t, "holidays") {
			holidays = append(holidays, domain.Holiday{Date: first.AddDays(day)})
		}
		calendar, err := domain.NewCalendar(week, holidays)
		if err != nil {
			t.Fatal(err)
		}
		at := first.Start().Add(time.Duration(rapid.IntRange(0, 60*24*60).Draw(t, "minutes")) * time.Minute)
		opening := calendar.NextOpening(at)
		if !calendar.Open(opening) || opening.Before(at) {
			t.Fatalf("after %s the house opens at %s", at, opening)
		}
		if opening.After(at) && (calendar.Open(at) || calendar.Open(opening.Add(-time.Nanosecond))) {
			t.Fatalf("after %s the house is open before %s", at, opening)
		}
		for probe := at; probe.Before(opening); probe = probe.Add(time.Hour) {
			if calendar.Open(probe) {
				t.Fatalf("after %s the house is open at %s, before %s", at, probe, opening)
			}
		}
		closing, ok := calendar.Closing(opening)
		if !ok || calendar.Open(closing) || !calendar.Open(closing.Add(-time.Nanosecond)) || calendar.NextOpening(opening.Add(closing.Sub(opening)/2)).After(closing) {
			t.Fatalf("open from %s on, the house closes at %s, %v", opening, closing, ok)
		}
	})
}

func TestClosingIsTheEndOfTheTimeThatTheHouseIsOpen(t *testing.T) {
	t.Parallel()
	calendar := weekdays(t, "2026-07-28")
	for at, want := range map[string]string{
		"2026-07-27 09:00:00": "2026-07-27 18:00:00", "2026-07-27 17:59:59": "2026-07-27 18:00:00", "2026-08-01 13:00:00": "2026-08-01 14:00:00",
	} {
		if closes, ok := calendar.Closing(lima(t, at)); !ok || !closes.Equal(lima(t, want)) {
			t.Errorf("open at %s it closes at %s, %v", at, closes, ok)
		}
	}
	for _, closed := range []string{"2026-07-27 18:00:00", "2026-07-28 12:00:00", "2026-08-02 12:00:00"} {
		if _, ok := calendar.Closing(lima(t, closed)); ok {
			t.Errorf("at %s a house closes that is closed", closed)
		}
	}
	if _, ok := domain.RoundTheClock().Closing(lima(t, "2026-07-27 12:00:00")); ok {
		t.Error("a house closes that never does")
	}
	night := domain.Week{time.Monday: {Opens: 20 * time.Hour, Closes: 24 * time.Hour}, time.Tuesday: {Closes: 2 * time.Hour}}
	late, err := domain.NewCalendar(night, nil)
	if err != nil {
		t.Fatal(err)
	}
	if closes, ok := late.Closing(lima(t, "2026-07-27 22:00:00")); !ok || !closes.Equal(lima(t, "2026-07-28 02:00:00")) {
		t.Errorf("days that follow each other close at %s, %v", closes, ok)
	}
}

func TestComingHolidaysAreToldInOrder(t *testing.T) {
	t.Parallel()
	calendar := weekdays(t, "2026-12-25", "2026-07-28", "2026-08-30")
	var told []string
	for _, holiday := range calendar.HolidaysFrom(domain.MustDate("2026-08-30")) {
		told = append(told, holiday.Date.String()+" "+holiday.Name)
	}
	if !slices.Equal(told, []string{"2026-08-30 Feriado", "2026-12-25 Feriado"}) {
		t.Errorf("told: %v", told)
	}
}

func TestHoursThatMakeNoWeekAreRefused(t *testing.T) {
	t.Parallel()
	for name, hours := range map[string]domain.OpenHours{
		"never open":         {},
		"closes before":      {Opens: 18 * time.Hour, Closes: 9 * time.Hour},
		"opens and closes":   {Opens: 9 * time.Hour, Closes: 9 * time.Hour},
		"before midnight":    {Opens: -time.Hour, Closes: 9 * time.Hour},
		"after the next one": {Opens: 9 * time.Hour, Closes: 25 * time.Hour},
	} {
		if _, err := domain.NewCalendar(domain.Week{time.Monday: hours}, nil); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
	if _, err := domain.NewCalendar(domain.Week{time.Monday: {Closes: 24 * time.Hour}}, nil); err != nil {
		t.Errorf("a whole day gave %v", err)
	}
}

func TestCalendarKeepsItsHolidays(t *testing.T) {
	t.Parallel()
	holidays := []domain.Holiday{{Date: domain.MustDate("2026-07-28"), Name: "Fiestas Patrias"}}
	calendar, err := domain.NewCalendar(domain.DefaultWeek(), holidays)
	if err != nil {
		t.Fatal(err)
	}
	holidays[0].Date = domain.MustDate("2026-07-30")
	if calendar.Open(lima(t, "2026-07-28 12:00:00")) {
		t.Error("changing the list changed the calendar")
	}
	if !(domain.Calendar{}).NextOpening(lima(t, "2026-07-28 12:00:00")).IsZero() {
		t.Error("a calendar without a week opens")
	}
}
