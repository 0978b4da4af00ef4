package kyc

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// ReopenInput says which identification is looked at again.
type ReopenInput struct {
	IdempotencyKey string
	ClientID       uuid.UUID
	// Reason is why, for the audit trail.
	Reason string
}

// Reopen takes an identification that was approved or rejected back into review. The limit without documents applies again
// at once; it takes nobody's second look, because it gives nobody anything.
func (s *Service) Reopen(ctx context.Context, in ReopenInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.KYCReview); err != nil {
		return uuid.Nil, false, err
	}
	wanted := domain.DecisionNote()
	wanted.Missing = "Indica por qué se reabre la identificación."
	reason, refusal := wanted.Read(in.Reason)
	if refusal != nil {
		return uuid.Nil, false, refusal.At("reason")
	}
	in.Reason = reason
	command := store.Command{Action: "identification.reopen", Key: in.IdempotencyKey, Locks: []event.Aggregate{clientele.Lock(in.ClientID)},
		Input: map[string]any{"client": in.ClientID, "reason": in.Reason}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		client, err := clientOf(ctx, tx, in.ClientID, domain.KYCReview)
		if err != nil {
			return uuid.Nil, err
		}
		if _, refusal := domain.NextKYC(client.KycStatus, domain.KYCReopen); refusal != nil {
			return uuid.Nil, refusal.At("clientId")
		}
		return client.ID, move(ctx, tx, client, domain.KYCReopen, "", map[string]any{"reason": in.Reason})
	})
}

// Renamed takes an approved identification back into review, because the papers were accepted for another name. It is a step
// of the command that changed the name and holds the client's lock; in any other state it does nothing.
func (s *Service) Renamed(ctx context.Context, tx *store.Tx, client *ent.Customer) error {
	if client.KycStatus != domain.KYCApproved {
		return nil
	}
	return move(ctx, tx, client, domain.KYCReopen, "", map[string]any{"reason": "another name"})
}
