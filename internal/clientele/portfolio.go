package clientele

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// NewOwner answers who takes clients over: an active person whose role has a portfolio, or the house where nobody is named. Field is
// where the input names the person. The command holds the lock of the one named, so that it stays.
func NewOwner(ctx context.Context, tx *store.Tx, named uuid.UUID, field string) (uuid.UUID, error) {
	if named == uuid.Nil {
		return domain.HouseUserID(), nil
	}
	row, err := tx.User.Query().Where(user.ID(named), user.IsHouse(false)).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return uuid.Nil, domain.Refuse(domain.CodeNotFound, "No existe esa persona.").At(field)
	}
	if err != nil {
		return uuid.Nil, fmt.Errorf("find who takes clients over: %w", err)
	}
	if row.Status != domain.UserActive || domain.ReachOf(row.Role, domain.ClientsCreate, nil) != domain.ReachPortfolio {
		return uuid.Nil, domain.Refuse(domain.CodeInvalid, "Los clientes pasan a un trader activo, o a la casa si no nombras a nadie.").At(field).
			With("role", row.Role).With("status", row.Status)
	}
	return row.ID, nil
}

// Move gives clients to another portfolio and answers how many were not there already. Only the owner changes: operations, quotes and
// entries stay with the trader that they were made by (RULE-OWN-4, P-19). The command holds the locks of the clients.
func Move(ctx context.Context, tx *store.Tx, rows []*ent.Customer, to uuid.UUID, reason string) (int, error) {
	var ids []uuid.UUID
	for _, row := range rows {
		if row.OwnerID == to {
			continue
		}
		ids = append(ids, row.ID)
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectClient, ObjectID: row.ID, Before: map[string]any{"owner": row.OwnerID},
			After: map[string]any{"owner": to, "reason": reason}})
		if err := Emit(ctx, tx, domain.EventClientReassigned, row.ID, domain.ReassignedFacts{From: row.OwnerID, To: to}); err != nil {
			return 0, err
		}
	}
	if len(ids) == 0 {
		return 0, nil
	}
	moved, err := tx.Customer.Update().Where(customer.IDIn(ids...)).SetOwnerID(to).SetReassignedAt(tx.Now).SetUpdatedAt(tx.Now).Save(access.AsSystem(ctx))
	if err != nil {
		return 0, fmt.Errorf("move clients: %w", err)
	}
	return moved, nil
}
