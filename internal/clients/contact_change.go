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
	"github.com/qoricash/qoricash/internal/store"
)

// VerifyContact proves an e-mail by the code that was sent to it; VERIFICATION_FAILED tells how many tries are left. From
// then on the house writes there too.
func (s *Service) VerifyContact(ctx context.Context, id uuid.UUID, code string) error {
	actor, err := contactRight(ctx)
	if err != nil {
		return err
	}
	var faults domain.Faults
	code = checkCode(&faults, code)
	if err := faults.Err(); err != nil {
		return err
	}
	row, err := s.contactOf(ctx, actor, id)
	if err != nil {
		return err
	}
	if row.Kind != domain.ContactEmail || row.VerifiedAt != nil {
		return domain.Refuse(domain.CodeNotAllowedInStatus, "Este contacto no espera un código.").At("contactId")
	}
	person := identity.ClientOf(row.ClientID)
	try, err := s.areas.People.TakeTry(ctx, domain.ChallengeContact, person, row.ID)
	if err != nil {
		return err
	}
	_, err = store.Do(ctx, s.store, store.Command{Action: "contact.verify", Locks: []event.Aggregate{clientele.Lock(row.ClientID)}},
		func(ctx context.Context, tx *store.Tx) error {
			if err := s.areas.People.Redeem(ctx, tx, try, code); err != nil {
				return err
			}
			changed, err := tx.ClientContact.Update().Where(clientcontact.ID(id), clientcontact.RemovedAtIsNil(), clientcontact.VerifiedAtIsNil()).
				SetVerifiedAt(tx.Now).Save(ctx)
			if err != nil {
				return fmt.Errorf("prove a contact: %w", err)
			}
			if changed == 0 {
				return unknownContact()
			}
			tx.Audit(audit.Entry{ObjectKind: domain.ObjectClientContact, ObjectID: id, After: map[string]any{"verified": true}})
			return clientele.Emit(ctx, tx, domain.EventContactVerified, row.ClientID, domain.ContactFacts{Kind: row.Kind})
		})
	return err
}

// RemoveContactInput names a contact to take out of use.
type RemoveContactInput struct {
	IdempotencyKey string `json:"-"`
	ContactID      uuid.UUID
}

// RemoveContact takes an e-mail or a telephone out of use; the row stays. It answers whose it was.
func (s *Service) RemoveContact(ctx context.Context, in RemoveContactInput) (uuid.UUID, store.Replay, error) {
	actor, err := contactRight(ctx)
	if err != nil {
		return uuid.Nil, false, err
	}
	// Whose it is never changes, so it may be read before the lock; a removed one is found too, for the repeated request.
	client, err := s.clientOfContact(ctx, actor, in.ContactID)
	if err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "contact.remove", Key: in.IdempotencyKey, Input: in, Locks: []event.Aggregate{clientele.Lock(client)}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		row, err := tx.ClientContact.Query().Where(clientcontact.ID(in.ContactID), clientcontact.RemovedAtIsNil()).Only(ctx)
		if ent.IsNotFound(err) {
			return uuid.Nil, unknownContact()
		}
		if err != nil {
			return uuid.Nil, fmt.Errorf("find a contact: %w", err)
		}
		if err := tx.ClientContact.UpdateOneID(row.ID).SetRemovedAt(tx.Now).Exec(ctx); err != nil {
			return uuid.Nil, fmt.Errorf("remove a contact: %w", err)
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectClientContact, ObjectID: row.ID, Before: map[string]any{"kind": row.Kind, "value": row.Value}})
		return client, clientele.Emit(ctx, tx, domain.EventContactRemoved, client, domain.ContactFacts{Kind: row.Kind})
	})
}

// contactOf answers a contact in use that the actor may change; the row rules know whose it may see.
func (s *Service) contactOf(ctx context.Context, actor access.Actor, id uuid.UUID) (*ent.ClientContact, error) {
	row, err := s.store.Read().ClientContact.Query().Where(clientcontact.ID(id), clientcontact.RemovedAtIsNil()).Only(access.WithActor(ctx, actor))
	if ent.IsNotFound(err) {
		return nil, unknownContact()
	}
	return row, wrap("find a contact", err)
}

func (s *Service) clientOfContact(ctx context.Context, actor access.Actor, id uuid.UUID) (uuid.UUID, error) {
	row, err := s.store.Read().ClientContact.Query().Where(clientcontact.ID(id)).Only(access.WithActor(ctx, actor))
	if ent.IsNotFound(err) {
		return uuid.Nil, unknownContact()
	}
	if err != nil {
		return uuid.Nil, fmt.Errorf("find a contact: %w", err)
	}
	return row.ClientID, nil
}

func unknownContact() *domain.Error {
	return domain.Refuse(domain.CodeNotFound, "No existe ese contacto.").At("contactId")
}
