package domain

import (
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/money"
)

// What is done in the model beside the acts of the lifecycle: a client makes an operation, the desk makes one from waiting money,
// time passes.
const (
	actCreate  Act = "CREATE"
	actRequote Act = "REQUOTE"
	actWait    Act = "WAIT"
)

// move is something that somebody does. row is the place of the transfer or the payment that it is about; everyRow and noRow are
// what a return may name besides.
type move struct {
	by     person
	act    Act
	on     int
	row    int
	amount money.Amount
	filed  bool
	reason VoidReason
	until  time.Time
}

const (
	noRow    = -1
	everyRow = -2
)

func (m move) String() string {
	if m.act == actWait {
		return "WAIT until " + m.until.In(lima()).Format("Mon 15:04")
	}
	return fmt.Sprintf("%s by %s on %d (row %d, %s, file %t, %s)", m.act, m.by, m.on, m.row, m.amount, m.filed, m.reason)
}

// entry is what an act books, for one operation where the lines name none.
type entry struct {
	of    uuid.UUID
	lines []BookLine
}

// outcome is the world after an act, with what the act told and booked.
type outcome struct {
	world
	told    [2][]EventKind
	entries []entry
	taken   []Transition
}

func (o *outcome) book(on int, lines []BookLine) {
	o.entries = append(o.entries, entry{modelDeals[on], lines})
}

// try does a move, or answers why it is refused. The world before it stays as it is.
func (w *world) try(m move) (*outcome, *Error) {
	o := &outcome{world: w.clone()}
	if refusal := o.do(m); refusal != nil {
		return nil, refusal
	}
	return o, nil
}

func (o *outcome) do(m move) *Error {
	switch m.act {
	case actWait:
		return o.wait(m.until)
	case actCreate:
		o.deals[m.on], o.told[m.on] = newDeal(m.amount, o.now), []EventKind{EventCreated}
		return nil
	case actRequote:
		other := 1 - m.on
		o.deals[other], o.told[other] = newDeal(o.deals[m.on].transfers[m.row].amount, o.now), []EventKind{EventCreated}
		m.act = ActApplyDeposit
		return o.apply(m)
	}
	if !o.may(m.by, m.act, m.on) {
		return Refuse(CodeForbidden, "")
	}
	switch m.act {
	case ActReportDeposit:
		return o.report(m)
	case ActApplyDeposit:
		return o.apply(m)
	case ActUnapplyDeposit:
		return o.unapply(m)
	case ActConfirmDeposit, ActUnconfirmDeposit, ActRejectDeposit, ActWithdrawDeposit, ActRefundDeposit, ActReturn:
		return o.decide(m)
	case ActAddPayout, ActVoidPayout, ActAddProof, ActComplete:
		return o.pay(m)
	}
	return o.steer(m)
}

// change is what a service does with one operation inside its transaction.
type change struct {
	move
	happening Happening
	// alter changes the rows; what the lifecycle is asked about is what they are afterwards.
	alter func(*deal)
}

// step changes rows, asks anew which deposits count, then the lifecycle, then the deadline.
func (o *outcome) step(c change) *Error {
	d := &o.deals[c.on]
	before, heldSince := d.status, d.heldSince
	movesCounted := c.row >= 0 && c.row < len(d.transfers) && d.transfers[c.row].counted
	if c.alter != nil {
		c.alter(d)
	}
	joined := d.recount(c.row)
	if refusal := o.next(c.move, movesCounted); refusal != nil {
		return refusal
	}
	if joined {
		if refusal := o.next(move{act: ActCountDeposits, on: c.on}, false); refusal != nil {
			return refusal
		}
	}
	return o.settle(c.on, c.happening, before, heldSince)
}

// next asks the lifecycle and follows it.
func (o *outcome) next(m move, movesCounted bool) *Error {
	facts := o.facts(m.on, m.by)
	facts.MovesCounted = movesCounted
	row, refusal := Next(o.deals[m.on].status, m.act, facts)
	if refusal != nil {
		return refusal
	}
	o.deals[m.on].status = row.To
	o.taken = append(o.taken, row)
	o.told[m.on] = append(o.told[m.on], row.Event)
	return nil
}

// settle does what follows from where an act led: somebody looks after a whole deposit, an end lets nothing count, and the client's
// time is what it is then.
func (o *outcome) settle(on int, happening Happening, before Status, heldSince time.Time) *Error {
	d := &o.deals[on]
	if happening == HappenedRelease {
		d.heldSince = time.Time{}
	}
	switch {
	case d.status == InProcess && !d.assigned:
		if refusal := o.next(move{act: ActAssign, on: on}, false); refusal != nil {
			return refusal
		}
		d.assigned = true
	case d.status == Pending && before == InProcess:
		d.assigned = false
	case d.status == Canceled || d.status == Expired:
		for i := range d.transfers {
			d.transfers[i].counted = false
		}
	}
	d.deadline = modelRules.Next(d.deadline, o.standingOf(on, happening, heldSince))
	return nil
}

// recount asks which live deposits count, and tells whether one joined beside the row that the act is about.
func (d *deal) recount(about int) (joined bool) {
	if !d.status.Live() {
		return false
	}
	places, rows := d.countables()
	for k, counts := range CountDeposits(d.due, rows) {
		place := places[k]
		joined = joined || counts && !d.transfers[place].counted && place != about
		d.transfers[place].counted = counts
	}
	return joined
}

func (d *deal) countables() (places []int, rows []Countable) {
	for place, t := range d.transfers {
		if d.live(t) {
			places = append(places, place)
			rows = append(rows, Countable{Amount: t.amount, Confirmed: t.status == DepositConfirmed, Counted: t.counted, Lapsed: t.lapsed})
		}
	}
	return places, rows
}

// lapse lets no report count any more.
func (d *deal) lapse() {
	places, rows := d.countables()
	for k, row := range Lapse(rows) {
		d.transfers[places[k]].counted, d.transfers[places[k]].lapsed = row.Counted, row.Lapsed
	}
}

func (o *outcome) report(m move) *Error {
	d := &o.deals[m.on]
	if refusal := CheckReport(m.by == theClient, d.reports, d.liveMoney().Add(m.amount), d.due); refusal != nil {
		return refusal
	}
	o.transferred++
	m.row = len(d.transfers)
	return o.step(change{m, HappenedOther, func(d *deal) {
		d.reports++
		d.transfers = append(d.transfers, transfer{status: DepositReported, amount: m.amount, filed: m.filed, reporter: m.by, money: o.transferred})
	}})
}

func leg(currency money.Currency, amount money.Amount) Leg {
	return Leg{modelBanks[currency], currency, amount}
}

// decide is what becomes of a report, or of money that was seen.
func (o *outcome) decide(m move) *Error {
	d := &o.deals[m.on]
	if m.act == ActReturn {
		return o.step(change{m, HappenedRefusal, func(d *deal) {
			for i := range d.transfers {
				if t := &d.transfers[i]; t.status == DepositReported && (m.row == i || m.row == everyRow) {
					t.status, t.counted = DepositRejected, false
				}
			}
		}})
	}
	t := d.transfers[m.row]
	if !d.live(t) {
		return notYet(m.act)
	}
	from, happening := DepositReported, HappenedOther
	switch m.act {
	case ActConfirmDeposit:
		t.status, t.seer = DepositConfirmed, m.by
		o.book(m.on, BookDeposit(leg(money.USD, t.amount)))
	case ActUnconfirmDeposit:
		if t.seer == m.by || t.hops > 0 {
			return notYet(m.act)
		}
		from, t.status, t.seer, t.lapsed = DepositConfirmed, DepositReported, theSystem, false
		o.book(m.on, BookReversal(BookDeposit(leg(money.USD, t.amount))))
	case ActRejectDeposit:
		t.status, t.counted, happening = DepositRejected, false, HappenedRefusal
	case ActWithdrawDeposit:
		if t.reporter != m.by {
			return notYet(m.act)
		}
		t.status, t.counted = DepositWithdrawn, false
	case ActRefundDeposit:
		from, t.status, t.counted, happening = DepositConfirmed, DepositReturned, false, HappenedRefusal
		o.book(m.on, BookRefund(leg(money.USD, t.amount)))
	}
	if d.transfers[m.row].status != from {
		return notYet(m.act)
	}
	return o.step(change{m, happening, func(d *deal) { d.transfers[m.row] = t }})
}

// apply lets waiting money go over to the other operation.
func (o *outcome) apply(m move) *Error {
	other := 1 - m.on
	t := o.deals[m.on].transfers[m.row]
	if t.status != DepositConfirmed || t.counted || !o.deals[other].status.Live() || !o.bothOf(m.by) {
		return notYet(m.act)
	}
	o.book(m.on, BookApply(money.Dollars(t.amount), modelDeals[m.on], modelDeals[other]))
	arrived := t
	arrived.hops, arrived.filed = t.hops+1, false
	t.status = DepositApplied
	if refusal := o.step(change{m, HappenedOther, func(d *deal) { d.transfers[m.row] = t }}); refusal != nil {
		return refusal
	}
	there := move{by: m.by, act: ActReceiveDeposit, on: other, row: len(o.deals[other].transfers)}
	return o.step(change{there, HappenedOther, func(d *deal) { d.transfers = append(d.transfers, arrived) }})
}

// unapply lets money go back to the operation that it came from.
func (o *outcome) unapply(m move) *Error {
	other := 1 - m.on
	t := o.deals[m.on].transfers[m.row]
	origin := slices.IndexFunc(o.deals[other].transfers, func(from transfer) bool {
		return from.money == t.money && from.hops == t.hops-1 && from.status == DepositApplied
	})
	if t.status != DepositConfirmed || !o.deals[m.on].live(t) || origin < 0 || !o.bothOf(m.by) {
		return notYet(m.act)
	}
	o.book(m.on, BookReversal(BookApply(money.Dollars(t.amount), modelDeals[other], modelDeals[m.on])))
	t.status, t.counted = DepositUnapplied, false
	if refusal := o.step(change{m, HappenedRefusal, func(d *deal) { d.transfers[m.row] = t }}); refusal != nil {
		return refusal
	}
	back := move{by: m.by, act: ActTakeBackDeposit, on: other, row: origin}
	return o.step(change{back, HappenedOther, func(d *deal) { d.transfers[origin].status = DepositConfirmed }})
}

// bothOf tells whether a person may move money between the two: a Master, or the operator who holds both.
func (w *world) bothOf(by person) bool {
	return by == theMaster || by == theOperator && w.deals[0].assigned && w.deals[1].assigned
}

// pay is the house's side of the exchange.
func (o *outcome) pay(m move) *Error {
	d := &o.deals[m.on]
	var alter func(*deal)
	row := m.row
	switch m.act {
	case ActAddPayout:
		alter = func(d *deal) { d.payments = append(d.payments, payment{amount: m.amount, by: m.by}) }
	case ActVoidPayout:
		p := d.payments[row]
		if p.by == m.by || p.out && m.reason != VoidSentBack || !p.out && d.status == Completed {
			return notYet(m.act)
		}
		alter = func(d *deal) { d.void(row, m.reason) }
	case ActAddProof:
		alter = func(d *deal) { d.proofs++ }
	case ActComplete:
		o.book(m.on, BookCompletion(money.Dollars(d.due), d.legs()))
	}
	m.row = noRow
	return o.step(change{m, HappenedOther, alter})
}

// void takes a payout away with the proofs that were given for it. One that went out with wrong data stays until it comes back.
func (d *deal) void(row int, reason VoidReason) {
	if !d.payments[row].out {
		d.proofs = 0
	}
	if reason == VoidWrongData {
		d.payments[row].out = true
		return
	}
	d.payments = slices.Delete(d.payments, row, row+1)
}

func (d *deal) legs() []Leg {
	var legs []Leg
	for _, p := range d.payments {
		if !p.out {
			legs = append(legs, leg(money.PEN, p.amount))
		}
	}
	return legs
}

// steer is what a person does to the operation itself.
func (o *outcome) steer(m move) *Error {
	m.row = noRow
	switch m.act {
	case ActAmend:
		// The new amount lets money count that waited, as an event of its own.
		if refusal := o.next(m, false); refusal != nil {
			return refusal
		}
		d := &o.deals[m.on]
		d.due, d.payable = m.amount, payableFor(m.amount)
		before := d.status
		if d.recount(noRow) {
			if refusal := o.next(move{act: ActCountDeposits, on: m.on}, false); refusal != nil {
				return refusal
			}
		}
		return o.settle(m.on, HappenedOther, before, d.heldSince)
	case ActHold:
		return o.hold(m)
	case ActRelease:
		if d := &o.deals[m.on]; d.heldTwice {
			refusal := o.next(m, false)
			d.heldTwice = false
			return refusal
		}
		return o.step(change{m, HappenedRelease, nil})
	case ActTake, ActReassign:
		if refusal := o.step(change{m, HappenedOther, nil}); refusal != nil {
			return refusal
		}
		o.deals[m.on].assigned = true
		return nil
	case ActLapse:
		return o.step(change{m, HappenedRefusal, (*deal).lapse})
	}
	return o.step(change{m, HappenedOther, nil})
}

// hold opens the first hold, or one of the other cause, which changes nothing that the operation is asked for.
func (o *outcome) hold(m move) *Error {
	d := &o.deals[m.on]
	if d.heldTwice {
		return notYet(m.act)
	}
	another := d.held()
	if refusal := o.next(m, false); refusal != nil {
		return refusal
	}
	if another {
		d.heldTwice = true
		return nil
	}
	d.heldSince = o.now
	return o.settle(m.on, HappenedOther, d.status, o.now)
}
