package staff

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
	"github.com/qoricash/qoricash/internal/clientele"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/store"
)

// DeactivateInput ends somebody's work for the house.
type DeactivateInput struct {
	Target
	Reason string `json:"reason"`
	// PortfolioTo is the trader who takes the portfolio over; uuid.Nil for the house.
	PortfolioTo uuid.UUID `json:"portfolioTo"`
	// OperationsTo is the operator who takes the operations over; uuid.Nil leaves them to be taken.
	OperationsTo uuid.UUID `json:"operationsTo"`
}

// Deactivated is what [Service.Deactivate] did.
type Deactivated struct {
	UserID       uuid.UUID `json:"userId"`
	MovedClients int       `json:"movedClients"`
	HandedOver
}

// Deactivate ends somebody's work: the sessions, tokens, links and granted permissions end at once, and the clients of
// the portfolio move; operations keep the trader that earned them (P-19). It never waits for work to be done: operations that
// the person was to settle go to the heir. Without one, those in process go to the operator with the fewest and the others
// wait to be taken. An office that two persons give no longer gives a right, and stays written until a second person confirms its end: without
// that the person does not come back. It refuses oneself, and whoever administers the house as the last one.
func (s *Service) Deactivate(ctx context.Context, in DeactivateInput) (Deactivated, store.Replay, error) {
	if _, err := access.Require(ctx, domain.UsersWrite); err != nil {
		return Deactivated{}, false, err
	}
	var read names
	in.Reason = read.reason(in.Reason)
	if in.PortfolioTo != uuid.Nil && in.PortfolioTo == in.UserID {
		read.faults.Add(domain.Refuse(domain.CodeInvalid, "La cartera debe pasar a otra persona.").At("portfolioTo"))
	}
	read.heirOf(in.UserID, in.OperationsTo)
	if err := read.faults.Err(); err != nil {
		return Deactivated{}, false, err
	}
	var portfolio []uuid.UUID
	wanted := command{action: "user.deactivate", target: in.Target, input: in, locks: []event.Aggregate{administrators()},
		roster: store.RosterChanges, find: func(ctx context.Context, tx *store.Tx) (locks []event.Aggregate, err error) {
			if portfolio, err = portfolioOf(ctx, tx, in.UserID); err != nil {
				return nil, err
			}
			locks, err = s.areas.Operations.HeldBy(ctx, tx, in.UserID)
			return append(clientele.Locks(portfolio), locks...), err
		}}
	if in.PortfolioTo != uuid.Nil {
		wanted.locks = append(wanted.locks, identity.StaffMember(in.PortfolioTo).Lock())
	}
	return onPerson(ctx, s, wanted, func(ctx context.Context, tx *store.Tx, row *ent.User) (Deactivated, error) {
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
func (s *Service) deactivate(ctx context.Context, tx *store.Tx, row *ent.User, in DeactivateInput, portfolio []uuid.UUID) (Deactivated, error) {
	done := Deactivated{UserID: row.ID}
	moved, err := movePortfolio(ctx, tx, portfolio, row.ID, in.PortfolioTo, in.Reason)
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
	if done.HandedOver, err = s.areas.Operations.HandOver(ctx, tx, Handover{From: row.ID, To: in.OperationsTo}); err != nil {
		return done, err
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectUser, ObjectID: row.ID, Before: map[string]any{"status": row.Status},
		After: map[string]any{"status": domain.UserDeactivated, "reason": in.Reason, "movedClients": done.MovedClients,
			"movedOperations": done.Moved, "leftOperations": done.Left}})
	return done, tell(ctx, tx, domain.EventUserDeactivated, row.ID,
		domain.DismissedFacts{MovedClients: done.MovedClients, MovedOperations: done.Moved, LeftOperations: done.Left})
}

// endAccess ends everything by which a person gets in or may do more than its role.
func endAccess(ctx context.Context, tx *store.Tx, id uuid.UUID) error {
	person := identity.StaffMember(id)
	if _, err := identity.EndWithin(ctx, tx, person); err != nil {
		return err
	}
	if err := identity.RevokeTokens(ctx, tx, id); err != nil {
		return err
	}
	return withdrawAll(ctx, tx, id)
}

// largestPortfolioToMove is how many clients move at once at most when somebody leaves.
const largestPortfolioToMove = 2_000

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

// movePortfolio gives the clients of one person to another, or to the house, and answers how many there were.
func movePortfolio(ctx context.Context, tx *store.Tx, locked []uuid.UUID, from, to uuid.UUID, reason string) (int, error) {
	to, err := clientele.NewOwner(ctx, tx, to, "portfolioTo")
	if err != nil {
		return 0, err
	}
	// Some may have left while their locks were waited for, and whoever came meanwhile is not locked.
	held, err := tx.Customer.Query().Where(customer.OwnerID(from), customer.IDIn(locked...)).Order(customer.ByID()).All(access.AsSystem(ctx))
	if err != nil {
		return 0, fmt.Errorf("read a portfolio: %w", err)
	}
	return clientele.Move(ctx, tx, held, to, reason)
}
