// Package monitoring watches operations with the rules of the house.
//
// Invariants:
//   - What an operation changes in the figures of its client is written in the transaction that changes it, or not at all.
//   - Rules that refuse or hold are asked before an operation is accepted, in its transaction; the others afterwards, by a follower of the
//     feed. An operation is looked at once at each moment, and matches a rule once, whatever dies and however many instances work.
//   - What rules said is evidence: it is added and never changed, with the version of the rule and the figures that were there.
//   - A version of a rule is a draft, is tried on 90 days of history, and comes in force and goes out of it by two persons (guard_monitoring_rule
//     in the migrations). One version of a rule is in force; what rules ask before acceptance is in memory, as it was committed when the
//     instance last heard of it.
//   - A rule that wants for data says so; it is never taken for one that found nothing.
//   - A client or trader learns nothing of a rule: a refusal has the words of the house for every account that is looked at, and a hold
//     begins at the verification of the money (areas.md E38-E43).
//
// The area knows neither prices nor the life of operations: trading calls it within its transactions, and what it needs from areas above it
// is handed in as functions.
package monitoring

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/work"
)

// Finding is a rule that matched, as it is handed to who opens alerts.
type Finding struct {
	// Evaluation is the row of the match.
	Evaluation uuid.UUID
	Client     uuid.UUID
	// Operation is nil where the operation was refused before it was.
	Operation *uuid.UUID
	Outcome   domain.RuleOutcome
}

// Options are what the area rests on beside its tables.
type Options struct {
	// Know adds to a client what other areas know of it; nil adds nothing.
	Know func(ctx context.Context, from *ent.Client, client *domain.MonitoredClient) error
	// Recheck answers how the screening of a client stands against the lists in force, as the transaction finds it; nil where nobody can say.
	Recheck func(ctx context.Context, tx *store.Tx, client uuid.UUID) (domain.RecheckOutcome, error)
	// HoldLocks are what a hold of an operation locks; Hold opens one of the house's own for compliance, with a note for the house.
	HoldLocks func(operation uuid.UUID) []event.Aggregate
	Hold      func(ctx context.Context, tx *store.Tx, operation uuid.UUID, note string) error
	// Alert opens an alert of a finding, or joins it to the one of its window; nil while nobody keeps alerts.
	Alert func(ctx context.Context, tx *store.Tx, finding Finding) error
	// Feed is where operations are heard of; nil for a house that is not served.
	Feed *event.Feed
	// FromBeginning looks at what happened before the house first watched too.
	FromBeginning bool
	// Logger may be nil.
	Logger *slog.Logger
}

// Service is the area's one entrance. It is safe for concurrent use.
type Service struct {
	store     *store.Store
	decisions *approval.Service
	options   Options
	loop      *work.Loop
	trials    *work.Worker

	// refreshing makes reads of the rules and what they leave in memory follow each other in one order.
	refreshing sync.Mutex
	held       atomic.Pointer[[]ruleRow]
}

// pollEvery is how often is looked without a wake-up: one that is lost costs that long, nothing else.
const pollEvery = 2 * time.Second

// New returns a service over the house's database. It brings to the decisions of the house what those on rules do.
func New(house *store.Store, decisions *approval.Service, options Options) *Service {
	if options.Logger == nil {
		options.Logger = slog.New(slog.DiscardHandler)
	}
	s := &Service{store: house, decisions: decisions, options: options}
	s.loop = work.NewLoop("monitoring", pollEvery, 0, options.Logger, func(ctx context.Context) error {
		_, err := s.Watch(ctx)
		return err
	})
	s.trials = work.New(house.DB(), house.Clock(), options.Logger, s.trialWork())
	decisions.Carries(s.effects())
	return s
}
