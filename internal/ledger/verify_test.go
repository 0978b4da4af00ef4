package ledger_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
)

// traded are books with a completed operation of US$ 200.00 and one whose deposit is confirmed, all sealed; then the owner
// of the database switches every guard off.
func traded(t *testing.T) (b *books, completed, confirmed uuid.UUID) {
	t.Helper()
	b = newBooks(t)
	completed = b.Operation(t, domain.Completed)
	confirmed = b.Operation(t, domain.InProcess)
	b.Confirm(t, confirmed)
	b.seal(t)
	report := b.verify(t)
	if !report.Whole() || report.Entries != 3 || report.Postings != 8 || report.Completed != 1 || report.Seals == 0 || report.Unsealed != 0 {
		t.Fatalf("before any tampering: %+v", report)
	}
	b.exec(t, `ALTER TABLE ledger_entries DISABLE TRIGGER USER; ALTER TABLE postings DISABLE TRIGGER USER;
		ALTER TABLE evidence_seals DISABLE TRIGGER USER; ALTER TABLE operations DISABLE TRIGGER USER; ALTER TABLE deposits DISABLE TRIGGER USER;
		ALTER TABLE payouts DISABLE TRIGGER USER; ALTER TABLE deposit_confirmations DISABLE TRIGGER USER; ALTER TABLE holds DISABLE TRIGGER USER`)
	return b, completed, confirmed
}

func (b *books) remove(t *testing.T, operation uuid.UUID, kind domain.EntryKind) {
	t.Helper()
	b.exec(t, `DELETE FROM postings WHERE entry_id = (SELECT id FROM ledger_entries WHERE operation_id = $1 AND kind = $2)`, operation, kind)
	b.exec(t, `DELETE FROM ledger_entries WHERE operation_id = $1 AND kind = $2`, operation, kind)
}

// TestTamperingWithTheBooksIsNamed is one deed a case, and what Verify says of it: this and nothing else.
func TestTamperingWithTheBooksIsNamed(t *testing.T) {
	t.Parallel()
	const clientFunds = `account_id IN (SELECT id FROM ledger_accounts WHERE kind = 'CLIENT_FUNDS')`
	for name, deed := range map[string]func(t *testing.T, b *books, completed, confirmed uuid.UUID) []string{
		"a posting's amount edited": func(t *testing.T, b *books, _, confirmed uuid.UUID) []string {
			b.exec(t, `UPDATE postings SET amount = amount - 1 WHERE `+clientFunds+` AND entry_id = (SELECT id FROM ledger_entries WHERE operation_id = $1)`, confirmed)
			return []string{"ROW_ALTERED", "(DEPOSIT) does not balance in USD: -1.00",
				"is booked wrong: lacks CLIENT_FUNDS USD -200.00; has CLIENT_FUNDS USD -201.00", "owes its client 201.00 in the books and 200.00 by its deposits"}
		},
		"both postings of an entry edited, so that it balances": func(t *testing.T, b *books, _, confirmed uuid.UUID) []string {
			b.exec(t, `UPDATE postings SET amount = amount * 2 WHERE entry_id = (SELECT id FROM ledger_entries WHERE operation_id = $1)`, confirmed)
			return []string{"ROW_ALTERED", "is booked wrong: lacks BANK USD 200.00 at INTERBANK", "holds 600.00 in the books and 400.00 by its legs",
				"owes its client 400.00 in the books and 200.00 by its deposits"}
		},
		"a completion that takes too much of the client's funds": func(t *testing.T, b *books, completed, _ uuid.UUID) []string {
			b.exec(t, `UPDATE postings SET amount = amount * 3 WHERE currency = 'USD' AND entry_id = (SELECT id FROM ledger_entries
				WHERE operation_id = $1 AND kind = 'COMPLETION')`, completed)
			return []string{"ROW_ALTERED", "(COMPLETION) of " + completed.String() + ", EXP-1001, is booked wrong: lacks CLIENT_FUNDS USD 200.00",
				"owes its client -400.00 in the books and 0 by its deposits"}
		},
		"a posting moved to another account": func(t *testing.T, b *books, _, confirmed uuid.UUID) []string {
			b.exec(t, `UPDATE postings SET account_id = (SELECT id FROM ledger_accounts WHERE kind = 'FEES' AND currency = 'USD')
				WHERE `+clientFunds+` AND entry_id = (SELECT id FROM ledger_entries WHERE operation_id = $1)`, confirmed)
			return []string{"ROW_ALTERED", "is booked wrong: lacks CLIENT_FUNDS USD -200.00; has FEES USD -200.00", "owes its client 0 in the books and 200.00 by its deposits"}
		},
		"a posting deleted": func(t *testing.T, b *books, _, confirmed uuid.UUID) []string {
			b.exec(t, `DELETE FROM postings WHERE `+clientFunds+` AND entry_id = (SELECT id FROM ledger_entries WHERE operation_id = $1)`, confirmed)
			return []string{"ROW_ALTERED", "(DEPOSIT) does not balance in USD: 200.00", "is booked wrong: lacks CLIENT_FUNDS",
				"owes its client 0 in the books and 200.00 by its deposits"}
		},
		"all postings of an entry deleted": func(t *testing.T, b *books, _, confirmed uuid.UUID) []string {
			b.exec(t, `DELETE FROM postings WHERE entry_id = (SELECT id FROM ledger_entries WHERE operation_id = $1)`, confirmed)
			return []string{"ROW_ALTERED", "(DEPOSIT) has no postings", "EXP-1002, is booked wrong: lacks BANK", "holds 200.00 in the books and 400.00 by its legs",
				"owes its client 0 in the books and 200.00 by its deposits"}
		},
		"the last entry deleted after its seal": func(t *testing.T, b *books, _, confirmed uuid.UUID) []string {
			b.remove(t, confirmed, domain.EntryDeposit)
			return []string{"ROWS_MISSING", "the DEPOSIT of ", "holds 200.00 in the books and 400.00 by its legs",
				"owes its client 0 in the books and 200.00 by its deposits"}
		},
		"an entry in the middle deleted, its operation completed": func(t *testing.T, b *books, completed, _ uuid.UUID) []string {
			b.remove(t, completed, domain.EntryCompletion)
			return []string{"ROWS_MISSING", "the COMPLETION of ", "INTERBANK PEN", "owes its client 200.00 in the books and 0 by its deposits"}
		},
		"an entry inserted by hand": func(t *testing.T, b *books, _, _ uuid.UUID) []string {
			b.exec(t, `INSERT INTO ledger_entries (kind, source, business_date, recorded_at, mac)
				VALUES ('REVERSAL', 'by hand', '2026-11-23', now(), decode(repeat('00', 32), 'hex'))`)
			b.exec(t, `INSERT INTO postings (entry_id, account_id, currency, amount) SELECT (SELECT max(id) FROM ledger_entries), id, 'USD',
				CASE kind WHEN 'FEES' THEN 7 ELSE -7 END FROM ledger_accounts WHERE currency = 'USD' AND kind IN ('FEES', 'CLIENT_FUNDS')`)
			return []string{"ROW_ALTERED, seal 0", "(REVERSAL) of by hand reverses no entry", "(REVERSAL) of by hand, books what is not there: has CLIENT_FUNDS USD -7.00",
				"no operation owes its client 7.00 in the books and 0 by its deposits"}
		},
		"an entry moved in the order": func(t *testing.T, b *books, _, confirmed uuid.UUID) []string {
			b.exec(t, `UPDATE ledger_entries SET tx = (SELECT min(tx::text::bigint)::text::xid8 FROM ledger_entries) WHERE operation_id = $1`, confirmed)
			return []string{"ROWS_REPLACED"}
		},
		"an entry's day changed": func(t *testing.T, b *books, _, confirmed uuid.UUID) []string {
			b.exec(t, `UPDATE ledger_entries SET business_date = business_date - 1 WHERE operation_id = $1`, confirmed)
			return []string{"ROW_ALTERED"}
		},
		"an operation declared completed": func(t *testing.T, b *books, _, confirmed uuid.UUID) []string {
			b.exec(t, `UPDATE operations SET status = 'COMPLETED', completed_at = now(), business_date = '2026-11-23' WHERE id = $1`, confirmed)
			return []string{"is completed with deposits 200.00, payouts 0", "the COMPLETION of ", "owes its client 200.00 in the books and 0 by its deposits"}
		},
		"a deposit's state flipped": func(t *testing.T, b *books, _, confirmed uuid.UUID) []string {
			b.exec(t, `UPDATE deposits SET status = 'REJECTED', counted = false WHERE operation_id = $1`, confirmed)
			return []string{"is REJECTED and confirmation", "holds 400.00 in the books and 200.00 by its legs", "owes its client 200.00 in the books and 0 by its deposits"}
		},
		"a payout's amount edited": func(t *testing.T, b *books, completed, _ uuid.UUID) []string {
			b.exec(t, `UPDATE payouts SET amount = amount + 1 WHERE operation_id = $1`, completed)
			return []string{"is completed with deposits 200.00", "is booked wrong: lacks BANK PEN -748.60", "by its legs"}
		},
		"a deposit moved to another operation": func(t *testing.T, b *books, completed, confirmed uuid.UUID) []string {
			b.exec(t, `UPDATE deposits SET operation_id = $1, counted = false WHERE operation_id = $2`, completed, confirmed)
			return []string{"is booked wrong: lacks BANK USD 200.00", "EXP-1001 owes its client 0.00 in the books and 200.00 by its deposits",
				"EXP-1002 owes its client 200.00 in the books and 0 by its deposits"}
		},
		"amounts moved between two deposits": func(t *testing.T, b *books, _, _ uuid.UUID) []string {
			b.exec(t, `UPDATE deposits d SET amount = amount + CASE o.status WHEN 'COMPLETED' THEN -50 ELSE 50 END FROM operations o WHERE o.id = d.operation_id`)
			return []string{"lacks BANK USD 150.00", "lacks BANK USD 250.00", "is completed with deposits 150.00",
				"EXP-1002 owes its client 200.00 in the books and 250.00 by its deposits"}
		},
		"a confirmation at another account": func(t *testing.T, b *books, _, confirmed uuid.UUID) []string {
			b.exec(t, `UPDATE deposit_confirmations SET house_account_id = (SELECT id FROM house_accounts WHERE currency = 'PEN')
				WHERE deposit_id = (SELECT id FROM deposits WHERE operation_id = $1)`, confirmed)
			return []string{"(DEPOSIT) of ", "is of another account or number"}
		},
		"a confirmation declared undone": func(t *testing.T, b *books, _, confirmed uuid.UUID) []string {
			b.exec(t, `UPDATE deposit_confirmations SET undone_at = now(), undone_by = confirmed_by, undone_reason = 'otra'
				WHERE deposit_id = (SELECT id FROM deposits WHERE operation_id = $1)`, confirmed)
			return []string{"the REVERSAL of 3, EXP-1002, is not booked", "is CONFIRMED and no confirmation stands"}
		},
		"a confirmation deleted": func(t *testing.T, b *books, _, confirmed uuid.UUID) []string {
			b.exec(t, `DELETE FROM deposit_confirmations WHERE deposit_id = (SELECT id FROM deposits WHERE operation_id = $1)`, confirmed)
			return []string{"(DEPOSIT) of ", "is CONFIRMED and no confirmation stands"}
		},
		"a payout declared void": func(t *testing.T, b *books, completed, _ uuid.UUID) []string {
			b.exec(t, `UPDATE payouts SET voided_at = now(), voided_by = created_by, void_reason = 'NEVER_SENT' WHERE operation_id = $1`, completed)
			return []string{"is completed with deposits 200.00, payouts 0", "books what is not there: has BANK PEN -747.60", "by its legs"}
		},
		"a payout at another account": func(t *testing.T, b *books, completed, _ uuid.UUID) []string {
			b.exec(t, `UPDATE payouts SET house_account_id = (SELECT id FROM house_accounts WHERE currency = 'USD') WHERE operation_id = $1`, completed)
			return []string{"(COMPLETION) of ", "INTERBANK PEN", "INTERBANK USD"}
		},
		"a deposit declared applied money": func(t *testing.T, b *books, completed, confirmed uuid.UUID) []string {
			b.exec(t, `UPDATE deposits SET applied_from = (SELECT id FROM deposits WHERE operation_id = $1) WHERE operation_id = $2`, completed, confirmed)
			return []string{"the APPLY of ", "confirmation", "is CONFIRMED and stands 1 times in another operation", "holds 400.00 in the books and 200.00 by its legs"}
		},
		"a posting without an entry": func(t *testing.T, b *books, _, _ uuid.UUID) []string {
			b.exec(t, `ALTER TABLE postings DROP CONSTRAINT postings_ledger_entries_postings`)
			b.exec(t, `INSERT INTO postings (entry_id, account_id, currency, amount) SELECT 4711, id, currency, 7 FROM ledger_accounts WHERE kind = 'FEES' AND currency = 'USD'`)
			return []string{"of entry 4711 has no entry"}
		},
		"a seal edited": func(t *testing.T, b *books, _, _ uuid.UUID) []string {
			b.exec(t, `UPDATE evidence_seals SET row_count = row_count - 1, total_count = total_count - 1 WHERE number = 1`)
			return []string{"SEAL_ALTERED"}
		},
		"a seal deleted": func(t *testing.T, b *books, _, _ uuid.UUID) []string {
			b.exec(t, `DELETE FROM evidence_seals WHERE number = (SELECT max(number) FROM evidence_seals)`)
			return []string{"SEAL_MISSING"}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, completed, confirmed := traded(t)
			want := deed(t, b, completed, confirmed)
			report := b.verify(t)
			if report.Whole() {
				t.Error("nothing is found")
			}
			wantFindings(t, report.Findings, want...)
		})
	}
}

// TestEntriesOfTheFirstVersionStayProved signs an entry as the first version did: the entry alone says whose money its lines are.
func TestEntriesOfTheFirstVersionStayProved(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	confirmed := b.Operation(t, domain.InProcess)
	b.Confirm(t, confirmed)
	bank, date := b.HouseAccount(money.USD), domain.BusinessDate(testkit.Opening)
	source := b.one(t, `SELECT source FROM ledger_entries`)
	mac := b.Store.Keys().Sign(evidence.Text("ledger"), evidence.Text("DEPOSIT"), evidence.Text(source), evidence.UUID(confirmed),
		evidence.Text(date.String()), evidence.Time(testkit.Opening), evidence.Integer(0), evidence.Integer(2),
		evidence.Text("BANK"), evidence.Text("USD"), evidence.UUID(bank), evidence.Integer(20_000),
		evidence.Text("CLIENT_FUNDS"), evidence.Text("USD"), evidence.Field{}, evidence.Integer(-20_000))
	b.exec(t, `ALTER TABLE ledger_entries DISABLE TRIGGER USER; ALTER TABLE postings DISABLE TRIGGER USER`)
	b.exec(t, `UPDATE ledger_entries SET version = 1, mac = $1`, mac.MAC)
	b.exec(t, `UPDATE postings SET operation_id = NULL`)
	if report := b.verify(t); !report.Whole() || report.Entries != 1 {
		t.Errorf("an entry of the first version: %v", report.Findings)
	}

	b.exec(t, `UPDATE postings SET operation_id = $1`, confirmed)

	wantFindings(t, b.verify(t).Findings, "ROW_ALTERED")
}

func TestAReportHoldsSoManyFindingsAndCountsAll(t *testing.T) {
	t.Parallel()
	b := newBooks(t)
	b.exec(t, `ALTER TABLE postings DROP CONSTRAINT postings_ledger_entries_postings; ALTER TABLE postings DISABLE TRIGGER USER`)
	b.exec(t, `INSERT INTO postings (entry_id, account_id, currency, amount)
		SELECT n, a.id, a.currency, 1 FROM ledger_accounts a, generate_series(1, 1234) n WHERE a.kind = 'FEES' AND a.currency = 'USD'`)
	if report := b.verify(t); report.Whole() || report.Found != 1234 || len(report.Findings) != 1000 {
		t.Errorf("%d found, %d listed", report.Found, len(report.Findings))
	}
}
