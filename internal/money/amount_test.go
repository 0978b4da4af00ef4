package money_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/money"
)

// storable draws amounts that fit numeric(15,2).
func storable() *rapid.Generator[money.Amount] {
	return rapid.Map(rapid.Int64Range(-999_999_999_999_999, 999_999_999_999_999), money.FromCents)
}

func TestAmountIsWrittenWithTwoDecimals(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"0": "0.00", "-0": "0.00", "-0.00": "0.00", "1730": "1730.00", "1730.5": "1730.50", "0.05": "0.05",
		"-0.05": "-0.05", "-1.10": "-1.10", "9999999999999.99": "9999999999999.99", "-9999999999999.99": "-9999999999999.99",
	} {
		amount, err := money.ParseAmount(given)
		if err != nil || amount.String() != want {
			t.Errorf("ParseAmount(%q) = %s, %v; want %s", given, amount, err, want)
		}
	}
}

func TestAmountThatIsNoPlainDecimalIsRefused(t *testing.T) {
	t.Parallel()
	cases := map[error][]string{
		money.ErrFormat: {"", " ", "-", "--1", "+1", " 1", "1 ", "1,000.00", ".5", "5.", "-.5", ".", "1.2.3", "1e3", "1E3",
			"0x10", "NaN", "Inf", "1_000", "١٢", "１", "1\x00", "$1", "1-", strings.Repeat("9", 1<<16)},
		money.ErrTooManyDecimals: {"1.005", "0.000", "-1.234"},
		money.ErrOutOfRange:      {"10000000000000", "-10000000000000.00", "00000000000001", "99999999999999999999"},
	}
	for want, texts := range cases {
		for _, text := range texts {
			if _, err := money.ParseAmount(text); !errors.Is(err, want) {
				t.Errorf("ParseAmount(%.20q) gave %v, want %v", text, err, want)
			}
		}
	}
}

func TestNumberInAnotherWritingIsRefusedWithHowToWriteIt(t *testing.T) {
	t.Parallel()
	const asAmount, asRate = "Escribe el monto solo con números y punto decimal: ", "Escribe el tipo de cambio solo con números y punto decimal: "
	amounts := map[string]string{
		"12,50": asAmount + "12.50.", "12,5": asAmount + "12.50.", "1,200.00": asAmount + "1200.00.", "1.200,50": asAmount + "1200.50.",
		"1,200": asAmount + "1200.00.", "1,200,000": asAmount + "1200000.00.", "1 200": asAmount + "1200.00.", "1\u00a0200.50": asAmount + "1200.50.",
		"1'200.50": asAmount + "1200.50.", "S/ 12.50": asAmount + "12.50.", "S/.12.50": asAmount + "12.50.", "US$ 1,000": asAmount + "1000.00.",
		"$5": asAmount + "5.00.", "12.50 PEN": asAmount + "12.50.", "usd 7": asAmount + "7.00.", " 30": asAmount + "30.00.", "+30": asAmount + "30.00.",
		"-12,50": asAmount + "-12.50.", ".5": asAmount + "0.50.", "5.": asAmount + "5.00.",
		"": "Escribe el monto, por ejemplo 1730.00.", "  ": "Escribe el monto, por ejemplo 1730.00.",
		"doce": money.ErrFormat.Message(), "1.2.3": money.ErrFormat.Message(), "1,2,3": money.ErrFormat.Message(), "12,505": asAmount + "12505.00.",
		"0,505": money.ErrFormat.Message(), "12-50": money.ErrFormat.Message(), strings.Repeat("1,", 40): money.ErrFormat.Message(),
	}
	for text, want := range amounts {
		_, err := money.ParseAmount(text)
		explains(t, text, err, want)
	}
	rates := map[string]string{"3,745": asRate + "3.7450.", "3,74": asRate + "3.7400.", "3,7450": asRate + "3.7450.", "S/ 3.745": asRate + "3.7450.",
		"": "Escribe el tipo de cambio, por ejemplo 3.7450.", "x": money.ErrFormat.Message()}
	for text, want := range rates {
		_, err := money.ParseRate(text)
		explains(t, text, err, want)
	}
}

func explains(t *testing.T, text string, err error, want string) {
	t.Helper()
	var input *money.InputError
	if !errors.As(err, &input) || !errors.Is(err, money.ErrFormat) || input.Message() != want {
		t.Errorf("%.20q: %v, want %s", text, err, want)
	}
	if digits := strings.Trim(text, " +"); len(digits) > 1 && strings.Contains(err.Error(), digits) {
		t.Errorf("%.20q is in the text for logs: %v", text, err)
	}
}

func TestRefusalHasASpanishTextAndDoesNotRepeatTheInput(t *testing.T) {
	t.Parallel()
	_, err := money.ParseAmount("12345.678")
	var input *money.InputError
	if !errors.As(err, &input) {
		t.Fatalf("got %v, want an InputError", err)
	}
	if !strings.Contains(input.Message(), "decimales") {
		t.Errorf("message %q does not say what is wrong", input.Message())
	}
	if strings.Contains(err.Error()+input.Message(), "12345") {
		t.Errorf("the refused text is repeated in %q or %q", err, input.Message())
	}
}

func TestEveryAmountSurvivesEveryEncoding(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		amount := storable().Draw(t, "amount")
		if parsed, err := money.ParseAmount(amount.String()); err != nil || parsed != amount {
			t.Fatalf("text: %s became %s, %v", amount, parsed, err)
		}
		encoded, err := json.Marshal(amount)
		if err != nil {
			t.Fatal(err)
		}
		var decoded money.Amount
		if err := json.Unmarshal(encoded, &decoded); err != nil || decoded != amount {
			t.Fatalf("JSON: %s became %s, %v", encoded, decoded, err)
		}
		stored, err := amount.Value()
		if err != nil {
			t.Fatal(err)
		}
		var scanned money.Amount
		if err := scanned.Scan(stored); err != nil || scanned != amount {
			t.Fatalf("database: %v became %s, %v", stored, scanned, err)
		}
		var written strings.Builder
		amount.MarshalGQL(&written)
		var read money.Amount
		if err := read.UnmarshalGQL(strings.Trim(written.String(), `"`)); err != nil || read != amount {
			t.Fatalf("GraphQL: %s became %s, %v", written.String(), read, err)
		}
	})
}

func TestAmountTravelsAsAJSONStringOnly(t *testing.T) {
	t.Parallel()
	var holder struct{ Amount money.Amount }
	for _, body := range []string{
		`{"Amount":1730.00}`, `{"Amount":1730}`, `{"Amount":null}`, `{"Amount":true}`, `{"Amount":["1.00"]}`,
	} {
		if err := json.Unmarshal([]byte(body), &holder); !errors.Is(err, money.ErrNotText) {
			t.Errorf("%s gave %v, want %v", body, err, money.ErrNotText)
		}
	}
	if err := json.Unmarshal([]byte(`{"Amount":"1\u00300.5"}`), &holder); err != nil || holder.Amount.String() != "100.50" {
		t.Errorf("an escaped digit gave %s, %v", holder.Amount, err)
	}
}

func TestGraphQLAmountMustBeAString(t *testing.T) {
	t.Parallel()
	for _, v := range []any{1730, int64(1730), json.Number("1730.00"), nil, true, []any{"1.00"}} {
		var amount money.Amount
		if err := amount.UnmarshalGQL(v); !errors.Is(err, money.ErrNotText) {
			t.Errorf("UnmarshalGQL(%T) gave %v, want %v", v, err, money.ErrNotText)
		}
	}
}

func TestScanReadsColumnsSumsAndWholeNumbers(t *testing.T) {
	t.Parallel()
	for want, source := range map[string]any{
		"12.50": []byte("12.50"), "12.00": int64(12), "-7.10": "-7.1", "9000000000000000.00": []byte("9000000000000000.00"),
	} {
		var amount money.Amount
		if err := amount.Scan(source); err != nil || amount.String() != want {
			t.Errorf("Scan(%v) = %s, %v; want %s", source, amount, err, want)
		}
	}
}

func TestScanRefusesNullAndMoreDigitsThanCents(t *testing.T) {
	t.Parallel()
	for _, source := range []any{nil, true, []byte("1.005"), "NaN", int64(math.MaxInt64)} {
		amount := money.FromCents(7)
		if err := amount.Scan(source); err == nil {
			t.Errorf("Scan(%v) gave %s", source, amount)
		}
		if amount != money.FromCents(7) {
			t.Errorf("a refused Scan(%v) changed the amount to %s", source, amount)
		}
	}
}

func TestAmountTooLargeForItsColumnIsNotStored(t *testing.T) {
	t.Parallel()
	for _, cents := range []int64{1_000_000_000_000_000, -1_000_000_000_000_000, math.MinInt64} {
		if _, err := money.FromCents(cents).Value(); !errors.Is(err, money.ErrOutOfRange) {
			t.Errorf("storing %d cents gave %v", cents, err)
		}
	}
}

func TestArithmeticIsThatOfWholeCents(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := storable().Draw(t, "a"), storable().Draw(t, "b")
		if a.Add(b).Cents() != a.Cents()+b.Cents() || a.Sub(b) != a.Add(b.Neg()) || a.Add(b).Sub(b) != a {
			t.Fatalf("%s and %s do not add up", a, b)
		}
		if a.Abs().Sign() < 0 || a.Neg().Abs() != a.Abs() || a.Cmp(b) != a.Sub(b).Sign() || a.IsZero() != (a.Sign() == 0) {
			t.Fatalf("%s and %s do not compare", a, b)
		}
		if money.Sum(a, b, a.Neg(), b.Neg()) != (money.Amount{}) {
			t.Fatalf("%s and %s do not cancel out", a, b)
		}
	})
}

func TestOverflowStopsInsteadOfWrapping(t *testing.T) {
	t.Parallel()
	largest, smallest, cent := money.FromCents(math.MaxInt64), money.FromCents(math.MinInt64), money.FromCents(1)
	for name, overflow := range map[string]func(){
		"add":          func() { largest.Add(cent) },
		"add negative": func() { smallest.Add(cent.Neg()) },
		"sub":          func() { smallest.Sub(cent) },
		"sub negative": func() { largest.Sub(cent.Neg()) },
		"neg":          func() { smallest.Neg() },
		"abs":          func() { smallest.Abs() },
		"sum":          func() { money.Sum(largest, largest) },
	} {
		if !panics(overflow) {
			t.Errorf("%s wrapped around", name)
		}
	}
	if largest.Add(money.Amount{}) != largest || smallest.Sub(money.Amount{}) != smallest {
		t.Error("adding nothing at the edge changed the amount")
	}
	if smallest.String() != "-92233720368547758.08" {
		t.Errorf("the smallest amount reads %s", smallest)
	}
}

func TestAmountIsGroupedAsInPeru(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"0": "0.00", "999.99": "999.99", "1000": "1,000.00", "-1730": "-1,730.00", "1234567.8": "1,234,567.80",
		"9999999999999.99": "9,999,999,999,999.99", "-100000": "-100,000.00",
	} {
		if got := money.MustAmount(given).Grouped(); got != want {
			t.Errorf("%s is grouped as %s, want %s", given, got, want)
		}
	}
}

func panics(f func()) (panicked bool) {
	defer func() { panicked = recover() != nil }()
	f()
	return false
}

func FuzzParsedAmountReadsBackAsItself(f *testing.F) {
	for _, seed := range []string{"0", "-1.5", "9999999999999.99", "1.005", "1e9", "", "-", ".", "١"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		amount, err := money.ParseAmount(text)
		if err != nil {
			return
		}
		again, err := money.ParseAmount(amount.String())
		if err != nil || again != amount {
			t.Fatalf("%q is %s, which reads back as %s, %v", text, amount, again, err)
		}
		if len(text) > 17 || strings.ContainsAny(text, "eE+, ") {
			t.Fatalf("%q was accepted", text)
		}
	})
}
