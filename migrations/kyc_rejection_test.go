package migrations_test

import (
	"context"
	"database/sql"
	"testing"

	"github.com/google/uuid"
	"github.com/pressly/goose/v3"

	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/migrations"
)

// lastBefore is the version of the history before why an identification was rejected stood beside its state.
const lastBefore = 20261122000010

// old is a house whose database has the history up to a version.
type old struct{ *sql.DB }

// upTo empties a database and applies the history up to a version.
func upTo(t *testing.T, version int64) old {
	t.Helper()
	db := testdb.New(t)
	house := old{db.Owner}
	house.exec(t, `DROP SCHEMA public CASCADE`)
	house.exec(t, `CREATE SCHEMA public`)
	house.exec(t, `GRANT USAGE ON SCHEMA public TO qoricash_app`)
	provider, err := goose.NewProvider(goose.DialectPostgres, db.Owner, migrations.FS)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.UpTo(t.Context(), version); err != nil {
		t.Fatal(err)
	}
	return house
}

func (o old) exec(t *testing.T, statement string, args ...any) {
	t.Helper()
	if _, err := o.ExecContext(t.Context(), statement, args...); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// client is one whose identification has a past: "REJECT" and "DECLINED" with a reason, or an event's kind, an hour apart.
func (o old) client(t *testing.T, status string, history ...[2]string) uuid.UUID {
	t.Helper()
	client := uuid.New()
	var house uuid.UUID
	if err := o.QueryRowContext(t.Context(), `SELECT id FROM users WHERE is_house`).Scan(&house); err != nil {
		t.Fatal(err)
	}
	o.exec(t, `INSERT INTO clients (id, created_at, document_type, document_number, full_name, email, password_hash, status, kyc_status, owner_id, channel,
		updated_at, parallel_operations) VALUES ($1, now(), 'DNI', left(md5($2), 15), 'RAMOS SOTO LUZ', 'luz@correo.pe', '', 'ACTIVE', $3, $4, 'WEB', now(), false)`,
		client, client.String(), status, house)
	for hour, step := range history {
		if step[0] == "REJECT" || step[0] == "DECLINED" {
			decision := map[string]string{"REJECT": "CONFIRMED", "DECLINED": "DECLINED"}[step[0]]
			o.exec(t, `INSERT INTO proposals (id, created_at, kind, object_kind, object_id, payload, four_eyes, mac, decision, decided_at, decision_mac, proposed_by, decided_by)
				VALUES ($1, now(), 'KYC_REJECT', 'client', $2, jsonb_build_object('reason', $3::text), false, $4, $5, now() + $6 * interval '1 hour', $4, $7, $7)`,
				uuid.New(), client, step[1], make([]byte, 32), decision, hour, house)
			continue
		}
		o.exec(t, `INSERT INTO events (epoch, kind, schema_version, aggregate, aggregate_id, aggregate_version, client_id, actor_kind, occurred_at, facts, mac)
			VALUES (1, $1, 1, 'client', $2, $3, $2, 'STAFF', now() + $4 * interval '1 hour', '{}', $5)`, step[0], client, hour+1, hour, make([]byte, 32))
	}
	return client
}

func TestTheReasonOfARejectionIsFoundForClientsOfBefore(t *testing.T) {
	t.Parallel()
	house := upTo(t, lastBefore)
	// Given rows as transactions wrote them that are long over: their guards ask for the transaction that decides.
	for _, table := range []string{"clients", "proposals", "events"} {
		house.exec(t, `ALTER TABLE `+table+` DISABLE TRIGGER USER`)
	}
	reject := func(reason string) [2]string { return [2]string{"REJECT", reason} }
	reopened, approved := [2]string{"KYC_REOPENED"}, [2]string{"KYC_APPROVED"}
	type row struct {
		id   uuid.UUID
		want string
	}
	rows := map[string]row{
		"never rejected":                {house.client(t, "PENDING"), ""},
		"rejected":                      {house.client(t, "REJECTED", reject("DATA_MISMATCH")), "DATA_MISMATCH"},
		"rejected twice":                {house.client(t, "REJECTED", reject("DATA_MISMATCH"), reject("EXPIRED")), "EXPIRED"},
		"a rejection that was declined": {house.client(t, "REJECTED", reject("NOT_ACCEPTED"), [2]string{"DECLINED", "EXPIRED"}), "NOT_ACCEPTED"},
		"new papers since":              {house.client(t, "IN_REVIEW", reject("NOT_ACCEPTED")), "NOT_ACCEPTED"},
		"reopened since":                {house.client(t, "IN_REVIEW", reject("NOT_ACCEPTED"), reopened), ""},
		"reopened and rejected":         {house.client(t, "REJECTED", reject("NOT_ACCEPTED"), reopened, reject("UNREADABLE")), "UNREADABLE"},
		"approved since":                {house.client(t, "APPROVED", reject("NOT_ACCEPTED"), approved), ""},
		"approved, renamed since":       {house.client(t, "IN_REVIEW", reject("NOT_ACCEPTED"), approved, reopened), ""},
	}

	for _, table := range []string{"clients", "proposals", "events"} {
		house.exec(t, `ALTER TABLE `+table+` ENABLE TRIGGER USER`)
	}

	if _, err := migrations.Up(context.WithoutCancel(t.Context()), house.DB); err != nil {
		t.Fatal(err)
	}

	for name, client := range rows {
		var got string
		if err := house.QueryRowContext(t.Context(), `SELECT coalesce(kyc_rejection, '') FROM clients WHERE id = $1`, client.id).Scan(&got); err != nil {
			t.Fatal(err)
		}
		if got != client.want {
			t.Errorf("%s: rejected for %q, want %q", name, got, client.want)
		}
	}
}
