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

// ExpireDue ends the operations whose deadline passed without a deposit (RULE-EXP-2). It competes with the report of a
// deposit for the operation's lock: exactly one of them wins. It answers how many it ended.
func (s *Service) ExpireDue(ctx context.Context) (int, error) {
	return s.endAll(ctx, domain.ActExpire, domain.CanceledByDeadline, operation.ExpiresAtLTE(s.store.Clock().Now()))
}

// EndDay ends every operation of any channel that was made before the end of the house's day and has no deposit reported or
// confirmed (OPEN-4). Each of the others gets one note that asks the staff to look at it. It answers how many it ended.
func (s *Service) EndDay(ctx context.Context, endOfDay time.Time) (int, error) {
	ended, err := s.endAll(ctx, domain.ActEndDay, domain.CanceledByEndOfDay, operation.CreatedAtLT(endOfDay))
	if err != nil {
		return ended, err
	}
	return ended, s.noteOvernight(access.AsSystem(ctx), endOfDay)
}

// endAll ends what the act admits, one transaction per operation, so that one that is refused holds back no other.
func (s *Service) endAll(ctx context.Context, act domain.Act, reason domain.CancelReason, due predicate.Operation) (int, error) {
	ctx = access.AsSystem(ctx)
	ended, last := 0, uuid.Nil
	for {
		ids, err := s.store.Read().Operation.Query().
			Where(operation.StatusEQ(domain.Pending), due, operation.IDGT(last), operation.Not(operation.HasDepositsWith(liveDeposit()))).
			Order(ent.Asc(operation.FieldID)).Limit(expiryBatch).IDs(ctx)
		if err != nil {
			return ended, fmt.Errorf("list the operations to end: %w", err)
		}
		for _, id := range ids {
			last = id
			done, err := s.end(ctx, id, act, reason)
			if err != nil {
				return ended, err
			}
			if done {
				ended++
			}
		}
		if len(ids) < expiryBatch {
			return ended, nil
		}
	}
}

func liveDeposit() predicate.Deposit {
	return deposit.StatusIn(domain.DepositReported, domain.DepositConfirmed)
}

// end ends one operation unless something happened to it meanwhile.
func (s *Service) end(ctx context.Context, id uuid.UUID, act domain.Act, reason domain.CancelReason) (bool, error) {
	_, err := store.Do(ctx, s.store, store.Command{Action: "operation.expire", Locks: lockOf(id)}, func(ctx context.Context, tx *store.Tx) error {
		c, err := s.open(ctx, tx, id)
		if err != nil {
			return err
		}
		return c.apply(ctx, act, func(u *ent.OperationUpdate) { u.SetCancelReason(reason) }, EventFacts{Reason: string(reason)})
	})
	var refusal *domain.Error
	if errors.As(err, &refusal) {
		return false, nil
	}
	return err == nil, err
}

// noteOvernight leaves one note per day on each operation that goes into the night with money on its way.
func (s *Service) noteOvernight(ctx context.Context, endOfDay time.Time) error {
	rows, err := s.store.Read().Operation.Query().Where(operation.StatusIn(domain.Pending, domain.InProcess), operation.CreatedAtLT(endOfDay)).
		Order(ent.Asc(operation.FieldID)).All(ctx)
	if err != nil {
		return fmt.Errorf("list the operations that stay overnight: %w", err)
	}
	for _, row := range rows {
		key := "end-of-day:" + domain.BusinessDate(endOfDay).String() + ":" + row.ID.String()
		text := fmt.Sprintf("Alerta de fin de día: la operación queda en estado %s con dinero en camino. Revisar a primera hora.", row.Status.Label())
		command := store.Command{Action: "operation.overnight", Key: key, Input: key}
		_, err := store.Do(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) error {
			return tx.Note.Create().SetCreatedAt(tx.Now).SetOperationID(row.ID).SetAuthorID(domain.HouseUserID()).SetText(text).Exec(ctx)
		})
		if err != nil {
			return fmt.Errorf("note %s overnight: %w", row.Code, err)
		}
	}
	return nil
}
