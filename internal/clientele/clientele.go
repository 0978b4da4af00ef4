// Package clientele is the one writer of a client's owner and status, and of the events about a client, and the one place that sums up what
// clients operate.
//
// Invariants: every change of them is made under the client's lock; it leaves one row of the trail and one event, or nothing at all
// where nothing changed.
package clientele

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// Lock is the lock of a client: whatever changes it, or raises what it operates in sum, holds it.
func Lock(id uuid.UUID) event.Aggregate { return event.Aggregate{Type: domain.ObjectClient, ID: id} }

// Locks are those of several clients.
func Locks(ids []uuid.UUID) []event.Aggregate {
	locks := make([]event.Aggregate, len(ids))
	for i, id := range ids {
		locks[i] = Lock(id)
	}
	return locks
}

// Emit tells an event of a client; the command holds its lock. It names no trader: a client may change hands, and what routes an
// event never changes.
func Emit(ctx context.Context, tx *store.Tx, kind domain.EventKind, id uuid.UUID, facts any) error {
	return tx.EmitNext(ctx, event.Record{Kind: kind, Aggregate: Lock(id), ClientID: id, Facts: facts})
}

// Activate makes a client active whose first e-mail is proved, by a code or by a link; false tells that it did not wait for that any
// more, and nothing is written. The command holds the client's lock.
func Activate(ctx context.Context, tx *store.Tx, id uuid.UUID) (bool, error) {
	changed, err := tx.Customer.Update().Where(customer.ID(id), customer.StatusEQ(domain.ClientPendingVerification)).
		SetStatus(domain.ClientActive).SetUpdatedAt(tx.Now).Save(access.AsSystem(ctx))
	if err != nil {
		return false, fmt.Errorf("activate a client: %w", err)
	}
	if changed == 0 {
		return false, nil
	}
	tx.Audit(audit.Entry{Action: "client.activate", ObjectKind: domain.ObjectClient, ObjectID: id,
		Before: map[string]any{"status": domain.ClientPendingVerification}, After: map[string]any{"status": domain.ClientActive}})
	return true, Emit(ctx, tx, domain.EventClientActivated, id, nil)
}

// Deactivate closes a client, for a reason that stands in the trail and that the client is not told.
func Deactivate(ctx context.Context, tx *store.Tx, row *ent.Customer, reason string) error {
	change := tx.Customer.UpdateOneID(row.ID).SetStatus(domain.ClientDeactivated).SetDeactivationReason(reason)
	return turn(ctx, tx, row, change, domain.ClientDeactivated, domain.EventClientDeactivated, reason)
}

// Reactivate opens a closed client again; it is active then.
func Reactivate(ctx context.Context, tx *store.Tx, row *ent.Customer, reason string) error {
	change := tx.Customer.UpdateOneID(row.ID).SetStatus(domain.ClientActive).ClearDeactivationReason()
	return turn(ctx, tx, row, change, domain.ClientActive, domain.EventClientReactivated, reason)
}

func turn(ctx context.Context, tx *store.Tx, row *ent.Customer, change *ent.CustomerUpdateOne, to domain.ClientStatus, kind domain.EventKind, reason string) error {
	if err := change.SetUpdatedAt(tx.Now).Exec(ctx); err != nil {
		return fmt.Errorf("change the status of a client: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectClient, ObjectID: row.ID, Before: map[string]any{"status": row.Status},
		After: map[string]any{"status": to, "reason": reason}})
	return Emit(ctx, tx, kind, row.ID, nil)
}
