package clients

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// RegisterInput is a client to be.
type RegisterInput struct {
	IdempotencyKey                  string
	DocumentType                    domain.DocumentType
	DocumentNumber, FullName, Email string
	// Phone is empty for none.
	Phone string
	// Password is for clients that register themselves; staff leave it empty.
	Password string
}

// registration is the input as it is stored, without the password; it is also what the idempotency key stands for.
type registration struct {
	DocumentType   domain.DocumentType `json:"documentType"`
	DocumentNumber string              `json:"documentNumber"`
	FullName       string              `json:"fullName"`
	Email          string              `json:"email"`
	Phone          string              `json:"phone"`
}

// Register registers a client.
//
// Staff register an active client into their portfolio, or the house's, without a password; a document that is known is
// ALREADY_EXISTS.
//
// An anonymous caller registers itself, with a password, and waits for its e-mail to be proved. Its answer is always the
// same, uuid.Nil and no error after one hash, whether the document was known or not: else anybody could ask who is a
// client (domain.md 14.3). Trying to sign in tells it no more, because a client signs in only once its e-mail is proved.
// A known client keeps its data and its password; the audit trail keeps the attempt.
func (s *Service) Register(ctx context.Context, in RegisterInput) (uuid.UUID, store.Replay, error) {
	actor := access.Current(ctx)
	self := actor.Kind == domain.ActorAnonymous
	if !self && !actor.Can(domain.ClientsCreate) {
		return uuid.Nil, false, access.Denied(actor)
	}
	wanted, err := in.checked(self)
	if err != nil {
		return uuid.Nil, false, err
	}
	if self {
		return s.registerSelf(ctx, wanted, in)
	}
	command := wanted.command(in.IdempotencyKey)
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		known, err := wanted.known(ctx, tx)
		if err != nil {
			return uuid.Nil, err
		}
		if known {
			return uuid.Nil, domain.Refuse(domain.CodeAlreadyExists, "Ya existe un cliente con este documento.").At("documentNumber")
		}
		return wanted.write(ctx, tx, origin{owner: ownerFor(actor), status: domain.ClientActive, channel: domain.ChannelDesk})
	})
}

func (s *Service) registerSelf(ctx context.Context, wanted registration, in RegisterInput) (uuid.UUID, store.Replay, error) {
	if err := s.people.LimitByAddress(ctx, "client.register"); err != nil {
		return uuid.Nil, false, err
	}
	// Hashed before anything is known, so that time does not tell either.
	hash, err := s.people.HashPassword(ctx, in.Password)
	if err != nil {
		return uuid.Nil, false, err
	}
	command := wanted.command(in.IdempotencyKey)
	command.Scope = "document:" + string(wanted.DocumentType) + ":" + wanted.DocumentNumber
	replay, err := store.Do(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) error {
		known, err := wanted.known(ctx, tx)
		if err != nil {
			return err
		}
		if known {
			tx.Audit(audit.Entry{Action: "client.registerKnown", ObjectKind: "client", After: wanted.audited()})
			return nil
		}
		_, err = wanted.write(ctx, tx, origin{owner: domain.HouseUserID(), status: domain.ClientPendingVerification, channel: domain.ChannelWeb,
			passwordHash: hash})
		return err
	})
	return uuid.Nil, replay, err
}

// command locks the document, so that two registrations of one client are one after the other.
func (r registration) command(key string) store.Command {
	return store.Command{Action: "client.register", Key: key, Input: r, Locks: []event.Aggregate{r.lock()}}
}

func (r registration) lock() event.Aggregate {
	name := string(r.DocumentType) + ":" + r.DocumentNumber
	return event.Aggregate{Type: "client_document", ID: uuid.NewSHA1(uuid.NameSpaceOID, []byte(name))}
}

// known tells whether the document is registered, with whomever: hence as the system.
func (r registration) known(ctx context.Context, tx *store.Tx) (bool, error) {
	known, err := tx.Customer.Query().Where(customer.DocumentTypeEQ(r.DocumentType), customer.DocumentNumber(r.DocumentNumber)).
		Exist(access.AsSystem(ctx))
	if err != nil {
		return false, fmt.Errorf("find a client by document: %w", err)
	}
	return known, nil
}

// origin is what follows from who registers.
type origin struct {
	owner        uuid.UUID
	status       domain.ClientStatus
	channel      domain.Channel
	passwordHash string
}

func (r registration) write(ctx context.Context, tx *store.Tx, from origin) (uuid.UUID, error) {
	insert := tx.Customer.Create().SetCreatedAt(tx.Now).SetUpdatedAt(tx.Now).SetDocumentType(r.DocumentType).
		SetDocumentNumber(r.DocumentNumber).SetFullName(r.FullName).SetEmail(r.Email).SetPasswordHash(from.passwordHash).
		SetStatus(from.status).SetKycStatus(domain.KYCPending).SetOwnerID(from.owner).SetChannel(from.channel)
	if r.Phone != "" {
		insert.SetPhone(r.Phone)
	}
	row, err := insert.Save(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("write a client: %w", err)
	}
	after := r.audited()
	after["status"], after["owner"], after["channel"] = from.status, from.owner, from.channel
	tx.Audit(audit.Entry{ObjectKind: "client", ObjectID: row.ID, After: after})
	tx.Emit(firstEvent(tx, EventRegistered, event.Aggregate{Type: ClientAggregate, ID: row.ID}, row.ID,
		map[string]any{"status": from.status, "channel": from.channel, "documentType": r.DocumentType}))
	return row.ID, nil
}

func (r registration) audited() map[string]any {
	return map[string]any{"documentType": r.DocumentType, "documentNumber": r.DocumentNumber, "fullName": r.FullName,
		"email": r.Email, "phone": r.Phone}
}
