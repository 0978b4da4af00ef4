package casework

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/alert"
	"github.com/qoricash/qoricash/ent/compliancecase"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// clocksAtOnce bounds what one look reads of each kind.
const clocksAtOnce = 500

// Told counts what a look at the terms told of.
type Told struct{ Alerts, Cases, Alarms int }

// LookAtClocks tells, once each, of alerts and cases whose term is over, and of the alarms of the reports that are due. Any number of instances may
// look at once.
func (s *Service) LookAtClocks(ctx context.Context) (Told, error) {
	ctx = access.AsSystem(ctx)
	var told Told
	now := s.store.Clock().Now()
	alerts, err := s.store.Read().Alert.Query().Where(alert.StatusIn(domain.OpenAlertStatuses()...), alert.DueAtLTE(now), alert.OverdueToldAtIsNil()).
		Order(alert.ByDueAt()).Limit(clocksAtOnce).All(ctx)
	if err != nil {
		return told, fmt.Errorf("find alerts that are due: %w", err)
	}
	for _, row := range alerts {
		if err := s.tellAlertOverdue(ctx, row.ID, &told); err != nil {
			return told, err
		}
	}
	cases, err := s.store.Read().ComplianceCase.Query().Where(compliancecase.StateIn(domain.LiveCaseStates()...)).
		Order(compliancecase.ByID()).All(ctx)
	if err != nil {
		return told, fmt.Errorf("find cases that are due: %w", err)
	}
	for _, row := range cases {
		if err := s.lookAtCase(ctx, row, &told); err != nil {
			return told, err
		}
	}
	return told, nil
}

// tellAlertOverdue tells that the term of an alert is over, where it still is.
func (s *Service) tellAlertOverdue(ctx context.Context, id uuid.UUID, told *Told) error {
	command := store.Command{Action: "alert.overdue", Locks: []event.Aggregate{alertLock(id)}}
	now, _, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (bool, error) {
		row, err := tx.Alert.Query().Where(alert.ID(id), alert.StatusIn(domain.OpenAlertStatuses()...), alert.DueAtLTE(tx.Now), alert.OverdueToldAtIsNil()).Only(ctx)
		if ent.IsNotFound(err) {
			return false, nil
		}
		if err != nil {
			return false, fmt.Errorf("read an alert: %w", err)
		}
		if err := tx.Alert.UpdateOneID(id).SetOverdueToldAt(tx.Now).Exec(ctx); err != nil {
			return false, fmt.Errorf("write an alert: %w", err)
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectAlert, ObjectID: id, After: map[string]any{"overdueSince": row.DueAt}})
		return true, tx.EmitNext(ctx, event.Record{Kind: domain.EventAlertOverdue, Aggregate: alertLock(id),
			Facts: domain.AlertOverdueFacts{Severity: row.Severity, Status: row.Status}})
	})
	if now {
		told.Alerts++
	}
	return err
}

// lookAtCase tells of a case what is due, and is cheap where nothing is.
func (s *Service) lookAtCase(ctx context.Context, row *ent.ComplianceCase, told *Told) error {
	due := s.caseDue(row, s.store.Clock().Now())
	if due == (caseDue{alarms: row.Alarms}) {
		return nil
	}
	command := store.Command{Action: "case.clock", Locks: caseLocks(row.ClientID)}
	_, err := store.Do(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) error {
		row, err := caseSeen(ctx, tx, row.ID)
		if err != nil {
			return err
		}
		due := s.caseDue(row, tx.Now)
		if due == (caseDue{alarms: row.Alarms}) {
			tx.Audit(audit.Entry{ObjectKind: domain.ObjectCase, ObjectID: row.ID})
			return nil
		}
		return s.tellCaseDue(ctx, tx, row, due, told)
	})
	return err
}

// caseDue is what is due of a case.
type caseDue struct {
	overdue bool
	alarms  int
}

func (s *Service) caseDue(row *ent.ComplianceCase, now time.Time) caseDue {
	due := caseDue{alarms: row.Alarms}
	if row.State.ReportDue() {
		due.alarms = max(row.Alarms, domain.ReportAlarmsDue(*row.T0, *row.ReportDueAt, now))
	} else {
		due.overdue = row.OverdueToldAt == nil && !now.Before(row.DecideBy)
	}
	return due
}

func (s *Service) tellCaseDue(ctx context.Context, tx *store.Tx, row *ent.ComplianceCase, due caseDue, told *Told) error {
	update := tx.ComplianceCase.UpdateOneID(row.ID).SetAlarms(due.alarms)
	if due.overdue {
		update.SetOverdueToldAt(tx.Now)
	}
	if err := update.Exec(ctx); err != nil {
		return fmt.Errorf("write a case: %w", err)
	}
	tx.Audit(audit.Entry{ObjectKind: domain.ObjectCase, ObjectID: row.ID, Before: map[string]any{"alarms": row.Alarms},
		After: map[string]any{"alarms": due.alarms, "overdue": due.overdue}})
	if due.overdue {
		told.Cases++
		if err := tx.EmitNext(ctx, event.Record{Kind: domain.EventCaseOverdue, Aggregate: caseOf(row.ID)}); err != nil {
			return err
		}
	}
	if due.alarms == row.Alarms {
		return nil
	}
	told.Alarms++
	return tx.EmitNext(ctx, event.Record{Kind: domain.EventReportAlarmed, Aggregate: caseOf(row.ID),
		Facts: domain.ReportAlarmFacts{Alarms: due.alarms, Over: !tx.Now.Before(*row.ReportDueAt)}})
}
