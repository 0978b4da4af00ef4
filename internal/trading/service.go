// Package trading runs operations: from a promised price to money that changed hands.
//
// Invariants: every change goes through the lifecycle's table (domain.Next) and a conditional update on state and version;
// every change of an operation is one event that raises its version by one; completion writes state, legs, books, audit and
// events in one transaction, or does not happen; amounts and rate come from a quote, never from a caller; deposits are
// facts of the world and are recorded in any state.
package trading

import (
	"context"

	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/monitoring"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/restriction"
	"github.com/qoricash/qoricash/internal/rewards"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/treasury"
)

// Policy holds the house's settings for operations.
type Policy struct {
	// Parameters are what people of the house change: the time of deposits, what clients operate without an adviser, and whom it asks for
	// an approved identification.
	Parameters domain.ParametersAt
	// Calendar answers the business hours in force; creation by clients asks it, and the time of reported money. It asks for a connection of
	// its own, so it comes before a transaction: within one, as many callers as the pool has connections would wait for each other.
	Calendar func(context.Context) (domain.Calendar, error)
}

// Service runs operations.
type Service struct {
	store      *store.Store
	ledger     *ledger.Service
	pricing    *pricing.Service
	treasury   *treasury.Service
	clients    *clients.Service
	files      *files.Service
	rewards    *rewards.Service
	invoices   *invoicing.Service
	monitoring *monitoring.Service
	// restriction says whether a client may act.
	restriction *restriction.Service
	policy      Policy
}

// Areas are the areas that trading rests on.
type Areas struct {
	Ledger      *ledger.Service
	Pricing     *pricing.Service
	Treasury    *treasury.Service
	Clients     *clients.Service
	Files       *files.Service
	Rewards     *rewards.Service
	Invoices    *invoicing.Service
	Monitoring  *monitoring.Service
	Restriction *restriction.Service
}

// New makes the service.
func New(store *store.Store, areas Areas, policy Policy) *Service {
	return &Service{store: store, ledger: areas.Ledger, pricing: areas.Pricing, treasury: areas.Treasury, clients: areas.Clients,
		files: areas.Files, rewards: areas.Rewards, invoices: areas.Invoices, monitoring: areas.Monitoring,
		restriction: areas.Restriction, policy: policy}
}
