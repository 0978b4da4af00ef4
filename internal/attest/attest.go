// Package attest signs what the house knew and decided of its clients, row by row, in the transaction that writes it: the fourth stream of
// evidence, "compliance".
//
// The rows themselves lie in the tables of their areas, which know nothing of signatures. Of each there is one attestation: the digest of the
// columns that never change, as the database holds them, signed by the house. Invariants: a row of an attested table and its attestation come in
// one transaction, or neither does (a deferred trigger, require_attestation); attestations are append-only and sealed like the other streams;
// a row that was edited, removed or slipped in is named by [Verify].
package attest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
)

// Kind is one kind of attested row.
type Kind string

// The kinds of attested rows.
const (
	// RiskComputation is one assessment of a client, ManualListCheck what a person found of it on lists.
	RiskComputation Kind = "risk_computation"
	ManualListCheck Kind = "manual_list_check"
	// Monitoring is what all rules said of an operation at a moment, RuleEvaluation what one rule found.
	Monitoring     Kind = "monitoring"
	RuleEvaluation Kind = "rule_evaluation"
	// ScreeningRun is a comparison of people with lists, ScreeningResult what it came to of one of them, ScreeningHit an entry that one of them may
	// be, and HitDecision what two people said of it.
	ScreeningRun    Kind = "screening_run"
	ScreeningResult Kind = "screening_result"
	ScreeningHit    Kind = "screening_hit"
	HitDecision     Kind = "hit_decision"
)

// attested says which table holds the rows of a kind, and which of its columns never change. Names that go into SQL text come from here and
// from nowhere else. A column that a table gets later belongs to a kind only with a default of null, or of zero where it is among later: what is
// absent digests to the same.
type attested struct {
	table   string
	columns string
	later   string
}

var kinds = map[Kind]attested{
	RiskComputation: {"risk_computations", "id created_at client_id trigger reason asked_by facts decided rules_version rules score level due_diligence factors reasons", ""},
	ManualListCheck: {"manual_list_checks", "id created_at client_id results legal_issues observations checked_by", ""},
	Monitoring:      {"transaction_monitorings", "id created_at operation_id client_id moment score outcomes features", "amendment"},
	RuleEvaluation: {"rule_evaluations", "id created_at operation_id client_id rule_id code version moment action severity alert_window why figures " +
		"features", ""},
	ScreeningRun: {"screening_runs", "id created_at trigger engine_version config_sha list_versions coverage started_at ended_at subjects hits opened unexpected " +
		"first_subject last_subject digest asked_by", ""},
	ScreeningResult: {"screening_results", "id created_at run_id subject_id snapshot snapshot_sha outcome top_score", ""},
	ScreeningHit: {"screening_hits", "id created_at result_id subject_id client_id entry_id source entry_sha snapshot_sha score band exact explanation " +
		"due_at", ""},
	HitDecision: {"hit_decisions", "id created_at hit_id proposal_id verdict reasons proposed_by decided_by", ""},
}

// Kinds lists the kinds, in the order of their names.
func Kinds() []Kind {
	list := make([]Kind, 0, len(kinds))
	for kind := range kinds {
		list = append(list, kind)
	}
	slices.Sort(list)
	return list
}

// digest is the SQL expression of what a row of a kind digests to. Instants are written in the session's time zone, which is UTC in every
// session of the house.
func (a attested) digest() string {
	var pairs []string
	for column := range strings.FieldsSeq(a.columns) {
		pairs = append(pairs, fmt.Sprintf("'%s', %s", column, column))
	}
	for column := range strings.FieldsSeq(a.later) {
		pairs = append(pairs, fmt.Sprintf("'%s', nullif(%s, 0)", column, column))
	}
	return `sha256(convert_to(jsonb_strip_nulls(jsonb_build_object(` + strings.Join(pairs, ", ") + `))::text, 'UTF8'))`
}

// Mark names a row that a command wrote.
type Mark struct {
	Kind Kind
	ID   uuid.UUID
}

// Attester signs rows.
type Attester struct{ keys evidence.Keys }

// New returns what signs with keys.
func New(keys evidence.Keys) *Attester { return &Attester{keys: keys} }

// attestation is one row of the stream.
type attestation struct {
	at     time.Time
	kind   Kind
	object uuid.UUID
	digest []byte
}

func (a attestation) fields() []evidence.Field {
	return []evidence.Field{evidence.Text("attestation"), evidence.Time(a.at), evidence.Text(string(a.kind)), evidence.UUID(a.object), evidence.Bytes(a.digest)}
}

// Write attests rows in the transaction that wrote them. at is the transaction's one instant. A mark without a row is an error.
func (a *Attester) Write(ctx context.Context, tx event.Querier, at time.Time, marks ...Mark) error {
	var names, objects []string
	var digests, macs [][]byte
	var keys []evidence.KeyID
	for kind, ids := range byKind(marks) {
		found, err := digestsOf(ctx, tx, kind, ids)
		if err != nil {
			return err
		}
		if len(found) != len(ids) {
			return fmt.Errorf("attest %d rows of %s: there are %d", len(ids), kind, len(found))
		}
		for _, id := range ids {
			signature := a.keys.Sign(attestation{at: at, kind: kind, object: id, digest: found[id]}.fields()...)
			names, objects, digests = append(names, string(kind)), append(objects, id.String()), append(digests, found[id])
			macs, keys = append(macs, signature.MAC), append(keys, signature.Key)
		}
	}
	if len(names) == 0 {
		return nil
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO attestations (at, kind, object_id, digest, mac, key_id)
		SELECT $1, r.* FROM unnest($2::text[], $3::uuid[], $4::bytea[], $5::bytea[], $6::smallint[]) AS r`,
		at, pq.Array(names), pq.Array(objects), pq.Array(digests), pq.Array(macs), pq.Array(keys))
	if err != nil {
		return fmt.Errorf("write attestations: %w", err)
	}
	return nil
}

// byKind sorts marks by their kind, each row once.
func byKind(marks []Mark) map[Kind][]uuid.UUID {
	sorted := map[Kind][]uuid.UUID{}
	for _, mark := range marks {
		if !slices.Contains(sorted[mark.Kind], mark.ID) {
			sorted[mark.Kind] = append(sorted[mark.Kind], mark.ID)
		}
	}
	return sorted
}

func digestsOf(ctx context.Context, tx event.Querier, kind Kind, ids []uuid.UUID) (map[uuid.UUID][]byte, error) {
	of, known := kinds[kind]
	if !known {
		return nil, fmt.Errorf("attest: no kind %q", kind)
	}
	rows, err := tx.QueryContext(ctx, `SELECT id, `+of.digest()+` FROM `+of.table+` WHERE id = ANY($1::uuid[])`, pq.Array(ids))
	if err != nil {
		return nil, fmt.Errorf("digest rows of %s: %w", kind, err)
	}
	defer rows.Close()
	found := map[uuid.UUID][]byte{}
	for rows.Next() {
		var id uuid.UUID
		var digest []byte
		if err := rows.Scan(&id, &digest); err != nil {
			return nil, fmt.Errorf("digest rows of %s: %w", kind, err)
		}
		found[id] = digest
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("digest rows of %s: %w", kind, err)
	}
	return found, nil
}
