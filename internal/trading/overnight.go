package trading

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// alertOvernight raises one alert per day for each operation that goes into the night, and leaves a note on it that says the same.
func (s *Service) alertOvernight(ctx context.Context, endOfDay time.Time) error {
	last := uuid.Nil
	var failures []error
	for {
		rows, err := s.store.Read().Operation.Query().
			Where(operation.Or(operation.StatusIn(domain.Pending, domain.InProcess), WithWrongPayment()), operation.CreatedAtLT(endOfDay), operation.IDGT(last)).
			WithDeposits().WithPayouts().WithHolds().Order(ent.Asc(operation.FieldID)).Limit(expiryBatch).All(ctx)
		if err != nil {
			return errors.Join(append(failures, fmt.Errorf("list the operations that stay overnight: %w", err))...)
		}
		for _, row := range rows {
			last = row.ID
			cause := overnightCause(row)
			if cause == "" {
				continue // It was to end with the day, and who could not end it said so.
			}
			if err := s.alert(ctx, row, cause, domain.BusinessDate(endOfDay)); err != nil {
				failures = append(failures, fmt.Errorf("alert about %s overnight: %w", row.Code, err))
			}
		}
		if len(rows) < expiryBatch {
			return errors.Join(failures...)
		}
	}
}

func (s *Service) alert(ctx context.Context, row *ent.Operation, cause domain.OvernightCause, day domain.Date) error {
	key := "end-of-day:" + day.String() + ":" + row.ID.String()
	about := alertOf(row.ID)
	command := store.Command{Action: "operation.overnight", Key: key, Input: key, Locks: []event.Aggregate{about}}
	_, err := store.Do(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) error {
		text := fmt.Sprintf("Alerta de fin de día: la operación queda en estado %s porque %s. Revisar a primera hora.", row.Status.Label(), cause.Words())
		err := tx.Note.Create().SetCreatedAt(tx.Now).SetOperationID(row.ID).SetAuthorID(domain.HouseUserID()).SetText(text).Exec(ctx)
		if err != nil {
			return fmt.Errorf("write the note: %w", err)
		}
		return tx.EmitNext(ctx, event.Record{Kind: domain.EventOvernight, Aggregate: about, TraderID: row.TraderID,
			Facts: domain.OvernightFacts{Status: row.Status, Cause: cause, Day: day.String(), Code: row.Code}})
	})
	return err
}

// alertOf is what the staff must look at about an operation.
func alertOf(operationID uuid.UUID) event.Aggregate {
	return event.Aggregate{Type: domain.ObjectOperationAlert, ID: operationID}
}

// overnightCause is empty where nothing keeps the operation from ending.
func overnightCause(row *ent.Operation) domain.OvernightCause {
	facts := FactsOf(row, access.Actor{})
	switch {
	case facts.OnHold:
		return domain.OvernightHeld
	case facts.MoneyOut:
		return domain.OvernightMoneyOut
	case row.Status == domain.InProcess && facts.Paid.Sign() > 0 && facts.Confirmed.Cmp(facts.DepositDue) != 0:
		return domain.OvernightUnsettled
	case row.Status == domain.InProcess:
		return domain.OvernightUnpaid
	case facts.AnyDepositLive:
		return domain.OvernightDeposit
	}
	return ""
}
