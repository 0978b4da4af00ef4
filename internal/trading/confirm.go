package trading

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/ent/depositconfirmation"
	"github.com/qoricash/qoricash/ent/houseaccount"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

// ConfirmDepositInput says that the money of a deposit was seen.
type ConfirmDepositInput struct {
	Target    `json:"-"`
	DepositID uuid.UUID `json:"depositId"`
	// HouseAccountID is where it was seen; uuid.Nil for where the client was told to pay.
	HouseAccountID uuid.UUID `json:"houseAccountId"`
	// OverrideReason says why two transfers have the same number at the account; empty where the number is new.
	OverrideReason string `json:"overrideReason,omitempty"`
}

// ConfirmDeposit records that money was seen in a house account, and books it against the client's funds. One transfer is claimed
// once: a number that another deposit claimed at the account is refused with DUPLICATE_REFERENCE, unless somebody who may says why
// (areas.md F9). An account that was closed meanwhile is no obstacle: the money lies there.
func (s *Service) ConfirmDeposit(ctx context.Context, in ConfirmDepositInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.confirm_deposit", act: domain.ActConfirmDeposit, target: in.Target, input: &in, check: func() (err error) {
		if in.OverrideReason != "" {
			in.OverrideReason, err = checkReason(in.OverrideReason, "overrideReason")
		}
		return err
	}, find: func(ctx context.Context) ([]event.Aggregate, error) { return s.lockOfClaim(ctx, in) }}
	id, replayed, err := s.act(ctx, asked, func(ctx context.Context, c *change) error { return c.confirmDeposit(ctx, in) })
	if store.IsUniqueViolation(err, claimedOnce) {
		return uuid.Nil, false, domain.Refuse(domain.CodeDuplicateReference, "Otra persona acaba de confirmar un abono con ese número del banco.").At("depositId")
	}
	return id, replayed, err
}

// seenAt is the house account where the money was seen. A confirmation that was undone says nothing about the next one.
func (in ConfirmDepositInput) seenAt(operation *ent.Operation) uuid.UUID {
	if in.HouseAccountID == uuid.Nil {
		return operation.DepositAccountID
	}
	return in.HouseAccountID
}

func (c *change) confirmDeposit(ctx context.Context, in ConfirmDepositInput) error {
	row, err := c.reportedDeposit(in.DepositID, "depositId")
	if err != nil {
		return err
	}
	house, err := houseAccount(ctx, c.reads, in.seenAt(c.row), row.Currency, everyAccount)
	if err != nil {
		return err
	}
	override, err := c.claim(ctx, row, house.ID, in.OverrideReason)
	if err != nil {
		return err
	}
	err = c.decide(ctx, row, func(u *ent.DepositUpdate) {
		u.SetStatus(domain.DepositConfirmed).SetHouseAccountID(house.ID).ClearLapsedAt()
		if override != "" {
			u.SetReferenceOverridden(true).SetOverrideReason(override)
		}
		row.Status, row.HouseAccountID, row.LapsedAt = domain.DepositConfirmed, house.ID, nil
		row.DecidedBy = &c.tx.Actor.ID
	})
	if err != nil {
		return err
	}
	seen, err := c.tx.DepositConfirmation.Create().SetCreatedAt(c.tx.Now).SetDepositID(row.ID).SetHouseAccountID(house.ID).
		SetBankReference(row.BankReference).SetConfirmedBy(c.tx.Actor.ID).Save(ctx)
	if err != nil {
		return fmt.Errorf("insert the confirmation: %w", err)
	}
	err = c.service.ledger.Post(ctx, c.tx, ledger.Entry{Kind: domain.EntryDeposit, Source: seen.ID.String(), Operation: c.row.ID,
		Lines: domain.BookDeposit(domain.Leg{HouseAccount: house.ID, Currency: row.Currency, Amount: row.Amount})})
	if err != nil {
		return err
	}
	return c.move(ctx, movement{act: domain.ActConfirmDeposit, about: row, told: func() domain.OperationFacts {
		facts := c.aboutDeposit(row)
		facts.Sealed.Confirmation, facts.Sealed.Words = &seen.ID, c.words(override)
		return facts
	}})
}

// UnconfirmDepositInput undoes a confirmation.
type UnconfirmDepositInput struct {
	Target    `json:"-"`
	DepositID uuid.UUID `json:"depositId"`
	// Reason is for the staff.
	Reason string `json:"reason"`
}

// UnconfirmDeposit undoes a mistaken confirmation: the deposit is a report again, and a reversal takes its entry out of the books. It
// takes another person than the one who confirmed. Money that was exchanged is not undone this way, nor money that is elsewhere:
// the refusal names where it is.
func (s *Service) UnconfirmDeposit(ctx context.Context, in UnconfirmDepositInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.unconfirm_deposit", act: domain.ActUnconfirmDeposit, target: in.Target, input: &in, check: needsReason(&in.Reason)}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error { return c.unconfirmDeposit(ctx, in) })
}

func (c *change) unconfirmDeposit(ctx context.Context, in UnconfirmDepositInput) error {
	row, err := c.deposit(in.DepositID, "depositId")
	if err != nil {
		return err
	}
	if err := c.mayUnconfirm(ctx, row); err != nil {
		return err
	}
	seen, err := c.tx.DepositConfirmation.Query().Where(depositconfirmation.DepositID(row.ID), depositconfirmation.UndoneAtIsNil()).Only(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("read the confirmation: %w", err)
	}
	err = c.tx.DepositConfirmation.Update().Where(depositconfirmation.ID(seen.ID)).SetUndoneAt(c.tx.Now).SetUndoneBy(c.tx.Actor.ID).
		SetUndoneReason(in.Reason).Exec(ctx)
	if err != nil {
		return fmt.Errorf("undo the confirmation: %w", err)
	}
	err = c.step(ctx, row, domain.DepositReported, func(u *ent.DepositUpdate) {
		u.ClearDecidedAt().ClearDecidedBy().SetReferenceOverridden(false).ClearOverrideReason()
		row.DecidedBy = nil
	})
	if err != nil {
		return err
	}
	if err := c.service.ledger.Reverse(ctx, c.tx, domain.EntryDeposit, seen.ID.String()); err != nil {
		return err
	}
	return c.move(ctx, movement{act: domain.ActUnconfirmDeposit, about: row, told: func() domain.OperationFacts {
		facts := c.aboutDeposit(row)
		facts.Sealed.Confirmation, facts.Sealed.Words = &seen.ID, c.words(in.Reason)
		return facts
	}})
}

// mayUnconfirm refuses to undo what is not a confirmation that stands, or by whom it is not to undo.
func (c *change) mayUnconfirm(ctx context.Context, row *ent.Deposit) error {
	switch {
	case row.Status == domain.DepositApplied:
		return c.elsewhere(ctx, row)
	case row.AppliedFrom != nil:
		return domain.Refuse(domain.CodeNotAllowedInStatus,
			"Ese abono vino de otra operación: deshaz primero la aplicación y luego la confirmación en su operación de origen.").At("depositId")
	case row.Status != domain.DepositConfirmed || !isLive(c.row, row):
		return domain.Refuse(domain.CodeNotAllowedInStatus, "Solo se deshace la confirmación de un abono que la operación no haya cambiado ni devuelto.").
			At("depositId").With("depositStatus", row.Status)
	case confirmedBy(c.tx.Actor, row):
		return domain.Refuse(domain.CodeForbidden, "Quien confirmó el abono no deshace su propia confirmación. Pídelo a otra persona.").At("depositId")
	}
	return nil
}

// elsewhere names the operation that holds the money now, however often it moved.
func (c *change) elsewhere(ctx context.Context, row *ent.Deposit) error {
	holder := row
	for holder.Status == domain.DepositApplied {
		var err error
		holder, err = c.reads.Deposit.Query().Where(deposit.AppliedFrom(holder.ID), deposit.StatusNEQ(domain.DepositUnapplied)).WithOperation().
			Only(access.AsSystem(ctx))
		if err != nil {
			return fmt.Errorf("find where the money went: %w", err)
		}
	}
	code := holder.Edges.Operation.Code
	switch {
	case holder.Status == domain.DepositReturned:
		return domain.Refuse(domain.CodeNotAllowedInStatus, "La operación %s ya devolvió ese dinero: su confirmación no se deshace.", code).
			At("depositId").With("code", code)
	case !isLive(holder.Edges.Operation, holder):
		return domain.Refuse(domain.CodeNotAllowedInStatus, "La operación %s ya cambió ese dinero: su confirmación no se deshace.", code).
			At("depositId").With("code", code)
	}
	return domain.Refuse(domain.CodeNotAllowedInStatus, "Ese dinero está aplicado en la operación %s. Deshaz allí la aplicación primero.", code).
		At("depositId").With("code", code)
}

// RejectDepositInput says that the money of a deposit was not found.
type RejectDepositInput struct {
	Target    `json:"-"`
	DepositID uuid.UUID `json:"depositId"`
	Reason    string    `json:"reason"`
}

// RejectDeposit records that the money was not found. The client reads the reason. An operation in process whose money is not whole
// any more, and that was not paid, goes back to its client with a new window.
func (s *Service) RejectDeposit(ctx context.Context, in RejectDepositInput) (uuid.UUID, store.Replay, error) {
	asked := request{action: "operation.reject_deposit", act: domain.ActRejectDeposit, target: in.Target, input: &in, check: needsReason(&in.Reason)}
	return s.act(ctx, asked, func(ctx context.Context, c *change) error {
		row, err := c.reportedDeposit(in.DepositID, "depositId")
		if err != nil {
			return err
		}
		if err := c.reject(ctx, row, in.Reason); err != nil {
			return err
		}
		return c.move(ctx, movement{act: domain.ActRejectDeposit, about: row, told: func() domain.OperationFacts {
			facts := c.aboutDeposit(row)
			facts.Sealed.Words = c.words(in.Reason)
			return facts
		}})
	})
}

func (c *change) reject(ctx context.Context, row *ent.Deposit, reason string) error {
	return c.decide(ctx, row, func(u *ent.DepositUpdate) {
		u.SetStatus(domain.DepositRejected).SetCounted(false).SetRejectReason(reason)
		row.Status, row.Counted = domain.DepositRejected, false
	})
}

// reportedDeposit answers a deposit of the operation that still waits for a decision.
func (c *change) reportedDeposit(id uuid.UUID, field string) (*ent.Deposit, error) {
	row, err := c.deposit(id, field)
	if err != nil {
		return nil, err
	}
	if row.Status != domain.DepositReported {
		return nil, domain.Refuse(domain.CodeNotAllowedInStatus, "Ese abono ya fue revisado.").At(field).With("depositStatus", row.Status)
	}
	return row, nil
}

// errRowsChanged tells of a row that changed under the operation's lock, which only a writer without the lock can do.
var errRowsChanged = errors.New("the row is no longer as it was read")

// decide writes the decision on a reported deposit. set also brings the row in memory up to date.
func (c *change) decide(ctx context.Context, row *ent.Deposit, set func(*ent.DepositUpdate)) error {
	update := c.tx.Deposit.Update().Where(deposit.ID(row.ID), deposit.StatusEQ(domain.DepositReported)).
		SetDecidedAt(c.tx.Now).SetDecidedBy(c.tx.Actor.ID)
	set(update)
	return exactlyOne(update.Save(ctx))
}

// step brings a deposit from the state that it has to another.
func (c *change) step(ctx context.Context, row *ent.Deposit, to domain.DepositStatus, set func(*ent.DepositUpdate)) error {
	update := c.tx.Deposit.Update().Where(deposit.ID(row.ID), deposit.StatusEQ(row.Status)).SetStatus(to)
	if !to.Live() {
		update.SetCounted(false)
		row.Counted = false
	}
	if set != nil {
		set(update)
	}
	row.Status = to
	return exactlyOne(update.Save(ctx))
}

func exactlyOne(changed int, err error) error {
	if err == nil && changed != 1 {
		err = errRowsChanged
	}
	if err != nil {
		return fmt.Errorf("write the deposit: %w", err)
	}
	return nil
}

// houseAccount answers an account of the house in a currency that meets a condition.
func houseAccount(ctx context.Context, from *ent.Client, id uuid.UUID, currency money.Currency, condition func(*ent.HouseAccount) bool) (*ent.HouseAccount, error) {
	row, err := from.HouseAccount.Query().Where(houseaccount.ID(id)).Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return nil, fmt.Errorf("read the house account: %w", err)
	}
	if err != nil || !condition(row) {
		return nil, domain.Refuse(domain.CodeNotFound, "No existe esa cuenta de la casa.").At("houseAccountId")
	}
	if row.Currency != currency {
		return nil, domain.Refuse(domain.CodeInvalid, "La cuenta de la casa debe estar en %s.", currency.Symbol()).At("houseAccountId").
			With("currency", currency)
	}
	return row, nil
}

// inUse takes the accounts that money may leave from, everyAccount also those that were closed.
func inUse(row *ent.HouseAccount) bool    { return row.Active }
func everyAccount(*ent.HouseAccount) bool { return true }
