// Package receipt makes the paper that says what was exchanged in a completed operation.
//
// Invariants: a receipt is made anew from the rows whenever it is asked for, and stored nowhere; of the same rows it is the same bytes; a
// completed operation alone has one; it lists the money that counted, to the cent what was exchanged; who sees personal data masked
// reads it under the mask of the rows; it is no electronic voucher of the tax administration, and says so.
package receipt

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/payout"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/document"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// Service makes receipts. It is safe for concurrent use.
type Service struct {
	store *store.Store
	house document.Issuer
}

// New returns a service whose receipts are of that house.
func New(rows *store.Store, house document.Issuer) *Service {
	return &Service{store: rows, house: house}
}

// Make answers the receipt of an operation, masked where that is asked for: NOT_FOUND for an operation that is not there, and
// NOT_ALLOWED_IN_STATUS before it is completed. Whoever calls it has found that the reader may see the operation.
func (s *Service) Make(ctx context.Context, id uuid.UUID, masked bool) (document.Document, error) {
	row, err := s.store.Read().Operation.Query().Where(operation.ID(id)).WithClient().
		WithDeposits(func(q *ent.DepositQuery) { q.Order(deposit.ByID()) }).
		WithPayouts(func(q *ent.PayoutQuery) { q.Order(payout.ByID()) }).Only(reader(ctx, masked))
	if ent.IsNotFound(err) {
		return document.Document{}, domain.Refuse(domain.CodeNotFound, "No existe esa operación.")
	}
	if err != nil {
		return document.Document{}, fmt.Errorf("read an operation: %w", err)
	}
	if refusal := domain.CheckReceipt(row.Status, domain.ForHouse); refusal != nil {
		return document.Document{}, refusal
	}
	return paper(row, s.house, masked), nil
}

// reader is whose eyes the rows are read with: the house's own, or those of somebody who sees all of them masked.
func reader(ctx context.Context, masked bool) context.Context {
	if masked {
		return access.WithActor(ctx, access.Actor{Kind: domain.ActorStaff, Role: domain.RoleAnalyst})
	}
	return access.AsSystem(ctx)
}
