package rewards

import (
	"context"
	"fmt"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/couponuse"
	"github.com/qoricash/qoricash/ent/referral"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// Reserve gives the code of a quote to the operation that is made from it, in the transaction that makes it. A quote without a code is no
// work. It refuses with COUPON_NOT_USABLE at quoteId a code that is not free any more; who loses a race for it is refused by [InWords].
func (s *Service) Reserve(ctx context.Context, tx *store.Tx, of *ent.Operation, price *ent.Quote) error {
	if price.CouponID == nil {
		return nil
	}
	by := Asker{Client: of.ClientID, Reader: tx.Actor.Reader(), Now: tx.Now}
	code, standing, err := s.standing(ctx, tx.Client(), *price.CouponCode, by)
	if err != nil {
		return err
	}
	if refusal := standing.Refusal(standing.Obstacle(), by.Reader); refusal != nil {
		return refusal.At("quoteId")
	}
	use, err := tx.CouponUse.Create().SetCreatedAt(tx.Now).SetCodeID(code.ID).SetKind(code.Kind).SetClientID(of.ClientID).
		SetOperationID(of.ID).SetPips(price.CouponPips).SetState(domain.UseReserved).Save(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("reserve a code: %w", err)
	}
	tellUse(tx, use, of, domain.EventCouponReserved, 1)
	if code.Kind != domain.CodeReferral {
		return nil
	}
	return s.bind(ctx, tx, of.ClientID, code, domain.ReferredAtCreation)
}

// Release frees the code of an operation that ended otherwise than by completion. One without a discount is no work.
func (s *Service) Release(ctx context.Context, tx *store.Tx, of *ent.Operation) error {
	return end(ctx, tx, of, domain.UseReleased, domain.EventCouponReleased)
}

// Amend changes the code of an operation with its price: the same one stays, another takes its place, and without one it is free again.
// of is the operation before.
func (s *Service) Amend(ctx context.Context, tx *store.Tx, of *ent.Operation, price *ent.Quote) error {
	if of.DiscountPips == 0 && price.CouponID == nil {
		return nil
	}
	use, err := reserved(ctx, tx, of)
	if err != nil {
		return err
	}
	if use != nil && price.CouponID != nil && use.CodeID == *price.CouponID && use.Pips == price.CouponPips {
		return nil
	}
	if err := s.Release(ctx, tx, of); err != nil {
		return err
	}
	return s.Reserve(ctx, tx, of, price)
}

// Complete consumes the code of a completed operation, confirms who recommended the house to its client, and gives that one its pips. An
// operation without a discount and a client whom nobody recommended take one statement.
func (s *Service) Complete(ctx context.Context, tx *store.Tx, of *ent.Operation) error {
	if err := end(ctx, tx, of, domain.UseConsumed, domain.EventCouponConsumed); err != nil {
		return err
	}
	bound, err := tx.Referral.Query().Where(referral.ReferredID(of.ClientID), store.ForUpdate).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read a referral: %w", err)
	}
	if bound.ConfirmedAt == nil {
		if bound, err = s.confirm(ctx, tx, bound, of); err != nil {
			return err
		}
	}
	return s.earn(ctx, tx, bound, of)
}

// reserved answers the use that an operation has reserved; nil for none.
func reserved(ctx context.Context, tx *store.Tx, of *ent.Operation) (*ent.CouponUse, error) {
	use, err := tx.CouponUse.Query().Where(couponuse.OperationID(of.ID), couponuse.StateEQ(domain.UseReserved)).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the code of an operation: %w", err)
	}
	return use, nil
}

func end(ctx context.Context, tx *store.Tx, of *ent.Operation, to domain.CouponUseState, told domain.EventKind) error {
	if of.DiscountPips == 0 {
		return nil
	}
	use, err := reserved(ctx, tx, of)
	if err != nil || use == nil {
		return err
	}
	changed, err := tx.CouponUse.Update().Where(couponuse.ID(use.ID), couponuse.StateEQ(domain.UseReserved)).SetState(to).SetEndedAt(tx.Now).
		Save(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("end the use of a code: %w", err)
	}
	if changed != 1 {
		return fmt.Errorf("end the use of a code: %d rows", changed)
	}
	tellUse(tx, use, of, told, 2)
	return nil
}

// tellUse tells of a use, which has two events in its life: they stand in order under the operation's lock.
func tellUse(tx *store.Tx, use *ent.CouponUse, of *ent.Operation, kind domain.EventKind, version int) {
	tx.Emit(event.Record{Kind: kind, Aggregate: event.Aggregate{Type: domain.ObjectCouponUse, ID: use.ID}, AggregateVersion: version,
		ClientID: of.ClientID, TraderID: of.TraderID, Facts: domain.CouponFacts{Operation: of.Code, Kind: use.Kind, Pips: pipsOf(use.Pips)}})
}

// earn gives a referrer the pips of a completed operation, once.
func (s *Service) earn(ctx context.Context, tx *store.Tx, bound *ent.Referral, of *ent.Operation) error {
	pips := s.options.Parameters(tx.Now).Rewards.Earned(of.Usd, bound.Suspended)
	if pips == 0 {
		return nil
	}
	return s.move(ctx, tx, movement{client: bound.ReferrerID, pips: pips, reason: domain.RewardEarned, operation: &of.ID}, domain.EventRewardEarned)
}
