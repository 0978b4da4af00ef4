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
