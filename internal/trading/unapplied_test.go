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
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
)

// unapplied are the codes of the operations that hold money which counts for nothing.
func (h *house) unapplied(t *testing.T) []string {
	t.Helper()
	codes, err := h.store.Read().Operation.Query().Where(trading.WithUnappliedMoney()).Order(operation.ByID()).
		Select(operation.FieldCode).Strings(access.AsSystem(t.Context()))
	testkit.Must(t, err)
	return codes
}

func TestUnappliedMoneyIsListedUntilSomethingBecomesOfIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client := h.clientOf(t, h.trader.id, domain.KYCApproved, parallelOperations)
	completed := h.sell(t, client, "100.00").paid()
	testkit.Must(t, completed.complete(h.master))
	live := h.sell(t, client, "500.00")
	testkit.Must(t, live.report(client, "500.00"))
	canceled := h.sell(t, client, "600.00")
	testkit.Must(t, canceled.cancel(client))
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

	testkit.Must(t, canceled.report(client, "600.00"))
	testkit.Must(t, expired.report(client, "700.00"))
	testkit.Must(t, completed.report(client, "100.00"))
	testkit.Must(t, live.report(client, "20.00"))
	want(completed, canceled, expired)

	testkit.Must(t, live.confirm(h.master, 1))
	want(completed, live, canceled, expired)

	testkit.Must(t, completed.reject(h.master, 1))
	testkit.Must(t, canceled.withdraw(client, 0))
	testkit.Must(t, expired.confirm(h.master, 0))
	testkit.Must(t, expired.refund(h.master, 0))
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
	testkit.Must(t, err)
	defer connection.Close()
	for _, setting := range []string{"enable_seqscan = off", "plan_cache_mode = force_generic_plan"} {
		_, err = connection.ExecContext(t.Context(), "SET "+setting)
		testkit.Must(t, err)
	}
	asked := sql.Dialect(dialect.Postgres).Select(operation.FieldID).From(sql.Table(operation.Table))
	takes(asked)
	query, values := asked.Query()
	rows, err := connection.QueryContext(t.Context(), "EXPLAIN "+query, values...)
	testkit.Must(t, err)
	defer rows.Close()
	var plan strings.Builder
	for rows.Next() {
		var line string
		testkit.Must(t, rows.Scan(&line))
		plan.WriteString(line + "\n")
	}
	testkit.Must(t, rows.Err())
	return plan.String()
}
