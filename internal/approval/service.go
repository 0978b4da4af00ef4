// Package approval keeps decisions that one person proposes and another takes: four eyes.
//
// Invariants:
//   - What was proposed never changes, and is decided once.
//   - Nobody decides on what they proposed; only who proposed it takes it back. Where a house works without four eyes the
//     proposal says so for good, and is decided in the command that made it.
//   - Who proposes or decides is somebody of the house who may do so at that moment, read from the database and not from the
//     session.
//   - A proposal and its decision carry MACs over all that they say, under a key that the database does not know. An altered
//     proposal is not decided, and [Verify] names every one that was altered or decided past this package.
//   - The database holds to the same rules for whoever gets past the program: see guard_proposal and proposals_four_eyes in
//     the migrations. What it cannot know, who really typed a statement, is what the MACs and the audit trail are for.
package approval

import (
	"context"
	"fmt"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/store"
)

// Service is the area's one entrance. Its methods work inside the commands of the areas whose decisions they are. It is safe
// for concurrent use.
type Service struct{ keys evidence.Keys }

// New returns a service that signs with the house's keys.
func New(house *store.Store) *Service { return &Service{keys: house.Keys()} }

// Permission is what somebody needs to propose and to decide things of a kind.
func Permission(domain.ProposalKind) domain.Permission { return domain.KYCReview }

// person refuses an actor who is not, at this moment, somebody of the house with the permission: a session may outlive a
// role by seconds.
func person(ctx context.Context, tx *store.Tx, kind domain.ProposalKind) error {
	if !tx.Actor.IsStaff() || !tx.Actor.Can(Permission(kind)) {
		return access.Denied(tx.Actor)
	}
	row, err := tx.User.Query().Where(user.ID(tx.Actor.ID), user.StatusEQ(domain.UserActive)).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return access.Denied(tx.Actor)
	}
	if err != nil {
		return fmt.Errorf("find who decides: %w", err)
	}
	if domain.ReachOf(row.Role, Permission(kind), nil) == domain.ReachNone {
		return access.Denied(tx.Actor)
	}
	return nil
}

// MayDecide is why an actor may not confirm or decline a proposal, or nil.
func MayDecide(row *ent.Proposal, actor access.Actor) *domain.Error {
	switch {
	case !actor.IsStaff() || !actor.Can(Permission(row.Kind)):
		return domain.Refuse(domain.CodeForbidden, "Tu perfil no decide propuestas.")
	case row.Decision != nil:
		return decided(row)
	case row.FourEyes && row.ProposedBy == actor.ID:
		return domain.Refuse(domain.CodeFourEyesRequired, "Tú hiciste esta propuesta: otra persona de Middle Office debe decidirla. Tú puedes retirarla.")
	}
	return nil
}

// MayWithdraw is why an actor may not take a proposal back, or nil.
func MayWithdraw(row *ent.Proposal, actor access.Actor) *domain.Error {
	switch {
	case !actor.IsStaff() || !actor.Can(Permission(row.Kind)):
		return domain.Refuse(domain.CodeForbidden, "Tu perfil no decide propuestas.")
	case row.Decision != nil:
		return decided(row)
	case row.ProposedBy != actor.ID:
		return domain.Refuse(domain.CodeForbidden, "Solo quien hizo la propuesta puede retirarla. Si no estás de acuerdo, recházala con una nota.")
	}
	return nil
}

func decided(row *ent.Proposal) *domain.Error {
	ways := map[domain.ProposalDecision]string{domain.ProposalConfirmed: "confirmada", domain.ProposalDeclined: "rechazada",
		domain.ProposalWithdrawn: "retirada"}
	return domain.Refuse(domain.CodeNotAllowedInStatus, "La propuesta ya fue %s y no cambia. Si hace falta, haz una nueva.", ways[*row.Decision]).
		With("decision", *row.Decision)
}
