package domain

import (
	"slices"
	"testing"

	"github.com/qoricash/qoricash/internal/money"
)

// scope is what a search tries, and how far.
type scope struct {
	name string
	// begin is how the world comes about that the search starts from; depth is how many acts it tries from there, long how many in
	// the long form.
	begin       []move
	depth, long int
	// reports are what is reported, filed what is reported with a file; transfers and payments bound the rows of an operation.
	reports, filed      []money.Amount
	transfers, payments int
	// staff are the people of the house who act; without are the acts that are left out.
	staff   []person
	without []Act
	// second lets a second operation be made, twice lets an operation be held for two causes at a time.
	second, twice bool
}

var (
	half, cent, twice = money.MustAmount("500.00"), money.MustAmount("0.01"), money.MustAmount("2000.00")
	everybody         = []person{theOperator, theMaster}
)

// What leads to where a search begins: the first operation ran out, money came late, and the client came again.
var (
	runsOut     = move{act: actWait, row: noRow, until: friday.Add(DefaultWindow)}
	sees        = move{by: theMaster, act: ActConfirmDeposit}
	comesAgain  = move{by: theClient, act: actCreate, on: 1, row: noRow, amount: modelDue}
	halfComes   = []move{runsOut, reportsHalf, sees}
	allComes    = []move{runsOut, {by: theClient, act: ActReportDeposit, amount: modelDue, filed: true}, sees}
	paidWithIt  = slices.Concat(allComes, []move{comesAgain, {by: theMaster, act: ActApplyDeposit}, paying(1)})
	comesTwice  = []move{{by: theClient, act: ActReportDeposit, amount: modelDue}, sees, paying(0), proving, completing}
	anotherTime = slices.Concat(comesTwice, []move{{by: theClient, act: ActReportDeposit, amount: half, row: 1}, {by: theMaster, act: ActConfirmDeposit, row: 1}})
	lends       = []move{reportsHalf, reportsHalf, {by: theMaster, act: ActReportDeposit, amount: half}, {by: theOperator, act: ActConfirmDeposit, row: 2},
		comesAgain, {by: theMaster, act: ActApplyDeposit, row: 2}}
	reportsHalf = move{by: theClient, act: ActReportDeposit, amount: half, filed: true}
	proving     = move{by: theOperator, act: ActAddProof, row: noRow}
	completing  = move{by: theOperator, act: ActComplete, row: noRow}
)

func paying(on int) move {
	return move{by: theOperator, act: ActAddPayout, on: on, row: noRow, amount: payableFor(modelDue)}
}

// scopes bound the search where everything at once would be too much: amounts are few, acts and people that have nothing to do with
// a question are left out. The last one leaves nothing out and goes less deep.
var scopes = []scope{
	{name: "a client and the clock alone", depth: 9, long: 13, reports: []money.Amount{modelDue, cent}, filed: []money.Amount{modelDue, half},
		transfers: 2},
	{name: "the money of one operation", depth: 8, long: 11, filed: []money.Amount{modelDue, half}, transfers: 3, payments: 1,
		staff: everybody, without: []Act{actWait, ActHold, ActRelease, ActAddProof}},
	{name: "payouts of one operation", depth: 10, long: 13, filed: []money.Amount{modelDue}, transfers: 1, payments: 2, staff: everybody,
		without: []Act{actWait, ActHold, ActRelease, ActAmend, ActCancel}},
	{name: "holds and the clock", depth: 7, long: 10, filed: []money.Amount{modelDue, half}, transfers: 2, staff: []person{theMaster},
		without: []Act{ActAmend, ActAddPayout, ActReturn, ActUnconfirmDeposit}},
	{name: "holds for two causes", depth: 7, long: 9, filed: []money.Amount{modelDue, half}, transfers: 1, staff: []person{theMaster}, twice: true,
		without: []Act{ActAmend, ActAddPayout, ActReturn, ActUnconfirmDeposit, ActCancel, ActTake, ActReassign}},
	{name: "money that moves between two operations", depth: 6, long: 8, filed: []money.Amount{modelDue}, transfers: 2,
		staff: []person{theMaster}, without: []Act{ActHold, ActRelease, ActAddPayout, ActAmend}, second: true},
	{name: "late money", begin: halfComes, depth: 5, long: 8, filed: []money.Amount{half}, transfers: 2, staff: everybody,
		without: []Act{ActAddPayout}, second: true},
	{name: "late money under payouts", begin: paidWithIt, depth: 6, long: 9, transfers: 2, payments: 2, staff: everybody,
		without: []Act{ActHold, ActRelease, actWait}, second: true},
	{name: "money that goes and comes back", begin: lends, depth: 4, long: 6, transfers: 3, staff: everybody, second: true},
	{name: "money after the exchange", begin: anotherTime, depth: 5, long: 8, transfers: 2, payments: 1, staff: everybody,
		without: []Act{actWait}, second: true},
	{name: "everything", depth: 4, long: 6, reports: []money.Amount{modelDue, half, cent, twice}, filed: []money.Amount{modelDue, half},
		transfers: 3, payments: 2, staff: everybody, second: true},
}

// start is the world that a scope begins in.
func (s scope) start(t *testing.T) world {
	t.Helper()
	w := world{now: friday, deals: [2]deal{newDeal(modelDue, friday)}}
	for _, m := range s.begin {
		o, refusal := w.try(m)
		if refusal != nil {
			t.Fatalf("%s begins with %s: %s", s.name, m, refusal)
		}
		o.tidy()
		w = o.world
	}
	return w
}

// moves are what anybody may try. Some of it will be refused.
func (s scope) moves(w *world) []move {
	var moves []move
	for i := range w.deals {
		if w.deals[i].status == "" {
			if s.second {
				moves = append(moves, move{by: theClient, act: actCreate, on: i, row: noRow, amount: modelDue})
			}
			continue
		}
		moves = append(moves, s.reported(w, i)...)
		moves = append(moves, s.decisions(w, i)...)
		moves = append(moves, s.payouts(w, i)...)
		moves = append(moves, steering(w, i)...)
	}
	for _, until := range w.waits() {
		moves = append(moves, move{act: actWait, row: noRow, until: until})
	}
	return slices.DeleteFunc(moves, func(m move) bool {
		return slices.Contains(s.without, m.act) || m.by > theClient && !slices.Contains(s.staff, m.by) ||
			m.act == ActHold && w.deals[m.on].held() && !s.twice
	})
}

func (s scope) reported(w *world, on int) []move {
	if len(w.deals[on].transfers) >= s.transfers {
		return nil
	}
	var moves []move
	for _, amount := range s.reports {
		moves = append(moves, move{by: theClient, act: ActReportDeposit, on: on, amount: amount})
	}
	for _, amount := range s.filed {
		moves = append(moves, move{by: theClient, act: ActReportDeposit, on: on, amount: amount, filed: true})
	}
	return append(moves, move{by: theMaster, act: ActReportDeposit, on: on, amount: modelDue})
}

// decisions are about rows of money. Where it does not matter who of the house acts, the operator does and, under a hold or without
// an operator, the Master.
func (s scope) decisions(w *world, on int) []move {
	d := &w.deals[on]
	staff := theOperator
	if d.held() || !d.assigned {
		staff = theMaster
	}
	var moves []move
	add := func(by person, act Act, row int) { moves = append(moves, move{by: by, act: act, on: on, row: row}) }
	for row, t := range d.transfers {
		switch {
		case !d.live(t):
		case t.status == DepositReported:
			add(t.reporter, ActWithdrawDeposit, row)
			add(staff, ActRejectDeposit, row)
			add(theOperator, ActConfirmDeposit, row)
			add(theMaster, ActConfirmDeposit, row)
			add(staff, ActReturn, row)
		default:
			add(staff, ActRefundDeposit, row)
			if d.held() {
				add(theOperator, ActRefundDeposit, row)
			}
			add(theOperator, ActUnconfirmDeposit, row)
			add(theMaster, ActUnconfirmDeposit, row)
			if t.hops > 0 {
				add(theMaster, ActUnapplyDeposit, row)
			}
			if other := 1 - on; w.deals[other].status == "" && s.second && !t.counted {
				add(theMaster, actRequote, row)
			} else if w.deals[other].status.Live() && len(w.deals[other].transfers) < s.transfers {
				add(theOperator, ActApplyDeposit, row)
				add(theMaster, ActApplyDeposit, row)
			}
		}
	}
	add(staff, ActReturn, everyRow)
	return moves
}

func (s scope) payouts(w *world, on int) []move {
	d := &w.deals[on]
	var moves []move
	if d.status == InProcess && len(d.payments) < s.payments {
		rest := d.payable.Sub(d.paid())
		for _, by := range []person{theOperator, theMaster} {
			for _, amount := range []money.Amount{rest, money.FromCents(rest.Cents() / 2)} {
				if amount.Sign() > 0 {
					moves = append(moves, move{by: by, act: ActAddPayout, on: on, row: noRow, amount: amount})
				}
			}
		}
	}
	for row := range d.payments {
		for _, by := range []person{theOperator, theMaster} {
			for _, reason := range VoidReasons() {
				moves = append(moves, move{by: by, act: ActVoidPayout, on: on, row: row, reason: reason})
			}
		}
	}
	if d.proofs == 0 {
		moves = append(moves, move{by: theOperator, act: ActAddProof, on: on, row: noRow})
	}
	return append(moves, move{by: theOperator, act: ActComplete, on: on, row: noRow})
}

func steering(w *world, on int) []move {
	d := &w.deals[on]
	moves := []move{
		{by: theClient, act: ActCancel, on: on, row: noRow}, {by: theMaster, act: ActCancel, on: on, row: noRow},
		{by: theMaster, act: ActHold, on: on, row: noRow}, {by: theMaster, act: ActRelease, on: on, row: noRow},
		{by: theOperator, act: ActTake, on: on, row: noRow}, {by: theMaster, act: ActReassign, on: on, row: noRow}}
	half := money.FromCents(modelDue.Cents() / 2)
	if d.due == modelDue {
		return append(moves, move{by: theMaster, act: ActAmend, on: on, row: noRow, amount: half})
	}
	return append(moves, move{by: theMaster, act: ActAmend, on: on, row: noRow, amount: modelDue})
}
