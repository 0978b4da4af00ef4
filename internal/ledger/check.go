package ledger

import (
	"context"
	"database/sql"
	"errors"
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
	// Findings counts entries without lines, with a line in another currency than its account's, or that do not balance.
	Findings int64
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
	return !c.At.IsZero() && c.Findings == 0
}

// lookAtBooks sums all postings, and looks at each entry since the look before; at every one where that found something, which stands
// until it is mended. Entries get their numbers before they are committed, so that some of before may be new: the last thousand are looked
// at again.
const lookAtBooks = `
WITH last AS (SELECT to_entry, findings FROM book_checks ORDER BY id DESC LIMIT 1),
since AS (SELECT coalesce((SELECT CASE WHEN findings > 0 THEN 0 ELSE to_entry - 1000 END FROM last), 0) AS entry),
fresh AS (SELECT e.id FROM ledger_entries e, since WHERE e.id > since.entry),
lines AS (
	SELECT p.entry_id, p.currency, sum(p.amount) AS sum, bool_or(a.currency <> p.currency) AS foreign_line
	FROM postings p JOIN ledger_accounts a ON a.id = p.account_id, since WHERE p.entry_id > since.entry GROUP BY p.entry_id, p.currency),
odd AS (
	SELECT count(DISTINCT f.id) AS n FROM fresh f LEFT JOIN lines l ON l.entry_id = f.id
	WHERE l.entry_id IS NULL OR l.sum <> 0 OR l.foreign_line),
sums AS (
	SELECT coalesce(sum(amount) FILTER (WHERE currency = 'PEN'), 0) AS pen, coalesce(sum(amount) FILTER (WHERE currency = 'USD'), 0) AS usd FROM postings),
newest AS (SELECT count(*) AS entries, coalesce(max(id), 0) AS id FROM ledger_entries)
INSERT INTO book_checks (checked_at, entries, to_entry, difference_pen, difference_usd, findings)
SELECT $1, newest.entries, newest.id, sums.pen, sums.usd, odd.n FROM odd, sums, newest
RETURNING checked_at, entries, difference_pen, difference_usd, findings`

// LookAtBooks looks whether the books balance, and keeps what it found for whoever asks how they stand. It is a job's.
func (s *Service) LookAtBooks(ctx context.Context) (Check, error) {
	check, err := scanCheck(s.store.DB().QueryRowContext(ctx, lookAtBooks, s.store.Clock().Now()))
	if err != nil {
		return Check{}, fmt.Errorf("look at the books: %w", err)
	}
	return check, nil
}

// LastCheck answers what the last look at the books found. Whoever shows figures of it asks for ledger.read.
func (s *Service) LastCheck(ctx context.Context) (Check, error) {
	check, err := scanCheck(s.store.DB().QueryRowContext(ctx, `SELECT checked_at, entries, difference_pen, difference_usd, findings
		FROM book_checks ORDER BY id DESC LIMIT 1`))
	if errors.Is(err, sql.ErrNoRows) {
		return Check{}, nil
	}
	if err != nil {
		return Check{}, fmt.Errorf("read the last look at the books: %w", err)
	}
	return check, nil
}

func scanCheck(row *sql.Row) (check Check, err error) {
	var soles, dollars money.Amount
	if err := row.Scan(&check.At, &check.Entries, &soles, &dollars, &check.Findings); err != nil {
		return Check{}, err
	}
	check.Differences = []money.Money{money.Soles(soles), money.Dollars(dollars)}
	return check, nil
}
