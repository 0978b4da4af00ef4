package domain_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestFirstValuesOfThePastAreThoseOfTheStartsOfThen(t *testing.T) {
	t.Parallel()
	opening := time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)
	at := func(days int) time.Time { return opening.AddDate(0, 0, days) }
	started := func(spread int64, days int) domain.FirstValue {
		return domain.FirstValue{Key: domain.ParameterSpread, Value: integer(spread), Since: at(days)}
	}
	starts := []domain.FirstValue{started(30, 1), started(40, 3), {Key: "OF_A_NEWER_PROGRAM", Value: integer(1), Since: at(4)},
		{Key: domain.ParameterBand, Value: seconds(5), Since: at(4)}, started(50, 5)}
	for days, want := range map[int]int{0: 30, 1: 30, 2: 30, 3: 40, 4: 40, 5: 50, 9: 50} {
		got := domain.DefaultParameters().Started(at(days), starts)
		if int(got.Pricing.Spread) != want {
			t.Errorf("on day %d the spread was %d, want %d", days, got.Pricing.Spread, want)
		}
		if got.Pricing.Band != domain.DefaultParameters().Pricing.Band {
			t.Errorf("on day %d the band was %d", days, got.Pricing.Band)
		}
	}
}

func TestOfAStartIsKeptWhatIsNotAsBefore(t *testing.T) {
	t.Parallel()
	opening := time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)
	first := domain.DefaultParameters()
	starts := first.Begun(opening, nil)
	if len(starts) != len(domain.ParameterKeys())-1 { // the house issues no documents until somebody says from when on
		t.Errorf("of the first start %d values are kept, of %d", len(starts), len(domain.ParameterKeys()))
	}
	if again := first.Begun(opening.Add(time.Hour), starts); len(again) > 0 {
		t.Errorf("of the same again is kept %v", again)
	}
	other := first
	other.DepositWindow = 45 * time.Minute
	changed := other.Begun(opening.Add(time.Hour), starts)
	if len(changed) != 1 || changed[0].Key != domain.ParameterDepositWindow {
		t.Fatalf("of another window is kept %v", changed)
	}
	if back := first.Begun(opening.Add(2*time.Hour), append(starts, changed...)); len(back) != 1 {
		t.Errorf("of the window of before is kept %v", back)
	}
}

// However often the house is started, and with whatever: what it was started with then is what is known of then.
func TestWhatAHouseWasStartedWithStaysKnown(t *testing.T) {
	t.Parallel()
	opening := time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		var starts []domain.FirstValue
		var were []domain.Parameters
		for hour := range rapid.IntRange(1, 6).Draw(t, "starts") {
			p := domain.DefaultParameters()
			p.DepositWindow = time.Duration(rapid.IntRange(5, 8).Draw(t, "window")) * time.Minute
			p.KYCStrict = rapid.Bool().Draw(t, "strict")
			starts = append(starts, p.Begun(opening.Add(time.Duration(hour)*time.Hour), starts)...)
			were = append(were, p)
		}
		now := domain.DefaultParameters()
		for hour, was := range were {
			for _, minute := range []time.Duration{0, 30 * time.Minute} {
				if got := now.Started(opening.Add(time.Duration(hour)*time.Hour+minute), starts); got != was {
					t.Fatalf("in hour %d it was %v, and is said to be %v", hour, was, got)
				}
			}
		}
	})
}
