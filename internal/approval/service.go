// Package approval keeps decisions that one person proposes and another takes: four eyes.
//
// Invariants:
//   - What was proposed never changes, and is decided once.
//   - Nobody decides on what they proposed; only who proposed it takes it back. Where a house works without four eyes the
//     proposal says so for good, and is decided in the command that made it.
//   - Who proposes or decides is somebody of the house who has the permission of that kind for it (domain.HouseApprovals) at that moment, read
//     from the database and not from the session. Whom the proposer let in, or gave a role, a permission, an office or a way to sign in less
//     than a week before the proposal, or since, does not count, nor whom such a person chose: nobody chooses who decides on what they
//     proposed (domain.ChosenBy).
//   - A decision and what it does are one transaction; each area brings what its kinds do (Effects).
//   - A proposal and how it ends are told in the log, as the first and the second version of the proposal, by this package and not by the
//     areas.
//   - A proposal and its decision carry MACs over all that they say, under a key that the database does not know. An altered
//     proposal is not decided, and [Verify] names every one that was altered or decided past this package.
//   - The database holds to the same rules for whoever gets past the program: see guard_proposal and proposals_four_eyes in
//     the migrations. What it cannot know, who really typed a statement, is what the MACs and the audit trail are for.
package approval

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/entrustment"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// Effect is what a decision on one kind of proposal does.
type Effect struct {
	// Locks are those of the thing that a proposal is about.
	Locks func(row *ent.Proposal) []event.Aggregate
	// Roster is how what was decided stands to who works for the house.
	Roster store.Roster
	// Carry does what was decided, in the transaction of the decision and after it, and tells of it. The row is as it was decided.
	Carry func(ctx context.Context, tx *store.Tx, row *ent.Proposal) error
	// Done, where it is there, makes what the area keeps in memory true again after the commit, which it cannot undo.
	Done func(ctx context.Context)
}

// Effects are those of the kinds of an area.
type Effects map[domain.ProposalKind]Effect

// Service is the area's one entrance. It is safe for concurrent use.
type Service struct {
	store     *store.Store
	approvals domain.Approvals
	effects   Effects
}

// New returns a service over the house's database. Areas bring what decisions on their kinds of proposals do ([Service.Carries]) before
// the first command.
func New(house *store.Store) *Service {
	return &Service{store: house, approvals: domain.HouseApprovals(), effects: Effects{}}
}

// Carries makes decisions on kinds of an area do what the area says. It is called while the house is put together.
func (s *Service) Carries(effects Effects) { maps.Copy(s.effects, effects) }

// Permissions are those with which somebody proposes or decides some kind of proposal.
func Permissions() []domain.Permission {
	var list []domain.Permission
	for _, approval := range domain.HouseApprovals() {
		list = append(list, approval.Permission, approval.ToPropose())
		if approval.Alternate != "" {
			list = append(list, approval.Alternate)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// isPerson tells somebody of the house from everybody else, and from a machine with somebody's key: four eyes are people's.
func isPerson(actor access.Actor) bool { return actor.IsStaff() && actor.TokenID == uuid.Nil }

// person refuses an actor who is not, at this moment, somebody of the house with the permissions that are asked for: a session may outlive a
// role by seconds.
func (s *Service) person(ctx context.Context, tx *store.Tx, suffices func(may func(domain.Permission) bool) bool) error {
	if !isPerson(tx.Actor) || !suffices(tx.Actor.Can) {
		return access.Denied(tx.Actor)
	}
	now, err := access.PersonNow(ctx, tx.Client(), tx.Actor.ID)
	if err != nil {
		return err
	}
	if !suffices(now.Can) {
		return access.Denied(tx.Actor)
	}
	return nil
}

// Entrusted answers who gave what, as far as it tells who does not decide on some proposals ([domain.ChosenBy]): nothing where none of them
// waits.
func (s *Service) Entrusted(ctx context.Context, rows ...*ent.Proposal) ([]domain.Entrustment, error) {
	return entrusted(ctx, s.store.Read(), rows...)
}

func entrusted(ctx context.Context, from *ent.Client, rows ...*ent.Proposal) ([]domain.Entrustment, error) {
	waiting := slices.DeleteFunc(slices.Clone(rows), func(row *ent.Proposal) bool { return row.Decision != nil })
	if len(waiting) == 0 {
		return nil, nil
	}
	oldest := slices.MinFunc(waiting, func(a, b *ent.Proposal) int { return a.CreatedAt.Compare(b.CreatedAt) })
	found, err := from.Entrustment.Query().Where(entrustment.GivenByNotNil(),
		entrustment.CreatedAtGT(oldest.CreatedAt.Add(-domain.EntrustmentSettles))).All(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read who gave what: %w", err)
	}
	given := make([]domain.Entrustment, len(found))
	for i, row := range found {
		given[i] = domain.Entrustment{To: row.UserID, By: *row.GivenBy, At: row.CreatedAt}
	}
	return given, nil
}

// MayDecide is why an actor may not confirm or decline a proposal, or nil; given is what [Service.Entrusted] answers of it.
func MayDecide(row *ent.Proposal, actor access.Actor, given []domain.Entrustment) *domain.Error {
	return mayDecide(domain.HouseApprovals()[row.Kind], row, actor, given)
}

func mayDecide(asked domain.Approval, row *ent.Proposal, actor access.Actor, given []domain.Entrustment) *domain.Error {
	switch {
	case !actor.IsStaff() || !asked.Decides(actor.Can):
		return outside(asked)
	case row.Decision != nil:
		return decided(row)
	case row.FourEyes && row.ProposedBy == actor.ID:
		return domain.Refuse(domain.CodeFourEyesRequired, "Tú hiciste esta propuesta: otra persona de %s debe decidirla. Tú puedes retirarla.", asked.Deciders)
	case domain.ChosenBy(given, row.ProposedBy, actor.ID, row.CreatedAt):
		return domain.Refuse(domain.CodeFourEyesRequired, "Quien hizo esta propuesta te dio acceso, un rol o un permiso en los 7 días anteriores, "+
			"o después. Debe decidirla otra persona.")
	}
	return nil
}

// MayWithdraw is why an actor may not take a proposal back, or nil.
func MayWithdraw(row *ent.Proposal, actor access.Actor) *domain.Error {
	return mayWithdraw(domain.HouseApprovals()[row.Kind], row, actor)
}

func mayWithdraw(asked domain.Approval, row *ent.Proposal, actor access.Actor) *domain.Error {
	switch {
	case !actor.IsStaff() || !asked.Proposes(actor.Can):
		return outside(asked)
	case row.Decision != nil:
		return decided(row)
	case row.ProposedBy != actor.ID:
		return domain.Refuse(domain.CodeForbidden, "Solo quien hizo la propuesta puede retirarla. Si no estás de acuerdo, recházala con una nota.")
	}
	return nil
}

func outside(asked domain.Approval) *domain.Error {
	return domain.Refuse(domain.CodeForbidden, "Tu perfil no decide esta propuesta: la decide %s.", asked.Deciders)
}

func decided(row *ent.Proposal) *domain.Error {
	ways := map[domain.ProposalDecision]string{domain.ProposalConfirmed: "confirmada", domain.ProposalDeclined: "rechazada",
		domain.ProposalWithdrawn: "retirada"}
	return domain.Refuse(domain.CodeNotAllowedInStatus, "La propuesta ya fue %s y no cambia. Si hace falta, haz una nueva.", ways[*row.Decision]).
		With("decision", *row.Decision)
}
