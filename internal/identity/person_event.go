package identity

import (
	"context"
	"fmt"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// emitAbout tells an event about the credentials of a person, in a command that holds the person's lock.
func emitAbout(ctx context.Context, tx *store.Tx, person Person, kind domain.EventKind, facts any) error {
	record := event.Record{Kind: kind, Aggregate: person.Lock(), Facts: facts}
	if person.Kind == domain.ActorClient {
		record.ClientID = person.ID
	}
	if err := tx.EmitNext(ctx, record); err != nil {
		return fmt.Errorf("tell %s: %w", kind, err)
	}
	return nil
}
