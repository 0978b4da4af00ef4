package trading_test

import (
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// Four wrong payouts do not stick the operation for good: each is voided by somebody else, its place is free again.
func TestWrongPayoutsAreVoided(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "500.00")
	testkit.Must(t, d.report(d.client, "500.00"))
	testkit.Must(t, d.confirm(h.operator, 0))
	for range domain.MaxPayouts {
		testkit.Must(t, d.pay(h.operator, "1.00"))
	}
	testkit.Must(t, d.prove(h.operator))
	wantRefusal(t, d.pay(h.operator, "1855.00"), domain.CodeTooMany, "", "maximum=4")

	wantRefusal(t, d.void(h.operator, 0, domain.VoidNeverSent), domain.CodeForbidden, "payoutId")
	wantRefusal(t, d.void(h.master, 0, "GONE"), domain.CodeInvalid, "reason")
	for n := range domain.MaxPayouts {
		testkit.Must(t, d.void(h.master, n, domain.VoidNeverSent))
	}
	wantRefusal(t, d.void(h.master, 0, domain.VoidNeverSent), domain.CodeNotAllowedInStatus, "payoutId")

	// The evidence of what is void is kept and proves nothing.
	testkit.Must(t, d.pay(h.operator, "1859.00"))
	wantRefusal(t, d.complete(h.operator), domain.CodeProofRequired, "proofIds")
	testkit.Must(t, d.prove(h.operator))
	testkit.Must(t, d.completeWith(h.operator, 1))
	row := d.want(domain.Completed)
	if len(row.Edges.Payouts) != 5 || row.Edges.Proofs[0].RetiredAt == nil || d.balance(h.interbankPEN) != "-1859.00" {
		t.Errorf("%d payouts, retired %v, the bank holds %s", len(row.Edges.Payouts), row.Edges.Proofs[0].RetiredAt, d.balance(h.interbankPEN))
	}
	h.verify(t)
}

// Money that went to the wrong account is out until it comes back: nothing else leaves for it meanwhile.
func TestMoneyThatIsOutHoldsRefundAndCancelBack(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "500.00")
	testkit.Must(t, d.report(d.client, "500.00"))
	testkit.Must(t, d.confirm(h.operator, 0))
	testkit.Must(t, d.pay(h.operator, "1859.00"))
	testkit.Must(t, d.void(h.master, 0, domain.VoidWrongData))

	wantRefusal(t, d.refund(h.operator, 0), domain.CodeNotAllowedInStatus, "", "status=IN_PROCESS")
	wantRefusal(t, d.void(h.master, 0, domain.VoidNeverSent), domain.CodeNotAllowedInStatus, "payoutId")
	wantRefusal(t, d.void(h.operator, 0, domain.VoidSentBack), domain.CodeForbidden, "payoutId")
	testkit.Must(t, d.void(h.master, 0, domain.VoidSentBack))
	if row := d.want(domain.InProcess); row.Edges.Payouts[0].SentBackAt == nil {
		t.Error("the money is still out")
	}
	testkit.Must(t, d.refund(h.operator, 0))
	d.want(domain.Pending)
	h.verify(t)
}

func TestAMistakenConfirmationIsUndone(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "500.00")
	testkit.Must(t, d.report(d.client, "500.00"))
	testkit.Must(t, d.confirm(h.operator, 0))
	wantRefusal(t, d.unconfirm(h.operator, 0), domain.CodeForbidden, "depositId")

	testkit.Must(t, d.unconfirm(h.master, 0))

	row := d.want(domain.InProcess)
	if got := row.Edges.Deposits[0]; got.Status != domain.DepositReported || !got.Counted || got.DecidedAt != nil || row.SeenBy == nil {
		t.Errorf("%s, counted %v, decided %v, to be seen by %v", got.Status, got.Counted, got.DecidedAt, row.SeenBy)
	}
	if got := d.balance(h.bcpUSD); got != "0.00" {
		t.Errorf("the bank holds %s", got)
	}
	h.verify(t)
	// It was the right account after all: it is confirmed again, and booked again.
	testkit.Must(t, d.confirm(h.operator, 0))
	if got := d.balance(h.bcpUSD); got != "500.00" {
		t.Errorf("the bank holds %s", got)
	}
	testkit.Must(t, d.pay(h.operator, "1859.00"))
	testkit.Must(t, d.prove(h.operator))
	testkit.Must(t, d.complete(h.operator))
	wantRefusal(t, d.unconfirm(h.master, 0), domain.CodeNotAllowedInStatus, "depositId")
	h.verify(t)
}

// Once something is paid, only a Master undoes what it was paid from, and the operation stands as paid without money.
func TestAConfirmationBehindAPayoutIsUndoneByAMaster(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	second := h.hire(t, domain.RoleOperator)
	d := h.sell(t, h.client(t), "500.00")
	testkit.Must(t, d.report(d.client, "500.00"))
	testkit.Must(t, d.reassign(h.master, h.operator.id))
	testkit.Must(t, d.confirm(h.operator, 0))
	testkit.Must(t, d.pay(h.operator, "1859.00"))
	testkit.Must(t, d.reassign(h.master, second.id))
	wantRefusal(t, d.unconfirm(second, 0), domain.CodeForbidden, "", "status=IN_PROCESS")
	testkit.Must(t, d.unconfirm(h.master, 0))
	testkit.Must(t, d.reject(second, 0))
	// The house paid: the operation is not the client's to be handed back.
	if row := d.want(domain.InProcess); row.ExpiresAt != nil || row.SeenBy != nil {
		t.Errorf("deadline %v, to be seen by %v", row.ExpiresAt, row.SeenBy)
	}
	testkit.Must(t, d.void(second, 0, domain.VoidSentBack))
	d.want(domain.Pending)
	h.verify(t)
}

// Late money that was confirmed by mistake is undone too.
func TestAConfirmationIsUndoneAfterTheEnd(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.late(t, h.client(t), "500.00")
	testkit.Must(t, d.unconfirm(h.master, 0))
	testkit.Must(t, d.reject(h.operator, 0))
	d.want(domain.Expired)
	h.verify(t)
}
