package approval

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/proposal"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// errAltered stops the decision on a proposal that is not what somebody proposed. It is no refusal: nobody can mend it.
var errAltered = errors.New("the proposal was altered since it was written")

// DecideInput is how a proposal ends.
type DecideInput struct {
	IdempotencyKey string
	ProposalID     uuid.UUID
	Decision       domain.ProposalDecision
	// Note is for the staff; a declined proposal needs one.
	Note string
}

// Decide ends a proposal and does what was decided. CONFIRMED and DECLINED are for a second person where four eyes are asked for, and
// FOUR_EYES_REQUIRED tells the first one so; WITHDRAWN is for who proposed it, also where others alone decide. To decline one says why. What waited too long to be
// confirmed, or whose proposer left the house, is declined or withdrawn. A proposal of somebody
// else of a kind that the caller does not decide is NOT_FOUND.
func (s *Service) Decide(ctx context.Context, in DecideInput) (uuid.UUID, store.Replay, error) {
	actor := access.Current(ctx)
	kinds, own := s.approvals.Within(actor.Can), s.approvals.Proposable(actor.Can)
	if !isPerson(actor) || len(kinds)+len(own) == 0 {
		return uuid.Nil, false, access.Denied(actor)
	}
	// What a proposal is about never changes; the lock needs it before the transaction begins.
	row, err := s.store.Read().Proposal.Query().Where(proposal.ID(in.ProposalID), proposal.Or(proposal.KindIn(kinds...),
		proposal.And(proposal.KindIn(own...), proposal.ProposedBy(actor.ID)))).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return uuid.Nil, false, notFound()
	}
	if err != nil {
		return uuid.Nil, false, fmt.Errorf("find a proposal: %w", err)
	}
	effect, err := s.effectOf(row)
	if err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: decideAction, Key: in.IdempotencyKey, Locks: effect.Locks(row), Roster: effect.Roster,
		Input: map[string]any{"proposal": in.ProposalID, "decision": in.Decision, "note": in.Note}}
	id, replayed, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		return in.ProposalID, s.DecideWithin(ctx, tx, in.ProposalID, in.Decision, in.Note)
	})
	if err == nil && effect.Done != nil {
		effect.Done(ctx)
	}
	return id, replayed, err
}

// DecideWithin is Decide in a command that holds the locks already: that of the proposal itself, where a house works without four eyes.
func (s *Service) DecideWithin(ctx context.Context, tx *store.Tx, id uuid.UUID, decision domain.ProposalDecision, note string) error {
	made, err := s.end(ctx, tx, id, decision, note)
	if err != nil {
		return err
	}
	effect, err := s.effectOf(made)
	if err != nil {
		return err
	}
	return effect.Carry(ctx, tx, made)
}

// effectOf is what a decision on a proposal does; that no area brings it is a fault of the program.
func (s *Service) effectOf(row *ent.Proposal) (Effect, error) {
	effect, known := s.effects[row.Kind]
	if !known {
		return Effect{}, fmt.Errorf("decide proposal %s: no area brings what %s does", row.ID, row.Kind)
	}
	return effect, nil
}

// end writes how a proposal ended.
func (s *Service) end(ctx context.Context, tx *store.Tx, id uuid.UUID, decision domain.ProposalDecision, note string) (*ent.Proposal, error) {
	// Who may decide is asked of the kind, not of the rows that the caller sees.
	row, err := tx.Proposal.Query().Where(proposal.ID(id)).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil, notFound()
	}
	if err != nil {
		return nil, fmt.Errorf("find a proposal: %w", err)
	}
	if err := s.person(ctx, tx, toEnd(s.approvals[row.Kind], decision)); err != nil {
		return nil, err
	}
	given, err := entrusted(ctx, tx.Client(), row)
	if err != nil {
		return nil, err
	}
	kept, refusal := checkedNote(note)
	if refusal == nil {
		refusal = s.allows(tx, row, decision, kept, given)
	}
	if refusal != nil {
		return nil, refusal
	}
	if decision == domain.ProposalConfirmed {
		if err := stands(ctx, tx, row); err != nil {
			return nil, err
		}
	}
	content, err := proposed(row)
	if err != nil {
		return nil, err
	}
	if !s.store.Keys().Valid(signature(row), content...) {
		return nil, fmt.Errorf("decide proposal %s: %w", row.ID, errAltered)
	}
	signed := s.store.Keys().Sign(ended(row.MAC, decision, tx.Actor.ID, tx.Now, kept)...)
	made, err := tx.Proposal.UpdateOne(row).Where(proposal.DecisionIsNil()).SetDecision(decision).SetDecidedBy(tx.Actor.ID).SetDecidedAt(tx.Now).
		SetNillableDecisionNote(kept).SetDecisionMAC(signed.MAC).SetNillableDecisionKeyID(signed.Key.Column()).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("decide a proposal: %w", err)
	}
	tx.Audit(audit.Entry{Action: decideAction, ObjectKind: domain.ObjectProposal, ObjectID: row.ID, After: map[string]any{"decision": decision,
		"kind": row.Kind, "object": row.ObjectKind, "objectId": row.ObjectID, "note": kept}})
	tx.Emit(told(made, decision.Event(), endedVersion))
	return made, nil
}

// toEnd tells who may end a proposal in a way.
func toEnd(asked domain.Approval, decision domain.ProposalDecision) func(func(domain.Permission) bool) bool {
	if decision == domain.ProposalWithdrawn {
		return asked.Proposes
	}
	return asked.Decides
}

// stands refuses to confirm what somebody proposed who works for the house no more: of the two persons one is gone. It is declined.
func stands(ctx context.Context, tx *store.Tx, row *ent.Proposal) error {
	works, err := tx.User.Query().Where(user.ID(row.ProposedBy), user.StatusEQ(domain.UserActive)).Exist(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("find who proposed: %w", err)
	}
	if !works {
		return domain.Refuse(domain.CodeNotAllowedInStatus,
			"Quien hizo esta propuesta ya no trabaja en la casa: no se confirma. Recházala con una nota, y propón de nuevo si hace falta.").At("proposalId")
	}
	return nil
}

// allows is why the actor may not end a proposal that way, or nil; given is who gave what.
func (s *Service) allows(tx *store.Tx, row *ent.Proposal, decision domain.ProposalDecision, note *string, given []domain.Entrustment) *domain.Error {
	switch decision {
	case domain.ProposalWithdrawn:
		if refusal := mayWithdraw(s.approvals[row.Kind], row, tx.Actor); refusal != nil {
			return refusal.At("proposalId")
		}
	case domain.ProposalConfirmed, domain.ProposalDeclined:
		if refusal := mayDecide(s.approvals[row.Kind], row, tx.Actor, given); refusal != nil {
			return refusal.At("proposalId")
		}
	default:
		return domain.Refuse(domain.CodeInvalid, "Una propuesta se confirma, se rechaza o se retira.").At("decision")
	}
	if at, ends := s.approvals.ExpiresAt(row.Kind, row.CreatedAt); decision == domain.ProposalConfirmed && ends && !tx.Now.Before(at) {
		return domain.Refuse(domain.CodeNotAllowedInStatus, "Esta propuesta venció el %s y ya no se confirma. Recházala, o pide a quien la hizo que la retire.",
			domain.SpokenInLima(at)).At("proposalId").With("expiredAt", at)
	}
	if decision == domain.ProposalDeclined && note == nil {
		return domain.Refuse(domain.CodeRequired, "Indica en una nota por qué rechazas la propuesta.").At("note")
	}
	return nil
}

func notFound() *domain.Error {
	return domain.Refuse(domain.CodeNotFound, "No existe esa propuesta.").At("proposalId")
}
