package trading_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// wantOut holds the list of payments that nothing covers to these operations.
func (h *house) wantOut(t *testing.T, want ...*deal) {
	t.Helper()
	ids, err := h.store.Read().Operation.Query().Where(trading.WithMoneyOut()).Order(operation.ByID()).IDs(access.AsSystem(t.Context()))
	testkit.Must(t, err)
	var listed []uuid.UUID
	for _, d := range want {
		listed = append(listed, d.id)
	}
	if !slices.Equal(ids, listed) {
		t.Errorf("%d operations have money out, want %d", len(ids), len(want))
	}
}

// paidWrong is a completed operation of an operator that was paid twice: first to a wrong account, from where nothing came back.
func (h *house) paidWrong(t *testing.T, operator person) *deal {
	t.Helper()
	d := h.sell(t, h.client(t), "500.00").paid()
	testkit.Must(t, d.reassign(h.master, operator.id))
	testkit.Must(t, d.void(operator, 0, domain.VoidWrongData))
	testkit.Must(t, d.payRest(operator))
	testkit.Must(t, d.prove(operator))
	testkit.Must(t, d.complete(operator))
	return d
}

// sentBack says that the bank sent back what went out with wrong data.
func (d *deal) sentBack(by person) error {
	d.t.Helper()
	n := slices.IndexFunc(d.now().Edges.Payouts, func(row *ent.Payout) bool { return row.VoidedAt != nil })
	return d.void(by, n, domain.VoidSentBack)
}

func TestMoneyOutIsListedUntilItIsBack(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.wantOut(t)
	sound := h.sell(t, h.client(t), "500.00").paid()
	h.wantOut(t)

	// Given a payment of which the client's money turns out not to be there.
	testkit.Must(t, sound.unconfirm(h.hire(t, domain.RoleMaster), 0))
	h.wantOut(t, sound)
	testkit.Must(t, sound.confirm(h.master, 0))
	h.wantOut(t)

	// Given money that went out with wrong data, also after the client was paid rightly.
	wrong := h.paidWrong(t, h.operator)
	h.wantOut(t, wrong)
	testkit.Must(t, wrong.sentBack(h.hire(t, domain.RoleMaster)))
	h.wantOut(t)
	h.verify(t)
}

func TestMoneyOutOfACompletedOperationIsToldEveryNight(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	wrong := h.paidWrong(t, h.operator)
	for night := range 2 {
		endOfDay := at(22, 0, 0).AddDate(0, 0, night)
		h.clock.Set(endOfDay)
		_, err := h.EndDay(t.Context(), endOfDay)
		testkit.Must(t, err)
		alerts := h.alerts(t, wrong.id)
		if len(alerts) != night+1 || alerts[night].Cause != domain.OvernightMoneyOut {
			t.Fatalf("night %d: %+v", night, alerts)
		}
	}
	testkit.Must(t, wrong.sentBack(h.hire(t, domain.RoleMaster)))
	endOfDay := at(22, 0, 0).AddDate(0, 0, 2)
	h.clock.Set(endOfDay)
	_, err := h.EndDay(t.Context(), endOfDay)
	testkit.Must(t, err)
	if alerts := h.alerts(t, wrong.id); len(alerts) != 2 {
		t.Errorf("%d alerts after the money is back, want 2", len(alerts))
	}
}

func TestMoneyOutOfWhoLeftGoesToTheHeir(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	leaver := h.hire(t, domain.RoleOperator)
	first, second := h.paidWrong(t, leaver), h.paidWrong(t, leaver)
	testkit.Must(t, first.sentBack(h.hire(t, domain.RoleMaster)))

	got, err := h.leave(leaver.id, uuid.Nil)
	testkit.Must(t, err)

	// What is settled stays with who did it, the rest waits to be taken.
	if got.Left != 1 || got.Moved != 0 {
		t.Errorf("moved %d and left %d, want 0 and 1", got.Moved, got.Left)
	}
	first.wantHeld(leaver.id, uuid.Nil)
	second.wantHeld(uuid.Nil, uuid.Nil)
	testkit.Must(t, second.take(h.operator))
	testkit.Must(t, second.sentBack(h.operator))
	h.verify(t)
}
