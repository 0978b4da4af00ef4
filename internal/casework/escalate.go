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

// EscalateInput hands an alert to the officer.
type EscalateInput struct {
	AlertTarget
	// Reason is what the officer reads, and nobody else.
	Reason string `json:"reason"`
}

// Escalate hands an alert that the caller took to the officer, where it begins a case about its client or joins the one that waits, and answers
// the alert. From then on it reads as resolved. For the holders of alerts.resolve.
func (s *Service) Escalate(ctx context.Context, in EscalateInput) (uuid.UUID, store.Replay, error) {
	var faults domain.Faults
	in.Reason = domain.EscalationText().Check(&faults, in.Reason, "reason")
	asked := alertAct{action: "alert.escalate", target: in.AlertTarget, input: in, refusal: faults.Err(), taken: true,
		besides: func(row *ent.Alert) []event.Aggregate { return caseLocks(row.ClientID) }}
	return s.onAlert(ctx, asked, func(ctx context.Context, tx *store.Tx, row *ent.Alert) error {
		into, err := s.caseFor(access.AsSystem(ctx), tx, row, in.Reason)
		if err != nil {
			return err
		}
		update := tx.Alert.UpdateOneID(row.ID).SetStatus(domain.AlertEscalated).SetResolution(domain.AlertReviewed).SetCaseID(into)
		return end(ctx, tx, row, update, domain.AlertResolved, domain.AlertReviewed, "")
	})
}

// caseFor answers the case that an alert goes into: the one about its client that waits for the officer, or another. The command holds
// [caseLocks] of the client.
func (s *Service) caseFor(ctx context.Context, tx *store.Tx, row *ent.Alert, reason string) (uuid.UUID, error) {
	live, err := tx.ComplianceCase.Query().Where(compliancecase.ClientID(row.ClientID), compliancecase.StateIn(domain.LiveCaseStates()...)).Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return uuid.Nil, fmt.Errorf("find a case: %w", err)
	}
	kind := domain.EventCaseJoined
	if live == nil {
		kind = domain.EventCaseOpened
		number, err := next(ctx, tx, "case_numbers")
		if err != nil {
			return uuid.Nil, err
		}
		live, err = tx.ComplianceCase.Create().SetCreatedAt(tx.Now).SetNumber(number).SetCode(fmt.Sprintf("CAS-%d", number)).SetClientID(row.ClientID).
			SetState(domain.CaseAnalysis).SetDecideBy(s.rules(tx.Now).AnalysisDue(tx.Now)).Save(ctx)
		if err != nil {
			return uuid.Nil, fmt.Errorf("open a case: %w", err)
		}
	}
	step := tx.CaseStep.Create().SetCreatedAt(tx.Now).SetCaseID(live.ID).SetActorID(tx.Actor.ID).SetTo(live.State).SetGrounds(row.Code + ": " + reason)
	if err := step.Exec(ctx); err != nil {
		return uuid.Nil, fmt.Errorf("write why an alert was escalated: %w", err)
	}
	tx.Audit(audit.Entry{Action: "case.open", ObjectKind: domain.ObjectCase, ObjectID: live.ID, After: map[string]any{"code": live.Code, "alert": row.ID,
		"state": live.State, "reason": reason}})
	return live.ID, tx.EmitNext(ctx, event.Record{Kind: kind, Aggregate: caseOf(live.ID), Facts: domain.CaseAlertFacts{AlertID: row.ID}})
}
