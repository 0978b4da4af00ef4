package identity

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/customer"
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
	// OperationsTo is the operator who takes the operations over; uuid.Nil leaves them to be taken.
	OperationsTo uuid.UUID `json:"operationsTo"`
}

// Deactivated is what [Service.DeactivateStaff] did.
type Deactivated struct {
	UserID       uuid.UUID `json:"userId"`
	MovedClients int       `json:"movedClients"`
	HandedOver
}

// DeactivateStaff ends somebody's work: the sessions, tokens, links and granted permissions end at once, and the clients of
// the portfolio move; operations keep the trader that earned them (P-19). It never waits for work to be done: operations that
// the person was to settle go to the heir. Without one, those in process go to the operator with the fewest and the others
// wait to be taken. It refuses oneself, and whoever administers the house as the last one.
func (s *Service) DeactivateStaff(ctx context.Context, in DeactivateStaffInput) (Deactivated, store.Replay, error) {
	if _, err := access.Require(ctx, domain.UsersWrite); err != nil {
		return Deactivated{}, false, err
	}
	var read staffNames
	in.Reason = read.reason(in.Reason)
	if in.PortfolioTo != uuid.Nil && in.PortfolioTo == in.UserID {
		read.faults.Add(domain.Refuse(domain.CodeInvalid, "La cartera debe pasar a otra persona.").At("portfolioTo"))
	}
	read.heirOf(in.UserID, in.OperationsTo)
	if err := read.faults.Err(); err != nil {
		return Deactivated{}, false, err
	}
	var portfolio []uuid.UUID
	command := staffCommand{action: "user.deactivate", target: in.StaffTarget, input: in, locks: []event.Aggregate{administrators()},
		roster: store.RosterChanges, find: func(ctx context.Context, tx *store.Tx) (locks []event.Aggregate, err error) {
			if portfolio, err = portfolioOf(ctx, tx, in.UserID); err != nil {
				return nil, err
			}
			locks, err = s.heldBy(ctx, tx, in.UserID)
			return append(clientLocks(portfolio), locks...), err
		}}
	if in.PortfolioTo != uuid.Nil {
		command.locks = append(command.locks, StaffMember(in.PortfolioTo).lock())
	}
	return onStaff(ctx, s, command, func(ctx context.Context, tx *store.Tx, row *ent.User) (Deactivated, error) {
		if err := mayLeave(ctx, tx, row); err != nil {
			return Deactivated{}, err
		}
		return s.deactivate(ctx, tx, row, in, portfolio)
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
	return mustNotBeLast(ctx, tx, row, "userId")
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

// deactivate ends everything that let the person act, and gives away what it answered for. portfolio are the clients whose
// locks the command holds.
func (s *Service) deactivate(ctx context.Context, tx *store.Tx, row *ent.User, in DeactivateStaffInput, portfolio []uuid.UUID) (Deactivated, error) {
	done := Deactivated{UserID: row.ID}
	moved, err := movePortfolio(ctx, tx, portfolio, row.ID, in.PortfolioTo)
	if err != nil {
		return done, err
	}
	done.MovedClients = moved
	err = tx.User.UpdateOneID(row.ID).SetStatus(domain.UserDeactivated).SetDeactivatedAt(tx.Now).SetDeactivationReason(in.Reason).
		SetUpdatedAt(tx.Now).Exec(access.AsSystem(ctx))
	if err != nil {
		return done, fmt.Errorf("deactivate a user: %w", err)
	}
	if err := endAccess(ctx, tx, row.ID); err != nil {
		return done, err
	}
	if done.HandedOver, err = s.handOver(ctx, tx, Handover{From: row.ID, To: in.OperationsTo}); err != nil {
		return done, err
	}
	tx.Audit(audit.Entry{ObjectKind: "user", ObjectID: row.ID, Before: map[string]any{"status": row.Status},
		After: map[string]any{"status": domain.UserDeactivated, "reason": in.Reason, "movedClients": done.MovedClients,
			"movedOperations": done.Moved, "leftOperations": done.Left}})
	return done, tellStaff(ctx, tx, EventUserDeactivated, row.ID, map[string]any{"movedClients": done.MovedClients,
		"movedOperations": done.Moved, "leftOperations": done.Left})
}

// endAccess ends everything by which a person gets in or may do more than its role.
func endAccess(ctx context.Context, tx *store.Tx, id uuid.UUID) error {
	person := StaffMember(id)
	if _, err := endAll(ctx, tx, person, domain.SessionRevoked); err != nil {
		return err
	}
	if err := revokeTokens(ctx, tx, id, func(*ent.AccessToken) bool { return true }); err != nil {
		return err
	}
	if err := EndLinks(ctx, tx, person); err != nil {
		return err
	}
	return withdrawAll(ctx, tx, id)
}

// The event of a client that moves to another portfolio; its facts are the users from and to.
const (
	clientAggregate        = "client"
	eventClientReassigned  = "REASSIGNED"
	largestPortfolioToMove = 2_000
)

// portfolioOf answers the clients of a person.
func portfolioOf(ctx context.Context, tx *store.Tx, owner uuid.UUID) ([]uuid.UUID, error) {
	list, err := tx.Customer.Query().Where(customer.OwnerID(owner)).Order(customer.ByID()).Limit(largestPortfolioToMove + 1).IDs(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read a portfolio: %w", err)
	}
	if len(list) > largestPortfolioToMove {
		return nil, domain.Refuse(domain.CodeTooMany, "La cartera tiene más de %d clientes. Reasigna antes una parte.", largestPortfolioToMove).
			At("userId").With("maximum", largestPortfolioToMove)
	}
	return list, nil
}

func clientLocks(clients []uuid.UUID) []event.Aggregate {
	locks := make([]event.Aggregate, len(clients))
	for i, id := range clients {
		locks[i] = event.Aggregate{Type: clientAggregate, ID: id}
	}
	return locks
}

// movePortfolio gives the clients of one person to another, or to the house, and answers how many there were. Only the
// owner changes: operations, quotes and entries stay with the trader that they were made by (P-19).
func movePortfolio(ctx context.Context, tx *store.Tx, locked []uuid.UUID, from, to uuid.UUID) (int, error) {
	to, err := heir(ctx, tx, to)
	if err != nil {
		return 0, err
	}
	// Some may have left while their locks were waited for.
	held, err := portfolioOf(ctx, tx, from)
	if err != nil {
		return 0, err
	}
	clients := slices.DeleteFunc(held, func(id uuid.UUID) bool { return !slices.Contains(locked, id) })
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
