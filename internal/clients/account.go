package clients

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/bankaccount"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// MaxAccounts is how many accounts in use a client may have (domain.md 5.6).
const MaxAccounts = 6

// AddAccountInput is a bank account of a client's own.
type AddAccountInput struct {
	IdempotencyKey string
	// ClientID is whose account, for staff; uuid.Nil for clients.
	ClientID uuid.UUID
	// Bank is the short name of the catalogue, for example BCP. For a bank that it lacks the CCI is enough, whatever the name.
	Bank     string
	Currency domain.Currency
	Kind     domain.AccountKind
	// Number is the bank's own number, CCI the interbank code; one is derived from the other where the bank allows.
	Number, CCI    string
	HolderDeclared bool
}

// AddAccount adds a bank account: a client its own, staff to the clients that their right reaches. ALREADY_EXISTS tells
// that the client has it, TOO_MANY that it has as many as it may, CLIENT_INACTIVE that it may not add any now.
func (s *Service) AddAccount(ctx context.Context, in AddAccountInput) (uuid.UUID, store.Replay, error) {
	actor, err := access.Require(ctx, domain.AccountsWrite)
	if err != nil {
		return uuid.Nil, false, err
	}
	if actor.IsClient() && in.ClientID == uuid.Nil {
		in.ClientID = actor.ID
	}
	wanted, err := in.checked(actor.Reader())
	if err != nil {
		return uuid.Nil, false, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return uuid.Nil, false, fmt.Errorf("make an account id: %w", err)
	}
	command := store.Command{Action: "account.add", Key: in.IdempotencyKey, Input: wanted,
		Locks: []event.Aggregate{clientele.Lock(in.ClientID), accountLock(id)}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		if err := mayAdd(ctx, tx, wanted); err != nil {
			return uuid.Nil, err
		}
		return id, wanted.write(ctx, tx, id)
	})
}

// mayAdd checks what the database knows: the client, its reach, its state and its other accounts.
func mayAdd(ctx context.Context, tx *store.Tx, wanted account) error {
	client, err := tx.Customer.Query().Where(customer.ID(wanted.ClientID)).Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return fmt.Errorf("find a client: %w", err)
	}
	// A trader still reads the clients that it once traded for, and writes its own alone.
	foreign := tx.Actor.Reach(domain.AccountsWrite) == domain.ReachPortfolio && err == nil && client.OwnerID != tx.Actor.ID
	if err != nil || foreign {
		return domain.Refuse(domain.CodeNotFound, "No existe ese cliente.").At("clientId")
	}
	if refusal := inUse(client, tx.Actor.Reader()); refusal != nil {
		return refusal
	}
	// The rules of accounts are the client's, whoever asks and whatever that one may see.
	others, err := tx.BankAccount.Query().Where(bankaccount.ClientID(wanted.ClientID), bankaccount.RemovedAtIsNil()).All(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("find the accounts of a client: %w", err)
	}
	for _, other := range others {
		sameNumber := other.Bank == wanted.Bank && other.Currency == wanted.Currency && other.Number == wanted.Number
		if sameNumber || other.Cci == wanted.CCI {
			return domain.Refuse(domain.CodeAlreadyExists, "Esta cuenta ya está registrada.").At("number")
		}
	}
	if len(others) >= MaxAccounts {
		return tx.Actor.Reader().Refuse(domain.CodeTooMany, "Puedes tener hasta %d cuentas. Retira una para agregar otra.",
			"Un cliente puede tener hasta %d cuentas. Retira una para agregar otra.", MaxAccounts).
			With("maximum", MaxAccounts)
	}
	return nil
}

// inUse refuses clients that may do nothing now (decisions.md, Lifecycle).
func inUse(client *ent.Customer, reader domain.Reader) *domain.Error {
	switch client.Status {
	case domain.ClientActive:
		return nil
	case domain.ClientPendingVerification:
		return reader.Refuse(domain.CodeClientInactive, "Primero confirma tu correo.", "Primero hay que confirmar el correo del cliente.").With("status", client.Status)
	}
	return reader.Refuse(domain.CodeClientInactive, "Tu cuenta está inactiva. Comunícate con tu asesor.", "El cliente está inactivo.").With("status", client.Status)
}

func (a account) write(ctx context.Context, tx *store.Tx, id uuid.UUID) error {
	err := tx.BankAccount.Create().SetID(id).SetCreatedAt(tx.Now).SetClientID(a.ClientID).SetBank(a.Bank).SetCurrency(a.Currency).
		SetKind(a.Kind).SetNumber(a.Number).SetCci(a.CCI).SetHolderDeclaredAt(tx.Now).Exec(ctx)
	if err != nil {
		return fmt.Errorf("write a bank account: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectAccount, ObjectID: id, After: map[string]any{"client": a.ClientID, "bank": a.Bank,
		"currency": a.Currency, "kind": a.Kind, "number": a.Number, "cci": a.CCI, "holderDeclared": true}})
	tx.Emit(event.Record{Kind: domain.EventAccountAdded, Aggregate: accountLock(id), AggregateVersion: 1, ClientID: a.ClientID,
		Facts: domain.AccountFacts{Bank: a.Bank, Currency: a.Currency, Kind: a.Kind}})
	return nil
}

// Accounts answers the accounts in use of a client, oldest first; none for a client that the caller may not see.
func (s *Service) Accounts(ctx context.Context, clientID uuid.UUID) ([]*ent.BankAccount, error) {
	rows, err := s.store.Read().BankAccount.Query().Where(bankaccount.ClientID(clientID), bankaccount.RemovedAtIsNil()).
		Order(bankaccount.ByCreatedAt(), bankaccount.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the accounts of a client: %w", err)
	}
	return rows, nil
}
