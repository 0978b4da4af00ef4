// Package clients keeps the file of each client: who it is, its bank accounts, and what it may operate without documents.
//
// Invariants:
//   - A client is the pair of document type and number, stored in one form; there are no two of the same.
//   - An anonymous caller never learns whether a document is registered: see [Service.Register].
//   - A client registered by staff is active and in a portfolio; one that registered itself belongs to the house and may
//     do nothing until its e-mail is proved.
//   - A bank account is the client's own by its declaration, carries a CCI whose check digits hold, and is never changed:
//     it is removed, and another added.
//   - The limit without documents is computed from the operations themselves, never counted beside them (RULE-KYC-2).
package clients

import (
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/store"
)

// Service is the area's one entrance. It is safe for concurrent use.
type Service struct {
	store  *store.Store
	people *identity.Service
	limits domain.LimitPreset
}

// New returns a service over the house's database. people hashes passwords and counts registrations by address; limits
// bound what a client may operate without documents.
func New(house *store.Store, people *identity.Service, limits domain.LimitPreset) *Service {
	return &Service{store: house, people: people, limits: limits}
}

// The aggregates and events of the area. An account is an aggregate of its own, so that it needs no version of its client.
const (
	ClientAggregate  = "client"
	AccountAggregate = "bank_account"
	EventRegistered  = "REGISTERED"
	EventAdded       = "ACCOUNT_ADDED"
)

// firstEvent is the event that makes an aggregate of a client known. The trader is left out: a client may change hands,
// and routing columns never change.
func firstEvent(tx *store.Tx, kind string, aggregate event.Aggregate, clientID uuid.UUID, facts any) event.Record {
	return event.Record{Kind: kind, SchemaVersion: 1, Aggregate: aggregate, AggregateVersion: 1, ClientID: clientID,
		Actor: event.Actor{Kind: string(tx.Actor.Kind), ID: tx.Actor.ID}, OccurredAt: tx.Now, Facts: facts}
}

// ownerFor is in whose portfolio a client lands that the actor registers: the actor's, where the right is over a
// portfolio; the house's otherwise.
func ownerFor(actor access.Actor) uuid.UUID {
	if actor.Reach(domain.ClientsCreate) == domain.ReachPortfolio {
		return actor.ID
	}
	return domain.HouseUserID()
}
