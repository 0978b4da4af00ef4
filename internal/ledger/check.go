package ledger

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"time"

	"github.com/qoricash/qoricash/internal/money"
)

// Check is what the last look at the books found. It proves less than Verify, which looks at signatures, seals and legs too, and costs
// little enough to be done all day.
type Check struct {
	// At is when the books were looked at; zero where nobody did yet.
	At time.Time
	// Entries is how many there were.
	Entries int64
	// Differences are the sums of all postings in soles and in dollars: zero where the books balance.
	Differences []money.Money
	// Findings counts entries without lines, with a line in another currency than its account's, or that do not balance; where the last proof
	// that was kept named more, what that one named.
	Findings int64

	// faults is what was found, to tell it from what else might be; empty where nothing was.
	faults string
}

// LookEvery is how often the books are looked at, and looksMissed after how many looks that did not come nobody knows how they stand.
const (
	LookEvery   = 10 * time.Minute
	looksMissed = 3
)

// Fresh tells whether what was found still says how the books stand: the looks at them go on.
func (c Check) Fresh(now time.Time) bool {
	return !c.At.IsZero() && now.Sub(c.At) <= (looksMissed+1)*LookEvery
}

// Whole tells whether the books were looked at and nothing was found.
func (c Check) Whole() bool {
	for _, difference := range c.Differences {
		if !difference.Amount.IsZero() {
			return false
		}
	}
	return !c.At.IsZero() && c.Findings == 0 && c.faults == ""
}

// lookAtBooks sums all postings, and looks at each entry since the look before; at every one where that found something, which stands
// until it is mended. Entries get their numbers before they are committed, so that some of before may be new: the last thousand are looked
// at again.
const lookAtBooks = `
WITH last AS (SELECT to_entry, findings FROM book_checks WHERE NOT proof ORDER BY id DESC LIMIT 1),
since AS (SELECT coalesce((SELECT CASE WHEN findings > 0 THEN 0 ELSE to_entry - 1000 END FROM last), 0) AS entry),
fresh AS (SELECT e.id FROM ledger_entries e, since WHERE e.id > since.entry),
lines AS (
	SELECT p.entry_id, p.currency, sum(p.amount) AS sum, bool_or(a.currency <> p.currency) AS foreign_line
	FROM postings p JOIN ledger_accounts a ON a.id = p.account_id, since WHERE p.entry_id > since.entry GROUP BY p.entry_id, p.currency),
odd AS (
	SELECT count(DISTINCT f.id) AS n, string_agg(DISTINCT f.id::text, ' ' ORDER BY f.id::text) AS entries FROM fresh f LEFT JOIN lines l ON l.entry_id = f.id
	WHERE l.entry_id IS NULL OR l.sum <> 0 OR l.foreign_line),
sums AS (
	SELECT coalesce(sum(amount) FILTER (WHERE currency = 'PEN'), 0) AS pen, coalesce(sum(amount) FILTER (WHERE currency = 'USD'), 0) AS usd FROM postings),
newest AS (SELECT count(*) AS entries, coalesce(max(id), 0) AS id FROM ledger_entries)
INSERT INTO book_checks (checked_at, entries, to_entry, difference_pen, difference_usd, findings, faults)
SELECT $1, newest.entries, newest.id, sums.pen, sums.usd, odd.n,
	CASE WHEN odd.n = 0 AND sums.pen = 0 AND sums.usd = 0 THEN '' ELSE md5(concat_ws(' ', sums.pen, sums.usd, odd.entries)) END
FROM odd, sums, newest`

// LookAtBooks looks whether the books balance, and keeps what it found for whoever asks how they stand; what is news is told to the house. It
// is a job's.
func (s *Service) LookAtBooks(ctx context.Context) (Check, error) {
	if _, err := s.store.DB().ExecContext(ctx, lookAtBooks, s.store.Clock().Now()); err != nil {
		return Check{}, fmt.Errorf("look at the books: %w", err)
	}
	return s.toldCheck(ctx)
}

// KeepProof keeps what a proof of the books found, until the next proof that is kept: what a look does not see keeps the books from being whole
// as well. What is news is told to the house.
func (s *Service) KeepProof(ctx context.Context, found Report) error {
	faults := ""
	if !found.Whole() {
		faults = fmt.Sprintf("%x", sha256.Sum256(fmt.Append(nil, found.Found, found.Findings)))
	}
	_, err := s.store.DB().ExecContext(ctx, `INSERT INTO book_checks (checked_at, entries, to_entry, difference_pen, difference_usd, findings, proof, faults)
		VALUES ($1, $2, 0, $3, $4, $5, true, $6)`, s.store.Clock().Now(), found.Entries, found.Totals[money.PEN], found.Totals[money.USD], found.Found, faults)
	if err != nil {
		return fmt.Errorf("keep a proof of the books: %w", err)
	}
	_, err = s.toldCheck(ctx)
	return err
}

// lastCheck is the last look, and what the last proof that was kept found beside it.
const lastCheck = `
SELECT look.checked_at, look.entries, look.difference_pen, look.difference_usd, greatest(look.findings, proof.findings), look.faults || coalesce(proof.faults, '')
FROM (SELECT * FROM book_checks WHERE NOT proof ORDER BY id DESC LIMIT 1) look
LEFT JOIN (SELECT * FROM book_checks WHERE proof ORDER BY id DESC LIMIT 1) proof ON true`

// LastCheck answers what the last look at the books found. Whoever shows figures of it asks for ledger.read.
func (s *Service) LastCheck(ctx context.Context) (Check, error) { return readCheck(ctx, s.store.DB()) }

// querier is a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, arguments ...any) (*sql.Rows, error)
}

// readCheck answers the zero check where nobody looked yet.
func readCheck(ctx context.Context, from querier) (check Check, err error) {
	var soles, dollars money.Amount
	found, err := readOne(ctx, from, lastCheck, &check.At, &check.Entries, &soles, &dollars, &check.Findings, &check.faults)
	if err != nil {
		return Check{}, fmt.Errorf("read how the books stand: %w", err)
	}
	if found {
		check.Differences = []money.Money{money.Soles(soles), money.Dollars(dollars)}
	}
	return check, nil
}

// readOne reads one row into what it is scanned to; false where there is none.
func readOne(ctx context.Context, from querier, query string, into ...any) (found bool, err error) {
	rows, err := from.QueryContext(ctx, query)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	if !rows.Next() {
		return false, rows.Err()
	}
	if err := rows.Scan(into...); err != nil {
		return false, err
	}
	return true, rows.Err()
}
