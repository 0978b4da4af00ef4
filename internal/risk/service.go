// Package risk keeps how much risk of money laundering each client brings, why, and how closely the house looks at it.
//
// Invariants:
//   - A profile is what its newest computation says. A computation is a pure function ([domain.RiskRules.Assess]) of facts that were read in
//     the transaction that wrote it, and keeps them, the rules and why it was made; it never changes.
//   - What beats the score stands above it in one order: what two people decided, a political exposure, a match on a list of sanctions.
//   - Everything here is about the thing compliance_client and never about the client: what it tells and counts, no client and no trader
//     hears. To them a risk is as it is without lists, records and decisions (areas.md E38, E39).
//   - Lists are checked by people here, and by whoever is named ([Service.ListsBy]); what nobody checked is NOT_CHECKED, never silence.
//   - What happens to clients elsewhere is followed in the feed: each event is taken once, whatever dies.
package risk

import (
	"context"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/work"
)

// ListStates answers how a client stands to the kinds of lists that are checked without a person, as a transaction finds it; a kind that is
// missing is NOT_CHECKED.
type ListStates func(ctx context.Context, from *ent.Client, client uuid.UUID) (map[domain.RiskList]domain.RiskListState, error)

// Options tune a service.
type Options struct {
	// Parameters are what people of the house change: of them, how risk is assessed.
	Parameters domain.ParametersAt
	// Feed wakes the service when something happened; without one it looks by the clock.
	Feed *event.Feed
	// Logger may be nil.
	Logger *slog.Logger
}

// Service is the area's one entrance. It is safe for concurrent use.
type Service struct {
	store     *store.Store
	decisions *approval.Service
	options   Options
	lists     ListStates
	screen    Screen
	loop      *work.Loop
}

// How often is looked for what happened, and for what is due, without a wake-up; what happens together is taken together.
const (
	pollEvery = 5 * time.Second
	gathering = 200 * time.Millisecond
)

// New returns a service over the house's database. It brings to the decisions of the house what those on due diligence do.
func New(house *store.Store, decisions *approval.Service, options Options) *Service {
	if options.Logger == nil {
		options.Logger = slog.New(slog.DiscardHandler)
	}
	s := &Service{store: house, decisions: decisions, options: options}
	s.loop = work.NewLoop("risk", pollEvery, gathering, options.Logger, s.Work)
	decisions.Carries(s.effects())
	return s
}

// ListsBy names who checks lists without a person. It is called while the house is put together.
func (s *Service) ListsBy(states ListStates) { s.lists = states }

// Screen compares everybody in the file of a client with lists, in a command that changed the file and holds the lock of what the house thinks of it.
type Screen func(ctx context.Context, tx *store.Tx, client uuid.UUID) error

// ScreenBy names who compares a client's related persons with lists. It is called while the house is put together; until then nobody does.
func (s *Service) ScreenBy(screen Screen) { s.screen = screen }

// compare compares the file of a client with lists.
func (s *Service) compare(ctx context.Context, tx *store.Tx, client uuid.UUID) error {
	if s.screen == nil {
		return nil
	}
	return s.screen(ctx, tx, client)
}

func (s *Service) rules(now time.Time) domain.RiskRules { return s.options.Parameters(now).Risk }

// lockOf is the lock of what the house thinks of a client.
func lockOf(client uuid.UUID) event.Aggregate {
	return event.Aggregate{Type: domain.ObjectComplianceClient, ID: client}
}

func locksOf(client uuid.UUID) []event.Aggregate { return []event.Aggregate{lockOf(client)} }

// unknownClient is the answer about a client that is not there for the caller.
func unknownClient() *domain.Error {
	return domain.Refuse(domain.CodeNotFound, "No existe ese cliente.").At("clientId")
}
