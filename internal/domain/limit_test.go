package domain_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

func TestLimitGoldens(t *testing.T) {
	t.Parallel()
	seeds, live := domain.DefaultLimits(), domain.LiveSystemLimits()
	for _, c := range []struct {
		name               string
		limit              domain.DocumentLimit
		used               string
		count              int
		requested          string
		allowed, exhausted bool
	}{
		{"600 and then 500 at 1,000", seeds.For(domain.DocumentDNI), "600", 1, "500", false, false},
		{"600 and then 400 at 1,000", seeds.For(domain.DocumentDNI), "600", 1, "400", true, true},
		{"a company has the same 1,000", seeds.For(domain.DocumentRUC), "0", 0, "1000.01", false, false},
		{"many small ones at 1,000", seeds.For(domain.DocumentCE), "900", 9, "50", true, false},
		{"6,000 and then 5,000 (domain.md 19.9)", live.For(domain.DocumentDNI), "6000", 1, "5000", false, false},
		{"6,000 and then 4,000 is the last one (19.9)", live.For(domain.DocumentDNI), "6000", 1, "4000", true, true},
		{"a first one of 10,000 (19.9)", live.For(domain.DocumentDNI), "0", 0, "10000", true, true},
		{"a first one of 10,000.01", live.For(domain.DocumentDNI), "0", 0, "10000.01", false, false},
		{"a company's 30,000 (19.9)", live.For(domain.DocumentRUC), "0", 0, "30000", true, true},
		{"a third one, however small", live.For(domain.DocumentDNI), "200", 2, "50", false, true},
		{"a limit that was lowered since", seeds.For(domain.DocumentDNI), "5000", 1, "50", false, true},
		{"nothing is no request", seeds.For(domain.DocumentDNI), "0", 0, "0", false, false},
		{"less than nothing is no request", seeds.For(domain.DocumentDNI), "0", 0, "-1", false, false},
	} {
		used := domain.LimitUsage{USD: money.MustAmount(c.used), Count: c.count}
		got := c.limit.Decide(used, money.MustAmount(c.requested))
		if got.Allowed != c.allowed || got.Exhausted != c.exhausted || got.Used != used.USD || got.Limit != c.limit.Amount {
			t.Errorf("%s: got %+v, want allowed %t, exhausted %t", c.name, got, c.allowed, c.exhausted)
		}
		if (got.Refusal(domain.DocumentDNI, domain.ForClient) == nil) != c.allowed {
			t.Errorf("%s: refusal %v", c.name, got.Refusal(domain.DocumentDNI, domain.ForClient))
		}
	}
}

func TestWhatIsLeftIsAllowedAndACentMoreIsNot(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		limit := domain.DocumentLimit{
			Amount:   money.FromCents(rapid.Int64Range(1, 5_000_000).Draw(t, "limit")),
			MaxCount: rapid.IntRange(0, 3).Draw(t, "max"),
		}
		used := domain.LimitUsage{
			USD: money.FromCents(rapid.Int64Range(0, 6_000_000).Draw(t, "used")), Count: rapid.IntRange(0, 4).Draw(t, "count"),
		}
		cent := money.FromCents(1)
		left := limit.Decide(used, cent).Left
		if left.Sign() < 0 {
			t.Fatalf("%s are left", left)
		}
		if !left.IsZero() && !limit.Decide(used, left).Allowed {
			t.Fatalf("what is left, %s, is refused", left)
		}
		if limit.Decide(used, left.Add(cent)).Allowed {
			t.Fatalf("a cent more than what is left, %s, is allowed", left)
		}
	})
}

func TestRefusalTellsTheFiguresAndWhatUnlocksMore(t *testing.T) {
	t.Parallel()
	used := domain.LimitUsage{USD: money.MustAmount("600"), Count: 1}
	refusal := domain.DefaultLimits().Person.Decide(used, money.MustAmount("500")).Refusal(domain.DocumentDNI, domain.ForClient)
	if refusal.Code != domain.CodeLimitExceeded {
		t.Errorf("refused with %s", refusal.Code)
	}
	for _, figure := range []string{"US$ 1,000.00", "US$ 600.00", "US$ 400.00", "ambos lados"} {
		if !strings.Contains(refusal.Message, figure) {
			t.Errorf("%q does not say %q", refusal.Message, figure)
		}
	}
	byCount := domain.LiveSystemLimits().Company.Decide(domain.LimitUsage{Count: 2}, money.MustAmount("50"))
	if message := byCount.Refusal(domain.DocumentRUC, domain.ForClient).Message; !strings.Contains(message, "2 operaciones") || !strings.Contains(message, "ficha RUC") {
		t.Errorf("%q does not name the count and the ficha RUC", message)
	}
	if message := byCount.Refusal(domain.DocumentPassport, domain.ForClient).Message; !strings.Contains(message, "pasaporte") {
		t.Errorf("%q does not name the passport", message)
	}
}

func TestSelfServiceAmountHasBothEnds(t *testing.T) {
	t.Parallel()
	for amount, code := range map[string]domain.Code{
		"49.99": domain.CodeBelowMinimum, "50.00": "", "20000.00": "", "20000.01": domain.CodeAboveMaximum, "-50": domain.CodeBelowMinimum,
	} {
		refusal := domain.SelfServiceRange().Check(money.MustAmount(amount))
		if refusal == nil && code != "" || refusal != nil && refusal.Code != code {
			t.Errorf("%s gave %v, want %q", amount, refusal, code)
		}
	}
}
