package trading

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/store"
)

// HeldBy answers what a command locks that takes the operations from a person: those that it holds, or is named for.
func (s *Service) HeldBy(ctx context.Context, tx *store.Tx, person uuid.UUID) ([]event.Aggregate, error) {
	ids, err := heldBy(ctx, tx, person)
	if err != nil {
		return nil, err
	}
	var locks []event.Aggregate
	for _, id := range ids {
		locks = append(locks, lockOf(id)...)
	}
	return locks, nil
}

// heldBy answers the operations that wait for a person: live ones of which it is the operator or for which it is named, and
// ended ones of which it is the operator and whose money was not exchanged, or went out by mistake. What is done keeps the
// operator that did it.
func heldBy(ctx context.Context, tx *store.Tx, person uuid.UUID) ([]uuid.UUID, error) {
	live := operation.StatusIn(domain.Pending, domain.InProcess)
	unsettled := operation.Or(operation.HasDepositsWith(waitingOrReported), WithWrongPayment())
	ids, err := tx.Operation.Query().Where(operation.Or(
		operation.And(live, operation.Or(operation.OperatorID(person), operation.NamedOperatorID(person))),
		operation.And(operation.Not(live), operation.OperatorID(person), unsettled))).
		Order(ent.Asc(operation.FieldID)).IDs(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("list what an operator holds: %w", err)
	}
	return ids, nil
}

// HandOver gives what a person holds, and what it is named for, to the heir. Without one an operation in process goes to the
// operator whom the rule of assignment finds, everything else waits to be taken, and namings lapse. The command holds the
// roster and the locks of [Service.HeldBy], and has written already that the person left or what its new role is.
func (s *Service) HandOver(ctx context.Context, tx *store.Tx, in staff.Handover) (staff.HandedOver, error) {
	var done staff.HandedOver
	if in.To != uuid.Nil {
		if err := activeOperator(access.AsSystem(ctx), tx.Client(), in.To, "operationsTo"); err != nil {
			return done, err
		}
	}
	ids, err := heldBy(ctx, tx, in.From)
	if err != nil {
		return done, err
	}
	for _, id := range ids {
		c, err := s.open(access.AsSystem(ctx), tx, domain.Calendar{}, id, "operationsTo")
		if err != nil {
			return done, err
		}
		if err := c.handOver(ctx, in, &done); err != nil {
			return done, fmt.Errorf("hand over %s: %w", c.row.Code, err)
		}
	}
	return done, nil
}

// handOver is HandOver for one operation, which it counts in done. One that somebody else holds is neither moved nor left
// when a naming for it lapses.
func (c *change) handOver(ctx context.Context, in staff.Handover, done *staff.HandedOver) error {
	is := func(id *uuid.UUID) bool { return id != nil && *id == in.From }
	named, held := is(c.row.NamedOperatorID) && c.row.Status.Live(), is(c.row.OperatorID) && !in.KeepsHeld
	if named {
		if err := c.name(ctx, domain.ActRename, optional(in.To)); err != nil {
			return err
		}
	}
	if held {
		if err := c.giveUp(ctx, in.To); err != nil {
			return err
		}
	}
	switch {
	case (named || held) && in.To != uuid.Nil, held && c.row.OperatorID != nil:
		done.Moved++
	case (named || held) && c.row.OperatorID == nil:
		done.Left++
	}
	return nil
}

// giveUp gives the operation of somebody who left to the heir, or to whom the rule of assignment finds.
func (c *change) giveUp(ctx context.Context, heir uuid.UUID) error {
	if heir == uuid.Nil {
		return c.assign(ctx)
	}
	return c.assignTo(ctx, domain.ActReassign, heir)
}

func optional(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}
