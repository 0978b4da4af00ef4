package attest_test

import (
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/attest"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/risk"
	"github.com/qoricash/qoricash/internal/testkit"
)

const (
	attestedRows = 24
	rowsOfSeal   = 6
)

// vault is the sealed evidence of a house in the hands of somebody who owns the database and has neither the key nor the seal file.
type vault struct {
	*testing.T
	kit    *testkit.Kit
	seals  *evidence.File
	random *rand.Rand
	// assessments are the rows that are tampered with.
	assessments []uuid.UUID
}

func newVault(t *testing.T, seed uint64) *vault {
	t.Helper()
	v := &vault{T: t, kit: testkit.New(t), seals: evidence.NewFile(t.TempDir()), random: rand.New(rand.NewPCG(seed, 1))}
	sealer := evidence.NewSealer(v.kit.DB.App, v.kit.Store.Keys(), v.seals, clock.System{}, slog.New(slog.DiscardHandler))
	for n := range attestedRows {
		_, _, err := v.kit.Risk.RecalculateAsked(v.kit.As(t, testkit.MiddleOffice), risk.RecalculateInput{IdempotencyKey: fmt.Sprint("again", n),
			ClientID: v.kit.ID(testkit.Client), Reason: fmt.Sprintf("Se revisa por vez %d.", n)})
		testkit.Must(t, err)
		if n%rowsOfSeal == rowsOfSeal-1 {
			v.kit.Settle(t)
			_, err := sealer.Seal(t.Context(), evidence.Compliance)
			testkit.Must(t, err)
		}
	}
	v.exec(`ALTER TABLE attestations DISABLE TRIGGER USER; ALTER TABLE risk_computations DISABLE TRIGGER USER;
		ALTER TABLE risk_profiles DROP CONSTRAINT risk_profiles_risk_computations_computation;
		CREATE TABLE attestations_copy AS SELECT * FROM attestations; CREATE TABLE computations_copy AS SELECT * FROM risk_computations`)
	for _, id := range testkit.Texts(t, v.kit.DB, `SELECT id::text FROM risk_computations ORDER BY id`) {
		v.assessments = append(v.assessments, uuid.MustParse(id))
	}
	return v
}

func (v *vault) exec(statement string, args ...any) {
	v.Helper()
	_, err := v.kit.DB.Owner.ExecContext(v.Context(), statement, args...)
	testkit.Must(v.T, err)
}

func (v *vault) pick() uuid.UUID { return v.assessments[v.random.IntN(len(v.assessments))] }

// forgeries are edits of every column that an assessment says something with.
var forgeries = []string{
	`created_at = created_at + interval '1 microsecond'`, `client_id = (SELECT id FROM clients WHERE id <> client_id ORDER BY id LIMIT 1)`, `trigger = 'ALL'`,
	`reason = NULL`, `reason = reason || ' '`, `asked_by = NULL, reason = NULL`, `facts = jsonb_set(facts, '{x}', '1')`, `facts = '{}'`,
	`decided = '{"ground":"PEP"}'`, `rules_version = rules_version + 1`, `rules = '{}'`, `score = (score + 1) % 100`,
	`level = CASE level WHEN 'LOW' THEN 'HIGH' ELSE 'LOW' END`, `due_diligence = CASE due_diligence WHEN 'BASIC' THEN 'SIMPLIFIED' ELSE 'BASIC' END`,
	`factors = factors || '[{"key":"X"}]'`, `factors = '[null]'`, `reasons = '["X"]'`,
}

// signed are edits of an attestation.
var signed = []string{
	`at = at + interval '1 microsecond'`, `kind = 'monitoring'`, `object_id = gen_random_uuid()`, `digest = set_byte(digest, 3, get_byte(digest, 3) # 1)`,
	`mac = set_byte(mac, 7, get_byte(mac, 7) # 4)`,
}

// deed tampers once and answers what a finding must say to name it.
func (v *vault) deed() (what, named string) {
	switch id := v.pick(); v.random.IntN(6) {
	case 0:
		v.exec(`DELETE FROM risk_computations WHERE id = $1`, id)
		return fmt.Sprintf("assessment %s removed", id), fmt.Sprintf("risk_computation %s was attested and is not there", id)
	case 1:
		fresh := uuid.New()
		v.exec(`INSERT INTO risk_computations SELECT (jsonb_populate_record(r, jsonb_build_object('id', $2::text))).* FROM risk_computations r WHERE id = $1`, id, fresh)
		return fmt.Sprintf("assessment %s slipped in", fresh), fmt.Sprintf("risk_computation %s was never attested", fresh)
	case 2:
		v.exec(`DELETE FROM risk_computations WHERE id = $1`, id)
		v.exec(`DELETE FROM attestations WHERE object_id = $1`, id)
		return fmt.Sprintf("assessment %s removed with its attestation", id), "seal "
	case 3:
		forgery := signed[v.random.IntN(len(signed))]
		v.exec(`UPDATE attestations SET `+forgery+` WHERE object_id = $1`, id)
		return fmt.Sprintf("attestation of %s: %s", id, forgery), "compliance: "
	default:
		forgery := forgeries[v.random.IntN(len(forgeries))]
		v.exec(`UPDATE risk_computations SET `+forgery+` WHERE id = $1`, id)
		return fmt.Sprintf("assessment %s: %s", id, forgery), fmt.Sprintf("risk_computation %s is not what was attested", id)
	}
}

func (v *vault) putBack() {
	v.exec(`DELETE FROM attestations; DELETE FROM risk_computations; INSERT INTO risk_computations SELECT * FROM computations_copy;
		INSERT INTO attestations OVERRIDING SYSTEM VALUE SELECT * FROM attestations_copy`)
}

func (v *vault) findings() []string {
	report, err := attest.Verify(v.Context(), v.kit.DB.App, v.kit.Store.Keys(), v.seals)
	testkit.Must(v.T, err)
	return report.Findings
}

// Its name is for `make crash`, which runs the long form: 1,000 deeds.
func TestEveryTamperedRowOfComplianceIsFoundAndNamedCrash(t *testing.T) {
	t.Parallel()
	deeds := 40
	if os.Getenv("CRASH_LONG") != "" {
		deeds = 500
	}
	for shard := range uint64(2) {
		t.Run(fmt.Sprint(shard), func(t *testing.T) {
			t.Parallel()
			v := newVault(t, shard)
			if found := v.findings(); len(found) > 0 {
				t.Fatalf("before any deed: %q", found)
			}
			for range deeds {
				what, named := v.deed()
				if found := strings.Join(v.findings(), "\n") + "\n"; !strings.Contains(found, named) {
					t.Fatalf("%s: found %q, want one with %q", what, found, named)
				}
				v.putBack()
			}
			if found := v.findings(); len(found) > 0 {
				t.Errorf("after all was put back: %q", found)
			}
		})
	}
}

// Given somebody who writes with the role of the program, and so past every rule of it.
func TestTheDatabaseTakesNoRowOfComplianceThatNobodySignedFor(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	_, _, err := kit.Risk.RecalculateAsked(kit.As(t, testkit.MiddleOffice), risk.RecalculateInput{IdempotencyKey: "first", ClientID: kit.ID(testkit.Client),
		Reason: "Se revisa."})
	testkit.Must(t, err)
	for name, statement := range map[string]string{
		"an assessment without its attestation": `INSERT INTO risk_computations SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid()))).*
			FROM risk_computations r LIMIT 1`,
		"another digest":           `UPDATE attestations SET digest = mac`,
		"an attestation removed":   `DELETE FROM attestations`,
		"all of them":              `TRUNCATE attestations`,
		"a second one":             `INSERT INTO attestations (at, kind, object_id, digest, key_id, mac) SELECT at, kind, object_id, digest, key_id, mac FROM attestations`,
		"one of another place":     `INSERT INTO attestations (id, at, kind, object_id, digest, mac) SELECT 1, at, 'x', object_id, digest, mac FROM attestations`,
		"a seal of no such stream": `SELECT add_evidence_seal('complaints', 1, 0, 1, '3', 1, 1, 1, sha256('a'), now(), sha256('b'), 1::smallint)`,
	} {
		if _, err := kit.DB.App.ExecContext(t.Context(), statement); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

// Every kind of attested row has the trigger that refuses it without an attestation, and no other table has one.
func TestEveryKindIsRequiredByItsTable(t *testing.T) {
	t.Parallel()
	kit := testkit.New(t)
	var known []string
	for _, kind := range attest.Kinds() {
		known = append(known, string(kind))
	}
	required := testkit.Texts(t, kit.DB, `SELECT convert_from(rtrim(tgargs, '\x00'::bytea), 'UTF8') FROM pg_trigger
		WHERE tgfoid = 'require_attestation'::regproc AND tgenabled = 'A' AND tgdeferrable ORDER BY 1`)
	if !slices.Equal(known, required) {
		t.Errorf("attested are %q, the database requires %q", known, required)
	}
	var left []string
	for _, kind := range attest.Kinds() {
		left = append(left, testkit.Texts(t, kit.DB, `SELECT c.relname || '.' || a.attname FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
			JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			WHERE g.tgfoid = 'require_attestation'::regproc AND convert_from(rtrim(g.tgargs, '\x00'::bytea), 'UTF8') = $1
				AND NOT a.attname = ANY(string_to_array($2, ' '))
				AND NOT has_column_privilege('qoricash_app', c.oid, a.attnum, 'UPDATE')`, string(kind), kind.Columns())...)
	}
	if len(left) > 0 {
		t.Errorf("columns that never change and that nobody signs: %q", left)
	}
}
