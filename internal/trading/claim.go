package trading

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// claimedOnce is the index that lets one transfer be claimed once, whatever races.
const claimedOnce = "deposits_claimed_once"

// lockOfClaim is the lock of a bank's number at a house account: whoever claims it looks under this lock whether somebody did. A
// deposit that the caller does not see has none, and is refused inside.
func (s *Service) lockOfClaim(ctx context.Context, in ConfirmDepositInput) ([]event.Aggregate, error) {
	row, err := s.depositBefore(ctx, in.DepositID)
	if err != nil || row == nil {
		return nil, err
	}
	account := in.seenAt(row.Edges.Operation)
	return []event.Aggregate{{Type: domain.ObjectBankReference, ID: uuid.NewSHA1(account, []byte(row.NormalReference))}}, nil
}

// claim answers why the number may be claimed although another deposit claimed it at the account: empty where none did.
func (c *change) claim(ctx context.Context, row *ent.Deposit, account uuid.UUID, reason string) (string, error) {
	other, err := c.reads.Deposit.Query().Where(deposit.HouseAccountID(account), deposit.NormalReference(row.NormalReference),
		deposit.StatusIn(domain.DepositConfirmed, domain.DepositReturned, domain.DepositApplied), deposit.AppliedFromIsNil()).
		Order(deposit.ByDecidedAt(sql.OrderDesc())).WithOperation().First(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("look for who claimed the bank's number: %w", err)
	}
	code, claimedAt := other.Edges.Operation.Code, *other.DecidedAt
	if reason == "" {
		return "", domain.Refuse(domain.CodeDuplicateReference,
			"El número %s ya se usó para un abono de %s en la operación %s, confirmado el %s. Compara los dos vouchers; si son dos transferencias, confirma indicando el motivo.",
			row.BankReference, amountOf(other), code, domain.SpokenInLima(claimedAt)).
			At("overrideReason").With("code", code).With("amount", other.Amount).With("confirmedAt", claimedAt.UTC().Format(instantFormat))
	}
	if c.tx.Now.Sub(claimedAt) < domain.OldClaim && !supervises(c.tx.Actor) {
		return "", domain.Refuse(domain.CodeDuplicateReference,
			"El número %s se usó hace menos de 90 días en la operación %s: solo un Master confirma un segundo abono con él.", row.BankReference, code).
			At("overrideReason").With("code", code)
	}
	return reason, nil
}
