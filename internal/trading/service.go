// Package trading runs operations: from a promised price to money that changed hands.
//
// Invariants: every change goes through the lifecycle's table (domain.Next) and a conditional update on state and version;
// every change of an operation is one event that raises its version by one; completion writes state, legs, books, audit and
// events in one transaction, or does not happen; amounts and rate come from a quote, never from a caller; deposits are
// facts of the world and are recorded in any state.
package trading

import (
	"context"
	"time"

	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/files"
	"github.com/qoricash/qoricash/internal/ledger"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/treasury"
)

// Policy holds the house's settings for operations.
type Policy struct {
	// DepositWindow is how long a client has to report its deposit (default 15 minutes, decisions.md).
	DepositWindow time.Duration
	// PartGrace is how much longer while a part of it counts, Unproven how long a whole report without a file is believed
	// (defaults 30 minutes each, areas.md F1, F2).
	PartGrace, Unproven time.Duration
	// KYCStrict lets only clients with approved identification operate.
	KYCStrict bool
	// Calendar answers the business hours in force; creation by clients asks it, and the time of reported money.
	Calendar func(context.Context) (domain.Calendar, error)
	// SelfService bounds what clients operate without an adviser, in USD.
	SelfService domain.AmountRange
}

// Service runs operations.
type Service struct {
	store    *store.Store
	ledger   *ledger.Service
	pricing  *pricing.Service
	treasury *treasury.Service
	clients  *clients.Service
	files    *files.Service
	policy   Policy
}

// Areas are the areas that trading rests on.
type Areas struct {
	Ledger   *ledger.Service
	Pricing  *pricing.Service
	Treasury *treasury.Service
	Clients  *clients.Service
	Files    *files.Service
}

// New makes the service.
func New(store *store.Store, areas Areas, policy Policy) *Service {
	return &Service{store: store, ledger: areas.Ledger, pricing: areas.Pricing, treasury: areas.Treasury, clients: areas.Clients,
		files: areas.Files, policy: policy}
}

// spans are the rules of a client's time without a calendar, for acts that change nothing of it.
func (s *Service) spans() domain.DeadlineRules {
	return domain.DeadlineRules{Window: s.policy.DepositWindow, PartGrace: s.policy.PartGrace, Unproven: s.policy.Unproven}
}

// deadlines are the rules of a client's time as the calendar stands. It asks for a connection of its own, so it comes before a
// transaction: within one, as many callers as the pool has connections would wait for each other.
func (s *Service) deadlines(ctx context.Context) (domain.DeadlineRules, error) {
	calendar, err := s.policy.Calendar(ctx)
	if err != nil {
		return domain.DeadlineRules{}, err
	}
	rules := s.spans()
	rules.Calendar = calendar
	return rules, nil
}
