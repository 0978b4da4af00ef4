package trading_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/internal/trading"
	"github.com/qoricash/qoricash/internal/trading/replay"
	"github.com/qoricash/qoricash/migrations"
)

// oddHouse is a former house with rows of every kind that could be there, and of some that could not.
type oddHouse struct {
	*formerHouse
	completed, first, second, part, held, heldPart, web, desk, late, refused, counting *formerDeal
	confirmed                                                                          uuid.UUID
}

func newOddHouse(t *testing.T) *oddHouse {
	t.Helper()
	h := &oddHouse{formerHouse: newFormerHouse(t)}
	h.completed = h.open(domain.ChannelWeb)
	h.completed.confirm(h.completed.report("200.00", "OP-1", true, domain.Pending), "200.00", true)
	h.completed.confirm(h.completed.report("300.00", "OP-2", true, domain.InProcess), "300.00", true)
	h.completed.assign()
	h.completed.hold()
	h.completed.release()
	h.completed.pay("859.00", "PAGO-1")
	h.completed.pay("1000.00", "00")
	h.completed.prove()
	h.completed.complete("859.00", "1000.00")
	// One number, spelled in two ways, was believed twice at one account; and so was a number of nothing but zeros.
	h.first, h.second = h.open(domain.ChannelDesk), h.open(domain.ChannelDesk)
	h.first.confirm(h.first.report("100.00", "00123", true, domain.Pending), "100.00", true)
	h.second.confirm(h.second.report("100.00", "123", true, domain.Pending), "100.00", true)
	h.first.confirm(h.first.report("50.00", "000", true, domain.Pending), "50.00", true)
	h.second.confirm(h.second.report("50.00", "0-0", true, domain.Pending), "50.00", true)
	h.second.report("60.00", "00123", true, domain.Pending)
	// What waits: with a part and so without a deadline, on hold, on hold with a part.
	h.part = h.open(domain.ChannelWeb)
	h.part.report("100.00", "OP-3", true, domain.Pending)
	h.held = h.open(domain.ChannelWeb)
	h.held.hold()
	h.heldPart = h.open(domain.ChannelApp)
	h.heldPart.report("100.00", "OP-4", true, domain.Pending)
	h.heldPart.hold()
	// What is in process, on the web and at the desk; one was handed back before, with and without a rejection of its own.
	h.web = h.open(domain.ChannelWeb)
	reported := h.web.report("500.00", "OP-5", true, domain.InProcess)
	h.web.assign()
	h.web.giveBack(reported)
	reported = h.web.report("500.00", "OP-6", true, domain.InProcess)
	h.web.assign()
	h.web.reject(reported, "500.00")
	h.web.giveBack(uuid.Nil)
	h.confirmed = h.web.confirm(h.web.report("500.00", "OP-7", true, domain.InProcess), "500.00", true)
	h.web.assign()
	h.desk = h.open(domain.ChannelDesk)
	h.desk.report("500.00", "OP-8", true, domain.InProcess)
	h.desk.assign()
	// What ended: with late money that went back and that waits, with a rejection, and with money that counts, as none could.
	h.late = h.open(domain.ChannelWeb)
	h.late.end(domain.EventExpired, domain.Expired, domain.CanceledByDeadline)
	h.late.refund(h.late.confirm(h.late.report("500.00", "OP-9", false, domain.Expired), "500.00", false), "500.00")
	h.late.report("500.00", "OP-10", false, domain.Expired)
	h.refused = h.open(domain.ChannelWeb)
	h.refused.reject(h.refused.report("100.00", "OP-11", true, domain.Pending), "100.00")
	h.refused.end(domain.EventCanceled, domain.Canceled, domain.CanceledByHouse)
	h.counting = h.open(domain.ChannelWeb)
	h.counting.confirm(h.counting.report("100.00", "OP-12", true, domain.Pending), "100.00", true)
	h.counting.report("100.00", "OP-13", true, domain.Pending)
	h.counting.end(domain.EventExpired, domain.Expired, domain.CanceledByEndOfDay)
	return h
}

func (h *oddHouse) migrate() {
	h.Helper()
	_, err := migrations.Up(h.Context(), h.db.Owner)
	testkit.Must(h.T, err)
}

func (h *oddHouse) verify() replay.Report {
	h.Helper()
	report, err := replay.Verify(h.Context(), h.db.App, h.keys, evidence.NewFile(h.TempDir()))
	testkit.Must(h.T, err)
	return report
}

// want holds a query to one text.
func (h *oddHouse) want(query, want string, args ...any) {
	h.Helper()
	var got string
	testkit.Must(h.T, h.db.App.QueryRowContext(h.Context(), `SELECT coalesce((`+query+`)::text, 'nothing')`, args...).Scan(&got))
	if got != want {
		h.Errorf("%s: %s, want %s", strings.Join(strings.Fields(query), " "), got, want)
	}
}

func TestAFormerHouseIsMetWithAllItsRows(t *testing.T) {
	t.Parallel()
	h := newOddHouse(t)
	h.migrate()

	h.want(`SELECT string_agg(bank_reference || ' ' || normal_reference || ' ' || coalesce(override_reason, '-'), ', ' ORDER BY decided_at) FROM deposits
		WHERE operation_id IN ($1, $2) AND status = 'CONFIRMED'`, "00123 123 -, 123 123 MIGRATION, 000 0 -, 0-0 0 MIGRATION", h.first.id, h.second.id)
	h.want(`SELECT count(*) FROM deposits WHERE reference_overridden`, "2")
	h.want(`SELECT string_agg(normal_reference, ' ' ORDER BY created_at) FROM payouts`, "PAGO1 0")
	h.want(`SELECT count(*) FROM deposits d LEFT JOIN deposit_confirmations c ON c.id = d.id WHERE (d.status IN ('CONFIRMED', 'RETURNED')) <> (c.id IS NOT NULL)
		OR (c.deposit_id, c.created_at, c.confirmed_by, c.house_account_id, c.bank_reference)
			IS DISTINCT FROM (d.id, d.decided_at, d.decided_by, d.house_account_id, d.bank_reference)
		AND c.id IS NOT NULL`, "0")
	h.want(`SELECT count(*) FROM deposits d JOIN operations o ON o.id = d.operation_id WHERE d.counted AND o.status IN ('CANCELED', 'EXPIRED')`, "0")
	h.want(`SELECT count(*) FROM deposits WHERE operation_id = $1 AND counted`, "2", h.completed.id)
	h.want(`SELECT count(*) FROM postings p JOIN ledger_entries e ON e.id = p.entry_id WHERE p.operation_id IS NOT NULL OR e.version <> 1`, "0")
	h.want(`SELECT count(*) FROM holds`, "3")
	h.want(`SELECT count(*) FROM holds WHERE cause <> 'MANUAL' OR period_id <> id OR note <> 'Revisamos' OR opened_by IS NULL`, "0")
	const clocks = `SELECT concat_ws(' ', CASE WHEN window_ends_at > clock_timestamp() THEN 'window' WHEN window_ends_at IS NOT NULL THEN 'over' END,
		'expires ' || (expires_at - window_ends_at), CASE WHEN clock_stopped_at IS NOT NULL THEN 'stopped' END, CASE WHEN seen_by IS NOT NULL THEN 'seen by' END)
		FROM operations WHERE id = $1`
	for deal, want := range map[*formerDeal]string{
		h.part: "window expires 00:30:00", h.heldPart: "window stopped", h.web: "stopped", h.first: "", h.desk: "", h.completed: "", h.late: "",
	} {
		h.want(strings.Replace(clocks, "WHEN window_ends_at IS NOT NULL THEN 'over'", "ELSE NULL", 1), want, deal.id)
	}
	h.want(`SELECT window_ends_at = expires_at AND clock_stopped_at IS NULL FROM operations WHERE id = $1`, "true", h.held.id)
	if report := h.verify(); !report.Whole() || report.Operations != int64(h.made) || report.Entries != int64(h.booked) || report.Events < 50 {
		t.Errorf("it saw %d operations, %d entries, %d events and found:\n%s", report.Operations, report.Entries, report.Events, strings.Join(report.Findings, "\n"))
	}
}

// The program goes on with what a former one began, and both are proved together.
func TestMoneyOfAFormerHouseIsUndoneAndExchanged(t *testing.T) {
	t.Parallel()
	h := newOddHouse(t)
	h.migrate()
	s, err := assemble(h.db.App, clock.NewFrozen(h.now.Add(time.Hour)), usualTerms())
	testkit.Must(t, err)
	master := as(t, access.Actor{Kind: domain.ActorStaff, ID: h.master, Role: domain.RoleMaster})
	target := func() trading.Target {
		row, err := s.store.Read().Operation.Get(access.AsSystem(t.Context()), h.web.id)
		testkit.Must(t, err)
		return trading.Target{IdempotencyKey: uuid.NewString(), OperationID: h.web.id, ExpectedVersion: row.Version}
	}

	_, _, err = s.UnconfirmDeposit(master, trading.UnconfirmDepositInput{Target: target(), DepositID: h.confirmed, Reason: "Era de otra cuenta"})
	testkit.Must(t, err)
	if report := h.verify(); !report.Whole() {
		t.Errorf("after undoing: %s", strings.Join(report.Findings, "\n"))
	}
	_, _, err = s.ConfirmDeposit(master, trading.ConfirmDepositInput{Target: target(), DepositID: h.confirmed})
	testkit.Must(t, err)
	_, _, err = s.AddPayout(master, trading.AddPayoutInput{Target: target(), Amount: money.MustAmount("1859.00"), HouseAccountID: h.bankPEN, BankReference: "PAGO-9"})
	testkit.Must(t, err)
	if report := h.verify(); !report.Whole() {
		t.Errorf("after confirming again and paying: %s", strings.Join(report.Findings, "\n"))
	}
}

// restore gives every row of a table the columns that were kept.
func (h *oddHouse) restore(table string) {
	h.Helper()
	h.exec(`DO $$ DECLARE columns text := (SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns WHERE table_name = '` + table + `');
		BEGIN EXECUTE format('UPDATE %1$I t SET (%2$s) = (SELECT %2$s FROM %3$I k WHERE k.id = t.id)', '` + table + `', columns, 'kept_` + table + `'); END $$`)
}

// Events of the first version do not name rows; whoever changes what they do tell is named all the same.
func TestTamperingWithAFormerHouseIsNamed(t *testing.T) {
	t.Parallel()
	h := newOddHouse(t)
	h.migrate()
	h.exec(`DO $$ DECLARE name text; BEGIN FOREACH name IN ARRAY ARRAY['operations', 'deposits', 'deposit_confirmations', 'payouts', 'proofs', 'holds', 'postings'] LOOP
		EXECUTE format('ALTER TABLE %I DISABLE TRIGGER USER', name); EXECUTE format('CREATE TABLE %I AS TABLE %I', 'kept_' || name, name); END LOOP; END $$`)
	h.exec(`ALTER TABLE deposit_confirmations DROP CONSTRAINT deposit_confirmations_deposits_confirmations`)
	for deed, want := range map[string]struct{ table, statement, words string }{
		"an amount": {"deposits", `SET amount = amount + 1 WHERE bank_reference = 'OP-10'`, "(DEPOSIT_REPORTED) tells of a row of deposits that is not there"},
		"when it was reported": {"deposits", `SET created_at = created_at + interval '1 second' WHERE bank_reference = 'OP-3'`,
			"(DEPOSIT_REPORTED) tells of a row of deposits that is not there"},
		"who decided":            {"deposits", `SET decided_by = reported_by WHERE bank_reference = 'OP-7'`, "decided_by of deposits"},
		"what counts":            {"deposits", `SET counted = false WHERE bank_reference = 'OP-8'`, "counted of deposits"},
		"a rejection taken back": {"deposits", `SET status = 'REPORTED', decided_at = NULL, decided_by = NULL WHERE bank_reference = 'OP-5'`, "reject_reason of deposits"},
		"why it was rejected":    {"deposits", `SET reject_reason = 'otra' WHERE bank_reference = 'OP-5'`, "reject_reason of deposits"},
		"an override invented":   {"deposits", `SET reference_overridden = true, override_reason = 'otra' WHERE bank_reference = 'OP-1'`, "override_reason of deposits"},
		"who confirmed": {"deposit_confirmations", `SET confirmed_by = deposit_id WHERE bank_reference = 'OP-1'`,
			"(DEPOSIT_CONFIRMED) tells of a row of deposit_confirmations"},
		"a payout's amount": {"payouts", `SET amount = amount + 1 WHERE bank_reference = '00'`, "(PAYOUT_ADDED) tells of a row of payouts that is not there"},
		"who proved":        {"proofs", `SET created_by = operation_id`, "(PROOF_ADDED) tells of a row of proofs that is not there"},
		"a hold's reason":   {"holds", `SET reason = 'OTHER' WHERE released_at IS NOT NULL`, "(HELD) tells of a row of holds that is not there"},
		"who released": {"holds", `SET released_by = opened_by, released_at = released_at + interval '1 hour' WHERE released_at IS NOT NULL`,
			"released_at of holds"},
		"whose operation it is":   {"operations", `SET trader_id = operator_id WHERE code = '` + h.web.code + `'`, "trader_id of operations"},
		"amount and rate":         {"operations", `SET usd = 600, pen = 2230.80 WHERE code = '` + h.part.code + `'`, "usd of operations"},
		"when it was completed":   {"operations", `SET completed_at = completed_at + interval '1 day' WHERE status = 'COMPLETED'`, "completed_at of operations"},
		"the day of the books":    {"operations", `SET business_date = business_date + 1 WHERE status = 'COMPLETED'`, "business_date of operations"},
		"why it ended":            {"operations", `SET cancel_reason = 'CLIENT_REQUEST' WHERE code = '` + h.late.code + `'`, "cancel_reason of operations"},
		"who looks after nothing": {"operations", `SET operator_id = '` + h.master.String() + `' WHERE code = '` + h.part.code + `'`, "operator_id of operations"},
	} {
		h.exec(`UPDATE ` + want.table + ` ` + want.statement)
		findings := h.verify().Findings
		if !slices.ContainsFunc(findings, func(finding string) bool { return strings.Contains(finding, want.words) }) {
			t.Errorf("%s: nothing names %q:\n\t%s", deed, want.words, strings.Join(findings, "\n\t"))
		}
		h.restore(want.table)
	}
	if report := h.verify(); !report.Whole() {
		t.Errorf("after all deeds were undone: %v", report.Findings)
	}
}
