package staff

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/permissionsetgrant"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/store"
)

// SetInput names an office of one person: a set of permissions beyond the role.
type SetInput struct {
	Target
	Set domain.PermissionSet `json:"set"`
}

// SetDone is what a command on an office did.
type SetDone struct {
	UserID uuid.UUID `json:"userId"`
	// Proposal waits for a second person; uuid.Nil where nobody is asked.
	Proposal uuid.UUID `json:"proposal"`
}

// GrantSet gives a person of the house an office, one of [domain.HouseSets]; giving it twice changes nothing. Of an office that two persons
// give it makes a proposal, which another one confirms. It refuses with INVALID at set an office that does not go with the person's role or
// with another that it holds, with ALREADY_EXISTS at userId a second proposal about one person. The person's connections begin again with
// the new rights within a second.
func (s *Service) GrantSet(ctx context.Context, in SetInput) (SetDone, store.Replay, error) {
	rule, err := in.rule(ctx)
	if err != nil {
		return SetDone{}, false, err
	}
	return onPerson(ctx, s, command{action: "user.grantSet", target: in.Target, input: in}, func(ctx context.Context, tx *store.Tx, row *ent.User) (SetDone, error) {
		if err := mustBeActive(row); err != nil {
			return SetDone{}, err
		}
		held, err := setsOf(ctx, tx, row.ID)
		if err != nil {
			return SetDone{}, err
		}
		if refusal := rule.CheckHolder(row.Role, held); refusal != nil {
			return SetDone{}, refusal.At("set")
		}
		has := slices.Contains(held, in.Set)
		if rule.FourEyes && !has {
			return s.propose(ctx, tx, domain.ProposalSetGrant, in)
		}
		return SetDone{UserID: row.ID}, giveSet(ctx, tx, row.ID, in.Set, has, nil)
	})
}

// WithdrawSet takes an office away; taking it twice changes nothing. What two persons give two persons take. The person's connections begin
// again without the rights within a second.
func (s *Service) WithdrawSet(ctx context.Context, in SetInput) (SetDone, store.Replay, error) {
	rule, err := in.rule(ctx)
	if err != nil {
		return SetDone{}, false, err
	}
	return onPerson(ctx, s, command{action: "user.revokeSet", target: in.Target, input: in}, func(ctx context.Context, tx *store.Tx, row *ent.User) (SetDone, error) {
		held, err := setsOf(ctx, tx, row.ID)
		if err != nil {
			return SetDone{}, err
		}
		has := slices.Contains(held, in.Set)
		if rule.FourEyes && has {
			if err := mustLeaveAnOfficer(ctx, tx, row, in.Set, "userId"); err != nil {
				return SetDone{}, err
			}
			return s.propose(ctx, tx, domain.ProposalSetWithdraw, in)
		}
		return SetDone{UserID: row.ID}, takeSet(ctx, tx, row.ID, in.Set, has)
	})
}

// rule is that of the set, for who administers people.
func (in SetInput) rule(ctx context.Context) (domain.SetRule, error) {
	if _, err := access.Require(ctx, domain.UsersWrite); err != nil {
		return domain.SetRule{}, err
	}
	rule, known := domain.SetRuleOf(in.Set)
	if !known {
		return rule, domain.Refuse(domain.CodeInvalid, "No existe ese cargo.").At("set")
	}
	return rule, nil
}

// propose asks a second person for an office, or for the end of one.
func (s *Service) propose(ctx context.Context, tx *store.Tx, kind domain.ProposalKind, in SetInput) (SetDone, error) {
	row, err := s.areas.Decisions.Propose(ctx, tx, approval.Proposal{Kind: kind, ObjectKind: domain.ObjectUser, ObjectID: in.UserID,
		Payload: map[string]any{payloadSet: in.Set}, Field: "userId", FourEyes: true})
	if err != nil {
		return SetDone{}, err
	}
	return SetDone{UserID: in.UserID, Proposal: row.ID}, nil
}

// payloadSet is where a proposal keeps the office that it is about; the guard in the database reads it too.
const payloadSet = "set"

// ProposedSet answers the office that a proposal would give or take; false for proposals about anything else.
func ProposedSet(proposal *ent.Proposal) (domain.PermissionSet, bool) {
	if proposal.Kind != domain.ProposalSetGrant && proposal.Kind != domain.ProposalSetWithdraw {
		return "", false
	}
	text, ok := proposal.Payload[payloadSet].(string)
	return domain.PermissionSet(text), ok
}

// effects are what decisions on offices do.
func (s *Service) effects() approval.Effects {
	effect := approval.Effect{Carry: carrySet, Locks: func(row *ent.Proposal) []event.Aggregate {
		return []event.Aggregate{identity.StaffMember(row.ObjectID).Lock()}
	}}
	return approval.Effects{domain.ProposalSetGrant: effect, domain.ProposalSetWithdraw: effect}
}

// carrySet gives or takes what was confirmed; DECLINED and WITHDRAWN change nothing. What cannot be done any more is refused.
func carrySet(ctx context.Context, tx *store.Tx, proposal *ent.Proposal) error {
	if *proposal.Decision != domain.ProposalConfirmed {
		return nil
	}
	set, ok := ProposedSet(proposal)
	rule, known := domain.SetRuleOf(set)
	if !ok || !known {
		return fmt.Errorf("carry proposal %s: it names no set", proposal.ID)
	}
	person := proposal.ObjectID
	held, err := setsOf(ctx, tx, person)
	if err != nil {
		return err
	}
	has := slices.Contains(held, set)
	row, err := tx.User.Query().Where(user.ID(person)).Only(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("find whose office it is: %w", err)
	}
	if proposal.Kind == domain.ProposalSetWithdraw {
		if err := mustLeaveAnOfficer(ctx, tx, row, set, "proposalId"); err != nil {
			return err
		}
		return takeSet(ctx, tx, person, set, has)
	}
	if row.Status != domain.UserActive || rule.CheckHolder(row.Role, held) != nil {
		return domain.Refuse(domain.CodeNotAllowedInStatus,
			"Esta persona ya no puede tener ese cargo. Rechaza la propuesta, o pide a quien la hizo que la retire.").At("proposalId")
	}
	return giveSet(ctx, tx, person, set, has, proposal)
}

// giveSet writes that a person holds an office, and tells of it; has tells that it does already. proposal is what a second person confirmed,
// nil where nobody was asked.
func giveSet(ctx context.Context, tx *store.Tx, person uuid.UUID, set domain.PermissionSet, has bool, proposal *ent.Proposal) error {
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectUser, ObjectID: person, After: map[string]any{"set": set, "hadIt": has}})
	if has {
		return nil
	}
	insert := tx.PermissionSetGrant.Create().SetCreatedAt(tx.Now).SetUserID(person).SetPermissionSet(set).SetNillableGrantedBy(giver(tx))
	if proposal != nil {
		insert.SetProposalID(proposal.ID).SetGrantedBy(proposal.ProposedBy)
	} else if err := entrust(ctx, tx, person, domain.EntrustedOffice); err != nil {
		return err
	}
	if err := insert.Exec(ctx); err != nil {
		return fmt.Errorf("write the grant of a set: %w", err)
	}
	return tell(ctx, tx, domain.EventSetGranted, person, domain.SetFacts{Set: set})
}

// takeSet ends that a person holds an office, and tells of it; has tells that it did.
func takeSet(ctx context.Context, tx *store.Tx, person uuid.UUID, set domain.PermissionSet, has bool) error {
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectUser, ObjectID: person, Before: map[string]any{"set": set, "hadIt": has}})
	if !has {
		return nil
	}
	_, err := tx.PermissionSetGrant.Delete().Where(permissionsetgrant.UserID(person), permissionsetgrant.PermissionSetEQ(set)).Exec(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("take the grant of a set away: %w", err)
	}
	return tell(ctx, tx, domain.EventSetWithdrawn, person, domain.SetFacts{Set: set})
}

// setsOf are the offices that a person holds, in order.
func setsOf(ctx context.Context, tx *store.Tx, person uuid.UUID) ([]domain.PermissionSet, error) {
	rows, err := tx.PermissionSetGrant.Query().Where(permissionsetgrant.UserID(person)).Order(permissionsetgrant.ByPermissionSet()).All(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read the sets of a person: %w", err)
	}
	sets := make([]domain.PermissionSet, len(rows))
	for i, row := range rows {
		sets[i] = row.PermissionSet
	}
	return sets, nil
}

// mustHoldNoOffice refuses another role, or work again, to who holds an office that two persons give: one alone would take it away, or give it.
func mustHoldNoOffice(ctx context.Context, tx *store.Tx, row *ent.User, field string) error {
	held, err := setsOf(ctx, tx, row.ID)
	if err != nil {
		return err
	}
	for _, set := range held {
		if set.FourEyes() {
			return domain.Refuse(domain.CodeInUse, "Esta persona tiene el cargo %s. Retíralo antes, con la confirmación de otra persona.", set.Label()).
				At(field).With("set", set)
		}
	}
	return nil
}

// mustLeaveAnOfficer refuses to take the last office of compliance that somebody at work holds: another is appointed before (areas.md E45). It asks
// for no term of a report, so that it tells of none; the database refuses the one that matters (guard_last_officer in the migrations).
func mustLeaveAnOfficer(ctx context.Context, tx *store.Tx, row *ent.User, set domain.PermissionSet, field string) error {
	if row.Status != domain.UserActive || !set.FourEyes() {
		return nil
	}
	others, err := tx.PermissionSetGrant.Query().Where(permissionsetgrant.PermissionSetIn(domain.FourEyesSets()...), permissionsetgrant.UserIDNEQ(row.ID),
		permissionsetgrant.HasUserWith(user.StatusEQ(domain.UserActive))).Exist(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("find who else holds an office: %w", err)
	}
	if !others {
		return domain.Refuse(domain.CodeInUse, "La casa no se queda sin oficial de cumplimiento. Nombra antes a otra persona como oficial o alterno.").At(field)
	}
	return nil
}

// withdrawSets takes from a person who leaves or changes role the offices that one person gives.
func withdrawSets(ctx context.Context, tx *store.Tx, id uuid.UUID) error {
	held, err := setsOf(ctx, tx, id)
	if err != nil {
		return err
	}
	for _, set := range held {
		if set.FourEyes() {
			continue // stays written until a second person confirms its end; who left holds no right by it
		}
		if err := takeSet(ctx, tx, id, set, true); err != nil {
			return err
		}
	}
	return nil
}
