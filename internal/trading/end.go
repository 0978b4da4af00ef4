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

// Return rejects the deposits that did not arrive and hands an incomplete operation back to the client, with a new window the first
// two times (domain.DeadlineRules). Money that waited is asked first whether it makes the deposit whole.
func (s *Service) Return(ctx context.Context, in ReturnInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.return", act: domain.ActReturn, target: in.Target, input: &in, check: needsReason(&in.Reason)}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error {
		var rejected []uuid.UUID
		for _, id := range in.RejectDepositIDs {
			row, err := c.reportedDeposit(id, "rejectDepositIds")
			if err != nil {
				return err
			}
			if err := c.reject(ctx, row, in.Reason); err != nil {
				return err
			}
			rejected = append(rejected, row.ID)
		}
		return c.move(ctx, movement{act: domain.ActReturn, set: func(u *ent.OperationUpdate) { u.SetReturnNote(in.Reason) },
			told: func() domain.OperationFacts {
				return domain.OperationFacts{Reason: string(domain.ReturnedByOperator), Sealed: &domain.SealedFacts{Rejected: rejected, Words: c.words(in.Reason)}}
			}})
	})
}

// CancelInput gives an operation up.
type CancelInput struct {
	Target `json:"-"`
	Reason string `json:"reason"`
}

// Cancel gives an operation up while no deposit is reported or confirmed.
func (s *Service) Cancel(ctx context.Context, in CancelInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.cancel", act: domain.ActCancel, target: in.Target, input: &in, check: needsReason(&in.Reason)}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error {
		reason := domain.CanceledByHouse
		if c.tx.Actor.IsClient() {
			reason = domain.CanceledByClient
		}
		return c.apply(ctx, domain.ActCancel, func(u *ent.OperationUpdate) {
			u.SetCancelReason(reason).SetCancelNote(in.Reason)
		}, domain.OperationFacts{Reason: string(reason), Sealed: &domain.SealedFacts{Words: c.words(in.Reason)}})
	})
}
