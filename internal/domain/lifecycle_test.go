package domain

import (
	"testing"

	"github.com/qoricash/qoricash/internal/money"
)

func TestEveryPairOfStateAndActIsDecided(t *testing.T) {
	t.Parallel()
	acts := append(Actions(), SystemActs()...)
	for _, status := range Statuses() {
		for _, act := range acts {
			rows := rowsOf(status, act)
			_, refusal := Next(status, act, Facts{})
			if len(rows) == 0 && (refusal == nil || refusal.Code != CodeNotAllowedInStatus) {
				t.Errorf("%s in %s has no row and is not refused by the state: %v", act, status, refusal)
			}
			if len(rows) > 0 && rows[len(rows)-1].When != nil {
				t.Errorf("%s in %s has no last row without a condition", act, status)
			}
		}
	}
}

func rowsOf(status Status, act Act) []Transition {
	var rows []Transition
	for _, row := range Transitions() {
		if row.From == status && row.Act == act {
			rows = append(rows, row)
		}
	}
	return rows
}

func TestTheEndIsFinal(t *testing.T) {
	t.Parallel()
	for _, row := range Transitions() {
		if row.From.Terminal() && row.To != row.From {
			t.Errorf("%s leads from %s to %s", row.Act, row.From, row.To)
		}
	}
}

func TestEveryStateIsReachedAndEveryRowTellsAnEvent(t *testing.T) {
	t.Parallel()
	reached := map[Status]bool{Pending: true}
	for _, row := range Transitions() {
		reached[row.To] = true
		if row.Event == "" {
			t.Errorf("%s from %s tells nothing", row.Act, row.From)
		}
	}
	for _, status := range Statuses() {
		if !reached[status] {
			t.Errorf("nothing leads to %s", status)
		}
	}
}

func TestLifecycleAnswers(t *testing.T) {
	t.Parallel()
	due, half := money.MustAmount("1000.00"), money.MustAmount("500.00")
	paid := money.MustAmount("3718.00")
	base := Facts{DepositDue: due, PayoutDue: paid}
	with := func(change func(*Facts)) Facts { f := base; change(&f); return f }
	cases := []struct {
		name  string
		from  Status
		act   Act
		facts Facts
		to    Status
		code  Code
	}{
		{"a full deposit starts the process", Pending, ActReportDeposit, with(func(f *Facts) { f.Reported = due }), InProcess, ""},
		{"a part of the deposit waits", Pending, ActReportDeposit, with(func(f *Facts) { f.Reported = half }), Pending, ""},
		{"reported and confirmed parts add up", Pending, ActReportDeposit, with(func(f *Facts) { f.Reported, f.Confirmed = half, half }), InProcess, ""},
		{"a full deposit on hold waits", Pending, ActReportDeposit, with(func(f *Facts) { f.Reported, f.OnHold = due, true }), Pending, ""},
		{"its release starts the process", Pending, ActRelease, with(func(f *Facts) { f.Reported, f.OnHold = due, true }), InProcess, ""},
		{"late money is recorded and changes nothing", Expired, ActReportDeposit, with(func(f *Facts) { f.AnyDepositLive = true }), Expired, ""},
		{"what was not seen in time leaves a part", InProcess, ActCountDeposits, with(func(f *Facts) { f.Confirmed = half }), Pending, ""},
		{"a whole deposit stays where it is", InProcess, ActCountDeposits, with(func(f *Facts) { f.Confirmed = due }), InProcess, ""},
		{"a rejection brings an operation back that is not whole any more", InProcess, ActRejectDeposit, with(func(f *Facts) { f.Reported = half }), Pending, ""},
		{"a rejection stays when waiting money makes it whole", InProcess, ActRejectDeposit, with(func(f *Facts) { f.Confirmed = due }), InProcess, ""},
		{"a rejection lets waiting money start the process", Pending, ActRejectDeposit, with(func(f *Facts) { f.Reported = due }), InProcess, ""},
		{"a withdrawal brings it back too", InProcess, ActWithdrawDeposit, base, Pending, ""},
		{"a hold keeps it where it is", InProcess, ActWithdrawDeposit, with(func(f *Facts) { f.OnHold = true }), InProcess, ""},
		{"then the release does", InProcess, ActRelease, with(func(f *Facts) { f.OnHold = true }), Pending, ""},
		{"not once something was paid", InProcess, ActRejectDeposit, with(func(f *Facts) { f.Paid = half }), InProcess, ""},
		{"not while money is out", InProcess, ActRejectDeposit, with(func(f *Facts) { f.MoneyOut = true }), InProcess, ""},
		{"a deposit that counts forbids an amendment", Pending, ActAmend, with(func(f *Facts) { f.Reported = half }), "", CodeNotAllowedInStatus},
		{"one that waits does not", Pending, ActAmend, with(func(f *Facts) { f.AnyDepositLive = true }), Pending, ""},
		{"money on its way forbids to cancel", Pending, ActCancel, with(func(f *Facts) { f.AnyDepositLive = true }), "", CodeNotAllowedInStatus},
		{"before the deadline nothing expires", Pending, ActExpire, base, "", CodeNotAllowedInStatus},
		{"after it, it does", Pending, ActExpire, with(func(f *Facts) { f.DeadlinePassed = true }), Expired, ""},
		{"with a part of the money too", Pending, ActExpire, with(func(f *Facts) { f.DeadlinePassed, f.AnyDepositLive, f.Confirmed = true, true, half }), Expired, ""},
		{"a hold keeps it from expiring", Pending, ActExpire, with(func(f *Facts) { f.DeadlinePassed, f.OnHold = true, true }), "", CodeOnHold},
		{"the end of the day needs no deadline", Pending, ActEndDay, base, Expired, ""},
		{"it ends the client's operation whatever came", Pending, ActEndDay, with(func(f *Facts) { f.HasDeadline, f.AnyDepositLive = true, true }), Expired, ""},
		{"and leaves the desk's with money to look for", Pending, ActEndDay, with(func(f *Facts) { f.AnyDepositLive = true }), "", CodeNotAllowedInStatus},
		{"nobody saw the money in time", InProcess, ActLapse, with(func(f *Facts) { f.SightOverdue = true }), Pending, ""},
		{"there is still time to see it", InProcess, ActLapse, base, "", CodeNotAllowedInStatus},
		{"it was seen", InProcess, ActLapse, with(func(f *Facts) { f.SightOverdue, f.Confirmed = true, due }), "", CodeNotAllowedInStatus},
		{"no report counts after its time", InProcess, ActLapse, with(func(f *Facts) { f.SightOverdue, f.Reported = true, due }), "", CodeAmountMismatch},
		{"a hold keeps its time", InProcess, ActLapse, with(func(f *Facts) { f.SightOverdue, f.OnHold = true, true }), "", CodeOnHold},
		{"who was paid is not sent back", InProcess, ActLapse, with(func(f *Facts) { f.SightOverdue, f.Paid = true, half }), "", CodeNotAllowedInStatus},
		{"in process only a Master cancels", InProcess, ActCancel, base, "", CodeForbidden},
		{"and then only without live money", InProcess, ActCancel, with(func(f *Facts) { f.MayEndInProcess = true }), Canceled, ""},
		{"nor with money out", InProcess, ActCancel, with(func(f *Facts) { f.MayEndInProcess, f.MoneyOut = true, true }), "", CodeNotAllowedInStatus},
		{"a hold keeps the money", Pending, ActRefundDeposit, with(func(f *Facts) { f.OnHold = true }), "", CodeOnHold},
		{"but not from who may release it", Pending, ActRefundDeposit, with(func(f *Facts) { f.OnHold, f.MayRelease = true, true }), Pending, ""},
		{"a hold keeps late money", Expired, ActRefundDeposit, with(func(f *Facts) { f.OnHold = true }), "", CodeOnHold},
		{"no refund of what a payout rests on", InProcess, ActRefundDeposit, with(func(f *Facts) { f.Paid, f.MovesCounted = half, true }), "", CodeNotAllowedInStatus},
		{"what waits may go back all the same", InProcess, ActRefundDeposit, with(func(f *Facts) { f.Paid, f.Confirmed = half, due }), InProcess, ""},
		{"no refund while money is out", InProcess, ActRefundDeposit, with(func(f *Facts) { f.MoneyOut = true }), "", CodeNotAllowedInStatus},
		{"after the exchange it keeps nothing back", Completed, ActRefundDeposit, with(func(f *Facts) { f.MoneyOut, f.Paid = true, paid }), Completed, ""},
		{"a confirmation is undone", InProcess, ActUnconfirmDeposit, with(func(f *Facts) { f.Reported = due }), InProcess, ""},
		{"under a payout only by a Master", InProcess, ActUnconfirmDeposit, with(func(f *Facts) { f.Reported, f.Paid = due, half }), "", CodeForbidden},
		{"who may", InProcess, ActUnconfirmDeposit, with(func(f *Facts) { f.Reported, f.Paid, f.MayEndInProcess = due, half, true }), InProcess, ""},
		{"under a hold too", Expired, ActUnconfirmDeposit, with(func(f *Facts) { f.OnHold = true }), Expired, ""},
		{"a hold keeps money from going over", Expired, ActApplyDeposit, with(func(f *Facts) { f.OnHold = true }), "", CodeOnHold},
		{"and from coming", Pending, ActReceiveDeposit, with(func(f *Facts) { f.OnHold = true }), "", CodeOnHold},
		{"money that comes starts the process", Pending, ActReceiveDeposit, with(func(f *Facts) { f.Confirmed = due }), InProcess, ""},
		{"nothing comes after the end", Expired, ActReceiveDeposit, base, "", CodeNotAllowedInStatus},
		{"money goes back where it came from", InProcess, ActUnapplyDeposit, with(func(f *Facts) { f.MovesCounted = true }), Pending, ""},
		{"not from under a payout", InProcess, ActUnapplyDeposit, with(func(f *Facts) { f.Paid, f.MovesCounted = half, true }), "", CodeNotAllowedInStatus},
		{"nor while money is out", InProcess, ActUnapplyDeposit, with(func(f *Facts) { f.MoneyOut = true }), "", CodeNotAllowedInStatus},
		{"the end takes it back", Expired, ActTakeBackDeposit, base, Expired, ""},
		{"nobody pays before the money is seen", InProcess, ActAddPayout, with(func(f *Facts) { f.Reported, f.Paid, f.Payouts = due, paid, 1 }), "", CodeAmountMismatch},
		{"nobody pays more than is due", InProcess, ActAddPayout, with(func(f *Facts) { f.Confirmed, f.Paid, f.Payouts = due, money.MustAmount("3718.01"), 1 }),
			"", CodeAmountMismatch},
		{"four payouts at most", InProcess, ActAddPayout, with(func(f *Facts) { f.Confirmed, f.Paid, f.Payouts = due, paid, 5 }), "", CodeTooMany},
		{"a void payout leaves the money where it is", InProcess, ActVoidPayout, with(func(f *Facts) { f.Confirmed = due }), InProcess, ""},
		{"without money it goes back to the client", InProcess, ActVoidPayout, base, Pending, ""},
		{"a hold keeps a payout", InProcess, ActVoidPayout, with(func(f *Facts) { f.OnHold = true }), "", CodeOnHold},
		{"what was exchanged is not void", Completed, ActVoidPayout, with(func(f *Facts) { f.Confirmed = due }), "", CodeAmountMismatch},
		{"what was out comes back after the exchange too", Completed, ActVoidPayout, with(func(f *Facts) { f.Confirmed, f.Paid = due, paid }), Completed, ""},
		{"after the end there is nothing to take", Completed, ActTake, base, "", CodeNotAllowedInStatus},
		{"but money that is out", Completed, ActTake, with(func(f *Facts) { f.MoneyOut = true }), Completed, ""},
		{"a second hold leaves it where it is", Pending, ActHold, with(func(f *Facts) { f.OnHold = true }), Pending, ""},
		{"the release of one of two holds starts nothing", Pending, ActRelease, with(func(f *Facts) { f.Reported, f.OnHold, f.OtherHolds = due, true, true }), Pending, ""},
		{"nor does it send it back", InProcess, ActRelease, with(func(f *Facts) { f.OnHold, f.OtherHolds = true, true }), InProcess, ""},
		{"what is not held is not released", Pending, ActRelease, base, "", CodeNotAllowedInStatus},
		{"late money is held", Expired, ActHold, with(func(f *Facts) { f.AnyDepositLive = true }), Expired, ""},
		{"nothing is not", Expired, ActHold, base, "", CodeNotAllowedInStatus},
		{"completion asks for the exact payout", InProcess, ActComplete, with(func(f *Facts) { f.Confirmed, f.Paid, f.Proofs = due, money.MustAmount("3717.99"), 1 }),
			"", CodeAmountMismatch},
		{"completion asks for a proof", InProcess, ActComplete, with(func(f *Facts) { f.Confirmed, f.Paid = due, paid }), "", CodeProofRequired},
		{"completion asks for no open hold", InProcess, ActComplete, with(func(f *Facts) { f.Confirmed, f.Paid, f.Proofs, f.OnHold = due, paid, 1, true }), "", CodeOnHold},
		{"completion, to the cent", InProcess, ActComplete, with(func(f *Facts) { f.Confirmed, f.Paid, f.Proofs = due, paid, 1 }), Completed, ""},
		{"a return needs an incomplete deposit", InProcess, ActReturn, with(func(f *Facts) { f.Reported = due }), "", CodeAmountMismatch},
		{"a return after a payout is refused", InProcess, ActReturn, with(func(f *Facts) { f.Paid = half }), "", CodeNotAllowedInStatus},
		{"a return hands back, whatever made it incomplete", InProcess, ActReturn, base, Pending, ""},
		{"somebody waits for a look at the bank, so it is given", Pending, ActReassign, with(func(f *Facts) { f.AnyDepositLive = true }), Pending, ""},
		{"somebody holds it, so it is given on", Pending, ActReassign, with(func(f *Facts) { f.Assigned = true }), Pending, ""},
		{"nothing to do for an operator yet", Pending, ActReassign, base, "", CodeNotAllowedInStatus},
		{"late money is given to another operator", Canceled, ActReassign, with(func(f *Facts) { f.Assigned, f.AnyDepositLive = true, true }), Canceled, ""},
		{"what was exchanged is nobody's work", Completed, ActReassign, with(func(f *Facts) { f.Assigned = true }), "", CodeNotAllowedInStatus},
		{"what was exchanged is not taken", Completed, ActTake, base, "", CodeNotAllowedInStatus},
		{"who holds it gives it back", InProcess, ActHandBack, with(func(f *Facts) { f.Assigned = true }), InProcess, ""},
		{"also while it waits for the client", Pending, ActHandBack, with(func(f *Facts) { f.Assigned = true }), Pending, ""},
		{"and late money that it looks for", Expired, ActHandBack, with(func(f *Facts) { f.Assigned, f.AnyDepositLive = true, true }), Expired, ""},
		{"nobody holds it", InProcess, ActHandBack, base, "", CodeNotAllowedInStatus},
		{"what is done keeps who did it", Completed, ActHandBack, with(func(f *Facts) { f.Assigned = true }), "", CodeNotAllowedInStatus},
		{"an operator is named before one has it", Pending, ActNameOperator, base, Pending, ""},
		{"who has it already is not named away", Pending, ActNameOperator, with(func(f *Facts) { f.Assigned = true }), "", CodeNotAllowedInStatus},
		{"in process nobody is named", InProcess, ActNameOperator, base, "", CodeNotAllowedInStatus},
		{"completed operations cannot be completed again", Completed, ActComplete, base, "", CodeNotAllowedInStatus},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			row, refusal := Next(c.from, c.act, c.facts)
			if c.code == "" && (refusal != nil || row.To != c.to) {
				t.Fatalf("got %s, %v; want %s", row.To, refusal, c.to)
			}
			if c.code != "" && (refusal == nil || refusal.Code != c.code) {
				t.Fatalf("got %s, %v; want a refusal with %s", row.To, refusal, c.code)
			}
		})
	}
}
