package risk

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/peprecord"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/event"
	"github.com/qoricash/qoricash/internal/store"
)

// SetExposureInput records that a client is politically exposed.
type SetExposureInput struct {
	IdempotencyKey string          `json:"-"`
	ClientID       uuid.UUID       `json:"clientId"`
	Exposure       domain.Exposure `json:"exposure"`
}

// SetExposure records that a client, or whom it is close to, has or had a post that makes politically exposed, and answers the record. The
// client is never below REINFORCED from then on. For the holders of risk.manage.
func (s *Service) SetExposure(ctx context.Context, in SetExposureInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.RiskManage); err != nil {
		return uuid.Nil, false, err
	}
	command := store.Command{Action: "pep.set", Key: in.IdempotencyKey, Input: in, Locks: locksOf(in.ClientID)}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		var faults domain.Faults
		exposure := in.Exposure.Check(&faults, domain.BusinessDate(tx.Now))
		if err := faults.Err(); err != nil {
			return uuid.Nil, err
		}
		if err := mustSee(ctx, tx, in.ClientID); err != nil {
			return uuid.Nil, err
		}
		row, err := writeExposure(ctx, tx, in.ClientID, exposure)
		if err != nil {
			return uuid.Nil, err
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectComplianceClient, ObjectID: in.ClientID, After: map[string]any{"exposure": row.ID,
			"kind": exposure.Kind, "position": exposure.Position, "entity": exposure.Entity, "designatedOn": exposure.Designated, "leftOn": exposure.Left}})
		return row.ID, s.compute(ctx, tx, in.ClientID, asked{trigger: domain.RiskOnExposure})
	})
}

func writeExposure(ctx context.Context, tx *store.Tx, client uuid.UUID, exposure domain.Exposure) (*ent.PepRecord, error) {
	create := tx.PepRecord.Create().SetCreatedAt(tx.Now).SetClientID(client).SetKind(exposure.Kind).SetPosition(exposure.Position).
		SetEntity(exposure.Entity).SetRecordedBy(tx.Actor.ID)
	if !exposure.Designated.IsZero() {
		create.SetDesignatedOn(exposure.Designated)
	}
	if !exposure.Left.IsZero() {
		create.SetLeftOn(exposure.Left)
	}
	if exposure.Notes != "" {
		create.SetNotes(exposure.Notes)
	}
	row, err := create.Save(ctx)
	if err != nil {
		return nil, fmt.Errorf("record a political exposure: %w", err)
	}
	return row, nil
}

// EndExposureInput says that a post was left, or that a record is wrong.
type EndExposureInput struct {
	IdempotencyKey string    `json:"-"`
	RecordID       uuid.UUID `json:"recordId"`
	// LeftOn is the day on which the post was left; the zero day withdraws the record.
	LeftOn domain.Date `json:"leftOn"`
	Reason string      `json:"reason"`
}

// EndExposure says when the post was left, from when on the exposure goes on for the years of the parameter, or withdraws a record that is wrong.
// It answers the record. Whoever recorded it does not withdraw it: FOUR_EYES_REQUIRED. For the holders of risk.manage.
func (s *Service) EndExposure(ctx context.Context, in EndExposureInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.RiskManage); err != nil {
		return uuid.Nil, false, err
	}
	reason, refusal := domain.Reason("Indica cómo se sabe.").Read(in.Reason)
	if refusal != nil {
		return uuid.Nil, false, refusal.At("reason")
	}
	in.Reason = reason
	command := store.Command{Action: "pep.end", Key: in.IdempotencyKey, Input: in, Find: func(ctx context.Context, tx *store.Tx) ([]event.Aggregate, error) {
		row, err := exposureSeen(ctx, tx, in.RecordID)
		if err != nil {
			return nil, err
		}
		return locksOf(row.ClientID), nil
	}}
	return store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		row, err := exposureSeen(ctx, tx, in.RecordID)
		if err != nil {
			return uuid.Nil, err
		}
		if err := end(ctx, tx, row, in); err != nil {
			return uuid.Nil, err
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectComplianceClient, ObjectID: row.ClientID, After: map[string]any{"exposure": row.ID,
			"leftOn": in.LeftOn, "withdrawn": in.LeftOn.IsZero(), "reason": in.Reason}})
		return row.ID, s.compute(ctx, tx, row.ClientID, asked{trigger: domain.RiskOnExposure})
	})
}

// exposureSeen answers a record that the caller sees.
func exposureSeen(ctx context.Context, tx *store.Tx, id uuid.UUID) (*ent.PepRecord, error) {
	row, err := tx.PepRecord.Query().Where(peprecord.ID(id)).Only(ctx)
	if ent.IsNotFound(err) {
		return nil, domain.Refuse(domain.CodeNotFound, "No existe ese registro.").At("recordId")
	}
	if err != nil {
		return nil, fmt.Errorf("read a political exposure: %w", err)
	}
	return row, nil
}

func end(ctx context.Context, tx *store.Tx, row *ent.PepRecord, in EndExposureInput) error {
	if row.WithdrawnAt != nil {
		return domain.Refuse(domain.CodeNotAllowedInStatus, "Ese registro ya se retiró.").At("recordId")
	}
	update := tx.PepRecord.UpdateOneID(row.ID).SetEndReason(in.Reason)
	if in.LeftOn.IsZero() {
		if row.RecordedBy == tx.Actor.ID {
			return domain.Refuse(domain.CodeFourEyesRequired, "Tú hiciste este registro: lo retira otra persona.").At("recordId")
		}
		update.SetWithdrawnAt(tx.Now).SetWithdrawnBy(tx.Actor.ID)
	} else {
		if row.LeftOn != nil {
			return domain.Refuse(domain.CodeNotAllowedInStatus, "Ya consta que dejó el cargo el %s. Si está mal, retira el registro y haz otro.", row.LeftOn).
				At("leftOn").With("leftOn", *row.LeftOn)
		}
		var faults domain.Faults
		domain.Exposure{Designated: dayOf(row.DesignatedOn), Left: in.LeftOn}.CheckLeft(&faults, domain.BusinessDate(tx.Now))
		if err := faults.Err(); err != nil {
			return err
		}
		update.SetLeftOn(in.LeftOn)
	}
	if err := update.Exec(ctx); err != nil {
		return fmt.Errorf("end a political exposure: %w", err)
	}
	return nil
}
