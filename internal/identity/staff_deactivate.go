package identity

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// DeactivateStaffInput ends somebody's work for the house.
type DeactivateStaffInput struct {
	StaffTarget
	Reason string `json:"reason"`
	// PortfolioTo is the trader who takes the portfolio over; uuid.Nil for the house.
	PortfolioTo uuid.UUID `json:"portfolioTo"`
}

// Deactivated is what [Service.DeactivateStaff] did.
type Deactivated struct {
	UserID       uuid.UUID `json:"userId"`
	MovedClients int       `json:"movedClients"`
}

// DeactivateStaff ends somebody's work: the sessions, tokens, links and granted permissions end at once, and the clients of
// the portfolio move; operations keep the trader that earned them (P-19). It refuses oneself, whoever administers the house
// as the last one, and with IN_USE an operator to whom operations in process are assigned: reassign them first.
func (s *Service) DeactivateStaff(ctx context.Context, in DeactivateStaffInput) (Deactivated, store.Replay, error) {
	if _, err := access.Require(ctx, domain.UsersWrite); err != nil {
		return Deactivated{}, false, err
	}
	var read staffNames
	in.Reason = read.reason(in.Reason)
	if in.PortfolioTo != uuid.Nil && in.PortfolioTo == in.UserID {
		read.faults.Add(domain.Refuse(domain.CodeInvalid, "La cartera debe pasar a otra persona.").At("portfolioTo"))
	}
	if err := read.faults.Err(); err != nil {
		return Deactivated{}, false, err
	}
	command := staffCommand{action: "user.deactivate", target: in.StaffTarget, input: in, locks: []event.Aggregate{administrators()}}
	if in.PortfolioTo != uuid.Nil {
		command.locks = append(command.locks, StaffMember(in.PortfolioTo).lock())
	}
	return onStaff(ctx, s, command, func(ctx context.Context, tx *store.Tx, row *ent.User) (Deactivated, error) {
		if err := mayLeave(ctx, tx, row); err != nil {
			return Deactivated{}, err
		}
		moved, err := deactivate(ctx, tx, row, in)
		return Deactivated{UserID: row.ID, MovedClients: moved}, err
	})
}

// mayLeave refuses to let go who cannot be spared.
func mayLeave(ctx context.Context, tx *store.Tx, row *ent.User) error {
	if row.ID == tx.Actor.ID {
		return domain.Refuse(domain.CodeForbidden, "Nadie se desactiva a sí mismo. Pídelo a otra persona que administre la casa.").At("userId")
	}
	if row.Status != domain.UserActive {
		return domain.Refuse(domain.CodeNotAllowedInStatus, "Esta persona ya está inactiva.").At("userId").With("status", row.Status)
	}
	if err := mustNotBeLast(ctx, tx, row, "userId"); err != nil {
		return err
	}
	return mustHoldNoOperation(ctx, tx, row.ID, "userId")
}

// mustNotBeLast refuses what would leave the house without anybody who administers it. The command holds the lock of
// administrators.
func mustNotBeLast(ctx context.Context, tx *store.Tx, row *ent.User, field string) error {
	roles := slices.DeleteFunc(domain.StaffRoles(), func(role domain.Role) bool {
		return domain.ReachOf(role, domain.UsersWrite, nil) == domain.ReachNone
	})
	if row.Status != domain.UserActive || !slices.Contains(roles, row.Role) {
		return nil
	}
	others, err := tx.User.Query().Where(user.RoleIn(roles...), user.StatusEQ(domain.UserActive), user.IDNEQ(row.ID), user.IsHouse(false)).
		Exist(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("look for who else administers the house: %w", err)
	}
	if !others {
		return domain.Refuse(domain.CodeInUse, "Es la única persona activa que administra la casa. Nombra antes a otra.").At(field)
	}
	return nil
}

// mustHoldNoOperation refuses to take from an operator the means to end what is assigned to it.
func mustHoldNoOperation(ctx context.Context, tx *store.Tx, id uuid.UUID, field string) error {
	held, err := tx.Operation.Query().Where(operation.OperatorID(id), operation.StatusEQ(domain.InProcess)).Count(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("count the operations of an operator: %w", err)
	}
	if held > 0 {
		return domain.Refuse(domain.CodeInUse, "Esta persona tiene %s en proceso: reasigna antes a otro operador.",
			counted(held, "operación", "operaciones")).
			At(field).With("operations", held)
	}
	return nil
}

// deactivate ends everything that let the person act. The portfolio comes first: its locks must be taken before anything is
// written.
func deactivate(ctx context.Context, tx *store.Tx, row *ent.User, in DeactivateStaffInput) (moved int, err error) {
	if moved, err = movePortfolio(ctx, tx, row.ID, in.PortfolioTo); err != nil {
		return 0, err
	}
	err = tx.User.UpdateOneID(row.ID).SetStatus(domain.UserDeactivated).SetDeactivatedAt(tx.Now).SetDeactivationReason(in.Reason).
		SetUpdatedAt(tx.Now).Exec(access.AsSystem(ctx))
	if err != nil {
		return 0, fmt.Errorf("deactivate a user: %w", err)
	}
	person := StaffMember(row.ID)
	if _, err := endAll(ctx, tx, person, domain.SessionRevoked); err != nil {
		return 0, err
	}
	if err := revokeTokens(ctx, tx, row.ID, func(*ent.AccessToken) bool { return true }); err != nil {
		return 0, err
	}
	if err := EndLinks(ctx, tx, person); err != nil {
		return 0, err
	}
	if err := withdrawAll(ctx, tx, row.ID); err != nil {
		return 0, err
	}
	tx.Audit(audit.Entry{ObjectKind: "user", ObjectID: row.ID, Before: map[string]any{"status": row.Status},
		After: map[string]any{"status": domain.UserDeactivated, "reason": in.Reason, "movedClients": moved}})
	return moved, tellStaff(ctx, tx, EventUserDeactivated, row.ID, map[string]any{"movedClients": moved})
}

// The event of a client that moves to another portfolio; its facts are the users from and to.
const (
	clientAggregate        = "client"
	eventClientReassigned  = "REASSIGNED"
	largestPortfolioToMove = 2_000
)

// movePortfolio gives the clients of one person to another, or to the house, and answers how many there were. Only the
// owner changes: operations, quotes and entries stay with the trader that they were made by (P-19).
func movePortfolio(ctx context.Context, tx *store.Tx, from, to uuid.UUID) (int, error) {
	system := access.AsSystem(ctx)
	to, err := heir(ctx, tx, to)
	if err != nil {
		return 0, err
	}
	owned := func() ([]uuid.UUID, error) {
		list, err := tx.Customer.Query().Where(customer.OwnerID(from)).Order(customer.ByID()).Limit(largestPortfolioToMove + 1).IDs(system)
		if err != nil {
			return nil, fmt.Errorf("read a portfolio: %w", err)
		}
		if len(list) > largestPortfolioToMove {
			return nil, domain.Refuse(domain.CodeTooMany, "La cartera tiene más de %d clientes. Reasigna antes una parte.", largestPortfolioToMove).
				At("userId").With("maximum", largestPortfolioToMove)
		}
		return list, nil
	}
	found, err := owned()
	if err != nil {
		return 0, err
	}
	locks := make([]event.Aggregate, len(found))
	for i, id := range found {
		locks[i] = event.Aggregate{Type: clientAggregate, ID: id}
	}
	if err := event.Lock(ctx, tx, locks...); err != nil {
		return 0, err
	}
	// Some may have moved while their locks were waited for.
	held, err := owned()
	if err != nil {
		return 0, err
	}
	clients := slices.DeleteFunc(held, func(id uuid.UUID) bool { return !slices.Contains(found, id) })
	return len(clients), reassign(ctx, tx, clients, from, to)
}

func reassign(ctx context.Context, tx *store.Tx, clients []uuid.UUID, from, to uuid.UUID) error {
	if len(clients) == 0 {
		return nil
	}
	err := tx.Customer.Update().Where(customer.IDIn(clients...)).SetOwnerID(to).SetReassignedAt(tx.Now).SetUpdatedAt(tx.Now).Exec(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("move a portfolio: %w", err)
	}
	for _, id := range clients {
		tx.Audit(audit.Entry{ObjectKind: "client", ObjectID: id, Before: map[string]any{"owner": from}, After: map[string]any{"owner": to}})
		err := tx.EmitNext(ctx, event.Record{Kind: eventClientReassigned, SchemaVersion: 1, ClientID: id,
			Aggregate: event.Aggregate{Type: clientAggregate, ID: id}, Actor: actorOf(tx.Actor), OccurredAt: tx.Now,
			Facts: map[string]any{"from": from, "to": to}})
		if err != nil {
			return err
		}
	}
	return nil
}

// heir answers who takes a portfolio over: an active trader, or the house where nobody is named. The command holds the
// lock of the one named.
func heir(ctx context.Context, tx *store.Tx, named uuid.UUID) (uuid.UUID, error) {
	if named == uuid.Nil {
		return theHouse(ctx, tx)
	}
	row, err := tx.User.Query().Where(user.ID(named), user.IsHouse(false)).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return uuid.Nil, unknownPerson().At("portfolioTo")
	}
	if err != nil {
		return uuid.Nil, fmt.Errorf("find who takes a portfolio over: %w", err)
	}
	if row.Status != domain.UserActive || domain.ReachOf(row.Role, domain.ClientsCreate, nil) != domain.ReachPortfolio {
		return uuid.Nil, domain.Refuse(domain.CodeInvalid, "La cartera pasa a un trader activo, o a la casa si no nombras a nadie.").At("portfolioTo")
	}
	return named, nil
}
