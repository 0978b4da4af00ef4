package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/money"
)

// maxFindings is how many findings a report holds. Beyond them the number says enough.
const maxFindings = 1_000

// Report is what Verify saw.
type Report struct {
	Entries, Seals, Unsealed int64
	Postings                 int64
	Completed                int64
	// Totals are the sums of all postings by currency; they are zero.
	Totals map[money.Currency]money.Amount
	// Findings name what is wrong, the first 1,000 of Found.
	Findings []string
	Found    int64
}

// Whole tells whether nothing was found.
func (r Report) Whole() bool { return r.Found == 0 }

// Find adds what is wrong.
func (r *Report) Find(finding string) {
	r.Found++
	if len(r.Findings) < maxFindings {
		r.Findings = append(r.Findings, finding)
	}
}

// Verify proves the books, and names each thing that is wrong with them: every entry balances in each currency and has exactly
// the lines of the row that it books; everything that was seen, given back, moved, exchanged or undone has its entry; each
// bank's balance equals what deposits, refunds, payouts and openings say, each client is owed what it neither exchanged nor got
// back; and no entry or posting was edited, added or removed since it was written (signatures, seals, and the seal file). Its
// error tells that it could not look, never what it found.
func Verify(ctx context.Context, db *sql.DB, keys evidence.Keys, seals *evidence.File) (report Report, err error) {
	snapshot, err := evidence.NewVerifier(db, keys, seals).Open(ctx)
	if err != nil {
		return Report{}, err
	}
	defer func() { err = errors.Join(err, snapshot.Close()) }()
	return VerifyIn(ctx, snapshot)
}

// VerifyIn is [Verify] in a snapshot that serves other proofs too.
func VerifyIn(ctx context.Context, snapshot *evidence.Snapshot) (Report, error) {
	report := Report{Totals: map[money.Currency]money.Amount{}}
	summary, err := snapshot.Verify(ctx, Content(), func(f evidence.Finding) { report.Find(f.String()) })
	if err != nil {
		return report, err
	}
	report.Entries, report.Seals, report.Unsealed = summary.Rows, summary.Seals, summary.Unsealed
	if err := report.totals(ctx, snapshot.Tx); err != nil {
		return report, err
	}
	for _, agreement := range agreements {
		if err := report.check(ctx, snapshot.Tx, agreement); err != nil {
			return report, fmt.Errorf("check that %s: %w", agreement.name, err)
		}
	}
	return report, nil
}

func (r *Report) totals(ctx context.Context, tx *sql.Tx) error {
	rows, err := tx.QueryContext(ctx, `SELECT currency, sum(amount), count(*) FROM postings GROUP BY currency`)
	if err != nil {
		return fmt.Errorf("sum the postings: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var currency money.Currency
		var sum money.Amount
		var count int64
		if err := rows.Scan(&currency, &sum, &count); err != nil {
			return fmt.Errorf("sum the postings: %w", err)
		}
		r.Totals[currency] = sum
		r.Postings += count
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("sum the postings: %w", err)
	}
	err = tx.QueryRowContext(ctx, `SELECT count(*) FROM operations WHERE status = 'COMPLETED'`).Scan(&r.Completed)
	if err != nil {
		return fmt.Errorf("count the completed operations: %w", err)
	}
	return nil
}

func (r *Report) check(ctx context.Context, tx *sql.Tx, a agreement) error {
	rows, err := tx.QueryContext(ctx, a.query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var finding string
		if err := rows.Scan(&finding); err != nil {
			return err
		}
		r.Find(finding)
	}
	return rows.Err()
}

// Content tells how an entry's signature is computed from its row and its postings.
func Content() evidence.Content {
	return evidence.Content{
		Stream: evidence.Ledger,
		Columns: `version, kind, source, operation_id, business_date, recorded_at, coalesce(reverses, 0),
	(SELECT coalesce(json_agg(json_build_object('kind', a.kind, 'currency', p.currency, 'house', a.house_account_id, 'amount', p.amount::text,
		'operation', p.operation_id)
		ORDER BY p.id), '[]') FROM postings p JOIN ledger_accounts a ON a.id = p.account_id WHERE p.entry_id = ledger_entries.id)`,
		Fields: func(scan func(dest ...any) error) ([]evidence.Field, error) {
			var c content
			var operation uuid.NullUUID
			var at time.Time
			var lines []byte
			if err := scan(&c.version, &c.kind, &c.source, &operation, &c.date, &at, &c.reverses, &lines); err != nil {
				return nil, err
			}
			c.operation, c.at = operation.UUID, at
			var err error
			if c.lines, err = decodeLines(lines); err != nil {
				return nil, err
			}
			return signedFields(c), nil
		},
	}
}

func decodeLines(encoded []byte) ([]domain.BookLine, error) {
	var stored []struct {
		Kind      domain.LedgerAccountKind
		Currency  money.Currency
		House     uuid.NullUUID
		Amount    money.Amount
		Operation uuid.NullUUID
	}
	if err := json.Unmarshal(encoded, &stored); err != nil {
		return nil, fmt.Errorf("decode postings: %w", err)
	}
	lines := make([]domain.BookLine, len(stored))
	for i, line := range stored {
		account := domain.BookAccount{Kind: line.Kind, Currency: line.Currency, HouseAccount: line.House.UUID}
		lines[i] = domain.BookLine{Account: account, Amount: line.Amount, Operation: line.Operation.UUID}
	}
	return lines, nil
}
