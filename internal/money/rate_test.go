package money_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/money"
)

// anyRate draws every rate above zero that fits numeric(10,4).
func anyRate() *rapid.Generator[money.Rate] {
	return rapid.Custom(func(t *rapid.T) money.Rate {
		rate, err := money.RateFromPips(money.Pips(rapid.Int64Range(1, 9_999_999_999).Draw(t, "pips")))
		if err != nil {
			t.Fatal(err)
		}
		return rate
	})
}

func TestRateIsWrittenWithFourDecimals(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"3.718": "3.7180", "0": "0.0000", "3": "3.0000", "3.8015": "3.8015", "999999.9999": "999999.9999", "0.0001": "0.0001",
	} {
		rate, err := money.ParseRate(given)
		if err != nil || rate.String() != want {
			t.Errorf("ParseRate(%q) = %s, %v; want %s", given, rate, err, want)
		}
	}
}

func TestRateThatIsNoPlainDecimalIsRefused(t *testing.T) {
	t.Parallel()
	cases := map[error][]string{
		money.ErrFormat:          {"", "3,718", "3.", ".7", "+3.7", "3e0", " 3.7", strings.Repeat("3", 1000)},
		money.ErrTooManyDecimals: {"3.71805", "0.00001"},
		money.ErrOutOfRange:      {"1000000", "1000000.0000"},
		money.ErrNegative:        {"-3.7180", "-0"},
	}
	for want, texts := range cases {
		for _, text := range texts {
			if _, err := money.ParseRate(text); !errors.Is(err, want) {
				t.Errorf("ParseRate(%.20q) gave %v, want %v", text, err, want)
			}
		}
	}
}

func TestEveryRateSurvivesEveryEncoding(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rate := anyRate().Draw(t, "rate")
		encoded, err := json.Marshal(rate)
		if err != nil {
			t.Fatal(err)
		}
		var decoded money.Rate
		if err := json.Unmarshal(encoded, &decoded); err != nil || decoded != rate {
			t.Fatalf("JSON: %s became %s, %v", encoded, decoded, err)
		}
		stored, err := rate.Value()
		if err != nil {
			t.Fatal(err)
		}
		var scanned money.Rate
		if err := scanned.Scan(stored); err != nil || scanned != rate {
			t.Fatalf("database: %v became %s, %v", stored, scanned, err)
		}
		var written strings.Builder
		rate.MarshalGQL(&written)
		var read money.Rate
		if err := read.UnmarshalGQL(strings.Trim(written.String(), `"`)); err != nil || read != rate {
			t.Fatalf("GraphQL: %s became %s, %v", written.String(), read, err)
		}
	})
}

func TestRateTravelsAsAStringOnly(t *testing.T) {
	t.Parallel()
	var rate money.Rate
	for _, body := range []string{"3.7180", "3", "null", "{}"} {
		if err := json.Unmarshal([]byte(body), &rate); !errors.Is(err, money.ErrNotText) {
			t.Errorf("%s gave %v, want %v", body, err, money.ErrNotText)
		}
	}
	if err := rate.UnmarshalGQL(json.Number("3.7180")); !errors.Is(err, money.ErrNotText) {
		t.Errorf("a GraphQL number gave %v", err)
	}
	if err := rate.Scan(nil); err == nil {
		t.Error("a null was scanned as a rate")
	}
}

func TestPipsMoveARateInsideItsColumnOnly(t *testing.T) {
	t.Parallel()
	rate := money.MustRate("3.7180")
	up, err := rate.AddPips(30)
	if err != nil || up != money.MustRate("3.7210") {
		t.Errorf("30 pips above 3.7180 is %s, %v", up, err)
	}
	down, err := rate.SubPips(30)
	if err != nil || down != money.MustRate("3.7150") {
		t.Errorf("30 pips below 3.7180 is %s, %v", down, err)
	}
	if up.PipsAbove(down) != 60 || down.PipsAbove(up) != -60 {
		t.Errorf("the distance is %d and %d pips, want 60 and -60", up.PipsAbove(down), down.PipsAbove(up))
	}
	for _, pips := range []money.Pips{37_181, math.MaxInt64} {
		if _, err := rate.SubPips(pips); !errors.Is(err, money.ErrNegative) {
			t.Errorf("subtracting %d pips gave %v", pips, err)
		}
		if _, err := rate.AddPips(-pips); !errors.Is(err, money.ErrNegative) {
			t.Errorf("adding %d pips gave %v", -pips, err)
		}
	}
	for _, pips := range []money.Pips{9_999_999_999, math.MaxInt64} {
		if _, err := rate.AddPips(pips); !errors.Is(err, money.ErrOutOfRange) {
			t.Errorf("adding %d pips gave %v", pips, err)
		}
		if _, err := rate.SubPips(-pips); !errors.Is(err, money.ErrOutOfRange) {
			t.Errorf("subtracting %d pips gave %v", -pips, err)
		}
	}
	if _, err := rate.SubPips(math.MinInt64); !errors.Is(err, money.ErrOutOfRange) {
		t.Errorf("subtracting the smallest number gave %v", err)
	}
}

func TestPublicRatesAreRoundedAgainstTheClient(t *testing.T) {
	t.Parallel()
	for given, want := range map[string][2]string{
		"3.7180": {"3.7180", "3.7180"}, "3.7195": {"3.7190", "3.7200"}, "3.7189": {"3.7180", "3.7190"},
		"3.7181": {"3.7180", "3.7190"}, "0.0001": {"0.0000", "0.0010"}, "3.9999": {"3.9990", "4.0000"},
	} {
		rate := money.MustRate(given)
		up, err := rate.Ceil3()
		if err != nil || rate.Floor3() != money.MustRate(want[0]) || up != money.MustRate(want[1]) {
			t.Errorf("%s is rounded to %s and %s, %v; want %v", given, rate.Floor3(), up, err, want)
		}
	}
	if _, err := money.MustRate("999999.9999").Ceil3(); !errors.Is(err, money.ErrOutOfRange) {
		t.Errorf("rounding the largest rate up gave %v", err)
	}
}

func TestDeviationOfExactlyTheLimitDoesNotExceedIt(t *testing.T) {
	t.Parallel()
	reference := money.MustRate("3.7000")
	for given, want := range map[string]bool{
		"3.8110": false, "3.8111": true, "3.5890": false, "3.5889": true, "3.7000": false,
	} {
		if got := money.MustRate(given).DeviationFrom(reference).Exceeds(300); got != want {
			t.Errorf("%s exceeds 3 %% of 3.7000: %t, want %t", given, got, want)
		}
	}
}

func TestDeviationIsTheExactFraction(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rate, reference := anyRate().Draw(t, "rate"), anyRate().Draw(t, "reference")
		limit := rapid.Int64Range(0, 20_000).Draw(t, "limit")
		distance := big.NewRat(int64(rate.PipsAbove(reference)), int64(reference.Pips()))
		want := distance.Abs(distance).Cmp(big.NewRat(limit, 10_000)) > 0
		if got := rate.DeviationFrom(reference).Exceeds(money.BasisPoints(limit)); got != want {
			t.Fatalf("%s from %s exceeds %d basis points: %t, want %t", rate, reference, limit, got, want)
		}
	})
}

func TestDeviationReadsAboveALimitThatItExceeds(t *testing.T) {
	t.Parallel()
	deviation := money.MustRate("3.8111").DeviationFrom(money.MustRate("3.7000"))
	if got := deviation.Percent(); got != "3.01" {
		t.Errorf("the deviation reads %s, want 3.01", got)
	}
	if got := money.BasisPoints(150).Percent(); got != "1.50" {
		t.Errorf("150 basis points read %s, want 1.50", got)
	}
	fromNothing := money.MustRate("3.7000").DeviationFrom(money.Rate{})
	if !fromNothing.Exceeds(300) || fromNothing.Percent() != "" {
		t.Error("a deviation from no rate should exceed every limit and have no percentage")
	}
}

func FuzzParsedRateReadsBackAsItself(f *testing.F) {
	for _, seed := range []string{"3.7180", "-1", "999999.9999", "3.71805", "", "."} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rate, err := money.ParseRate(text)
		if err != nil {
			return
		}
		again, err := money.ParseRate(rate.String())
		if err != nil || again != rate || strings.HasPrefix(text, "-") {
			t.Fatalf("%q is %s, which reads back as %s, %v", text, rate, again, err)
		}
	})
}
