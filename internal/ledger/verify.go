package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/money"
)

// Report is what Verify saw.
type Report struct {
	Entries, Seals, Unsealed int64
	Postings                 int64
	Completed                int64
	// Totals are the sums of all postings by currency; they are zero.
	Totals   map[money.Currency]money.Amount
	Findings []string
}

// Whole tells whether nothing was found.
func (r Report) Whole() bool { return len(r.Findings) == 0 }

// Verify proves the books, and names each thing that is wrong with them: every entry balances in each currency; every
// completed operation, confirmed deposit and refund has exactly its postings; each bank's balance equals what deposits,
// refunds, payouts and openings say; and no entry or posting was edited, added or removed since it was written (signatures,
// seals, and the seal file). Its error tells that it could not look, never what it found.
func Verify(ctx context.Context, db *sql.DB, keys evidence.Keys, seals *evidence.File) (Report, error) {
	report := Report{Totals: map[money.Currency]money.Amount{}}
	summary, err := evidence.NewVerifier(db, keys, seals).Verify(ctx, Content(), func(f evidence.Finding) {
		report.Findings = append(report.Findings, f.String())
	})
	if err != nil {
		return report, err
	}
	report.Entries, report.Seals, report.Unsealed = summary.Rows, summary.Seals, summary.Unsealed
	if err := report.totals(ctx, db); err != nil {
		return report, err
	}
	for _, check := range agreements {
		if err := report.check(ctx, db, check); err != nil {
			return report, fmt.Errorf("check %q: %w", check.name, err)
		}
	}
	return report, nil
}

func (r *Report) totals(ctx context.Context, db *sql.DB) error {
	rows, err := db.QueryContext(ctx, `SELECT currency, sum(amount), count(*) FROM postings GROUP BY currency`)
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
	return db.QueryRowContext(ctx, `SELECT count(*) FROM operations WHERE status = 'COMPLETED'`).Scan(&r.Completed)
}

// agreement is one claim about the books. Its query answers a text for every row that breaks it.
type agreement struct{ name, query string }

var agreements = []agreement{
	{"every entry balances", `
SELECT 'entry ' || e.id || ' (' || e.kind || ') does not balance in ' || p.currency || ': ' || sum(p.amount)
FROM ledger_entries e JOIN postings p ON p.entry_id = e.id GROUP BY e.id, e.kind, p.currency HAVING sum(p.amount) <> 0`},
	{"every entry has postings", `
SELECT 'entry ' || e.id || ' (' || e.kind || ') has no postings' FROM ledger_entries e
WHERE NOT EXISTS (SELECT FROM postings p WHERE p.entry_id = e.id)`},
	{"every posting is in its account's currency", `
SELECT 'posting ' || p.id || ' is in ' || p.currency || ' on an account in ' || a.currency
FROM postings p JOIN ledger_accounts a ON a.id = p.account_id WHERE a.currency <> p.currency`},
	{"every completed operation has its money", `
SELECT 'operation ' || o.code || ' is completed with deposits ' || coalesce(d.sum, 0) || ', payouts ' || coalesce(p.sum, 0)
FROM operations o
LEFT JOIN LATERAL (SELECT sum(amount) FROM deposits WHERE operation_id = o.id AND counted AND status = 'CONFIRMED') d ON true
LEFT JOIN LATERAL (SELECT sum(amount) FROM payouts WHERE operation_id = o.id AND voided_at IS NULL) p ON true
WHERE o.status = 'COMPLETED' AND ((CASE WHEN o.side = 'HOUSE_BUYS_USD' THEN o.usd ELSE o.pen END) IS DISTINCT FROM d.sum
	OR (CASE WHEN o.side = 'HOUSE_BUYS_USD' THEN o.pen ELSE o.usd END) IS DISTINCT FROM p.sum)`},
	{"every completed operation has exactly its entry", `
SELECT 'operation ' || o.code || ' is ' || o.status || CASE WHEN e.id IS NULL THEN ' without' ELSE ' with' END || ' a completion entry'
FROM operations o LEFT JOIN ledger_entries e ON e.kind = 'COMPLETION' AND e.source = o.id::text
WHERE (o.status = 'COMPLETED') <> (e.id IS NOT NULL)`},
	{"every completion posts its legs", `
SELECT 'operation ' || o.code || ' posts ' || coalesce(b.sum, 0) || ' from its banks and records payouts of ' || coalesce(p.sum, 0)
FROM operations o JOIN ledger_entries e ON e.kind = 'COMPLETION' AND e.source = o.id::text
LEFT JOIN LATERAL (SELECT -sum(x.amount) AS sum FROM postings x JOIN ledger_accounts a ON a.id = x.account_id WHERE x.entry_id = e.id AND a.kind = 'BANK') b ON true
LEFT JOIN LATERAL (SELECT sum(amount) FROM payouts WHERE operation_id = o.id AND voided_at IS NULL) p ON true
WHERE b.sum IS DISTINCT FROM p.sum`},
	{"every confirmed deposit is booked", `
SELECT 'deposit ' || d.id || ' of ' || o.code || ' is ' || d.status || CASE WHEN e.id IS NULL THEN ' and not booked' ELSE ' and booked' END
FROM deposits d JOIN operations o ON o.id = d.operation_id
LEFT JOIN deposit_confirmations c ON c.deposit_id = d.id AND c.undone_at IS NULL
LEFT JOIN ledger_entries e ON e.kind = 'DEPOSIT' AND e.source = c.id::text AND NOT EXISTS (SELECT FROM ledger_entries r WHERE r.reverses = e.id)
WHERE d.applied_from IS NULL AND (d.status IN ('CONFIRMED', 'RETURNED', 'APPLIED')) <> (e.id IS NOT NULL)`},
	{"every refund is booked", `
SELECT 'deposit ' || d.id || ' of ' || o.code || ' is ' || d.status || CASE WHEN e.id IS NULL THEN ' and its refund is not booked' ELSE ' and its refund is booked' END
FROM deposits d JOIN operations o ON o.id = d.operation_id LEFT JOIN ledger_entries e ON e.kind = 'REFUND' AND e.source = d.id::text
WHERE (d.status = 'RETURNED') <> (e.id IS NOT NULL)`},
	{"every client is owed what it deposited and neither exchanged nor got back", `
SELECT 'operation ' || o.code || ' owes its client ' || posted.sum || ' in the books and ' || legs.sum || ' by its deposits'
FROM operations o
CROSS JOIN LATERAL (SELECT coalesce(-sum(p.amount), 0) AS sum FROM ledger_entries e JOIN postings p ON p.entry_id = e.id
	JOIN ledger_accounts a ON a.id = p.account_id WHERE coalesce(p.operation_id, e.operation_id) = o.id AND a.kind = 'CLIENT_FUNDS') posted
CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0) AS sum FROM deposits
	WHERE operation_id = o.id AND status = 'CONFIRMED' AND NOT (counted AND o.status = 'COMPLETED')) legs
WHERE posted.sum <> legs.sum`},
	{"every bank's balance is what its legs say", `
SELECT 'house account ' || h.bank || ' ' || h.currency || ' ' || h.number || ' holds ' || posted.sum || ' in the books and ' || legs.sum || ' by its legs'
FROM house_accounts h JOIN ledger_accounts a ON a.house_account_id = h.id
CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0) AS sum FROM postings WHERE account_id = a.id) posted
CROSS JOIN LATERAL (SELECT
	coalesce((SELECT sum(p.amount) FROM ledger_entries e JOIN postings p ON p.entry_id = e.id WHERE e.kind = 'OPENING' AND p.account_id = a.id), 0)
	+ coalesce((SELECT sum(amount) FROM deposits WHERE house_account_id = h.id AND applied_from IS NULL AND status IN ('CONFIRMED', 'RETURNED', 'APPLIED')), 0)
	- coalesce((SELECT sum(amount) FROM deposits WHERE refund_account_id = h.id AND status = 'RETURNED'), 0)
	- coalesce((SELECT sum(p.amount) FROM payouts p JOIN operations o ON o.id = p.operation_id WHERE p.house_account_id = h.id AND p.voided_at IS NULL AND o.status = 'COMPLETED'), 0)
	AS sum) legs
WHERE posted.sum <> legs.sum`},
}

func (r *Report) check(ctx context.Context, db *sql.DB, a agreement) error {
	rows, err := db.QueryContext(ctx, a.query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var finding string
		if err := rows.Scan(&finding); err != nil {
			return err
		}
		r.Findings = append(r.Findings, finding)
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
