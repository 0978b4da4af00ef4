package ledger_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
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
		ALTER TABLE evidence_seals DISABLE TRIGGER USER; ALTER TABLE operations DISABLE TRIGGER USER`)
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
			return []string{"ROW_ALTERED", "(DEPOSIT) does not balance in USD: -1.00", "owes its client 201.00 in the books and 200.00 by its deposits"}
		},
		"both postings of an entry edited, so that it balances": func(t *testing.T, b *books, _, confirmed uuid.UUID) []string {
			b.exec(t, `UPDATE postings SET amount = amount * 2 WHERE entry_id = (SELECT id FROM ledger_entries WHERE operation_id = $1)`, confirmed)
			return []string{"ROW_ALTERED", "holds 600.00 in the books and 400.00 by its legs", "owes its client 400.00 in the books and 200.00 by its deposits"}
		},
		"a completion that takes too much of the client's funds": func(t *testing.T, b *books, completed, _ uuid.UUID) []string {
			b.exec(t, `UPDATE postings SET amount = amount * 3 WHERE currency = 'USD' AND entry_id = (SELECT id FROM ledger_entries
				WHERE operation_id = $1 AND kind = 'COMPLETION')`, completed)
			return []string{"ROW_ALTERED", "owes its client -400.00 in the books and 0 by its deposits"}
		},
		"a posting moved to another account": func(t *testing.T, b *books, _, confirmed uuid.UUID) []string {
			b.exec(t, `UPDATE postings SET account_id = (SELECT id FROM ledger_accounts WHERE kind = 'FEES' AND currency = 'USD')
				WHERE `+clientFunds+` AND entry_id = (SELECT id FROM ledger_entries WHERE operation_id = $1)`, confirmed)
			return []string{"ROW_ALTERED", "owes its client 0 in the books and 200.00 by its deposits"}
		},
		"a posting deleted": func(t *testing.T, b *books, _, confirmed uuid.UUID) []string {
			b.exec(t, `DELETE FROM postings WHERE `+clientFunds+` AND entry_id = (SELECT id FROM ledger_entries WHERE operation_id = $1)`, confirmed)
			return []string{"ROW_ALTERED", "(DEPOSIT) does not balance in USD: 200.00", "owes its client 0 in the books and 200.00 by its deposits"}
		},
		"all postings of an entry deleted": func(t *testing.T, b *books, _, confirmed uuid.UUID) []string {
			b.exec(t, `DELETE FROM postings WHERE entry_id = (SELECT id FROM ledger_entries WHERE operation_id = $1)`, confirmed)
			return []string{"ROW_ALTERED", "(DEPOSIT) has no postings", "holds 200.00 in the books and 400.00 by its legs",
				"owes its client 0 in the books and 200.00 by its deposits"}
		},
		"the last entry deleted after its seal": func(t *testing.T, b *books, _, confirmed uuid.UUID) []string {
			b.remove(t, confirmed, domain.EntryDeposit)
			return []string{"ROWS_MISSING", "is CONFIRMED and not booked", "holds 200.00 in the books and 400.00 by its legs",
				"owes its client 0 in the books and 200.00 by its deposits"}
		},
		"an entry in the middle deleted, its operation completed": func(t *testing.T, b *books, completed, _ uuid.UUID) []string {
			b.remove(t, completed, domain.EntryCompletion)
			return []string{"ROWS_MISSING", "is COMPLETED without a completion entry", "PEN", "owes its client 200.00 in the books and 0 by its deposits"}
		},
		"an entry inserted by hand": func(t *testing.T, b *books, _, _ uuid.UUID) []string {
			b.exec(t, `INSERT INTO ledger_entries (kind, source, business_date, recorded_at, mac)
				VALUES ('REVERSAL', 'by hand', '2026-11-23', now(), decode(repeat('00', 32), 'hex'))`)
			b.exec(t, `INSERT INTO postings (entry_id, account_id, currency, amount) SELECT (SELECT max(id) FROM ledger_entries), id, 'USD',
				CASE kind WHEN 'FEES' THEN 7 ELSE -7 END FROM ledger_accounts WHERE currency = 'USD' AND kind IN ('FEES', 'CLIENT_FUNDS')`)
			return []string{"ROW_ALTERED, seal 0"}
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
			return []string{"is completed with deposits 200.00, payouts 0", "is COMPLETED without a completion entry", "owes its client 200.00 in the books and 0 by its deposits"}
		},
		"a deposit's state flipped": func(t *testing.T, b *books, _, confirmed uuid.UUID) []string {
			b.exec(t, `UPDATE deposits SET status = 'REJECTED', counted = false WHERE operation_id = $1`, confirmed)
			return []string{"is REJECTED and booked", "holds 400.00 in the books and 200.00 by its legs", "owes its client 200.00 in the books and 0 by its deposits"}
		},
		"a payout's amount edited": func(t *testing.T, b *books, completed, _ uuid.UUID) []string {
			b.exec(t, `UPDATE payouts SET amount = amount + 1 WHERE operation_id = $1`, completed)
			return []string{"is completed with deposits 200.00", "from its banks and records payouts of", "by its legs"}
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
