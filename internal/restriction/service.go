// Package restriction keeps what stops a client from acting, and the holds of compliance on its operations.
//
// Invariants:
//   - A client has at most one open restriction of a kind and cause. It is lifted by two persons, the second of them the officer or the
//     alternate, and is never a status of the client.
//   - Whether a client may act is one pure rule ([domain.ClientStanding]), asked in the transaction of the act. Whoever is refused by it hears
//     the words of every account that is looked at ([domain.UnderReview]).
//   - What is open about a client takes effect on an operation as a hold when its money is seen, in a command of the system's own, and never
//     at the instant of anybody's act (areas.md E40). One ground holds an operation once: what two persons decided about it stands.
//   - A hold that is there only because nobody had checked the client ends as soon as somebody did; every other ends by two persons (E47).
//   - Everything here is told of the thing compliance_client and decided on restrictions and holds of their own: what it tells, counts and
//     refuses, neither the client nor its trader hears (E38-E42).
//
// The area knows neither lists nor the life of operations: those who check clients, and trading, are handed in as functions.
package restriction

import (
	"context"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/work"
)

// Screening answers how a client stands to the lists that are checked without a person, as a transaction finds it.
type Screening func(ctx context.Context, from *ent.Client, client uuid.UUID) (domain.ScreeningStanding, error)

// Matter answers whether something is open about a client that nobody decided, and what, for the house alone.
type Matter func(ctx context.Context, from *ent.Client, client uuid.UUID) (note string, open bool, err error)

// Options are what the area rests on beside its tables.
type Options struct {
	// HoldLocks are what a hold of an operation locks.
	HoldLocks func(operation uuid.UUID) []event.Aggregate
	// OpenHold opens a hold for compliance in a command of the system's own, and answers its id; it refuses one that cannot be.
	OpenHold func(ctx context.Context, tx *store.Tx, operation uuid.UUID, note string) (uuid.UUID, error)
	// ReleaseHold ends it, in a command that keeps the roster in place.
	ReleaseHold func(ctx context.Context, tx *store.Tx, calendar domain.Calendar, operation uuid.UUID) error
	// Calendar answers the business hours as a transaction finds them.
	Calendar func(ctx context.Context, from *ent.Client) (domain.Calendar, error)
	// Feed is where verified money and restrictions are heard of; nil for a house that is not served.
	Feed *event.Feed
	// FromBeginning looks at what happened before the house first looked too.
	FromBeginning bool
	// Logger may be nil.
	Logger *slog.Logger
}

// Service is the area's one entrance. It is safe for concurrent use.
type Service struct {
	store     *store.Store
	decisions *approval.Service
	options   Options
	screening Screening
	matter    Matter
	loop      *work.Loop
}

// pollEvery is how often is looked without a wake-up: one that is lost costs that long, nothing else.
const pollEvery = 2 * time.Second

// New returns a service over the house's database. It brings to the decisions of the house what those on restrictions and on holds for
// compliance do.
func New(house *store.Store, decisions *approval.Service, options Options) *Service {
	if options.Logger == nil {
		options.Logger = slog.New(slog.DiscardHandler)
	}
	s := &Service{store: house, decisions: decisions, options: options}
	s.loop = work.NewLoop("restriction", pollEvery, 0, options.Logger, func(ctx context.Context) error {
		_, err := s.Watch(ctx)
		return err
	})
	decisions.Carries(s.effects())
	return s
}

// ScreenedBy names who checks clients without a person. It is called while the house is put together; in one where nobody does, every client is
// checked and nothing is open.
func (s *Service) ScreenedBy(screening Screening, matter Matter) {
	s.screening, s.matter = screening, matter
}

// Locks are what a command locks that restricts a client.
func Locks(client uuid.UUID) []event.Aggregate { return []event.Aggregate{lockOf(client)} }

func lockOf(client uuid.UUID) event.Aggregate {
	return event.Aggregate{Type: domain.ObjectComplianceClient, ID: client}
}

// effects are what decisions on restrictions and holds do.
func (s *Service) effects() approval.Effects {
	return approval.Effects{
		domain.ProposalClientRelease: {Carry: s.carryRelease, Locks: releaseLocks},
		domain.ProposalHoldRelease:   {Carry: s.carryHoldRelease, Locks: s.holdReleaseLocks, Roster: store.RosterStands},
	}
}

// matterOf is what is open about a client; none where nobody checks.
func (s *Service) matterOf(ctx context.Context, from *ent.Client, client uuid.UUID) (note string, open bool, err error) {
	if s.matter == nil {
		return "", false, nil
	}
	return s.matter(access.AsSystem(ctx), from, client)
}

func (s *Service) screeningOf(ctx context.Context, from *ent.Client, client uuid.UUID) (domain.ScreeningStanding, error) {
	if s.screening == nil {
		return domain.ScreeningChecked, nil
	}
	return s.screening(access.AsSystem(ctx), from, client)
}
