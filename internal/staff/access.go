package staff

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/store"
)

// ForcePasswordChange makes a person choose another password: the sessions end, and the next one may do nothing else first.
// The person proves itself with the password of today; nobody sets one for it (P-14).
func (s *Service) ForcePasswordChange(ctx context.Context, in Target) (uuid.UUID, store.Replay, error) {
	return s.change(ctx, command{action: "user.forcePasswordChange", target: in, input: in}, func(ctx context.Context, tx *store.Tx, row *ent.User) error {
		if err := mustBeActive(row); err != nil {
			return err
		}
		if err := identity.RequirePasswordChange(ctx, tx, row.ID); err != nil {
			return err
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectUser, ObjectID: row.ID, Before: map[string]any{"mustChangePassword": row.MustChangePassword},
			After: map[string]any{"mustChangePassword": true}})
		if err := tell(ctx, tx, domain.EventPasswordForced, row.ID, nil); err != nil {
			return err
		}
		return identity.EndSessions(ctx, tx, identity.StaffMember(row.ID))
	})
}

// ResetSecondFactor takes a lost second factor from a person, with its recovery codes; the sessions end. Nobody resets the
// own one: who is signed in gives it up with the password.
func (s *Service) ResetSecondFactor(ctx context.Context, in Target) (uuid.UUID, store.Replay, error) {
	return s.change(ctx, command{action: "user.resetTotp", target: in, input: in}, func(ctx context.Context, tx *store.Tx, row *ent.User) error {
		if row.ID == tx.Actor.ID {
			return domain.Refuse(domain.CodeForbidden, "La verificación en dos pasos propia se desactiva con la contraseña, en tu perfil.").At("userId")
		}
		if err := mustBeActive(row); err != nil {
			return err
		}
		if err := entrust(ctx, tx, row.ID, domain.EntrustedSignIn); err != nil {
			return err
		}
		if err := identity.DropSecondFactor(ctx, tx, row.ID); err != nil {
			return err
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectUser, ObjectID: row.ID, Before: map[string]any{"totp": row.TotpConfirmedAt != nil},
			After: map[string]any{"totp": false}})
		if err := tell(ctx, tx, domain.EventSecondFactorReset, row.ID, nil); err != nil {
			return err
		}
		return identity.EndSessions(ctx, tx, identity.StaffMember(row.ID))
	})
}
