package notify_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/testkit"
)

// everybody has one limit.
func everybody(limit domain.LimitDecision) func(context.Context, *ent.Client, []uuid.UUID) (map[uuid.UUID]domain.LimitDecision, error) {
	return func(_ context.Context, _ *ent.Client, ids []uuid.UUID) (map[uuid.UUID]domain.LimitDecision, error) {
		limits := map[uuid.UUID]domain.LimitDecision{}
		for _, id := range ids {
			limits[id] = limit
		}
		return limits, nil
	}
}

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
					h.emit(t, slices.Repeat([]event.Record{h.about(testkit.Client, "CONTACT_UNTOLD", map[string]any{})}, count)...)
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

func TestALimitThatIsReachedIsToldOnceForSeveralOperations(t *testing.T) {
	t.Parallel()
	var asked [][]uuid.UUID
	exhausted := everybody(domain.LimitDecision{Exhausted: true})
	h := openWith(t, notify.Options{Limits: func(ctx context.Context, from *ent.Client, ids []uuid.UUID) (map[uuid.UUID]domain.LimitDecision, error) {
		asked = append(asked, ids)
		if _, err := from.Tx(ctx); err == nil {
			t.Error("the limits are read outside the dispatcher's transaction")
		}
		return exhausted(ctx, from, ids)
	}})
	id := h.Pending(t, testkit.Client, "100.00")
	h.Pending(t, testkit.OtherClient, "100.00")
	amended := event.Record{Kind: "AMENDED", Aggregate: event.Aggregate{Type: "operation", ID: id}, ClientID: h.ID(testkit.Client), Facts: map[string]any{}}
	h.emit(t, amended, amended)
	h.dispatch(t)
	if len(asked) != 1 || len(asked[0]) != 2 {
		t.Errorf("asked for the limits of %v", asked)
	}
	h.want(t, 2, `SELECT count(*) FROM notifications WHERE kind = 'LIMIT_REACHED'`)
	h.want(t, 1, `SELECT count(*) FROM notifications WHERE client_id = $1 AND kind = 'LIMIT_REACHED'`, h.ID(testkit.Client))
	h.want(t, 1, `SELECT count(*) FROM outbox_messages WHERE client_id = $1 AND kind = 'LIMIT_REACHED' AND channel = 'EMAIL'`, h.ID(testkit.Client))
	h.want(t, 2, `SELECT count(*) FROM notifications WHERE user_id = $1 AND kind = 'DESK_LIMIT_REACHED'`, h.ID(testkit.MiddleOffice))
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
	for _, kind := range []string{"DOCUMENT_SUBMITTED", "DOCUMENT_ACCEPTED", "DOCUMENT_REJECTED"} {
		h.emit(t, h.about(testkit.Client, kind, map[string]any{"kind": domain.PaperComplianceValidation, "complete": true, "reason": domain.KYCUnreadable}))
	}
	h.dispatch(t)
	h.want(t, 0, `SELECT count(*) FROM notifications WHERE client_id IS NOT NULL`)
	h.want(t, 0, `SELECT count(*) FROM outbox_messages WHERE client_id IS NOT NULL`)
	h.emit(t, h.about(testkit.Client, "DOCUMENT_REJECTED", map[string]any{"kind": domain.PaperIDFront, "reason": domain.KYCUnreadable}))
	h.dispatch(t)
	h.want(t, 1, `SELECT count(*) FROM notifications WHERE client_id IS NOT NULL`)
}
