package event

import (
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/evidence"
)

// Evidence tells evidence.Verifier how events are signed.
func Evidence() evidence.Content {
	return evidence.Content{
		Stream: evidence.Events,
		Columns: `kind, schema_version, aggregate, aggregate_id, aggregate_version, client_id, trader_id, actor_kind,
			actor_id, occurred_at, facts`,
		Fields: func(scan func(dest ...any) error) ([]evidence.Field, error) {
			var e Event
			var clientID, traderID, actorID uuid.NullUUID
			var occurredAt time.Time
			var facts []byte
			err := scan(&e.Kind, &e.SchemaVersion, &e.Aggregate.Type, &e.Aggregate.ID, &e.AggregateVersion,
				&clientID, &traderID, &e.Actor.Kind, &actorID, &occurredAt, &facts)
			if err != nil {
				return nil, err
			}
			e.ClientID, e.TraderID, e.Actor.ID = clientID.UUID, traderID.UUID, actorID.UUID
			e.OccurredAt, e.Facts = occurredAt, signedFacts(facts)
			return signedFields(e), nil
		},
	}
}

// signedFacts is the form of stored facts that was signed. Facts that Append would have refused were never signed, and
// any form will do for them.
func signedFacts(stored []byte) json.RawMessage {
	canonical, err := canonicalJSON(stored)
	if err != nil {
		return stored
	}
	return canonical
}
