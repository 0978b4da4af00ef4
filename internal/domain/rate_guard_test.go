package domain_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// told writes findings as "leg level AGAINST percent".
func told(findings []domain.RateFinding) string {
	texts := make([]string, len(findings))
	for i, f := range findings {
		texts[i] = fmt.Sprintf("%s %s %s %s", f.Leg, f.Level, f.Against, f.Deviation.Percent())
	}
	return strings.Join(texts, "; ")
}

func TestARateIsMeasuredAgainstTheOneInForceAndTheDays(t *testing.T) {
	t.Parallel()
	day := domain.RateMeasures{InForce: pair("3.7000", "3.8000"), Reference: pair("3.7000", "3.8000")}
	moved := domain.RateMeasures{InForce: pair("3.8000", "3.9000"), Reference: pair("3.7000", "3.8000")}
	for name, c := range map[string]struct {
		next domain.RatePair
		than domain.RateMeasures
		want string
	}{
		"no step":                          {pair("3.7000", "3.8000"), day, ""},
		"just at 1.5 %":                    {pair("3.7555", "3.8000"), day, ""},
		"above 1.5 % on the buy":           {pair("3.7556", "3.8000"), day, "buy WARN IN_FORCE 1.51"},
		"above 1.5 % on the sell, down":    {pair("3.7000", "3.7429"), day, "sell WARN IN_FORCE 1.51"},
		"just at 3 % on both":              {pair("3.8110", "3.9140"), day, "buy WARN IN_FORCE 3.00; sell WARN IN_FORCE 3.00"},
		"above 3 % on the buy":             {pair("3.8111", "3.8111"), day, "buy REJECT IN_FORCE 3.01"},
		"above 3 % on the sell":            {pair("3.7000", "3.9141"), day, "sell REJECT IN_FORCE 3.01"},
		"above 3 % down":                   {pair("3.5889", "3.8000"), day, "buy REJECT IN_FORCE 3.01"},
		"one warns and one is too far":     {pair("3.7600", "3.9141"), day, "buy WARN IN_FORCE 1.63; sell REJECT IN_FORCE 3.01"},
		"a small step that adds up":        {pair("3.8111", "3.9000"), moved, "buy REJECT REFERENCE 3.01; sell WARN REFERENCE 2.64"},
		"back to the day's":                {pair("3.7000", "3.8000"), moved, "buy WARN IN_FORCE 2.64; sell WARN IN_FORCE 2.57"},
		"the very first":                   {pair("3.7000", "3.8000"), domain.RateMeasures{}, ""},
		"without a reference a step alone": {pair("3.8111", "3.8111"), domain.RateMeasures{InForce: pair("3.7000", "3.8000")}, "buy REJECT IN_FORCE 3.01"},
	} {
		found := domain.DefaultPricingRules().Judge(domain.PairPublic, c.next, c.than)
		if got := told(found); got != c.want {
			t.Errorf("%s: found %q, want %q", name, got, c.want)
		}
		for _, f := range found {
			if (f.Refusal(true) == nil) != (f.Level != domain.DeviationReject) || f.Warning(true) == nil {
				t.Errorf("%s: %s is refused with %v", name, f.Level, f.Refusal(true))
			}
		}
	}
}

func TestAPairByHandStaysOnItsSideOfTheBaseAndNearIt(t *testing.T) {
	t.Parallel()
	than := domain.RateMeasures{Base: pair("3.7200", "3.7260")}
	for name, c := range map[string]struct {
		next    domain.RatePair
		crossed bool
		want    string
	}{
		"around the base":          {pair("3.7180", "3.7280"), false, ""},
		"buy at the ask":           {pair("3.7260", "3.7280"), false, ""},
		"buy above the ask":        {pair("3.7261", "3.7280"), true, "buy REJECT BASE 0.17"},
		"sell at the bid":          {pair("3.7180", "3.7200"), false, ""},
		"sell below the bid":       {pair("3.7180", "3.7199"), true, "sell REJECT BASE 0.17"},
		"wide by 1.5 %":            {pair("3.6642", "3.7280"), false, ""},
		"wider":                    {pair("3.6641", "3.7280"), false, "buy WARN BASE 1.51"},
		"wide by 3 %":              {pair("3.6084", "3.8377"), false, "buy WARN BASE 3.00; sell WARN BASE 3.00"},
		"too wide on the buy":      {pair("3.6083", "3.7280"), false, "buy REJECT BASE 3.01"},
		"too wide on the sell":     {pair("3.7180", "3.8378"), false, "sell REJECT BASE 3.01"},
		"far above the whole base": {pair("3.9000", "3.7280"), true, "buy REJECT BASE 4.84"},
		"without a base in reach":  {pair("9.0000", "9.1000"), false, ""},
	} {
		measured := than
		if name == "without a base in reach" {
			measured = domain.RateMeasures{}
		}
		found := domain.DefaultPricingRules().Judge(domain.PairPublic, c.next, measured)
		if got := told(found); got != c.want || len(found) > 0 && found[0].Crossed != c.crossed {
			t.Errorf("%s: found %q, want %q, crossed %v", name, got, c.want, c.crossed)
		}
	}
}

func TestABaseOlderThanADayIsNotAsked(t *testing.T) {
	t.Parallel()
	for age, want := range map[time.Duration]bool{0: true, -time.Minute: true, 24 * time.Hour: true, 24*time.Hour + time.Nanosecond: false} {
		if got := domain.DefaultPricingRules().MeasuresBase(age); got != want {
			t.Errorf("a base %s old: asked %v, want %v", age, got, want)
		}
	}
}

func TestARefusedRateTellsItsFiguresAndTheNextStep(t *testing.T) {
	t.Parallel()
	than := domain.RateMeasures{InForce: pair("3.8000", "3.8100"), Reference: pair("3.7180", "3.7280"), Base: pair("3.7200", "3.7260")}
	for name, c := range map[string]struct {
		kind    domain.RatePairKind
		next    domain.RatePair
		message string
		params  string
		secret  bool
	}{
		"step": {domain.PairPublic, pair("3.6800", "3.8100"),
			"La compra al público (3.6800) se aparta 3.16 % de la vigente (3.8000) y el límite es 3.00 %. " +
				"Revisa la cifra; un Master puede publicarla con un motivo.",
			"[{rate 3.6800} {against IN_FORCE} {percent 3.16} {limit 3.00} {previous 3.8000} {reference 3.7180}]", false},
		"day": {domain.PairBase, pair("3.8300", "3.8350"),
			"La compra del precio base (3.8300) se aparta 3.02 % de la referencia del día (3.7180) y el límite es 3.00 %. " +
				"Revisa la cifra; un Master puede publicarla con un motivo.",
			"[{rate 3.8300} {against REFERENCE} {percent 3.02} {limit 3.00} {previous 3.8000} {reference 3.7180}]", true},
		"crossed": {domain.PairPublic, pair("3.7300", "3.8100"),
			"La compra al público (3.7300) es mayor que la venta del precio base (3.7260): la casa perdería en cada cambio. " +
				"Revisa la cifra; un Master puede publicarla con un motivo.",
			"[{rate 3.7300} {against BASE} {percent 0.27} {limit 3.00} {previous 3.8000} {reference 3.7180} {base 3.7200}]", true},
	} {
		measured := than
		if name == "day" {
			measured.Base = domain.RatePair{}
		}
		found := domain.DefaultPricingRules().Judge(c.kind, c.next, measured)
		refusal := found[0].Refusal(true)
		if refusal == nil || refusal.Code != domain.CodeRateDeviation || refusal.Message != c.message || fmt.Sprint(refusal.Params) != c.params ||
			fmt.Sprint(refusal.Field) != "[buy]" {
			t.Errorf("%s: refused with %v %v", name, refusal, refusal.Params)
		}
		if found[0].TellsBase() != c.secret {
			t.Errorf("%s: tells of the base: %v", name, found[0].TellsBase())
		}
		if silent := found[0].Refusal(false); strings.ContainsAny(silent.Message, "0123456789") || silent.Params != nil {
			t.Errorf("%s: without figures it tells %v %v", name, silent, silent.Params)
		}
		if silent := found[0].Warning(false); strings.ContainsAny(silent.Message, "0123456789") || silent.Params != nil {
			t.Errorf("%s: without figures it warns %v", name, silent)
		}
	}
}

func TestNoNumberOfStepsLeadsFurtherFromTheDaysPairThanOneMay(t *testing.T) {
	t.Parallel()
	rules := domain.DefaultPricingRules()
	rapid.Check(t, func(t *rapid.T) {
		reference := domain.RatePair{Buy: rateOf(t, rapid.Int64Range(30_000, 50_000).Draw(t, "buy"))}
		reference.Sell = rateOf(t, int64(reference.Buy.Pips())+rapid.Int64Range(0, 500).Draw(t, "gap"))
		inForce := reference
		for range rapid.IntRange(1, 60).Draw(t, "publications") {
			next := domain.RatePair{
				Buy:  rateOf(t, int64(inForce.Buy.Pips())*rapid.Int64Range(970, 1030).Draw(t, "buy moves")/1000),
				Sell: rateOf(t, int64(inForce.Sell.Pips())*rapid.Int64Range(970, 1030).Draw(t, "sell moves")/1000),
			}
			rejected := false
			for _, f := range rules.Judge(domain.PairPublic, next, domain.RateMeasures{InForce: inForce, Reference: reference}) {
				rejected = rejected || f.Level == domain.DeviationReject
			}
			if !rejected {
				inForce = next
			}
		}
		for _, leg := range []money.Deviation{inForce.Buy.DeviationFrom(reference.Buy), inForce.Sell.DeviationFrom(reference.Sell)} {
			if leg.Exceeds(rules.RejectAbove) {
				t.Fatalf("%v is %s %% from %v", inForce, leg.Percent(), reference)
			}
		}
	})
}
