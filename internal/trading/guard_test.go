package trading_test

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// guarded is a house whose rows somebody tries to change past the program. Each try is rolled back.
type guarded struct{ *house }

// within runs statements as the owner of the tables in one transaction and answers how the last one ended. Those before it are to
// prepare, and must succeed.
func (g guarded) within(t *testing.T, statements ...string) error {
	t.Helper()
	return rolledBack(t, g.db.Owner, statements...)
}

// asProgram is within for the role that serves.
func (g guarded) asProgram(t *testing.T, statements ...string) error {
	t.Helper()
	return rolledBack(t, g.db.App, statements...)
}

func rolledBack(t *testing.T, db *sql.DB, statements ...string) error {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	tx, err := db.BeginTx(ctx, nil)
	testkit.Must(t, err)
	defer func() { testkit.Must(t, tx.Rollback()) }()
	for i, statement := range statements {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			if i < len(statements)-1 {
				t.Fatalf("%s: %v", statement, err)
			}
			return err
		}
	}
	return nil
}

// unguarded writes past the guards of a table within a transaction.
func unguarded(table, statement string) []string {
	return []string{"ALTER TABLE " + table + " DISABLE TRIGGER USER", statement, "ALTER TABLE " + table + " ENABLE TRIGGER USER"}
}

func (g guarded) wantRefused(t *testing.T, deed string, err error, words string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), words) {
		t.Errorf("%s: %v, want %q", deed, err, words)
	}
}

func (g guarded) wantAllowed(t *testing.T, deed string, err error) {
	t.Helper()
	if err != nil {
		t.Errorf("%s: %v", deed, err)
	}
}

func (g guarded) columns(t *testing.T, table string) []column {
	t.Helper()
	var columns []column
	for _, c := range (&tampered{house: g.house}).readColumns(t) {
		if c.table == table {
			columns = append(columns, c)
		}
	}
	return columns
}

// another is an expression for a value that a column does not hold.
func another(c column) string {
	switch c.kind {
	case "uuid":
		return "'" + uuid.NewString() + "'"
	case "bool":
		return "NOT coalesce(" + c.name + ", false)"
	case "numeric", "int8", "int4", "int2":
		return "coalesce(" + c.name + ", 0) + 1"
	case "timestamptz":
		return "'2001-01-01'"
	case "date":
		return "'2001-01-01'"
	case "jsonb":
		return "'{}'"
	}
	return "coalesce(" + c.name + ", '') || 'X'"
}

// depositAs is what a deposit holds in a state, by the checks of the table. origin is where the money of one that was taken back
// came from.
func depositAs(status domain.DepositStatus, account, origin uuid.UUID) string {
	columns := fmt.Sprintf("status = '%s', counted = false, lapsed_at = NULL, decided_at = coalesce(decided_at, now())", status)
	switch status {
	case domain.DepositReported:
		columns = "status = 'REPORTED', counted = false, lapsed_at = NULL, decided_at = NULL, decided_by = NULL"
	case domain.DepositReturned:
		columns += fmt.Sprintf(", returned_at = now(), refund_account_id = '%s', refund_reference = 'DEV-1'", account)
	case domain.DepositUnapplied:
		columns += fmt.Sprintf(", applied_from = '%s'", origin)
	}
	return columns
}

// stepsOfDeposits are the steps that the database lets a deposit take, and what each may write (areas.md F18).
var stepsOfDeposits = map[[2]domain.DepositStatus]string{
	{"REPORTED", "REPORTED"}:   "counted lapsed_at",
	{"CONFIRMED", "CONFIRMED"}: "counted",
	{"REPORTED", "CONFIRMED"}:  "status counted decided_at decided_by house_account_id reference_overridden override_reason lapsed_at",
	{"REPORTED", "REJECTED"}:   "status counted decided_at decided_by reject_reason",
	{"REPORTED", "WITHDRAWN"}:  "status counted decided_at decided_by",
	{"CONFIRMED", "REPORTED"}:  "status counted decided_at decided_by reference_overridden override_reason",
	{"CONFIRMED", "RETURNED"}:  "status counted returned_at refund_account_id refund_reference",
	{"CONFIRMED", "APPLIED"}:   "status counted",
	{"APPLIED", "CONFIRMED"}:   "status counted",
	{"CONFIRMED", "UNAPPLIED"}: "status counted",
}

func TestADepositTakesNamedStepsOnly(t *testing.T) {
	t.Parallel()
	g := guarded{newHouse(t)}
	client := g.client(t)
	origin := g.late(t, client, "100.00").deposit(0).ID
	d := g.sell(t, client, "500.00")
	testkit.Must(t, d.report(client, "100.00"))
	id := d.deposit(0).ID
	update := func(format string, arguments ...any) string {
		return fmt.Sprintf("UPDATE deposits SET "+format+" WHERE id = '%s'", append(arguments, id)...)
	}
	for _, from := range domain.DepositStatuses() {
		prepared := unguarded("deposits", update("%s", depositAs(from, g.bcpUSD, origin)))
		for _, to := range domain.DepositStatuses() {
			step := string(from) + " to " + string(to)
			may, known := stepsOfDeposits[[2]domain.DepositStatus{from, to}]
			switch {
			case from == to && !known:
				g.wantRefused(t, step, g.within(t, append(prepared, update("lapsed_at = now()"))...), "lapsed_at never change")
			case !known:
				g.wantRefused(t, step, g.within(t, append(prepared, update("status = '%s'", to))...), "is no step")
			case to == domain.DepositUnapplied:
				// Only money that came from another operation is taken back: the row has its origin from the beginning.
				taken := unguarded("deposits", update("%s, applied_from = '%s'", depositAs(from, g.bcpUSD, origin), origin))
				g.wantAllowed(t, step, g.within(t, append(taken, update("status = 'UNAPPLIED', counted = false"))...))
			default:
				g.wantAllowed(t, step, g.within(t, append(prepared, update("%s", strings.ReplaceAll(depositAs(to, g.bcpUSD, origin), ", lapsed_at = NULL", "")))...))
			}
			for _, c := range g.columns(t, "deposits") {
				if known && !strings.Contains(" "+may+" ", " "+c.name+" ") {
					g.wantRefused(t, step+" with "+c.name, g.within(t, append(prepared, update("status = '%s', %s = %s", to, c.name, another(c)))...), c.name)
				}
			}
		}
	}
}

// Money that an operation exchanged is gone: its deposit, its payout and the operation itself stand as they are.
func TestWhatACompletedOperationExchangedStands(t *testing.T) {
	t.Parallel()
	g := guarded{newHouse(t)}
	d := g.sell(t, g.client(t), "500.00").paid()
	testkit.Must(t, d.complete(g.master))
	deposit, payout := d.deposit(0).ID, d.now().Edges.Payouts[0].ID
	for deed, statement := range map[string]string{
		"stop counting":        `UPDATE deposits SET counted = false WHERE id = '%[1]s'`,
		"give back":            `UPDATE deposits SET status = 'RETURNED', counted = false, returned_at = now(), refund_account_id = house_account_id WHERE id = '%[1]s'`,
		"undo a confirmation":  `UPDATE deposits SET status = 'REPORTED', decided_at = NULL, decided_by = NULL WHERE id = '%[1]s'`,
		"apply somewhere else": `UPDATE deposits SET status = 'APPLIED', counted = false WHERE id = '%[1]s'`,
		"void a payout":        `UPDATE payouts SET voided_at = now(), voided_by = created_by, void_reason = 'NEVER_SENT' WHERE id = '%[2]s'`,
	} {
		statement = fmt.Sprintf(statement+" -- %[1]s %[2]s", deposit, payout)
		g.wantRefused(t, deed+", by the owner", g.within(t, statement), "exchanged")
		g.wantRefused(t, deed+", by the program", g.asProgram(t, statement), "exchanged")
	}
	testkit.Must(t, d.report(d.client, "1.00"))
	begin := fmt.Sprintf(`UPDATE deposits SET counted = true WHERE id = '%s'`, d.deposit(1).ID)
	g.wantRefused(t, "begin to count after the end", g.within(t, begin), "counts for nothing")
}

func TestNothingBeginsForWhatEnded(t *testing.T) {
	t.Parallel()
	g := guarded{newHouse(t)}
	completed, canceled, live := g.sell(t, g.client(t), "500.00").paid(), g.sell(t, g.client(t), "500.00"), g.sell(t, g.client(t), "500.00")
	testkit.Must(t, completed.complete(g.master))
	testkit.Must(t, canceled.cancel(canceled.client))
	testkit.Must(t, canceled.report(canceled.client, "100.00"))
	testkit.Must(t, live.report(live.client, "100.00"))
	for _, d := range []*deal{completed, canceled} {
		for deed, statement := range map[string]string{
			"money that counts": `INSERT INTO deposits SELECT (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'counted', true,
				'status', 'CONFIRMED', 'bank_reference', 'X-1'))).* FROM deposits d WHERE d.operation_id = '%s'`,
			"a payment": `INSERT INTO payouts SELECT (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'operation_id', '%s'))).* FROM payouts p`,
		} {
			statement = fmt.Sprintf(statement, d.id)
			g.wantRefused(t, deed+", by the owner", g.within(t, statement), "comes too late")
			g.wantRefused(t, deed+", by the program", g.asProgram(t, statement), "comes too late")
		}
	}
	g.wantRefused(t, "an end while money counts", g.asProgram(t, `SET CONSTRAINTS ALL IMMEDIATE`,
		fmt.Sprintf(`UPDATE operations SET status = 'CANCELED', ended_at = now(), cancel_reason = 'CLIENT', expires_at = NULL, window_ends_at = NULL WHERE id = '%s'`,
			live.id)),
		"money still counts")
}

func TestAnEndedOperationChangesInThreeThingsAlone(t *testing.T) {
	t.Parallel()
	g := guarded{newHouse(t)}
	d := g.sell(t, g.client(t), "500.00")
	testkit.Must(t, d.cancel(d.client))
	for _, c := range g.columns(t, "operations") {
		statement := fmt.Sprintf(`UPDATE operations SET %s = %s WHERE id = '%s'`, c.name, another(c), d.id)
		err := g.within(t, statement)
		if may := c.name == "updated_at" || c.name == "version" || c.name == "operator_id"; may {
			// That the operator exists is asked by its key, not by the guard.
			if err != nil && c.name != "operator_id" {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if c.name == "expires_at" {
			g.wantRefused(t, c.name, err, "it has no deadline")
			continue
		}
		g.wantRefused(t, c.name, err, "it never changes again ("+c.name)
	}
	for _, version := range []string{"version - 1", "version + 2"} {
		g.wantRefused(t, version, g.within(t, fmt.Sprintf(`UPDATE operations SET version = %s WHERE id = '%s'`, version, d.id)), "the version goes from")
	}
	g.wantRefused(t, "a state", g.asProgram(t, fmt.Sprintf(`UPDATE operations SET status = 'PENDING', ended_at = NULL, cancel_reason = NULL WHERE id = '%s'`, d.id)),
		"it never changes again")
}

func TestRowsThatEndOnceChangeInNothingElse(t *testing.T) {
	t.Parallel()
	g := guarded{newHouse(t)}
	d := g.sell(t, g.client(t), "500.00").paid()
	testkit.Must(t, d.hold(g.middle))
	person := g.master.id
	for table, example := range map[string]struct {
		end, further string
		columns      string
	}{
		"payouts": {fmt.Sprintf("voided_at = now(), voided_by = '%s', void_reason = 'WRONG_DATA'", person),
			fmt.Sprintf("sent_back_at = now(), sent_back_by = '%s'", person), "voided_at voided_by void_reason sent_back_at sent_back_by"},
		"proofs": {"retired_at = now()", "", "retired_at"},
		"holds":  {fmt.Sprintf("released_at = now(), released_by = '%s'", person), "", "released_at released_by"},
		"deposit_confirmations": {fmt.Sprintf("undone_at = now(), undone_by = '%s', undone_reason = 'otra'", person), "",
			"undone_at undone_by undone_reason"},
	} {
		end := fmt.Sprintf(`UPDATE %s SET %s`, table, example.end)
		if err := g.within(t, end); err != nil {
			t.Errorf("%s by the owner: %v", table, err)
		}
		if err := g.asProgram(t, end); err != nil {
			t.Errorf("%s by the program: %v", table, err)
		}
		again := strings.ReplaceAll(strings.ReplaceAll(end, "now()", "now() + interval '1 second'"), "WRONG_DATA", "SENT_BACK")
		g.wantRefused(t, table+" again", g.within(t, end, again), "never change")
		if example.further != "" {
			further := fmt.Sprintf(`UPDATE %s SET %s`, table, example.further)
			if err := g.within(t, end, further); err != nil {
				t.Errorf("%s further: %v", table, err)
			}
			g.wantRefused(t, table+" further, again", g.within(t, end, further, strings.ReplaceAll(further, "now()", "now() + interval '1 second'")), "never change")
		}
		for _, c := range g.columns(t, table) {
			if !strings.Contains(" "+example.columns+" ", " "+c.name+" ") {
				g.wantRefused(t, table+"."+c.name, g.within(t, fmt.Sprintf(`UPDATE %s SET %s = %s`, table, c.name, another(c))), c.name+" never change")
				g.wantRefused(t, table+"."+c.name+" by the program", g.asProgram(t, fmt.Sprintf(`UPDATE %s SET %s = %s`, table, c.name, another(c))), "permission denied")
			}
		}
	}
}

// What a client reads as one time on hold is the database's word too, and so is one open hold of each cause.
func TestAHoldBelongsToTheTimeOnHoldThatLasts(t *testing.T) {
	t.Parallel()
	g := guarded{newHouse(t)}
	d := g.sell(t, g.client(t), "500.00")
	opened := func(cause domain.HoldCause, id, period uuid.UUID) string {
		return fmt.Sprintf(`INSERT INTO holds (id, created_at, operation_id, cause, period_id, reason, note) VALUES ('%s', now(), '%s', '%s', '%s', 'OTHER', 'x')`,
			id, d.id, cause, period)
	}
	id := uuid.New()
	testkit.Must(t, g.within(t, opened(domain.HoldCompliance, id, id)))
	g.wantRefused(t, "a time on hold that nobody began", g.within(t, opened(domain.HoldCompliance, id, uuid.New())), "belongs to the time on hold")
	testkit.Must(t, d.hold(g.middle))
	first := d.now().Edges.Holds[0].ID
	testkit.Must(t, g.within(t, opened(domain.HoldCompliance, id, first)))
	g.wantRefused(t, "a time of its own", g.asProgram(t, opened(domain.HoldCompliance, id, id)), "belongs to the time on hold")
	g.wantRefused(t, "a second hold of the cause", g.asProgram(t, opened(domain.HoldManual, id, first)), "hold_operation_id_cause")
}

func TestNothingThatTouchesMoneyIsDeleted(t *testing.T) {
	t.Parallel()
	g := guarded{newHouse(t)}
	for _, table := range []string{"operations", "deposits", "payouts", "proofs", "holds", "deposit_confirmations"} {
		for _, statement := range []string{"DELETE FROM " + table, "TRUNCATE " + table + " CASCADE"} {
			g.wantRefused(t, statement, g.within(t, statement), "append-only")
			g.wantRefused(t, statement+" by the program", g.asProgram(t, statement), "permission denied")
		}
	}
}

// A column that comes later is guarded until somebody says otherwise.
func TestAColumnThatComesLaterIsGuarded(t *testing.T) {
	t.Parallel()
	g := guarded{newHouse(t)}
	d := g.sell(t, g.client(t), "500.00").paid()
	testkit.Must(t, d.complete(g.master))
	h := g.sell(t, g.client(t), "60.00")
	testkit.Must(t, h.report(h.client, "50.00"))
	testkit.Must(t, h.hold(g.middle))
	for _, table := range []string{"operations", "deposits", "payouts", "proofs", "holds", "deposit_confirmations"} {
		g.wantRefused(t, table, g.within(t, "ALTER TABLE "+table+" ADD COLUMN later text DEFAULT 'as it was'", "UPDATE "+table+" SET later = 'otherwise'"), "later")
	}
}

func TestTheDatabaseSpellsNumbersAsTheRuleDoes(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	random := rand.New(rand.NewPCG(1, 2))
	references := []string{"0", "000", "00123456", "abc1", "ABC1", "00123456-", "-0-0-1-", "0-", "-", "0a", "A0", "oO0", "1-2-3",
		strings.Repeat("0", 40), strings.Repeat("z", 40)}
	const letters = "000--123456789abcxyzABCXYZ"
	for range 2_000 {
		text := make([]byte, 1+random.IntN(40))
		for i := range text {
			text[i] = letters[random.IntN(len(letters))]
		}
		references = append(references, string(text))
	}
	for _, reference := range references {
		var spelled string
		testkit.Must(t, h.db.App.QueryRowContext(t.Context(), `SELECT normal_reference($1)`, reference).Scan(&spelled))
		if want := domain.NormalReference(reference); spelled != want {
			t.Errorf("%q is %q in the database and %q by the rule", reference, spelled, want)
		}
	}
}
