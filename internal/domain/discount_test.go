package domain_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// publicPair is the public pair of the golden examples (domain.md 19.1).
func publicPair() domain.RatePair {
	return domain.RatePair{Buy: money.MustRate("3.718"), Sell: money.MustRate("3.728")}
}

func TestTheTiersOfTheLiveBotBeginAtTheirBoundaries(t *testing.T) {
	t.Parallel()
	rules := domain.DefaultRewardRules()
	if got := rules.Tier(money.MustAmount("1000000.00")); got != 0 {
		t.Errorf("a house that set no tier gives %d pips", got)
	}
	rules.Tiers = domain.LiveBotTiers()
	for usd, want := range map[string]money.Pips{"50.00": 0, "2999.99": 0, "3000.00": 10, "4999.99": 10, "5000.00": 15, "9999.99": 15, "10000.00": 20} {
		if got := rules.Tier(money.MustAmount(usd)); got != want {
			t.Errorf("US$ %s: %d pips, want %d", usd, got, want)
		}
	}
}

func TestADiscountIsPartedAndCut(t *testing.T) {
	t.Parallel()
	live := domain.DefaultRewardRules()
	live.Tiers = domain.LiveBotTiers()
	narrow := domain.RatePair{Buy: money.MustRate("3.718"), Sell: money.MustRate("3.7221")}
	for name, example := range map[string]struct {
		pair   domain.RatePair
		usd    string
		coupon money.Pips
		want   domain.Discounts
	}{
		"a coupon alone":             {publicPair(), "1000.00", 30, domain.Discounts{Coupon: 30}},
		"an amount alone":            {publicPair(), "5000.00", 0, domain.Discounts{Tier: 15}},
		"both within the cap":        {publicPair(), "10000.00", 30, domain.Discounts{Tier: 20, Coupon: 30}},
		"a coupon beyond the cap":    {publicPair(), "10000.00", 40, domain.Discounts{Tier: 20, Coupon: 30, CouponCut: 10, Bound: domain.BoundByCap}},
		"the middle of a close pair": {narrow, "10000.00", 30, domain.Discounts{Tier: 20, CouponCut: 30, Bound: domain.BoundByMiddle}},
		"a tier beyond the middle": {domain.RatePair{Buy: money.MustRate("3.7180"), Sell: money.MustRate("3.7200")}, "10000.00", 30,
			domain.Discounts{Tier: 10, TierCut: 10, CouponCut: 30, Bound: domain.BoundByMiddle}},
	} {
		if got := live.Discounts(example.pair, money.MustAmount(example.usd), example.coupon); got != example.want {
			t.Errorf("%s: %+v, want %+v", name, got, example.want)
		}
	}
}

// E20 holds whatever the parameters are: no client's rate passes the middle of the pair, and no discount the cap.
func TestNoDiscountPassesTheCapOrTheMiddle(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		pips := func(name string, most int) money.Pips { return money.Pips(rapid.IntRange(0, most).Draw(t, name)) }
		rules := domain.DefaultRewardRules()
		rules.Cap = pips("cap", 200)
		for i := range rules.Tiers {
			rules.Tiers[i].Pips = pips("tier", 100)
		}
		buy, err := money.MustRate("3.0000").AddPips(pips("buy", 20_000))
		if err != nil {
			t.Fatal(err)
		}
		sell, err := buy.AddPips(pips("spread", 400))
		if err != nil {
			t.Fatal(err)
		}
		pair, coupon := domain.RatePair{Buy: buy, Sell: sell}, pips("coupon", 200)
		usd := money.FromCents(rapid.Int64Range(1, 2_000_000_00).Draw(t, "cents"))
		parts := rules.Discounts(pair, usd, coupon)
		if parts.Tier < 0 || parts.Coupon < 0 || parts.Total() > rules.Cap {
			t.Fatalf("%+v under a cap of %d", parts, rules.Cap)
		}
		if parts.Tier+parts.TierCut != rules.Tier(usd) || parts.Coupon+parts.CouponCut != coupon {
			t.Fatalf("%+v parts a tier of %d and a coupon of %d", parts, rules.Tier(usd), coupon)
		}
		bought, refusal := domain.Discounted(domain.HouseBuysUSD, buy, parts.Total())
		if refusal != nil {
			t.Fatal(refusal)
		}
		sold, refusal := domain.Discounted(domain.HouseSellsUSD, sell, parts.Total())
		if refusal != nil {
			t.Fatal(refusal)
		}
		// The middle may lie between two pips: twice the discount is no more than the whole spread.
		if bought.Cmp(sold) > 0 {
			t.Fatalf("the house buys at %s and sells at %s", bought, sold)
		}
		if parts.Bound == "" && parts.TierCut+parts.CouponCut > 0 {
			t.Fatalf("nothing says why %+v was cut", parts)
		}
	})
}
