package domain

import "time"

// holidayAhead is how far ahead a holiday may be set: a year that was mistyped would close the house when nobody remembers why.
const holidayAhead = 2

// longestHoliday is how long the name of a holiday may be, in characters.
const longestHoliday = 80

// HolidayName is how the name of a holiday is read.
func HolidayName() Text {
	return Text{Longest: longestHoliday, Missing: "Indica por qué no se atiende ese día."}
}

// CheckCalendarDay refuses with INVALID at the field date a day whose hours cannot be changed any more, or not yet; nil for any other. A
// day that is over stays as it was: deadlines were counted by it.
func CheckCalendarDay(day, today Date) *Error {
	last := NewDate(today.Year()+holidayAhead, time.December, 31)
	switch {
	case day.Before(today):
		return Refuse(CodeInvalid, "Ese día ya pasó. Elige uno desde hoy, %s.", today).At("date").With("first", today)
	case day.After(last):
		return Refuse(CodeInvalid, "Ese día está muy lejos. Elige uno hasta el %s.", last).At("date").With("last", last)
	}
	return nil
}

// fixedHolidays are the national holidays of Peru that have the same date every year: Legislative Decree 713, article 6, with Laws
// 27973 (29 July is one with the 28th), 31381 (9 December), 31530 (6 August), 31788 (23 July) and 31822 (7 June).
func fixedHolidays() []struct {
	month time.Month
	day   int
	name  string
} {
	return []struct {
		month time.Month
		day   int
		name  string
	}{
		{time.January, 1, "Año Nuevo"},
		{time.May, 1, "Día del Trabajo"},
		{time.June, 7, "Batalla de Arica y Día de la Bandera"},
		{time.June, 29, "San Pedro y San Pablo"},
		{time.July, 23, "Día de la Fuerza Aérea del Perú"},
		{time.July, 28, "Fiestas Patrias"},
		{time.July, 29, "Fiestas Patrias"},
		{time.August, 6, "Batalla de Junín"},
		{time.August, 30, "Santa Rosa de Lima"},
		{time.October, 8, "Combate de Angamos"},
		{time.November, 1, "Todos los Santos"},
		{time.December, 8, "Inmaculada Concepción"},
		{time.December, 9, "Batalla de Ayacucho"},
		{time.December, 25, "Navidad"},
	}
}

// NationalHolidays answers the national holidays of Peru in a year, in order.
func NationalHolidays(year int) []Holiday {
	easter := easterSunday(year)
	var days []Holiday
	for _, fixed := range fixedHolidays() {
		if fixed.month == time.May {
			days = append(days, Holiday{easter.AddDays(-3), "Jueves Santo"}, Holiday{easter.AddDays(-2), "Viernes Santo"})
		}
		days = append(days, Holiday{NewDate(year, fixed.month, fixed.day), fixed.name})
	}
	return days
}

// easterSunday is Easter of the Gregorian calendar, by the anonymous computus (Meeus, Astronomical Algorithms, chapter 8).
func easterSunday(year int) Date {
	golden, century, rest := year%19, year/100, year%100
	epact := (19*golden + century - century/4 - (century-(century+8)/25+1)/3 + 15) % 30
	sunday := (32 + 2*(century%4) + 2*(rest/4) - epact - rest%4) % 7
	late := (golden + 11*epact + 22*sunday) / 451
	month, day := (epact+sunday-7*late+114)/31, (epact+sunday-7*late+114)%31+1
	return NewDate(year, time.Month(month), day)
}
