package clients

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/bankaccount"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// RemoveAccountInput names a bank account to take out of use.
type RemoveAccountInput struct {
	IdempotencyKey string `json:"-"`
	AccountID      uuid.UUID
}

// RemoveAccount takes a bank account out of use; the row stays, and operations keep their snapshots. IN_USE names the live
// operation that pays from it or to it (RULE-BNK-1). It answers whose it was. A client may be left without an account in a
// currency: then it cannot operate, and is told so.
func (s *Service) RemoveAccount(ctx context.Context, in RemoveAccountInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.AccountsWrite); err != nil {
		return uuid.Nil, false, err
	}
	act := func(ctx context.Context, tx *store.Tx, row *ent.BankAccount) (uuid.UUID, error) {
		if err := mustNotBeUsed(ctx, tx, row); err != nil {
			return uuid.Nil, err
		}
		if err := tx.BankAccount.UpdateOneID(row.ID).SetRemovedAt(tx.Now).Exec(ctx); err != nil {
			return uuid.Nil, fmt.Errorf("remove a bank account: %w", err)
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectAccount, ObjectID: row.ID, Before: map[string]any{"client": row.ClientID, "bank": row.Bank,
			"currency": row.Currency, "number": row.Number, "cci": row.Cci}})
		return row.ClientID, emitAccount(ctx, tx, domain.EventAccountRemoved, row)
	}
	return s.onAccount(ctx, domain.AccountsWrite, store.Command{Action: "account.remove", Key: in.IdempotencyKey, Input: in}, in.AccountID, act)
}

// ConfirmAccountInput says that the house saw that an account is its client's.
type ConfirmAccountInput struct {
	IdempotencyKey string `json:"-"`
	AccountID      uuid.UUID
	// Note says how it was seen.
	Note string
}

// ConfirmAccount says that the house saw that an account is its client's own, for example by the holder's name on a
// statement (OPEN-9). It answers the account.
func (s *Service) ConfirmAccount(ctx context.Context, in ConfirmAccountInput) (uuid.UUID, store.Replay, error) {
	actor, err := access.Require(ctx, domain.AccountsConfirm)
	if err != nil {
		return uuid.Nil, false, err
	}
	var faults domain.Faults
	in.Note = domain.Reason("Escribe cómo se comprobó que la cuenta es del cliente.").Check(&faults, in.Note, "note")
	if err := faults.Err(); err != nil {
		return uuid.Nil, false, err
	}
	act := func(ctx context.Context, tx *store.Tx, row *ent.BankAccount) (uuid.UUID, error) {
		if row.HolderConfirmedAt != nil {
			return uuid.Nil, domain.Refuse(domain.CodeNotAllowedInStatus, "Esta cuenta ya fue confirmada.").At("accountId")
		}
		if err := tx.BankAccount.UpdateOneID(row.ID).SetHolderConfirmedAt(tx.Now).SetHolderConfirmedBy(actor.ID).Exec(ctx); err != nil {
			return uuid.Nil, fmt.Errorf("confirm a bank account: %w", err)
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectAccount, ObjectID: row.ID, After: map[string]any{"confirmed": true, "note": in.Note}})
		return row.ID, emitAccount(ctx, tx, domain.EventAccountConfirmed, row)
	}
	return s.onAccount(ctx, domain.AccountsConfirm, store.Command{Action: "account.confirm", Key: in.IdempotencyKey, Input: in}, in.AccountID, act)
}

// onAccount does something with an account in use that the right reaches, under the locks of the account and its client.
func (s *Service) onAccount(ctx context.Context, right domain.Permission, command store.Command, id uuid.UUID,
	act func(context.Context, *store.Tx, *ent.BankAccount) (uuid.UUID, error)) (uuid.UUID, store.Replay, error) {
	// Whose it is never changes, so it may be read before the lock; a removed one is found too, for the repeated request.
	found, err := s.store.Read().BankAccount.Query().Where(bankaccount.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return uuid.Nil, false, unknownAccount()
	}
	if err != nil {
		return uuid.Nil, false, fmt.Errorf("find a bank account: %w", err)
	}
	command.Locks = []event.Aggregate{clientele.Lock(found.ClientID), accountLock(id)}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		row, err := tx.BankAccount.Query().Where(bankaccount.ID(id), bankaccount.RemovedAtIsNil()).WithClient().Only(ctx)
		// A trader still sees the clients that it once traded for, and changes its own alone.
		foreign := err == nil && tx.Actor.Reach(right) == domain.ReachPortfolio && row.Edges.Client.OwnerID != tx.Actor.ID
		if ent.IsNotFound(err) || foreign {
			return uuid.Nil, unknownAccount()
		}
		if err != nil {
			return uuid.Nil, fmt.Errorf("find a bank account: %w", err)
		}
		return act(ctx, tx, row)
	})
}

// mustNotBeUsed refuses while a live operation pays from the account or to it.
func mustNotBeUsed(ctx context.Context, tx *store.Tx, row *ent.BankAccount) error {
	live, err := tx.Operation.Query().Where(operation.ClientID(row.ClientID), operation.StatusIn(domain.Pending, domain.InProcess),
		operation.Or(operation.SourceAccountID(row.ID), operation.DestinationAccountID(row.ID))).Order(operation.ByNumber()).First(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look for an operation that uses an account: %w", err)
	}
	return domain.Refuse(domain.CodeInUse, "La cuenta se usa en la operación %s, que sigue en curso. Termínala o cancélala para retirar la cuenta.", live.Code).
		At("accountId").With("code", live.Code)
}

// emitAccount tells a further event of an account; the command holds its lock.
func emitAccount(ctx context.Context, tx *store.Tx, kind domain.EventKind, row *ent.BankAccount) error {
	return tx.EmitNext(ctx, event.Record{Kind: kind, Aggregate: accountLock(row.ID), ClientID: row.ClientID,
		Facts: domain.AccountFacts{Bank: row.Bank, Currency: row.Currency}})
}

func unknownAccount() *domain.Error {
	return domain.Refuse(domain.CodeNotFound, "No existe esa cuenta bancaria.").At("accountId")
}
