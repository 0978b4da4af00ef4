package jobs

import (
	"fmt"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
)

// The bounds of a schedule. Above a day a run would be forgotten by the clean-up before the next one.
const (
	shortestPeriod = 10 * time.Millisecond
	longestPeriod  = 24 * time.Hour
)

// Schedule says when a job fires. It is made by Every or DailyAt.
type Schedule struct {
	period    time.Duration
	timeOfDay time.Duration
	daily     bool
}

// Every fires at the multiples of a period, the same on all instances. The period is between 10 ms and 24 h.
func Every(period time.Duration) Schedule { return Schedule{period: period} }

// DailyAt fires each day at a time of day in Lima, for example 22 * time.Hour.
func DailyAt(timeOfDay time.Duration) Schedule { return Schedule{timeOfDay: timeOfDay, daily: true} }

// String says the times in words, as the page of the jobs has them.
func (s Schedule) String() string {
	switch {
	case s.daily:
		return fmt.Sprintf("%02d:%02d Lima", int(s.timeOfDay.Hours()), int(s.timeOfDay.Minutes())%60)
	case s.period == time.Minute:
		return "every minute"
	case s.period == time.Hour:
		return "every hour"
	case s.period%time.Hour == 0:
		return fmt.Sprintf("every %d hours", s.period/time.Hour)
	case s.period%time.Minute == 0:
		return fmt.Sprintf("every %d minutes", s.period/time.Minute)
	}
	return fmt.Sprintf("every %g s", s.period.Seconds())
}

func (s Schedule) valid() bool {
	if s.daily {
		return s.timeOfDay >= 0 && s.timeOfDay < 24*time.Hour
	}
	return s.period >= shortestPeriod && s.period <= longestPeriod
}

// latest answers the fire at or before an instant that is nearest to it.
func (s Schedule) latest(at time.Time) time.Time {
	if !s.daily {
		return at.UTC().Truncate(s.period)
	}
	today := domain.BusinessDate(at)
	if fire := today.Start().Add(s.timeOfDay); !fire.After(at) {
		return fire
	}
	return today.AddDays(-1).Start().Add(s.timeOfDay)
}

// interval answers how often to look whether a fire is due: a fraction of the period, so that a fire is late by no more.
func (s Schedule) interval(longest time.Duration) time.Duration {
	if s.daily {
		return longest
	}
	return min(max(s.period/4, shortestPeriod), longest)
}
