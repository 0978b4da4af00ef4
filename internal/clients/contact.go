package clients

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/clientcontact"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/ratelimit"
	"github.com/qoricash/qoricash/internal/store"
)

// MaxContacts is how many further e-mails and telephones in use a client may have.
const MaxContacts = 10

// longestLabel is the width of the column, in characters.
const longestLabel = 40

// contact is a further e-mail or telephone as it is stored.
type contact struct {
	Kind  domain.ContactKind `json:"kind"`
	Value string             `json:"value"`
	Label string             `json:"label,omitempty"`
}

// AddContactInput is a further e-mail or telephone of a client.
type AddContactInput struct {
	IdempotencyKey string `json:"-"`
	// ClientID is whose contact, for staff; uuid.Nil for clients.
	ClientID     uuid.UUID
	Kind         domain.ContactKind
	Value, Label string
}

// contactRight is the right behind a change of contacts: a client changes its own, staff those of the clients that they
// correct.
func contactRight(ctx context.Context) (access.Actor, error) {
	actor := access.Current(ctx)
	if actor.IsClient() && actor.Can(domain.ClientsRead) {
		return actor, nil
	}
	return access.Require(ctx, domain.ClientsUpdate)
}

// AddContact adds an e-mail or a telephone. An e-mail gets a code, and is written to once it is proved ([Service.VerifyContact]);
// adding one again that is not proved yet sends a new code. ALREADY_EXISTS tells that the client has it.
func (s *Service) AddContact(ctx context.Context, in AddContactInput) (uuid.UUID, store.Replay, error) {
	actor, err := contactRight(ctx)
	if err != nil {
		return uuid.Nil, false, err
	}
	var faults domain.Faults
	clientID, refusal := owner(actor, in.ClientID)
	faults.Add(refusal)
	in.ClientID = clientID
	wanted := in.checked(&faults, s.options.Emails)
	if err := faults.Err(); err != nil {
		return uuid.Nil, false, err
	}
	if err := s.limitContactCodes(ctx, actor, wanted); err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "contact.add", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{clientele.Lock(clientID)}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		return s.addContact(ctx, tx, clientID, wanted)
	})
}

// limitContactCodes bounds the codes that a client asks for, and loosely those to one mailbox, whoever asks.
func (s *Service) limitContactCodes(ctx context.Context, actor access.Actor, wanted contact) error {
	if wanted.Kind != domain.ContactEmail {
		return nil
	}
	if actor.IsClient() {
		if err := s.options.RateLimits.Require(ctx, ratelimit.CodeToIdentity(), actor.Key()); err != nil {
			return err
		}
	}
	return s.options.RateLimits.Require(ctx, ratelimit.CodeToMailbox(), "email:"+wanted.Value)
}

func (in *AddContactInput) checked(faults *domain.Faults, emails domain.Emails) contact {
	wanted := contact{Kind: in.Kind, Label: domain.Text{Longest: longestLabel}.Check(faults, in.Label, "label")}
	switch in.Kind {
	case domain.ContactEmail:
		wanted.Value = emails.Check(faults, in.Value, "value")
	case domain.ContactPhone:
		wanted.Value = checkPhone(faults, in.Value, "value")
	default:
		faults.Add(domain.Refuse(domain.CodeInvalid, "Un contacto es un correo o un teléfono.").At("kind"))
	}
	in.Value, in.Label = wanted.Value, wanted.Label
	return wanted
}

func (s *Service) addContact(ctx context.Context, tx *store.Tx, clientID uuid.UUID, wanted contact) (uuid.UUID, error) {
	client, err := visible(ctx, tx, clientID)
	if err != nil {
		return uuid.Nil, err
	}
	others, err := tx.ClientContact.Query().Where(clientcontact.ClientID(clientID), clientcontact.RemovedAtIsNil()).All(access.AsSystem(ctx))
	if err != nil {
		return uuid.Nil, fmt.Errorf("find the contacts of a client: %w", err)
	}
	for _, other := range others {
		if other.Kind != wanted.Kind || other.Value != wanted.Value {
			continue
		}
		if other.Kind == domain.ContactEmail && other.VerifiedAt == nil {
			tx.Audit(audit.Entry{Action: "contact.sendCode", ObjectKind: domain.ObjectClientContact, ObjectID: other.ID})
			return other.ID, s.sendContactCode(ctx, tx, other)
		}
		return uuid.Nil, hasContact()
	}
	if wanted.Value == client.Email || client.Phone != nil && wanted.Value == *client.Phone {
		return uuid.Nil, hasContact()
	}
	if len(others) >= MaxContacts {
		return uuid.Nil, tx.Actor.Reader().Refuse(domain.CodeTooMany, "Puedes tener hasta %d contactos más. Retira uno para agregar otro.",
			"Un cliente puede tener hasta %d contactos más. Retira uno para agregar otro.", MaxContacts).
			With("maximum", MaxContacts)
	}
	return s.writeContact(ctx, tx, clientID, wanted)
}

func hasContact() *domain.Error {
	return domain.Refuse(domain.CodeAlreadyExists, "Este contacto ya está registrado.").At("value")
}

func (s *Service) writeContact(ctx context.Context, tx *store.Tx, clientID uuid.UUID, wanted contact) (uuid.UUID, error) {
	row, err := newContact(tx, clientID, wanted).Save(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("write a contact: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectClientContact, ObjectID: row.ID,
		After: map[string]any{"client": clientID, "kind": wanted.Kind, "value": wanted.Value, "label": wanted.Label}})
	if err := clientele.Emit(ctx, tx, domain.EventContactAdded, clientID, domain.ContactFacts{Kind: wanted.Kind}); err != nil {
		return uuid.Nil, err
	}
	if wanted.Kind == domain.ContactEmail {
		return row.ID, s.sendContactCode(ctx, tx, row)
	}
	return row.ID, nil
}

// sendContactCode sends a code to the e-mail that it is to prove.
func (s *Service) sendContactCode(ctx context.Context, tx *store.Tx, row *ent.ClientContact) error {
	issued, err := s.areas.People.IssueCode(ctx, tx, domain.ChallengeContact, identity.ClientOf(row.ClientID), row.ID)
	if err != nil {
		return err
	}
	return s.areas.Messages.Tell(ctx, tx, notify.Message{Fact: factOf(issued), Kind: notify.KindContactCode, To: recipient(row.ClientID), Address: row.Value,
		Secret: issued.Text, ExpiresAt: issued.ExpiresAt})
}

func newContact(tx *store.Tx, clientID uuid.UUID, wanted contact) *ent.ClientContactCreate {
	return tx.ClientContact.Create().SetCreatedAt(tx.Now).SetClientID(clientID).SetKind(wanted.Kind).SetValue(wanted.Value).
		SetNillableLabel(orNil(wanted.Label))
}

// writeContacts writes the contacts of a registration; each e-mail is proved later.
func writeContacts(ctx context.Context, tx *store.Tx, clientID uuid.UUID, contacts []contact) error {
	rows := make([]*ent.ClientContactCreate, len(contacts))
	for i, further := range contacts {
		rows[i] = newContact(tx, clientID, further)
	}
	return wrap("write the contacts of a client", tx.ClientContact.CreateBulk(rows...).Exec(ctx))
}
