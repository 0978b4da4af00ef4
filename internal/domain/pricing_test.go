package domain_test

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

func pair(buy, sell string) domain.RatePair {
	return domain.RatePair{Buy: money.MustRate(buy), Sell: money.MustRate(sell)}
}

func TestPublicRatesAreTheBaseLessTheSpread(t *testing.T) {
	t.Parallel()
	// domain.md 19.1.
	for _, c := range []struct{ base, want domain.RatePair }{
		{pair("3.7200", "3.7260"), pair("3.718", "3.728")},
		{pair("3.7215", "3.7268"), pair("3.719", "3.729")},
		{pair("3.7200", "3.9990"), pair("3.718", "4.001")},
		{pair("3.0000", "5.0000"), pair("2.998", "5.002")},
	} {
		if got, refusal := domain.DefaultPricingRules().FromBase(c.base); refusal != nil || got != c.want {
			t.Errorf("base %v makes %v, %v; want %v", c.base, got, refusal, c.want)
		}
	}
}

func TestPublicRatesAreNeverBetterThanTheSpreadAllows(t *testing.T) {
	t.Parallel()
	rules := domain.DefaultPricingRules()
	rapid.Check(t, func(t *rapid.T) {
		buy := rapid.Int64Range(30_000, 49_999).Draw(t, "buy")
		sell := rapid.Int64Range(buy+1, 50_000).Draw(t, "sell")
		base := domain.RatePair{Buy: rateOf(t, buy), Sell: rateOf(t, sell)}
		public, refusal := rules.FromBase(base)
		if refusal != nil {
			t.Fatal(refusal)
		}
		taken, given := base.Buy.PipsAbove(public.Buy), public.Sell.PipsAbove(base.Sell)
		if taken < 20 || taken > 29 || given < 20 || given > 29 || public.Buy.Pips()%10 != 0 || public.Sell.Pips()%10 != 0 {
			t.Fatalf("base %v makes %v", base, public)
		}
	})
}

func rateOf(t *rapid.T, pips int64) money.Rate {
	rate, err := money.RateFromPips(money.Pips(pips))
	if err != nil {
		t.Fatal(err)
	}
	return rate
}

func TestBaseOutsideItsBoundsIsRefused(t *testing.T) {
	t.Parallel()
	for _, base := range []domain.RatePair{
		pair("2.9999", "3.7260"), pair("3.7200", "5.0001"), pair("3.7260", "3.7200"), pair("3.7200", "3.7200"), {},
	} {
		if public, refusal := domain.DefaultPricingRules().FromBase(base); refusal == nil || refusal.Code != domain.CodeInvalid {
			t.Errorf("base %v makes %v, %v", base, public, refusal)
		}
	}
}

func TestSpreadThatLeavesNoPublicRateIsRefused(t *testing.T) {
	t.Parallel()
	rules := domain.DefaultPricingRules()
	for _, spread := range []money.Pips{40_000, 9_999_990_000, 60_000} {
		rules.Spread = spread
		if public, refusal := rules.FromBase(pair("3.7200", "3.7260")); refusal == nil {
			t.Errorf("a spread of %d pips makes %v", spread, public)
		}
	}
}

func TestPublicRatesKeepTheirGuards(t *testing.T) {
	t.Parallel()
	rules := domain.DefaultPricingRules()
	for _, public := range []domain.RatePair{pair("3.718", "3.728"), pair("3.718", "3.718"), pair("0.0001", "10")} {
		if refusal := rules.CheckPublic(public); refusal != nil {
			t.Errorf("%v gave %v", public, refusal)
		}
	}
	for _, public := range []domain.RatePair{
		pair("0", "3.728"), pair("3.718", "0"), pair("3.718", "10.0001"), pair("10.0001", "10.0001"), pair("3.728", "3.7279"),
	} {
		if refusal := rules.CheckPublic(public); refusal == nil || refusal.Code != domain.CodeInvalid {
			t.Errorf("%v gave %v", public, refusal)
		}
	}
}

func TestNegotiatedRateStaysInsideItsBand(t *testing.T) {
	t.Parallel()
	public := money.MustRate("3.7180")
	for rate, inside := range map[string]bool{
		"3.7180": true, "3.7280": true, "3.7080": true, "3.7281": false, "3.7079": false, "0": false,
	} {
		refusal := domain.DefaultPricingRules().CheckNegotiated(money.MustRate(rate), public)
		if (refusal == nil) != inside || refusal != nil && refusal.Code != domain.CodeOutsideBand {
			t.Errorf("%s against %s gave %v", rate, public, refusal)
		}
	}
	if refusal := domain.DefaultPricingRules().CheckNegotiated(money.Rate{}, money.MustRate("0.0050")); refusal == nil {
		t.Error("no rate at all is inside the band")
	}
}

func TestDiscountFavoursTheClient(t *testing.T) {
	t.Parallel()
	// domain.md 19.2 and 19.3.
	if got, refusal := domain.Discounted(domain.HouseBuysUSD, money.MustRate("3.718"), domain.CouponPips); refusal != nil || got != money.MustRate("3.721") {
		t.Errorf("Compra with a coupon is at %s, %v", got, refusal)
	}
	if got, refusal := domain.Discounted(domain.HouseSellsUSD, money.MustRate("3.728"), domain.CouponPips); refusal != nil || got != money.MustRate("3.725") {
		t.Errorf("Venta with a coupon is at %s, %v", got, refusal)
	}
	for _, discount := range []money.Pips{-1, 37_280, 40_000} {
		if got, refusal := domain.Discounted(domain.HouseSellsUSD, money.MustRate("3.728"), discount); refusal == nil {
			t.Errorf("a discount of %d pips gives %s", discount, got)
		}
	}
}

func TestMarginGoldens(t *testing.T) {
	t.Parallel()
	// domain.md 19.5.
	for _, c := range []struct {
		side       domain.Side
		rate, base string
		pips       money.Pips
		margin     string
	}{
		{domain.HouseBuysUSD, "3.7180", "3.7200", 20, "2.00"},
		{domain.HouseSellsUSD, "3.7280", "3.7260", 20, "2.00"},
		{domain.HouseBuysUSD, "3.7230", "3.7200", -30, "-3.00"},
	} {
		rate, base := money.MustRate(c.rate), money.MustRate(c.base)
		if got := domain.MarginPips(c.side, rate, base); got != c.pips {
			t.Errorf("%s at %s on %s is %d pips, want %d", c.side, rate, base, got, c.pips)
		}
		margin, ok := domain.TraderMargin(c.side, rate, base, money.MustAmount("1000"))
		if !ok || margin != money.MustAmount(c.margin) {
			t.Errorf("%s at %s on %s is worth %s, %t; want %s", c.side, rate, base, margin, ok, c.margin)
		}
	}
	if margin, ok := domain.TraderMargin(domain.HouseBuysUSD, money.MustRate("3.718"), money.Rate{}, money.MustAmount("1000")); ok {
		t.Errorf("without a base rate the margin is %s", margin)
	}
}

func TestPriceGoldens(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name                     string
		side                     domain.Side
		fixed                    money.Currency
		amount, rate             string
		deposit, payout          string
		depositIn, payoutReceive money.Currency
	}{
		{"19.2", domain.HouseBuysUSD, money.USD, "1000", "3.718", "1000.00", "3718.00", money.USD, money.PEN},
		{"19.2 with a coupon", domain.HouseBuysUSD, money.USD, "1000", "3.721", "1000.00", "3721.00", money.USD, money.PEN},
		{"19.3", domain.HouseSellsUSD, money.USD, "1000", "3.728", "3728.00", "1000.00", money.PEN, money.USD},
		{"19.3 with a coupon", domain.HouseSellsUSD, money.USD, "1000", "3.725", "3725.00", "1000.00", money.PEN, money.USD},
		{"19.4", domain.HouseSellsUSD, money.PEN, "1000", "3.728", "1000.00", "268.24", money.PEN, money.USD},
		{"the amount that binary fractions get wrong", domain.HouseBuysUSD, money.USD, "1730", "3.8015", "1730.00", "6576.60", money.USD, money.PEN},
	} {
		price, refusal := domain.NewPrice(c.side, c.fixed, money.MustAmount(c.amount), money.MustRate(c.rate))
		if refusal != nil {
			t.Errorf("%s: %v", c.name, refusal)
			continue
		}
		deposit := money.Money{Amount: money.MustAmount(c.deposit), Currency: c.depositIn}
		payout := money.Money{Amount: money.MustAmount(c.payout), Currency: c.payoutReceive}
		if price.Deposit() != deposit || price.Payout() != payout || price.Fixed != c.fixed || !price.Consistent() {
			t.Errorf("%s: %+v hands over %s for %s, want %s for %s", c.name, price, price.Deposit(), price.Payout(), deposit, payout)
		}
	}
}

func TestPriceNeverDriftsByMoreThanItsRounding(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		side := rapid.SampledFrom(domain.Sides()).Draw(t, "side")
		fixed := rapid.SampledFrom(money.Currencies()).Draw(t, "fixed")
		amount := money.FromCents(rapid.Int64Range(100, 100_000_000_00).Draw(t, "cents"))
		rate := rateOf(t, rapid.Int64Range(30_000, 50_000).Draw(t, "pips"))
		price, refusal := domain.NewPrice(side, fixed, amount, rate)
		if refusal != nil {
			t.Fatal(refusal)
		}
		exactRate := big.NewRat(int64(rate.Pips()), 10_000)
		drift := new(big.Rat).Mul(big.NewRat(price.USD.Cents(), 1), exactRate)
		drift.Abs(drift.Sub(drift, big.NewRat(price.PEN.Cents(), 1)))
		bound := big.NewRat(1, 2)
		if fixed == money.PEN {
			bound.Mul(bound, exactRate)
		}
		if drift.Cmp(bound) > 0 || !price.Consistent() {
			t.Fatalf("%+v drifts by %s cents", price, drift.RatString())
		}
		price.PEN = price.PEN.Add(money.FromCents(1))
		if price.Consistent() && fixed == money.USD {
			t.Fatalf("%+v is a cent off and consistent", price)
		}
	})
}

func TestPriceOfNothingIsRefused(t *testing.T) {
	t.Parallel()
	rate := money.MustRate("3.718")
	for _, c := range []struct {
		name   string
		side   domain.Side
		fixed  money.Currency
		amount string
		rate   money.Rate
		code   domain.Code
	}{
		{"no side", "BUY", money.USD, "1", rate, domain.CodeInvalid},
		{"no currency", domain.HouseBuysUSD, "EUR", "1", rate, domain.CodeInvalid},
		{"no rate", domain.HouseBuysUSD, money.USD, "1", money.Rate{}, domain.CodePricingUnavailable},
		{"no amount", domain.HouseBuysUSD, money.USD, "0", rate, domain.CodeBelowMinimum},
		{"less than nothing", domain.HouseBuysUSD, money.USD, "-1", rate, domain.CodeBelowMinimum},
		{"less than a cent of USD", domain.HouseBuysUSD, money.PEN, "0.01", rate, domain.CodeBelowMinimum},
		{"more than a column holds", domain.HouseBuysUSD, money.USD, "9999999999999.99", rate, domain.CodeAboveMaximum},
	} {
		if price, refusal := domain.NewPrice(c.side, c.fixed, money.MustAmount(c.amount), c.rate); refusal == nil || refusal.Code != c.code {
			t.Errorf("%s: %+v, %v; want %s", c.name, price, refusal, c.code)
		}
	}
}

func TestSideTakesItsOwnRate(t *testing.T) {
	t.Parallel()
	public := pair("3.718", "3.728")
	if public.For(domain.HouseBuysUSD) != public.Buy || public.For(domain.HouseSellsUSD) != public.Sell || public.IsZero() {
		t.Errorf("the sides take %s and %s", public.For(domain.HouseBuysUSD), public.For(domain.HouseSellsUSD))
	}
}
