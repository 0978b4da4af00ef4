package trading_test

import (
	"strings"
	"testing"

	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/sql"

	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/trading"
)

// unapplied are the codes of the operations that hold money which counts for nothing.
func (h *house) unapplied(t *testing.T) []string {
	t.Helper()
	codes, err := h.store.Read().Operation.Query().Where(trading.WithUnappliedMoney()).Order(operation.ByID()).Select(operation.FieldCode).Strings(access.AsSystem(t.Context()))
	must(t, err)
	return codes
}

func TestUnappliedMoneyIsListedUntilSomethingBecomesOfIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.clientOf(t, h.trader.id, domain.KYCApproved, parallelOperations)
	completed := h.sell(t, client, "100.00").paid()
	must(t, completed.complete(h.master))
	live := h.sell(t, client, "500.00")
	must(t, live.report(client, "500.00"))
	canceled := h.sell(t, client, "600.00")
	must(t, canceled.cancel(client))
	expired := h.sell(t, client, "700.00")
	h.clock.Advance(domain.DefaultWindow)
	h.expire(t)
	want := func(deals ...*deal) {
		t.Helper()
		codes := []string{}
		for _, d := range deals {
			codes = append(codes, d.now().Code)
		}
		if got := h.unapplied(t); strings.Join(got, " ") != strings.Join(codes, " ") {
			t.Errorf("listed %v, want %v", got, codes)
		}
	}
	want() // what counts, was exchanged, or is only said to be sent in a live one is no such money

	must(t, canceled.report(client, "600.00"))
	must(t, expired.report(client, "700.00"))
	must(t, completed.report(client, "100.00"))
	must(t, live.report(client, "20.00"))
	want(completed, canceled, expired)

	must(t, live.confirm(h.master, 1))
	want(completed, live, canceled, expired)

	must(t, completed.reject(h.master, 1))
	must(t, canceled.withdraw(client, 0))
	must(t, expired.confirm(h.master, 0))
	must(t, expired.refund(h.master, 0))
	want(live)
}

// The rows that these lists are about are few, and found by indexes of their own, also by a plan that is kept for every value.
func TestMoneyThatWentAstrayIsFoundByItsIndex(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for index, takes := range map[string]predicate.Operation{"deposits_waiting": trading.WithUnappliedMoney(), "payouts_out": trading.WithWrongPayment()} {
		if plan := h.plan(t, takes); !strings.Contains(plan, index) {
			t.Errorf("the plan does without %s:\n%s", index, plan)
		}
	}
}

// plan is how the database looks for operations where it would rather not read whole tables.
func (h *house) plan(t *testing.T, takes predicate.Operation) string {
	t.Helper()
	connection, err := h.db.Owner.Conn(t.Context())
	must(t, err)
	defer connection.Close()
	for _, setting := range []string{"enable_seqscan = off", "plan_cache_mode = force_generic_plan"} {
		_, err = connection.ExecContext(t.Context(), "SET "+setting)
		must(t, err)
	}
	asked := sql.Dialect(dialect.Postgres).Select(operation.FieldID).From(sql.Table(operation.Table))
	takes(asked)
	query, values := asked.Query()
	rows, err := connection.QueryContext(t.Context(), "EXPLAIN "+query, values...)
	must(t, err)
	defer rows.Close()
	var plan strings.Builder
	for rows.Next() {
		var line string
		must(t, rows.Scan(&line))
		plan.WriteString(line + "\n")
	}
	must(t, rows.Err())
	return plan.String()
}
