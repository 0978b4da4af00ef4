package clients

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/clientcontact"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/store"
)

// Register registers a client, in the web, the app and at the desk alike (RULE-REG-1).
//
// Staff register an active client into their portfolio, or the house's, without a password: the client is invited to choose
// one. A document that is known is ALREADY_EXISTS.
//
// An anonymous caller registers itself, with a password and its consent, and waits for its e-mail to be proved
// ([Service.VerifyRegistration]). Its answer is always the same, uuid.Nil and no error after the same work, whether the
// document was known or not: else anybody could ask who is a client (domain.md 14.3). A known client keeps its data and its
// password, and hears of the attempt at the e-mail that the house has, never at the one that was typed. One that never proved
// its e-mail is not known yet: the later registration replaces the former.
func (s *Service) Register(ctx context.Context, in RegisterInput) (uuid.UUID, store.Replay, error) {
	actor := access.Current(ctx)
	self := actor.Kind == domain.ActorAnonymous
	if !self && !actor.Can(domain.ClientsCreate) {
		return uuid.Nil, false, access.Denied(actor)
	}
	wanted, err := s.checked(in, self)
	if err != nil {
		return uuid.Nil, false, err
	}
	if wanted.ReferralCode != "" {
		if err := s.areas.Rewards.TypedAtRegistration(ctx, wanted.ReferralCode); err != nil {
			return uuid.Nil, false, err
		}
	}
	wanted.Channel = actor.Channel()
	if self && in.App {
		wanted.Channel = domain.ChannelApp
	}
	if self {
		return s.registerSelf(ctx, wanted, in)
	}
	command := wanted.command(in.IdempotencyKey)
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		known, err := wanted.find(ctx, tx)
		if err != nil {
			return uuid.Nil, err
		}
		if known != nil {
			return uuid.Nil, domain.Refuse(domain.CodeAlreadyExists,
				"Ya existe un cliente con este documento. Búscalo en tu cartera, o pide a quien administra la casa que te lo asigne.").At("documentNumber")
		}
		if err := endDraft(ctx, tx, in.DraftToken); err != nil {
			return uuid.Nil, err
		}
		id, err := s.write(ctx, tx, wanted, origin{owner: ownerFor(actor), status: domain.ClientActive, byStaff: actor.IsStaff()})
		if err != nil {
			return uuid.Nil, err
		}
		return id, s.areas.People.Invite(ctx, tx, identity.ClientOf(id))
	})
}

// command locks the document, so that two registrations of one client are one after the other.
func (r registration) command(key string) store.Command {
	return store.Command{Action: "client.register", Key: key, Input: r, Locks: []event.Aggregate{r.lock()}}
}

// documentKey names a document where clients are not known by their ids.
func documentKey(kind domain.DocumentType, number string) string {
	return "document:" + string(kind) + ":" + number
}

func (r registration) lock() event.Aggregate {
	name := string(r.DocumentType) + ":" + r.DocumentNumber
	return event.Aggregate{Type: domain.ObjectDocumentNumber, ID: uuid.NewSHA1(uuid.NameSpaceOID, []byte(name))}
}

// find answers the client with the document, whoever's it is: hence as the system. Nil tells that there is none.
func (r registration) find(ctx context.Context, tx *store.Tx) (*ent.Customer, error) {
	return byDocument(ctx, tx.Customer.Query(), r.DocumentType, r.DocumentNumber)
}

func byDocument(ctx context.Context, query *ent.CustomerQuery, kind domain.DocumentType, number string) (*ent.Customer, error) {
	row, err := query.Where(customer.DocumentTypeEQ(kind), customer.DocumentNumber(number)).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find a client by document: %w", err)
	}
	return row, nil
}

// origin is what follows from who registers.
type origin struct {
	owner        uuid.UUID
	status       domain.ClientStatus
	passwordHash string
	byStaff      bool
}

// write writes a client, and binds it to who recommended the house to it.
func (s *Service) write(ctx context.Context, tx *store.Tx, wanted registration, from origin) (uuid.UUID, error) {
	id, err := wanted.write(ctx, tx, from)
	if err != nil {
		return uuid.Nil, err
	}
	if err := s.screen(ctx, tx, id); err != nil {
		return uuid.Nil, err
	}
	return id, s.areas.Rewards.Refer(ctx, tx, id, wanted.ReferralCode)
}

// write writes the client with its contacts and consents, and tells of it.
func (r registration) write(ctx context.Context, tx *store.Tx, from origin) (uuid.UUID, error) {
	shared, err := sharesEmail(ctx, tx, r.Email, uuid.Nil)
	if err != nil {
		return uuid.Nil, err
	}
	insert := tx.Customer.Create().SetCreatedAt(tx.Now).SetUpdatedAt(tx.Now).SetDocumentType(r.DocumentType).
		SetDocumentNumber(r.DocumentNumber).SetEmail(r.Email).SetNillablePhone(orNil(r.Phone)).SetPasswordHash(from.passwordHash).
		SetStatus(from.status).SetKycStatus(domain.KYCPending).SetOwnerID(from.owner).SetChannel(r.Channel).
		SetNillableAddress(orNil(r.Address.Line)).SetNillableDistrict(orNil(r.Address.District)).
		SetNillableProvince(orNil(r.Address.Province)).SetNillableDepartment(orNil(r.Address.Department)).
		SetNillablePoliticallyExposed(r.PoliticallyExposed).SetNillableReferralCodeUsed(orNil(r.ReferralCode))
	setName(insert.Mutation(), r.Name)
	row, err := insert.Save(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("write a client: %w", err)
	}
	if err := writeContacts(ctx, tx, row.ID, r.Contacts); err != nil {
		return uuid.Nil, err
	}
	if err := writeConsents(ctx, tx, row.ID, r); err != nil {
		return uuid.Nil, err
	}
	after := r.audited()
	after["status"], after["owner"] = from.status, from.owner
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectClient, ObjectID: row.ID, After: after})
	tx.Emit(event.Record{Kind: domain.EventClientRegistered, Aggregate: clientele.Lock(row.ID), AggregateVersion: 1, ClientID: row.ID,
		Facts: r.facts(from, shared)})
	return row.ID, nil
}

func (r registration) facts(from origin, shared bool) domain.RegisteredFacts {
	return domain.RegisteredFacts{Status: from.status, Channel: r.Channel, DocumentType: r.DocumentType, ByStaff: from.byStaff, SharedEmail: shared}
}

// sharesEmail tells whether another client has the e-mail, which is allowed: one treasurer writes for several companies
// (P-23). The client itself is none; a new one is uuid.Nil.
func sharesEmail(ctx context.Context, tx *store.Tx, email string, itself uuid.UUID) (bool, error) {
	system := access.AsSystem(ctx)
	first, err := tx.Customer.Query().Where(customer.Email(email), customer.IDNEQ(itself)).Exist(system)
	if err != nil || first {
		return first, wrap("look for a shared e-mail", err)
	}
	further, err := tx.ClientContact.Query().Where(clientcontact.KindEQ(domain.ContactEmail), clientcontact.Value(email),
		clientcontact.ClientIDNEQ(itself), clientcontact.RemovedAtIsNil()).Exist(system)
	return further, wrap("look for a shared e-mail", err)
}

func (r registration) audited() map[string]any {
	return map[string]any{"documentType": r.DocumentType, "documentNumber": r.DocumentNumber, "name": r.Name, "fullName": r.Name.Full(),
		"email": r.Email, "phone": r.Phone, "contacts": r.Contacts, "address": r.Address, "politicallyExposed": r.PoliticallyExposed,
		"referralCode": r.ReferralCode, "consents": r.Consents, "channel": r.Channel}
}

// orNil is a text for a column that is null where there is none.
func orNil(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

func wrap(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}
