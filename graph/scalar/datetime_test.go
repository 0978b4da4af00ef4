package scalar_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/graph/scalar"
	"github.com/qoricash/qoricash/internal/domain"
)

func written(at time.Time) string {
	var text bytes.Buffer
	scalar.MarshalDateTime(at).MarshalGQL(&text)
	return text.String()
}

func TestInstantsAreWrittenInUTCWithMilliseconds(t *testing.T) {
	t.Parallel()
	lima := time.FixedZone("PET", -5*60*60)
	for want, at := range map[string]time.Time{
		`"2026-11-21T15:04:05.000Z"`: time.Date(2026, 11, 21, 10, 4, 5, 0, lima),
		`"2026-11-21T15:04:05.123Z"`: time.Date(2026, 11, 21, 15, 4, 5, 123_999_000, time.UTC),
	} {
		if got := written(at); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestInstantsAreReadAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		at := time.UnixMilli(rapid.Int64Range(0, 4_000_000_000_000).Draw(t, "milliseconds")).UTC()
		text := written(at)
		got, err := scalar.UnmarshalDateTime(text[1 : len(text)-1])
		if err != nil || !got.Equal(at) {
			t.Fatalf("%s is read as %v (%v)", text, got, err)
		}
	})
}

func TestWhatIsNoInstantIsRefused(t *testing.T) {
	t.Parallel()
	for _, value := range []any{"", "2026-11-21", "2026-11-21T15:04:05", "2026-13-01T00:00:00Z", int64(5), nil} {
		if _, err := scalar.UnmarshalDateTime(value); !errors.Is(err, domain.Fault{Code: scalar.FaultDateTime}) {
			t.Errorf("%v: got %v", value, err)
		}
	}
}
