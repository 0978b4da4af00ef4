package rewards

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/referral"
	"github.com/qoricash/qoricash/ent/rewardmovement"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// DecideInput says whether a referral earns.
type DecideInput struct {
	IdempotencyKey string    `json:"-"`
	ReferralID     uuid.UUID `json:"referralId"`
	Suspended      bool      `json:"suspended"`
	Reason         string    `json:"reason"`
}

// Decide says whether the operations of a referred client earn, and why: of one that looks like its own referrer, and of any other. What
// was completed while the earnings were suspended earns when they are allowed. For the holders of referrals.decide.
func (s *Service) Decide(ctx context.Context, in DecideInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.ReferralsDecide); err != nil {
		return uuid.Nil, false, err
	}
	reason, refusal := domain.Reason("Indica el motivo de la decisión.").Read(in.Reason)
	if refusal != nil {
		return uuid.Nil, false, refusal.At("reason")
	}
	in.Reason = reason
	command := store.Command{Action: "referral.set", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{referralLock(in.ReferralID)}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		before, err := tx.Referral.Query().Where(referral.ID(in.ReferralID), store.ForUpdate).Only(ctx)
		if ent.IsNotFound(err) {
			return uuid.Nil, domain.Refuse(domain.CodeNotFound, "No existe ese referido.").At("referralId")
		}
		if err != nil {
			return uuid.Nil, fmt.Errorf("read a referral: %w", err)
		}
		err = tx.Referral.UpdateOneID(before.ID).SetSuspended(in.Suspended).SetDecidedAt(tx.Now).SetDecidedBy(tx.Actor.ID).
			SetDecisionReason(reason).Exec(ctx)
		if err != nil {
			return uuid.Nil, fmt.Errorf("decide about a referral: %w", err)
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectReferral, ObjectID: before.ID, Before: map[string]any{"suspended": before.Suspended},
			After: map[string]any{"suspended": in.Suspended, "reason": reason}})
		err = tellReferral(ctx, tx, before.ID, domain.EventReferralDecided, domain.ReferralFacts{Flags: before.Flags, Suspended: in.Suspended})
		if err != nil || in.Suspended {
			return before.ID, err
		}
		return before.ID, s.earnWhatWaited(ctx, tx, before)
	})
}

// earnWhatWaited gives a referrer what completed operations would have earned: all of them, because nobody is referred after its first one.
func (s *Service) earnWhatWaited(ctx context.Context, tx *store.Tx, bound *ent.Referral) error {
	if bound.ConfirmedAt == nil {
		return nil
	}
	system := access.AsSystem(ctx)
	rows, err := tx.Operation.Query().Where(operation.ClientID(bound.ReferredID), operation.StatusEQ(domain.Completed)).
		Order(ent.Asc(operation.FieldID)).All(system)
	if err != nil {
		return fmt.Errorf("read the operations of a referred client: %w", err)
	}
	bound.Suspended = false
	for _, row := range rows {
		earned, err := tx.RewardMovement.Query().Where(rewardmovement.OperationID(row.ID), rewardmovement.ReasonEQ(domain.RewardEarned)).Exist(system)
		if err != nil {
			return fmt.Errorf("look for what an operation earned: %w", err)
		}
		if earned {
			continue
		}
		if err := s.earn(ctx, tx, bound, row); err != nil {
			return err
		}
	}
	return nil
}
