// Package clients keeps the file of each client: who it is, how it is reached, its bank accounts, whose portfolio it is in,
// and what it may operate without documents.
//
// Invariants:
//   - A client is the pair of document type and number, stored in one form; there are no two of the same. Its full name is
//     derived from its parts, by one rule for each document ([domain.CheckClientName]).
//   - An anonymous caller never learns whether a document is registered, by words or by the work that is done: see
//     [Service.Register].
//   - A client registered by staff is active and in a portfolio; one that registered itself belongs to the house and may
//     do nothing until its e-mail is proved. Nobody chooses another's password.
//   - A bank account is the client's own by its declaration, carries a CCI whose check digits hold, and is never changed:
//     it is removed, and another added; it stays while a live operation uses it.
//   - A client moves between portfolios, its history does not: operations keep the trader that they were made with
//     (RULE-OWN-4, P-19).
//   - The limit without documents is computed from the operations themselves, never counted beside them (RULE-KYC-2).
//   - Every change holds the lock of the aggregate client, so its events are in order.
package clients

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/kyc"
	"github.com/qoricash/qoricash/internal/notify"
	"github.com/qoricash/qoricash/internal/ratelimit"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/store"
)

// Areas are the other areas that the file of a client rests on.
type Areas struct {
	// People keeps passwords, codes and sessions.
	People *identity.Service
	// Messages tells codes.
	Messages *notify.Service
	// Files keeps exports.
	Files *files.Service
	// KYC opens an identification again whose client gets another name.
	KYC *kyc.Service
	// Rewards binds who registers to who recommended the house.
	Rewards *rewards.Service
	// Screen compares the file of a client with lists; nil compares nobody.
	Screen Screen
}

// Screen compares the file of a client with lists of sanctioned and exposed people, in the transaction of a command that wrote what is compared and
// holds the lock of what the house thinks of the client. What is found refuses nothing, and neither a client nor a trader learns of it.
type Screen func(ctx context.Context, tx *store.Tx, client uuid.UUID) error

// screen compares the file of a client with lists.
func (s *Service) screen(ctx context.Context, tx *store.Tx, client uuid.UUID) error {
	if s.areas.Screen == nil {
		return nil
	}
	return s.areas.Screen(ctx, tx, client)
}

// screenLock is the lock of what the house thinks of a client.
func screenLock(client uuid.UUID) event.Aggregate {
	return event.Aggregate{Type: domain.ObjectComplianceClient, ID: client}
}

// Options tune a service.
type Options struct {
	// Emails says which addresses the house takes.
	Emails domain.Emails
	// Parameters are what people of the house change: of them, what a client may operate without documents.
	Parameters domain.ParametersAt
	// Terms and Privacy are the versions of the texts that clients accept now.
	Terms, Privacy string
	// SiteURL is the clients' site, where the texts are.
	SiteURL string
	// RateLimits bounds what may be asked for often; nil bounds nothing.
	RateLimits *ratelimit.Limiter
	// Register suggests names for documents; nil knows nobody.
	Register Register
}

// Service is the area's one entrance. It is safe for concurrent use.
type Service struct {
	store   *store.Store
	areas   Areas
	options Options
	lookups *suggestions
}

// New returns a service over the house's database.
func New(house *store.Store, areas Areas, options Options) *Service {
	return &Service{store: house, areas: areas, options: options, lookups: newSuggestions()}
}

// accountLock is the lock of an account of a client: an account is a thing of its own, so that it needs no version of its client.
func accountLock(id uuid.UUID) event.Aggregate {
	return event.Aggregate{Type: domain.ObjectAccount, ID: id}
}

// recipient names a client for messages.
func recipient(id uuid.UUID) notify.Recipient {
	return notify.Recipient{Kind: domain.ActorClient, ID: id}
}

// ownerFor is in whose portfolio a client lands that the actor registers: the actor's, where the right is over a
// portfolio; the house's otherwise.
func ownerFor(actor access.Actor) uuid.UUID {
	if actor.Reach(domain.ClientsCreate) == domain.ReachPortfolio {
		return actor.ID
	}
	return domain.HouseUserID()
}

// unknownClient is the answer about a client that is not there for the caller.
func unknownClient() *domain.Error {
	return domain.Refuse(domain.CodeNotFound, "No existe ese cliente.").At("clientId")
}
