package ratelimit_test

import (
	"strings"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/doclimit"
	"github.com/qoricash/qoricash/internal/ratelimit"
)

func TestRulesOfTheHouseAreSound(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, rule := range ratelimit.Rules() {
		interval, err := time.ParseDuration(rule.Interval())
		switch {
		case err != nil || interval*time.Duration(rule.Limit) != rule.Per:
			t.Errorf("%s: %d times %s is not %s: the rate is not the limit", rule.Name, rule.Limit, rule.Interval(), rule.Per)
		case seen[rule.Name]:
			t.Errorf("%s stands twice: its subjects would be counted together", rule.Name)
		case rule.Burst < 1 || rule.Burst > rule.Limit:
			t.Errorf("%s: a burst of %d of %d", rule.Name, rule.Burst, rule.Limit)
		case rule.Strict && rule.Lease > 1:
			t.Errorf("%s: what is strict is counted by the database alone", rule.Name)
		case !strings.HasSuffix(rule.Reason, "."):
			t.Errorf("%s: the reason %q is no sentence", rule.Name, rule.Reason)
		}
		seen[rule.Name] = true
	}
}

func TestDearestDocumentFitsEveryBudgetOfPoints(t *testing.T) {
	t.Parallel()
	dearest := doclimit.DefaultLimits().Cost
	for _, rule := range []ratelimit.Rule{ratelimit.StaffCost(), ratelimit.ClientCost(), ratelimit.AnonymousCost(), ratelimit.TokenCost(dearest)} {
		if rule.Burst < dearest {
			t.Errorf("%s: a burst of %d, and a document may cost %d", rule.Name, rule.Burst, dearest)
		}
	}
}

// Names are keys: with another name the count would begin again at a release, and two releases would count apart.
func TestNamesOfRulesStay(t *testing.T) {
	t.Parallel()
	var names []string
	for _, rule := range ratelimit.Rules() {
		names = append(names, rule.Name)
	}
	want := "sign-in.identity client.register code.identity code.address code.mailbox " +
		"password-reset.identity password-reset.device password-reset.address document.lookup draft.save " +
		"operation.create quote price.preview reward.code reward.code.unknown reward.code.alarm operation.preview search.anything account.add profile.change " +
		"invoice.resend file.upload export cost.staff cost.client cost.anonymous cost.token"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("the names are\n%s, want\n%s", got, want)
	}
}
