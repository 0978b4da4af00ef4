package clients

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/firstcontactchange"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/store"
)

// UndoFirstContact brings the former first e-mail or telephone back, by the link that the former e-mail got. Whoever changed it had
// the password, so all sessions of the client end, its devices are forgotten, and the e-mail that is trusted then gets a link to
// choose another password. VERIFICATION_FAILED is the one answer to a link that is wrong, used, too old, or about something that
// the house has corrected since; only such links are counted against the network that they come from.
func (s *Service) UndoFirstContact(ctx context.Context, token string) error {
	token = strings.TrimSpace(domain.Clip(token, 100))
	if token == "" {
		return domain.Refuse(domain.CodeRequired, "Falta el código del enlace. Ábrelo de nuevo desde tu correo.").At("token")
	}
	link, err := s.areas.People.FollowLink(ctx, token, domain.ChallengeUndoEmail, domain.ChallengeUndoPhone)
	if domain.CodeOf(err) == domain.CodeVerificationFailed {
		if limit := s.areas.People.LimitByAddress(ctx, "firstContact.undo"); limit != nil {
			return limit
		}
	}
	if err != nil {
		return err
	}
	id := link.Person.ID
	command := store.Command{Action: "firstContact.undo", Locks: []event.Aggregate{clientele.Lock(id), identity.ClientOf(id).Lock()}}
	ended, _, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) ([]uuid.UUID, error) {
		if err := s.areas.People.UseLink(ctx, tx, link); err != nil {
			return nil, err
		}
		return s.undoFirstContact(ctx, tx, link)
	})
	for _, session := range ended {
		s.areas.People.Forget(session)
	}
	return err
}

func (s *Service) undoFirstContact(ctx context.Context, tx *store.Tx, link identity.Link) ([]uuid.UUID, error) {
	kind := domain.ContactEmail
	if link.Kind == domain.ChallengeUndoPhone {
		kind = domain.ContactPhone
	}
	// Whoever comes by a link is not signed in.
	asSystem := access.AsSystem(ctx)
	client, err := tx.Customer.Get(asSystem, link.Person.ID)
	if err != nil {
		return nil, fmt.Errorf("find the client of a change: %w", err)
	}
	change, err := tx.FirstContactChange.Query().Where(undoable(client.ID, kind, tx.Now)...).
		Where(firstcontactchange.Value(firstContact(client, kind))).Only(asSystem)
	if ent.IsNotFound(err) {
		return nil, domain.Refuse(domain.CodeVerificationFailed, "Ese cambio ya no se puede deshacer. Comunícate con la casa.").At("token")
	}
	if err != nil {
		return nil, fmt.Errorf("find a change of a first contact: %w", err)
	}
	if err := setFirstContact(ctx, tx, client, kind, textOf(change.Former)); err != nil {
		return nil, err
	}
	if err := tx.FirstContactChange.UpdateOneID(change.ID).SetUndoneAt(tx.Now).Exec(ctx); err != nil {
		return nil, fmt.Errorf("undo a change of a first contact: %w", err)
	}
	if err := clientele.Emit(ctx, tx, domain.EventFirstContactUndone, client.ID, domain.ContactFacts{Kind: kind}); err != nil {
		return nil, err
	}
	return s.secureAfterUndo(ctx, tx, client.ID)
}

// secureAfterUndo ends what whoever changed the contact holds, and lets the client choose another password.
func (s *Service) secureAfterUndo(ctx context.Context, tx *store.Tx, clientID uuid.UUID) ([]uuid.UUID, error) {
	person := identity.ClientOf(clientID)
	ended, err := identity.EndWithin(ctx, tx, person)
	if err != nil {
		return nil, err
	}
	if err := identity.ForgetDevicesWithin(ctx, tx, person); err != nil {
		return nil, err
	}
	client, err := tx.Customer.Get(access.AsSystem(ctx), clientID)
	if err != nil {
		return nil, fmt.Errorf("find the client of a change: %w", err)
	}
	trusted, err := identity.TrustedEmail(ctx, tx.Client(), client, tx.Now)
	if err != nil {
		return nil, err
	}
	return ended, s.areas.People.SendReset(ctx, tx, clientID, trusted)
}

// undoable are the changes of a client that may be undone now: one of each kind at most.
func undoable(clientID uuid.UUID, kind domain.ContactKind, now time.Time) []predicate.FirstContactChange {
	return []predicate.FirstContactChange{firstcontactchange.ClientID(clientID), firstcontactchange.KindEQ(kind),
		firstcontactchange.UndoUntilGT(now), firstcontactchange.UndoneAtIsNil()}
}
