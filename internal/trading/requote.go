package trading

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// lockOfDeposit is the lock of the operation that a deposit waits in. One that the caller does not see has none, and is refused
// inside.
func (s *Service) lockOfDeposit(ctx context.Context, depositID uuid.UUID) ([]event.Aggregate, error) {
	if depositID == uuid.Nil {
		return nil, nil
	}
	row, err := s.depositBefore(ctx, depositID)
	if err != nil || row == nil {
		return nil, err
	}
	return lockOf(row.OperationID), nil
}

// beginWith lets a new operation begin with money that waits in another one of the client: its amount is exactly what is due, and
// the rate is today's. So late money finds its way without a bank (areas.md F7).
func (s *Service) beginWith(ctx context.Context, c *change, depositID uuid.UUID) error {
	row, err := c.tx.Deposit.Query().Where(deposit.ID(depositID)).Only(ctx)
	if ent.IsNotFound(err) {
		return domain.Refuse(domain.CodeNotFound, "No existe ese abono.").At("depositId")
	}
	if err != nil {
		return fmt.Errorf("read the deposit: %w", err)
	}
	source, err := s.open(ctx, c.tx, c.rules.Calendar, row.OperationID, "depositId")
	if err != nil {
		return err
	}
	waiting, err := source.deposit(depositID, "depositId")
	if err != nil {
		return err
	}
	if due := c.facts().DepositDue; waiting.Amount.Cmp(due) != 0 {
		return domain.Refuse(domain.CodeAmountMismatch, "La cotización es por %s y el abono es de %s. Cotiza exactamente el importe del abono.", due, waiting.Amount).
			At("quoteId").With("due", due).With("deposit", waiting.Amount)
	}
	return source.giveTo(ctx, waiting, c, "depositId")
}
