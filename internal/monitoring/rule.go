package monitoring

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/monitoringrule"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// CreateInput writes a version of a rule.
type CreateInput struct {
	IdempotencyKey string                `json:"-"`
	Code           domain.MonitoringCode `json:"code"`
	// Numbers are those that differ from the table; the others are its defaults.
	Numbers domain.RuleNumbers `json:"numbers"`
	// Action and Severity may be empty for those of the version in force.
	Action   domain.MonitoringAction `json:"action,omitempty"`
	Severity domain.AlertSeverity    `json:"severity,omitempty"`
	// Reason says why somebody writes it.
	Reason string `json:"reason"`
}

// Create writes a version of a rule as a draft, which watches nothing. It refuses with INVALID, at numbers and the number, what is out of
// bounds, and what the version in force does already; with REQUIRED a reason that is missing. For the holders of rules.manage.
func (s *Service) Create(ctx context.Context, in CreateInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.RulesManage); err != nil {
		return uuid.Nil, false, err
	}
	rule, known := in.Code.Rule()
	if !known {
		return uuid.Nil, false, domain.Refuse(domain.CodeInvalid, "No existe esa regla.").At("code")
	}
	reason, refusal := domain.Reason("Indica el motivo de la versión.").Read(in.Reason)
	if refusal != nil {
		return uuid.Nil, false, refusal.At("reason")
	}
	in.Reason = reason
	command := store.Command{Action: "rule.create", Key: in.IdempotencyKey, Input: in, Locks: locksOf(in.Code)}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		return create(access.AsSystem(ctx), tx, rule, in)
	})
}

func create(ctx context.Context, tx *store.Tx, rule domain.MonitoringRule, in CreateInput) (uuid.UUID, error) {
	active, err := activeOf(ctx, tx, in.Code)
	if err != nil {
		return uuid.Nil, err
	}
	var present domain.RuleVersion
	if active != nil {
		present = versionOf(active)
	}
	wanted, err := rule.CheckCreate(domain.RuleVersion{Code: in.Code, Numbers: in.Numbers, Action: in.Action, Severity: in.Severity}, present)
	if err != nil {
		return uuid.Nil, err
	}
	newest, err := tx.MonitoringRule.Query().Where(monitoringrule.CodeEQ(in.Code)).Order(ent.Desc(monitoringrule.FieldVersion)).First(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return uuid.Nil, fmt.Errorf("read the versions of a rule: %w", err)
	}
	wanted.Version = 1
	if newest != nil {
		wanted.Version = newest.Version + 1
	}
	row, err := tx.MonitoringRule.Create().SetCreatedAt(tx.Now).SetCode(in.Code).SetVersion(wanted.Version).SetNumbers(wanted.Numbers).SetAction(wanted.Action).
		SetSeverity(wanted.Severity).SetState(domain.RuleDraft).SetReason(in.Reason).SetCreatedBy(tx.Actor.ID).Save(ctx)
	if err != nil {
		return uuid.Nil, fmt.Errorf("write a version of a rule: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectRule, ObjectID: row.ID, After: map[string]any{"code": row.Code, "version": row.Version,
		"numbers": row.Numbers, "action": row.Action, "severity": row.Severity, "reason": row.Reason}})
	return row.ID, tell(ctx, tx, domain.EventRuleCreated, row, 0)
}

// activeOf is the version of a rule in force; nil for none.
func activeOf(ctx context.Context, tx *store.Tx, code domain.MonitoringCode) (*ent.MonitoringRule, error) {
	row, err := tx.MonitoringRule.Query().Where(monitoringrule.CodeEQ(code), monitoringrule.StateEQ(domain.RuleActive)).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the rule in force: %w", err)
	}
	return row, nil
}

// versionBefore is a version of a rule before a command begins, whose locks need its code.
func (s *Service) versionBefore(ctx context.Context, id uuid.UUID) (*ent.MonitoringRule, error) {
	row, err := s.store.Read().MonitoringRule.Query().Where(monitoringrule.ID(id)).Only(access.AsSystem(ctx))
	if ent.IsNotFound(err) {
		return nil, domain.Refuse(domain.CodeNotFound, "No existe esa versión de una regla.").At("ruleId")
	}
	if err != nil {
		return nil, fmt.Errorf("read a version of a rule: %w", err)
	}
	return row, nil
}

func version(ctx context.Context, tx *store.Tx, id uuid.UUID) (*ent.MonitoringRule, error) {
	row, err := tx.MonitoringRule.Query().Where(monitoringrule.ID(id)).Only(access.AsSystem(ctx))
	if err != nil {
		return nil, fmt.Errorf("read a version of a rule: %w", err)
	}
	return row, nil
}

// lockOf is a rule with all its versions, as events and locks name it.
func lockOf(code domain.MonitoringCode) event.Aggregate {
	return event.Aggregate{Type: domain.ObjectRule, ID: domain.RuleID(code)}
}

func locksOf(code domain.MonitoringCode) []event.Aggregate { return []event.Aggregate{lockOf(code)} }

// tell tells of a version, and in whose place it comes; 0 for nobody's. The command holds the lock of the rule.
func tell(ctx context.Context, tx *store.Tx, kind domain.EventKind, row *ent.MonitoringRule, replaces int) error {
	return tx.EmitNext(ctx, event.Record{Kind: kind, Aggregate: lockOf(row.Code),
		Facts: domain.RuleFacts{Code: row.Code, Version: row.Version, Replaces: replaces}})
}
