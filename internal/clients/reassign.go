package clients

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/store"
)

// MostReassigned is how many clients move at once at most.
const MostReassigned = 500

// ReassignInput moves clients to a portfolio.
type ReassignInput struct {
	IdempotencyKey string `json:"-"`
	ClientIDs      []uuid.UUID
	// OwnerID is the trader who gets them; uuid.Nil for the house.
	OwnerID uuid.UUID
	// Reason stands in the audit trail.
	Reason string
}

// Reassign moves clients to the portfolio of an active trader, or to the house: all of them or none. It answers how many
// moved; those who are there already do not count. Operations, quotes and entries stay where they were made (RULE-OWN-4).
func (s *Service) Reassign(ctx context.Context, in ReassignInput) (int, store.Replay, error) {
	if _, err := access.Require(ctx, domain.ClientsReassign); err != nil {
		return 0, false, err
	}
	var faults domain.Faults
	in.Reason = checkReason(&faults, in.Reason, "reason")
	switch {
	case len(in.ClientIDs) == 0:
		faults.Add(domain.Refuse(domain.CodeRequired, "Indica al menos un cliente.").At("clientIds"))
	case len(in.ClientIDs) > MostReassigned:
		faults.Add(domain.Refuse(domain.CodeTooMany, "Puedes mover hasta %d clientes a la vez.", MostReassigned).At("clientIds").With("maximum", MostReassigned))
	}
	if err := faults.Err(); err != nil {
		return 0, false, err
	}
	locks := append(clientele.Locks(in.ClientIDs), identity.StaffMember(in.OwnerID).Lock())
	command := store.Command{Action: "clients.reassign", Key: in.IdempotencyKey, Input: in, Locks: locks, Roster: store.RosterStands}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (int, error) {
		to, err := clientele.NewOwner(ctx, tx, in.OwnerID, "ownerId")
		if err != nil {
			return 0, err
		}
		rows, err := movable(ctx, tx, in.ClientIDs)
		if err != nil {
			return 0, err
		}
		return clientele.Move(ctx, tx, rows, to, in.Reason)
	})
}

// movable answers the clients, each once; NOT_FOUND names the places of those that are not there.
func movable(ctx context.Context, tx *store.Tx, ids []uuid.UUID) ([]*ent.Customer, error) {
	rows, err := tx.Customer.Query().Where(customer.IDIn(ids...)).Order(customer.ByID()).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find the clients to move: %w", err)
	}
	var faults domain.Faults
	for i, id := range ids {
		if !slices.ContainsFunc(rows, func(row *ent.Customer) bool { return row.ID == id }) {
			faults.Add(domain.Refuse(domain.CodeNotFound, "No existe ese cliente.").At("clientIds").With("place", strconv.Itoa(i)))
		}
	}
	return rows, faults.Err()
}
