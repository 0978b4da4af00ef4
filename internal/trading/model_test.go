package trading_test

import (
	"maps"
	"math/rand/v2"
	"slices"
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

// The size of a random history: acts at least and at most, and after how many of them everything is looked at.
const (
	randomActs = 1_000
	mostActs   = 6_000
	actsABatch = 250
)

// history is a house in which anybody tries anything.
type history struct {
	*house
	t      *testing.T
	random *rand.Rand
	deals  []*deal
	// kind is which of the kinds of operation the last one is.
	kind   int
	people []person
	done   map[domain.Act]int
}

// likelihood is how much likelier an act is than others that are offered: what leads on comes more often than what ends, holds or
// undoes, and what is possible only after many others as soon as it is.
var likelihood = map[domain.Act]int{domain.ActReportDeposit: 4, domain.ActConfirmDeposit: 8, domain.ActAddPayout: 8, domain.ActAddProof: 3, domain.ActComplete: 4,
	domain.ActRelease: 6, domain.ActTake: 3, domain.ActApplyDeposit: 8, domain.ActUnapplyDeposit: 8, domain.ActVoidPayout: 2, domain.ActReturn: 3}

// TestARandomHistoryKeepsTheBooksWhole lets random people try random acts with random amounts on a few operations, two of each
// client, until every act has succeeded. Whatever is refused is refused in words, and after each batch books, events and states
// agree. What an act of the house comes to was foreseen before. One history is always the same, the other is another one each
// time; its seed is told.
func TestARandomHistoryKeepsTheBooksWhole(t *testing.T) {
	t.Parallel()
	for name, seed := range map[string]uint64{"the same history": 7, "another history": rand.Uint64()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			t.Logf("seed %d", seed)
			h := newHouse(t)
			h.foresee(t)
			r := &history{house: h, t: t, random: rand.New(rand.NewPCG(seed, seed)), done: map[domain.Act]int{}}
			r.people = []person{h.master, h.trader, h.operator, h.middle, h.hire(t, domain.RoleOperator), h.hire(t, domain.RoleTrader), h.analyst,
				h.hire(t, domain.RoleMaster)}
			acts := 0
			for ; acts < randomActs || len(r.missing()) > 0 && acts < mostActs; acts += actsABatch {
				for range actsABatch {
					r.act()
				}
				if r.look(); t.Failed() {
					t.Fatalf("seed %d, after %d acts", seed, acts+actsABatch)
				}
			}
			if missing := r.missing(); len(missing) > 0 {
				t.Errorf("seed %d: %v never succeeded", seed, missing)
			}
			t.Logf("%d acts, %d operations, successes %v", acts, len(r.deals), r.done)
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
	d := anyOf(r, r.deals[len(r.deals)-4:])
	if d.now().Status.Terminal() && r.random.IntN(2) == 0 {
		r.begin()
		return
	}
	r.clock.Advance(time.Duration(r.random.IntN(20)) * time.Second)
	if r.random.IntN(20) == 0 {
		r.clock.Advance(time.Duration(r.random.IntN(20)) * time.Minute)
		_, err := r.ExpireDue(r.t.Context())
		testkit.Must(r.t, err)
		_, err = r.HandBackUnseen(r.t.Context())
		testkit.Must(r.t, err)
		return
	}
	by, act := anyOf(r, r.everybody(d)), anyOf(r, domain.Actions())
	// Three of four tries are something that is offered, so that histories get somewhere.
	if r.random.IntN(4) > 0 {
		if offered, taker, found := r.offered(d); found {
			act, by = offered, taker
		}
	}
	err := r.try(d, by, act)
	if err != nil && domain.CodeOf(err) == "" {
		r.t.Fatalf("%s by %s: no refusal: %v", act, by.actor.Role, err)
	}
	if err == nil {
		r.done[act]++
	}
}

func anyOf[T any](r *history, list []T) T { return list[r.random.IntN(len(list))] }

func (r *history) everybody(d *deal) []person { return append([]person{d.client}, r.people...) }

// offered is an act that is offered for an operation, and somebody to whom it is; none is found where nobody can do anything.
func (r *history) offered(d *deal) (act domain.Act, by person, found bool) {
	row, takers := d.now(), map[domain.Act][]person{}
	for _, by := range r.everybody(d) {
		for _, available := range trading.Availabilities(row, by.actor) {
			if available.Refusal == nil {
				takers[available.Act] = append(takers[available.Act], by)
			}
		}
	}
	var likely []domain.Act
	for _, act := range domain.Actions() {
		if len(takers[act]) > 0 {
			likely = append(likely, slices.Repeat([]domain.Act{act}, max(1, likelihood[act]))...)
		}
	}
	if len(likely) == 0 {
		return "", person{}, false
	}
	act = anyOf(r, likely)
	return act, anyOf(r, takers[act]), true
}

// begin makes an operation of a new client, or a second one of the last client: of the same kind two of three times, so that
// money may go from one to the other.
func (r *history) begin() {
	var client person
	if second := len(r.deals)%2 == 1; second {
		client = r.deals[len(r.deals)-1].client
	} else {
		client = r.clientOf(r.t, r.trader.id, domain.KYCApproved, parallelOperations)
	}
	kinds := []func(*testing.T, person, string) *deal{r.atDesk, r.buy, r.sell}
	if len(r.deals)%2 == 0 || r.random.IntN(3) == 0 {
		r.kind = r.random.IntN(len(kinds))
	}
	r.deals = append(r.deals, kinds[r.kind](r.t, client, "1000.00"))
}

// try acts with an input that is right half of the time.
func (r *history) try(d *deal, by person, act domain.Act) error {
	switch act {
	case domain.ActReportDeposit:
		return d.report(by, r.someOf(d.due()))
	case domain.ActAmend:
		return d.amend(by, anyOf(r, []string{"1000.00", "400.00", "1400.00"}))
	case domain.ActAddPayout:
		if r.random.IntN(4) == 0 {
			return d.pay(by, "100.00")
		}
	case domain.ActNameOperator:
		if r.random.IntN(3) == 0 {
			return d.name(by, anyOf(r, r.people).id)
		}
	case domain.ActApplyDeposit:
		if other := r.otherOf(d); other != nil && r.random.IntN(4) > 0 {
			return d.onAny(func(row *ent.Deposit) bool { return d.live(row) && !row.Counted }, func(n int) error { return d.apply(by, n, other) })
		}
	case domain.ActVoidPayout:
		if payouts := d.now().Edges.Payouts; len(payouts) > 0 && r.random.IntN(2) == 0 {
			return d.void(by, r.random.IntN(len(payouts)), anyOf(r, domain.VoidReasons()))
		}
	case domain.ActReassign:
		if r.random.IntN(3) == 0 {
			return d.reassign(by, anyOf(r, r.people).id)
		}
	}
	return attempts[act](d, by)
}

// someOf is all of an amount more often than not, else a part of it or anything.
func (r *history) someOf(due money.Amount) string {
	part := money.MustAmount("400.00")
	amount := anyOf(r, []money.Amount{due, due, due, due, part, due.Sub(part), money.MustAmount("0.01")})
	if amount.Sign() <= 0 {
		amount = due
	}
	return amount.String()
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
	r.wantNone("facts that are sealed, in the trail that people read", `SELECT id::text FROM audit_entries WHERE changes::text LIKE '%"sealed"%'`)
	r.wantNone("money that counts for what ended", `SELECT o.code FROM operations o JOIN deposits d ON d.operation_id = o.id AND d.counted
		WHERE o.status IN ('CANCELED', 'EXPIRED')`)
	r.wantNone("operations of somebody who does not work here", `SELECT o.code FROM operations o JOIN users u ON u.id = o.operator_id
		WHERE o.status = 'IN_PROCESS' AND (u.status <> 'ACTIVE' OR u.role NOT IN ('OPERATOR', 'MASTER'))`)
	r.wantTransitionsOfTheTable()
	rows, err := r.whole().All(access.AsSystem(r.t.Context()))
	testkit.Must(r.t, err)
	for _, row := range rows {
		r.wantRightCount(row)
	}
	r.wantWaysOut(slices.DeleteFunc(rows, func(row *ent.Operation) bool { return !somethingIsLeft(row) }))
}

// wantRightCount holds a live operation to the rule of counting: asked again, it changes nothing.
func (r *history) wantRightCount(row *ent.Operation) {
	r.t.Helper()
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

// somethingIsLeft tells whether an operation waits for somebody to act.
func somethingIsLeft(row *ent.Operation) bool {
	return row.Status.Live() || slices.ContainsFunc(row.Edges.Deposits, func(deposit *ent.Deposit) bool {
		return deposit.Status == domain.DepositReported || notExchanged(row, deposit)
	})
}

// wantWaysOut holds each operation to an act that somebody may do and that leads on.
func (r *history) wantWaysOut(rows []*ent.Operation) {
	r.t.Helper()
	stuck := map[uuid.UUID]*ent.Operation{}
	for _, row := range rows {
		stuck[row.ID] = row
	}
	everybody := slices.Clone(r.people)
	for _, d := range r.deals {
		if len(everybody) == 0 || everybody[len(everybody)-1].id != d.client.id {
			everybody = append(everybody, d.client)
		}
	}
	for _, by := range everybody {
		if len(stuck) == 0 {
			return
		}
		seen, err := r.whole().Where(operation.IDIn(slices.Collect(maps.Keys(stuck))...)).All(by)
		testkit.Must(r.t, err)
		for _, row := range seen {
			if slices.ContainsFunc(trading.Availabilities(row, by.actor), leadsOn) {
				delete(stuck, row.ID)
			}
		}
	}
	for _, row := range stuck {
		r.t.Errorf("%s is %s and nobody can do anything", row.Code, row.Status)
	}
}

// leadsOn tells whether an act is offered that is more than to put off or to add.
func leadsOn(available trading.Availability) bool {
	return available.Refusal == nil && available.Act != domain.ActHold && available.Act != domain.ActReportDeposit && available.Act != domain.ActAddProof
}

// wantNone holds a query to no rows.
func (h *house) wantNone(t *testing.T, what, query string) {
	t.Helper()
	rows, err := h.db.App.QueryContext(t.Context(), query)
	testkit.Must(t, err)
	defer rows.Close()
	for rows.Next() {
		var found string
		testkit.Must(t, rows.Scan(&found))
		t.Errorf("%s: %s", what, found)
	}
	testkit.Must(t, rows.Err())
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
	rows, err := r.db.App.QueryContext(r.t.Context(), `SELECT DISTINCT coalesce(facts ->> 'from', ''), facts ->> 'to', kind FROM events WHERE aggregate = 'operation'`)
	testkit.Must(r.t, err)
	defer rows.Close()
	for rows.Next() {
		var told step
		testkit.Must(r.t, rows.Scan(&told.from, &told.to, &told.event))
		if !known[told] {
			r.t.Errorf("%s from %s to %s is not in the table", told.event, told.from, told.to)
		}
	}
	testkit.Must(r.t, rows.Err())
}
