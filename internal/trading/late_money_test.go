package trading_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// late is an operation that expired, whose money came afterwards and was seen.
func (h *house) late(t *testing.T, client person, usd string) *deal {
	t.Helper()
	d := h.sell(t, client, usd)
	h.clock.Advance(16 * time.Minute)
	h.expire(t)
	testkit.Must(t, d.report(client, usd))
	testkit.Must(t, d.take(h.operator))
	testkit.Must(t, d.confirm(h.operator, 0))
	d.want(domain.Expired)
	return d
}

func TestLateMoneyIsAppliedToTheNewOperation(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.client(t)
	d := h.late(t, client, "500.00")
	next := h.sell(t, client, "500.00")

	testkit.Must(t, d.apply(h.master, 0, next))

	// The money is there once, in process, and at the new operation.
	row := next.want(domain.InProcess)
	if got := row.Edges.Deposits[0]; got.Status != domain.DepositConfirmed || !got.Counted || *got.AppliedFrom != d.deposit(0).ID || *row.OperatorID != h.operator.id {
		t.Errorf("%s, counted %v, from %v", got.Status, got.Counted, got.AppliedFrom)
	}
	if got := d.deposit(0); got.Status != domain.DepositApplied {
		t.Errorf("the source is %s", got.Status)
	}
	if got := d.balance(h.bcpUSD); got != "500.00" {
		t.Errorf("the bank holds %s", got)
	}
	h.verify(t)
	testkit.Must(t, next.pay(h.operator, "1859.00"))
	testkit.Must(t, next.prove(h.operator))
	testkit.Must(t, next.complete(h.operator))
	wantRefusal(t, next.unapply(h.master, 0, d), domain.CodeNotAllowedInStatus, "depositId")
	wantRefusal(t, d.unconfirm(h.master, 0), domain.CodeNotAllowedInStatus, "depositId", "code="+next.now().Code)
	h.verify(t)
}

// However often money moved: whoever undoes its confirmation hears where it is now, and the books of each operation show the move.
func TestMoneyThatMovedTwiceIsFoundWhereItIs(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.clientOf(t, h.trader.id, domain.KYCApproved, parallelOperations)
	first := h.late(t, client, "500.00")
	second, third := h.sell(t, client, "400.00"), h.atDesk(t, client, "500.00")
	testkit.Must(t, first.apply(h.master, 0, second))
	testkit.Must(t, second.apply(h.master, 0, third))
	where := "code=" + third.now().Code
	wantRefusal(t, first.unconfirm(h.hire(t, domain.RoleMaster), 0), domain.CodeNotAllowedInStatus, "depositId", where)

	testkit.Must(t, third.refund(h.master, 0))

	err := first.unconfirm(h.master, 0)
	wantRefusal(t, err, domain.CodeNotAllowedInStatus, "depositId", where)
	if !strings.Contains(err.Error(), "ya devolvió") {
		t.Errorf("refused with %v", err)
	}
	for d, want := range map[*deal]int{first: 3, second: 2, third: 3} {
		lines, err := h.ledger.Show(h.master, d.now().Code)
		testkit.Must(t, err)
		if len(lines) != want {
			t.Errorf("the books show %d lines of %s, want %d: %+v", len(lines), d.now().Code, want, lines)
		}
	}
	h.verify(t)
}

func TestMoneyIsAppliedInItsCurrency(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.client(t)
	dollars := h.late(t, client, "500.00")
	soles := h.buy(t, client, "500.00")
	wantRefusal(t, dollars.apply(h.master, 0, soles), domain.CodeInvalid, "toOperationId")
}

func TestAnApplicationIsUndone(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.client(t)
	d := h.late(t, client, "500.00")
	next := h.sell(t, client, "500.00")
	testkit.Must(t, d.apply(h.master, 0, next))
	// While it is elsewhere, its confirmation is not undone.
	wantRefusal(t, d.unconfirm(h.master, 0), domain.CodeNotAllowedInStatus, "depositId", "code="+next.now().Code)

	testkit.Must(t, next.unapply(h.master, 0, d))

	if row := next.want(domain.Pending); row.Edges.Deposits[0].Status != domain.DepositUnapplied || row.OperatorID != nil || row.ExpiresAt == nil {
		t.Errorf("%s, operator %v, deadline %v", row.Edges.Deposits[0].Status, row.OperatorID, row.ExpiresAt)
	}
	if got := d.deposit(0); got.Status != domain.DepositConfirmed || got.Counted {
		t.Errorf("the source is %s, counted %v", got.Status, got.Counted)
	}
	h.verify(t)
	// It may go the same way again, or back to the client.
	testkit.Must(t, d.apply(h.master, 0, next))
	testkit.Must(t, next.unapply(h.master, 1, d))
	testkit.Must(t, d.refund(h.operator, 0))
	h.verify(t)
}

func TestMoneyIsAppliedWhereItBelongsAndByWhoMay(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.client(t)
	d := h.late(t, client, "500.00")
	next, foreign := h.sell(t, client, "400.00"), h.sell(t, h.client(t), "500.00")

	// Only Master, or the operator of both.
	wantRefusal(t, d.apply(h.operator, 0, next), domain.CodeForbidden, "")
	testkit.Must(t, next.report(client, "1.00"))
	testkit.Must(t, next.take(h.operator))
	wantRefusal(t, d.apply(h.trader, 0, next), domain.CodeForbidden, "")

	// Not to another client, to itself, or to what ended.
	wantRefusal(t, d.apply(h.master, 0, foreign), domain.CodeInvalid, "toOperationId")
	wantRefusal(t, d.apply(h.master, 0, d), domain.CodeInvalid, "toOperationId")
	testkit.Must(t, foreign.cancel(foreign.client))

	// Not as somebody saw it before.
	_, _, err := h.ApplyDeposit(h.master, trading.ApplyDepositInput{Target: d.target(), DepositID: d.deposit(0).ID, ToOperationID: next.id, ToExpectedVersion: 1})
	wantRefusal(t, err, domain.CodeStaleVersion, "toExpectedVersion")

	// Not under a hold, on either side.
	testkit.Must(t, next.hold(h.middle))
	wantRefusal(t, d.apply(h.master, 0, next), domain.CodeOnHold, "")
	testkit.Must(t, next.release(h.middle))
	testkit.Must(t, d.hold(h.middle))
	wantRefusal(t, d.apply(h.master, 0, next), domain.CodeOnHold, "")
	testkit.Must(t, d.release(h.middle))

	// What does not fit waits there.
	testkit.Must(t, d.apply(h.operator, 0, next))
	if row := next.want(domain.Pending); row.Edges.Deposits[1].Counted {
		t.Error("500 count for 400")
	}
	wantRefusal(t, d.apply(h.master, 0, next), domain.CodeNotAllowedInStatus, "depositId", "depositStatus=APPLIED")
	h.verify(t)
}

func TestLateMoneyBecomesANewOperation(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.client(t)
	d := h.late(t, client, "500.00")
	requote := func(by person, pays string) (uuid.UUID, error) {
		in := h.orderFor(t, client.id, h.quote(t, by, client.id, pays, money.USD), domain.ChannelWeb)
		in.DepositID = d.deposit(0).ID
		id, _, err := h.Create(by, in)
		return id, err
	}
	_, err := requote(client, "499.99")
	wantRefusal(t, err, domain.CodeAmountMismatch, "quoteId", "due=499.99", "deposit=500.00")

	// The client does it by itself, at today's rate: both steps, or none.
	id, err := requote(client, "500.00")
	testkit.Must(t, err)
	next := &deal{house: h, t: t, id: id, client: client}
	if row := next.want(domain.InProcess); *row.OperatorID != h.operator.id {
		t.Errorf("operator %v", row.OperatorID)
	}
	next.wantEvents(domain.EventCreated, domain.EventDepositApplied, domain.EventAssigned)
	h.verify(t)

	// The money is spent: it makes no second one.
	testkit.Must(t, next.pay(h.operator, "1859.00"))
	testkit.Must(t, next.prove(h.operator))
	testkit.Must(t, next.complete(h.operator))
	_, err = requote(client, "500.00")
	wantRefusal(t, err, domain.CodeNotAllowedInStatus, "depositId", "depositStatus=APPLIED")
	h.verify(t)
}

func TestNobodyRequotesWithForeignMoney(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.late(t, h.client(t), "500.00")
	thief := h.client(t)
	in := h.orderFor(t, thief.id, h.quote(t, thief, thief.id, "500.00", money.USD), domain.ChannelWeb)
	in.DepositID = d.deposit(0).ID
	_, _, err := h.Create(thief, in)
	wantRefusal(t, err, domain.CodeNotFound, "depositId")

	// Nor does the desk, which sees both.
	in = h.orderFor(t, thief.id, h.quote(t, h.master, thief.id, "500.00", money.USD), domain.ChannelDesk)
	in.DepositID = d.deposit(0).ID
	_, _, err = h.Create(h.master, in)
	wantRefusal(t, err, domain.CodeInvalid, "depositId")
	h.verify(t)
}

// Money that is applied twice at the same moment goes to one place.
func TestApplicationsRace(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.clientOf(t, h.trader.id, domain.KYCApproved, parallelOperations)
	for range 4 {
		d := h.late(t, client, "500.00")
		targets := []*deal{d.twin("500.00"), d.twin("500.00")}
		inputs := make([]trading.ApplyDepositInput, len(targets))
		for i, to := range targets {
			inputs[i] = trading.ApplyDepositInput{Target: d.target(), DepositID: d.deposit(0).ID, ToOperationID: to.id, ToExpectedVersion: 1}
		}
		errs := together(len(targets), func(n int) error {
			_, _, err := h.ApplyDeposit(h.master, inputs[n])
			return err
		})
		wantTally(t, tally(t, errs), map[domain.Code]int{"": 1, domain.CodeStaleVersion: 1})
	}
	h.verify(t)
}
