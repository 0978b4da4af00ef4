package main

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// population is the rows of a house. They are written as rows, past the commands: a year of a house in a minute. Nothing
// reads what they lack (the deposits, books and events of the past).
type population struct {
	operations int
	// ready is how many operations beside them wait for nothing but their completion.
	ready int
}

// The people of every house. A person may have ten sockets and one session, so the largest crowd takes 500, and one is left
// for the sockets beside it. The first ten are Masters and the others of Middle Office, who read the same operations: a
// house of 500 Masters would tell each of them of each operation, which no house has to.
const (
	masters = 501
	traders = 20
	clients = 1_000
)

// Kinds of keys.
const (
	userKey      = 1
	clientKey    = 2
	operationKey = 3
	proofKey     = 9
)

// key is the key of the n-th row of a kind, as the SQL function of the same name makes it. Keys of a kind grow with n, as
// those of production grow with time.
func key(kind, n int) uuid.UUID {
	return uuid.MustParse(fmt.Sprintf("%08x-0000-7000-8000-%012x", kind, n))
}

const keyFunction = `
CREATE FUNCTION pg_temp.key(kind integer, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
	SELECT (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid
$$`

// token is the bearer token of the n-th master.
func token(n int) string {
	secret := sha256.Sum256(fmt.Appendf(nil, "a session of the benchmark, number %d", n))
	return "qcs_" + base64.RawURLEncoding.EncodeToString(secret[:])
}

func (p population) write(ctx context.Context, super *sql.DB) (err error) {
	// One connection: the key function and the setting live in its session.
	conn, err := super.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	steps := []struct {
		what, statement string
		arguments       []any
	}{
		{"make the key function", keyFunction, nil},
		// Neither foreign keys nor triggers are checked row by row: the rows are right by their making.
		{"trust the rows", `SET session_replication_role = replica`, nil},
		{"people", insertPeople, []any{masters, masters + traders}},
		{"sessions", insertSessions, []any{pq.Array(tokenHashes())}},
		{"clients", insertClients, []any{clients, masters, traders}},
		{"accounts of the house", insertHouseAccounts, nil},
		{"their books", insertLedgerAccounts, nil},
		{"the rate", insertRate, nil},
		{"quotes", insertQuotes, []any{p.operations + p.ready, clients}},
		{"operations", insertOperations, []any{p.operations, p.ready, clients, masters, traders}},
		{"deposits", insertDeposits, []any{p.operations, p.ready}},
		{"payouts", insertPayouts, []any{p.operations, p.ready}},
		{"documents", insertFiles, []any{p.ready}},
		{"proofs", insertProofs, []any{p.operations, p.ready}},
		{"the numbers", `SELECT setval('operation_numbers', $1)`, []any{1_001 + p.operations + p.ready}},
		{"check rows again", `SET session_replication_role = origin`, nil},
		{"statistics", `VACUUM (ANALYZE)`, nil},
		{"write all to disk", `CHECKPOINT`, nil},
		{"count statements", `CREATE EXTENSION IF NOT EXISTS pg_stat_statements`, nil},
	}
	for _, step := range steps {
		if _, err := conn.ExecContext(ctx, step.statement, step.arguments...); err != nil {
			return fmt.Errorf("%s: %w", step.what, err)
		}
	}
	return nil
}

func tokenHashes() [][]byte {
	hashes := make([][]byte, masters)
	for i := range hashes {
		hash := sha256.Sum256([]byte(token(i + 1)))
		hashes[i] = hash[:]
	}
	return hashes
}

const insertPeople = `
INSERT INTO users (id, created_at, name, email, password_hash, role, status)
SELECT pg_temp.key(1, n), clock_timestamp(), 'Persona ' || n, 'persona.' || n || '@qoricash.pe', '',
	CASE WHEN n <= 10 THEN 'MASTER' WHEN n <= $1::integer THEN 'MIDDLE_OFFICE' ELSE 'TRADER' END, 'ACTIVE'
FROM generate_series(1, $2::integer) n`

const insertSessions = `
INSERT INTO sessions (id, created_at, kind, token_hash, address, user_agent, seen_at, idle_expires_at, expires_at, user_id)
SELECT pg_temp.key(4, n), clock_timestamp(), 'STAFF', hash, '192.0.2.1', 'bench', clock_timestamp(),
	clock_timestamp() + interval '12 hours', clock_timestamp() + interval '12 hours', pg_temp.key(1, n)
FROM unnest($1::bytea[]) WITH ORDINALITY AS s (hash, n)`

const insertClients = `
INSERT INTO clients (id, created_at, document_type, document_number, full_name, email, password_hash, status, kyc_status,
	parallel_operations, channel, updated_at, owner_id)
SELECT pg_temp.key(2, n), clock_timestamp(), 'DNI', lpad((40000000 + n)::text, 8, '0'), 'QUISPE MAMANI ROSA ' || n,
	'cliente.' || n || '@correo.pe', '', 'ACTIVE', 'APPROVED', true, 'WEB', clock_timestamp(), pg_temp.key(1, $2::integer + 1 + n % $3::integer)
FROM generate_series(1, $1::integer) n`

const insertHouseAccounts = `
INSERT INTO house_accounts (id, created_at, bank, currency, number, cci, holder, pcge_code)
VALUES (pg_temp.key(5, 1), clock_timestamp(), 'INTERBANK', 'USD', '2003000000011', '00320000300000001101', 'QORICASH S.A.C.', '1042'),
	(pg_temp.key(5, 2), clock_timestamp(), 'INTERBANK', 'PEN', '2003000000012', '00320000300000001202', 'QORICASH S.A.C.', '1041')`

const insertLedgerAccounts = `
INSERT INTO ledger_accounts (id, created_at, kind, currency, name, pcge_code, house_account_id)
SELECT pg_temp.key(6, row_number() OVER (ORDER BY id)), clock_timestamp(), 'BANK', currency, 'Interbank ' || currency, pcge_code, id
FROM house_accounts`

const insertRate = `
INSERT INTO public_rates (id, created_at, house_buys, house_sells, source, reason, published_by)
VALUES (pg_temp.key(7, 1), clock_timestamp(), 3.7400, 3.7600, 'MANUAL', 'Apertura', pg_temp.key(1, 1))`

const insertQuotes = `
INSERT INTO quotes (id, created_at, side, fixed_currency, usd, pen, rate, public_rate, expires_at, used_at, client_id, public_rate_id)
SELECT pg_temp.key(8, n), at, 'HOUSE_BUYS_USD', 'USD', 100 + n % 900, round((100 + n % 900) * 3.7400, 2), 3.7400, 3.7400,
	at + interval '15 minutes', at, pg_temp.key(2, 1 + n % $2::integer), pg_temp.key(7, 1)
FROM (SELECT n, clock_timestamp() - ($1::integer - n) * interval '30 seconds' AS at FROM generate_series(1, $1::integer) n) made`

// insertOperations makes the past, in which three of a hundred wait, two are being paid, ten were canceled, five expired and
// the others are completed; and after it the operations that are ready, at their end of the list.
const insertOperations = `
INSERT INTO operations (id, created_at, number, code, version, status, side, channel, fixed_currency, usd, pen, rate, public_rate,
	created_by_kind, source_account_id, destination_account_id, source_snapshot, destination_snapshot, deposit_snapshot, exclusive,
	in_process_at, completed_at, ended_at, cancel_reason, business_date, updated_at, client_id, quote_id, deposit_account_id, trader_id,
	operator_id)
SELECT pg_temp.key(3, n), at, 1000 + n, 'EXP-' || (1000 + n), 5, status, 'HOUSE_BUYS_USD', 'DESK', 'USD', 100 + n % 900,
	round((100 + n % 900) * 3.7400, 2), 3.7400, 3.7400, 'STAFF', pg_temp.key(10, n), pg_temp.key(11, n),
	'{"bank": "INTERBANK", "currency": "USD", "kind": "CHECKING", "number": "2003000000021", "cci": "00320000300000002103"}',
	'{"bank": "INTERBANK", "currency": "PEN", "kind": "CHECKING", "number": "2003000000022", "cci": "00320000300000002204"}',
	'{"bank": "INTERBANK", "currency": "USD", "number": "2003000000011", "cci": "00320000300000001101", "holder": "QORICASH S.A.C."}',
	false, CASE WHEN status IN ('IN_PROCESS', 'COMPLETED') THEN at END, CASE WHEN status = 'COMPLETED' THEN at END,
	CASE WHEN status IN ('CANCELED', 'EXPIRED') THEN at END,
	CASE status WHEN 'CANCELED' THEN 'CLIENT_REQUEST' WHEN 'EXPIRED' THEN 'DEPOSIT_TIMEOUT' END,
	CASE WHEN status = 'COMPLETED' THEN (at AT TIME ZONE 'America/Lima')::date END, at, pg_temp.key(2, 1 + n % $3::integer),
	pg_temp.key(8, n), pg_temp.key(5, 1), pg_temp.key(1, $4::integer + 1 + n % $5::integer),
	CASE WHEN status IN ('IN_PROCESS', 'COMPLETED') THEN pg_temp.key(1, 1) END
FROM (
	SELECT n, clock_timestamp() - ($1::integer + $2::integer - n) * interval '30 seconds' AS at,
		CASE WHEN n > $1::integer OR n % 100 < 2 THEN 'IN_PROCESS' WHEN n % 100 < 5 THEN 'PENDING' WHEN n % 100 < 15 THEN 'CANCELED'
			WHEN n % 100 < 20 THEN 'EXPIRED' ELSE 'COMPLETED' END AS status
	FROM generate_series(1, $1::integer + $2::integer) n) made`

const insertDeposits = `
INSERT INTO deposits (id, created_at, amount, currency, status, counted, bank_reference, normal_reference, reported_by_kind, decided_at, decided_by,
	house_account_id, operation_id)
SELECT pg_temp.key(12, n), clock_timestamp(), 100 + n % 900, 'USD', 'CONFIRMED', true, 'VOUCHER-' || n, normal_reference('VOUCHER-' || n), 'CLIENT', clock_timestamp(),
	pg_temp.key(1, 1), pg_temp.key(5, 1), pg_temp.key(3, n)
FROM generate_series($1::integer + 1, $1::integer + $2::integer) n`

const insertPayouts = `
INSERT INTO payouts (id, created_at, amount, currency, bank_reference, normal_reference, created_by, operation_id, house_account_id)
SELECT pg_temp.key(13, n), clock_timestamp(), round((100 + n % 900) * 3.7400, 2), 'PEN', 'PAGO-' || n, normal_reference('PAGO-' || n), pg_temp.key(1, 1),
	pg_temp.key(3, n), pg_temp.key(5, 2)
FROM generate_series($1::integer + 1, $1::integer + $2::integer) n`

const insertFiles = `
INSERT INTO files (id, created_at, purpose, media_type, size, sha256, uploaded_by_kind, uploaded_by)
SELECT pg_temp.key(14, n), clock_timestamp(), 'PAYOUT_PROOF', 'image/png', 1234, sha256(n::text::bytea), 'STAFF', pg_temp.key(1, 1)
FROM generate_series(1, $1::integer) n`

const insertProofs = `
INSERT INTO proofs (id, created_at, created_by, operation_id, file_id)
SELECT pg_temp.key(9, n), clock_timestamp(), pg_temp.key(1, 1), pg_temp.key(3, n), pg_temp.key(14, n - $1::integer)
FROM generate_series($1::integer + 1, $1::integer + $2::integer) n`
