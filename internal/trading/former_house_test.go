package trading_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/pressly/goose/v3"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/migrations"
)

// beforeUndoing is the last version of the schema in which money was neither undone nor moved.
const beforeUndoing = 20261122000010

// formerHouse is a house as the program left it at that version: its rows, its entries and its events, whose facts have no sealed
// part. Each act is a minute after the one before.
type formerHouse struct {
	*testing.T
	db                             *testdb.Database
	keys                           evidence.Keys
	now                            time.Time
	operator, master, client       uuid.UUID
	bankUSD, bankPEN, bankAccounts uuid.UUID
	made, booked                   int
}

func newFormerHouse(t *testing.T) *formerHouse {
	t.Helper()
	db := testdb.New(t)
	keys, err := evidence.NewKeys([]byte(secret), nil)
	testkit.Must(t, err)
	h := &formerHouse{T: t, db: db, keys: keys, now: opening.AddDate(0, 0, -1), operator: uuid.New(), master: uuid.New(), client: uuid.New(),
		bankUSD: uuid.New(), bankPEN: uuid.New(), bankAccounts: uuid.New()}
	h.exec(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO qoricash_app`)
	provider, err := goose.NewProvider(goose.DialectPostgres, db.Owner, migrations.FS)
	testkit.Must(t, err)
	_, err = provider.UpTo(t.Context(), beforeUndoing)
	testkit.Must(t, err)
	// What a price came from is not what this house is about.
	h.exec(`ALTER TABLE operations DROP CONSTRAINT operations_quotes_quote`)
	for id, role := range map[uuid.UUID]domain.Role{h.operator: domain.RoleOperator, h.master: domain.RoleMaster} {
		h.exec(`INSERT INTO users (id, created_at, name, email, password_hash, role, status) VALUES ($1, $2, 'Persona', $3, '', $4, 'ACTIVE')`, id, h.now,
			string(role)+"@casa.pe", string(role))
	}
	h.exec(`INSERT INTO clients (id, created_at, updated_at, document_type, document_number, full_name, email, password_hash, status, kyc_status, channel, owner_id)
		VALUES ($1, $2, $2, 'DNI', '44556677', 'QUISPE MAMANI ANA', 'ana@correo.pe', '', 'ACTIVE', 'PENDING', 'WEB', $3)`, h.client, h.now, domain.HouseUserID())
	for id, currency := range map[uuid.UUID]money.Currency{h.bankUSD: money.USD, h.bankPEN: money.PEN} {
		h.exec(`INSERT INTO house_accounts (id, created_at, bank, currency, number, cci, holder, pcge_code)
			VALUES ($1, $2, 'BCP', $3, $4, $5, 'QORICASH S.A.C.', '104')`, id, h.now, string(currency), "194-"+string(currency),
			map[money.Currency]string{money.USD: "00219400123456711234", money.PEN: "00219400123456701230"}[currency])
		h.exec(`INSERT INTO ledger_accounts (id, created_at, kind, currency, name, pcge_code, house_account_id)
			VALUES (gen_random_uuid(), $1, 'BANK', $2, 'BCP', '104', $3)`, h.now, string(currency), id)
	}
	return h
}

func (h *formerHouse) exec(statement string, args ...any) {
	h.Helper()
	if _, err := h.db.Owner.ExecContext(h.Context(), statement, args...); err != nil {
		h.Fatalf("%s: %v", statement, err)
	}
}

// formerDeal is an operation of a former house, over US$ 500.00 for S/ 1,859.00. Its methods are acts.
type formerDeal struct {
	*formerHouse
	id      uuid.UUID
	code    string
	version int
	status  domain.Status
}

func (h *formerHouse) open(channel domain.Channel) *formerDeal {
	h.Helper()
	h.made++
	d := &formerDeal{formerHouse: h, id: uuid.Must(uuid.NewV7()), code: fmt.Sprintf("EXP-%d", 1000+h.made), status: domain.Pending, version: 1}
	h.now = h.now.Add(time.Minute)
	var deadline sql.NullTime
	if channel != domain.ChannelDesk {
		deadline = sql.NullTime{Time: h.now.Add(15 * time.Minute), Valid: true}
	}
	const account = `'{"bank": "BCP", "currency": "USD", "number": "1"}'`
	h.exec(`INSERT INTO operations (id, created_at, updated_at, number, code, version, status, side, channel, fixed_currency, usd, pen, rate, public_rate, base_rate,
			created_by_kind, created_by, source_account_id, destination_account_id, source_snapshot, destination_snapshot, deposit_snapshot, exclusive,
			client_id, quote_id, deposit_account_id, trader_id, expires_at)
		VALUES ($1, $2, $2, $3, $4, 1, 'PENDING', 'HOUSE_BUYS_USD', $5, 'USD', 500, 1859, 3.7180, 3.7180, 3.7200, 'CLIENT', $6, gen_random_uuid(), gen_random_uuid(),
			`+account+`, `+account+`, `+account+`, false, $6, gen_random_uuid(), $7, $8, $9)`,
		d.id, h.now, 1000+h.made, d.code, string(channel), h.client, h.bankUSD, domain.HouseUserID(), deadline)
	d.emit("CREATED", domain.ActorClient, h.client, map[string]any{"to": "PENDING", "usd": "500.00", "pen": "1859.00", "rate": "3.7180"})
	return d
}

// tell makes the next event, as the actor's act that brings the operation to a state.
func (d *formerDeal) tell(kind domain.EventKind, by domain.ActorKind, actor uuid.UUID, to domain.Status, facts map[string]any) {
	d.Helper()
	if facts == nil {
		facts = map[string]any{}
	}
	facts["from"], facts["to"] = d.status, to
	d.version++
	d.exec(`UPDATE operations SET version = $2, status = $3, updated_at = $4 WHERE id = $1`, d.id, d.version, string(to), d.now)
	if to != d.status && to == domain.InProcess {
		d.exec(`UPDATE operations SET in_process_at = $2, expires_at = NULL WHERE id = $1`, d.id, d.now)
	}
	d.status = to
	d.emit(kind, by, actor, facts)
}

// emit signs an event of the first version and writes it.
func (d *formerDeal) emit(kind domain.EventKind, by domain.ActorKind, actor uuid.UUID, facts map[string]any) {
	d.Helper()
	encoded, err := json.Marshal(facts)
	testkit.Must(d.T, err)
	mac := d.keys.Sign(evidence.Text("event"), evidence.Text(string(kind)), evidence.Integer(1), evidence.Text("operation"), evidence.UUID(d.id),
		evidence.Integer(int64(d.version)), evidence.UUID(d.client), evidence.UUID(domain.HouseUserID()), evidence.Text(string(by)), evidence.OptionalUUID(actor),
		evidence.Time(d.now), evidence.Bytes(encoded))
	d.exec(`INSERT INTO events (epoch, kind, schema_version, aggregate, aggregate_id, aggregate_version, client_id, trader_id, actor_kind, actor_id, occurred_at, facts, mac)
		VALUES ((SELECT max(epoch) FROM event_epochs), $1, 1, 'operation', $2, $3, $4, $5, $6, nullif($7, '00000000-0000-0000-0000-000000000000'::uuid), $8, $9, $10)`,
		string(kind), d.id, d.version, d.client, domain.HouseUserID(), string(by), actor, d.now, string(encoded), mac.MAC)
	d.now = d.now.Add(time.Minute)
}

// book signs an entry of the first version and writes it. Lines are kind, currency, account and cents.
func (d *formerDeal) book(kind domain.EntryKind, source uuid.UUID, lines []domain.BookLine) {
	d.Helper()
	d.booked++
	fields := []evidence.Field{evidence.Text("ledger"), evidence.Text(string(kind)), evidence.Text(source.String()), evidence.UUID(d.id),
		evidence.Text(domain.BusinessDate(d.now).String()), evidence.Time(d.now), evidence.Integer(0), evidence.Integer(int64(len(lines)))}
	tx, err := d.db.Owner.BeginTx(d.Context(), nil)
	testkit.Must(d.T, err)
	for _, line := range lines {
		fields = append(fields, evidence.Text(string(line.Account.Kind)), evidence.Text(string(line.Account.Currency)),
			evidence.OptionalUUID(line.Account.HouseAccount), evidence.Integer(line.Amount.Cents()))
	}
	_, err = tx.ExecContext(d.Context(), `INSERT INTO ledger_entries (kind, source, operation_id, business_date, recorded_at, mac) VALUES ($1, $2, $3, $4, $5, $6)`,
		string(kind), source.String(), d.id, domain.BusinessDate(d.now).String(), d.now, d.keys.Sign(fields...).MAC)
	testkit.Must(d.T, err)
	for _, line := range lines {
		_, err = tx.ExecContext(d.Context(), `INSERT INTO postings (entry_id, account_id, currency, amount) SELECT (SELECT max(id) FROM ledger_entries), id, currency, $4
			FROM ledger_accounts WHERE kind = $1 AND currency = $2 AND coalesce(house_account_id, '00000000-0000-0000-0000-000000000000') = $3`,
			string(line.Account.Kind), string(line.Account.Currency), line.Account.HouseAccount, line.Amount.String())
		testkit.Must(d.T, err)
	}
	testkit.Must(d.T, tx.Commit())
}

func usd(amount string) map[string]any { return map[string]any{"amount": amount, "currency": "USD"} }

func (d *formerDeal) dollars(amount string) domain.Leg {
	return domain.Leg{HouseAccount: d.bankUSD, Currency: money.USD, Amount: money.MustAmount(amount)}
}

// report records a deposit, which counts or waits, and brings the operation to a state.
func (d *formerDeal) report(amount, reference string, counted bool, to domain.Status) uuid.UUID {
	d.Helper()
	id := uuid.Must(uuid.NewV7())
	d.exec(`INSERT INTO deposits (id, created_at, amount, currency, status, counted, bank_reference, reported_by_kind, reported_by, house_account_id, operation_id)
		VALUES ($1, $2, $3, 'USD', 'REPORTED', $4, $5, 'CLIENT', $6, $7, $8)`, id, d.now, amount, counted, reference, d.client, d.bankUSD, d.id)
	d.exec(`UPDATE operations SET expires_at = NULL WHERE id = $1`, d.id)
	d.tell(domain.EventDepositReported, domain.ActorClient, d.client, to, map[string]any{"money": usd(amount), "counted": counted})
	return id
}

func (d *formerDeal) confirm(id uuid.UUID, amount string, counted bool) uuid.UUID {
	d.Helper()
	d.exec(`UPDATE deposits SET status = 'CONFIRMED', decided_at = $2, decided_by = $3 WHERE id = $1`, id, d.now, d.operator)
	d.book(domain.EntryDeposit, id, domain.BookDeposit(d.dollars(amount)))
	d.tell(domain.EventDepositConfirmed, domain.ActorStaff, d.operator, d.status, map[string]any{"money": usd(amount), "counted": counted})
	return id
}

func (d *formerDeal) reject(id uuid.UUID, amount string) {
	d.Helper()
	d.exec(`UPDATE deposits SET status = 'REJECTED', counted = false, decided_at = $2, decided_by = $3, reject_reason = 'No figura' WHERE id = $1`, id, d.now, d.operator)
	d.tell(domain.EventDepositRejected, domain.ActorStaff, d.operator, d.status, map[string]any{"money": usd(amount)})
}

func (d *formerDeal) refund(id uuid.UUID, amount string) {
	d.Helper()
	d.exec(`UPDATE deposits SET status = 'RETURNED', counted = false, returned_at = $2, refund_account_id = $3, refund_reference = 'DEV-1' WHERE id = $1`,
		id, d.now, d.bankUSD)
	d.book(domain.EntryRefund, id, domain.BookRefund(d.dollars(amount)))
	d.tell(domain.EventDepositRefunded, domain.ActorStaff, d.operator, d.status, map[string]any{"money": usd(amount)})
}

func (d *formerDeal) assign() {
	d.Helper()
	d.exec(`UPDATE operations SET operator_id = $2 WHERE id = $1`, d.id, d.operator)
	d.tell(domain.EventAssigned, domain.ActorClient, d.client, d.status, nil)
}

// giveBack hands the operation back and rejects a deposit; uuid.Nil where it was rejected before.
func (d *formerDeal) giveBack(id uuid.UUID) {
	d.Helper()
	d.exec(`UPDATE deposits SET status = 'REJECTED', counted = false, decided_at = $2, decided_by = $3, reject_reason = 'No llegó' WHERE id = $1`, id, d.now, d.operator)
	d.tell(domain.EventReturned, domain.ActorStaff, d.operator, domain.Pending, map[string]any{"reason": "No llegó"})
	d.exec(`UPDATE operations SET operator_id = NULL, in_process_at = NULL, expires_at = $2 WHERE id = $1`, d.id, d.now.Add(15*time.Minute))
}

func (d *formerDeal) pay(amount, reference string) {
	d.Helper()
	d.exec(`INSERT INTO payouts (id, created_at, amount, currency, bank_reference, created_by, operation_id, house_account_id)
		VALUES ($1, $2, $3, 'PEN', $4, $5, $6, $7)`, uuid.Must(uuid.NewV7()), d.now, amount, reference, d.operator, d.id, d.bankPEN)
	d.tell(domain.EventPayoutAdded, domain.ActorStaff, d.operator, d.status, map[string]any{"money": map[string]any{"amount": amount, "currency": "PEN"}})
}

func (d *formerDeal) prove() {
	d.Helper()
	file := uuid.Must(uuid.NewV7())
	d.exec(`INSERT INTO files (id, created_at, purpose, media_type, size, sha256, uploaded_by_kind, uploaded_by)
		VALUES ($1, $2, 'PAYOUT_PROOF', 'image/png', 1, decode(repeat('00', 32), 'hex'), 'STAFF', $3)`, file, d.now, d.operator)
	d.exec(`INSERT INTO proofs (id, created_at, created_by, operation_id, file_id) VALUES ($1, $2, $3, $4, $5)`, uuid.Must(uuid.NewV7()), d.now, d.operator, d.id, file)
	d.tell(domain.EventProofAdded, domain.ActorStaff, d.operator, d.status, nil)
}

// complete books the exchange of US$ 500.00 for payouts.
func (d *formerDeal) complete(payouts ...string) {
	d.Helper()
	var legs []domain.Leg
	for _, payout := range payouts {
		legs = append(legs, domain.Leg{HouseAccount: d.bankPEN, Currency: money.PEN, Amount: money.MustAmount(payout)})
	}
	d.book(domain.EntryCompletion, d.id, domain.BookCompletion(money.Dollars(money.MustAmount("500.00")), legs))
	d.exec(`UPDATE operations SET status = 'COMPLETED', completed_at = $2, business_date = $3 WHERE id = $1`, d.id, d.now, domain.BusinessDate(d.now).String())
	d.tell(domain.EventCompleted, domain.ActorStaff, d.operator, domain.Completed, map[string]any{"usd": "500.00", "pen": "1859.00", "rate": "3.7180"})
}

func (d *formerDeal) end(kind domain.EventKind, to domain.Status, reason domain.CancelReason) {
	d.Helper()
	d.exec(`UPDATE operations SET status = $2, ended_at = $3, cancel_reason = $4, expires_at = NULL WHERE id = $1`, d.id, string(to), d.now, string(reason))
	d.tell(kind, domain.ActorSystem, uuid.Nil, to, map[string]any{"reason": reason})
}

func (d *formerDeal) hold() {
	d.Helper()
	d.exec(`INSERT INTO holds (id, created_at, reason, safe_text, opened_by, operation_id) VALUES ($1, $2, 'REVIEW', 'Revisamos', $3, $4)`,
		uuid.Must(uuid.NewV7()), d.now, d.master, d.id)
	d.tell(domain.EventHeld, domain.ActorStaff, d.master, d.status, map[string]any{"reason": "REVIEW"})
}

func (d *formerDeal) release() {
	d.Helper()
	d.exec(`UPDATE holds SET released_at = $2, released_by = $3 WHERE operation_id = $1`, d.id, d.now, d.master)
	d.tell(domain.EventReleased, domain.ActorStaff, d.master, d.status, nil)
}
