package trading_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
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
	domain.ActHold:          func(d *deal, by person) error { return d.hold(by) },
	domain.ActRelease:       func(d *deal, by person) error { return d.release(by) },
	domain.ActNameOperator:  func(d *deal, by person) error { return d.name(by, d.operator.id) },
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
	row := d.now()
	for n, deposit := range row.Edges.Deposits {
		if deposit.Status == domain.DepositConfirmed && (row.Status != domain.Completed || !deposit.Counted) {
			return d.refund(by, n)
		}
	}
	return domain.Refuse(domain.CodeNotFound, "nothing to act on")
}

// payRest pays what the client still gets.
func (d *deal) payRest(by person) error {
	row := d.now()
	rest := row.Side.PayoutAmount(row.Usd, row.Pen)
	for _, payout := range row.Edges.Payouts {
		rest = rest.Sub(payout.Amount)
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
	row, err := d.store.Read().Operation.Query().Where(operation.ID(d.id)).WithDeposits().WithPayouts().WithProofs().WithHolds().Only(by)
	if ent.IsNotFound(err) {
		return nil
	}
	must(d.t, err)
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
				must(d.t, act(d))
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
	cancel := func(d *deal) error { return d.cancel(d.client) }
	hold := func(d *deal) error { return d.hold(h.middle) }
	giveBack := func(n ...int) func(*deal) error { return func(d *deal) error { return d.giveBack(h.master, n...) } }
	expire := func(d *deal) error {
		h.clock.Advance(15 * time.Minute)
		_, err := h.ExpireDue(d.t.Context())
		return err
	}
	return []setup{
		{"new", do()},
		{"on hold", do(hold)},
		{"a part reported", do(report("400.00"))},
		{"a part confirmed", do(report("400.00"), confirm(0))},
		{"a part rejected", do(report("400.00"), reject(0))},
		{"too much reported", do(report("1500.00"))},
		{"too much confirmed", do(report("1500.00"), confirm(0))},
		{"complete on hold", do(hold, report("1000.00"))},
		{"in process", do(report("1000.00"))},
		{"in process on hold", do(report("1000.00"), hold)},
		{"in process, confirmed", do(report("1000.00"), confirm(0))},
		{"in process, rejected", do(report("1000.00"), reject(0))},
		{"in process, one of two rejected", do(report("400.00"), report("600.00"), confirm(0), reject(1))},
		{"in process, refunded", do(report("1000.00"), confirm(0), refund(0))},
		{"in process, refunded, other money reported", do(report("1000.00"), confirm(0), refund(0), report("1500.00"))},
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
		{"expired", do(expire)},
		{"expired with late money confirmed", do(expire, report("1000.00"), confirm(0))},
	}
}

// TestAvailableActionsAreWhatTheCommandsDo asks every kind of caller in every state: what availableActions offers goes
// through, and what it refuses is refused. Each offer of a state is taken up by one of those who have it; of what a role
// may never do, one in eight is tried here.
func TestAvailableActionsAreWhatTheCommandsDo(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	// The second one is passed over by the assignment, so that the first holds every operation: it acts as an operator and is
	// a Master by now.
	second, otherTrader := h.hire(t, domain.RoleOperator), h.hire(t, domain.RoleTrader)
	must(t, h.owner.User.UpdateOneID(second.id).SetRole(domain.RoleMaster).Exec(t.Context()))
	random := rand.New(rand.NewPCG(20261121, 1))
	for _, state := range setups(h) {
		prepare := func() *deal {
			d := h.sell(t, h.client(t), "1000.00")
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
		// Whoever is refused leaves the operation as it is, so all of them try on one.
		shared := prepare()
		people := []person{h.master, h.trader, otherTrader, h.operator, second, h.middle, h.analyst, shared.client}
		offers := make([]map[domain.Act]bool, len(people))
		for i, by := range people {
			offers[i] = shared.offers(by)
		}
		for _, act := range domain.Actions() {
			var takers []person
			for i, by := range people {
				switch {
				case offers[i][act]:
					takers = append(takers, by)
				case by.actor.Can(domain.PermissionFor(act)) || random.IntN(8) == 0:
					try(act, by, shared, false)
				}
			}
			if len(takers) > 0 {
				by, on := takers[random.IntN(len(takers))], prepare()
				if by.actor.IsClient() {
					by = on.client
				}
				try(act, by, on, true)
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
