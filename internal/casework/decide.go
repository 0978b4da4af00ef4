package casework

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/compliancecase"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// CaseTarget names a case.
type CaseTarget struct {
	IdempotencyKey string    `json:"-"`
	CaseID         uuid.UUID `json:"caseId"`
}

// DecideInput is what the officer makes of a case.
type DecideInput struct {
	CaseTarget
	// Decision is UNUSUAL, SUSPICIOUS or NOT_UNUSUAL.
	Decision domain.CaseState `json:"decision"`
	Grounds  string           `json:"grounds"`
}

// Decide classifies a case, and answers it. The first time that it is called suspicious is T0: the term of its report runs from then on, and stays
// whatever is decided afterwards. For the officer and the alternate.
func (s *Service) Decide(ctx context.Context, in DecideInput) (uuid.UUID, store.Replay, error) {
	var faults domain.Faults
	in.Grounds = domain.CaseGrounds().Check(&faults, in.Grounds, "grounds")
	return s.onCase(ctx, caseAct{action: "case.decide", target: in.CaseTarget, input: in, refusal: faults.Err()}, func(ctx context.Context, c *change) error {
		if refusal := c.row.State.CheckDecision(in.Decision); refusal != nil {
			return refusal
		}
		update := c.tx.ComplianceCase.UpdateOneID(c.row.ID)
		if in.Decision == domain.CaseSuspicious && c.row.T0 == nil {
			update.SetT0(c.tx.Now).SetT0By(c.tx.Actor.ID).SetReportDueAt(c.tx.Now.Add(s.rules(c.tx.Now).ReportTerm))
		}
		return c.move(ctx, update, in.Decision, in.Grounds, domain.EventCaseDecided)
	})
}

// change is a case inside a transaction that holds its locks.
type change struct {
	tx  *store.Tx
	row *ent.ComplianceCase
}

// move brings the case into a state, or keeps it there, with the step that says why, and tells of it.
func (c *change) move(ctx context.Context, update *ent.ComplianceCaseUpdateOne, to domain.CaseState, grounds string, kind domain.EventKind) error {
	ctx = access.AsSystem(ctx)
	step := c.tx.CaseStep.Create().SetCreatedAt(c.tx.Now).SetCaseID(c.row.ID).SetActorID(c.tx.Actor.ID).SetFrom(c.row.State).SetTo(to).SetGrounds(grounds)
	if err := step.Exec(ctx); err != nil {
		return fmt.Errorf("write the step of a case: %w", err)
	}
	if err := update.SetState(to).Exec(ctx); err != nil {
		return fmt.Errorf("write a case: %w", err)
	}
	c.tx.Audit(audit.Entry{ObjectKind: domain.ObjectCase, ObjectID: c.row.ID, Before: map[string]any{"state": c.row.State, "t0": c.row.T0},
		After: map[string]any{"state": to, "grounds": grounds}})
	return c.tx.EmitNext(ctx, event.Record{Kind: kind, Aggregate: caseOf(c.row.ID), Facts: domain.CaseFacts{From: c.row.State, To: to}})
}

// caseAct is what a command on a case brings.
type caseAct struct {
	action string
	target CaseTarget
	input  any
	// refusal is what is wrong with the input; nil for nothing.
	refusal error
}

// onCase runs a command of the officer's on a case.
func (s *Service) onCase(ctx context.Context, asked caseAct, do func(context.Context, *change) error) (uuid.UUID, store.Replay, error) {
	if _, err := access.RequireOneOf(ctx, domain.ComplianceOffice()...); err != nil {
		return uuid.Nil, false, err
	}
	if asked.refusal != nil {
		return uuid.Nil, false, asked.refusal
	}
	id := asked.target.CaseID
	command := store.Command{Action: asked.action, Key: asked.target.IdempotencyKey, Input: asked.input,
		Find: func(ctx context.Context, tx *store.Tx) ([]event.Aggregate, error) {
			row, err := caseSeen(ctx, tx, id)
			if err != nil {
				return nil, err
			}
			return caseLocks(row.ClientID), nil
		}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		row, err := caseSeen(ctx, tx, id)
		if err != nil {
			return uuid.Nil, err
		}
		return row.ID, do(ctx, &change{tx: tx, row: row})
	})
}

// caseSeen answers a case that the caller sees.
func caseSeen(ctx context.Context, tx *store.Tx, id uuid.UUID) (*ent.ComplianceCase, error) {
	row, err := tx.ComplianceCase.Query().Where(compliancecase.ID(id)).WithReport().Only(ctx)
	if ent.IsNotFound(err) {
		return nil, domain.Refuse(domain.CodeNotFound, "No existe ese caso.").At("caseId")
	}
	if err != nil {
		return nil, fmt.Errorf("read a case: %w", err)
	}
	return row, nil
}
