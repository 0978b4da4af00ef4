package graph

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/internal/trading"
)

// applyDeposit moves waiting money to another operation, and answers both as they are then, also when it is refused.
func (r *Resolver) applyDeposit(ctx context.Context, input model.OperationApplyDepositInput) (*model.OperationApplyDepositPayload, error) {
	var in ids.Input
	act := trading.ApplyDepositInput{Target: target(&in, input.OperationID, input.IdempotencyKey, input.ExpectedVersion),
		DepositID:         in.Required(ent.DepositIDPrefix, input.DepositID, "depositId"),
		ToOperationID:     in.Required(ent.OperationIDPrefix, input.ToOperationID, "toOperationId"),
		ToExpectedVersion: input.ToExpectedVersion}
	_, err := run(ctx, r, &in, act, r.Trading.ApplyDeposit)
	payload := &model.OperationApplyDepositPayload{}
	if payload.UserErrors, err = refusals(err); err != nil {
		return nil, err
	}
	if payload.Operation, err = r.shownOperation(ctx, "OperationApplyDepositPayload.operation", act.OperationID); err != nil {
		return nil, err
	}
	payload.Target, err = r.shownOperation(ctx, "OperationApplyDepositPayload.target", act.ToOperationID)
	return payload, err
}

// unapplyDeposit undoes a move of money, and answers both operations as they are then, also when it is refused.
func (r *Resolver) unapplyDeposit(ctx context.Context, input model.OperationUnapplyDepositInput) (*model.OperationUnapplyDepositPayload, error) {
	var in ids.Input
	act := trading.UnapplyDepositInput{Target: target(&in, input.OperationID, input.IdempotencyKey, input.ExpectedVersion),
		DepositID: in.Required(ent.DepositIDPrefix, input.DepositID, "depositId"), FromExpectedVersion: input.FromExpectedVersion}
	_, err := run(ctx, r, &in, act, r.Trading.UnapplyDeposit)
	payload := &model.OperationUnapplyDepositPayload{}
	if payload.UserErrors, err = refusals(err); err != nil {
		return nil, err
	}
	if payload.Operation, err = r.shownOperation(ctx, "OperationUnapplyDepositPayload.operation", act.OperationID); err != nil {
		return nil, err
	}
	from, err := r.sourceOf(ctx, act.OperationID, act.DepositID)
	if err != nil {
		return nil, err
	}
	payload.Source, err = r.shownOperation(ctx, "OperationUnapplyDepositPayload.source", from)
	return payload, err
}

// sourceOf answers the operation that a deposit of an operation came from; uuid.Nil for none that the caller sees.
func (r *Resolver) sourceOf(ctx context.Context, operationID, depositID uuid.UUID) (uuid.UUID, error) {
	from, err := r.Store.Read().Operation.Query().
		Where(operation.HasDepositsWith(deposit.HasApplicationsWith(deposit.ID(depositID), deposit.OperationID(operationID)))).IDs(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("find where the money came from: %w", err)
	}
	if len(from) == 0 {
		return uuid.Nil, nil
	}
	return from[0], nil
}
