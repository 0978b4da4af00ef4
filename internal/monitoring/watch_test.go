package monitoring_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/clientfeature"
	"github.com/qoricash/qoricash/ent/ruleevaluation"
	"github.com/qoricash/qoricash/ent/transactionmonitoring"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/monitoring"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// house is one whose rules know of clients what a test says.
type house struct {
	*testkit.Kit
	mutex sync.Mutex
	known func(*domain.MonitoredClient)
	found []monitoring.Finding
	// recheck is how clients stand to the lists at a completion; it is set before anybody completes.
	recheck domain.RecheckOutcome
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{recheck: domain.RecheckNotChecked}
	h.Kit = testkit.New(t, testkit.WithMonitoring(monitoring.Options{
		Know: func(_ context.Context, _ *ent.Client, client *domain.MonitoredClient) error {
			h.mutex.Lock()
			defer h.mutex.Unlock()
			if h.known != nil {
				h.known(client)
			}
			return nil
		},
		Recheck: func(context.Context, *store.Tx, uuid.UUID) (domain.RecheckOutcome, error) { return h.recheck, nil },
		Alert: func(_ context.Context, _ *store.Tx, finding monitoring.Finding) error {
			h.mutex.Lock()
			defer h.mutex.Unlock()
			h.found = append(h.found, finding)
			return nil
		},
	}))
	return h
}

func (h *house) knows(say func(*domain.MonitoredClient)) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	h.known = say
}

// watch has the house look at what happened.
func (h *house) watch(t *testing.T) int {
	t.Helper()
	h.Settle(t)
	looked, err := h.Monitoring.Watch(t.Context())
	testkit.Must(t, err)
	return looked
}

func (h *house) evaluations(t *testing.T) []*ent.RuleEvaluation {
	t.Helper()
	rows, err := h.Store.Read().RuleEvaluation.Query().Order(ruleevaluation.ByCreatedAt(), ruleevaluation.ByID()).All(access.AsSystem(t.Context()))
	testkit.Must(t, err)
	return rows
}

func codesOf(rows []*ent.RuleEvaluation) []domain.MonitoringCode {
	var codes []domain.MonitoringCode
	for _, row := range rows {
		codes = append(codes, row.Code)
	}
	slices.Sort(codes)
	return codes
}

func (h *house) said(t *testing.T, operation uuid.UUID, moment domain.MonitoringMoment) *ent.TransactionMonitoring {
	t.Helper()
	row, err := h.Store.Read().TransactionMonitoring.Query().Where(transactionmonitoring.OperationID(operation), transactionmonitoring.MomentEQ(moment)).
		Only(access.AsSystem(t.Context()))
	testkit.Must(t, err)
	return row
}

func pep(client *domain.MonitoredClient) { client.PEP = domain.FactYes }

func TestOperationIsLookedAtOnceAtEachMoment(t *testing.T) {
	t.Parallel()
	// Given a completed operation of a politically exposed client.
	h := newHouse(t)
	h.knows(pep)
	id := h.Operation(t, domain.Completed)
	// When the house looks, and another instance after it, from the beginning too.
	if looked := h.watch(t); looked != 3 {
		t.Errorf("looked at %d moments of the operation, want its creation, verification and completion", looked)
	}
	if again := h.watch(t); again != 0 {
		t.Errorf("looked %d times more", again)
	}
	_, err := h.DB.Owner.ExecContext(t.Context(), `DELETE FROM feed_consumers WHERE name = 'compliance'`)
	testkit.Must(t, err)
	h.watch(t)
	// Then each moment is there once, a match once, and one alert of it.
	for _, moment := range domain.MonitoringMoments() {
		if moment != domain.MomentAmendment {
			h.said(t, id, moment)
		}
	}
	if codes := codesOf(h.evaluations(t)); !slices.Equal(codes, []domain.MonitoringCode{domain.RulePEPClient}) {
		t.Errorf("matched %v", codes)
	}
	if len(h.found) != 1 || h.found[0].Outcome.Code != domain.RulePEPClient || *h.found[0].Operation != id {
		t.Errorf("alerts of %+v", h.found)
	}
}

func TestEveryRuleSaysSomethingAndNoneIsSilent(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	id := h.Operation(t, domain.Pending)
	h.watch(t)
	said := slices.Concat(h.said(t, id, domain.MomentAcceptance).Outcomes, h.said(t, id, domain.MomentCreation).Outcomes)
	results := map[domain.MonitoringCode]domain.RuleResult{}
	for _, outcome := range said {
		results[outcome.Code] = outcome.Result
		if outcome.Result == domain.RuleNotChecked && outcome.Why == "" {
			t.Errorf("%s does not say what is missing", outcome.Code)
		}
	}
	for _, code := range domain.MonitoringCodes() {
		if _, there := results[code]; !there {
			t.Errorf("%s said nothing", code)
		}
	}
	for _, code := range []domain.MonitoringCode{domain.RuleScreeningStale, domain.RuleGeography, domain.RuleThirdParty, domain.RuleEvasion} {
		if results[code] != domain.RuleNotChecked {
			t.Errorf("%s is %s without data", code, results[code])
		}
	}
}

func TestBlockedOperationIsRefusedInTheWordsOfTheHouseAndWhyIsKept(t *testing.T) {
	t.Parallel()
	// Given a client who was not screened against the lists in force.
	h := newHouse(t)
	h.knows(func(client *domain.MonitoredClient) { client.Stale = domain.FactYes })
	quote := h.Quote(t, testkit.Client, "200.00")
	// When it creates an operation.
	_, err := h.Make(t, testkit.Client, quote)
	// Then it hears the words for every account that is looked at, and the house knows why.
	var refusal *domain.Error
	if !errors.As(err, &refusal) || refusal.Code != domain.CodeOnHold || refusal.Message != "Tu cuenta está en verificación. Te avisaremos apenas puedas operar." ||
		len(refusal.Params) != 0 || refusal.Field != nil {
		t.Fatalf("%+v", err)
	}
	rows := h.evaluations(t)
	if len(rows) != 1 || rows[0].Code != domain.RuleScreeningStale || rows[0].OperationID != nil || rows[0].ClientID != h.ID(testkit.Client) {
		t.Fatalf("kept %+v", rows)
	}
	if len(h.found) != 1 || h.found[0].Operation != nil {
		t.Errorf("alerts of %+v", h.found)
	}
	// And the quote is free again, as nothing happened.
	h.knows(nil)
	_, err = h.Make(t, testkit.Client, quote)
	testkit.Must(t, err)
}

func TestHoldBeginsAtTheVerificationOfTheMoney(t *testing.T) {
	t.Parallel()
	// Given a rule that holds the operations of politically exposed clients, and one of them.
	h := newHouse(t)
	h.knows(pep)
	h.does(t, domain.RulePEPClient, domain.ActionHold, `{}`)
	id := h.Pending(t, testkit.Client, "200.00")
	h.Report(t, id)
	h.watch(t)
	if holds := h.Row(t, id).Edges.Holds; len(holds) != 0 {
		t.Fatalf("held before the money is verified: %v", holds)
	}
	// When its deposit is confirmed.
	h.Confirm(t, id)
	h.watch(t)
	// Then it is held for compliance, once, also when that was released.
	holds := h.Row(t, id).Edges.Holds
	if len(holds) != 1 || holds[0].Cause != domain.HoldCompliance {
		t.Fatalf("holds: %v", holds)
	}
	_, err := h.DB.Owner.ExecContext(t.Context(), `DELETE FROM feed_consumers WHERE name = 'compliance'`)
	testkit.Must(t, err)
	h.watch(t)
	if holds := h.Row(t, id).Edges.Holds; len(holds) != 1 {
		t.Errorf("held again: %v", holds)
	}
}

func TestFiguresOfAClientFollowItsOperations(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.Operation(t, domain.Completed)
	h.Operation(t, domain.Canceled)
	h.Operation(t, domain.Expired)
	amended := h.Pending(t, testkit.Client, "200.00")
	h.Amend(t, testkit.Client, amended, "150.00")
	row, err := h.Store.Read().ClientFeature.Query().Where(clientfeature.ClientID(h.ID(testkit.Client))).Only(access.AsSystem(t.Context()))
	testkit.Must(t, err)
	if row.Day != domain.BusinessDate(h.Clock.Now()) || row.Created != 4 || row.Lost != 2 || row.Completed != 1 ||
		row.CreatedUsd != money.MustAmount("750.00") || row.LostUsd != money.MustAmount("400.00") || row.CompletedUsd != money.MustAmount("200.00") {
		t.Errorf("%+v", row)
	}
}

func TestTwoInstancesWatchOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.knows(pep)
	h.Operation(t, domain.Completed)
	h.Operation(t, domain.Canceled)
	h.Settle(t)
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			if _, err := h.Monitoring.Watch(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	if codes := codesOf(h.evaluations(t)); !slices.Equal(codes, []domain.MonitoringCode{domain.RulePEPClient, domain.RulePEPClient}) {
		t.Errorf("matched %v", codes)
	}
}

func TestSnapshotOfARowIsThatOfTheReplay(t *testing.T) {
	t.Parallel()
	// Given operations on several days, one of them lost.
	h := newHouse(t)
	for range 3 {
		h.Operation(t, domain.Completed)
		h.Clock.Advance(26 * time.Hour)
	}
	h.Operation(t, domain.Canceled)
	h.Clock.Advance(time.Hour)
	last := h.Operation(t, domain.Pending)
	h.watch(t)
	// Then what was kept of the last is what a walk through history finds.
	rows, err := h.Store.Read().Operation.Query().Where().All(access.AsSystem(t.Context()))
	testkit.Must(t, err)
	slices.SortFunc(rows, func(a, b *ent.Operation) int { return a.CreatedAt.Compare(b.CreatedAt) })
	var replay domain.MonitoringReplay
	var features domain.MonitoringFeatures
	for _, row := range rows {
		o := domain.MonitoredOperation{ID: row.ID, At: row.CreatedAt, Side: row.Side, USD: row.Usd}
		if row.CompletedAt != nil {
			o.Done = *row.CompletedAt
		}
		if row.EndedAt != nil {
			o.Lost = *row.EndedAt
		}
		features = replay.Next(domain.ReplayedOperation{Operation: o, Client: domain.MonitoredClient{ID: row.ClientID}}).Features()
	}
	if kept := h.said(t, last, domain.MomentCreation).Features; kept != features {
		t.Errorf("kept %+v, replayed %+v", kept, features)
	}
}

func TestDatabaseRefusesToChangeWhatRulesSaid(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.knows(pep)
	h.Operation(t, domain.Pending)
	h.watch(t)
	for name, statement := range map[string]string{
		"another word of a rule":     `UPDATE rule_evaluations SET why = 'x'`,
		"no match":                   `DELETE FROM rule_evaluations`,
		"another score":              `UPDATE transaction_monitorings SET score = 0`,
		"nothing said":               `DELETE FROM transaction_monitorings`,
		"another number":             `UPDATE monitoring_rules SET numbers = '{}'`,
		"no rule":                    `DELETE FROM monitoring_rules`,
		"a rule switched off by one": `UPDATE monitoring_rules SET state = 'RETIRED', retired_at = now() WHERE code = 'TM22'`,
		"a rule that begins in force": `INSERT INTO monitoring_rules (id, created_at, code, version, numbers, action, severity, state, reason, created_by, active_from)
			VALUES (gen_random_uuid(), now(), 'TM22', 2, '{}', 'DETECT', 'LOW', 'ACTIVE', 'x', gen_random_uuid(), now())`,
		"a dry run of another time": `UPDATE rule_dry_runs SET operations = 1`,
	} {
		if _, err := h.DB.App.ExecContext(t.Context(), statement); err == nil {
			t.Errorf("%s: it went through", name)
		}
	}
}

func TestRulesOfTheHouseAreThoseOfTheTable(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	rows, err := h.Store.Read().MonitoringRule.Query().All(access.AsSystem(t.Context()))
	testkit.Must(t, err)
	versions := domain.DefaultRuleSet()
	if len(rows) != len(versions) {
		t.Fatalf("%d rows, %d rules", len(rows), len(versions))
	}
	for _, version := range versions {
		at := slices.IndexFunc(rows, func(row *ent.MonitoringRule) bool { return row.Code == version.Code })
		if at < 0 || rows[at].State != domain.RuleActive || rows[at].Action != version.Action || rows[at].Severity != version.Severity ||
			len(rows[at].Numbers) != len(version.Numbers) {
			t.Errorf("%s is not as the table says", version.Code)
			continue
		}
		for key, value := range version.Numbers {
			if !rows[at].Numbers[key].Equal(value) {
				t.Errorf("%s: %s is %+v", version.Code, key, rows[at].Numbers[key])
			}
		}
	}
}

// does makes a rule do something by some numbers, past the acts that lead there.
func (h *house) does(t *testing.T, code domain.MonitoringCode, action domain.MonitoringAction, numbers string) {
	t.Helper()
	exec(t, h.Kit, `ALTER TABLE monitoring_rules DISABLE TRIGGER guard_monitoring_rule`)
	exec(t, h.Kit, `UPDATE monitoring_rules SET action = $2, numbers = $3 WHERE code = $1`, code, action, numbers)
	exec(t, h.Kit, `ALTER TABLE monitoring_rules ENABLE ALWAYS TRIGGER guard_monitoring_rule`)
	testkit.Must(t, h.Monitoring.Reread(t.Context()))
}

// readyToComplete makes an operation that waits for nothing but its completion.
func (h *house) readyToComplete(t *testing.T) uuid.UUID {
	t.Helper()
	id := h.Pending(t, testkit.Client, "200.00")
	h.Report(t, id)
	h.Confirm(t, id)
	h.Pay(t, id)
	h.Prove(t, id)
	return id
}
