package trading_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// The size of the random history: acts in all, and after how many of them everything is looked at.
const (
	randomActs = 2_000
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
		domain.ActComplete: 5, domain.ActRelease: 3} {
		for range more {
			likely = append(likely, act)
		}
	}
	slices.Sort(likely)
	return likely
}

// TestARandomHistoryKeepsTheBooksWhole lets random people try random acts with random amounts on a few operations. Whatever
// is refused is refused in words, and after each batch books, events and states agree.
func TestARandomHistoryKeepsTheBooksWhole(t *testing.T) {
	t.Parallel()
	const seed = 7
	h := newHouse(t)
	r := &history{house: h, t: t, random: rand.New(rand.NewPCG(seed, seed)), done: map[domain.Act]int{}, likely: likelyActs()}
	r.people = []person{h.master, h.trader, h.operator, h.middle, h.hire(t, domain.RoleOperator), h.hire(t, domain.RoleTrader), h.analyst}
	for range randomActs / actsABatch {
		for range actsABatch {
			r.act()
		}
		r.look()
	}
	for _, act := range domain.Actions() {
		if r.done[act] == 0 {
			t.Errorf("seed %d: %s never succeeded", seed, act)
		}
	}
	t.Logf("seed %d: %d operations, successes %v", seed, len(r.deals), r.done)
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
		_, err := r.ExpireDue(r.t.Context())
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

// begin makes an operation of a new client.
func (r *history) begin() {
	client := r.client(r.t)
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
	case domain.ActNameOperator:
		if r.random.IntN(3) == 0 {
			return d.name(by, r.people[r.random.IntN(len(r.people))].id)
		}
	case domain.ActReassign:
		if r.random.IntN(3) == 0 {
			return d.reassign(by, r.people[r.random.IntN(len(r.people))].id)
		}
	}
	return attempts[act](d, by)
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
	r.wantNone("a deadline with money on its way, or none without", `SELECT o.code FROM operations o WHERE o.status = 'PENDING' AND o.channel <> 'DESK'
		AND (o.expires_at IS NULL) <> EXISTS (SELECT FROM deposits d WHERE d.operation_id = o.id AND d.status IN ('REPORTED', 'CONFIRMED'))`)
	r.wantTransitionsOfTheTable()
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
