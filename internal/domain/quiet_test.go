package domain_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestQuietEndsWhenItSays(t *testing.T) {
	t.Parallel()
	night := domain.QuietHours{From: 22 * 60, Until: 7*60 + 30}
	noon := domain.QuietHours{From: 12 * 60, Until: 13 * 60}
	for name, example := range map[string]struct {
		quiet    domain.QuietHours
		at, want string
	}{
		"before midnight":           {night, "2026-11-23 23:10:00", "2026-11-24 07:30:00"},
		"after midnight":            {night, "2026-11-24 03:00:00", "2026-11-24 07:30:00"},
		"at its first minute":       {night, "2026-11-23 22:00:00", "2026-11-24 07:30:00"},
		"at its end":                {night, "2026-11-24 07:30:00", "2026-11-24 07:30:00"},
		"by day":                    {night, "2026-11-23 15:00:00", "2026-11-23 15:00:00"},
		"within one day":            {noon, "2026-11-23 12:59:59", "2026-11-23 13:00:00"},
		"at the end of the year":    {night, "2026-12-31 23:59:00", "2027-01-01 07:30:00"},
		"with two equal ends":       {domain.QuietHours{From: 60, Until: 60}, "2026-11-23 01:00:00", "2026-11-23 01:00:00"},
		"where nothing was decided": {domain.QuietHours{}, "2026-11-23 00:00:00", "2026-11-23 00:00:00"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := example.quiet.EndAfter(lima(t, example.at)); !got.Equal(lima(t, example.want)) {
				t.Errorf("ends %v, want %s in Lima", got, example.want)
			}
		})
	}
}

func TestQuietNeverEndsInsideItself(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		minute := rapid.IntRange(0, 1439)
		quiet := domain.QuietHours{From: minute.Draw(t, "from"), Until: minute.Draw(t, "until")}
		at := time.Unix(rapid.Int64Range(1_700_000_000, 1_900_000_000).Draw(t, "at"), 0)
		end := quiet.EndAfter(at)
		if end.Before(at) || end.Sub(at) > 24*time.Hour {
			t.Fatalf("%v at %v ends at %v", quiet, at, end)
		}
		if again := quiet.EndAfter(end); !again.Equal(end) {
			t.Fatalf("%v: its end %v is inside it, until %v", quiet, end, again)
		}
	})
}
