// Package audit writes who did what, with before and after, in the transaction of the act itself.
//
// Invariants: every command that commits leaves at least one row; rows are signed and append-only, and the leader seals
// them (package evidence); no secret and no password ever stands in one.
package audit

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/evidence"
)

// Entry is one thing that a command did.
type Entry struct {
	// Action is the command, for example "operation.complete".
	Action string
	// ObjectKind and ObjectID name what it was done to.
	ObjectKind domain.ObjectKind
	ObjectID   uuid.UUID
	// Before and After hold what changed, by field; either may be empty.
	Before, After map[string]any
}

// Trail writes entries.
type Trail struct{ keys evidence.Keys }

// NewTrail returns a trail that signs its entries with keys.
func NewTrail(keys evidence.Keys) *Trail { return &Trail{keys: keys} }

const insertEntries = `
INSERT INTO audit_entries (at, actor_kind, actor_id, actor_role, action, object_kind, object_id, changes, address, user_agent, request_id, mac, token_id, key_id)
SELECT $1, $2, $3::uuid, $4, r.action, r.object_kind, r.object_id, r.changes, $5, $6, $7, r.mac, $13::uuid, r.key_id
FROM unnest($8::text[], $9::text[], $10::uuid[], $11::jsonb[], $12::bytea[], $14::smallint[]) WITH ORDINALITY
	AS r (action, object_kind, object_id, changes, mac, key_id, place)
ORDER BY r.place`

// Write adds entries in the caller's transaction, with one statement. at is the transaction's one instant.
func (t *Trail) Write(ctx context.Context, tx event.Querier, at time.Time, entries ...Entry) error {
	if len(entries) == 0 {
		return nil
	}
	actor, origin := access.Current(ctx), access.OriginFrom(ctx)
	agent := domain.Clip(storable(origin.UserAgent), 300)
	origin.Address, origin.RequestID = domain.Clip(storable(origin.Address), 64), domain.Clip(storable(origin.RequestID), 64)
	n := len(entries)
	actions, kinds, changes := make([]string, n), make([]string, n), make([]string, n)
	objects, macs, keys := make([]*string, n), make([][]byte, n), make([]evidence.KeyID, n)
	for i, entry := range entries {
		text, err := canonicalChanges(entry)
		if err != nil {
			return fmt.Errorf("audit %s: %w", entry.Action, err)
		}
		actions[i], kinds[i], changes[i], objects[i] = entry.Action, string(entry.ObjectKind), string(text), optional(entry.ObjectID)
		signature := t.keys.Sign(signedFields(Row{At: at, ActorKind: string(actor.Kind), ActorID: actor.ID, ActorRole: string(actor.Role), TokenID: actor.TokenID,
			Action: entry.Action, ObjectKind: string(entry.ObjectKind), ObjectID: entry.ObjectID, Changes: text,
			Address: origin.Address, UserAgent: agent, RequestID: origin.RequestID})...)
		macs[i], keys[i] = signature.MAC, signature.Key
	}
	_, err := tx.ExecContext(ctx, insertEntries, at, string(actor.Kind), optional(actor.ID), string(actor.Role), origin.Address, agent,
		origin.RequestID, pq.Array(actions), pq.Array(kinds), pq.Array(objects), pq.Array(changes), pq.Array(macs),
		optional(actor.TokenID), pq.Array(keys))
	if err != nil {
		return fmt.Errorf("write the audit trail: %w", err)
	}
	return nil
}

// canonicalChanges encodes before and after with sorted keys, the one form that a jsonb column gives back after sorting.
func canonicalChanges(entry Entry) ([]byte, error) {
	changes := map[string]any{}
	if len(entry.Before) > 0 {
		changes["before"] = entry.Before
	}
	if len(entry.After) > 0 {
		changes["after"] = entry.After
	}
	return evidence.CanonicalJSON(changes)
}

// Row is an entry as the table holds it.
type Row struct {
	At                            time.Time
	ActorKind                     string
	ActorID                       uuid.UUID
	ActorRole, Action, ObjectKind string
	// TokenID is the access token that was used; uuid.Nil for none.
	TokenID                       uuid.UUID
	ObjectID                      uuid.UUID
	Changes                       json.RawMessage
	Address, UserAgent, RequestID string
}

// Content tells evidence.Verifier how entries are signed.
func Content() evidence.Content {
	return evidence.Content{
		Stream:  evidence.Audit,
		Columns: `at, actor_kind, actor_id, actor_role, action, object_kind, object_id, changes, address, user_agent, request_id, token_id`,
		Fields: func(scan func(dest ...any) error) ([]evidence.Field, error) {
			var r Row
			var actorID, objectID, tokenID uuid.NullUUID
			var changes []byte
			err := scan(&r.At, &r.ActorKind, &actorID, &r.ActorRole, &r.Action, &r.ObjectKind, &objectID, &changes, &r.Address, &r.UserAgent, &r.RequestID, &tokenID)
			if err != nil {
				return nil, err
			}
			r.ActorID, r.ObjectID, r.TokenID = actorID.UUID, objectID.UUID, tokenID.UUID
			if r.Changes, err = evidence.CanonicalJSON(json.RawMessage(changes)); err != nil {
				return nil, err
			}
			return signedFields(r), nil
		},
	}
}

// signedFields is the canonical content of an entry: everything but its place, which the seals cover.
func signedFields(r Row) []evidence.Field {
	fields := []evidence.Field{
		evidence.Text("audit"), evidence.Time(r.At), evidence.Text(r.ActorKind), evidence.OptionalUUID(r.ActorID), evidence.Text(r.ActorRole),
		evidence.Text(r.Action), evidence.Text(r.ObjectKind), evidence.OptionalUUID(r.ObjectID), evidence.Bytes(r.Changes),
		evidence.Text(r.Address), evidence.Text(r.UserAgent), evidence.Text(r.RequestID),
	}
	if r.TokenID != uuid.Nil {
		fields = append(fields, evidence.OptionalUUID(r.TokenID))
	}
	return fields
}

func optional(id uuid.UUID) *string {
	if id == uuid.Nil {
		return nil
	}
	text := id.String()
	return &text
}

// storable replaces what a text column refuses: a header may hold any bytes, and must not stop the act that it came with.
func storable(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "\uFFFD")
}
