package trading

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/deposit"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/predicate"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// expiryBatch is how many operations one look at the table brings.
const expiryBatch = 200

// ExpireDue ends the operations whose deadline passed without the whole deposit (RULE-EXP-2). It competes with the report of a
// deposit for the operation's lock: exactly one of them wins. Money that was there waits to be applied or given back. It answers how
// many it ended; one that fails holds back no other.
func (s *Service) ExpireDue(ctx context.Context) (int, error) {
	return s.endAll(ctx, domain.ActExpire, domain.CanceledByDeadline, operation.ExpiresAtLTE(s.store.Clock().Now()))
}

// EndDay ends every operation of any channel that was made before the end of the house's day and that nothing keeps (OPEN-4). Each of
// the others, and each in process, raises one alert that reaches a person. It answers how many it ended; one that fails holds back
// no other.
func (s *Service) EndDay(ctx context.Context, endOfDay time.Time) (int, error) {
	ended, err := s.endAll(ctx, domain.ActEndDay, domain.CanceledByEndOfDay, operation.CreatedAtLT(endOfDay))
	return ended, errors.Join(err, s.alertOvernight(access.AsSystem(ctx), endOfDay))
}

func (s *Service) endAll(ctx context.Context, act domain.Act, reason domain.CancelReason, due predicate.Operation) (int, error) {
	return s.each(ctx, []predicate.Operation{operation.StatusEQ(domain.Pending), due}, func(ctx context.Context, c *change) error {
		// What is live waits from now on: to be applied to another operation, or given back.
		if err := c.stopCounting(ctx); err != nil {
			return err
		}
		return c.apply(ctx, act, func(u *ent.OperationUpdate) { u.SetCancelReason(reason) },
			domain.OperationFacts{Reason: string(reason), Waiting: c.liveMoney()})
	})
}

// HandBackUnseen hands operations back to their clients whose reported money nobody saw in time (areas.md F2). The reports stop
// counting and go on waiting: once the money is seen, it counts again. It answers how many it handed back.
func (s *Service) HandBackUnseen(ctx context.Context) (int, error) {
	overdue := []predicate.Operation{operation.StatusEQ(domain.InProcess), operation.SeenByLTE(s.store.Clock().Now())}
	return s.each(ctx, overdue, func(ctx context.Context, c *change) error {
		if c.mayYetBeSeen() {
			return domain.Refuse(domain.CodeNotAllowedInStatus, "El abono todavía puede verse.")
		}
		lapsed, err := c.lapse(ctx)
		if err != nil {
			return err
		}
		return c.move(ctx, movement{act: domain.ActLapse, set: func(u *ent.OperationUpdate) { u.ClearReturnNote() },
			told: func() domain.OperationFacts {
				return domain.OperationFacts{Reason: string(domain.ReturnedUnseen), Sealed: &domain.SealedFacts{Lapsed: lapsed}}
			}})
	})
}

// lapse takes the reports that count out of the sum, and answers them.
func (c *change) lapse(ctx context.Context) ([]uuid.UUID, error) {
	var ids []uuid.UUID
	for _, row := range c.row.Edges.Deposits {
		if row.Status == domain.DepositReported && row.LapsedAt == nil {
			ids = append(ids, row.ID)
			row.Counted, row.LapsedAt = false, &c.tx.Now
		}
	}
	if err := c.tx.Deposit.Update().Where(deposit.IDIn(ids...)).SetCounted(false).SetLapsedAt(c.tx.Now).Exec(ctx); err != nil {
		return nil, fmt.Errorf("let the reports lapse: %w", err)
	}
	return ids, nil
}

// each runs an act of the system on every operation that meets the conditions, one transaction each. One that the lifecycle refuses,
// because something happened to it meanwhile, is left alone; one that fails holds back no other.
func (s *Service) each(ctx context.Context, where []predicate.Operation, do func(context.Context, *change) error) (int, error) {
	ctx = access.AsSystem(ctx)
	calendar, err := s.policy.Calendar(ctx)
	if err != nil {
		return 0, err
	}
	done, last := 0, uuid.Nil
	var failures []error
	for {
		ids, err := s.store.Read().Operation.Query().Where(where...).Where(operation.IDGT(last)).Order(ent.Asc(operation.FieldID)).
			Limit(expiryBatch).IDs(ctx)
		if err != nil {
			return done, errors.Join(append(failures, fmt.Errorf("list the operations: %w", err))...)
		}
		for _, id := range ids {
			last = id
			acted, err := s.one(ctx, calendar, id, do)
			if err != nil {
				failures = append(failures, fmt.Errorf("operation %s: %w", id, err))
			}
			if acted {
				done++
			}
		}
		if len(ids) < expiryBatch {
			return done, errors.Join(failures...)
		}
	}
}

func (s *Service) one(ctx context.Context, calendar domain.Calendar, id uuid.UUID, do func(context.Context, *change) error) (bool, error) {
	_, err := store.Do(ctx, s.store, store.Command{Action: "operation.expire", Locks: lockOf(id), Roster: store.RosterStands},
		func(ctx context.Context, tx *store.Tx) error {
			c, err := s.open(ctx, tx, calendar, id, "operationId")
			if err != nil {
				return err
			}
			return do(ctx, c)
		})
	var refusal *domain.Error
	if errors.As(err, &refusal) {
		return false, nil
	}
	return err == nil, err
}
