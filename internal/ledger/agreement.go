package ledger

// agreement is one claim about the books. Its query answers a text for every row that breaks it. Whole tables are joined and
// grouped, never asked row by row, so that the proof of a grown house takes minutes.
type agreement struct{ name, query string }

var agreements = []agreement{
	{"every entry balances", `
SELECT 'entry ' || e.id || ' (' || e.kind || ') does not balance in ' || p.currency || ': ' || sum(p.amount)
FROM ledger_entries e JOIN postings p ON p.entry_id = e.id GROUP BY e.id, e.kind, p.currency HAVING sum(p.amount) <> 0`},
	{"every entry has postings", `
SELECT 'entry ' || e.id || ' (' || e.kind || ') has no postings' FROM ledger_entries e
WHERE NOT EXISTS (SELECT FROM postings p WHERE p.entry_id = e.id)`},
	{"every posting has its entry and its account", `
SELECT 'posting ' || p.id || ' of entry ' || p.entry_id || ' has no ' || CASE WHEN e.id IS NULL THEN 'entry' ELSE 'account' END
FROM postings p LEFT JOIN ledger_entries e ON e.id = p.entry_id LEFT JOIN ledger_accounts a ON a.id = p.account_id
WHERE e.id IS NULL OR a.id IS NULL`},
	{"every posting is in its account's currency", `
SELECT 'posting ' || p.id || ' is in ' || p.currency || ' on an account in ' || a.currency
FROM postings p JOIN ledger_accounts a ON a.id = p.account_id WHERE a.currency <> p.currency`},
	{"an opening is the balance of a house account", `
SELECT 'entry ' || e.id || ' (OPENING) is not the opening of a house account: ' || e.source
FROM ledger_entries e LEFT JOIN house_accounts h ON h.id::text = e.source
LEFT JOIN (SELECT p.entry_id, count(*) AS lines, min(a.house_account_id::text) FILTER (WHERE a.kind = 'BANK') AS bank,
		count(*) FILTER (WHERE a.kind = 'OPENING') AS openings
	FROM postings p JOIN ledger_accounts a ON a.id = p.account_id GROUP BY p.entry_id) l ON l.entry_id = e.id
WHERE e.kind = 'OPENING' AND (h.id IS NULL OR l.lines <> 2 OR l.openings <> 1 OR l.bank IS DISTINCT FROM e.source)`},
	{"a reversal undoes one entry of another kind", `
SELECT 'entry ' || e.id || ' (REVERSAL) of ' || e.source || ' reverses ' || coalesce(r.kind || ' ' || r.id, 'no entry')
FROM ledger_entries e LEFT JOIN ledger_entries r ON r.id = e.reverses
WHERE e.kind = 'REVERSAL' AND (e.reverses::text IS DISTINCT FROM e.source OR r.id IS NULL OR r.kind = 'REVERSAL')`},
	{"nothing but a reversal reverses", `
SELECT 'entry ' || id || ' (' || kind || ') reverses entry ' || reverses FROM ledger_entries WHERE kind <> 'REVERSAL' AND reverses IS NOT NULL`},
	{"every entry has the lines of what it books", `
WITH ` + bookedLines + `,
different AS (
	SELECT kind, source, account, currency, house, operation, amount, sum(n) AS n
	FROM (SELECT *, 1 AS n FROM expected UNION ALL SELECT *, -1 FROM posted) lines
	GROUP BY kind, source, account, currency, house, operation, amount HAVING sum(n) <> 0)
SELECT CASE WHEN e.id IS NULL THEN 'the ' || d.kind || ' of ' || d.source ELSE 'entry ' || e.id || ' (' || d.kind || ') of ' || d.source END
	|| coalesce(', ' || string_agg(DISTINCT o.code, ' and ' ORDER BY o.code), '') || ', '
	|| CASE WHEN e.id IS NULL THEN 'is not booked' WHEN bool_and(d.n < 0) THEN 'books what is not there' ELSE 'is booked wrong' END || ': '
	|| string_agg(CASE WHEN d.n > 0 THEN 'lacks ' ELSE 'has ' END || d.account || ' ' || d.currency || ' ' || d.amount
		|| coalesce(' at ' || h.bank || ' ' || h.number, ''), '; ' ORDER BY d.n DESC, d.account, d.currency, d.amount)
FROM different d LEFT JOIN ledger_entries e ON e.kind = d.kind AND e.source = d.source
LEFT JOIN operations o ON o.id = d.operation LEFT JOIN house_accounts h ON h.id = d.house
GROUP BY d.kind, d.source, e.id`},
	{"every deposit that was seen has one confirmation that stands, as it says", `
SELECT 'deposit ' || d.id || ' of ' || o.code || ' is ' || d.status || ' and ' || CASE
	WHEN c.id IS NULL THEN 'no confirmation stands'
	WHEN d.status NOT IN ('CONFIRMED', 'RETURNED', 'APPLIED') OR d.applied_from IS NOT NULL THEN 'confirmation ' || c.id || ' stands'
	ELSE 'confirmation ' || c.id || ' is of another account or number' END
FROM deposits d JOIN operations o ON o.id = d.operation_id LEFT JOIN deposit_confirmations c ON c.deposit_id = d.id AND c.undone_at IS NULL
WHERE (d.status IN ('CONFIRMED', 'RETURNED', 'APPLIED') AND d.applied_from IS NULL) <> (c.id IS NOT NULL)
	OR c.house_account_id <> d.house_account_id OR c.bank_reference <> d.bank_reference`},
	{"every confirmation is of a deposit", `
SELECT 'confirmation ' || c.id || ' is of no deposit' FROM deposit_confirmations c WHERE NOT EXISTS (SELECT FROM deposits d WHERE d.id = c.deposit_id)`},
	{"money that was applied is in one other operation of its client", `
SELECT 'deposit ' || f.id || ' of ' || o.code || ' is ' || f.status || ' and stands ' || count(t.id) || ' times in another operation'
FROM deposits f JOIN operations o ON o.id = f.operation_id LEFT JOIN deposits t ON t.applied_from = f.id AND t.status <> 'UNAPPLIED'
WHERE f.status = 'APPLIED' OR t.id IS NOT NULL GROUP BY f.id, o.code, f.status HAVING (f.status = 'APPLIED') <> (count(t.id) = 1) OR count(t.id) > 1
UNION ALL
SELECT 'deposit ' || t.id || ' of ' || o.code || ' is not the money that it came from, ' || t.applied_from
FROM deposits t JOIN operations o ON o.id = t.operation_id LEFT JOIN deposits f ON f.id = t.applied_from LEFT JOIN operations g ON g.id = f.operation_id
WHERE t.applied_from IS NOT NULL AND ((t.amount, t.currency, o.client_id) IS DISTINCT FROM (f.amount, f.currency, g.client_id) OR f.operation_id = t.operation_id)`},
	{"every completed operation has its money", `
SELECT 'operation ' || o.code || ' is completed with deposits ' || coalesce(d.sum, 0) || ', payouts ' || coalesce(p.sum, 0)
FROM operations o
LEFT JOIN (SELECT operation_id, sum(amount) FROM deposits WHERE counted AND status = 'CONFIRMED' GROUP BY operation_id) d ON d.operation_id = o.id
LEFT JOIN (SELECT operation_id, sum(amount) FROM payouts WHERE voided_at IS NULL GROUP BY operation_id) p ON p.operation_id = o.id
WHERE o.status = 'COMPLETED' AND ((CASE WHEN o.side = 'HOUSE_BUYS_USD' THEN o.usd ELSE o.pen END) IS DISTINCT FROM d.sum
	OR (CASE WHEN o.side = 'HOUSE_BUYS_USD' THEN o.pen ELSE o.usd END) IS DISTINCT FROM p.sum)`},
	{"every client is owed what it deposited and neither exchanged nor got back", `
SELECT coalesce('operation ' || o.code, 'no operation') || ' owes its client ' || coalesce(posted.sum, 0) || ' in the books and '
	|| coalesce(legs.sum, 0) || ' by its deposits, in ' || coalesce(posted.currency, legs.currency)
FROM (SELECT ` + whoseLine + ` AS operation_id, p.currency, -sum(p.amount) AS sum
	FROM postings p JOIN ledger_entries e ON e.id = p.entry_id JOIN ledger_accounts a ON a.id = p.account_id
	WHERE a.kind = 'CLIENT_FUNDS' GROUP BY 1, 2) posted
FULL JOIN (SELECT d.operation_id, d.currency, sum(d.amount) AS sum FROM deposits d JOIN operations o ON o.id = d.operation_id
	WHERE d.status = 'CONFIRMED' AND NOT (d.counted AND o.status = 'COMPLETED') GROUP BY 1, 2) legs
	ON legs.operation_id = posted.operation_id AND legs.currency = posted.currency
LEFT JOIN operations o ON o.id = coalesce(posted.operation_id, legs.operation_id)
WHERE coalesce(posted.sum, 0) <> coalesce(legs.sum, 0)`},
	{"every bank's balance is what its legs say", `
SELECT 'house account ' || h.bank || ' ' || h.currency || ' ' || h.number || ' holds ' || coalesce(posted.sum, 0) || ' in the books and '
	|| coalesce(legs.sum, 0) || ' by its legs'
FROM house_accounts h
LEFT JOIN (SELECT a.house_account_id, sum(p.amount) FROM ledger_accounts a JOIN postings p ON p.account_id = a.id
	WHERE a.house_account_id IS NOT NULL GROUP BY a.house_account_id) posted ON posted.house_account_id = h.id
LEFT JOIN (SELECT house_account_id, sum(amount) FROM (
		SELECT a.house_account_id, p.amount FROM ledger_entries e JOIN postings p ON p.entry_id = e.id JOIN ledger_accounts a ON a.id = p.account_id
			WHERE e.kind = 'OPENING'
		UNION ALL SELECT house_account_id, amount FROM deposits WHERE status IN ('CONFIRMED', 'RETURNED', 'APPLIED') AND applied_from IS NULL
		UNION ALL SELECT refund_account_id, -amount FROM deposits WHERE status = 'RETURNED'
		UNION ALL SELECT p.house_account_id, -p.amount FROM payouts p JOIN operations o ON o.id = p.operation_id
			WHERE o.status = 'COMPLETED' AND p.voided_at IS NULL) leg
	GROUP BY house_account_id) legs ON legs.house_account_id = h.id
WHERE coalesce(posted.sum, 0) <> coalesce(legs.sum, 0)`},
}

// whoseLine is whose money a line of an entry is: entries of version 1 say it for all their lines.
const whoseLine = `CASE WHEN e.version = 1 THEN e.operation_id ELSE p.operation_id END`

// bookedLines are the lines that the rows ask for (expected) and those that are there (posted). Openings are left out: no row
// but their own entry says what they are.
const bookedLines = `confirmed AS (
	SELECT c.id::text AS source, c.house_account_id AS house, c.undone_at IS NOT NULL AS undone, d.operation_id AS operation, d.currency, d.amount
	FROM deposit_confirmations c JOIN deposits d ON d.id = c.deposit_id),
applied AS (
	SELECT t.id::text AS source, f.operation_id AS origin, t.status = 'UNAPPLIED' AS undone, t.operation_id AS operation, t.currency, t.amount
	FROM deposits t JOIN deposits f ON f.id = t.applied_from),
completed AS (
	SELECT id::text AS source, id AS operation, CASE WHEN side = 'HOUSE_BUYS_USD' THEN 'USD' ELSE 'PEN' END AS currency,
		CASE WHEN side = 'HOUSE_BUYS_USD' THEN usd ELSE pen END AS amount
	FROM operations WHERE status = 'COMPLETED'),
paid AS (
	SELECT o.id::text AS source, o.id AS operation, p.house_account_id AS house, p.currency, p.amount
	FROM payouts p JOIN operations o ON o.id = p.operation_id WHERE o.status = 'COMPLETED' AND p.voided_at IS NULL),
owned AS (
	SELECT 'DEPOSIT' AS kind, source, 'BANK' AS account, currency, house, operation, amount, undone FROM confirmed
	UNION ALL SELECT 'DEPOSIT', source, 'CLIENT_FUNDS', currency, NULL, operation, -amount, undone FROM confirmed
	UNION ALL SELECT 'APPLY', source, 'CLIENT_FUNDS', currency, NULL, origin, amount, undone FROM applied
	UNION ALL SELECT 'APPLY', source, 'CLIENT_FUNDS', currency, NULL, operation, -amount, undone FROM applied
	UNION ALL SELECT 'REFUND', id::text, 'CLIENT_FUNDS', currency, NULL, operation_id, amount, false FROM deposits WHERE status = 'RETURNED'
	UNION ALL SELECT 'REFUND', id::text, 'BANK', currency, refund_account_id, operation_id, -amount, false FROM deposits WHERE status = 'RETURNED'
	UNION ALL SELECT 'COMPLETION', source, 'CLIENT_FUNDS', currency, NULL, operation, amount, false FROM completed
	UNION ALL SELECT 'COMPLETION', source, 'POSITION', currency, NULL, operation, -amount, false FROM completed
	UNION ALL SELECT 'COMPLETION', source, 'POSITION', currency, NULL, operation, amount, false FROM paid
	UNION ALL SELECT 'COMPLETION', source, 'BANK', currency, house, operation, -amount, false FROM paid),
expected AS (
	SELECT kind, source, account, currency, house, operation, amount FROM owned
	UNION ALL SELECT 'REVERSAL', e.id::text, w.account, w.currency, w.house, w.operation, -w.amount
	FROM owned w JOIN ledger_entries e ON e.kind = w.kind AND e.source = w.source WHERE w.undone),
posted AS (
	SELECT e.kind, e.source, a.kind AS account, p.currency, a.house_account_id AS house, ` + whoseLine + ` AS operation, p.amount
	FROM ledger_entries e JOIN postings p ON p.entry_id = e.id JOIN ledger_accounts a ON a.id = p.account_id WHERE e.kind <> 'OPENING')`
