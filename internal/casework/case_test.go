package casework_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/auditentry"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/casework"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

func TestACaseGoesFromAlertToFiledReport(t *testing.T) {
	t.Parallel()
	h := open(t)
	alertID, id := h.escalated(t)
	// A second alert of the client joins the case that waits.
	if _, joined := h.escalated(t); joined != id {
		t.Errorf("two cases wait about one client: %s and %s", id, joined)
	}
	testkit.Must(t, h.decide(t, id, domain.CaseUnusual))
	testkit.Must(t, h.decide(t, id, domain.CaseSuspicious))
	t0 := h.Clock.Now()
	if row := h.file(t, id); row.T0 == nil || !row.T0.Equal(t0) || !row.ReportDueAt.Equal(t0.Add(24*time.Hour)) {
		t.Fatalf("T0 %v, due %v", row.T0, row.ReportDueAt)
	}
	h.Clock.Advance(time.Hour)
	file := func() error {
		_, _, err := h.Casework.File(h.asOfficer(t), casework.FileInput{CaseTarget: about(id), ROSELNumber: "ROS-2026-000123"})
		return err
	}
	testkit.Refused(t, file(), domain.CodeNotAllowedInStatus, "caseId")
	const text = "El cliente ROSA QUISPE no explica el origen de su dinero."
	_, _, err := h.Casework.Draft(h.asOfficer(t), casework.DraftInput{CaseTarget: about(id), Draft: text})
	testkit.Must(t, err)
	// The text is sealed, and opens for the officer.
	if draft := h.file(t, id).Edges.Report.Draft; bytes.Contains(draft, []byte("ROSA")) {
		t.Error("the draft can be read in the database")
	}
	if got, err := h.Casework.DraftOf(h.asOfficer(t), id); err != nil || got != text {
		t.Errorf("the officer reads %q, %v", got, err)
	}
	testkit.Must(t, file())
	row := h.file(t, id)
	if row.State != domain.CaseFiled || !row.T0.Equal(t0) || *row.Edges.Report.RoselNumber != "ROS-2026-000123" {
		t.Errorf("filed as %+v", row)
	}
	testkit.Refused(t, h.decide(t, id, domain.CaseNotUnusual), domain.CodeNotAllowedInStatus, "decision")
	if shown := h.alert(t, h.asOfficer(t), alertID); shown.Status != domain.AlertEscalated || shown.CaseID == nil {
		t.Errorf("the officer reads %+v", shown)
	}
}

// E48: T0 stays though the case turns out not to be unusual, and when it is called suspicious once more.
func TestT0StaysWhateverIsDecided(t *testing.T) {
	t.Parallel()
	h := open(t)
	_, id := h.escalated(t)
	testkit.Must(t, h.decide(t, id, domain.CaseSuspicious))
	t0 := *h.file(t, id).T0
	h.Clock.Advance(time.Hour)
	testkit.Must(t, h.decide(t, id, domain.CaseNotUnusual))
	testkit.Must(t, h.decide(t, id, domain.CaseSuspicious))
	if got := h.file(t, id).T0; !got.Equal(t0) {
		t.Errorf("T0 was %s and is %s", t0, got)
	}
	other := h.ID(testkit.MiddleOffice)
	for _, attack := range []struct {
		text      string
		arguments []any
	}{
		{`UPDATE compliance_cases SET t0 = t0 + interval '1 hour'`, nil}, {`UPDATE compliance_cases SET t0 = NULL, t0_by = NULL, report_due_at = NULL`, nil},
		{`UPDATE compliance_cases SET report_due_at = report_due_at + interval '1 day'`, nil}, {`UPDATE compliance_cases SET t0_by = $1`, []any{other}},
		{`UPDATE compliance_cases SET state = 'NOT_UNUSUAL'`, nil}, {`DELETE FROM compliance_cases`, nil}, {`UPDATE case_steps SET grounds = 'x'`, nil},
		{`WITH step AS (INSERT INTO case_steps (id, created_at, from_state, to_state, grounds, actor_id, case_id)
			SELECT gen_random_uuid(), now(), 'SUSPICIOUS', 'NOT_UNUSUAL', 'x', $1, id FROM compliance_cases RETURNING case_id)
			UPDATE compliance_cases SET state = 'NOT_UNUSUAL' FROM step WHERE id = step.case_id`, []any{other}},
	} {
		if _, err := h.DB.App.ExecContext(t.Context(), attack.text, attack.arguments...); err == nil {
			t.Errorf("past the program: %s", attack.text)
		}
	}
}

// Alarms at 4, 12 and 20 hours and at the end of the term, told once each by however many instances, and none once the report is filed.
func TestAlarmsOfAReportAreToldOnceAtAnyHour(t *testing.T) {
	t.Parallel()
	h := open(t)
	_, id := h.escalated(t)
	h.Clock.Set(time.Date(2026, time.December, 25, 6, 0, 0, 0, time.UTC)) // Christmas, at one in the night in Lima
	testkit.Must(t, h.decide(t, id, domain.CaseSuspicious))
	t0 := h.Clock.Now()
	for _, after := range []time.Duration{4 * time.Hour, 12 * time.Hour, 20 * time.Hour, 24 * time.Hour} {
		h.Clock.Set(t0.Add(after - time.Second))
		if told := h.lookTwice(t); told.Alarms != 0 {
			t.Errorf("before %s, told of %+v", after, told)
		}
		h.Clock.Set(t0.Add(after))
		if told := h.lookTwice(t); told.Alarms != 1 {
			t.Errorf("after %s, told of %+v", after, told)
		}
	}
	over := testkit.Texts(t, h.DB, `SELECT facts ->> 'over' FROM events WHERE kind = 'REPORT_ALARMED' ORDER BY id`)
	if !slices.Equal(over, []string{"false", "false", "false", "true"}) {
		t.Errorf("told %v", over)
	}
	// An instance that was down tells of what it missed once.
	_, late := h.escalated(t)
	_ = late
}

// E44: that there is a case nobody learns but the officer and the alternate, by whatever door.
func TestACaseIsInvisibleToEverybodyElse(t *testing.T) {
	t.Parallel()
	h := open(t)
	alertID, id := h.escalated(t)
	testkit.Must(t, h.decide(t, id, domain.CaseSuspicious))
	_, _, err := h.Casework.Draft(h.asOfficer(t), casework.DraftInput{CaseTarget: about(id), Draft: "Secreto"})
	testkit.Must(t, err)
	resolved := h.found(t, "routine", "TM02/1")
	h.take(t, h.As(t, testkit.MiddleOffice), resolved)
	_, _, err = h.Casework.Resolve(h.As(t, testkit.MiddleOffice), casework.ResolveInput{AlertTarget: on(resolved), Status: domain.AlertResolved,
		Resolution: domain.AlertReviewed})
	testkit.Must(t, err)
	program := access.Actor{Kind: domain.ActorStaff, ID: h.officer, Role: domain.RoleMiddleOffice, TokenID: uuid.New(), Scopes: domain.TokenScopes(),
		Sets: []domain.PermissionSet{domain.SetOfficer}}
	outside := map[string]context.Context{"the officer's program": access.WithActor(t.Context(), program)}
	for _, caller := range testkit.Callers() {
		outside[string(caller)] = h.As(t, caller)
	}
	for name, ctx := range outside {
		h.knowsNothing(t, name, ctx, id)
		if code := domain.CodeOf(h.decideAs(ctx, id)); code != domain.CodeForbidden && code != domain.CodeUnauthenticated {
			t.Errorf("%s decides a case: %q", name, code)
		}
		if known, unknown := domain.CodeOf(h.decideAs(ctx, id)), domain.CodeOf(h.decideAs(ctx, uuid.New())); known != unknown {
			t.Errorf("%s hears %q of a case and %q of none", name, known, unknown)
		}
	}
	// What was escalated and what was resolved read alike, also in the trail and in the feed.
	for _, caller := range []testkit.Caller{testkit.Master, testkit.MiddleOffice} {
		escalated, routine := h.alert(t, h.As(t, caller), alertID), h.alert(t, h.As(t, caller), resolved)
		if escalated.Status != routine.Status || *escalated.Resolution != *routine.Resolution || escalated.CaseID != nil || escalated.ResolutionNote != nil {
			t.Errorf("%s reads %+v", caller, escalated)
		}
	}
	said := func(of uuid.UUID) []string {
		return testkit.Texts(t, h.DB, `SELECT kind || ' ' || facts::text FROM events WHERE aggregate = 'alert' AND aggregate_id = $1
			UNION ALL SELECT action || ' ' || (changes - 'before' #- '{after,code}' #- '{after,dueAt}' #- '{after,owner}')::text FROM audit_entries WHERE object_id = $1 AND action <> 'alert.open'`, of)
	}
	if a, b := said(alertID), said(resolved); !slices.Equal(a, b) {
		t.Errorf("an escalated alert is told as %v, a resolved one as %v", a, b)
	}
}

func (h *house) decideAs(ctx context.Context, id uuid.UUID) error {
	_, _, err := h.Casework.Decide(ctx, casework.DecideInput{CaseTarget: about(id), Decision: domain.CaseNotUnusual, Grounds: "Nada"})
	return err
}

// knowsNothing checks that no row tells somebody of a case.
func (h *house) knowsNothing(t *testing.T, name string, ctx context.Context, id uuid.UUID) {
	t.Helper()
	from := h.Store.Read()
	rows := map[string]int{"cases": from.ComplianceCase.Query().CountX(ctx), "steps": from.CaseStep.Query().CountX(ctx),
		"reports": from.SuspiciousReport.Query().CountX(ctx), "the register": from.RegisterRow.Query().CountX(ctx)}
	entries := from.AuditEntry.Query().Order(auditentry.ByID()).AllX(ctx)
	for _, entry := range entries {
		if strings.HasPrefix(entry.Action, "case.") || strings.HasPrefix(entry.Action, "report.") || entry.Action == "alert.escalate" ||
			entry.ObjectID != nil && *entry.ObjectID == id {
			rows["the trail"]++
		}
	}
	for what, count := range rows {
		if count > 0 {
			t.Errorf("%s sees %d of %s", name, count, what)
		}
	}
	if draft, err := h.Casework.DraftOf(ctx, id); err != nil || draft != "" {
		t.Errorf("%s reads the report: %q, %v", name, draft, err)
	}
}

// E45: the last officer stays, whether or not the term of a report runs, so that the refusal says nothing; the database keeps the one that matters.
func TestTheLastOfficerStays(t *testing.T) {
	t.Parallel()
	h := open(t)
	withdraw := func(id uuid.UUID, set domain.PermissionSet) error {
		_, _, err := h.Staff.WithdrawSet(h.As(t, testkit.Master), staff.SetInput{Target: staff.Target{UserID: id}, Set: set})
		return err
	}
	testkit.Refused(t, withdraw(h.officer, domain.SetOfficer), domain.CodeInUse, "userId")
	_, id := h.escalated(t)
	testkit.Must(t, h.decide(t, id, domain.CaseSuspicious))
	before := testkit.Refused(t, withdraw(h.officer, domain.SetOfficer), domain.CodeInUse, "userId").Message
	// With an alternate the officer may go, and the alternate may not.
	h.Appoint(t, h.ID(testkit.MiddleOffice), domain.SetAlternate)
	h.Relieve(t, h.officer, domain.SetOfficer)
	if after := testkit.Refused(t, withdraw(h.ID(testkit.MiddleOffice), domain.SetAlternate), domain.CodeInUse, "userId").Message; after == before && before == "" {
		t.Error("the refusal says nothing")
	}
	// Two who propose at once meet at the decision.
	h.Appoint(t, h.officer, domain.SetOfficer)
	testkit.Must(t, withdraw(h.officer, domain.SetOfficer))
	var waiting uuid.UUID
	testkit.Must(t, h.DB.App.QueryRowContext(t.Context(), `SELECT id FROM proposals WHERE decision IS NULL AND kind = 'PERMISSION_SET_WITHDRAW'`).Scan(&waiting))
	h.Relieve(t, h.ID(testkit.MiddleOffice), domain.SetAlternate)
	second, found, err := h.Staff.UserByEmail(testkit.System(t), "mateo.solis@qoricash.pe")
	if err != nil || !found {
		t.Fatal(err)
	}
	ctx := access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: second.ID, Role: domain.RoleMaster, Session: domain.SessionStaff})
	_, _, err = h.Approval.Decide(ctx, approval.DecideInput{ProposalID: waiting, Decision: domain.ProposalConfirmed})
	testkit.Refused(t, err, domain.CodeInUse, "proposalId")
	_, err = store.Do(testkit.System(t), h.Store, store.Command{Action: "test.attack"}, func(ctx context.Context, tx *store.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM permission_set_grants WHERE user_id = $1`, h.officer)
		return err
	})
	if err == nil {
		t.Error("past the program the last officer goes")
	}
}
