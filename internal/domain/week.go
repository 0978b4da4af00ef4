package domain

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// spoken says the hours of a week, days of the same hours together: "lunes a viernes 09:00-18:00, sábado 09:00-14:00".
func (w Week) spoken() string {
	if w == FullWeek() {
		return "a toda hora"
	}
	var spans []string
	for first := 0; first < len(w); {
		last := first
		for last+1 < len(w) && w.from(last+1) == w.from(first) {
			last++
		}
		if hours := w.from(first); hours != (OpenHours{}) {
			spans = append(spans, spokenDays(first, last)+" "+hours.String())
		}
		first = last + 1
	}
	return strings.Join(spans, ", ")
}

// from answers the hours of a day counted from Monday.
func (w Week) from(monday int) OpenHours { return w[(int(time.Monday)+monday)%len(w)] }

func spokenDays(first, last int) string {
	name := func(monday int) string { return weekdays[(int(time.Monday)+monday)%len(weekdays)] }
	switch last - first {
	case 0:
		return name(first)
	case 1:
		return name(first) + " y " + name(last)
	}
	return name(first) + " a " + name(last)
}

// String writes hours: 09:00-18:00; nothing for a closed day.
func (h OpenHours) String() string {
	if h == (OpenHours{}) {
		return ""
	}
	return TimeOfDay(h.Opens) + "-" + TimeOfDay(h.Closes)
}

// MarshalText writes hours as String does.
func (h OpenHours) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (h *OpenHours) UnmarshalText(text []byte) error {
	*h = OpenHours{}
	if len(text) == 0 {
		return nil
	}
	opens, closes, _ := strings.Cut(string(text), "-")
	var both [2]time.Duration
	for i, end := range []string{opens, closes} {
		at, ok := ReadTimeOfDay(end)
		if !ok {
			return fmt.Errorf("the hours %q are not like 09:00-18:00", text)
		}
		both[i] = at
	}
	h.Opens, h.Closes = both[0], both[1]
	return nil
}

// TimeOfDay writes a time of day: 09:00. The end of the day is 24:00.
func TimeOfDay(at time.Duration) string {
	return fmt.Sprintf("%02d:%02d", at/time.Hour, at%time.Hour/time.Minute)
}

// ReadTimeOfDay reads what TimeOfDay writes; false for any other text.
func ReadTimeOfDay(text string) (time.Duration, bool) {
	hours, minutes, ok := strings.Cut(text, ":")
	if !ok || len(hours) != 2 || len(minutes) != 2 {
		return 0, false
	}
	h, err := strconv.ParseUint(hours, 10, 8)
	m, other := strconv.ParseUint(minutes, 10, 8)
	if err != nil || other != nil || m > 59 || h > 24 || h == 24 && m > 0 {
		return 0, false
	}
	return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute, true
}

// FullWeek is the week of a house that never closes.
func FullWeek() Week {
	var week Week
	for day := range week {
		week[day] = OpenHours{Closes: 24 * time.Hour}
	}
	return week
}

// ReadWeek makes a week of hours by day; the path is where the list stands. It refuses with INVALID, at the place of each in it, a day that stands twice and hours
// that make no day, and at the list a house that would never open.
func ReadWeek(days []*DayHours, path ...string) (Week, *Error) {
	var week Week
	seen := map[time.Weekday]bool{}
	for i, day := range days {
		opens, readable := ReadTimeOfDay(day.OpensAt)
		closes, alsoReadable := ReadTimeOfDay(day.ClosesAt)
		at := append(slices.Clone(path), strconv.Itoa(i))
		switch {
		case seen[day.Weekday]:
			return week, Refuse(CodeInvalid, "El %s está dos veces.", weekdays[day.Weekday]).At(at...)
		case !readable:
			return week, Refuse(CodeInvalid, "Escribe la hora como 09:00.").At(append(at, "opensAt")...)
		case !alsoReadable:
			return week, Refuse(CodeInvalid, "Escribe la hora como 18:00; la medianoche es 24:00.").At(append(at, "closesAt")...)
		case opens >= closes:
			return week, Refuse(CodeInvalid, "El %s cierra antes de abrir.", weekdays[day.Weekday]).At(append(at, "closesAt")...)
		}
		seen[day.Weekday], week[day.Weekday] = true, OpenHours{Opens: opens, Closes: closes}
	}
	if len(days) == 0 {
		return week, Refuse(CodeInvalid, "Indica al menos un día en que la casa atiende.").At(path...)
	}
	return week, nil
}

// check refuses with INVALID hours that make no day, and a week on which the house never opens.
func (w Week) check() *Error {
	_, err := NewCalendar(w, nil)
	if err != nil {
		return Refuse(CodeInvalid, "El horario no es posible: cada día abre antes de cerrar, y la casa atiende al menos un día.")
	}
	return nil
}

// DayHours are the hours of one day of the week as people write them.
type DayHours struct {
	Weekday           time.Weekday
	OpensAt, ClosesAt string
}

// Days are the days on which the house opens, from Monday on.
func (w Week) Days() []*DayHours {
	days := []*DayHours{}
	for monday := range len(w) {
		if hours := w.from(monday); hours != (OpenHours{}) {
			days = append(days, &DayHours{Weekday: time.Weekday((int(time.Monday) + monday) % len(w)), OpensAt: TimeOfDay(hours.Opens), ClosesAt: TimeOfDay(hours.Closes)})
		}
	}
	return days
}
