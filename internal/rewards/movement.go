package rewards

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/rewardmovement"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

func pipsOf(column int) money.Pips { return money.Pips(column) }

// movement is pips that a client gets or gives.
type movement struct {
	client          uuid.UUID
	pips            money.Pips
	reason          domain.RewardReason
	operation, code *uuid.UUID
}

// move writes a movement, and tells it of itself: a movement has one event, so that earning waits for nobody's lock.
func (s *Service) move(ctx context.Context, tx *store.Tx, of movement, told domain.EventKind) error {
	row, err := tx.RewardMovement.Create().SetCreatedAt(tx.Now).SetClientID(of.client).SetPips(int(of.pips)).SetReason(of.reason).
		SetNillableOperationID(of.operation).SetNillableCodeID(of.code).SetBusinessDate(domain.BusinessDate(tx.Now)).Save(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("move pips: %w", err)
	}
	if told == "" {
		return nil
	}
	balance, err := balanceOf(ctx, tx.Client(), of.client)
	if err != nil {
		return err
	}
	tx.Emit(event.Record{Kind: told, Aggregate: event.Aggregate{Type: domain.ObjectRewardMovement, ID: row.ID}, AggregateVersion: 1,
		ClientID: of.client, Facts: domain.RewardFacts{Pips: of.pips, Balance: balance}})
	return nil
}

// balanceOf is what a client's movements sum to.
func balanceOf(ctx context.Context, from *ent.Client, client uuid.UUID) (money.Pips, error) {
	var sums []struct {
		ClientID uuid.UUID `json:"client_id"`
		Sum      int       `json:"sum"`
	}
	err := from.RewardMovement.Query().Where(rewardmovement.ClientID(client)).GroupBy(rewardmovement.FieldClientID).
		Aggregate(ent.Sum(rewardmovement.FieldPips)).Scan(access.AsSystem(ctx), &sums)
	if err != nil {
		return 0, fmt.Errorf("sum the pips of a client: %w", err)
	}
	if len(sums) == 0 {
		return 0, nil
	}
	return pipsOf(sums[0].Sum), nil
}
