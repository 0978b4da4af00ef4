package trading_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// The size of the random history: acts at least and at most, and after how many of them everything is looked at.
const (
	randomActs = 1_500
	mostActs   = 20_000
	actsABatch = 250
)

// history is a house in which anybody tries anything.
type history struct {
	*house
	t      *testing.T
	random *rand.Rand
	deals  []*deal
	people []person
	done   map[domain.Act]int
	// likely holds each act as often as it is wanted: what leads on more often than what ends.
	likely []domain.Act
}

func likelyActs() []domain.Act {
	likely := domain.Actions()
	for act, more := range map[domain.Act]int{domain.ActReportDeposit: 4, domain.ActConfirmDeposit: 5, domain.ActAddPayout: 5, domain.ActAddProof: 2,
		domain.ActComplete: 5, domain.ActRelease: 3, domain.ActApplyDeposit: 2, domain.ActUnapplyDeposit: 2} {
		for range more {
			likely = append(likely, act)
		}
	}
	slices.Sort(likely)
	return likely
}

// TestARandomHistoryKeepsTheBooksWhole lets random people try random acts with random amounts on a few operations, two of each
// client, until every act has succeeded. Whatever is refused is refused in words, and after each batch books, events and states
// agree. One history is always the same, the other begins with the clock; its seed is told.
func TestARandomHistoryKeepsTheBooksWhole(t *testing.T) {
	t.Parallel()
	for name, seed := range map[string]uint64{"the same history": 7, "another history": uint64(time.Now().UnixNano())} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			r := &history{house: h, t: t, random: rand.New(rand.NewPCG(seed, seed)), done: map[domain.Act]int{}, likely: likelyActs()}
			r.people = []person{h.master, h.trader, h.operator, h.middle, h.hire(t, domain.RoleOperator), h.hire(t, domain.RoleTrader), h.analyst,
				h.hire(t, domain.RoleMaster)}
			acts := 0
			for ; acts < randomActs || len(r.missing()) > 0 && acts < mostActs; acts += actsABatch {
				for range actsABatch {
					r.act()
				}
				if r.look(); t.Failed() {
					t.Fatalf("seed %d, after %d acts", seed, acts)
				}
			}
			if missing := r.missing(); len(missing) > 0 {
				t.Errorf("seed %d: %v never succeeded", seed, missing)
			}
			t.Logf("seed %d: %d acts, %d operations, successes %v", seed, acts, len(r.deals), r.done)
		})
	}
}

// missing are the acts that never succeeded.
func (r *history) missing() []domain.Act {
	return slices.DeleteFunc(domain.Actions(), func(act domain.Act) bool { return r.done[act] > 0 })
}

// act lets somebody try something. An operation that ended is left for a new one after a while.
func (r *history) act() {
	for len(r.deals) < 4 {
		r.begin()
	}
	recent := r.deals[len(r.deals)-4:]
	d := recent[r.random.IntN(len(recent))]
	if d.now().Status.Terminal() && r.random.IntN(2) == 0 {
		r.begin()
		return
	}
	r.clock.Advance(time.Duration(r.random.IntN(20)) * time.Second)
	if r.random.IntN(20) == 0 {
		r.clock.Advance(time.Duration(r.random.IntN(20)) * time.Minute)
		_, err := r.ExpireDue(r.t.Context())
		must(r.t, err)
		_, err = r.HandBackUnseen(r.t.Context())
		must(r.t, err)
		return
	}
	people := append([]person{d.client}, r.people...)
	by, act := people[r.random.IntN(len(people))], r.likely[r.random.IntN(len(r.likely))]
	// Two of three tries are something that is offered, so that histories get somewhere.
	if r.random.IntN(3) > 0 {
		offers := d.offers(by)
		offered := slices.DeleteFunc(slices.Clone(r.likely), func(act domain.Act) bool { return !offers[act] })
		if len(offered) == 0 {
			return
		}
		act = offered[r.random.IntN(len(offered))]
	}
	err := r.try(d, by, act)
	if err != nil && domain.CodeOf(err) == "" {
		r.t.Fatalf("%s by %s: no refusal: %v", act, by.actor.Role, err)
	}
	if err == nil {
		r.done[act]++
	}
}

// begin makes an operation of a new client, or a second one of the last client.
func (r *history) begin() {
	client := r.clientOf(r.t, r.trader.id, domain.KYCApproved, parallelOperations)
	if len(r.deals)%2 == 1 {
		client = r.deals[len(r.deals)-1].client
	}
	switch r.random.IntN(3) {
	case 0:
		r.deals = append(r.deals, r.atDesk(r.t, client, "1000.00"))
	case 1:
		r.deals = append(r.deals, r.buy(r.t, client, "1000.00"))
	default:
		r.deals = append(r.deals, r.sell(r.t, client, "1000.00"))
	}
}

// try acts with an input that is right half of the time.
func (r *history) try(d *deal, by person, act domain.Act) error {
	row := d.now()
	due := row.Side.DepositAmount(row.Usd, row.Pen)
	amounts := []money.Amount{due, due, due, due, money.MustAmount("400.00"), due.Sub(money.MustAmount("400.00")), money.MustAmount("0.01")}
	amount := amounts[r.random.IntN(len(amounts))]
	switch act {
	case domain.ActReportDeposit:
		if amount.Sign() <= 0 {
			amount = due
		}
		return d.report(by, amount.String())
	case domain.ActAmend:
		return d.amend(by, []string{"1000.00", "400.00", "1400.00"}[r.random.IntN(3)])
	case domain.ActAddPayout:
		if r.random.IntN(4) == 0 {
			return d.pay(by, "100.00")
		}
	case domain.ActApplyDeposit:
		if other := r.otherOf(d); other != nil && r.random.IntN(4) > 0 {
			return d.onAny(func(row *ent.Deposit) bool { return d.live(row) && !row.Counted }, func(n int) error { return d.apply(by, n, other) })
		}
	case domain.ActVoidPayout:
		if payouts := d.now().Edges.Payouts; len(payouts) > 0 {
			return d.void(by, r.random.IntN(len(payouts)), domain.VoidReasons()[r.random.IntN(len(domain.VoidReasons()))])
		}
	case domain.ActReassign:
		if r.random.IntN(3) == 0 {
			return d.reassign(by, r.people[r.random.IntN(len(r.people))].id)
		}
	}
	return attempts[act](d, by)
}

// otherOf is the other operation of an operation's client; nil where it has none yet.
func (r *history) otherOf(d *deal) *deal {
	for _, other := range r.deals {
		if other.id != d.id && other.client.id == d.client.id {
			return other
		}
	}
	return nil
}

// look holds the whole database to what must be true at every moment.
func (r *history) look() {
	r.t.Helper()
	r.verify(r.t)
	r.wantNone("versions that are not the number of events", `SELECT o.code FROM operations o WHERE o.version <>
		(SELECT count(*) FROM events e WHERE e.aggregate = 'operation' AND e.aggregate_id = o.id)`)
	r.wantNone("aggregates whose versions have gaps or another order than the log", `SELECT aggregate_id::text FROM (
		SELECT aggregate_id, aggregate_version, row_number() OVER (PARTITION BY aggregate, aggregate_id ORDER BY epoch, tx, id) AS place FROM events) e
		WHERE aggregate_version <> place`)
	r.wantNone("events whose states do not follow each other", `SELECT aggregate_id::text FROM (
		SELECT aggregate_id, facts ->> 'from' AS "from", lag(facts ->> 'to') OVER (PARTITION BY aggregate_id ORDER BY aggregate_version) AS before
		FROM events WHERE aggregate = 'operation') e WHERE "from" IS DISTINCT FROM before`)
	r.wantNone("operations in another state than their last event tells", `SELECT o.code FROM operations o WHERE o.status <>
		(SELECT facts ->> 'to' FROM events e WHERE e.aggregate = 'operation' AND e.aggregate_id = o.id ORDER BY aggregate_version DESC LIMIT 1)`)
	r.wantNone("counted money beyond the deposit", `SELECT o.code FROM operations o JOIN deposits d ON d.operation_id = o.id AND d.counted
		GROUP BY o.id HAVING sum(d.amount) > CASE WHEN o.side = 'HOUSE_BUYS_USD' THEN o.usd ELSE o.pen END`)
	r.wantNone("an operation that waits without a clock, or has one on hold", `SELECT o.code FROM operations o WHERE o.status = 'PENDING' AND o.channel <> 'DESK'
		AND (o.expires_at IS NULL) <> EXISTS (SELECT FROM holds h WHERE h.operation_id = o.id AND h.released_at IS NULL)`)
	r.wantNone("a report that is believed for ever", `SELECT o.code FROM operations o WHERE o.status = 'IN_PROCESS' AND o.channel <> 'DESK' AND o.seen_by IS NULL
		AND NOT EXISTS (SELECT FROM holds h WHERE h.operation_id = o.id AND h.released_at IS NULL)
		AND NOT EXISTS (SELECT FROM payouts p WHERE p.operation_id = o.id AND (p.voided_at IS NULL OR p.void_reason = 'WRONG_DATA' AND p.sent_back_at IS NULL))
		AND (SELECT coalesce(sum(d.amount), 0) FROM deposits d WHERE d.operation_id = o.id AND d.counted AND d.status = 'CONFIRMED') <>
			CASE WHEN o.side = 'HOUSE_BUYS_USD' THEN o.usd ELSE o.pen END`)
	r.wantNone("money that counts for what ended", `SELECT o.code FROM operations o JOIN deposits d ON d.operation_id = o.id AND d.counted
		WHERE o.status IN ('CANCELED', 'EXPIRED')`)
	r.wantNone("operations of somebody who does not work here", `SELECT o.code FROM operations o JOIN users u ON u.id = o.operator_id
		WHERE o.status = 'IN_PROCESS' AND (u.status <> 'ACTIVE' OR u.role NOT IN ('OPERATOR', 'MASTER'))`)
	r.wantTransitionsOfTheTable()
	for _, d := range r.deals {
		r.wantRightCount(d)
		r.wantAWayOut(d)
	}
}

// wantRightCount holds a live operation to the rule of counting: asked again, it changes nothing.
func (r *history) wantRightCount(d *deal) {
	r.t.Helper()
	row := d.now()
	if !row.Status.Live() {
		return
	}
	var deposits []domain.Countable
	for _, deposit := range row.Edges.Deposits {
		if deposit.Status.Live() {
			deposits = append(deposits, domain.Countable{Amount: deposit.Amount, Confirmed: deposit.Status == domain.DepositConfirmed,
				Counted: deposit.Counted, Lapsed: deposit.LapsedAt != nil})
		}
	}
	for i, counts := range domain.CountDeposits(row.Side.DepositAmount(row.Usd, row.Pen), deposits) {
		if counts != deposits[i].Counted {
			r.t.Errorf("%s: live deposit %d of %+v must count: %v", row.Code, i, deposits, counts)
		}
	}
}

// wantAWayOut holds an operation with something left to do to an act that somebody may do.
func (r *history) wantAWayOut(d *deal) {
	r.t.Helper()
	row := d.now()
	live := row.Status.Live() || slices.ContainsFunc(row.Edges.Deposits, func(deposit *ent.Deposit) bool { return deposit.Status == domain.DepositReported || d.live(deposit) })
	if !live {
		return
	}
	for _, by := range append([]person{d.client}, r.people...) {
		for act, offered := range d.offers(by) {
			if leadsOn := act != domain.ActHold && act != domain.ActReportDeposit && act != domain.ActAddProof; offered && leadsOn {
				return
			}
		}
	}
	r.t.Errorf("%s is %s and nobody can do anything", row.Code, row.Status)
}

// wantNone holds a query to no rows.
func (h *house) wantNone(t *testing.T, what, query string) {
	t.Helper()
	rows, err := h.db.App.QueryContext(t.Context(), query)
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var found string
		must(t, rows.Scan(&found))
		t.Errorf("%s: %s", what, found)
	}
	must(t, rows.Err())
}

func (r *history) wantNone(what, query string) {
	r.t.Helper()
	r.house.wantNone(r.t, what, query)
}

// wantTransitionsOfTheTable holds every event to a row of the lifecycle's table.
func (r *history) wantTransitionsOfTheTable() {
	r.t.Helper()
	type step struct {
		from, to domain.Status
		event    domain.EventKind
	}
	known := map[step]bool{{"", domain.Pending, domain.EventCreated}: true}
	for _, row := range domain.Transitions() {
		known[step{row.From, row.To, row.Event}] = true
	}
	var ids []uuid.UUID
	for _, d := range r.deals {
		ids = append(ids, d.id)
	}
	for _, id := range ids {
		for _, e := range r.events(r.t, id) {
			if !known[step{e.facts.From, e.facts.To, e.kind}] {
				r.t.Errorf("%s from %s to %s is not in the table", e.kind, e.facts.From, e.facts.To)
			}
		}
	}
}
