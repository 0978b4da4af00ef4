package domain

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/money"
)

// What must be true of every world of the model, and of every act.

// fault answers what is wrong with a world, or "".
func (w *world) fault() string {
	for i := range w.deals {
		d := &w.deals[i]
		if d.status == "" {
			continue
		}
		for _, rule := range []func(*world, *deal) string{(*world).countingFault, (*world).stateFault, (*world).clockFault} {
			if fault := rule(w, d); fault != "" {
				return fmt.Sprintf("operation %d in %s: %s", i, d.status, fault)
			}
		}
	}
	return w.identityFault()
}

// identityFault finds money that is in two places.
func (w *world) identityFault() string {
	places := map[int]int{}
	for i := range w.deals {
		for _, t := range w.deals[i].transfers {
			if t.status.Live() {
				places[t.money]++
			}
			if places[t.money] > 1 {
				return fmt.Sprintf("transfer %d is live twice", t.money)
			}
			if t.counted && !t.status.Live() {
				return fmt.Sprintf("transfer %d counts and is %s", t.money, t.status)
			}
		}
	}
	return ""
}

func (w *world) countingFault(d *deal) string {
	confirmed, reported := d.counted(DepositConfirmed), d.counted(DepositReported)
	counted := confirmed.Add(reported)
	switch {
	case counted.Cmp(d.due) > 0:
		return fmt.Sprintf("%s counts for %s", counted, d.due)
	case d.status == Completed && (confirmed != d.due || !reported.IsZero() || d.paid() != d.payable || d.proofs == 0):
		return fmt.Sprintf("it was exchanged with %s of %s, paid %s of %s, %d proofs", confirmed, d.due, d.paid(), d.payable, d.proofs)
	case d.status.Terminal() && d.status != Completed && !counted.IsZero():
		return fmt.Sprintf("%s counts after the end", counted)
	case d.status.Live() && confirmed != d.due && d.hasExactMoney():
		return fmt.Sprintf("confirmed money is exactly %s, and %s of it counts", d.due, confirmed)
	case d.paid().Cmp(d.payable) > 0:
		return fmt.Sprintf("%s was paid of %s", d.paid(), d.payable)
	}
	return ""
}

// hasExactMoney tries every set of confirmed rows.
func (d *deal) hasExactMoney() bool {
	sums := []money.Amount{{}}
	for _, t := range d.transfers {
		if t.status == DepositConfirmed {
			for _, sum := range sums {
				sums = append(sums, sum.Add(t.amount))
			}
		}
	}
	return slices.Contains(sums, d.due)
}

func (w *world) stateFault(d *deal) string {
	whole := d.counted(DepositConfirmed).Add(d.counted(DepositReported)) == d.due
	paid := !d.paid().IsZero() || d.moneyOut()
	switch {
	case d.status == InProcess && !paid && !d.held() && !whole:
		return "its deposit is not whole"
	case d.status == InProcess && !d.assigned:
		return "nobody looks after it"
	case d.status == Pending && !d.held() && whole:
		return "its deposit is whole and it waits"
	case d.status != InProcess && d.status != Completed && paid:
		return "the house paid for it"
	}
	return ""
}

// believed tells whether an operation keeps its rate by a client's word alone: no money was seen, the house neither holds it nor
// paid.
func (d *deal) believed() bool {
	return d.status.Live() && !d.held() && d.paid().IsZero() && !d.moneyOut() && d.counted(DepositConfirmed) != d.due
}

func (w *world) clockFault(d *deal) string {
	_, runs := modelRules.Expires(d.deadline)
	sight := !d.deadline.SeenBy.IsZero()
	switch {
	case d.status.Terminal() && (runs || sight):
		return "its clock runs after the end"
	case d.status.Live() && d.held() && runs:
		return "its clock runs under a hold"
	case d.status == Pending && !d.held() && (!runs || sight):
		return "its clock does not run"
	case d.status == InProcess && runs:
		return "its clock runs while it is in process"
	case d.believed() && d.status == InProcess && !sight:
		return "a report is believed without an end"
	case d.deadline.Renewed > MaxRenewals:
		return "it got too many windows"
	}
	return ""
}

// window answers by when the rate of a window is over at the latest that begins now: a report at its very end is believed until the
// end of the next business day, and what was left runs out then.
func window(from time.Time) time.Time {
	most := modelRules.Window + modelRules.PartGrace
	return dayAfter(from.Add(most)).Add(most)
}

// dayAfter remembers ends of business days, which the search asks for more often than for anything else.
func dayAfter(at time.Time) time.Time {
	if end, known := dayEnds.Load(at); known {
		return end.(time.Time)
	}
	end := modelRules.Calendar.EndOfNextBusinessDay(at)
	dayEnds.Store(at, end)
	return end
}

var dayEnds sync.Map

// windows is the same for several windows, one after another: what a client gets without any money, however the acts fall.
func windows(from time.Time, count int) time.Time {
	for range count {
		from = window(from)
	}
	return from
}

// thisWindow answers by when the rate of an operation's window is over at the latest.
func thisWindow(d Deadline, now time.Time) time.Time {
	left := max(d.left(now)+modelRules.PartGrace, 0)
	believed := d.Believed
	if believed.IsZero() {
		believed = now.Add(left)
	}
	last := now
	for _, sight := range []time.Time{dayAfter(believed), d.SeenBy} {
		if sight.After(last) {
			last = sight
		}
	}
	return last.Add(left)
}

// latest answers by when an operation's rate is over at the latest, whatever its client does.
func latest(d Deadline, now time.Time) time.Time {
	return windows(thisWindow(d, now), MaxRenewals-d.Renewed)
}

// rateFault tells whether an act lets a client keep a rate longer than it could before. What the house gives is a hold's time, and
// the whole of a window to whom it believed by mistake that its money was there.
func rateFault(before, after *world, m move) string {
	for i := range after.deals {
		was, is := &before.deals[i], &after.deals[i]
		if !was.status.Live() || !is.believed() {
			continue
		}
		end := latest(is.deadline, after.now)
		var bound time.Time
		switch {
		case was.believed():
			bound = latest(was.deadline, before.now)
		case was.held():
			held := after.now.Sub(was.heldSince) + LeastAfterHold
			bound = windows(thisWindow(was.deadline, was.heldSince).Add(held), MaxRenewals-was.deadline.Renewed)
			if anew := windows(after.now, 1+MaxRenewals-was.deadline.Renewed); anew.After(bound) {
				bound = anew
			}
		default:
			bound = windows(after.now, 1+MaxRenewals-was.deadline.Renewed)
		}
		if end.After(bound) {
			return fmt.Sprintf("operation %d may keep its rate until %s, and only until %s before", i, end, bound)
		}
	}
	return ""
}

// actFault answers what is wrong with an act: what it books, tells and takes away.
func actFault(before *world, m move, o *outcome) string {
	for _, fault := range []string{bookFault(before, o), eventFault(before, o), undoFault(before, m), rateFault(before, &o.world, m)} {
		if fault != "" {
			return fault
		}
	}
	return ""
}

// balances are what accounts and debts to the client must be, from the rows alone.
func (w *world) balances() map[BookAccount]money.Amount {
	sums := map[BookAccount]money.Amount{}
	add := func(account BookAccount, amount money.Amount) { sums[account] = sums[account].Add(amount) }
	dollars, soles := leg(money.USD, money.Amount{}).bank(), leg(money.PEN, money.Amount{}).bank()
	for i := range w.deals {
		d := &w.deals[i]
		for _, t := range d.transfers {
			if t.hops == 0 && (t.status == DepositConfirmed || t.status == DepositApplied) {
				add(dollars, t.amount)
			}
			if t.hops > 0 && t.status == DepositReturned {
				add(dollars, t.amount.Neg())
			}
			if t.status == DepositConfirmed && d.live(t) {
				add(owed(modelDeals[i]), t.amount.Neg())
			}
		}
		if d.status == Completed {
			add(soles, d.payable.Neg())
			add(BookAccount{Kind: AccountPosition, Currency: money.USD}, d.due.Neg())
			add(BookAccount{Kind: AccountPosition, Currency: money.PEN}, d.payable)
		}
	}
	return sums
}

// owed names the debt to the client for one operation, which the books keep on one account.
func owed(operation uuid.UUID) BookAccount {
	account := clientFunds(money.USD)
	account.HouseAccount = operation
	return account
}

func bookFault(before *world, o *outcome) string {
	balances := before.balances()
	for _, entry := range o.entries {
		if currency := Unbalanced(entry.lines); currency != "" {
			return fmt.Sprintf("an entry does not balance in %s", currency)
		}
		for _, line := range entry.lines {
			account := line.Account
			if account.Kind == AccountClientFunds {
				account = owed(entry.of)
				if line.Operation != uuid.Nil {
					account = owed(line.Operation)
				}
			}
			balances[account] = balances[account].Add(line.Amount)
		}
	}
	want := o.balances()
	for _, sums := range []map[BookAccount]money.Amount{balances, want} {
		for account := range sums {
			if balances[account] != want[account] {
				return fmt.Sprintf("%s is %s in the books and %s by the rows", account.Kind, balances[account], want[account])
			}
		}
	}
	return ""
}

// eventFault finds changes that nobody is told of, and an end that was undone.
func eventFault(before *world, o *outcome) string {
	for i := range o.deals {
		was, is := &before.deals[i], &o.deals[i]
		if was.status.Terminal() && is.status != was.status {
			return fmt.Sprintf("operation %d went from %s to %s", i, was.status, is.status)
		}
		first, second := world{deals: [2]deal{*was}}, world{deals: [2]deal{*is}}
		if len(o.told[i]) == 0 && first.key() != second.key() {
			return fmt.Sprintf("operation %d changed and nobody is told", i)
		}
	}
	return ""
}

// undoFault finds acts that a person may not do alone, and money that leaves while something holds it.
func undoFault(before *world, m move) string {
	if m.act == actWait || m.act == actCreate || m.act == actRequote {
		return ""
	}
	d := &before.deals[m.on]
	if refusal := Preview(d.status, m.act, before.facts(m.on, m.by)); refusal != nil {
		return fmt.Sprintf("it went through, and was announced to be refused: %s", refusal)
	}
	goes := m.act == ActRefundDeposit || m.act == ActUnapplyDeposit
	covers := d.moneyOut() || goes && d.transfers[m.row].counted && !d.paid().IsZero()
	switch {
	case m.act == ActUnconfirmDeposit && d.transfers[m.row].seer == m.by, m.act == ActVoidPayout && d.payments[m.row].by == m.by:
		return "who did it undid it alone"
	case d.held() && (m.act == ActRefundDeposit && m.by != theMaster || m.act == ActApplyDeposit || m.act == ActUnapplyDeposit ||
		m.act == ActAddPayout || m.act == ActVoidPayout || m.act == ActComplete || m.act == ActCancel):
		return "a hold did not hold it"
	case d.status.Live() && (goes || m.act == ActCancel) && covers:
		return "the money went away that covers what the house paid"
	}
	return ""
}

// settled tells whether an operation ended and nothing of it is open.
func (d *deal) settled() bool {
	return d.status == "" || d.status.Terminal() && d.liveMoney().IsZero() && !d.moneyOut() && !d.held()
}

// wayOut answers what people of the house do next to bring everything to an end, and false when nothing is left to do.
func (w *world) wayOut() (move, bool) {
	for i := range w.deals {
		d := &w.deals[i]
		if d.settled() {
			continue
		}
		if d.held() {
			return move{by: theMaster, act: ActRelease, on: i, row: noRow}, true
		}
		for row, p := range d.payments {
			if d.status == Completed && !p.out {
				continue
			}
			undo := move{by: theMaster, act: ActVoidPayout, on: i, row: row, reason: VoidNeverSent}
			if p.out {
				undo.reason = VoidSentBack
			}
			if p.by == theMaster {
				undo.by = theOperator
			}
			if undo.by == theOperator && !d.assigned {
				undo = move{by: theMaster, act: ActReassign, on: i, row: noRow}
			}
			return undo, true
		}
		for row, t := range d.transfers {
			switch {
			case !d.live(t):
			case t.status == DepositReported:
				return move{by: theMaster, act: ActRejectDeposit, on: i, row: row}, true
			default:
				return move{by: theMaster, act: ActRefundDeposit, on: i, row: row}, true
			}
		}
		return move{by: theMaster, act: ActCancel, on: i, row: noRow}, true
	}
	return move{}, false
}

// stuck tells why a world has no way to its end: people's acts alone must bring both operations to one, without live money. known are
// worlds that were asked about before.
func (w *world) stuck(known map[string]struct{}) string {
	at := *w
	for range 30 {
		key := at.key()
		if _, fine := known[key]; fine {
			return ""
		}
		next, more := at.wayOut()
		if !more {
			return ""
		}
		o, refusal := at.try(next)
		if refusal != nil {
			return fmt.Sprintf("no way out: %s: %s", next, refusal)
		}
		known[key] = struct{}{}
		o.tidy()
		at = o.world
	}
	return "no way out: people go round in circles"
}
