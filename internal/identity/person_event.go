package identity

import (
	"context"
	"fmt"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// PersonAggregate is what the events about the credentials of a person are about: its key is the user's or the client's.
const PersonAggregate = "person"

// The events about the credentials of a person.
const (
	EventPasswordChanged = "PASSWORD_CHANGED"
	EventTOTPEnabled     = "TOTP_ENABLED"
	EventTOTPDisabled    = "TOTP_DISABLED"
	EventInvited         = "INVITED"
)

// PasswordChangedFacts are the facts of a PASSWORD_CHANGED.
type PasswordChangedFacts struct {
	// ByLink tells that the person did not have its password.
	ByLink bool `json:"byLink"`
}

// emitAbout tells an event about the credentials of a person, in a command that holds the person's lock.
func emitAbout(ctx context.Context, tx *store.Tx, person Person, kind string, facts any) error {
	record := event.Record{Kind: kind, SchemaVersion: 1, Aggregate: person.lock(), Actor: actorOf(tx.Actor), OccurredAt: tx.Now, Facts: facts}
	if person.Kind == domain.ActorClient {
		record.ClientID = person.ID
	}
	if err := tx.EmitNext(ctx, record); err != nil {
		return fmt.Errorf("tell %s: %w", kind, err)
	}
	return nil
}
