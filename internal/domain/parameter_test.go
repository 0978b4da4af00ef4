package domain_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

func integer(n int64) domain.ParameterValue { return domain.ParameterValue{Integer: &n} }

func seconds(n int64) domain.ParameterValue { return domain.ParameterValue{Seconds: &n} }

func usd(text string) domain.ParameterValue {
	amount := money.MustAmount(text)
	return domain.ParameterValue{Amount: &amount}
}

func hours(week domain.Week) domain.ParameterValue { return domain.ParameterValue{Week: &week} }

func day(text string) domain.ParameterValue {
	date := domain.MustDate(text)
	return domain.ParameterValue{Date: &date}
}

func yes(flag bool) domain.ParameterValue { return domain.ParameterValue{Flag: &flag} }

func TestWhatTheHouseBeginsWithIsWithinTheBoundsOfEveryParameter(t *testing.T) {
	t.Parallel()
	for _, row := range domain.HouseParameters() {
		value := row.Of(domain.DefaultParameters())
		isNone := value.Date != nil && value.Date.IsZero()
		if refusal := row.Check(value); (refusal != nil) != isNone { // there may be no day to begin with, and nobody can set none
			t.Errorf("%s begins with %s: %v", row.Key, row.Spoken(value), refusal)
		}
		if row.Label == "" || row.About == "" || row.Permission == "" || row.Spoken(value) == "" {
			t.Errorf("%s is not said whole: %+v", row.Key, row)
		}
	}
}

// Each parameter changes its own field and nothing else, and is read from where it is written.
func TestASettingChangesItsParameterAlone(t *testing.T) {
	t.Parallel()
	opening := time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)
	for _, row := range domain.HouseParameters() {
		before := domain.DefaultParameters()
		var wanted domain.ParameterValue
		switch row.Kind {
		case domain.ParameterFlag:
			wanted = yes(!*row.Of(before).Flag)
		case domain.ParameterWeek:
			wanted = hours(domain.FullWeek())
		default:
			if wanted = row.Most; wanted.Equal(row.Of(before)) {
				wanted = row.Least
			}
		}
		after := before.At(opening, []domain.ParameterSetting{{Key: row.Key, Value: wanted, ValidFrom: opening, Set: opening}})
		for _, other := range domain.HouseParameters() {
			want := other.Of(before)
			if other.Key == row.Key {
				want = wanted
			}
			if got := other.Of(after); !got.Equal(want) {
				t.Errorf("%s set to %s: %s is %s, want %s", row.Key, row.Spoken(wanted), other.Key, other.Spoken(got), other.Spoken(want))
			}
		}
	}
}

// Parameters that are measured against each other never contradict: every value of the lower one is at most every value of the higher.
func TestBoundsOfParametersDoNotOverlap(t *testing.T) {
	t.Parallel()
	for _, pair := range [][2]domain.ParameterKey{{domain.ParameterRateWarn, domain.ParameterRateReject},
		{domain.ParameterSelfServiceMin, domain.ParameterSelfServiceMax}, {domain.ParameterDeskMin, domain.ParameterSelfServiceMin}} {
		low, _ := domain.ParameterOf(pair[0])
		high, _ := domain.ParameterOf(pair[1])
		if high.Check(low.Most) == nil && !low.Most.Equal(high.Least) {
			t.Errorf("%s may be above %s", low.Key, high.Key)
		}
	}
}

func TestAValueIsOfItsKindAndWithinItsBounds(t *testing.T) {
	t.Parallel()
	sunday := domain.Week{time.Sunday: {Opens: 10 * time.Hour, Closes: 9 * time.Hour}}
	for _, example := range []struct {
		key     domain.ParameterKey
		value   domain.ParameterValue
		refused bool
	}{
		{domain.ParameterSpread, integer(0), false},
		{domain.ParameterSpread, integer(200), false},
		{domain.ParameterSpread, integer(201), true},
		{domain.ParameterSpread, integer(-1), true},
		{domain.ParameterSpread, seconds(20), true},
		{domain.ParameterSpread, domain.ParameterValue{}, true},
		{domain.ParameterSpread, domain.ParameterValue{Integer: integer(1).Integer, Seconds: seconds(1).Seconds}, true},
		{domain.ParameterQuoteTTL, seconds(60), false},
		{domain.ParameterQuoteTTL, seconds(59), true},
		{domain.ParameterSelfServiceMax, usd("1000.00"), false},
		{domain.ParameterSelfServiceMax, usd("999.99"), true},
		{domain.ParameterKYCStrict, yes(true), false},
		{domain.ParameterInvoicingFrom, day("2020-01-01"), false},
		{domain.ParameterInvoicingFrom, day("2099-12-31"), false},
		{domain.ParameterInvoicingFrom, day("2019-12-31"), true},
		{domain.ParameterInvoicingFrom, day("2100-01-01"), true},
		{domain.ParameterInvoicingFrom, domain.ParameterValue{Date: &domain.Date{}}, true},
		{domain.ParameterInvoicingFrom, integer(20_261_201), true},
		{domain.ParameterBusinessHours, hours(domain.DefaultWeek()), false},
		{domain.ParameterBusinessHours, hours(domain.Week{}), true},
		{domain.ParameterBusinessHours, hours(sunday), true},
	} {
		row, _ := domain.ParameterOf(example.key)
		if refusal := row.Check(example.value); (refusal != nil) != example.refused || refusal != nil && refusal.Code != domain.CodeInvalid {
			t.Errorf("%s of %+v: %v", example.key, example.value, refusal)
		}
	}
}

// Whatever is set in whatever order, what was in force at an instant stays as it was when later settings come.
func TestThePastOfParametersNeverChanges(t *testing.T) {
	t.Parallel()
	opening := time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)
	spread, _ := domain.ParameterOf(domain.ParameterSpread)
	rapid.Check(t, func(t *rapid.T) {
		var settings []domain.ParameterSetting
		now, known := opening, map[time.Time]domain.Parameters{}
		for range rapid.IntRange(1, 12).Draw(t, "acts") {
			now = now.Add(time.Duration(rapid.IntRange(0, 90).Draw(t, "minutes")) * time.Minute)
			from := now.Add(time.Duration(rapid.SampledFrom([]int{0, 0, 30, 600}).Draw(t, "later")) * time.Minute)
			settings = append(settings, domain.ParameterSetting{Key: spread.Key, Value: integer(rapid.Int64Range(0, 200).Draw(t, "pips")), ValidFrom: from, Set: now})
			sorted := slices.Clone(settings)
			domain.SortSettings(sorted)
			for at, was := range known {
				if got := domain.DefaultParameters().At(at, sorted); got != was {
					t.Fatalf("at %s the spread was %d and is %d", at, was.Pricing.Spread, got.Pricing.Spread)
				}
			}
			if from.Equal(now) {
				if got := domain.DefaultParameters().At(now, sorted); !spread.Of(got).Equal(settings[len(settings)-1].Value) {
					t.Fatalf("what was set last at an instant does not hold: %d", got.Pricing.Spread)
				}
			}
			now = now.Add(time.Millisecond)
			known[now.Add(-time.Microsecond)] = domain.DefaultParameters().At(now.Add(-time.Microsecond), sorted)
		}
	})
}

func TestASettingOfANewerProgramChangesNothing(t *testing.T) {
	t.Parallel()
	opening := time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)
	for _, setting := range []domain.ParameterSetting{{Key: "SOMETHING_NEW", Value: integer(1)}, {Key: domain.ParameterSpread, Value: seconds(1)},
		{Key: domain.ParameterSpread, Value: integer(5_000)}} {
		if got := domain.DefaultParameters().At(opening, []domain.ParameterSetting{setting}); got != domain.DefaultParameters() {
			t.Errorf("%v changes %+v", setting, got)
		}
	}
}

func TestValuesAreSaidAsPeopleSayThem(t *testing.T) {
	t.Parallel()
	for _, example := range []struct {
		key   domain.ParameterKey
		value domain.ParameterValue
		want  string
	}{
		{domain.ParameterSpread, integer(20), "20 pips"},
		{domain.ParameterRateReject, integer(300), "300 puntos básicos"},
		{domain.ParameterSelfServiceMax, usd("20000.00"), "US$ 20,000.00"},
		{domain.ParameterDepositWindow, seconds(900), "15 min"},
		{domain.ParameterDepositWindow, seconds(5_430), "1 h 30 min 30 s"},
		{domain.ParameterPartGrace, seconds(0), "0 s"},
		{domain.ParameterKYCStrict, yes(true), "sí"},
		{domain.ParameterKYCStrict, yes(false), "no"},
		{domain.ParameterBusinessHours, hours(domain.DefaultWeek()), "lunes a viernes 09:00-18:00, sábado 09:00-14:00"},
		{domain.ParameterBusinessHours, hours(domain.FullWeek()), "a toda hora"},
		{domain.ParameterBusinessHours, hours(domain.Week{time.Monday: {Opens: 8 * time.Hour, Closes: 24 * time.Hour},
			time.Tuesday: {Opens: 8 * time.Hour, Closes: 24 * time.Hour}, time.Sunday: {Opens: 0, Closes: time.Hour}}),
			"lunes y martes 08:00-24:00, domingo 00:00-01:00"},
	} {
		row, _ := domain.ParameterOf(example.key)
		if got := row.Spoken(example.value); got != example.want {
			t.Errorf("%s is said as %q, want %q", example.key, got, example.want)
		}
	}
}

func TestValuesSurviveTheDatabase(t *testing.T) {
	t.Parallel()
	for _, value := range []domain.ParameterValue{integer(0), usd("0.01"), seconds(86_400), yes(false), hours(domain.DefaultWeek()), hours(domain.FullWeek())} {
		text, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		var read domain.ParameterValue
		if err := json.Unmarshal(text, &read); err != nil || !read.Equal(value) {
			t.Errorf("%s is read as %+v (%v)", text, read, err)
		}
	}
}

func TestAWeekIsReadDayByDay(t *testing.T) {
	t.Parallel()
	day := func(weekday time.Weekday, opens, closes string) *domain.DayHours {
		return &domain.DayHours{Weekday: weekday, OpensAt: opens, ClosesAt: closes}
	}
	week, refusal := domain.ReadWeek(domain.DefaultWeek().Days(), "week")
	if refusal != nil || week != domain.DefaultWeek() {
		t.Errorf("the usual week is read as %v (%v)", week, refusal)
	}
	for _, example := range []struct {
		days []*domain.DayHours
		at   []string
	}{
		{nil, []string{"week"}},
		{[]*domain.DayHours{day(time.Monday, "09:00", "18:00"), day(time.Monday, "09:00", "18:00")}, []string{"week", "1"}},
		{[]*domain.DayHours{day(time.Monday, "9:00", "18:00")}, []string{"week", "0", "opensAt"}},
		{[]*domain.DayHours{day(time.Monday, "09:60", "18:00")}, []string{"week", "0", "opensAt"}},
		{[]*domain.DayHours{day(time.Monday, "09:00", "24:01")}, []string{"week", "0", "closesAt"}},
		{[]*domain.DayHours{day(time.Monday, "18:00", "09:00")}, []string{"week", "0", "closesAt"}},
		{[]*domain.DayHours{day(time.Monday, "+9:00", "18:00")}, []string{"week", "0", "opensAt"}},
	} {
		if _, refusal := domain.ReadWeek(example.days, "week"); refusal == nil || !slices.Equal(refusal.Field, example.at) {
			t.Errorf("%v is refused with %v, want at %v", example.days, refusal, example.at)
		}
	}
}
