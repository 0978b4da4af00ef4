package rewards

import (
	"context"
	"crypto/rand"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/couponuse"
	"github.com/qoricash/qoricash/ent/rewardcode"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

// RedeemInput asks for a code.
type RedeemInput struct {
	IdempotencyKey string `json:"-"`
}

// Redeem makes a code of a client's pips, for anybody but the client, and answers its id. It refuses with TOO_FEW_PIPS, also where the
// balance is negative after a reversal (areas.md D18). Of two redemptions at once the later sees the earlier.
func (s *Service) Redeem(ctx context.Context, in RedeemInput) (uuid.UUID, store.Replay, error) {
	actor, err := access.Require(ctx, domain.RewardsRedeem)
	if err != nil {
		return uuid.Nil, false, err
	}
	if !actor.IsClient() {
		return uuid.Nil, false, access.Denied(actor)
	}
	command := store.Command{Action: "reward.redeem", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{clientele.Lock(actor.ID)}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		if err := s.options.Restrictions.Admit(ctx, tx.Client(), actor.ID, domain.ClientRedeems, actor.Reader()); err != nil {
			return uuid.Nil, err
		}
		balance, err := balanceOf(ctx, tx.Client(), actor.ID)
		if err != nil {
			return uuid.Nil, err
		}
		rules := s.options.Parameters(tx.Now).Rewards
		if refusal := rules.Redemption(balance, actor.Reader()); refusal != nil {
			return uuid.Nil, refusal
		}
		code, err := writeCode(ctx, tx, func(create *ent.RewardCodeCreate) {
			create.SetKind(domain.CodeReward).SetClientID(actor.ID).SetPips(int(rules.Coupon))
		})
		if err != nil {
			return uuid.Nil, err
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectRewardCode, ObjectID: code.ID,
			After: map[string]any{"clientId": actor.ID, "pips": rules.Coupon, "paid": rules.Redeem}})
		return code.ID, s.move(ctx, tx, movement{client: actor.ID, pips: -rules.Redeem, reason: domain.RewardRedeemed, code: &code.ID}, domain.EventRewardRedeemed)
	})
}

// WithdrawInput takes a code back.
type WithdrawInput struct {
	IdempotencyKey string    `json:"-"`
	CodeID         uuid.UUID `json:"codeId"`
}

// Withdraw takes back a code that a client made of pips, while no operation has it, and gives the client the pips again. For its maker, and
// for the holders of campaigns.manage.
func (s *Service) Withdraw(ctx context.Context, in WithdrawInput) (uuid.UUID, store.Replay, error) {
	actor := access.Current(ctx)
	if !actor.Can(domain.RewardsRedeem) && !actor.Can(domain.CampaignsManage) {
		return uuid.Nil, false, access.Denied(actor)
	}
	command := store.Command{Action: "reward.withdraw", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{codeLock(in.CodeID)}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		// The row rules of the caller say whose code it may be.
		code, err := tx.RewardCode.Query().Where(rewardcode.ID(in.CodeID), rewardcode.KindEQ(domain.CodeReward), store.ForUpdate).Only(ctx)
		if ent.IsNotFound(err) {
			return uuid.Nil, domain.Refuse(domain.CodeNotFound, "No existe ese código.").At("codeId")
		}
		if err != nil {
			return uuid.Nil, fmt.Errorf("read a code: %w", err)
		}
		use, err := tx.CouponUse.Query().Where(couponuse.CodeID(code.ID), couponuse.StateIn(domain.UseReserved, domain.UseConsumed)).
			Exist(access.AsSystem(ctx))
		if err != nil {
			return uuid.Nil, fmt.Errorf("read the uses of a code: %w", err)
		}
		if use || code.WithdrawnAt != nil {
			return uuid.Nil, domain.Refuse(domain.CodeNotAllowedInStatus, "Ese código ya se usó, está en una operación en curso o ya fue retirado.").At("codeId")
		}
		return code.ID, s.withdraw(ctx, tx, code)
	})
}

func (s *Service) withdraw(ctx context.Context, tx *store.Tx, code *ent.RewardCode) error {
	err := tx.RewardCode.UpdateOneID(code.ID).SetWithdrawnAt(tx.Now).SetWithdrawnBy(tx.Actor.ID).Exec(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("withdraw a code: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectRewardCode, ObjectID: code.ID, After: map[string]any{"withdrawn": true}})
	paid, err := paidFor(ctx, tx, code.ID)
	if err != nil {
		return err
	}
	return s.move(ctx, tx, movement{client: *code.ClientID, pips: paid, reason: domain.RewardReversed, code: &code.ID}, "")
}

// writeCode writes a code of a random value. That it is taken is one chance in many millions; the caller tries the command again.
func writeCode(ctx context.Context, tx *store.Tx, set func(*ent.RewardCodeCreate)) (*ent.RewardCode, error) {
	var random [6]byte
	if _, err := rand.Read(random[:]); err != nil {
		return nil, fmt.Errorf("make a code: %w", err)
	}
	create := tx.RewardCode.Create().SetCreatedAt(tx.Now).SetValue(domain.RewardCodeFrom(random))
	set(create)
	row, err := create.Save(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("write a code: %w", err)
	}
	return row, nil
}

// paidFor is how many pips a code was made of.
func paidFor(ctx context.Context, tx *store.Tx, code uuid.UUID) (money.Pips, error) {
	rows, err := tx.RewardMovement.Query().Where(paidBy(code)).All(access.AsSystem(ctx))
	if err != nil {
		return 0, fmt.Errorf("read what a code was made of: %w", err)
	}
	var paid money.Pips
	for _, row := range rows {
		paid -= pipsOf(row.Pips)
	}
	return paid, nil
}
