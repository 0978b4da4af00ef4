package trading

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// ReturnInput hands an operation back to the client.
type ReturnInput struct {
	Target           `json:"-"`
	RejectDepositIDs []uuid.UUID `json:"rejectDepositIds"`
	Reason           string      `json:"reason"`
}

// Return rejects the deposits that did not arrive and hands the operation back to the client, with a new deadline unless
// confirmed money remains (RULE-EXP-1).
func (s *Service) Return(ctx context.Context, in ReturnInput) (uuid.UUID, store.Replay, error) {
	if err := checkReason(in.Reason); err != nil {
		return uuid.Nil, false, err
	}
	return s.act(ctx, "operation.return", domain.ActReturn, in.Target, in, func(ctx context.Context, c *change) error {
		for _, id := range in.RejectDepositIDs {
			row, err := c.reportedDeposit(id, "rejectDepositIds")
			if err != nil {
				return err
			}
			if err := c.reject(ctx, row, in.Reason); err != nil {
				return err
			}
		}
		return c.apply(ctx, domain.ActReturn, func(u *ent.OperationUpdate) { u.ClearOperatorID() }, EventFacts{Reason: in.Reason})
	})
}

// CancelInput gives an operation up.
type CancelInput struct {
	Target `json:"-"`
	Reason string `json:"reason"`
}

// Cancel gives an operation up while no deposit is reported or confirmed.
func (s *Service) Cancel(ctx context.Context, in CancelInput) (uuid.UUID, store.Replay, error) {
	if err := checkReason(in.Reason); err != nil {
		return uuid.Nil, false, err
	}
	return s.act(ctx, "operation.cancel", domain.ActCancel, in.Target, in, func(ctx context.Context, c *change) error {
		reason := domain.CanceledByHouse
		if c.tx.Actor.IsClient() {
			reason = domain.CanceledByClient
		}
		return c.apply(ctx, domain.ActCancel, func(u *ent.OperationUpdate) {
			u.SetCancelReason(reason).SetCancelNote(in.Reason)
		}, EventFacts{Reason: string(reason)})
	})
}
