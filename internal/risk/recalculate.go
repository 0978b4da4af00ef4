package risk

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/riskprofile"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// Recalculate assesses a client because of something that happened, as the house itself.
func (s *Service) Recalculate(ctx context.Context, client uuid.UUID, trigger domain.RiskTrigger) error {
	command := store.Command{Action: "risk.recalculate", Locks: locksOf(client)}
	_, err := store.Do(access.AsSystem(ctx), s.store, command, func(ctx context.Context, tx *store.Tx) error {
		return s.compute(ctx, tx, client, asked{trigger: trigger})
	})
	return err
}

// RecalculateInput asks for a client, or all, to be assessed again.
type RecalculateInput struct {
	IdempotencyKey string `json:"-"`
	// ClientID is whom; uuid.Nil for everybody.
	ClientID uuid.UUID `json:"clientId"`
	Reason   string    `json:"reason"`
}

// RecalculateAsked assesses a client again at once, which counts as a review by who asks, or all clients within minutes, and answers how many that
// are. For the holders of risk.manage.
func (s *Service) RecalculateAsked(ctx context.Context, in RecalculateInput) (int, store.Replay, error) {
	if _, err := access.Require(ctx, domain.RiskManage); err != nil {
		return 0, false, err
	}
	reason, refusal := domain.Reason("Indica por qué se evalúa otra vez.").Read(in.Reason)
	if refusal != nil {
		return 0, false, refusal.At("reason")
	}
	in.Reason = reason
	command := store.Command{Action: "risk.recalculate", Key: in.IdempotencyKey, Input: in}
	if in.ClientID == uuid.Nil {
		return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (int, error) { return s.recheckAll(ctx, tx, in.Reason) })
	}
	command.Locks = locksOf(in.ClientID)
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (int, error) {
		if err := mustSee(ctx, tx, in.ClientID); err != nil {
			return 0, err
		}
		return 1, s.compute(ctx, tx, in.ClientID, asked{trigger: domain.RiskOnDemand, reason: in.Reason})
	})
}

// recheckAll makes every profile due now.
func (s *Service) recheckAll(ctx context.Context, tx *store.Tx, reason string) (int, error) {
	count, err := tx.RiskProfile.Update().Where(riskprofile.RecheckForIsNil()).SetRecheckAt(tx.Now).SetRecheckFor(domain.RiskOnAll).Save(access.AsSystem(ctx))
	if err != nil {
		return 0, fmt.Errorf("make all profiles due: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectHouse, After: map[string]any{"clients": count, "reason": reason}})
	s.loop.Wake()
	return count, nil
}

// mustSee refuses a client that the caller does not see.
func mustSee(ctx context.Context, tx *store.Tx, client uuid.UUID) error {
	there, err := tx.Customer.Query().Where(customer.ID(client)).Exist(ctx)
	if err != nil {
		return fmt.Errorf("find a client: %w", err)
	}
	if !there {
		return unknownClient()
	}
	return nil
}
