package trading

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/store"
)

// ApplyDepositInput moves waiting money to another operation of the same client.
type ApplyDepositInput struct {
	// Target is the operation that the money waits in.
	Target    `json:"-"`
	DepositID uuid.UUID `json:"depositId"`
	// ToOperationID is where it goes, as its caller last saw it.
	ToOperationID     uuid.UUID `json:"toOperationId"`
	ToExpectedVersion int       `json:"toExpectedVersion"`
}

// ApplyDeposit moves confirmed money that counts for nothing to another live operation of the same client, where it counts if it
// fits and waits otherwise. No bank moves: one entry says whose money it is now. Both operations take the same person, and neither a
// hold (areas.md F6, F7).
func (s *Service) ApplyDeposit(ctx context.Context, in ApplyDepositInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.apply_deposit", act: domain.ActApplyDeposit, target: in.Target, input: in, locks: lockOf(in.ToOperationID), check: func() error {
		if in.ToOperationID == in.OperationID {
			return domain.Refuse(domain.CodeInvalid, "El abono ya está en esa operación.").At("toOperationId")
		}
		return nil
	}}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error {
		row, err := c.deposit(in.DepositID, "depositId")
		if err != nil {
			return err
		}
		target, err := s.open(ctx, c.tx, c.rules.Calendar, in.ToOperationID, "toOperationId")
		if err != nil {
			return err
		}
		if err := target.mayBe(domain.ActApplyDeposit, in.ToExpectedVersion, "toExpectedVersion"); err != nil {
			return err
		}
		return c.giveTo(ctx, row, target, "toOperationId")
	})
}

// giveTo moves a waiting deposit to another operation that the caller may move it to.
func (c *change) giveTo(ctx context.Context, row *ent.Deposit, target *change, field string) error {
	if err := c.mayGive(row, target, field); err != nil {
		return err
	}
	if err := c.step(ctx, row, domain.DepositApplied, nil); err != nil {
		return err
	}
	err := c.move(ctx, movement{act: domain.ActApplyDeposit, about: row, told: func() domain.OperationFacts {
		facts := c.aboutDeposit(row)
		facts.Counterpart = target.row.Code
		return facts
	}})
	if err != nil {
		return err
	}
	return target.receive(ctx, row, c.row)
}

// mayGive refuses to move money that does not wait, or to where it does not belong.
func (c *change) mayGive(row *ent.Deposit, target *change, field string) error {
	if row.Status != domain.DepositConfirmed || row.Counted {
		return domain.Refuse(domain.CodeNotAllowedInStatus, "Solo se aplica a otra operación un abono confirmado que esté en espera.").
			At("depositId").With("depositStatus", row.Status).With("counted", row.Counted)
	}
	if target.row.ClientID != c.row.ClientID {
		return domain.Refuse(domain.CodeInvalid, "El abono es de otro cliente.").At(field)
	}
	if due := target.row.Side.Terms().Deposit; due != row.Currency {
		return domain.Refuse(domain.CodeInvalid, "La operación espera %s y el abono está en %s.", due.Symbol(), row.Currency.Symbol()).At(field).With("currency", due)
	}
	return nil
}

// receive adds money that came from another operation.
func (c *change) receive(ctx context.Context, origin *ent.Deposit, from *ent.Operation) error {
	row, err := c.tx.Deposit.Create().SetCreatedAt(c.tx.Now).SetOperationID(c.row.ID).SetAmount(origin.Amount).SetCurrency(origin.Currency).
		SetStatus(domain.DepositConfirmed).SetCounted(false).SetHouseAccountID(origin.HouseAccountID).SetBankReference(origin.BankReference).
		SetNormalReference(origin.NormalReference).SetNillableFileID(origin.FileID).SetAppliedFrom(origin.ID).
		SetReportedByKind(c.tx.Actor.Kind).SetReportedBy(c.tx.Actor.ID).SetDecidedAt(c.tx.Now).SetDecidedBy(c.tx.Actor.ID).Save(ctx)
	if err != nil {
		return fmt.Errorf("insert the applied deposit: %w", err)
	}
	c.row.Edges.Deposits = append(c.row.Edges.Deposits, row)
	err = c.service.ledger.Post(ctx, c.tx, ledger.Entry{Kind: domain.EntryApply, Source: row.ID.String(), Operation: c.row.ID,
		Lines: domain.BookApply(*amountOf(row), from.ID, c.row.ID)})
	if err != nil {
		return err
	}
	return c.move(ctx, movement{act: domain.ActReceiveDeposit, about: row, told: func() domain.OperationFacts {
		facts := c.aboutDeposit(row)
		facts.Counterpart, facts.Received = from.Code, true
		return facts
	}})
}

// UnapplyDepositInput undoes a move of money.
type UnapplyDepositInput struct {
	// Target is the operation that the money went to.
	Target    `json:"-"`
	DepositID uuid.UUID `json:"depositId"`
	// FromExpectedVersion is the version of the operation that the money came from.
	FromExpectedVersion int `json:"fromExpectedVersion"`
}

// UnapplyDeposit undoes [Service.ApplyDeposit] while the money was not exchanged: it waits in the operation that it came from, as
// before. What is not whole any more goes back to its client.
func (s *Service) UnapplyDeposit(ctx context.Context, in UnapplyDepositInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.unapply_deposit", act: domain.ActUnapplyDeposit, target: in.Target, input: in,
		find: func(ctx context.Context) ([]event.Aggregate, error) { return s.lockOfOrigin(ctx, in.DepositID) }}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error { return c.unapply(ctx, in) })
}

func (c *change) unapply(ctx context.Context, in UnapplyDepositInput) error {
	row, err := c.deposit(in.DepositID, "depositId")
	if err != nil {
		return err
	}
	if err := c.mayUnapply(row); err != nil {
		return err
	}
	origin, err := c.reads.Deposit.Get(access.AsSystem(ctx), *row.AppliedFrom)
	if err != nil {
		return fmt.Errorf("read where the money came from: %w", err)
	}
	source, err := c.service.open(ctx, c.tx, c.rules.Calendar, origin.OperationID, "depositId")
	if err != nil {
		return err
	}
	if err := source.mayBe(domain.ActUnapplyDeposit, in.FromExpectedVersion, "fromExpectedVersion"); err != nil {
		return err
	}
	counted := row.Counted
	if err := c.step(ctx, row, domain.DepositUnapplied, nil); err != nil {
		return err
	}
	if err := c.service.ledger.Reverse(ctx, c.tx, domain.EntryApply, row.ID.String()); err != nil {
		return err
	}
	err = c.move(ctx, movement{act: domain.ActUnapplyDeposit, about: row, tookCounted: counted, told: func() domain.OperationFacts {
		facts := c.aboutDeposit(row)
		facts.Counterpart = source.row.Code
		return facts
	}})
	if err != nil {
		return err
	}
	return source.takeBack(ctx, origin.ID, c.row.Code)
}

// mayUnapply refuses to send back money that did not come, or that is not here any more.
func (c *change) mayUnapply(row *ent.Deposit) error {
	if row.AppliedFrom != nil && row.Status == domain.DepositConfirmed && isLive(c.row, row) {
		return nil
	}
	return domain.Refuse(domain.CodeNotAllowedInStatus, "Solo se deshace la aplicación de un abono que vino de otra operación y que esta no haya cambiado.").
		At("depositId").With("depositStatus", row.Status)
}

// takeBack lets money wait again that went to another operation.
func (c *change) takeBack(ctx context.Context, id uuid.UUID, from string) error {
	row, err := c.deposit(id, "depositId")
	if err != nil {
		return err
	}
	if err := c.step(ctx, row, domain.DepositConfirmed, nil); err != nil {
		return err
	}
	return c.move(ctx, movement{act: domain.ActTakeBackDeposit, about: row, told: func() domain.OperationFacts {
		facts := c.aboutDeposit(row)
		facts.Counterpart, facts.Received = from, true
		return facts
	}})
}

// lockOfOrigin is the lock of the operation that applied money came from.
func (s *Service) lockOfOrigin(ctx context.Context, depositID uuid.UUID) ([]event.Aggregate, error) {
	row, err := s.depositBefore(ctx, depositID)
	if err != nil || row == nil || row.Edges.Origin == nil {
		return nil, err
	}
	return lockOf(row.Edges.Origin.OperationID), nil
}
