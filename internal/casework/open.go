package casework

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/alert"
	"github.com/qoricash/qoricash/ent/alertfinding"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/monitoring"
	"github.com/qoricash/qoricash/internal/store"
)

// How long the texts of a finding may be.
const (
	longestTitle       = 150
	longestDescription = 500
)

// Matched opens an alert of what a rule of monitoring found, in the transaction that keeps it.
func (s *Service) Matched(ctx context.Context, tx *store.Tx, finding monitoring.Finding) error {
	_, err := s.Open(ctx, tx, domain.AlertOfRule(finding.Client, finding.Evaluation, finding.Operation, finding.Outcome))
	return err
}

// Screened opens an alert of a match of a client on a list, in the transaction that keeps the hit.
func (s *Service) Screened(ctx context.Context, tx *store.Tx, client uuid.UUID, hit domain.HitFound) error {
	_, err := s.Open(ctx, tx, hit.Alert(client))
	return err
}

// Open opens an alert of a finding inside a transaction of another area, or adds it to the open alert of its client and window, and answers that.
// What the same source found before opens nothing. Whoever acts is not named by it.
func (s *Service) Open(ctx context.Context, tx *store.Tx, found domain.AlertFinding) (uuid.UUID, error) {
	ctx = access.AsSystem(ctx)
	if err := oneAtATime(ctx, tx, found.Client); err != nil {
		return uuid.Nil, err
	}
	known, err := tx.AlertFinding.Query().Where(alertfinding.Source(found.Source)).Only(ctx)
	if err == nil {
		return known.AlertID, nil
	}
	if !ent.IsNotFound(err) {
		return uuid.Nil, fmt.Errorf("find an alert: %w", err)
	}
	// Whoever ends it at the same time is waited for: what is found then is news.
	row, err := tx.Alert.Query().Where(alert.ClientID(found.Client), alert.DedupKey(found.Window), alert.StatusIn(domain.OpenAlertStatuses()...),
		store.ForUpdate).Only(ctx)
	if ent.IsNotFound(err) {
		row, err = s.create(ctx, tx, found)
	}
	if err != nil {
		return uuid.Nil, fmt.Errorf("open an alert: %w", err)
	}
	err = tx.AlertFinding.Create().SetCreatedAt(tx.Now).SetAlertID(row.ID).SetSource(found.Source).SetNillableOperationID(found.Operation).
		SetNillableEvaluationID(found.Evaluation).SetNillableHitID(found.Hit).SetDescription(domain.Clip(found.Description, longestDescription)).
		SetDetails(append([]domain.RuleFigure{}, found.Details...)).Exec(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("write a finding: %w", err)
	}
	return row.ID, nil
}

// create writes an alert, and tells of it.
func (s *Service) create(ctx context.Context, tx *store.Tx, found domain.AlertFinding) (*ent.Alert, error) {
	number, err := next(ctx, tx, "alert_numbers")
	if err != nil {
		return nil, err
	}
	days, err := businessDays(ctx, tx.Client())
	if err != nil {
		return nil, err
	}
	row, err := tx.Alert.Create().SetCreatedAt(tx.Now).SetNumber(number).SetCode(fmt.Sprintf("ALT-%d", number)).SetType(found.Type).
		SetSeverity(found.Severity).SetClientID(found.Client).SetNillableOperationID(found.Operation).SetRule(found.Rule).
		SetTitle(domain.Clip(found.Title, longestTitle)).SetDescription(domain.Clip(found.Description, longestDescription)).
		SetDetails(append([]domain.RuleFigure{}, found.Details...)).SetDedupKey(found.Window).SetStatus(domain.AlertNew).
		SetDueAt(s.rules(tx.Now).TriageDue(days, tx.Now)).Save(ctx)
	if err != nil {
		return nil, err
	}
	tx.Audit(audit.Entry{Action: "alert.open", ObjectKind: domain.ObjectAlert, ObjectID: row.ID, After: map[string]any{"code": row.Code, "type": row.Type,
		"severity": row.Severity, "rule": row.Rule, "dueAt": row.DueAt}})
	return row, tx.EmitNext(ctx, event.Record{Kind: domain.EventAlertOpened, Aggregate: alertLock(row.ID), Actor: byTheHouse(),
		Facts: domain.AlertFacts{Type: row.Type, Severity: row.Severity, Rule: row.Rule}})
}
