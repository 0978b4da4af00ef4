package domain

import (
	"encoding/binary"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/money"
)

// The model is two operations of one client and what the services do around the rules, in pure values. Whatever is decided is
// decided by Next, CountDeposits, Lapse, DeadlineRules, CheckReport and the Book functions; the model itself keeps rows. What it
// leaves out: bank numbers (two reports are two transfers), more than two holds at a time, and other currencies.

// person is who acts: the system, the client, an operator of the house, a Master.
type person int8

const (
	theSystem person = iota
	theClient
	theOperator
	theMaster
)

func (p person) role() Role { return []Role{RoleSystem, RoleClient, RoleOperator, RoleMaster}[p] }

func (p person) String() string { return string(p.role()) }

// transfer is a deposit's row. Rows that are one transfer at the bank, applied from operation to operation, have one money; hops
// counts how often it was applied before.
type transfer struct {
	status                 DepositStatus
	amount                 money.Amount
	filed, counted, lapsed bool
	reporter, seer         person
	money, hops            int
}

// payment is a payout's row: it stands, or it is out by mistake. Others are forgotten.
type payment struct {
	amount money.Amount
	by     person
	out    bool
}

// deal is an operation with its money. It has no status before it is made.
type deal struct {
	status       Status
	due, payable money.Amount
	transfers    []transfer
	payments     []payment
	proofs       int
	reports      int
	assigned     bool
	heldSince    time.Time
	// heldTwice tells that a hold of another cause is open beside the first.
	heldTwice bool
	deadline  Deadline
}

// world is all there is. transferred counts the transfers that were ever reported.
type world struct {
	now         time.Time
	deals       [2]deal
	transferred int
}

// The rate of the model, and its sides: the client hands over dollars.
var (
	modelRules = DeadlineRules{Window: DefaultWindow, PartGrace: DefaultPartGrace, Unproven: DefaultUnproven, Calendar: modelCalendar()}
	modelDue   = money.MustAmount("1000.00")
	modelBanks = map[money.Currency]uuid.UUID{money.USD: {1}, money.PEN: {2}}
	modelDeals = [2]uuid.UUID{{11}, {12}}
	// friday is when the model begins: twenty minutes before the end of a day, on the eve of a short day and a closed one.
	friday = MustDate("2026-03-06").at(21*time.Hour + 40*time.Minute).UTC()
)

func modelCalendar() Calendar {
	calendar, err := NewCalendar(DefaultWeek(), nil)
	if err != nil {
		panic(err)
	}
	return calendar
}

// payableFor is what the client gets for dollars.
func payableFor(due money.Amount) money.Amount {
	pen, err := money.PENFor(due, money.MustRate("3.7180"))
	if err != nil {
		panic(err)
	}
	return pen
}

func newDeal(due money.Amount, now time.Time) deal {
	return deal{status: Pending, due: due, payable: payableFor(due), deadline: modelRules.FirstDeadline(ChannelWeb, now)}
}

func (w *world) clone() world {
	copied := *w
	for i := range copied.deals {
		copied.deals[i].transfers = slices.Clone(w.deals[i].transfers)
		copied.deals[i].payments = slices.Clone(w.deals[i].payments)
	}
	return copied
}

func (d *deal) held() bool { return !d.heldSince.IsZero() }

// live tells whether a row may still be money: to be checked, exchanged, moved or given back.
func (d *deal) live(t transfer) bool { return t.status.Live() && (d.status != Completed || !t.counted) }

// counted sums what counts, in one status.
func (d *deal) counted(status DepositStatus) money.Amount {
	var sum money.Amount
	for _, t := range d.transfers {
		if t.counted && t.status == status {
			sum = sum.Add(t.amount)
		}
	}
	return sum
}

// liveMoney sums the live rows, counted or not.
func (d *deal) liveMoney() money.Amount {
	var sum money.Amount
	for _, t := range d.transfers {
		if d.live(t) {
			sum = sum.Add(t.amount)
		}
	}
	return sum
}

func (d *deal) paid() money.Amount {
	var sum money.Amount
	for _, p := range d.payments {
		if !p.out {
			sum = sum.Add(p.amount)
		}
	}
	return sum
}

func (d *deal) moneyOut() bool {
	return slices.ContainsFunc(d.payments, func(p payment) bool { return p.out })
}

// facts are what a person's act on an operation is judged by.
func (w *world) facts(on int, by person) Facts {
	d := &w.deals[on]
	expires, runs := modelRules.Expires(d.deadline)
	f := Facts{DepositDue: d.due, PayoutDue: d.payable, Reported: d.counted(DepositReported), Confirmed: d.counted(DepositConfirmed),
		Paid: d.paid(), MoneyOut: d.moneyOut(), Proofs: d.proofs, Assigned: d.assigned, OnHold: d.held(),
		HasDeadline: !d.deadline.Ends.IsZero(), DeadlinePassed: runs && !w.now.Before(expires),
		SightOverdue: !d.deadline.SeenBy.IsZero() && !w.now.Before(d.deadline.SeenBy),
		MayRelease:   by == theMaster, MayEndInProcess: by == theMaster, OtherHolds: d.heldTwice}
	f.Holdable, f.Releasable = d.holdsOf(by)
	for _, t := range d.transfers {
		if !d.live(t) {
			continue
		}
		f.AnyDepositLive = true
		add := func(count *int, is bool) {
			if is {
				*count++
			}
		}
		reported, confirmed := t.status == DepositReported, t.status == DepositConfirmed
		add(&f.ToCheck, reported)
		add(&f.Withdrawable, reported && t.reporter == by)
		add(&f.Refundable, confirmed)
		add(&f.Unconfirmable, confirmed && t.hops == 0 && t.seer != by)
		add(&f.Applicable, confirmed && !t.counted)
		add(&f.Unappliable, confirmed && t.hops > 0)
		add(&f.UnappliableWaiting, confirmed && t.hops > 0 && !t.counted)
	}
	for _, p := range d.payments {
		if !p.out {
			f.Payouts++
		}
		if p.by != by && (p.out || d.status != Completed) {
			f.Voidable++
		}
	}
	return f
}

// holdsOf counts the two causes of which a person may open a hold, and those whose hold it may release.
func (d *deal) holdsOf(by person) (holdable, releasable int) {
	if by != theMaster {
		return 0, 0
	}
	for _, open := range []bool{d.held(), d.heldTwice} {
		if open {
			releasable++
		}
	}
	return 2 - releasable, releasable
}

// may tells whether a permission of a person goes over an operation.
func (w *world) may(by person, act Act, on int) bool {
	switch ReachOf(by.role(), PermissionFor(act), nil) {
	case ReachAll, ReachOwn:
		return true
	case ReachAssigned:
		return w.deals[on].assigned
	case ReachUnassigned:
		return !w.deals[on].assigned
	}
	return false
}

// standingOf is how an operation stands for the rule of its deadline.
func (w *world) standingOf(on int, happening Happening, heldSince time.Time) Standing {
	d := &w.deals[on]
	s := Standing{Now: w.now, Happening: happening, Status: d.status, OnHold: d.held(), HeldSince: heldSince, Proven: true}
	confirmed := d.counted(DepositConfirmed)
	all := confirmed.Add(d.counted(DepositReported))
	s.Part, s.Whole, s.Seen = !all.IsZero(), all == d.due, confirmed == d.due
	s.Paid = !d.paid().IsZero() || d.moneyOut()
	for _, t := range d.transfers {
		s.Proven = s.Proven && (t.filed || !t.counted || t.status != DepositReported)
	}
	return s
}

// tidy forgets rows that nothing depends on any more: refused and withdrawn reports, money that went back, and its way.
func (w *world) tidy() {
	gone := func(t transfer) bool {
		return t.status == DepositRejected || t.status == DepositWithdrawn || t.status == DepositReturned || t.status == DepositUnapplied
	}
	returned := map[int]bool{}
	for i := range w.deals {
		for _, t := range w.deals[i].transfers {
			if t.status == DepositReturned {
				returned[t.money] = true
			}
		}
	}
	for i := range w.deals {
		w.deals[i].transfers = slices.DeleteFunc(w.deals[i].transfers, func(t transfer) bool { return gone(t) || returned[t.money] })
	}
}

// key is the canonical spelling of a world: two worlds of one key have the same future. Which transfer a row is matters only as
// far as others are the same one. How many reports there were is left out; who depends on it says so.
func (w *world) key() string {
	var names []int
	name := func(money int) byte {
		at := slices.Index(names, money)
		if at < 0 {
			names, at = append(names, money), len(names)
		}
		return byte(at)
	}
	spelled := make([]byte, 0, 160)
	instant := func(at time.Time) {
		if at.IsZero() {
			spelled = append(spelled, 0)
			return
		}
		spelled = binary.AppendVarint(append(spelled, 1), int64(at.Sub(friday)/time.Second))
	}
	amount := func(a money.Amount) { spelled = binary.AppendVarint(spelled, a.Cents()) }
	flags := func(flags ...bool) {
		var bits byte
		for _, flag := range flags {
			bits <<= 1
			if flag {
				bits |= 1
			}
		}
		spelled = append(spelled, bits)
	}
	instant(w.now)
	for i := range w.deals {
		d := &w.deals[i]
		spelled = append(spelled, byte(slices.Index(Statuses(), d.status)+1), byte(len(d.transfers)), byte(len(d.payments)), byte(d.proofs))
		amount(d.due)
		flags(d.assigned, d.deadline.Part, d.heldTwice)
		spelled = append(spelled, byte(d.deadline.Renewed))
		for _, at := range []time.Time{d.heldSince, d.deadline.Ends, d.deadline.Stopped, d.deadline.Believed, d.deadline.SeenBy} {
			instant(at)
		}
		for _, t := range d.transfers {
			spelled = append(spelled, byte(slices.Index(DepositStatuses(), t.status)), byte(t.reporter), byte(t.seer), name(t.money), byte(t.hops))
			amount(t.amount)
			flags(t.filed, t.counted, t.lapsed)
		}
		for _, p := range d.payments {
			spelled = append(spelled, byte(p.by))
			amount(p.amount)
			flags(p.out)
		}
	}
	return string(spelled)
}
