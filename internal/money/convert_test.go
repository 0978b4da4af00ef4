package money_test

import (
	"errors"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/money"
)

func TestConversionGoldens(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, usd, rate, pen string }{
		{"the amount that binary fractions get wrong", "1730.00", "3.8015", "6576.60"},
		{"Compra of 1,000 (domain.md 19.2)", "1000.00", "3.718", "3718.00"},
		{"Compra with a coupon (19.2)", "1000.00", "3.721", "3721.00"},
		{"Venta of 1,000 (19.3)", "1000.00", "3.728", "3728.00"},
		{"Venta with a coupon (19.3)", "1000.00", "3.725", "3725.00"},
		{"half a cent goes up", "1.00", "3.7250", "3.73"},
		{"less than half a cent goes down", "1.00", "3.7249", "3.72"},
		{"half a cent of a refund goes away from zero", "-1.00", "3.7250", "-3.73"},
		{"the largest amount at par", "9999999999999.99", "1.0000", "9999999999999.99"},
	} {
		pen, err := money.PENFor(money.MustAmount(c.usd), money.MustRate(c.rate))
		if err != nil || pen != money.MustAmount(c.pen) {
			t.Errorf("%s: %s at %s is %s, %v; want %s", c.name, c.usd, c.rate, pen, err, c.pen)
		}
	}
}

func TestFixedPENGolden(t *testing.T) {
	t.Parallel()
	// domain.md 19.4: PEN 1,000.00 fixed at 3.728.
	usd, err := money.USDFor(money.MustAmount("1000.00"), money.MustRate("3.728"))
	if err != nil || usd != money.MustAmount("268.24") {
		t.Fatalf("got %s, %v; want 268.24", usd, err)
	}
}

func TestPipsAreWorthTheirDifference(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		usd  string
		pips money.Pips
		want string
	}{{"1000.00", 20, "2.00"}, {"1000.00", -30, "-3.00"}, {"0.01", 50, "0.00"}, {"1.00", 50, "0.01"}, {"-1000.00", 20, "-2.00"}} {
		worth, err := money.PENForPips(money.MustAmount(c.usd), c.pips)
		if err != nil || worth != money.MustAmount(c.want) {
			t.Errorf("%d pips on %s are %s, %v; want %s", c.pips, c.usd, worth, err, c.want)
		}
	}
}

// TestEveryCaseOfTheTableIsExact covers the 285,660 pairs of amount and rate among which product.md 0.1 measured 157
// that binary fractions round wrong.
func TestEveryCaseOfTheTableIsExact(t *testing.T) {
	t.Parallel()
	cases := 0
	for pips := int64(37_740); pips <= 38_015; pips++ {
		rate, err := money.RateFromPips(money.Pips(pips))
		if err != nil {
			t.Fatal(err)
		}
		for cents := int64(10_00); cents <= 10_350_00; cents += 10_00 {
			cases++
			pen, err := money.PENFor(money.FromCents(cents), rate)
			if want := (2*cents*pips + 10_000) / 20_000; err != nil || pen.Cents() != want {
				t.Fatalf("%d cents at %s are %s, %v; want %d cents", cents, rate, pen, err, want)
			}
		}
	}
	if cases != 285_660 {
		t.Fatalf("%d cases, want 285,660", cases)
	}
}

func TestConversionEqualsExactFractions(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		amount, rate := storable().Draw(t, "amount"), anyRate().Draw(t, "rate")
		exactRate := big.NewRat(int64(rate.Pips()), 10_000)
		cents := new(big.Rat).SetInt64(amount.Cents())
		pen, penErr := money.PENFor(amount, rate)
		sameAsFraction(t, pen, penErr, new(big.Rat).Mul(cents, exactRate))
		usd, usdErr := money.USDFor(amount, rate)
		sameAsFraction(t, usd, usdErr, new(big.Rat).Quo(cents, exactRate))
	})
}

// sameAsFraction compares a result with the exact number of cents, rounded half away from zero.
func sameAsFraction(t *rapid.T, got money.Amount, err error, exact *big.Rat) {
	twice := new(big.Rat).Abs(exact)
	twice.Add(twice.Mul(twice, big.NewRat(2, 1)), big.NewRat(1, 1))
	want := new(big.Int).Quo(twice.Num(), new(big.Int).Lsh(twice.Denom(), 1))
	if want.Cmp(big.NewInt(999_999_999_999_999)) > 0 {
		if !errors.Is(err, money.ErrOutOfRange) {
			t.Fatalf("a result of %s cents gave %s, %v", want, got, err)
		}
		return
	}
	if exact.Sign() < 0 {
		want.Neg(want)
	}
	if err != nil || want.Cmp(big.NewInt(got.Cents())) != 0 {
		t.Fatalf("got %s, %v; want %s cents", got, err, want)
	}
}

func TestFixedPENIsOffByHalfACentOfUSDAtMost(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		pen := money.FromCents(rapid.Int64Range(0, 99_999_999_999).Draw(t, "pen"))
		pips := rapid.Int64Range(30_000, 50_000).Draw(t, "pips")
		rate, err := money.RateFromPips(money.Pips(pips))
		if err != nil {
			t.Fatal(err)
		}
		usd, err := money.USDFor(pen, rate)
		if err != nil {
			t.Fatal(err)
		}
		// |usd x rate - pen| <= rate x 0.005, in millionths of PEN and doubled to stay whole.
		difference := usd.Cents()*pips - pen.Cents()*10_000
		if 2*max(difference, -difference) > pips {
			t.Fatalf("%s at %s gives %s", pen, rate, usd)
		}
	})
}

func TestConversionWithoutARateIsRefused(t *testing.T) {
	t.Parallel()
	one := money.MustAmount("1.00")
	if _, err := money.PENFor(one, money.Rate{}); !errors.Is(err, money.ErrZeroRate) {
		t.Errorf("PENFor gave %v", err)
	}
	if _, err := money.USDFor(one, money.Rate{}); !errors.Is(err, money.ErrZeroRate) {
		t.Errorf("USDFor gave %v", err)
	}
}

func TestConversionThatNoColumnHoldsIsRefused(t *testing.T) {
	t.Parallel()
	largest := money.MustAmount("9999999999999.99")
	if _, err := money.PENFor(largest, money.MustRate("1.0001")); !errors.Is(err, money.ErrOutOfRange) {
		t.Errorf("PENFor gave %v", err)
	}
	if _, err := money.USDFor(largest, money.MustRate("0.0001")); !errors.Is(err, money.ErrOutOfRange) {
		t.Errorf("USDFor gave %v", err)
	}
	// A total over many rows may be larger than a column; the quotient then needs more than 64 bits.
	if _, err := money.USDFor(money.FromCents(1_900_000_000_000_000), money.MustRate("0.0001")); !errors.Is(err, money.ErrOutOfRange) {
		t.Errorf("USDFor of a total gave %v", err)
	}
	if _, err := money.PENForPips(largest, 1<<62); !errors.Is(err, money.ErrOutOfRange) {
		t.Errorf("PENForPips gave %v", err)
	}
}

func BenchmarkPENFor(b *testing.B) {
	usd, rate := money.MustAmount("1730.00"), money.MustRate("3.8015")
	for b.Loop() {
		if _, err := money.PENFor(usd, rate); err != nil {
			b.Fatal(err)
		}
	}
}
