package notify_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/testkit"
)

// A batch holds 200 events; where the act begins in one, and what comes after it, must not change how often it is told.
func TestOneActIsToldOnceHoweverManyEventsItHas(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ before, moved, after int }{
		{0, 450, 0}, {30, 450, 10}, {150, 150, 0}, {0, 200, 0}, {0, 400, 1}, {0, 201, 250}, {199, 2, 0},
	} {
		t.Run(fmt.Sprint(c), func(t *testing.T) {
			t.Parallel()
			h := open(t)
			quiet := func(count int) {
				if count > 0 {
					h.emit(t, slices.Repeat([]event.Record{h.about(testkit.Client, domain.EventContactAdded, map[string]any{})}, count)...)
				}
			}
			moved := h.about(testkit.Client, "REASSIGNED", map[string]any{"from": h.ID(testkit.Trader).String(), "to": h.ID(testkit.OtherTrader).String()})
			moved.Actor = event.Actor{Kind: "STAFF", ID: h.ID(testkit.Master)}
			quiet(c.before)
			h.emit(t, slices.Repeat([]event.Record{moved}, c.moved)...)
			quiet(c.after)
			if taken, want := h.dispatch(t), c.before+c.moved+c.after; taken < want {
				t.Errorf("took %d of %d events", taken, want)
			}
			h.want(t, 1, `SELECT count(*) FROM notifications WHERE kind = 'CLIENT_MOVED'`)
			h.want(t, 1, `SELECT count(*) FROM notifications WHERE kind = 'CLIENT_ASSIGNED'`)
			h.want(t, 1, `SELECT count(*) FROM notifications WHERE user_id = $1 AND body LIKE $2`, h.ID(testkit.Trader), fmt.Sprintf("%%movió %d clientes%%", c.moved))
		})
	}
}

func TestAClientHearsOfItsDataAndNotOfWhatTheHouseHoldsOfIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		fields []string
		client string // what the client reads; empty for nothing
		desk   string
	}{
		{[]string{"name", "email"}, "Nombre, correo.", "Nombre, correo."},
		{[]string{"address"}, "Dirección.", "Dirección."},
		{[]string{"phone"}, "", "Teléfono."},
		{[]string{"politicallyExposed"}, "", "Declaración PEP."},
		{[]string{"parallelOperations", "phone"}, "", "Operaciones en paralelo, teléfono."},
		{[]string{"email", "politicallyExposed", "parallelOperations"}, "Correo.", "Correo, declaración PEP, operaciones en paralelo."},
	} {
		t.Run(fmt.Sprint(c.fields), func(t *testing.T) {
			t.Parallel()
			h := open(t)
			h.emit(t, h.about(testkit.Client, "UPDATED", map[string]any{"fields": c.fields}))
			h.dispatch(t)
			told := 0
			if c.client != "" {
				told = 1
			}
			h.want(t, told, `SELECT count(*) FROM notifications WHERE client_id = $1`, h.ID(testkit.Client))
			h.want(t, told, `SELECT count(*) FROM outbox_messages WHERE client_id = $1`, h.ID(testkit.Client))
			h.want(t, told, `SELECT count(*) FROM notifications WHERE client_id = $1 AND body LIKE $2 || '%'`, h.ID(testkit.Client), c.client)
			h.want(t, 1, `SELECT count(*) FROM notifications WHERE kind = 'DESK_CLIENT_UPDATED' AND body LIKE '%' || $1`, c.desk)
		})
	}
}

func TestTheComplianceOfficersPaperIsNotSpokenOfToTheClient(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.device(t, testkit.Client)
	for _, kind := range []domain.EventKind{domain.EventDocumentSubmitted, domain.EventDocumentAccepted, domain.EventDocumentRejected} {
		h.emit(t, h.about(testkit.Client, kind, map[string]any{"kind": domain.PaperComplianceValidation, "complete": true, "reason": domain.KYCUnreadable}))
	}
	h.dispatch(t)
	h.want(t, 0, `SELECT count(*) FROM notifications WHERE client_id IS NOT NULL`)
	h.want(t, 0, `SELECT count(*) FROM outbox_messages WHERE client_id IS NOT NULL`)
	h.emit(t, h.about(testkit.Client, "DOCUMENT_REJECTED", map[string]any{"kind": domain.PaperIDFront, "reason": domain.KYCUnreadable}))
	h.dispatch(t)
	h.want(t, 1, `SELECT count(*) FROM notifications WHERE client_id IS NOT NULL`)
}
