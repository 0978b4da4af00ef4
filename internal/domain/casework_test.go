package domain_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

func TestBusinessDaysLeaveOutWeekendsAndHolidays(t *testing.T) {
	t.Parallel()
	days := domain.NewBusinessDays(domain.NationalHolidays(2026))
	for from, want := range map[string]string{"2026-12-04": "2026-12-07", "2026-12-05": "2026-12-07", "2026-12-07": "2026-12-10", "2026-12-24": "2026-12-28"} {
		at := domain.MustDate(from).Start().Add(17 * time.Hour)
		if got := days.After(at, 1); !got.Equal(domain.MustDate(want).Start().Add(17 * time.Hour)) {
			t.Errorf("a business day after %s is %s, want %s", from, got, want)
		}
	}
	if got := days.OfMonth(domain.MustDate("2026-12-31"), 5); got != domain.MustDate("2026-12-07") {
		t.Errorf("the fifth business day of December is %s", got)
	}
	for today, want := range map[string]string{"2026-12-04": "2026-10-01", "2026-12-07": "2026-11-01", "2026-12-31": "2026-11-01"} {
		if got := days.MonthToSeal(domain.MustDate(today)); got != domain.MustDate(want) {
			t.Errorf("on %s the register of %s is sealed, want %s", today, got, want)
		}
	}
}

func TestBusinessDaysAddUp(t *testing.T) {
	t.Parallel()
	days := domain.NewBusinessDays(domain.NationalHolidays(2026))
	rapid.Check(t, func(t *rapid.T) {
		from := domain.MustDate("2026-01-01").Start().Add(time.Duration(rapid.Int64Range(0, int64(300*24*time.Hour)).Draw(t, "from")))
		a, b := rapid.IntRange(1, 10).Draw(t, "a"), rapid.IntRange(1, 10).Draw(t, "b")
		both := days.After(from, a+b)
		if !both.Equal(days.After(days.After(from, a), b)) || !days.Is(domain.BusinessDate(both)) {
			t.Fatalf("%d and %d days after %s", a, b, from)
		}
	})
}

func TestRisksThatRiseAlert(t *testing.T) {
	t.Parallel()
	high, critical, medium := domain.RiskHigh, domain.RiskCritical, domain.RiskMedium
	for name, c := range map[string]struct {
		told domain.RiskFactsTold
		want []string
	}{
		"a first assessment":          {domain.RiskFactsTold{Score: 15, Level: domain.RiskLow}, nil},
		"high":                        {domain.RiskFactsTold{Score: 60, Level: high, FormerScore: 45, FormerLevel: medium}, []string{"AML HIGH RISK_SCORE"}},
		"golden 19.7 b":               {domain.RiskFactsTold{Score: 80, Level: critical}, []string{"AML CRITICAL RISK_SCORE"}},
		"high as before":              {domain.RiskFactsTold{Score: 61, Level: high, FormerScore: 60, FormerLevel: high}, nil},
		"high after critical":         {domain.RiskFactsTold{Score: 61, Level: high, FormerScore: 80, FormerLevel: critical}, nil},
		"exposed":                     {domain.RiskFactsTold{Trigger: domain.RiskOnExposure, Score: 35, Level: medium, FormerScore: 5, FormerLevel: domain.RiskLow}, []string{"PEP HIGH PEP"}},
		"exposed no more":             {domain.RiskFactsTold{Trigger: domain.RiskOnExposure, Score: 5, Level: domain.RiskLow, FormerScore: 35, FormerLevel: medium}, nil},
		"prohibited":                  {domain.RiskFactsTold{DueDiligence: domain.DueDiligenceProhibited, Level: domain.RiskLow, FormerLevel: domain.RiskLow}, []string{"AML CRITICAL PROHIBITED"}},
		"prohibited as it was before": {domain.RiskFactsTold{DueDiligence: domain.DueDiligenceProhibited, FormerDueDiligence: domain.DueDiligenceProhibited}, nil},
	} {
		var got []string
		for _, found := range domain.AlertsOfRisk(uuid.New(), "risk/1", c.told) {
			got = append(got, string(found.Type)+" "+string(found.Severity)+" "+found.Rule)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestAHitOfTheUNOrInTheUpperBandIsCritical(t *testing.T) {
	t.Parallel()
	for hit, want := range map[domain.HitFound]domain.AlertSeverity{
		{Source: domain.ListUN}: domain.AlertCritical, {Source: domain.ListOFAC, Exact: true}: domain.AlertCritical, {Source: domain.ListOFAC}: domain.AlertHigh,
	} {
		if got := hit.Alert(uuid.New()); got.Severity != want || got.Type != domain.AlertScreening {
			t.Errorf("%+v is %s", hit, got.Severity)
		}
	}
}

// E44: asking for what was escalated tells nobody else that something was.
func TestEscalatedReadsAsResolvedToWhoIsNoOfficer(t *testing.T) {
	t.Parallel()
	all := domain.AlertStatuses()
	if got := domain.AlertStatusesRead(all, true); !slices.Equal(got, all) {
		t.Errorf("the officer finds %v", got)
	}
	if got := domain.AlertStatusesRead([]domain.AlertStatus{domain.AlertEscalated}, false); len(got) > 0 {
		t.Errorf("asked for ESCALATED, others find %v", got)
	}
	if got := domain.AlertStatusesRead([]domain.AlertStatus{domain.AlertResolved}, false); !slices.Contains(got, domain.AlertEscalated) {
		t.Errorf("asked for RESOLVED, others find %v", got)
	}
	for _, status := range all {
		if status.Shown() == domain.AlertEscalated {
			t.Errorf("%s is shown as escalated", status)
		}
	}
}

func TestWhatIsRegisteredOfAMonth(t *testing.T) {
	t.Parallel()
	rules := domain.DefaultCaseworkRules()
	of := func(amounts ...string) map[int]domain.RegisterKind {
		var month []domain.CompletedUSD
		for _, amount := range amounts {
			month = append(month, domain.CompletedUSD{USD: money.MustAmount(amount)})
		}
		return rules.Registers(month)
	}
	for name, c := range map[string]struct{ got, want map[int]domain.RegisterKind }{
		"a cent below":             {of("4999.99"), nil},
		"the single threshold":     {of("5000.00"), map[int]domain.RegisterKind{0: domain.RegisterSingle}},
		"a cent below in a month":  {of("4999.99", "4999.99"), nil},
		"the threshold of a month": {of("4000.00", "4000.00", "2000.00"), map[int]domain.RegisterKind{0: domain.RegisterMultiple, 1: domain.RegisterMultiple, 2: domain.RegisterMultiple}},
		"both":                     {of("4000.00", "6000.00"), map[int]domain.RegisterKind{0: domain.RegisterMultiple, 1: domain.RegisterSingle}},
	} {
		if !maps.Equal(c.got, c.want) {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
	}
	if got := rules.Registers([]domain.CompletedUSD{{USD: money.MustAmount("9000.00"), Registered: true}}); len(got) > 0 {
		t.Errorf("what is registered is registered again: %v", got)
	}
}

func TestAlarmsOfATerm(t *testing.T) {
	t.Parallel()
	t0 := time.Date(2026, time.December, 25, 6, 0, 0, 0, time.UTC)
	for hours, want := range map[int]int{0: 0, 3: 0, 4: 1, 11: 1, 12: 2, 20: 3, 23: 3, 24: 4, 100: 4} {
		if got := domain.ReportAlarmsDue(t0, t0.Add(24*time.Hour), t0.Add(time.Duration(hours)*time.Hour)); got != want {
			t.Errorf("after %d hours %d alarms are due, want %d", hours, got, want)
		}
	}
}
