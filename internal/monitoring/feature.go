package monitoring

import (
	"context"
	"fmt"

	"entgo.io/ent/dialect/sql"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/clientfeature"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clientele"
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
	made, err := clientele.Operations(ctx, tx.Client(), operation.ClientID(of.ClientID), operation.CreatedAtGTE(day.Start()),
		operation.CreatedAtLT(day.AddDays(1).Start()))
	if err != nil {
		return err
	}
	created, lost, completed := made.Total(), made.Total(domain.Canceled, domain.Expired), made.Total(domain.Completed)
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
