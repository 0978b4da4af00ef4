package migrations_test

import (
	"database/sql"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/pressly/goose/v3"

	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/migrations"
)

// beforeKeys is the last version without keys of evidence.
const beforeKeys = 20261122000010

var secret = []byte("a secret for tests only, of some length")

// houseBefore is a database as it was before the keys of evidence were rows.
func houseBefore(t *testing.T) *testdb.Database {
	t.Helper()
	db := testdb.New(t)
	exec(t, db.Owner, `DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO qoricash_app`)
	provider, err := goose.NewProvider(goose.DialectPostgres, db.Owner, migrations.FS)
	must(t, err)
	_, err = provider.UpTo(t.Context(), beforeKeys)
	must(t, err)
	return db
}

func TestAHouseWithRowsOutlivesTheMigrationOfItsEvidence(t *testing.T) {
	t.Parallel()
	// Given a house with an event that is signed under the secret itself, and a row among its seals that is no seal.
	db := houseBefore(t)
	former, err := evidence.NewKeys(secret, nil)
	must(t, err)
	operation, at := uuid.New(), time.Date(2026, 11, 28, 15, 0, 0, 0, time.UTC)
	mac := former.Sign(evidence.Text("event"), evidence.Text("CREATED"), evidence.Integer(1), evidence.Text("operation"), evidence.UUID(operation),
		evidence.Integer(1), evidence.OptionalUUID(uuid.Nil), evidence.OptionalUUID(uuid.Nil), evidence.Text("system"), evidence.OptionalUUID(uuid.Nil),
		evidence.Time(at), evidence.Bytes([]byte("{}"))).MAC
	exec(t, db.App, `INSERT INTO events (epoch, kind, schema_version, aggregate, aggregate_id, aggregate_version, actor_kind, occurred_at, facts, mac)
		VALUES ((SELECT max(epoch) FROM event_epochs), 'CREATED', 1, 'operation', $1, 1, 'system', $3, '{}', $2)`, operation, mac, at)
	exec(t, db.App, `INSERT INTO evidence_seals SELECT 'events', 9223372036854775807, 2000000000, tx, id, 1, 9223372036854775807,
		decode(repeat('00', 32), 'hex'), now(), decode(repeat('00', 32), 'hex') FROM events`)

	_, err = migrations.Up(t.Context(), db.Owner)
	must(t, err)

	var unsigned, unnamed bool
	must(t, db.App.QueryRowContext(t.Context(), `SELECT bool_and(key_id IS NULL) FROM events`).Scan(&unsigned))
	must(t, db.App.QueryRowContext(t.Context(), `SELECT bool_and(history IS NULL) FROM event_epochs`).Scan(&unnamed))
	if !unsigned || !unnamed {
		t.Errorf("rows of before have a key: %v, epochs of before a name: %v", !unsigned, !unnamed)
	}
	wrapping, err := evidence.NewWrapping(secret, nil)
	must(t, err)
	keys, err := evidence.OpenKeys(t.Context(), db.App, wrapping, at)
	must(t, err)
	seals := evidence.NewFile(t.TempDir())
	var findings []evidence.Kind
	summary, err := evidence.NewVerifier(db.App, keys, seals).Verify(t.Context(), event.Evidence(), func(f evidence.Finding) { findings = append(findings, f.Kind) })
	must(t, err)
	if summary.Rows != 1 || !slices.Equal(findings, []evidence.Kind{evidence.SealAltered}) {
		t.Errorf("verified %+v, found %v", summary, findings)
	}
	// And the previous program goes on writing beside this one.
	exec(t, db.App, `INSERT INTO events (epoch, kind, schema_version, aggregate, aggregate_id, aggregate_version, actor_kind, occurred_at, facts, mac)
		SELECT epoch, kind, schema_version, aggregate, gen_random_uuid(), 1, actor_kind, occurred_at, facts, mac FROM events`)
}

func TestAHouseWithoutEventsBeginsWithANamedHistory(t *testing.T) {
	t.Parallel()
	db := houseBefore(t)
	_, err := migrations.Up(t.Context(), db.Owner)
	must(t, err)
	var named bool
	must(t, db.App.QueryRowContext(t.Context(), `SELECT bool_and(history IS NOT NULL) FROM event_epochs`).Scan(&named))
	if !named {
		t.Error("its epoch has no name")
	}
}

func exec(t *testing.T, db *sql.DB, statement string, arguments ...any) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), statement, arguments...); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
