package domain

import (
	"fmt"
	"time"
)

var weekdays = [...]string{"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"}

// SpokenInLima says an instant as people in Lima do: "lunes 23/11 a las 09:00".
func SpokenInLima(at time.Time) string {
	local := at.In(lima())
	return fmt.Sprintf("%s %s a las %s", weekdays[local.Weekday()], local.Format("02/01"), local.Format("15:04"))
}

// WrittenInLima writes an instant as papers of the house do: "23/11/2026 09:00".
func WrittenInLima(at time.Time) string { return at.In(lima()).Format("02/01/2006 15:04") }

// spokenDay writes a day as papers of the house do: "23/11/2026".
func spokenDay(day Date) string { return day.midnight(time.UTC).Format("02/01/2006") }

// RateLimited refuses what came too often: the reason is a sentence of Spanish, and the message adds when to come back.
func RateLimited(reason string, wait time.Duration) *Error {
	wait = (wait + time.Second - 1).Truncate(time.Second)
	return Refuse(CodeRateLimited, "%s Vuelve a intentarlo en %s.", reason, spokenWait(wait)).
		With("retryAfterSeconds", int64(wait/time.Second))
}

// spokenWait says a wait of whole seconds as people do, never shorter than it is.
func spokenWait(wait time.Duration) string {
	up := func(unit time.Duration) int64 { return int64((wait + unit - 1) / unit) }
	switch {
	case wait == time.Second:
		return "1 segundo"
	case wait <= time.Minute:
		return fmt.Sprintf("%d segundos", up(time.Second))
	case wait <= time.Hour:
		return fmt.Sprintf("%d minutos", up(time.Minute))
	}
	return fmt.Sprintf("%d horas", up(time.Hour))
}
