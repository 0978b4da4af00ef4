package trading_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

func TestADepositIsDescribedWithItsAmountAndTheBanksNumber(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	_, _, err := h.ReportDeposit(d.client, trading.ReportDepositInput{Target: d.target()})
	if list := domain.Refusals(err); len(list) != 2 || list[0].Field[0] != "amount" || list[1].Field[0] != "bankReference" {
		t.Errorf("refused with %v", err)
	}
	_, _, err = h.ReportDeposit(d.client, trading.ReportDepositInput{Target: d.target(), Amount: money.MustAmount("1.00"), BankReference: "a&b"})
	wantRefusal(t, err, domain.CodeInvalid, "bankReference")
	_, _, err = h.ReportDeposit(d.client, trading.ReportDepositInput{Target: d.target(), Amount: money.MustAmount("1.00"), BankReference: "1",
		FileID: h.file(t, h.master, domain.FileDepositProof)})
	wantRefusal(t, err, domain.CodeNotFound, "fileId")
}

func TestMoneyThatDoesNotFitWaitsAndIsGivenBack(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")

	// Given a deposit of more than is due, which counts for nothing and buys no time.
	testkit.Must(t, d.report(h.master, "1000.01"))
	if row := d.want(domain.Pending); row.Edges.Deposits[0].Counted || !row.ExpiresAt.Equal(opening.Add(15*time.Minute)) {
		t.Errorf("counted %v, deadline %v", row.Edges.Deposits[0].Counted, row.ExpiresAt)
	}
	wantRefusal(t, d.cancel(d.client), domain.CodeNotAllowedInStatus, "", "status=PENDING")

	// When the right one comes, the operation goes its way and the other can go back, also afterwards.
	testkit.Must(t, d.report(h.master, "1000.00"))
	testkit.Must(t, d.confirm(h.operator, 0))
	testkit.Must(t, d.confirm(h.operator, 1))
	testkit.Must(t, d.pay(h.operator, "3718.00"))
	testkit.Must(t, d.prove(h.operator))
	testkit.Must(t, d.complete(h.operator))
	testkit.Must(t, d.refund(h.operator, 0))
	wantRefusal(t, d.refund(h.operator, 1), domain.CodeNotAllowedInStatus, "depositId", "depositStatus=CONFIRMED")

	d.want(domain.Completed)
	h.verify(t)
	balances, err := h.ledger.HouseBalances(h.master)
	testkit.Must(t, err)
	if got := balances[h.bcpUSD]; got.String() != "1000.00" {
		t.Errorf("the bank holds %s", got)
	}
}

func TestAnAmendmentToTheWaitingAmountCountsIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.report(d.client, "1200.00"))
	testkit.Must(t, d.confirm(h.master, 0))

	testkit.Must(t, d.amend(h.trader, "1200.00"))

	row := d.want(domain.InProcess)
	if row.Usd.String() != "1200.00" || row.Pen.String() != "4461.60" || !row.Edges.Deposits[0].Counted || *row.OperatorID != h.operator.id {
		t.Errorf("%s for %s, operator %v", row.Usd, row.Pen, row.OperatorID)
	}
	d.wantEvents(domain.EventCreated, domain.EventDepositReported, domain.EventDepositConfirmed, domain.EventAmended,
		domain.EventDepositCounted, domain.EventAssigned)
	if amended := h.events(t, d.id)[3].facts; amended.PreviousUSD.String() != "1000.00" || amended.USD.String() != "1200.00" ||
		amended.PreviousPEN.String() != "3718.00" || amended.PEN.String() != "4461.60" {
		t.Errorf("the amendment tells %+v", amended)
	}
	testkit.Must(t, d.pay(h.operator, "4461.60"))
	testkit.Must(t, d.prove(h.operator))
	testkit.Must(t, d.complete(h.operator))
	h.verify(t)
}

func TestAnAmendmentToAnotherAmountLeavesTheWaitingMoneyWaiting(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.report(d.client, "1200.00"))
	testkit.Must(t, d.amend(h.trader, "1100.00"))
	if row := d.want(domain.Pending); row.Edges.Deposits[0].Counted {
		t.Error("1,200 count for 1,100")
	}
}

func TestAmendmentIsRefused(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.clientOf(t, h.trader.id, domain.KYCPending, parallelOperations)
	h.sell(t, client, "400.00")
	d := h.sell(t, client, "500.00")

	// Beyond the limit, with the other operation counted and this one not.
	wantRefusal(t, d.amend(h.trader, "600.01"), domain.CodeLimitExceeded, "quoteId", "used=400.00", "left=600.00")
	testkit.Must(t, d.amend(h.trader, "600.00"))

	// In the other direction.
	_, _, err := h.Amend(h.trader, trading.AmendInput{Target: d.target(), QuoteID: h.quote(t, h.trader, client.id, "500.00", money.PEN)})
	wantRefusal(t, err, domain.CodeInvalid, "quoteId")

	// Once a deposit counts.
	testkit.Must(t, d.report(client, "100.00"))
	wantRefusal(t, d.amend(h.trader, "500.00"), domain.CodeNotAllowedInStatus, "", "status=PENDING")
}

func TestLateMoneyIsRecordedConfirmedAndGivenBack(t *testing.T) {
	t.Parallel()
	for _, end := range []domain.Status{domain.Expired, domain.Canceled} {
		t.Run(string(end), func(t *testing.T) {
			t.Parallel()
			// Given an operation that ended without money.
			h := newHouse(t)
			d := h.sell(t, h.client(t), "1000.00")
			if end == domain.Canceled {
				testkit.Must(t, d.cancel(d.client))
			} else {
				h.clock.Advance(16 * time.Minute)
				_, err := h.ExpireDue(t.Context())
				testkit.Must(t, err)
			}
			d.want(end)

			// When the client's transfer turns up after all.
			testkit.Must(t, d.report(d.client, "1000.00"))
			if d.deposit(0).Counted {
				t.Error("late money counts")
			}
			testkit.Must(t, d.take(h.operator))
			testkit.Must(t, d.confirm(h.operator, 0))
			h.verify(t)
			testkit.Must(t, d.refund(h.operator, 0))

			// Then it went back, the state stands, and the books are even.
			row := d.want(end)
			if row.Edges.Deposits[0].Status != domain.DepositReturned {
				t.Errorf("the deposit is %s", row.Edges.Deposits[0].Status)
			}
			balances, err := h.ledger.HouseBalances(h.master)
			testkit.Must(t, err)
			if got := balances[h.bcpUSD]; !got.IsZero() {
				t.Errorf("the bank holds %s", got)
			}
			h.verify(t)
		})
	}
}

func TestADepositIsDecidedOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.report(d.client, "1000.00"))
	wantRefusal(t, d.refund(h.operator, 0), domain.CodeNotAllowedInStatus, "depositId", "depositStatus=REPORTED")
	testkit.Must(t, d.confirm(h.operator, 0))
	wantRefusal(t, d.confirm(h.operator, 0), domain.CodeNotAllowedInStatus, "depositId", "depositStatus=CONFIRMED")
	wantRefusal(t, d.reject(h.operator, 0), domain.CodeNotAllowedInStatus, "depositId", "depositStatus=CONFIRMED")
	_, _, err := h.ConfirmDeposit(h.operator, trading.ConfirmDepositInput{Target: d.target(), DepositID: uuid.New()})
	wantRefusal(t, err, domain.CodeNotFound, "depositId")
	h.verify(t)
}

func TestADepositIsConfirmedWhereItWasSeen(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.report(d.client, "1000.00"))
	confirmAt := func(account uuid.UUID) error {
		_, _, err := h.ConfirmDeposit(h.operator, trading.ConfirmDepositInput{Target: d.target(), DepositID: d.deposit(0).ID, HouseAccountID: account})
		return err
	}
	wantRefusal(t, confirmAt(h.interbankPEN), domain.CodeInvalid, "houseAccountId", "currency=USD")
	wantRefusal(t, confirmAt(uuid.New()), domain.CodeNotFound, "houseAccountId")
	testkit.Must(t, confirmAt(h.interbankUSD))
	balances, err := h.ledger.HouseBalances(h.master)
	testkit.Must(t, err)
	if at, elsewhere := balances[h.interbankUSD], balances[h.bcpUSD]; at.String() != "1000.00" || !elsewhere.IsZero() {
		t.Errorf("INTERBANK holds %s, BCP %s", at, elsewhere)
	}

	// A confirmation that was a mistake says nothing about where the money is: left out, it is where the client was told to pay.
	testkit.Must(t, d.unconfirm(h.master, 0))
	testkit.Must(t, confirmAt(uuid.Nil))
	if there, told := d.balance(h.interbankUSD), d.balance(h.bcpUSD); there != "0.00" || told != "1000.00" {
		t.Errorf("INTERBANK holds %s, BCP %s", there, told)
	}
	h.verify(t)
}

func TestAReturnRejectsWhatDidNotArrive(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.report(d.client, "400.00"))
	testkit.Must(t, d.report(d.client, "600.00"))
	testkit.Must(t, d.confirm(h.operator, 0))

	wantRefusal(t, d.giveBack(h.operator), domain.CodeAmountMismatch, "")
	wantRefusal(t, d.giveBack(h.operator, 0), domain.CodeNotAllowedInStatus, "rejectDepositIds", "depositStatus=CONFIRMED")
	testkit.Must(t, d.giveBack(h.operator, 1))

	// The confirmed part remains, so the new window has its grace; nobody holds it any more.
	row := d.want(domain.Pending)
	if !row.ExpiresAt.Equal(opening.Add(45*time.Minute)) || row.OperatorID != nil || row.InProcessAt != nil ||
		*row.Edges.Deposits[1].RejectReason != "No figura en el banco" {
		t.Errorf("%+v", row)
	}
	testkit.Must(t, d.report(d.client, "600.00"))
	d.want(domain.InProcess)
	h.verify(t)
}

func TestCancelingNeedsThatNoMoneyIsThere(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	_, _, err := h.Cancel(d.client, trading.CancelInput{Target: d.target(), Reason: "  "})
	wantRefusal(t, err, domain.CodeRequired, "reason")

	testkit.Must(t, d.report(d.client, "1000.00"))
	wantRefusal(t, d.cancel(d.client), domain.CodeForbidden, "", "status=IN_PROCESS")
	wantRefusal(t, d.cancel(h.master), domain.CodeNotAllowedInStatus, "", "status=IN_PROCESS")
	testkit.Must(t, d.reject(h.operator, 0))
	testkit.Must(t, d.cancel(h.master))
	if row := d.want(domain.Canceled); row.ReturnNote != nil || *row.CancelReason != domain.CanceledByHouse || !row.EndedAt.Equal(opening) {
		t.Errorf("%+v", row)
	}
	h.verify(t)
}
