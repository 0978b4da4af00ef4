package casework_test

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/alert"
	"github.com/qoricash/qoricash/ent/compliancecase"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/casework"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/monitoring"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// house is one where an officer works beside the people of a kit.
type house struct {
	*testkit.Kit
	officer uuid.UUID
}

func open(t *testing.T, options ...testkit.Option) *house {
	t.Helper()
	h := &house{Kit: testkit.New(t, options...)}
	h.officer = h.Hire(t, testkit.Hired{Name: "Ofelia Cruz", Email: "ofelia@qoricash.pe", Role: domain.RoleMiddleOffice, Password: "Dólares-2026!"})
	h.Appoint(t, h.officer, domain.SetOfficer)
	return h
}

// asOfficer is the context of the officer at work.
func (h *house) asOfficer(t *testing.T) context.Context {
	t.Helper()
	return access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: h.officer, Role: domain.RoleMiddleOffice, Session: domain.SessionStaff,
		SessionID: uuid.New(), Sets: []domain.PermissionSet{domain.SetOfficer}})
}

// found opens an alert of a finding about the client, as an area that found it does.
func (h *house) found(t *testing.T, source, window string) uuid.UUID {
	t.Helper()
	id, _, err := store.Run(testkit.System(t), h.Store, store.Command{Action: "test.find"}, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		return h.Casework.Open(ctx, tx, domain.AlertFinding{Source: source, Type: domain.AlertAML, Severity: domain.AlertHigh, Client: h.ID(testkit.Client),
			Rule: "TM01", Title: "Fraccionamiento", Description: "Cuatro operaciones seguidas.", Window: window})
	})
	testkit.Must(t, err)
	return id
}

func on(id uuid.UUID) casework.AlertTarget {
	return casework.AlertTarget{IdempotencyKey: uuid.NewString(), AlertID: id}
}

func about(id uuid.UUID) casework.CaseTarget {
	return casework.CaseTarget{IdempotencyKey: uuid.NewString(), CaseID: id}
}

func (h *house) take(t *testing.T, ctx context.Context, id uuid.UUID) {
	t.Helper()
	_, _, err := h.Casework.Take(ctx, on(id))
	testkit.Must(t, err)
}

// escalated is a case that Middle Office handed to the officer.
func (h *house) escalated(t *testing.T) (alertID, caseID uuid.UUID) {
	t.Helper()
	alertID = h.found(t, uuid.NewString(), uuid.NewString())
	h.take(t, h.As(t, testkit.MiddleOffice), alertID)
	_, _, err := h.Casework.Escalate(h.As(t, testkit.MiddleOffice), casework.EscalateInput{AlertTarget: on(alertID), Reason: "No explica de dónde viene el dinero."})
	testkit.Must(t, err)
	return alertID, *h.alert(t, testkit.System(t), alertID).CaseID
}

func (h *house) decide(t *testing.T, id uuid.UUID, decision domain.CaseState) error {
	t.Helper()
	_, _, err := h.Casework.Decide(h.asOfficer(t), casework.DecideInput{CaseTarget: about(id), Decision: decision, Grounds: "Visto el expediente."})
	return err
}

func (h *house) alert(t *testing.T, ctx context.Context, id uuid.UUID) *ent.Alert {
	t.Helper()
	row, err := h.Store.Read().Alert.Query().Where(alert.ID(id)).WithFindings().Only(ctx)
	testkit.Must(t, err)
	return row
}

func (h *house) file(t *testing.T, id uuid.UUID) *ent.ComplianceCase {
	t.Helper()
	row, err := h.Store.Read().ComplianceCase.Query().Where(compliancecase.ID(id)).WithReport().Only(testkit.System(t))
	testkit.Must(t, err)
	return row
}

func (h *house) alerts(t *testing.T) []*ent.Alert {
	t.Helper()
	rows, err := h.Store.Read().Alert.Query().Order(alert.ByNumber()).WithFindings().All(testkit.System(t))
	testkit.Must(t, err)
	return rows
}

// work takes all that happened so far.
func (h *house) work(t *testing.T) {
	t.Helper()
	h.Settle(t)
	testkit.Must(t, h.Casework.Work(testkit.System(t)))
}

// knowing has the rules of monitoring take every client for politically exposed.
func knowing() testkit.Option {
	return testkit.WithMonitoring(monitoring.Options{Know: func(_ context.Context, _ *ent.Client, client *domain.MonitoredClient) error {
		client.PEP = domain.FactYes
		return nil
	}})
}
