package identity

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// ForcePasswordChange makes a person choose another password: the sessions end, and the next one may do nothing else first.
// The person proves itself with the password of today; nobody sets one for it (P-14).
func (s *Service) ForcePasswordChange(ctx context.Context, in StaffTarget) (uuid.UUID, store.Replay, error) {
	return s.changeStaff(ctx, staffCommand{action: "user.forcePasswordChange", target: in, input: in}, func(ctx context.Context, tx *store.Tx, row *ent.User) error {
		if err := mustBeActive(row); err != nil {
			return err
		}
		err := tx.User.UpdateOneID(row.ID).SetMustChangePassword(true).SetUpdatedAt(tx.Now).Exec(access.AsSystem(ctx))
		if err != nil {
			return fmt.Errorf("force a change of password: %w", err)
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectUser, ObjectID: row.ID, Before: map[string]any{"mustChangePassword": row.MustChangePassword},
			After: map[string]any{"mustChangePassword": true}})
		if err := tellStaff(ctx, tx, domain.EventPasswordForced, row.ID, nil); err != nil {
			return err
		}
		_, err = endAll(ctx, tx, StaffMember(row.ID), domain.SessionRevoked)
		return err
	})
}

// ResetSecondFactor takes a lost second factor from a person, with its recovery codes; the sessions end. Nobody resets the
// own one: who is signed in gives it up with the password.
func (s *Service) ResetSecondFactor(ctx context.Context, in StaffTarget) (uuid.UUID, store.Replay, error) {
	return s.changeStaff(ctx, staffCommand{action: "user.resetTotp", target: in, input: in}, func(ctx context.Context, tx *store.Tx, row *ent.User) error {
		if row.ID == tx.Actor.ID {
			return domain.Refuse(domain.CodeForbidden, "La verificación en dos pasos propia se desactiva con la contraseña, en tu perfil.").At("userId")
		}
		if err := mustBeActive(row); err != nil {
			return err
		}
		if err := dropSecondFactor(ctx, tx, row.ID); err != nil {
			return err
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectUser, ObjectID: row.ID, Before: map[string]any{"totp": row.TotpConfirmedAt != nil},
			After: map[string]any{"totp": false}})
		if err := tellStaff(ctx, tx, domain.EventSecondFactorReset, row.ID, nil); err != nil {
			return err
		}
		_, err := endAll(ctx, tx, StaffMember(row.ID), domain.SessionRevoked)
		return err
	})
}

// dropSecondFactor forgets a person's secret and recovery codes.
func dropSecondFactor(ctx context.Context, tx *store.Tx, id uuid.UUID) error {
	err := tx.User.UpdateOneID(id).ClearTotpSecret().ClearTotpConfirmedAt().SetTotpLastStep(0).SetUpdatedAt(tx.Now).Exec(access.AsSystem(ctx))
	if err != nil {
		return fmt.Errorf("forget a second factor: %w", err)
	}
	return deleteRecoveryCodes(ctx, tx, id)
}
