package casework_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/casework"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// The golden of domain.md 19.8, out of the flow: a fifth operation of the day, of US$ 120,000, of a politically exposed client.
func TestThreeAlertsOfTheGoldenComeOutOfTheFlow(t *testing.T) {
	t.Parallel()
	h := open(t, knowing())
	for range 4 {
		h.Operation(t, domain.Canceled)
	}
	client, amount := h.ID(testkit.Client), money.Dollars(money.MustAmount("120000.00"))
	quote, _, err := h.Pricing.LockQuote(h.As(t, testkit.Trader), pricing.LockQuoteInput{ClientID: &client, Amount: pricing.QuoteAmount{Pay: &amount}})
	testkit.Must(t, err)
	fifth, _, err := h.Trading.Create(h.As(t, testkit.Trader), trading.CreateInput{QuoteID: quote, Channel: domain.ChannelDesk,
		SourceAccountID: h.BankAccount(testkit.Client, money.USD), DestinationAccountID: h.BankAccount(testkit.Client, money.PEN)})
	testkit.Must(t, err)
	h.Settle(t)
	_, err = h.Monitoring.Watch(t.Context())
	testkit.Must(t, err)
	// Then the three patterns of the golden alerted of that operation; typologies beside them say what they saw.
	var patterns []string
	for _, row := range h.alerts(t) {
		if code := domain.MonitoringCode(row.Rule); row.OperationID != nil && *row.OperationID == fifth &&
			slices.Contains(domain.MonitoringCodes()[:6], code) {
			patterns = append(patterns, string(row.Type)+" "+string(row.Severity))
		}
	}
	slices.Sort(patterns)
	if want := []string{"AML CRITICAL", "BEHAVIORAL MEDIUM", "PEP HIGH"}; !slices.Equal(patterns, want) {
		t.Errorf("alerts %v, want %v", patterns, want)
	}
}

func TestWhatIsFoundOpensOneAlertAndIsTakenOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	// Given two findings of one window, and one of them told twice.
	first := h.found(t, "a", "TM01/1")
	if again, other := h.found(t, "a", "TM01/1"), h.found(t, "b", "TM01/1"); again != first || other != first {
		t.Errorf("%s, %s and %s are three alerts", first, again, other)
	}
	if got := len(h.alert(t, testkit.System(t), first).Edges.Findings); got != 2 {
		t.Errorf("it has %d findings", got)
	}
	// When somebody ends it, then what was told before is no news, and what is found since is.
	middle := h.As(t, testkit.MiddleOffice)
	h.take(t, middle, first)
	_, _, err := h.Casework.Resolve(middle, casework.ResolveInput{AlertTarget: on(first), Status: domain.AlertResolved, Resolution: domain.AlertExplained})
	testkit.Must(t, err)
	if again := h.found(t, "b", "TM01/1"); again != first {
		t.Error("what was told before opened an alert")
	}
	if news := h.found(t, "c", "TM01/1"); news == first {
		t.Error("what is found since was added to an alert that ended")
	}
}

func TestFindingsAtOnceOpenOneAlert(t *testing.T) {
	t.Parallel()
	h := open(t)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { h.found(t, uuid.NewString(), "TM04/1") })
	}
	all.Wait()
	if rows := h.alerts(t); len(rows) != 1 || len(rows[0].Edges.Findings) != 8 {
		t.Errorf("%d alerts", len(rows))
	}
}

// What an instance died over is taken again: the place in the feed is behind, and nothing new comes of it.
func TestRisksThatRiseAlertOnceWhateverDies(t *testing.T) {
	t.Parallel()
	h := open(t)
	testkit.Exec(t, h.DB, `INSERT INTO pep_records (id, created_at, client_id, kind, position, entity, recorded_by) VALUES (gen_random_uuid(), now(), $1, 'DIRECT', 'Alcaldesa', 'Lince', $2)`,
		h.ID(testkit.Client), h.ID(testkit.MiddleOffice))
	testkit.Must(t, h.Risk.Recalculate(t.Context(), h.ID(testkit.Client), domain.RiskOnExposure))
	h.work(t)
	testkit.Exec(t, h.DB, `UPDATE feed_consumers SET tx = '0', id = 0 WHERE name = 'casework'`)
	h.work(t)
	rows := h.alerts(t)
	if len(rows) != 1 || rows[0].Type != domain.AlertPEP || rows[0].Severity != domain.AlertHigh || rows[0].Rule != domain.AlertRulePEP {
		t.Fatalf("alerts %v", rows)
	}
	routed := testkit.Texts(t, h.DB, `SELECT kind FROM events WHERE aggregate = 'alert' AND (client_id IS NOT NULL OR trader_id IS NOT NULL OR actor_kind <> 'SYSTEM')`)
	if len(routed) > 0 {
		t.Errorf("a client, a trader or who acted may hear of %v", routed)
	}
}

// acts are the commands on an alert, as a caller tries them.
func (h *house) acts(id uuid.UUID) map[string]func(context.Context) error {
	return map[string]func(context.Context) error{
		"take": func(ctx context.Context) error { _, _, err := h.Casework.Take(ctx, on(id)); return err },
		"note": func(ctx context.Context) error {
			_, _, err := h.Casework.Note(ctx, casework.NoteInput{AlertTarget: on(id), Text: "Llamé"})
			return err
		},
		"resolve": func(ctx context.Context) error {
			_, _, err := h.Casework.Resolve(ctx, casework.ResolveInput{AlertTarget: on(id), Status: domain.AlertFalseAlarm, Resolution: domain.AlertMistaken})
			return err
		},
		"escalate": func(ctx context.Context) error {
			_, _, err := h.Casework.Escalate(ctx, casework.EscalateInput{AlertTarget: on(id), Reason: "Raro"})
			return err
		},
	}
}

func TestAlertsAreOfMastersAndMiddleOffice(t *testing.T) {
	t.Parallel()
	h := open(t)
	for name := range h.acts(uuid.Nil) {
		for _, caller := range testkit.Callers() {
			ctx := h.As(t, caller)
			id := h.found(t, uuid.NewString(), uuid.NewString())
			want := domain.CodeForbidden
			switch caller {
			case testkit.Anonymous:
				want = domain.CodeUnauthenticated
			case testkit.Master, testkit.MiddleOffice:
				want = ""
				if name == "resolve" || name == "escalate" {
					h.take(t, ctx, id)
				}
			}
			if got := domain.CodeOf(h.acts(id)[name](ctx)); got != want {
				t.Errorf("%s by %s: %q, want %q", name, caller, got, want)
			}
		}
	}
}

func TestAnAlertIsEndedByWhoTookItAndForGood(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.found(t, "a", "TM01/1")
	middle, master := h.As(t, testkit.MiddleOffice), h.As(t, testkit.Master)
	testkit.Refused(t, h.acts(id)["resolve"](middle), domain.CodeNotAllowedInStatus, "alertId")
	h.take(t, middle, id)
	testkit.Refused(t, h.acts(id)["take"](middle), domain.CodeNotAllowedInStatus, "alertId")
	testkit.Refused(t, h.acts(id)["resolve"](master), domain.CodeNotAllowedInStatus, "alertId")
	h.take(t, master, id) // from the other's hands
	_, _, err := h.Casework.Resolve(master, casework.ResolveInput{AlertTarget: on(id), Status: domain.AlertEscalated, Resolution: domain.AlertReviewed})
	testkit.Refused(t, err, domain.CodeInvalid, "status")
	_, _, err = h.Casework.Resolve(master, casework.ResolveInput{AlertTarget: on(id), Status: domain.AlertResolved, Resolution: domain.AlertMistaken})
	testkit.Refused(t, err, domain.CodeInvalid, "resolution")
	testkit.Must(t, h.acts(id)["resolve"](master))
	for name, act := range h.acts(id) {
		testkit.Refused(t, act(master), domain.CodeNotAllowedInStatus, "alertId")
		_ = name
	}
	for _, attack := range []string{`UPDATE alerts SET status = 'NEW', owner_id = NULL, taken_at = NULL, resolution = NULL, resolved_at = NULL, resolved_by = NULL`,
		`UPDATE alerts SET resolution = 'EXPLAINED'`, `UPDATE alerts SET severity = 'LOW'`, `DELETE FROM alerts`, `UPDATE alert_findings SET source = 'x'`,
		`DELETE FROM alert_notes`} {
		if _, err := h.DB.App.ExecContext(t.Context(), attack); err == nil {
			t.Errorf("past the program: %s", attack)
		}
	}
}

// Triage is due in one business day, analysis in 15 days; of each people are told once, by however many instances.
func TestTermsOfAlertsAreToldOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Clock.Set(time.Date(2026, time.December, 4, 22, 0, 0, 0, time.UTC)) // a Friday at 17 in Lima; Tuesday and Wednesday are holidays
	id := h.found(t, "a", "TM01/1")
	if due := h.alert(t, testkit.System(t), id).DueAt; !due.Equal(time.Date(2026, time.December, 7, 22, 0, 0, 0, time.UTC)) {
		t.Errorf("due at %s", due)
	}
	h.Clock.Set(time.Date(2026, time.December, 7, 22, 0, 0, 0, time.UTC))
	if told := h.lookTwice(t); told.Alerts != 1 {
		t.Errorf("told of %+v", told)
	}
	h.take(t, h.As(t, testkit.MiddleOffice), id)
	h.Clock.Advance(15*24*time.Hour - time.Second)
	if told := h.lookTwice(t); told.Alerts != 0 {
		t.Errorf("a second early, told of %+v", told)
	}
	h.Clock.Advance(time.Second)
	if told := h.lookTwice(t); told.Alerts != 1 {
		t.Errorf("told of %+v", told)
	}
}

// lookTwice has two instances look at the terms at once, and answers what both told of together.
func (h *house) lookTwice(t *testing.T) casework.Told {
	t.Helper()
	instances := []*casework.Service{h.Casework, h.Instance(t).Casework}
	var all sync.WaitGroup
	told := make([]casework.Told, len(instances))
	errs := make([]error, len(instances))
	for i, instance := range instances {
		all.Go(func() { told[i], errs[i] = instance.LookAtClocks(t.Context()) })
	}
	all.Wait()
	testkit.Must(t, errs[0])
	testkit.Must(t, errs[1])
	return casework.Told{Alerts: told[0].Alerts + told[1].Alerts, Cases: told[0].Cases + told[1].Cases, Alarms: told[0].Alarms + told[1].Alarms}
}
