package clients_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testkit"
)

// operation puts an operation of an amount in USD, at 4 soles, into the database as if it had come so far.
func (h *house) operation(t *testing.T, client, trader uuid.UUID, status domain.Status, usd string) uuid.UUID {
	t.Helper()
	id := uuid.New()
	h.exec(t, `ALTER TABLE operations DISABLE TRIGGER operations_completion`)
	h.exec(t, `WITH account AS (
		INSERT INTO house_accounts (id, created_at, bank, currency, number, cci, holder, pcge_code)
		VALUES (gen_random_uuid(), now(), 'BCP', 'USD', left($1::text, 20), '00219300214484004915', 'QoriCash', '10412') RETURNING id
	), published AS (
		INSERT INTO public_rates (id, created_at, house_buys, house_sells, source, reason, published_by)
		VALUES (gen_random_uuid(), now(), 4, 4.1, 'MANUAL', '', $3) RETURNING id
	), quote AS (
		INSERT INTO quotes (id, created_at, client_id, side, fixed_currency, usd, pen, rate, public_rate, expires_at, public_rate_id)
		SELECT gen_random_uuid(), now(), $2, 'HOUSE_BUYS_USD', 'USD', $5::numeric, $5::numeric * 4, 4, 4, now(), id FROM published RETURNING id
	)
	INSERT INTO operations (id, created_at, updated_at, number, code, version, status, side, channel, fixed_currency, usd, pen, rate, public_rate,
		created_by_kind, source_account_id, destination_account_id, source_snapshot, destination_snapshot, deposit_snapshot, exclusive,
		completed_at, business_date, ended_at, cancel_reason, client_id, quote_id, deposit_account_id, trader_id)
	SELECT $1::uuid, now(), now(), nextval('operation_numbers'), $6, 1, $4::text, 'HOUSE_BUYS_USD', 'DESK', 'USD', $5::numeric, $5::numeric * 4, 4, 4,
		'STAFF', gen_random_uuid(), gen_random_uuid(), '{}', '{}', '{}', false,
		CASE WHEN $4 = 'COMPLETED' THEN now() END, CASE WHEN $4 = 'COMPLETED' THEN current_date END,
		CASE WHEN $4 IN ('CANCELED', 'EXPIRED') THEN now() END, CASE WHEN $4 IN ('CANCELED', 'EXPIRED') THEN 'CLIENT_REQUEST' END,
		$2, quote.id, account.id, $3 FROM quote, account`, id, client, trader, string(status), usd, codeOf(id))
	return id
}

// codeOf is the code of an operation of the fixture.
func codeOf(id uuid.UUID) string { return "EXP-" + id.String()[24:] }

func TestLiveAndCompletedOperationsCountAgainstTheLimit(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	id := h.register(t, trader, eva("12345678"))
	fresh, err := h.Limit(trader, id)
	if err != nil || !fresh.Applies || !fresh.Used.USD.IsZero() || fresh.Left() != money.MustAmount("1000.00") {
		t.Fatalf("a new client has %+v, %v", fresh, err)
	}
	for i, status := range domain.Statuses() {
		h.operation(t, id, traderID, status, []string{"100.00", "20.00", "3.50", "400.00", "400.00"}[i])
	}
	limit, err := h.Limit(trader, id)
	if err != nil {
		t.Fatal(err)
	}
	if limit.Used.USD != money.MustAmount("123.50") || limit.Used.Count != 3 || limit.Left() != money.MustAmount("876.50") {
		t.Errorf("used %+v, left %s", limit.Used, limit.Left())
	}
	if limit.Refusal(money.MustAmount("876.50"), domain.ForClient) != nil {
		t.Error("the bound itself is refused")
	}
	refusal := limit.Refusal(money.MustAmount("876.51"), domain.ForClient)
	if refusal == nil || refusal.Code != domain.CodeLimitExceeded || !strings.Contains(refusal.Message, "876.50") {
		t.Errorf("beyond the bound: %v", refusal)
	}
	if !strings.Contains(limit.Unlock(domain.ForClient), "documento") {
		t.Errorf("unlock: %q", limit.Unlock(domain.ForClient))
	}
}

func TestSixHundredAndFiveHundredAreRefusedAtAThousand(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	id := h.register(t, trader, eva("12345678"))
	h.operation(t, id, traderID, domain.Completed, "600.00")
	if limit, err := h.Limit(trader, id); err != nil || limit.Decide(money.MustAmount("500.00")).Allowed {
		t.Errorf("got %+v, %v", limit, err)
	}
}

func TestOperationsOfEveryTraderCount(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	_, formerID := h.staff(t, domain.RoleTrader)
	id := h.register(t, trader, eva("12345678"))
	h.operation(t, id, traderID, domain.Pending, "100.00")
	h.operation(t, id, formerID, domain.Completed, "200.00")
	for name, limit := range map[string]func() (clients.Limit, error){
		"trader": func() (clients.Limit, error) { return h.Limit(trader, id) },
		"client": func() (clients.Limit, error) { return h.Limit(asClient(t, id), id) },
	} {
		if got, err := limit(); err != nil || got.Used.USD != money.MustAmount("300.00") {
			t.Errorf("%s sees %+v, %v", name, got.Used, err)
		}
	}
}

func TestApprovedClientHasNoLimit(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	id := h.register(t, trader, eva("12345678"))
	h.operation(t, id, traderID, domain.Completed, "900.00")
	h.approve(t, id)
	limit, err := h.Limit(trader, id)
	if err != nil || limit.Applies || limit.Refusal(money.MustAmount("50000.00"), domain.ForClient) != nil || limit.Unlock(domain.ForClient) != "" {
		t.Errorf("got %+v, %v", limit, err)
	}
	if limit.Used.USD != money.MustAmount("900.00") {
		t.Errorf("used %s", limit.Used.USD)
	}
}

func TestPresetDecidesForPeopleAndCompanies(t *testing.T) {
	t.Parallel()
	h := openWith(t, domain.LiveSystemLimits())
	trader, traderID := h.staff(t, domain.RoleTrader)
	someone := h.register(t, trader, eva("12345678"))
	in := eva("20131312955")
	in.DocumentType, in.Name = domain.DocumentRUC, company("Sunat", "")
	firm := h.register(t, trader, in)
	for id, want := range map[uuid.UUID]string{someone: "10000.00", firm: "30000.00"} {
		if limit, err := h.Limit(trader, id); err != nil || limit.Left() != money.MustAmount(want) {
			t.Errorf("left %s, %v, want %s", limit.Left(), err, want)
		}
	}
	h.operation(t, someone, traderID, domain.Pending, "1.00")
	h.operation(t, someone, traderID, domain.Pending, "1.00")
	if limit, err := h.Limit(trader, someone); err != nil || !limit.Left().IsZero() || limit.Decide(money.MustAmount("1.00")).Allowed {
		t.Errorf("after two operations: %+v, %v", limit, err)
	}
}

func TestLimitInsideACommandLeavesOutWhatIsAmended(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	id := h.register(t, trader, eva("12345678"))
	amended := h.operation(t, id, traderID, domain.Pending, "700.00")
	h.operation(t, id, traderID, domain.Completed, "200.00")
	row := h.row(t, id)
	var with, without clients.Limit
	_, err := store.Do(trader, h.Store, store.Command{Action: "test"}, func(_ context.Context, tx *store.Tx) (err error) {
		if with, err = h.LimitFor(trader, tx.Client(), row, tx.Now); err != nil {
			return err
		}
		without, err = h.LimitFor(trader, tx.Client(), row, tx.Now, amended)
		return err
	})
	if err != nil || with.Left() != money.MustAmount("100.00") || without.Left() != money.MustAmount("800.00") {
		t.Errorf("left %s with it, %s without, %v", with.Left(), without.Left(), err)
	}
}

func TestLimitOfAClientThatTheCallerMayNotSeeIsNotFound(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	other, _ := h.staff(t, domain.RoleTrader)
	id := h.register(t, trader, eva("12345678"))
	_, err := h.Limit(other, id)
	testkit.Refused(t, err, domain.CodeNotFound, "")
	_, err = h.Limit(asClient(t, uuid.New()), id)
	testkit.Refused(t, err, domain.CodeNotFound, "")
	if rows, err := h.Accounts(other, id); err != nil || len(rows) > 0 {
		t.Errorf("%d accounts, %v", len(rows), err)
	}
}

func TestLimitsOfManyAreTheLimitsOfEach(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, traderID := h.staff(t, domain.RoleTrader)
	rows := make([]*ent.Customer, 4)
	for i := range rows {
		rows[i] = h.row(t, h.register(t, trader, eva(fmt.Sprintf("4444333%d", i))))
		for range i {
			h.operation(t, rows[i].ID, traderID, domain.Completed, "100.00")
		}
	}
	limits, err := h.Limits(trader, rows...)
	testkit.Must(t, err)
	for i, row := range rows {
		one, err := h.Limit(trader, row.ID)
		testkit.Must(t, err)
		if got := limits[row.ID]; got != one || got.Used.Count != i || got.Used.USD != money.FromCents(int64(i)*100_00) {
			t.Errorf("client %d: %+v among many, %+v alone", i, got, one)
		}
	}
	if none, err := h.Limits(trader); err != nil || len(none) != 0 {
		t.Errorf("nobody has %v, %v", none, err)
	}
}

func TestWhatAnActLeavesOfALimitIsReachedOnce(t *testing.T) {
	t.Parallel()
	bound := clients.Limit{Applies: true, Bound: domain.DocumentLimit{Amount: money.MustAmount("1000.00")},
		Used: domain.LimitUsage{USD: money.MustAmount("400.00"), Count: 1}}
	none := money.Amount{}
	for _, c := range []struct {
		requested, before money.Amount
		want              bool
	}{
		{money.MustAmount("599.99"), none, false}, {money.MustAmount("600.00"), none, true},
		{money.MustAmount("600.00"), money.MustAmount("500.00"), true}, {money.MustAmount("600.00"), money.MustAmount("600.00"), false},
	} {
		after := bound.After(c.requested, c.before)
		if after.Reached != c.want || after.Used != money.MustAmount("400.00").Add(c.requested) || after.Count != 2 {
			t.Errorf("%s after %s: %+v", c.requested, c.before, after)
		}
	}
	if after := (clients.Limit{}).After(money.MustAmount("600.00"), none); after != nil {
		t.Errorf("a client without a limit has %+v", after)
	}
}
