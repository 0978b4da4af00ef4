package approval

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/proposal"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// errAltered stops the decision on a proposal that is not what somebody proposed. It is no refusal: nobody can mend it.
var errAltered = errors.New("the proposal was altered since it was written")

// Decide ends a proposal as the command's actor. CONFIRMED and DECLINED are for a second person where four eyes are asked
// for, and FOUR_EYES_REQUIRED tells the first one so; WITHDRAWN is for who proposed it. To decline one says why.
//
// What the decision does is the caller's to do, in the same transaction and after it.
func (s *Service) Decide(ctx context.Context, tx *store.Tx, id uuid.UUID, decision domain.ProposalDecision, note string) (*ent.Proposal, error) {
	row, err := tx.Proposal.Query().Where(proposal.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, notFound()
	}
	if err != nil {
		return nil, fmt.Errorf("find a proposal: %w", err)
	}
	if err := person(ctx, tx, row.Kind); err != nil {
		return nil, err
	}
	kept, refusal := checkedNote(note)
	if refusal == nil {
		refusal = may(tx, row, decision, kept)
	}
	if refusal != nil {
		return nil, refusal
	}
	content, err := proposed(row)
	if err != nil {
		return nil, err
	}
	if !s.keys.Valid(signature(row), content...) {
		return nil, fmt.Errorf("decide proposal %s: %w", row.ID, errAltered)
	}
	signed := s.keys.Sign(ended(row.MAC, decision, tx.Actor.ID, tx.Now, kept)...)
	made, err := tx.Proposal.UpdateOne(row).Where(proposal.DecisionIsNil()).SetDecision(decision).SetDecidedBy(tx.Actor.ID).SetDecidedAt(tx.Now).
		SetNillableDecisionNote(kept).SetDecisionMAC(signed.MAC).SetNillableDecisionKeyID(signed.Key.Column()).Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("decide a proposal: %w", err)
	}
	tx.Audit(audit.Entry{Action: decideAction, ObjectKind: domain.ObjectProposal, ObjectID: row.ID, After: map[string]any{"decision": decision,
		"kind": row.Kind, "object": row.ObjectKind, "objectId": row.ObjectID, "note": kept}})
	return made, nil
}

// may is why the actor may not end a proposal that way, or nil.
func may(tx *store.Tx, row *ent.Proposal, decision domain.ProposalDecision, note *string) *domain.Error {
	switch decision {
	case domain.ProposalWithdrawn:
		if refusal := MayWithdraw(row, tx.Actor); refusal != nil {
			return refusal.At("proposalId")
		}
	case domain.ProposalConfirmed, domain.ProposalDeclined:
		if refusal := MayDecide(row, tx.Actor); refusal != nil {
			return refusal.At("proposalId")
		}
	default:
		return domain.Refuse(domain.CodeInvalid, "Una propuesta se confirma, se rechaza o se retira.").At("decision")
	}
	if decision == domain.ProposalDeclined && note == nil {
		return domain.Refuse(domain.CodeRequired, "Indica en una nota por qué rechazas la propuesta.").At("note")
	}
	return nil
}

func notFound() *domain.Error {
	return domain.Refuse(domain.CodeNotFound, "No existe esa propuesta.").At("proposalId")
}
