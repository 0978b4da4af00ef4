package risk

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/relatedperson"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

// personOnce is the index that keeps a person from being one thing to a client twice.
const personOnce = "related_persons_once"

// AddPersonInput names somebody beside a client.
type AddPersonInput struct {
	IdempotencyKey string               `json:"-"`
	ClientID       uuid.UUID            `json:"clientId"`
	Person         domain.RelatedPerson `json:"person"`
}

// AddPerson names who represents a client, owns more than a quarter of it or acts for it, and answers the row. ALREADY_EXISTS tells that the house
// knows that. For the holders of risk.manage.
func (s *Service) AddPerson(ctx context.Context, in AddPersonInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.RiskManage); err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "relatedPerson.add", Key: in.IdempotencyKey, Input: in, Locks: locksOf(in.ClientID)}
	id, replayed, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		client, err := tx.Customer.Query().Where(customer.ID(in.ClientID)).Only(ctx)
		if ent.IsNotFound(err) {
			return uuid.Nil, unknownClient()
		}
		if err != nil {
			return uuid.Nil, fmt.Errorf("find a client: %w", err)
		}
		shared, err := sharedBy(ctx, tx, client.ID)
		if err != nil {
			return uuid.Nil, err
		}
		var faults domain.Faults
		person := in.Person.Check(&faults, client.DocumentType, shared)
		if err := faults.Err(); err != nil {
			return uuid.Nil, err
		}
		row, err := writePerson(ctx, tx, client.ID, person)
		if err != nil {
			return uuid.Nil, err
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectComplianceClient, ObjectID: client.ID, After: map[string]any{"person": row.ID, "kind": person.Kind,
			"name": person.Name, "documentType": person.DocumentType, "documentNumber": person.DocumentNumber, "shareBasisPoints": person.Share}})
		return row.ID, s.compare(ctx, tx, client.ID)
	})
	if store.IsUniqueViolation(err, personOnce) {
		return uuid.Nil, false, domain.Refuse(domain.CodeAlreadyExists, "Esa persona ya consta así.").At("documentNumber")
	}
	return id, replayed, err
}

// sharedBy is what the owners of a client have together.
func sharedBy(ctx context.Context, tx *store.Tx, client uuid.UUID) (money.BasisPoints, error) {
	rows, err := tx.RelatedPerson.Query().Where(relatedperson.ClientID(client), relatedperson.KindEQ(domain.RelatedOwner), relatedperson.RemovedAtIsNil()).
		All(access.AsSystem(ctx))
	if err != nil {
		return 0, fmt.Errorf("read the owners of a client: %w", err)
	}
	var sum money.BasisPoints
	for _, row := range rows {
		sum += money.BasisPoints(*row.ShareBasisPoints)
	}
	return sum, nil
}

func writePerson(ctx context.Context, tx *store.Tx, client uuid.UUID, person domain.RelatedPerson) (*ent.RelatedPerson, error) {
	create := tx.RelatedPerson.Create().SetCreatedAt(tx.Now).SetClientID(client).SetKind(person.Kind).SetName(person.Name).
		SetDocumentType(person.DocumentType).SetDocumentNumber(person.DocumentNumber).SetAddedBy(tx.Actor.ID)
	if person.Kind == domain.RelatedOwner {
		create.SetShareBasisPoints(int(person.Share))
	}
	row, err := create.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("write a related person: %w", err)
	}
	return row, nil
}

// RemovePersonInput says that somebody is no longer what it was to a client.
type RemovePersonInput struct {
	IdempotencyKey string    `json:"-"`
	PersonID       uuid.UUID `json:"personId"`
	Reason         string    `json:"reason"`
}

// RemovePerson takes somebody off the file of a client; the row stays, and says why. For the holders of risk.manage.
func (s *Service) RemovePerson(ctx context.Context, in RemovePersonInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.RiskManage); err != nil {
		return uuid.Nil, false, err
	}
	reason, refusal := domain.Reason("Indica por qué ya no consta.").Read(in.Reason)
	if refusal != nil {
		return uuid.Nil, false, refusal.At("reason")
	}
	in.Reason = reason
	command := store.Command{Action: "relatedPerson.remove", Key: in.IdempotencyKey, Input: in,
		Find: func(ctx context.Context, tx *store.Tx) ([]event.Aggregate, error) {
			row, err := personSeen(ctx, tx, in.PersonID)
			if err != nil {
				return nil, err
			}
			return locksOf(row.ClientID), nil
		}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		row, err := personSeen(ctx, tx, in.PersonID)
		if err != nil {
			return uuid.Nil, err
		}
		if row.RemovedAt != nil {
			return uuid.Nil, domain.Refuse(domain.CodeNotAllowedInStatus, "Esa persona ya no consta.").At("personId")
		}
		err = tx.RelatedPerson.UpdateOneID(row.ID).SetRemovedAt(tx.Now).SetRemovedBy(tx.Actor.ID).SetRemovalReason(in.Reason).Exec(ctx)
		if err != nil {
			return uuid.Nil, fmt.Errorf("remove a related person: %w", err)
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectComplianceClient, ObjectID: row.ClientID, After: map[string]any{"person": row.ID, "removed": true,
			"reason": in.Reason}})
		return row.ID, s.compare(ctx, tx, row.ClientID)
	})
}

// personSeen answers a related person that the caller sees.
func personSeen(ctx context.Context, tx *store.Tx, id uuid.UUID) (*ent.RelatedPerson, error) {
	row, err := tx.RelatedPerson.Query().Where(relatedperson.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, domain.Refuse(domain.CodeNotFound, "No existe esa persona.").At("personId")
	}
	if err != nil {
		return nil, fmt.Errorf("read a related person: %w", err)
	}
	return row, nil
}
