package domain_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
)

func anyDate() *rapid.Generator[domain.Date] {
	return rapid.Custom(func(t *rapid.T) domain.Date {
		return domain.NewDate(1900, time.January, 1).AddDays(rapid.IntRange(0, 200*365).Draw(t, "days"))
	})
}

func TestEveryDateSurvivesEveryEncoding(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		date := anyDate().Draw(t, "date")
		if parsed, err := domain.ParseDate(date.String()); err != nil || parsed != date {
			t.Fatalf("text: %s became %s, %v", date, parsed, err)
		}
		encoded, err := json.Marshal(date)
		if err != nil {
			t.Fatal(err)
		}
		var decoded domain.Date
		if err := json.Unmarshal(encoded, &decoded); err != nil || decoded != date {
			t.Fatalf("JSON: %s became %s, %v", encoded, decoded, err)
		}
		stored, err := date.Value()
		if err != nil {
			t.Fatal(err)
		}
		var scanned domain.Date
		if err := scanned.Scan(stored); err != nil || scanned != date {
			t.Fatalf("database: %v became %s, %v", stored, scanned, err)
		}
		var written strings.Builder
		date.MarshalGQL(&written)
		var read domain.Date
		if err := read.UnmarshalGQL(strings.Trim(written.String(), `"`)); err != nil || read != date {
			t.Fatalf("GraphQL: %s became %s, %v", written.String(), read, err)
		}
	})
}

func TestTextThatIsNoDayIsRefused(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "01/02/2026", "2026-01-01T00:00:00Z", " 2026-01-01",
		"0000-01-01", "-001-01-01", "20260-01-01",
	} {
		if date, err := domain.ParseDate(text); !errors.Is(err, domain.Fault{Code: domain.FaultDate}) {
			t.Errorf("%q is %s, %v", text, date, err)
		}
	}
	for _, v := range []any{20260101, nil, json.Number("2026")} {
		var date domain.Date
		if err := date.UnmarshalGQL(v); !errors.Is(err, domain.Fault{Code: domain.FaultDate}) {
			t.Errorf("GraphQL %v is %s, %v", v, date, err)
		}
	}
}

func TestDateColumnIsScannedWithoutMovingTheDay(t *testing.T) {
	t.Parallel()
	want := domain.MustDate("2026-07-28")
	for _, source := range []any{
		time.Date(2026, 7, 28, 0, 0, 0, 0, time.UTC), time.Date(2026, 7, 28, 0, 0, 0, 0, time.FixedZone("", 0)),
		"2026-07-28", []byte("2026-07-28"),
	} {
		var date domain.Date
		if err := date.Scan(source); err != nil || date != want {
			t.Errorf("Scan(%v) = %s, %v", source, date, err)
		}
	}
	for _, source := range []any{nil, int64(1), []byte("infinity")} {
		var date domain.Date
		if err := date.Scan(source); err == nil {
			t.Errorf("Scan(%v) = %s", source, date)
		}
	}
}

func TestNoDayIsNull(t *testing.T) {
	t.Parallel()
	var none domain.Date
	encoded, err := json.Marshal(none)
	if err != nil || string(encoded) != "null" || none.String() != "" || !none.IsZero() {
		t.Errorf("no day is %s, %q, %v", encoded, none, err)
	}
	if stored, err := none.Value(); err != nil || stored != nil {
		t.Errorf("no day is stored as %v, %v", stored, err)
	}
	date := domain.MustDate("2026-07-28")
	if err := json.Unmarshal([]byte("null"), &date); err != nil || !date.IsZero() {
		t.Errorf("null is read as %s, %v", date, err)
	}
}

func TestDaysAreCountedOverMonthsAndLeapYears(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from string
		days int
		to   string
	}{
		{"2026-02-28", 1, "2026-03-01"}, {"2028-02-28", 1, "2028-02-29"}, {"2026-12-31", 1, "2027-01-01"},
		{"2026-03-01", -1, "2026-02-28"}, {"2026-01-01", 365, "2027-01-01"},
	} {
		from, to := domain.MustDate(c.from), domain.MustDate(c.to)
		if got := from.AddDays(c.days); got != to || to.DaysSince(from) != c.days {
			t.Errorf("%s and %d days is %s, %d days later; want %s", from, c.days, got, to.DaysSince(from), to)
		}
		if from.Before(to) != (c.days > 0) || from.After(to) != (c.days < 0) || from.Cmp(from) != 0 {
			t.Errorf("%s and %s are in the wrong order", from, to)
		}
	}
	if got := domain.MustDate("2026-07-28"); got.Weekday() != time.Tuesday || got.Year() != 2026 || got.Month() != time.July || got.Day() != 28 {
		t.Errorf("%s is a %s of %d-%d-%d", got, got.Weekday(), got.Year(), got.Month(), got.Day())
	}
}
