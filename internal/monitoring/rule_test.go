package monitoring_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/monitoringrule"
	"github.com/qoricash/qoricash/ent/ruledryrun"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/monitoring"
	"github.com/qoricash/qoricash/internal/testkit"
)

func from(usd string) domain.RuleNumbers {
	amount := money.MustAmount(usd)
	return domain.RuleNumbers{"FROM": {Amount: &amount}}
}

// draft has Middle Office write a version of the rule about high amounts.
func (h *house) draft(t *testing.T, usd string) uuid.UUID {
	t.Helper()
	id, _, err := h.Monitoring.Create(h.As(t, testkit.MiddleOffice), monitoring.CreateInput{IdempotencyKey: uuid.NewString(), Code: domain.RuleHighAmount,
		Numbers: from(usd), Action: domain.ActionBlock, Reason: "Acta 12 del comité"})
	testkit.Must(t, err)
	return id
}

// tried has a draft tried, and answers the trial.
func (h *house) tried(t *testing.T, id uuid.UUID) uuid.UUID {
	t.Helper()
	trial, _, err := h.Monitoring.StartDryRun(h.As(t, testkit.MiddleOffice), monitoring.DryRunInput{IdempotencyKey: uuid.NewString(), RuleID: id})
	testkit.Must(t, err)
	testkit.Must(t, h.Monitoring.DoTrials(t.Context()))
	return trial
}

func (h *house) proposeSwitch(t *testing.T, by testkit.Caller, id uuid.UUID) (uuid.UUID, error) {
	t.Helper()
	proposal, _, err := h.Monitoring.Switch(h.As(t, by), monitoring.SwitchInput{IdempotencyKey: uuid.NewString(), RuleID: id, Note: "Acta 12"})
	return proposal, err
}

func (h *house) decide(t *testing.T, by testkit.Caller, proposal uuid.UUID, decision domain.ProposalDecision) error {
	t.Helper()
	_, _, err := h.Approval.Decide(h.As(t, by), approval.DecideInput{IdempotencyKey: uuid.NewString(), ProposalID: proposal, Decision: decision, Note: "Visto"})
	return err
}

func (h *house) version(t *testing.T, id uuid.UUID) *ent.MonitoringRule {
	t.Helper()
	return h.Store.Read().MonitoringRule.GetX(testkit.System(t), id)
}

// active is the version of a rule in force; 0 for none.
func (h *house) active(t *testing.T, code domain.MonitoringCode) int {
	t.Helper()
	row, err := h.Store.Read().MonitoringRule.Query().Where(monitoringrule.CodeEQ(code), monitoringrule.StateEQ(domain.RuleActive)).Only(testkit.System(t))
	if ent.IsNotFound(err) {
		return 0
	}
	testkit.Must(t, err)
	return row.Version
}

func (h *house) told(t *testing.T) []string {
	t.Helper()
	h.Settle(t)
	return testkit.Texts(t, h.DB, `SELECT kind || ' ' || (facts ->> 'version') FROM events WHERE aggregate = 'rule' ORDER BY id`)
}

func TestVersionIsWrittenTriedAndSwitchedByTwo(t *testing.T) {
	t.Parallel()
	// Given a house with an operation over US$ 200.00, and a draft that would refuse it.
	h := newHouse(t)
	old := h.Operation(t, domain.Completed)
	h.Clock.Advance(time.Hour)
	id := h.draft(t, "150.00")
	if row := h.version(t, id); row.State != domain.RuleDraft || row.Version != 2 || row.Severity != domain.AlertHigh {
		t.Fatalf("wrote %+v", row)
	}
	// When somebody proposes it before it was tried.
	_, err := h.proposeSwitch(t, testkit.MiddleOffice, id)
	// Then the refusal has the figures.
	if refusals := domain.Refusals(err); len(refusals) != 1 || refusals[0].Code != domain.CodeNotAllowedInStatus || !strings.Contains(refusals[0].Message, "hacen falta 90 días") {
		t.Fatalf("proposed untried: %v", err)
	}
	// When it was tried.
	trial := h.tried(t, id)
	run := h.Store.Read().RuleDryRun.Query().Where(ruledryrun.TrialID(trial)).OnlyX(testkit.System(t))
	if run.Operations != 1 || run.Alerts != 1 || run.Added != 1 || len(run.Examples) != 1 || run.Examples[0].Operation != old ||
		run.Until.Sub(run.From) != 90*24*time.Hour || h.version(t, id).State != domain.RuleDryRun {
		t.Fatalf("found %+v of a version that is %s", run, h.version(t, id).State)
	}
	// And proposed, it watches nothing until a second person confirms.
	proposal, err := h.proposeSwitch(t, testkit.MiddleOffice, id)
	testkit.Must(t, err)
	if err := h.decide(t, testkit.MiddleOffice, proposal, domain.ProposalConfirmed); domain.CodeOf(err) != domain.CodeFourEyesRequired {
		t.Errorf("who proposed decided with %v", err)
	}
	h.Operation(t, domain.Completed)
	testkit.Must(t, h.decide(t, testkit.Master, proposal, domain.ProposalConfirmed))
	// Then it is in force at once, alone.
	quote := h.Quote(t, testkit.Client, "200.00")
	if _, err := h.Make(t, testkit.Client, quote); domain.CodeOf(err) != domain.CodeOnHold {
		t.Errorf("the next operation: %v", err)
	}
	if h.active(t, domain.RuleHighAmount) != 2 {
		t.Errorf("version %d is in force", h.active(t, domain.RuleHighAmount))
	}
	if told, want := h.told(t), []string{"RULE_CREATED 2", "RULE_TRIED 2", "RULE_SWITCHED 2"}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
}

// Another instance asks the rules that it heard of.
func TestAnotherInstanceHearsOfARuleThatWasSwitched(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	other := h.Instance(t)
	heard := make(chan struct{})
	go other.Feed.Follow(t.Context(), slog.New(slog.DiscardHandler), func(ctx context.Context, batch event.Batch) error {
		err := other.Monitoring.Follow(ctx, batch)
		if slices.ContainsFunc(batch.Events, func(e event.Event) bool { return e.Kind == domain.EventRuleSwitched }) {
			close(heard)
		}
		return err
	})
	other.Operation(t, domain.Completed)
	id := h.draft(t, "150.00")
	h.tried(t, id)
	proposal, err := h.proposeSwitch(t, testkit.Master, id)
	testkit.Must(t, err)
	testkit.Must(t, h.decide(t, testkit.MiddleOffice, proposal, domain.ProposalConfirmed))
	<-heard
	if _, err := other.Make(t, testkit.Client, other.Quote(t, testkit.Client, "200.00")); domain.CodeOf(err) != domain.CodeOnHold {
		t.Errorf("it asks the older version: %v", err)
	}
}

func TestVersionIsRefusedWithAllItsFaults(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	low, days := money.MustAmount("0.50"), int64(3)
	_, _, err := h.Monitoring.Create(h.As(t, testkit.MiddleOffice), monitoring.CreateInput{IdempotencyKey: uuid.NewString(), Code: domain.RuleHighAmount,
		Numbers: domain.RuleNumbers{"FROM": {Amount: &low}, "DAYS": {Integer: &days}}, Action: "SHOUT", Severity: "HUGE", Reason: "x"})
	var at []string
	for _, refusal := range domain.Refusals(err) {
		at = append(at, strings.Join(refusal.Field, "."))
	}
	slices.Sort(at)
	if want := []string{"action", "numbers.DAYS", "numbers.FROM", "severity"}; !slices.Equal(at, want) {
		t.Errorf("refused at %v, want %v", at, want)
	}
	for name, c := range map[string]struct {
		by   testkit.Caller
		in   monitoring.CreateInput
		code domain.Code
	}{
		"no reason":             {testkit.Master, monitoring.CreateInput{Code: domain.RuleHighAmount, Numbers: from("100.00")}, domain.CodeRequired},
		"the one in force":      {testkit.Master, monitoring.CreateInput{Code: domain.RuleHighAmount, Reason: "x"}, domain.CodeInvalid},
		"no rule":               {testkit.Master, monitoring.CreateInput{Code: "TM99", Reason: "x"}, domain.CodeInvalid},
		"a trader":              {testkit.Trader, monitoring.CreateInput{Code: domain.RuleHighAmount, Numbers: from("100.00"), Reason: "x"}, domain.CodeForbidden},
		"an operator":           {testkit.Operator, monitoring.CreateInput{Code: domain.RuleHighAmount, Numbers: from("100.00"), Reason: "x"}, domain.CodeForbidden},
		"a client":              {testkit.Client, monitoring.CreateInput{Code: domain.RuleHighAmount, Numbers: from("100.00"), Reason: "x"}, domain.CodeForbidden},
		"an analyst, who reads": {testkit.Analyst, monitoring.CreateInput{Code: domain.RuleHighAmount, Numbers: from("100.00"), Reason: "x"}, domain.CodeForbidden},
	} {
		c.in.IdempotencyKey = uuid.NewString()
		if _, _, err := h.Monitoring.Create(h.As(t, c.by), c.in); domain.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDraftIsGivenUpByOneAndARuleByTwo(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	retire := func(by testkit.Caller, id uuid.UUID) (monitoring.Retired, error) {
		done, _, err := h.Monitoring.Retire(h.As(t, by), monitoring.SwitchInput{IdempotencyKey: uuid.NewString(), RuleID: id, Note: "Ya no"})
		return done, err
	}
	draft := h.draft(t, "150.00")
	done, err := retire(testkit.MiddleOffice, draft)
	testkit.Must(t, err)
	if done.Proposal != uuid.Nil || h.version(t, draft).State != domain.RuleRetired {
		t.Errorf("gave up a draft: %+v", done)
	}
	if _, err := retire(testkit.MiddleOffice, draft); domain.CodeOf(err) != domain.CodeNotAllowedInStatus {
		t.Errorf("gave it up again: %v", err)
	}
	first := h.Store.Read().MonitoringRule.Query().Where(monitoringrule.CodeEQ(domain.RuleScreeningStale)).OnlyIDX(testkit.System(t))
	done, err = retire(testkit.MiddleOffice, first)
	testkit.Must(t, err)
	if err := h.decide(t, testkit.MiddleOffice, done.Proposal, domain.ProposalConfirmed); domain.CodeOf(err) != domain.CodeFourEyesRequired {
		t.Errorf("who proposed decided with %v", err)
	}
	testkit.Must(t, h.decide(t, testkit.Master, done.Proposal, domain.ProposalDeclined))
	if h.active(t, domain.RuleScreeningStale) != 1 {
		t.Error("a declined proposal switched the rule off")
	}
	done, err = retire(testkit.Master, first)
	testkit.Must(t, err)
	testkit.Must(t, h.decide(t, testkit.MiddleOffice, done.Proposal, domain.ProposalConfirmed))
	if h.active(t, domain.RuleScreeningStale) != 0 {
		t.Error("the rule is in force")
	}
	// Nobody refuses any more what it refused.
	h.knows(func(client *domain.MonitoredClient) { client.Stale = domain.FactYes })
	h.Operation(t, domain.Pending)
}

// Who decides confirms what it read: what came in force meanwhile is proposed against anew.
func TestProposalIsRefusedWhereAnotherVersionCameInForce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	one, other := h.draft(t, "150.00"), h.draft(t, "160.00")
	h.tried(t, one)
	h.tried(t, other)
	first, err := h.proposeSwitch(t, testkit.MiddleOffice, one)
	testkit.Must(t, err)
	second, err := h.proposeSwitch(t, testkit.MiddleOffice, other)
	testkit.Must(t, err)
	if _, err := h.proposeSwitch(t, testkit.Master, one); domain.CodeOf(err) != domain.CodeAlreadyExists {
		t.Errorf("proposed twice: %v", err)
	}
	testkit.Must(t, h.decide(t, testkit.Master, first, domain.ProposalConfirmed))
	if err := h.decide(t, testkit.Master, second, domain.ProposalConfirmed); domain.CodeOf(err) != domain.CodeNotAllowedInStatus {
		t.Errorf("confirmed what was proposed against version 1: %v", err)
	}
	if h.active(t, domain.RuleHighAmount) != 2 {
		t.Errorf("version %d is in force", h.active(t, domain.RuleHighAmount))
	}
}

func TestVersionIsTriedByOneAtATime(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	id := h.draft(t, "150.00")
	start := func(id uuid.UUID) error {
		_, _, err := h.Monitoring.StartDryRun(h.As(t, testkit.Master), monitoring.DryRunInput{IdempotencyKey: uuid.NewString(), RuleID: id})
		return err
	}
	testkit.Must(t, start(id))
	if err := start(id); domain.CodeOf(err) != domain.CodeAlreadyExists {
		t.Errorf("tried twice at once: %v", err)
	}
	testkit.Must(t, h.Monitoring.DoTrials(t.Context()))
	testkit.Must(t, start(id))
	// What is given up before its turn is not tried.
	_, _, err := h.Monitoring.Retire(h.As(t, testkit.Master), monitoring.SwitchInput{IdempotencyKey: uuid.NewString(), RuleID: id, Note: "Ya no"})
	testkit.Must(t, err)
	testkit.Must(t, h.Monitoring.DoTrials(t.Context()))
	if got := testkit.Texts(t, h.DB, `SELECT status FROM rule_trials ORDER BY created_at, id`); !slices.Equal(got, []string{"DONE", "CANCELED"}) {
		t.Errorf("trials are %v", got)
	}
	active := h.Store.Read().MonitoringRule.Query().Where(monitoringrule.CodeEQ(domain.RuleHighAmount), monitoringrule.StateEQ(domain.RuleActive)).OnlyIDX(testkit.System(t))
	if err := start(active); domain.CodeOf(err) != domain.CodeNotAllowedInStatus {
		t.Errorf("tried what is in force: %v", err)
	}
}

// Whoever gets past the program switches nothing alone, neither as the program nor as the owner.
func TestDatabaseSwitchesNoRuleByOnePerson(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	tried, draft := h.draft(t, "150.00"), h.draft(t, "160.00")
	trial := h.tried(t, tried)
	open, err := h.proposeSwitch(t, testkit.MiddleOffice, tried)
	testkit.Must(t, err)
	const insertDryRun = `INSERT INTO rule_dry_runs (id, created_at, from_at, until_at, operations, alerts, added, lost, not_checked, milliseconds, examples,
		created_by, rule_id, trial_id) VALUES (gen_random_uuid(), now(), now() - interval '91 days', now(), 1, 0, 0, 0, 0, 1, '[]', $1, $2, $3)`
	for name, attack := range map[string]struct {
		statement string
		arguments []any
	}{
		"in force without a second person":    {`UPDATE monitoring_rules SET state = 'ACTIVE', active_from = now() WHERE id = $1`, []any{tried}},
		"in force without a trial":            {`UPDATE monitoring_rules SET state = 'ACTIVE', active_from = now() WHERE id = $1`, []any{draft}},
		"tried without a trial":               {`UPDATE monitoring_rules SET state = 'DRY_RUN' WHERE id = $1`, []any{draft}},
		"the one in force switched off":       {`UPDATE monitoring_rules SET state = 'RETIRED', retired_at = now() WHERE code = 'HIGH_AMOUNT' AND state = 'ACTIVE'`, nil},
		"other numbers of a draft":            {`UPDATE monitoring_rules SET numbers = '{"FROM":{"amount":"9000000.00"}}' WHERE id = $1`, []any{draft}},
		"a milder action of what is in force": {`UPDATE monitoring_rules SET action = 'DETECT' WHERE code = 'TM22'`, nil},
		"back to a draft":                     {`UPDATE monitoring_rules SET state = 'DRAFT' WHERE id = $1`, []any{tried}},
		"a dry run that nobody asked for":     {insertDryRun, []any{h.ID(testkit.Master), draft, nil}},
		"a dry run of another version":        {insertDryRun, []any{h.ID(testkit.MiddleOffice), draft, trial}},
		"a dry run twice":                     {insertDryRun, []any{h.ID(testkit.MiddleOffice), tried, trial}},
		"better figures":                      {`UPDATE rule_dry_runs SET lost = 0, added = 0 WHERE rule_id = $1`, []any{tried}},
		"a trial done by nobody": {`INSERT INTO rule_trials (id, created_at, due_at, asked_by, status, done_at, rule_id)
			VALUES (gen_random_uuid(), now(), now(), $1, 'DONE', now(), $2)`, []any{h.ID(testkit.Master), draft}},
		"a trial begun anew":       {`UPDATE rule_trials SET status = 'PENDING', done_at = NULL WHERE id = $1`, []any{trial}},
		"a trial removed":          {`DELETE FROM rule_trials WHERE id = $1`, []any{trial}},
		"a version removed":        {`DELETE FROM monitoring_rules WHERE id = $1`, []any{draft}},
		"a proposal about another": {`UPDATE proposals SET object_id = $2 WHERE id = $1`, []any{open, draft}},
		"a decision by who proposed": {`UPDATE proposals SET decision = 'CONFIRMED', decided_by = proposed_by, decided_at = now(), decision_mac = mac WHERE id = $1`,
			[]any{open}},
		"no second person asked for": {`UPDATE proposals SET four_eyes = false WHERE id = $1`, []any{open}},
	} {
		if _, err := h.DB.App.ExecContext(t.Context(), attack.statement, attack.arguments...); err == nil {
			t.Errorf("%s, as the program: it went through", name)
		}
		if _, err := h.DB.Owner.ExecContext(t.Context(), attack.statement, attack.arguments...); err == nil && !strings.HasPrefix(name, "other numbers") &&
			!strings.HasPrefix(name, "a milder") {
			t.Errorf("%s, as the owner: it went through", name)
		}
	}
	if h.active(t, domain.RuleHighAmount) != 1 || h.version(t, tried).State != domain.RuleDryRun || h.version(t, draft).State != domain.RuleDraft {
		t.Error("something was switched")
	}
}

// What was confirmed once switches nothing afterwards.
func TestADecisionSwitchesOnceAndItsOwnVersionAlone(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	one, other := h.draft(t, "150.00"), h.draft(t, "160.00")
	h.tried(t, one)
	h.tried(t, other)
	proposal, err := h.proposeSwitch(t, testkit.MiddleOffice, one)
	testkit.Must(t, err)
	testkit.Must(t, h.decide(t, testkit.Master, proposal, domain.ProposalConfirmed))
	for name, statement := range map[string]string{
		"the confirmed one out of force":  `UPDATE monitoring_rules SET state = 'RETIRED', retired_at = now() WHERE id = $1`,
		"another instead of it":           `UPDATE monitoring_rules SET state = 'ACTIVE', active_from = now() WHERE id <> $1 AND state = 'DRY_RUN'`,
		"another rule out of force by it": `UPDATE monitoring_rules SET state = 'RETIRED', retired_at = now() WHERE id <> $1 AND code = 'TM22'`,
	} {
		if _, err := h.DB.App.ExecContext(t.Context(), statement, one); err == nil {
			t.Errorf("%s: it went through", name)
		}
	}
	if h.active(t, domain.RuleHighAmount) != 2 || h.active(t, domain.RuleScreeningStale) != 1 {
		t.Error("something was switched")
	}
}
