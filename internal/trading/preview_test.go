package trading_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// attempts are the acts of availableActions with an input that a sensible person would give; ok is false where a state
// leaves nothing that such an input could name.
var attempts = map[domain.Act]func(d *deal, by person) error{
	domain.ActAmend:         func(d *deal, by person) error { return d.amend(by, "700.00") },
	domain.ActReportDeposit: func(d *deal, by person) error { return d.report(by, "500.00") },
	domain.ActConfirmDeposit: func(d *deal, by person) error {
		return d.onDeposit(domain.DepositReported, func(n int) error { return d.confirm(by, n) })
	},
	domain.ActRejectDeposit: func(d *deal, by person) error {
		return d.onDeposit(domain.DepositReported, func(n int) error { return d.reject(by, n) })
	},
	domain.ActRefundDeposit: func(d *deal, by person) error { return d.refundAny(by) },
	domain.ActTake:          func(d *deal, by person) error { return d.take(by) },
	domain.ActReassign:      func(d *deal, by person) error { return d.reassign(by, d.operator.id) },
	domain.ActAddPayout:     func(d *deal, by person) error { return d.payRest(by) },
	domain.ActAddProof:      func(d *deal, by person) error { return d.prove(by) },
	domain.ActComplete:      func(d *deal, by person) error { return d.complete(by) },
	domain.ActReturn:        func(d *deal, by person) error { return d.giveBack(by, d.reported()...) },
	domain.ActCancel:        func(d *deal, by person) error { return d.cancel(by) },
	domain.ActHold:          func(d *deal, by person) error { return d.holdAny(by) },
	domain.ActRelease:       func(d *deal, by person) error { return d.release(by) },
	domain.ActHandBack:      func(d *deal, by person) error { return d.handBack(by) },
	domain.ActNameOperator:  func(d *deal, by person) error { return d.name(by, d.operator.id) },
	domain.ActWithdrawDeposit: func(d *deal, by person) error {
		return d.onAny(func(row *ent.Deposit) bool { return row.Status == domain.DepositReported && *row.ReportedBy == by.id },
			func(n int) error { return d.withdraw(by, n) })
	},
	domain.ActUnconfirmDeposit: func(d *deal, by person) error {
		return d.onAny(func(row *ent.Deposit) bool { return d.live(row) && row.AppliedFrom == nil && *row.DecidedBy != by.id },
			func(n int) error { return d.unconfirm(by, n) })
	},
	domain.ActApplyDeposit: func(d *deal, by person) error {
		return d.onAny(func(row *ent.Deposit) bool { return d.live(row) && !row.Counted }, func(n int) error { return d.apply(by, n, d.heldTwin()) })
	},
	domain.ActUnapplyDeposit: func(d *deal, by person) error { return d.unapplyAny(by) },
	domain.ActVoidPayout:     func(d *deal, by person) error { return d.voidAny(by) },
}

// onAny acts on the first deposit that meets a condition, one that counts for nothing before the others; or on none.
func (d *deal) onAny(condition func(*ent.Deposit) bool, act func(n int) error) error {
	deposits := d.now().Edges.Deposits
	for _, counted := range []bool{false, true} {
		for n, row := range deposits {
			if row.Counted == counted && condition(row) {
				return act(n)
			}
		}
	}
	return domain.Refuse(domain.CodeNotFound, "nothing to act on")
}

// live tells whether money of a deposit was seen and not exchanged, as the operation stood when the deposit was read.
func (d *deal) live(row *ent.Deposit) bool { return notExchanged(d.last, row) }

func notExchanged(of *ent.Operation, row *ent.Deposit) bool {
	return row.Status == domain.DepositConfirmed && (of.Status != domain.Completed || !row.Counted)
}

// heldTwin is another live operation of the client that the first operator holds.
func (d *deal) heldTwin() *deal {
	d.t.Helper()
	other := d.twin("300.00")
	testkit.Must(d.t, other.report(d.master, "1.00"))
	testkit.Must(d.t, other.take(d.operator))
	return other
}

// received gives the operation its whole money out of another operation of the client.
func (d *deal) received() error {
	d.t.Helper()
	other := d.heldTwin()
	testkit.Must(d.t, other.report(d.master, "1000.00"))
	testkit.Must(d.t, other.confirm(d.operator, 1))
	return other.apply(d.master, 1, d)
}

func (d *deal) unapplyAny(by person) error {
	return d.onAny(func(row *ent.Deposit) bool { return d.live(row) && row.AppliedFrom != nil }, func(n int) error {
		origin := d.owner.Deposit.GetX(d.t.Context(), *d.deposit(n).AppliedFrom)
		return d.unapply(by, n, &deal{house: d.house, t: d.t, id: origin.OperationID, client: d.client})
	})
}

func (d *deal) voidAny(by person) error {
	for n, row := range d.now().Edges.Payouts {
		switch {
		case row.VoidedAt == nil && row.CreatedBy != by.id:
			return d.void(by, n, domain.VoidNeverSent)
		case row.VoidReason != nil && *row.VoidReason == domain.VoidWrongData && row.SentBackAt == nil:
			return d.void(by, n, domain.VoidSentBack)
		}
	}
	return domain.Refuse(domain.CodeNotFound, "nothing to act on")
}

// onDeposit acts on the first deposit in a state, or on none that exists.
func (d *deal) onDeposit(status domain.DepositStatus, act func(n int) error) error {
	for n, row := range d.now().Edges.Deposits {
		if row.Status == status {
			return act(n)
		}
	}
	return domain.Refuse(domain.CodeNotFound, "nothing to act on")
}

// refundAny gives back the first deposit that may go back.
func (d *deal) refundAny(by person) error {
	return d.onAny(d.live, func(n int) error { return d.refund(by, n) })
}

// payRest pays what the client still gets.
func (d *deal) payRest(by person) error {
	row := d.now()
	rest := row.Side.PayoutAmount(row.Usd, row.Pen)
	for _, payout := range row.Edges.Payouts {
		if payout.VoidedAt == nil {
			rest = rest.Sub(payout.Amount)
		}
	}
	if rest.IsZero() {
		rest = money.MustAmount("0.01")
	}
	return d.pay(by, rest.String())
}

// reported are the deposits that wait for a look at the bank.
func (d *deal) reported() []int {
	var list []int
	for n, row := range d.now().Edges.Deposits {
		if row.Status == domain.DepositReported {
			list = append(list, n)
		}
	}
	return list
}

// seen is the operation under the row rules of a person; nil where it is not there.
func (d *deal) seen(by person) *ent.Operation {
	row, err := d.whole().Where(operation.ID(d.id)).Only(by)
	if ent.IsNotFound(err) {
		return nil
	}
	testkit.Must(d.t, err)
	return row
}

// setup brings an operation into one of the states that are worth asking about.
type setup struct {
	name string
	make func(d *deal)
}

func setups(h *house) []setup {
	do := func(acts ...func(*deal) error) func(*deal) {
		return func(d *deal) {
			d.t.Helper()
			for _, act := range acts {
				testkit.Must(d.t, act(d))
			}
		}
	}
	report := func(amount string) func(*deal) error {
		return func(d *deal) error { return d.report(d.client, amount) }
	}
	confirm := func(n int) func(*deal) error { return func(d *deal) error { return d.confirm(h.master, n) } }
	reject := func(n int) func(*deal) error { return func(d *deal) error { return d.reject(h.master, n) } }
	refund := func(n int) func(*deal) error { return func(d *deal) error { return d.refund(h.master, n) } }
	pay := func(amount string) func(*deal) error { return func(d *deal) error { return d.pay(h.master, amount) } }
	prove := func(d *deal) error { return d.prove(h.master) }
	complete := func(d *deal) error { return d.complete(h.master) }
	confirmByOperator := func(d *deal) error { return d.confirm(h.operator, 0) }
	unconfirm := func(d *deal) error { return d.unconfirm(h.master, 0) }
	void := func(reason domain.VoidReason) func(*deal) error {
		return func(d *deal) error { return d.void(h.operator, 0, reason) }
	}
	withdraw := func(d *deal) error { return d.withdraw(d.client, 0) }
	lapse := func(d *deal) error {
		h.clock.Advance(domain.DefaultUnproven)
		_, err := h.HandBackUnseen(d.t.Context())
		return err
	}
	cancel := func(d *deal) error { return d.cancel(d.client) }
	hold := func(d *deal) error { return d.hold(h.middle) }
	reconcile := func(d *deal) error { return d.holdFor(h.middle, domain.HoldReconciliation) }
	suspect := func(d *deal) error { return d.systemHolds(domain.HoldCompliance) }
	giveBack := func(n ...int) func(*deal) error { return func(d *deal) error { return d.giveBack(h.master, n...) } }
	expire := func(d *deal) error {
		h.clock.Advance(15 * time.Minute)
		_, err := h.ExpireDue(d.t.Context())
		return err
	}
	expireLater := func(d *deal) error {
		h.clock.Advance(domain.DefaultWindow + domain.DefaultPartGrace)
		_, err := h.ExpireDue(d.t.Context())
		return err
	}
	return []setup{
		// What takes time comes first: it would end, one by one, the operations that other states leave behind.
		{"handed back, not seen in time", do(report("1000.00"), lapse)},
		{"expired", do(expire)},
		{"expired with late money confirmed", do(expire, report("1000.00"), confirm(0))},
		{"expired with late money confirmed, on hold", do(expire, report("1000.00"), confirm(0), hold)},
		{"expired with a part confirmed", do(report("400.00"), confirm(0), expireLater)},
		{"new", do()},
		{"on hold", do(hold)},
		{"on hold by the system", do(suspect)},
		{"on hold for every cause that a person opens", do(hold, reconcile)},
		{"a part reported", do(report("400.00"))},
		{"a part confirmed", do(report("400.00"), confirm(0))},
		{"a part rejected", do(report("400.00"), reject(0))},
		{"too much reported", do(report("1500.00"))},
		{"too much confirmed", do(report("1500.00"), confirm(0))},
		{"complete on hold", do(hold, report("1000.00"))},
		{"in process", do(report("1000.00"))},
		{"in process on hold", do(report("1000.00"), hold)},
		{"in process, confirmed, on hold for two causes", do(report("1000.00"), confirm(0), hold, reconcile)},
		{"in process, confirmed, on hold for all causes", do(report("1000.00"), confirm(0), suspect, hold, reconcile)},
		{"in process, confirmed", do(report("1000.00"), confirm(0))},
		{"handed back, rejected", do(report("1000.00"), reject(0))},
		{"handed back, one of two rejected", do(report("400.00"), report("600.00"), confirm(0), reject(1))},
		{"handed back, refunded", do(report("1000.00"), confirm(0), refund(0))},
		{"handed back, refunded, other money reported", do(report("1000.00"), confirm(0), refund(0), report("1500.00"))},
		{"handed back, withdrawn", do(report("1000.00"), withdraw)},
		{"in process, rejected on hold", do(report("1000.00"), hold, reject(0))},
		{"in process, confirmed by its operator", do(report("1000.00"), confirmByOperator)},
		{"in process by applied money", do((*deal).received)},
		{"in process by applied money, paid", do((*deal).received, pay("3718.00"))},
		{"payout voided", do(report("1000.00"), confirm(0), pay("3718.00"), prove, void(domain.VoidNeverSent))},
		{"payout with wrong data is out", do(report("1000.00"), confirm(0), pay("3718.00"), prove, void(domain.VoidWrongData))},
		{"paid without money", do(report("1000.00"), confirmByOperator, pay("3718.00"), unconfirm)},
		{"in process, extra money reported", do(report("1000.00"), confirm(0), report("5.00"))},
		{"in process, extra money confirmed", do(report("1000.00"), confirm(0), report("5.00"), confirm(1))},
		{"partly paid", do(report("1000.00"), confirm(0), pay("100.00"))},
		{"paid four times, not in full", do(report("1000.00"), confirm(0), pay("1.00"), pay("1.00"), pay("1.00"), pay("1.00"))},
		{"paid without proof", do(report("1000.00"), confirm(0), pay("3718.00"))},
		{"paid with four proofs", do(report("1000.00"), confirm(0), pay("3718.00"), prove, prove, prove, prove)},
		{"paid with proof on hold", do(report("1000.00"), confirm(0), pay("3718.00"), prove, hold)},
		{"returned", do(report("1000.00"), giveBack(0))},
		{"completed", do(report("1000.00"), confirm(0), pay("3718.00"), prove, complete)},
		{"completed with extra money", do(report("1000.00"), confirm(0), report("5.00"), confirm(1), pay("3718.00"), prove, complete)},
		{"canceled", do(cancel)},
		{"canceled with late money", do(cancel, report("1000.00"))},
	}
}

// TestAvailableActionsAreWhatTheCommandsDo asks every kind of caller in every state: what availableActions offers goes
// through, and what it refuses is refused. Each offer of a state is taken up by one of those who have it; of what a role
// may never do, one in eight is tried here.
func TestAvailableActionsAreWhatTheCommandsDo(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.foresee(t)
	// The second one is passed over by the assignment, so that the first holds every operation: it acts as an operator and is
	// a Master.
	second := as(t, access.Actor{Kind: domain.ActorStaff, ID: h.hire(t, domain.RoleMaster).id, Role: domain.RoleOperator})
	otherTrader := h.hire(t, domain.RoleTrader)
	random := rand.New(rand.NewPCG(20261121, 1))
	for _, state := range setups(h) {
		client := h.clientOf(t, h.trader.id, domain.KYCApproved, parallelOperations)
		prepare := func() *deal {
			d := h.sell(t, client, "1000.00")
			state.make(d)
			return d
		}
		try := func(act domain.Act, by person, on *deal, offered bool) {
			err := attempts[act](on, by)
			if (err == nil) != offered {
				t.Errorf("%s: %s by %s: offered %v, ended with %v", state.name, act, by.actor.Role, offered, err)
			}
			if err != nil && domain.CodeOf(err) == "" {
				t.Errorf("%s: %s by %s: no refusal: %v", state.name, act, by.actor.Role, err)
			}
		}
		// Whoever is refused leaves the operation as it is, so all of them try on one. The first offer is taken up on it afterwards,
		// each other one on one of its own.
		shared := prepare()
		people := []person{h.master, h.trader, otherTrader, h.operator, second, h.middle, h.analyst, client}
		offers := make([]map[domain.Act]bool, len(people))
		for i, by := range people {
			offers[i] = shared.offers(by)
		}
		takers := map[domain.Act][]person{}
		for _, act := range domain.Actions() {
			for i, by := range people {
				switch {
				case offers[i][act]:
					takers[act] = append(takers[act], by)
				case by.actor.Can(domain.PermissionFor(act)) || random.IntN(8) == 0:
					try(act, by, shared, false)
				}
			}
		}
		on := shared
		for _, act := range domain.Actions() {
			if by := takers[act]; len(by) > 0 {
				if on == nil {
					on = prepare()
				}
				try(act, by[random.IntN(len(by))], on, true)
				on = nil
			}
		}
	}
	h.verify(t)
}

// offers are the acts that availableActions offers to a person; none of an operation that is not there for it.
func (d *deal) offers(by person) map[domain.Act]bool {
	d.t.Helper()
	offers := map[domain.Act]bool{}
	if row := d.seen(by); row != nil {
		for _, available := range trading.Availabilities(row, by.actor) {
			offers[available.Act] = available.Refusal == nil
		}
	}
	return offers
}

func TestEveryActionIsTold(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	d := h.sell(t, h.client(t), "1000.00")
	list := trading.Availabilities(d.seen(h.master), h.master.actor)
	if len(list) != len(domain.Actions()) || len(attempts) != len(list) {
		t.Errorf("%d acts told, %d tried, of %d", len(list), len(attempts), len(domain.Actions()))
	}
	for _, available := range trading.Availabilities(d.seen(d.client), d.client.actor) {
		if available.Refusal != nil && available.Refusal.Message == "" {
			t.Errorf("%s is refused without a word", available.Act)
		}
	}
	if _, _, err := h.Take(h.operator, trading.TakeInput{Target: trading.Target{OperationID: uuid.New()}}); domain.CodeOf(err) != domain.CodeNotFound {
		t.Errorf("an unknown operation: %v", err)
	}
}
