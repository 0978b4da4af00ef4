package casework

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// consumer is the area's name among those who follow the feed.
const consumer = "casework"

// eventsAtOnce is how many events one round takes.
const eventsAtOnce = 200

// concerns tells whether what happened opens an alert, or goes into the register.
func concerns(e event.Event) bool {
	return e.Aggregate.Type == domain.ObjectComplianceClient && e.Kind == domain.EventRiskChanged ||
		e.Aggregate.Type == domain.ObjectOperation && e.Kind == domain.EventCompleted
}

// Run takes what happens until ctx ends. Every instance runs it: one at a time works.
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
	if batch.Resync || slices.ContainsFunc(batch.Events, concerns) {
		s.loop.Wake()
	}
	return nil
}

// Work takes what happened since the last time, until nothing is left. One instance at a time does so; for the others it does nothing. The place
// in the feed moves after what it stands for is committed: what an instance died over is taken again, and opens and registers nothing twice.
func (s *Service) Work(ctx context.Context) error {
	ctx = access.AsSystem(ctx)
	for {
		more := false
		err := s.store.Transact(ctx, "follow alerts", func(tx *ent.Tx) (err error) {
			more, err = s.round(ctx, tx)
			return err
		})
		if err != nil || !more {
			return err
		}
	}
}

// round is one transaction that holds the claim and writes at most the place.
func (s *Service) round(ctx context.Context, tx *ent.Tx) (more bool, err error) {
	follower := event.Consumer{Name: consumer}
	if ok, err := follower.Claim(ctx, tx); err != nil || !ok {
		return false, err
	}
	place, known, err := follower.Place(ctx, tx)
	if err != nil {
		return false, err
	}
	if !known {
		return true, follower.Begin(ctx, tx, event.Beginning(s.options.Feed, s.options.FromBeginning))
	}
	events, err := follower.Next(ctx, tx, place, eventsAtOnce)
	if err != nil || len(events) == 0 {
		return false, err
	}
	for _, e := range events {
		if err := s.take(ctx, e); err != nil {
			return false, fmt.Errorf("take %s of %s: %w", e.Kind, e.Aggregate.ID, err)
		}
	}
	return len(events) == eventsAtOnce, follower.Move(ctx, tx, place, events[len(events)-1].Cursor)
}

// take does what follows from an event.
func (s *Service) take(ctx context.Context, e event.Event) error {
	switch {
	case !concerns(e):
		return nil
	case e.Kind == domain.EventCompleted:
		return s.register(ctx, e.Aggregate.ID)
	}
	var told domain.RiskFactsTold
	if err := json.Unmarshal(e.Facts, &told); err != nil {
		return fmt.Errorf("read what was told of a risk: %w", err)
	}
	var failed []error
	for _, found := range domain.AlertsOfRisk(e.Aggregate.ID, fmt.Sprintf("risk/%s/%d", e.Aggregate.ID, e.AggregateVersion), told) {
		_, err := store.Do(ctx, s.store, store.Command{Action: "alert.open"}, func(ctx context.Context, tx *store.Tx) error {
			_, err := s.Open(ctx, tx, found)
			return err
		})
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}
