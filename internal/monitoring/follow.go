package monitoring

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
)

// consumer is the area's name among those who follow the feed.
const consumer = "compliance"

// batchSize is how many events are gone through before the place in the feed moves. What was looked at before an instance died is not looked
// at again.
const batchSize = 200

// moments are when rules are asked, by what happened to an operation.
var moments = map[domain.EventKind]domain.MonitoringMoment{domain.EventCreated: domain.MomentCreation,
	domain.EventDepositConfirmed: domain.MomentVerification, domain.EventAmended: domain.MomentAmendment, domain.EventCompleted: domain.MomentCompletion}

// lookOf answers when rules are asked by what happened; false for what asks none.
func lookOf(e event.Event) (look, bool) {
	moment, asks := moments[e.Kind]
	when := look{moment: moment}
	if moment == domain.MomentAmendment {
		when.at, when.amendment = e.OccurredAt, e.AggregateVersion
	}
	return when, asks && e.Aggregate.Type == domain.ObjectOperation
}

// Run watches until ctx ends. Every instance runs it; they do the work once.
func (s *Service) Run(ctx context.Context) {
	if s.options.Feed == nil {
		return
	}
	var parts sync.WaitGroup
	parts.Go(func() { s.options.Feed.Follow(ctx, s.options.Logger, s.hear) })
	parts.Go(func() { s.loop.Run(access.AsSystem(ctx)) })
	parts.Go(func() { s.trials.Run(access.AsSystem(ctx)) })
	parts.Wait()
}

// hear wakes the loop by what happens.
func (s *Service) hear(_ context.Context, batch event.Batch) error {
	if batch.Resync || slices.ContainsFunc(batch.Events, func(e event.Event) bool { _, asks := lookOf(e); return asks }) {
		s.loop.Wake()
	}
	return nil
}

// Watch asks the rules about everything that happened since the last time, and answers how many operations it looked at.
func (s *Service) Watch(ctx context.Context) (int, error) {
	ctx = access.AsSystem(ctx)
	total := 0
	for {
		looked, more, err := s.watchBatch(ctx)
		total += looked
		if err != nil || !more {
			return total, err
		}
	}
}

// watchBatch looks at a batch of events and moves on. Two instances that read the same batch find what the other did, and one of them moves.
func (s *Service) watchBatch(ctx context.Context) (looked int, more bool, err error) {
	place, events, err := s.next(ctx)
	if err != nil || len(events) == 0 {
		return 0, false, err
	}
	for _, e := range events {
		when, asks := lookOf(e)
		if !asks {
			continue
		}
		if err := s.look(ctx, e.Aggregate.ID, when); err != nil {
			return looked, false, fmt.Errorf("watch operation %s: %w", e.Aggregate.ID, err)
		}
		looked++
	}
	err = s.store.Transact(ctx, "follow the feed", func(tx *ent.Tx) error {
		return event.Consumer{Name: consumer}.Move(ctx, tx, place, events[len(events)-1].Cursor)
	})
	if errors.Is(err, event.ErrConsumerMoved) {
		return looked, true, nil
	}
	return looked, len(events) == batchSize, err
}

// next answers where the area stands in the feed, and what comes next. Its transaction holds back no event: it writes at its end, if at all.
func (s *Service) next(ctx context.Context) (place event.Cursor, events []event.Event, err error) {
	follower := event.Consumer{Name: consumer}
	err = s.store.Transact(ctx, "follow the feed", func(tx *ent.Tx) error {
		var known bool
		if place, known, err = follower.Place(ctx, tx); err != nil {
			return err
		}
		if !known {
			place = event.Beginning(s.options.Feed, s.options.FromBeginning)
			if err := follower.Begin(ctx, tx, place); err != nil {
				return err
			}
		}
		events, err = follower.Next(ctx, tx, place, batchSize)
		return err
	})
	return place, events, err
}
