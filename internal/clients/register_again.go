package clients

import (
	"context"
	"errors"
	"fmt"
	"reflect"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/clientcontact"
	"github.com/qoricash/qoricash/ent/consent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/store"
)

// errRegisteredMeanwhile tells that the document became a client's between the look that chose the locks and the locks.
var errRegisteredMeanwhile = errors.New("the document was registered meanwhile")

// registerAgain writes a registration over one whose e-mail was never proved: nobody has shown yet that the former data are
// the client's own, so they must not outlast what a later caller says. It ends every link that was sent for the
// former data and every code that went to another e-mail, and sends a new code to the one that was typed now. Who referred the client, its channel and its portfolio
// stay. The command holds the locks of the client, of what the house thinks of it and of the person.
func (s *Service) registerAgain(ctx context.Context, tx *store.Tx, known *ent.Customer, wanted registration, pending origin, mails bool) error {
	if err := identity.EndLinks(ctx, tx, identity.ClientOf(known.ID)); err != nil {
		return err
	}
	if known.Email != wanted.Email {
		// A code says that its own mailbox is the client's, and nothing of another.
		if err := identity.EndCodes(ctx, tx, domain.ChallengeRegistration, identity.ClientOf(known.ID)); err != nil {
			return err
		}
	}
	if err := wanted.overwrite(ctx, tx, known, pending); err != nil {
		return err
	}
	if !reflect.DeepEqual(nameOf(known), wanted.Name) {
		if err := s.screen(ctx, tx, known.ID); err != nil {
			return err
		}
		if err := s.areas.KYC.Renamed(ctx, tx, known); err != nil {
			return err
		}
	}
	return s.sendCode(ctx, tx, known.ID, mails)
}

// overwrite replaces what a registration says of a client, and tells of it.
func (r registration) overwrite(ctx context.Context, tx *store.Tx, known *ent.Customer, from origin) error {
	shared, err := sharesEmail(ctx, tx, r.Email, known.ID)
	if err != nil {
		return err
	}
	update := tx.Customer.Update().Where(customer.ID(known.ID), customer.StatusEQ(domain.ClientPendingVerification)).
		SetUpdatedAt(tx.Now).SetEmail(r.Email).SetPasswordHash(from.passwordHash)
	m := update.Mutation()
	setName(m, r.Name)
	setAddress(m, r.Address)
	setOrClear(r.Phone, m.SetPhone, m.ClearPhone)
	if r.PoliticallyExposed == nil {
		m.ClearPoliticallyExposed()
	} else {
		m.SetPoliticallyExposed(*r.PoliticallyExposed)
	}
	changed, err := update.Save(ctx)
	if err != nil {
		return fmt.Errorf("write a registration over another: %w", err)
	}
	if changed != 1 {
		return fmt.Errorf("write a registration over another: %d rows", changed)
	}
	if err := replaceContacts(ctx, tx, known.ID, r.Contacts); err != nil {
		return err
	}
	if err := addConsents(ctx, tx, known.ID, r); err != nil {
		return err
	}
	tx.Audit(audit.Entry{Action: "client.registerAgain", ObjectKind: domain.ObjectClient, ObjectID: known.ID,
		Before: map[string]any{"name": nameOf(known), "email": known.Email, "phone": textOf(known.Phone), "address": addressOf(known),
			"politicallyExposed": known.PoliticallyExposed}, After: r.audited()})
	return clientele.Emit(ctx, tx, domain.EventClientRegistered, known.ID, r.facts(from, shared))
}

// replaceContacts takes the further contacts of a former registration out of use.
func replaceContacts(ctx context.Context, tx *store.Tx, clientID uuid.UUID, contacts []contact) error {
	err := tx.ClientContact.Update().Where(clientcontact.ClientID(clientID), clientcontact.RemovedAtIsNil()).SetRemovedAt(tx.Now).Exec(ctx)
	if err != nil {
		return fmt.Errorf("remove the contacts of a former registration: %w", err)
	}
	return writeContacts(ctx, tx, clientID, contacts)
}

// addConsents keeps the texts that were not accepted before: a consent is never changed.
func addConsents(ctx context.Context, tx *store.Tx, clientID uuid.UUID, r registration) error {
	before, err := tx.Consent.Query().Where(consent.ClientID(clientID)).All(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("find the consents of a client: %w", err)
	}
	given := map[acceptance]bool{}
	for _, row := range before {
		given[acceptance{row.Document, row.Version}] = true
	}
	var missing []acceptance
	for _, wanted := range r.Consents {
		if !given[wanted] {
			missing = append(missing, wanted)
		}
	}
	r.Consents = missing
	return writeConsents(ctx, tx, clientID, r)
}
