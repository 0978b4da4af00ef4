package clients

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/clientcontact"
	"github.com/qoricash/qoricash/ent/firstcontactchange"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/store"
)

// ChangeFirstContactInput is another first e-mail or telephone of the caller.
type ChangeFirstContactInput struct {
	Kind  domain.ContactKind
	Value string
	// CurrentPassword is needed though the caller is signed in: a session left open must not be enough.
	CurrentPassword string
}

// clientSession is the session of a client; staff correct clients by [Service.Update], with a reason.
func clientSession(ctx context.Context) (access.Actor, error) {
	actor, err := access.RequireSession(ctx)
	if err == nil && !actor.IsClient() {
		err = access.OutsideRole(actor, "Cada cliente cambia su propio correo y teléfono; la casa los corrige con un motivo.")
	}
	return actor, err
}

// ChangeFirstContact asks for another first e-mail or telephone of the caller and sends a code, which [Service.VerifyFirstContact]
// takes: to the new e-mail, which it proves, or for a telephone to the e-mail that the house trusts, because it sends no text
// messages. It answers where the code went. Asking again ends the former code. It refuses with ALREADY_EXISTS what the client has
// already, with NOT_ALLOWED_IN_STATUS a second change while the first may be undone, with INVALID_CREDENTIALS at currentPassword,
// and with RATE_LIMITED after too many wrong passwords or codes.
func (s *Service) ChangeFirstContact(ctx context.Context, in ChangeFirstContactInput) (sentTo string, err error) {
	actor, err := clientSession(ctx)
	if err != nil {
		return "", err
	}
	var faults domain.Faults
	wanted := (&AddContactInput{Kind: in.Kind, Value: in.Value}).checked(&faults, s.options.Emails)
	if in.CurrentPassword == "" {
		faults.Add(domain.Refuse(domain.CodeRequired, "Escribe tu contraseña actual.").At("currentPassword"))
	}
	if err := faults.Err(); err != nil {
		return "", err
	}
	if err := s.areas.People.RequirePassword(ctx, in.CurrentPassword, "currentPassword"); err != nil {
		return "", err
	}
	mailbox, err := s.codeMailbox(ctx, actor.ID, wanted)
	if err != nil {
		return "", err
	}
	if err := s.limitContactCodes(ctx, actor, contact{Kind: domain.ContactEmail, Value: mailbox}); err != nil {
		return "", err
	}
	_, err = store.Do(ctx, s.store, store.Command{Action: "firstContact.ask", Locks: []event.Aggregate{clientele.Lock(actor.ID)}},
		func(ctx context.Context, tx *store.Tx) error {
			return s.askFirstContact(ctx, tx, actor.ID, wanted, mailbox)
		})
	return mailbox, err
}

// codeMailbox is where the code of a change goes.
func (s *Service) codeMailbox(ctx context.Context, clientID uuid.UUID, wanted contact) (string, error) {
	if wanted.Kind == domain.ContactEmail {
		return wanted.Value, nil
	}
	row, err := s.store.Read().Customer.Get(ctx, clientID)
	if err != nil {
		return "", fmt.Errorf("read a client: %w", err)
	}
	return identity.TrustedEmail(ctx, s.store.Read(), row, s.store.Clock().Now())
}

func (s *Service) askFirstContact(ctx context.Context, tx *store.Tx, clientID uuid.UUID, wanted contact, mailbox string) error {
	client, err := visible(ctx, tx, clientID)
	if err != nil {
		return err
	}
	if wanted.Value == firstContact(client, wanted.Kind) {
		return hasContact()
	}
	if err := mayChangeAgain(ctx, tx, clientID, wanted.Kind); err != nil {
		return err
	}
	err = tx.FirstContactChange.Update().Where(firstcontactchange.ClientID(clientID), firstcontactchange.ChangedAtIsNil(),
		firstcontactchange.EndedAtIsNil()).SetEndedAt(tx.Now).Exec(ctx)
	if err != nil {
		return fmt.Errorf("end a change of a first contact: %w", err)
	}
	row, err := tx.FirstContactChange.Create().SetCreatedAt(tx.Now).SetClientID(clientID).SetKind(wanted.Kind).SetValue(wanted.Value).Save(ctx)
	if err != nil {
		return fmt.Errorf("write a change of a first contact: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectClient, ObjectID: clientID, After: map[string]any{"kind": wanted.Kind, "value": wanted.Value}})
	issued, err := s.areas.People.IssueCode(ctx, tx, domain.ChallengeFirstContact, identity.ClientOf(row.ClientID), uuid.Nil)
	if err != nil {
		return err
	}
	return s.areas.Messages.Tell(ctx, tx, notify.Message{Fact: factOf(issued), Kind: notify.KindFirstContactCode, To: recipient(clientID), Address: mailbox,
		Secret: issued.Text, ExpiresAt: issued.ExpiresAt})
}

// mayChangeAgain refuses a change while an earlier one of the same kind may be undone: one link undoes one change.
func mayChangeAgain(ctx context.Context, tx *store.Tx, clientID uuid.UUID, kind domain.ContactKind) error {
	recent, err := tx.FirstContactChange.Query().Where(undoable(clientID, kind, tx.Now)...).First(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("find an earlier change of a first contact: %w", err)
	}
	return domain.Refuse(domain.CodeNotAllowedInStatus, "Lo cambiaste hace poco. Podrás cambiarlo otra vez cuando pasen 72 horas.").At("kind").
		With("from", recent.UndoUntil.UTC().Format(time.RFC3339))
}

// firstContact is a client's first e-mail, or its first telephone; empty for none.
func firstContact(client *ent.Customer, kind domain.ContactKind) string {
	if kind == domain.ContactEmail {
		return client.Email
	}
	return textOf(client.Phone)
}

// VerifyFirstContact makes the e-mail or telephone that the caller asked for its first one, by the code that was sent, and answers
// until when the former e-mail may undo it. VERIFICATION_FAILED tells how many tries are left.
func (s *Service) VerifyFirstContact(ctx context.Context, code string) (undoUntil time.Time, err error) {
	actor, err := clientSession(ctx)
	if err != nil {
		return time.Time{}, err
	}
	var faults domain.Faults
	code = checkCode(&faults, code)
	if err := faults.Err(); err != nil {
		return time.Time{}, err
	}
	try, err := s.areas.People.TakeTry(ctx, domain.ChallengeFirstContact, identity.ClientOf(actor.ID), uuid.Nil)
	if err != nil {
		return time.Time{}, err
	}
	command := store.Command{Action: "firstContact.change", Locks: []event.Aggregate{clientele.Lock(actor.ID), identity.ClientOf(actor.ID).Lock()}}
	undoUntil, _, err = store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (time.Time, error) {
		if err := s.areas.People.Redeem(ctx, tx, try, code); err != nil {
			return time.Time{}, err
		}
		// Changes are nobody's to read.
		change, err := tx.FirstContactChange.Query().Where(firstcontactchange.ClientID(actor.ID), firstcontactchange.ChangedAtIsNil(),
			firstcontactchange.EndedAtIsNil()).Only(access.AsSystem(ctx))
		if err != nil {
			return time.Time{}, fmt.Errorf("find a change of a first contact: %w", err)
		}
		client, err := visible(ctx, tx, actor.ID)
		if err != nil {
			return time.Time{}, err
		}
		return s.changeFirstContact(ctx, tx, client, change)
	})
	return undoUntil, err
}

func (s *Service) changeFirstContact(ctx context.Context, tx *store.Tx, client *ent.Customer, change *ent.FirstContactChange) (time.Time, error) {
	if err := mayChangeAgain(ctx, tx, client.ID, change.Kind); err != nil {
		return time.Time{}, err
	}
	// The one that is trusted before the change is the one that may undo it.
	trusted, err := identity.TrustedEmail(ctx, tx.Client(), client, tx.Now)
	if err != nil {
		return time.Time{}, err
	}
	former, undoUntil := firstContact(client, change.Kind), tx.Now.Add(identity.UndoPeriod)
	if err := setFirstContact(ctx, tx, client, change.Kind, change.Value); err != nil {
		return time.Time{}, err
	}
	err = tx.FirstContactChange.UpdateOneID(change.ID).SetChangedAt(tx.Now).SetUndoUntil(undoUntil).SetNillableFormer(orNil(former)).Exec(ctx)
	if err != nil {
		return time.Time{}, fmt.Errorf("keep what a first contact was: %w", err)
	}
	// What was a further contact is the first one now.
	err = tx.ClientContact.Update().Where(clientcontact.ClientID(client.ID), clientcontact.KindEQ(change.Kind), clientcontact.Value(change.Value),
		clientcontact.RemovedAtIsNil()).SetRemovedAt(tx.Now).Exec(ctx)
	if err != nil {
		return time.Time{}, fmt.Errorf("remove a further contact: %w", err)
	}
	if err := clientele.Emit(ctx, tx, domain.EventFirstContactChanged, client.ID, domain.ContactFacts{Kind: change.Kind}); err != nil {
		return time.Time{}, err
	}
	return undoUntil, s.tellChanged(ctx, tx, client, change.Kind, trusted)
}

// tellChanged ends the links to the former e-mail, and sends it the one by which the change is undone.
func (s *Service) tellChanged(ctx context.Context, tx *store.Tx, client *ent.Customer, kind domain.ContactKind, trusted string) error {
	person := identity.ClientOf(client.ID)
	if err := identity.EndLinks(ctx, tx, person); err != nil {
		return err
	}
	if kind == domain.ContactEmail {
		if err := clientele.Emit(ctx, tx, domain.EventEmailChanged, client.ID, nil); err != nil {
			return err
		}
	}
	issued, err := s.areas.People.IssueLink(ctx, tx, undoOf(kind), person)
	if err != nil {
		return err
	}
	return s.areas.Messages.Tell(ctx, tx, notify.Message{Fact: factOf(issued), Kind: notify.KindFirstContactChanged, To: recipient(client.ID), Address: trusted,
		Secret: s.undoLink(issued.Text), ExpiresAt: issued.ExpiresAt})
}

// undoLink is where a change is undone. The token stands behind the #, so that no server of pages sees it in its log.
func (s *Service) undoLink(token string) string {
	return strings.TrimSuffix(s.options.SiteURL, "/") + "/deshacer-cambio#token=" + token
}

// undoOf is the kind of link that undoes a change.
func undoOf(kind domain.ContactKind) domain.ChallengeKind {
	if kind == domain.ContactEmail {
		return domain.ChallengeUndoEmail
	}
	return domain.ChallengeUndoPhone
}

// setFirstContact writes a first e-mail or telephone over the one that was read, and the audit row of it.
func setFirstContact(ctx context.Context, tx *store.Tx, client *ent.Customer, kind domain.ContactKind, value string) error {
	changed := newChanges(tx.Customer.UpdateOneID(client.ID).SetUpdatedAt(tx.Now))
	m := changed.update.Mutation()
	if kind == domain.ContactEmail {
		changed.differs("email", client.Email, value)
		m.SetEmail(value)
	} else {
		changed.differs("phone", textOf(client.Phone), value)
		setOrClear(value, m.SetPhone, m.ClearPhone)
	}
	if err := changed.update.Exec(ctx); err != nil {
		return fmt.Errorf("write a first contact: %w", err)
	}
	tx.Audit(changed.entry(client.ID, ""))
	return nil
}
