package domain

import "time"

// QuietHours are the part of the day in which a telephone is left alone: minutes of the day in Lima, the first belongs to it
// and the last does not. They may run over midnight; two equal ends are no quiet.
type QuietHours struct{ From, Until int }

// EndAfter answers the instant itself outside the quiet, else when the quiet ends, in UTC.
func (q QuietHours) EndAfter(at time.Time) time.Time {
	local := at.In(lima())
	minute := local.Hour()*60 + local.Minute()
	inside := q.From <= minute && minute < q.Until
	if q.From > q.Until {
		inside = minute >= q.From || minute < q.Until
	}
	if !inside {
		return at
	}
	end := time.Date(local.Year(), local.Month(), local.Day(), q.Until/60, q.Until%60, 0, 0, local.Location())
	if !end.After(at) {
		end = end.AddDate(0, 0, 1)
	}
	return end.UTC()
}
