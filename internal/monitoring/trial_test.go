package monitoring_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
)

func highAmount(usd string) domain.RuleVersion {
	rule, _ := domain.RuleHighAmount.Rule()
	from := money.MustAmount(usd)
	return domain.RuleVersion{Code: domain.RuleHighAmount, Version: 2, Numbers: domain.RuleNumbers{"FROM": {Amount: &from}}, Action: rule.Action,
		Severity: rule.Severity}
}

func TestVersionIsTriedOnNinetyDaysBesideTheOneInForce(t *testing.T) {
	t.Parallel()
	// Given an operation of before, and two within 90 days.
	h := newHouse(t)
	h.Operation(t, domain.Completed)
	h.Clock.Advance(60 * 24 * time.Hour)
	first := h.Operation(t, domain.Completed)
	second := h.Operation(t, domain.Canceled)
	h.Clock.Advance(31 * 24 * time.Hour)
	// When a lower threshold is tried, and the one in force again.
	lower, err := h.Monitoring.TryNow(testkit.System(t), highAmount("100.00"), h.Clock.Now())
	testkit.Must(t, err)
	same, err := h.Monitoring.TryNow(testkit.System(t), highAmount("50000.00"), h.Clock.Now())
	testkit.Must(t, err)
	// Then the figures are of the 90 days, and say what the version adds.
	examples := []domain.TrialExample{{Operation: first, Added: true}, {Operation: second, Added: true}}
	for i := range lower.Examples {
		if lower.Examples[i].Why == "" {
			t.Errorf("example %d does not say why", i)
		}
		lower.Examples[i].Why = ""
	}
	if want := (domain.TrialFigures{Operations: 2, Alerts: 2, Added: 2, Examples: examples}); !reflect.DeepEqual(lower, want) {
		t.Errorf("the lower one: %+v, want %+v", lower, want)
	}
	if want := (domain.TrialFigures{Operations: 2}); !reflect.DeepEqual(same, want) {
		t.Errorf("the same: %+v, want %+v", same, want)
	}
	// And nothing was written.
	if rows := h.evaluations(t); len(rows) != 0 {
		t.Errorf("wrote %v", rows)
	}
}
