package monitoring

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/clientfeature"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// Count keeps the figures of a client true to an operation that was created, amended, completed or lost, in the transaction that did so. The
// day of the operation is counted anew, so what was wrong before is right afterwards. It holds the day until the transaction ends, and comes
// after the rows of rewards in each, so that two acts of one client never wait for each other.
func (s *Service) Count(ctx context.Context, tx *store.Tx, of *ent.Operation) error {
	ctx = access.AsSystem(ctx)
	day := domain.BusinessDate(of.CreatedAt)
	held := func(s *sql.Selector) { s.ForUpdate() }
	kept, err := tx.ClientFeature.Query().Where(clientfeature.ClientID(of.ClientID), clientfeature.Day(day), held).Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return fmt.Errorf("hold the figures of a client: %w", err)
	}
	// Only now: who held them before has committed.
	made, err := tx.Operation.Query().Where(operation.ClientID(of.ClientID), operation.CreatedAtGTE(day.Start()), operation.CreatedAtLT(day.AddDays(1).Start())).
		Select(operation.FieldStatus, operation.FieldUsd).All(ctx)
	if err != nil {
		return fmt.Errorf("count the day of a client: %w", err)
	}
	var created, lost, completed domain.AmountTotal
	for _, row := range made {
		created = created.Add(row.Usd)
		switch row.Status {
		case domain.Canceled, domain.Expired:
			lost = lost.Add(row.Usd)
		case domain.Completed:
			completed = completed.Add(row.Usd)
		}
	}
	if kept == nil {
		err = tx.ClientFeature.Create().SetClientID(of.ClientID).SetDay(day).SetCreated(created.Count).SetCreatedUsd(created.USD).
			SetLost(lost.Count).SetLostUsd(lost.USD).SetCompleted(completed.Count).SetCompletedUsd(completed.USD).Exec(ctx)
	} else {
		err = tx.ClientFeature.UpdateOne(kept).SetCreated(created.Count).SetCreatedUsd(created.USD).
			SetLost(lost.Count).SetLostUsd(lost.USD).SetCompleted(completed.Count).SetCompletedUsd(completed.USD).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("write the figures of a client: %w", err)
	}
	return nil
}
