package risk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/riskprofile"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// consumer is the area's name among those who follow the feed.
const consumer = "risk"

// How many events, and how many profiles that are due, one round takes.
const (
	eventsAtOnce = 200
	dueAtOnce    = 200
)

// told is what may be told of a thing.
type told struct {
	object domain.ObjectKind
	kind   domain.EventKind
}

// triggers are the events that a client is assessed again by (domain.md 6.2). What this area does itself it assesses at once.
var triggers = map[told]domain.RiskTrigger{
	{domain.ObjectClient, domain.EventClientRegistered}: domain.RiskOnRegistration,
	{domain.ObjectClient, domain.EventClientUpdated}:    domain.RiskOnProfile,
	{domain.ObjectClient, domain.EventDocumentAccepted}: domain.RiskOnPaper,
	{domain.ObjectClient, domain.EventKYCApproved}:      domain.RiskOnKYC,
	{domain.ObjectClient, domain.EventKYCRejected}:      domain.RiskOnKYC,
	{domain.ObjectClient, domain.EventKYCReopened}:      domain.RiskOnKYC,
	{domain.ObjectOperation, domain.EventCompleted}:     domain.RiskOnOperation,

	{domain.ObjectComplianceClient, domain.EventScreened}:   domain.RiskOnProfile,
	{domain.ObjectComplianceClient, domain.EventHitDecided}: domain.RiskOnLists,
}

// clientOf is whom an event is about; what the house thinks of a client has the client's id and names it nowhere else.
func clientOf(e event.Event) uuid.UUID {
	if e.Aggregate.Type == domain.ObjectComplianceClient {
		return e.Aggregate.ID
	}
	return e.ClientID
}

func triggerOf(e event.Event) (domain.RiskTrigger, bool) {
	trigger, is := triggers[told{e.Aggregate.Type, e.Kind}]
	return trigger, is
}

// Run assesses clients as things happen and as profiles fall due, until ctx ends. Every instance runs it: one at a time works.
func (s *Service) Run(ctx context.Context) {
	ctx = access.AsSystem(ctx)
	var parts sync.WaitGroup
	if s.options.Feed != nil {
		parts.Go(func() { s.options.Feed.Follow(ctx, s.options.Logger, s.hear) })
	}
	parts.Go(func() { s.loop.Run(ctx) })
	parts.Wait()
}

// hear wakes the loop by what happens.
func (s *Service) hear(_ context.Context, batch event.Batch) error {
	concerns := func(e event.Event) bool { _, is := triggerOf(e); return is }
	if batch.Resync || slices.ContainsFunc(batch.Events, concerns) {
		s.loop.Wake()
	}
	return nil
}

// Work takes what happened since the last time and the profiles that are due, until nothing is left. One instance at a time does so; for the others
// it does nothing. The place in the feed moves after what it stands for is committed: what an instance died over is assessed again, which finds
// nothing new.
func (s *Service) Work(ctx context.Context) error {
	ctx = access.AsSystem(ctx)
	for {
		more, err := s.round(ctx)
		if err != nil || !more {
			return err
		}
	}
}

// round is one transaction that holds the claim and writes at most the place: the assessments are commands of their own.
func (s *Service) round(ctx context.Context) (more bool, err error) {
	err = s.store.Transact(ctx, "assess risk", func(tx *ent.Tx) (err error) {
		more, err = s.roundWithin(ctx, tx)
		return err
	})
	return more && err == nil, err
}

func (s *Service) roundWithin(ctx context.Context, tx *ent.Tx) (more bool, err error) {
	follower := event.Consumer{Name: consumer}
	if ok, err := follower.Claim(ctx, tx); err != nil || !ok {
		return false, err
	}
	place, known, err := follower.Place(ctx, tx)
	if err != nil {
		return false, err
	}
	if !known {
		// Whatever happened before is in the facts of the first assessment.
		return true, errors.Join(follower.Begin(ctx, tx, event.Beginning(s.options.Feed, false)), s.assessNew(ctx))
	}
	events, err := follower.Next(ctx, tx, place, eventsAtOnce)
	if err != nil {
		return false, err
	}
	if err := s.takeAll(ctx, events); err != nil {
		return false, err
	}
	due, err := s.recheck(ctx)
	if err != nil || len(events) == 0 {
		return due == dueAtOnce, err
	}
	return len(events) == eventsAtOnce || due == dueAtOnce, follower.Move(ctx, tx, place, events[len(events)-1].Cursor)
}

// takeAll assesses each client once that something happened to, by the last thing that did.
func (s *Service) takeAll(ctx context.Context, events []event.Event) error {
	last := map[uuid.UUID]domain.RiskTrigger{}
	var clients []uuid.UUID
	for _, e := range events {
		trigger, is := triggerOf(e)
		client := clientOf(e)
		if !is || client == uuid.Nil {
			continue
		}
		if _, there := last[client]; !there {
			clients = append(clients, client)
		}
		last[client] = trigger
	}
	for _, client := range clients {
		if err := s.Recalculate(ctx, client, last[client]); err != nil {
			return fmt.Errorf("assess client %s: %w", client, err)
		}
	}
	return nil
}

// recheck assesses clients whose profile is due, and answers how many it found.
func (s *Service) recheck(ctx context.Context) (int, error) {
	now := s.store.Clock().Now()
	rows, err := s.store.Read().RiskProfile.Query().Where(riskprofile.RecheckAtNotNil(), riskprofile.RecheckAtLTE(now)).
		Order(riskprofile.ByRecheckAt()).Limit(dueAtOnce).All(ctx)
	if err != nil {
		return 0, fmt.Errorf("find profiles that are due: %w", err)
	}
	for _, row := range rows {
		trigger := domain.RiskOnDue
		if row.RecheckFor != nil {
			trigger = *row.RecheckFor
		}
		if err := s.Recalculate(ctx, row.ClientID, trigger); err != nil {
			return 0, fmt.Errorf("assess client %s: %w", row.ClientID, err)
		}
	}
	return len(rows), nil
}
