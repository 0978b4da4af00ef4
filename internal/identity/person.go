package identity

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// Person names somebody who can sign in: a person of the house or a client.
type Person struct {
	// Kind is STAFF or CLIENT.
	Kind domain.ActorKind
	ID   uuid.UUID
}

// StaffMember names a person of the house.
func StaffMember(id uuid.UUID) Person { return Person{Kind: domain.ActorStaff, ID: id} }

// ClientOf names a client.
func ClientOf(id uuid.UUID) Person { return Person{Kind: domain.ActorClient, ID: id} }

// objectKind is the person's word in audit rows.
func (p Person) objectKind() domain.ObjectKind {
	if p.Kind == domain.ActorClient {
		return domain.ObjectClient
	}
	return domain.ObjectUser
}

// Lock is what every command holds that begins or ends sessions, links or tokens of the person, or changes a person of the house.
func (p Person) Lock() event.Aggregate { return event.Aggregate{Type: domain.ObjectPerson, ID: p.ID} }

// UnknownPerson is the answer about a person of the house who is not there; the caller adds where the input names it.
func UnknownPerson() *domain.Error {
	return domain.Refuse(domain.CodeNotFound, "No existe esa persona.")
}

// acting is who answers for a command in a column that needs somebody: the caller, or the house for the system.
func acting(tx *store.Tx) uuid.UUID {
	if tx.Actor.ID != uuid.Nil {
		return tx.Actor.ID
	}
	return domain.HouseUserID()
}

// storePassword keeps a hash. The house itself never gets one.
func storePassword(ctx context.Context, tx *store.Tx, person Person, hash string) error {
	var changed int
	var err error
	if person.Kind == domain.ActorStaff {
		changed, err = tx.User.Update().Where(user.ID(person.ID), user.IsHouse(false)).SetPasswordHash(hash).Save(ctx)
	} else {
		changed, err = tx.Customer.Update().Where(customer.ID(person.ID)).SetPasswordHash(hash).SetUpdatedAt(tx.Now).Save(ctx)
	}
	if err != nil {
		return fmt.Errorf("store a password: %w", err)
	}
	if changed == 0 {
		return UnknownPerson()
	}
	return nil
}
