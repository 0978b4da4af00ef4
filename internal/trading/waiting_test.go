package trading_test

import (
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// The client types a wrong number of the bank, and then the right one: the second report waits, because the first one counts. Once
// the first is not found, the second counts, and the agreed rate stands.
func TestExactMoneyCountsOnceAnEarlierReportWasWrong(t *testing.T) {
	t.Parallel()
	for name, found := range map[string]func(d *deal) error{
		"rejected": func(d *deal) error { return d.reject(d.operator, 0) },
		"refunded": func(d *deal) error {
			testkit.Must(d.t, d.confirm(d.operator, 0))
			return d.refund(d.operator, 0)
		},
		"returned":  func(d *deal) error { return d.withdrawnBy(d.operator) },
		"withdrawn": func(d *deal) error { return d.withdraw(d.client, 0) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			d := h.sell(t, h.client(t), "500.00")
			testkit.Must(t, d.report(d.client, "500.00"))
			testkit.Must(t, d.report(d.client, "500.00"))
			if d.deposit(1).Counted {
				t.Fatal("1,000 count for 500")
			}

			testkit.Must(t, found(d))

			row := d.want(domain.InProcess)
			if !d.deposit(1).Counted || *row.OperatorID != h.operator.id || row.Rate.String() != "3.7180" {
				t.Errorf("counted %v, operator %v, rate %s", d.deposit(1).Counted, row.OperatorID, row.Rate)
			}
			testkit.Must(t, d.confirm(h.operator, 1))
			testkit.Must(t, d.pay(h.operator, "1859.00"))
			testkit.Must(t, d.prove(h.operator))
			testkit.Must(t, d.complete(h.operator))
			if row := d.want(domain.Completed); row.Pen.String() != "1859.00" {
				t.Errorf("the client gets %s", row.Pen)
			}
			h.verify(t)
		})
	}
}

// withdrawnBy rejects the first deposit, as a return would: the return itself finds that nothing is missing.
func (d *deal) withdrawnBy(by person) error {
	wantRefusal(d.t, d.giveBack(by, 0), domain.CodeAmountMismatch, "")
	return d.reject(by, 0)
}

// A slip of the hand counts as a part; the exact money waits until the slip is gone, and then brings the operation to an operator.
func TestASlipOfTheHandDoesNotKeepExactMoneyWaiting(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.report(d.client, "100.00"))
	testkit.Must(t, d.report(d.client, "1000.00"))
	testkit.Must(t, d.take(h.operator))
	testkit.Must(t, d.reject(h.operator, 0))
	d.want(domain.InProcess)
	d.wantEvents(domain.EventCreated, domain.EventDepositReported, domain.EventDepositReported, domain.EventAssigned,
		domain.EventDepositRejected, domain.EventDepositCounted)
	h.verify(t)
}

// Money that was seen and is exact takes the place of a report.
func TestAReportGivesWayToExactConfirmedMoney(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.report(d.client, "100.00"))
	testkit.Must(t, d.report(d.client, "1000.00"))
	testkit.Must(t, d.confirm(h.master, 1))
	row := d.want(domain.InProcess)
	if row.Edges.Deposits[0].Counted || !row.Edges.Deposits[1].Counted {
		t.Errorf("counted %v and %v", row.Edges.Deposits[0].Counted, row.Edges.Deposits[1].Counted)
	}
	h.verify(t)
}

// What a refund leaves incomplete goes back to the client with a new window, and nobody has to be asked to end it.
func TestARefundOfEverythingHandsTheOperationBack(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.inProcess(t)
	testkit.Must(t, d.confirm(h.operator, 0))
	testkit.Must(t, d.refund(h.operator, 0))
	row := d.want(domain.Pending)
	if row.OperatorID != nil || !row.ExpiresAt.Equal(opening.Add(domain.DefaultWindow)) {
		t.Errorf("operator %v, deadline %v", row.OperatorID, row.ExpiresAt)
	}
	testkit.Must(t, d.cancel(d.client))
	h.verify(t)
}

func TestReportsAreBounded(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")

	// A client reports at most twice what is due; staff, whose reports are facts, a hundred times.
	wantRefusal(t, d.report(d.client, "2000.01"), domain.CodeAboveMaximum, "amount", "maximum=2000.00")
	wantRefusal(t, d.report(h.trader, "100000.01"), domain.CodeAboveMaximum, "amount", "maximum=100000.00")

	// And ten times in all, whatever became of the reports. What others reported for it is not its own hand's.
	testkit.Must(t, d.report(h.trader, "1.00"))
	testkit.Must(t, d.withdraw(h.trader, 0))
	for n := range domain.MaxReports {
		testkit.Must(t, d.report(d.client, "1.00"))
		testkit.Must(t, d.withdraw(d.client, n+1))
	}
	wantRefusal(t, d.report(d.client, "1.00"), domain.CodeTooMany, "", "maximum=10")
	testkit.Must(t, d.report(h.trader, "1.00"))

	// The bounds hold after the end too.
	testkit.Must(t, d.withdraw(h.trader, domain.MaxReports+1))
	testkit.Must(t, d.cancel(d.client))
	wantRefusal(t, d.report(d.client, "1.00"), domain.CodeTooMany, "")
	testkit.Must(t, d.report(h.trader, "1.00"))
}

func TestAReportIsWithdrawnByWhoMadeItAlone(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	testkit.Must(t, d.report(d.client, "1000.00"))
	wantRefusal(t, d.withdraw(h.trader, 0), domain.CodeForbidden, "depositId")
	wantRefusal(t, d.withdraw(h.master, 0), domain.CodeForbidden, "depositId")
	testkit.Must(t, d.withdraw(d.client, 0))
	if row := d.want(domain.Pending); row.Edges.Deposits[0].Status != domain.DepositWithdrawn || row.OperatorID != nil {
		t.Errorf("%s, operator %v", row.Edges.Deposits[0].Status, row.OperatorID)
	}
	wantRefusal(t, d.withdraw(d.client, 0), domain.CodeNotAllowedInStatus, "depositId", "depositStatus=WITHDRAWN")
	testkit.Must(t, d.cancel(d.client))
	h.verify(t)
}
