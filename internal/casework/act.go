package casework

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/alert"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// AlertTarget names an alert.
type AlertTarget struct {
	IdempotencyKey string    `json:"-"`
	AlertID        uuid.UUID `json:"alertId"`
}

// Take makes an open alert the caller's, also one that somebody else took, and answers it. For the holders of alerts.resolve. It refuses with
// NOT_ALLOWED_IN_STATUS one that has ended, or that is the caller's already.
func (s *Service) Take(ctx context.Context, in AlertTarget) (uuid.UUID, store.Replay, error) {
	return s.onAlert(ctx, alertAct{action: "alert.take", target: in, input: in}, func(ctx context.Context, tx *store.Tx, row *ent.Alert) error {
		if row.OwnerID != nil && *row.OwnerID == tx.Actor.ID {
			return domain.Refuse(domain.CodeNotAllowedInStatus, "Ya tomaste esta alerta.").At("alertId").With("status", row.Status)
		}
		due := s.rules(tx.Now).AnalysisDue(tx.Now)
		if row.Status == domain.AlertInReview {
			due = row.DueAt // another person has no more time
		}
		update := tx.Alert.UpdateOneID(row.ID).SetStatus(domain.AlertInReview).SetOwnerID(tx.Actor.ID).SetTakenAt(tx.Now).SetDueAt(due)
		if row.Status == domain.AlertNew {
			update.ClearOverdueToldAt()
		}
		if err := update.Exec(access.AsSystem(ctx)); err != nil {
			return fmt.Errorf("take an alert: %w", err)
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectAlert, ObjectID: row.ID, Before: map[string]any{"status": row.Status, "owner": row.OwnerID},
			After: map[string]any{"status": domain.AlertInReview, "owner": tx.Actor.ID, "dueAt": due}})
		return tx.EmitNext(ctx, event.Record{Kind: domain.EventAlertTaken, Aggregate: alertLock(row.ID)})
	})
}

// NoteInput is a note on an alert.
type NoteInput struct {
	AlertTarget
	Text string `json:"text"`
}

// Note adds a note to an open alert, and answers the alert. For the holders of alerts.resolve.
func (s *Service) Note(ctx context.Context, in NoteInput) (uuid.UUID, store.Replay, error) {
	var faults domain.Faults
	in.Text = domain.AlertNoteText().Check(&faults, in.Text, "text")
	return s.onAlert(ctx, alertAct{action: "alert.note", target: in.AlertTarget, input: in, refusal: faults.Err()}, func(ctx context.Context, tx *store.Tx, row *ent.Alert) error {
		if err := tx.AlertNote.Create().SetCreatedAt(tx.Now).SetAlertID(row.ID).SetAuthorID(tx.Actor.ID).SetText(in.Text).Exec(ctx); err != nil {
			return fmt.Errorf("write a note: %w", err)
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectAlert, ObjectID: row.ID, After: map[string]any{"note": in.Text}})
		return tx.EmitNext(ctx, event.Record{Kind: domain.EventAlertNoted, Aggregate: alertLock(row.ID)})
	})
}

// ResolveInput is how an alert ends.
type ResolveInput struct {
	AlertTarget
	Status     domain.AlertStatus     `json:"status"`
	Resolution domain.AlertResolution `json:"resolution"`
	// Note may be empty.
	Note string `json:"note,omitempty"`
}

// Resolve ends an alert that the caller took, and answers it. For the holders of alerts.resolve.
func (s *Service) Resolve(ctx context.Context, in ResolveInput) (uuid.UUID, store.Replay, error) {
	var faults domain.Faults
	domain.CheckAlertEnd(&faults, in.Status, in.Resolution)
	in.Note = domain.AlertEndNote().Check(&faults, in.Note, "note")
	return s.onAlert(ctx, alertAct{action: "alert.resolve", target: in.AlertTarget, input: in, refusal: faults.Err(), taken: true},
		func(ctx context.Context, tx *store.Tx, row *ent.Alert) error {
			update := tx.Alert.UpdateOneID(row.ID).SetStatus(in.Status).SetResolution(in.Resolution)
			if in.Note != "" {
				update.SetResolutionNote(in.Note)
			}
			return end(ctx, tx, row, update, in.Status, in.Resolution, in.Note)
		})
}

// end writes that an alert ended, and tells of it as everybody reads it.
func end(ctx context.Context, tx *store.Tx, row *ent.Alert, update *ent.AlertUpdateOne, shown domain.AlertStatus, resolution domain.AlertResolution, note string) error {
	if err := update.SetResolvedBy(tx.Actor.ID).SetResolvedAt(tx.Now).Exec(access.AsSystem(ctx)); err != nil {
		return fmt.Errorf("end an alert: %w", err)
	}
	// The row of the trail is the same for what is resolved and what goes to the officer.
	tx.Audit(audit.Entry{Action: "alert.resolve", ObjectKind: domain.ObjectAlert, ObjectID: row.ID, Before: map[string]any{"status": row.Status},
		After: map[string]any{"status": shown, "resolution": resolution, "note": note}})
	return tx.EmitNext(ctx, event.Record{Kind: domain.EventAlertResolved, Aggregate: alertLock(row.ID),
		Facts: domain.AlertEndFacts{Severity: row.Severity, Status: shown, Resolution: resolution}})
}

// alertAct is what a command on an alert brings.
type alertAct struct {
	action string
	target AlertTarget
	input  any
	// refusal is what is wrong with the input; nil for nothing.
	refusal error
	// taken tells that the caller must have taken the alert.
	taken bool
	// besides are further locks, by the alert; nil for none.
	besides func(*ent.Alert) []event.Aggregate
}

// onAlert runs a command on an open alert.
func (s *Service) onAlert(ctx context.Context, asked alertAct, do func(context.Context, *store.Tx, *ent.Alert) error) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.AlertsResolve); err != nil {
		return uuid.Nil, false, err
	}
	if asked.refusal != nil {
		return uuid.Nil, false, asked.refusal
	}
	id := asked.target.AlertID
	command := store.Command{Action: asked.action, Key: asked.target.IdempotencyKey, Input: asked.input, Locks: []event.Aggregate{alertLock(id)}}
	if asked.besides != nil {
		command.Find = func(ctx context.Context, tx *store.Tx) ([]event.Aggregate, error) {
			row, err := alertSeen(ctx, tx, id)
			if err != nil {
				return nil, err
			}
			return asked.besides(row), nil
		}
	}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		row, err := alertSeen(ctx, tx, id)
		if err != nil {
			return uuid.Nil, err
		}
		if !row.Status.Open() {
			return uuid.Nil, domain.Refuse(domain.CodeNotAllowedInStatus, "Esta alerta ya terminó.").At("alertId").With("status", row.Status.Shown())
		}
		if asked.taken && (row.OwnerID == nil || *row.OwnerID != tx.Actor.ID) {
			return uuid.Nil, domain.Refuse(domain.CodeNotAllowedInStatus, "Toma la alerta antes de terminarla.").At("alertId").With("status", row.Status)
		}
		return row.ID, do(ctx, tx, row)
	})
}

// alertSeen answers an alert that the caller sees.
func alertSeen(ctx context.Context, tx *store.Tx, id uuid.UUID) (*ent.Alert, error) {
	row, err := tx.Alert.Query().Where(alert.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, domain.Refuse(domain.CodeNotFound, "No existe esa alerta.").At("alertId")
	}
	if err != nil {
		return nil, fmt.Errorf("read an alert: %w", err)
	}
	return row, nil
}
