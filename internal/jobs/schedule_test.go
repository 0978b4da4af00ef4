package jobs

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestADailyFireIsAtItsTimeInLima(t *testing.T) {
	t.Parallel()
	endOfDay := DailyAt(22 * time.Hour)
	for now, want := range map[string]string{
		"2026-11-21T02:59:59Z":        "2026-11-20T03:00:00Z",
		"2026-11-21T03:00:00Z":        "2026-11-21T03:00:00Z",
		"2026-11-21T23:59:00Z":        "2026-11-21T03:00:00Z",
		"2026-11-22T03:00:00.000001Z": "2026-11-22T03:00:00Z",
	} {
		at, _ := time.Parse(time.RFC3339Nano, now)
		if got := endOfDay.latest(at).Format(time.RFC3339Nano); got != want {
			t.Errorf("at %s the latest fire is %s, want %s", now, got, want)
		}
	}
}

func TestTheLatestFireIsNeverAheadAndNeverAWholePeriodBehind(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		now := time.UnixMicro(rapid.Int64Range(0, 4_000_000_000_000_000).Draw(r, "now"))
		schedule, period := DailyAt(time.Duration(rapid.Int64Range(0, int64(24*time.Hour)-1).Draw(r, "time of day"))), 24*time.Hour
		if rapid.Bool().Draw(r, "periodic") {
			period = time.Duration(rapid.Int64Range(10, 86_400_000).Draw(r, "period")) * time.Millisecond
			schedule = Every(period)
		}
		fire := schedule.latest(now)
		if behind := now.Sub(fire); behind < 0 || behind >= period {
			r.Fatalf("%v behind", behind)
		}
		if again := schedule.latest(fire); !again.Equal(fire) {
			r.Fatalf("the fire %v has another latest fire %v", fire, again)
		}
	})
}

func TestALookIsAFractionOfThePeriod(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		schedule Schedule
		want     time.Duration
	}{
		{Every(time.Minute), 5 * time.Second}, {Every(10 * time.Second), 2500 * time.Millisecond}, {Every(20 * time.Millisecond), 10 * time.Millisecond},
		{DailyAt(0), 5 * time.Second},
	} {
		if got := c.schedule.interval(5 * time.Second); got != c.want {
			t.Errorf("%+v: every %v, want %v", c.schedule, got, c.want)
		}
	}
}
