package restriction

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// consumer is the area's name among those who follow the feed.
const consumer = "restriction"

// batchSize is how many events are gone through before the place in the feed moves. What was looked at before an instance died is looked at
// again, which finds nothing new.
const batchSize = 200

// concerns tells whether money was seen, or a client restricted.
func concerns(e event.Event) bool {
	return e.Aggregate.Type == domain.ObjectOperation && e.Kind == domain.EventDepositConfirmed ||
		e.Aggregate.Type == domain.ObjectComplianceClient && e.Kind == domain.EventClientRestricted
}

// Run holds what is to be held as things happen, until ctx ends. Every instance runs it; they do the work once.
func (s *Service) Run(ctx context.Context) {
	if s.options.Feed == nil {
		return
	}
	var parts sync.WaitGroup
	parts.Go(func() { s.options.Feed.Follow(ctx, s.options.Logger, s.hear) })
	parts.Go(func() { s.loop.Run(access.AsSystem(ctx)) })
	parts.Wait()
}

// hear wakes the loop by what happens.
func (s *Service) hear(_ context.Context, batch event.Batch) error {
	if batch.Resync || slices.ContainsFunc(batch.Events, concerns) {
		s.loop.Wake()
	}
	return nil
}

// Watch looks at all money that was seen, and at every client who was restricted, since the last time, and answers how many operations it
// looked at.
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
		if !concerns(e) {
			continue
		}
		count, err := s.take(ctx, e)
		if err != nil {
			return looked, false, fmt.Errorf("look at %s %s: %w", e.Aggregate.Type, e.Aggregate.ID, err)
		}
		looked += count
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

// take looks at what an event is about, and answers at how many operations.
func (s *Service) take(ctx context.Context, e event.Event) (int, error) {
	if e.Aggregate.Type == domain.ObjectOperation {
		return 1, s.look(ctx, e.Aggregate.ID)
	}
	return s.LookAt(ctx, e.Aggregate.ID)
}

// LookAt looks at every operation of a client whose money was seen and is still there, and answers how many these are. Whoever finds something
// about a client calls it after its own transaction.
func (s *Service) LookAt(ctx context.Context, client uuid.UUID) (int, error) {
	ctx = access.AsSystem(ctx)
	ids, err := s.store.Read().Operation.Query().Where(operation.ClientID(client), operation.StatusNEQ(domain.Completed),
		operation.HasDepositsWith(deposit.StatusEQ(domain.DepositConfirmed))).Order(operation.ByID()).IDs(ctx)
	if err != nil {
		return 0, fmt.Errorf("find the money of a client: %w", err)
	}
	for _, id := range ids {
		if err := s.look(ctx, id); err != nil {
			return 0, err
		}
	}
	return len(ids), nil
}

// look holds an operation whose money was seen for what is open about its client, in a command of the system's own.
func (s *Service) look(ctx context.Context, id uuid.UUID) error {
	command := store.Command{Action: "restriction.look", Locks: s.options.HoldLocks(id)}
	_, err := store.Do(access.AsSystem(ctx), s.store, command, func(ctx context.Context, tx *store.Tx) error {
		row, err := tx.Operation.Query().Where(operation.ID(id)).WithDeposits().Only(ctx)
		if err != nil {
			return fmt.Errorf("read an operation: %w", err)
		}
		if !slices.ContainsFunc(row.Edges.Deposits, func(d *ent.Deposit) bool { return d.Status == domain.DepositConfirmed }) {
			return nil // it was not seen after all
		}
		at, err := s.Standing(ctx, tx.Client(), row.ClientID)
		if err != nil {
			return err
		}
		found, err := s.grounds(ctx, tx.Client(), row.ClientID, at)
		if err != nil {
			return err
		}
		return s.hold(ctx, tx, id, found...)
	})
	return err
}

// HoldForRule holds an operation for a rule that asked for it, in a command of the system's own that holds the locks. One that is held for
// compliance has another reason to be; one that ended without money stays as it is.
func (s *Service) HoldForRule(ctx context.Context, tx *store.Tx, operation uuid.UUID, note string) error {
	return s.hold(ctx, tx, operation, ground{domain.GroundRule, domain.Clip(note, noteLength)})
}

// hold keeps the grounds that an operation was not held for before, and holds it where it is not.
func (s *Service) hold(ctx context.Context, tx *store.Tx, of uuid.UUID, found ...ground) error {
	ctx = access.AsSystem(ctx)
	known, err := knownGrounds(ctx, tx.Client(), of)
	if err != nil {
		return err
	}
	fresh := without(found, known)
	if len(fresh) == 0 {
		return nil
	}
	row, err := openHold(ctx, tx.Client(), of)
	if err != nil {
		return err
	}
	if row != nil {
		// A hold that began for something else does not end because somebody checked the client.
		fresh = slices.DeleteFunc(fresh, func(one ground) bool { return one.kind == domain.GroundNotChecked })
		return keep(ctx, tx, of, row.ID, fresh)
	}
	id, err := s.options.OpenHold(ctx, tx, of, fresh[0].note)
	if errors.As(err, new(*domain.Error)) {
		return nil // it ended, and no money is left to hold
	}
	if err != nil {
		return err
	}
	return keep(ctx, tx, of, id, fresh)
}

func keep(ctx context.Context, tx *store.Tx, of, id uuid.UUID, grounds []ground) error {
	for _, one := range grounds {
		err := tx.ComplianceGround.Create().SetCreatedAt(tx.Now).SetOperationID(of).SetHoldID(id).SetGround(one.kind).SetNote(one.note).Exec(ctx)
		if err != nil {
			return fmt.Errorf("keep why an operation is held: %w", err)
		}
	}
	return nil
}
