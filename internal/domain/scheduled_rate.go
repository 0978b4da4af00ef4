package domain

import "time"

// ScheduleOutcome is how a scheduled pair ended.
type ScheduleOutcome string

// The outcomes.
const (
	SchedulePublished ScheduleOutcome = "PUBLISHED"
	ScheduleCanceled  ScheduleOutcome = "CANCELED"
	// ScheduleRefused is of a pair that the guard refused at its instant, or whose scheduler published no more by then.
	ScheduleRefused ScheduleOutcome = "REFUSED"
)

// Values lists the outcomes for the database's enum check.
func (ScheduleOutcome) Values() []string {
	return []string{string(SchedulePublished), string(ScheduleCanceled), string(ScheduleRefused)}
}

// scheduleAhead is how far ahead a pair is scheduled: nobody knows the market of next week.
const scheduleAhead = 7 * 24 * time.Hour

// CheckSchedule refuses with INVALID at publishAt an instant that is over, or more than seven days ahead.
func CheckSchedule(at, now time.Time) *Error {
	last := now.Add(scheduleAhead)
	if at.After(now) && !at.After(last) {
		return nil
	}
	return Refuse(CodeInvalid, "Programa el precio para un momento entre ahora y el %s. Si es para ahora, publícalo.", SpokenInLima(last)).At("publishAt").
		With("first", now.UTC().Format(time.RFC3339)).With("last", last.UTC().Format(time.RFC3339))
}
