package staff

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/store"
)

// HireInput is a person of the house to be, who chooses the password by a link.
type HireInput struct {
	IdempotencyKey string `json:"-"`
	Name, Email    string
	// DNI is the second sign-in name; empty for none.
	DNI  string
	Role domain.Role
}

// Hire takes a person into the house and sends an invitation: a link to choose a password. Nobody else ever knows or sets
// one (P-14). ALREADY_EXISTS tells that an active person has the e-mail or the DNI.
func (s *Service) Hire(ctx context.Context, in HireInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.UsersWrite); err != nil {
		return uuid.Nil, false, err
	}
	in, err := in.checked(s.emails)
	if err != nil {
		return uuid.Nil, false, err
	}
	return s.hire(ctx, in, "", s.areas.People.Invite)
}

// hire writes a new person. invite is nil for who has a password already.
func (s *Service) hire(ctx context.Context, in HireInput, hash string, invite func(context.Context, *store.Tx, identity.Person) error) (uuid.UUID, store.Replay, error) {
	command := store.Command{Action: "user.create", Key: in.IdempotencyKey, Input: in}
	id, replayed, err := store.Run(ctx, s.store, command, func(ctx context.Context, tx *store.Tx) (uuid.UUID, error) {
		if err := mustBeFree(ctx, tx, uuid.Nil, in.Email, in.DNI); err != nil {
			return uuid.Nil, err
		}
		insert := tx.User.Create().SetCreatedAt(tx.Now).SetName(in.Name).SetEmail(in.Email).SetPasswordHash(hash).
			SetRole(in.Role).SetStatus(domain.UserActive)
		if in.DNI != "" {
			insert.SetDni(in.DNI)
		}
		row, err := insert.Save(ctx)
		if err != nil {
			return uuid.Nil, fmt.Errorf("write a user: %w", err)
		}
		if err := entrust(ctx, tx, row.ID, domain.EntrustedRole); err != nil {
			return uuid.Nil, err
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectUser, ObjectID: row.ID,
			After: map[string]any{"name": in.Name, "email": in.Email, "dni": in.DNI, "role": in.Role}})
		if err := tell(ctx, tx, domain.EventUserCreated, row.ID, domain.HiredFacts{Role: in.Role}); err != nil || invite == nil {
			return row.ID, err
		}
		return row.ID, invite(ctx, tx, identity.StaffMember(row.ID))
	})
	return id, replayed, nameTaken(err)
}

// checked answers the input as it is stored, or all its faults.
func (in HireInput) checked(emails domain.Emails) (HireInput, error) {
	read := names{emails: emails}
	in.Name, in.Email, in.DNI, in.Role = read.name(in.Name), read.email(in.Email), read.dni(in.DNI), read.role(in.Role)
	return in, read.faults.Err()
}

// Rehire takes a person back who had left: the same row with its history, and everything else as on the first day, without
// password, second factor, sessions or granted permissions. ALREADY_EXISTS tells that somebody else has the e-mail or the
// DNI by now; correct them first.
func (s *Service) Rehire(ctx context.Context, in Target) (uuid.UUID, store.Replay, error) {
	return s.change(ctx, command{action: "user.rehire", target: in, input: in}, func(ctx context.Context, tx *store.Tx, row *ent.User) error {
		if row.Status == domain.UserActive {
			return domain.Refuse(domain.CodeNotAllowedInStatus, "Esta persona ya está activa.").At("userId").With("status", row.Status)
		}
		if err := mustBeFree(ctx, tx, row.ID, row.Email, orEmpty(row.Dni)); err != nil {
			return err
		}
		if err := mustHoldNoOffice(ctx, tx, row, "userId"); err != nil {
			return err
		}
		if err := entrust(ctx, tx, row.ID, domain.EntrustedRole); err != nil {
			return err
		}
		update := tx.User.UpdateOneID(row.ID).SetStatus(domain.UserActive).ClearDeactivatedAt().ClearDeactivationReason().SetUpdatedAt(tx.Now)
		if err := update.Exec(access.AsSystem(ctx)); err != nil {
			return fmt.Errorf("activate a user: %w", err)
		}
		if err := identity.ForgetCredentials(ctx, tx, row.ID); err != nil {
			return err
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectUser, ObjectID: row.ID, Before: map[string]any{"status": row.Status, "reason": row.DeactivationReason},
			After: map[string]any{"status": domain.UserActive, "role": row.Role}})
		if err := tell(ctx, tx, domain.EventUserRehired, row.ID, nil); err != nil {
			return err
		}
		return s.areas.People.Invite(ctx, tx, identity.StaffMember(row.ID))
	})
}

// InviteAgain sends a person the link to choose a password again; the older link ends.
func (s *Service) InviteAgain(ctx context.Context, in Target) (uuid.UUID, store.Replay, error) {
	return s.change(ctx, command{action: "user.invite", target: in, input: in}, func(ctx context.Context, tx *store.Tx, row *ent.User) error {
		if err := mustBeActive(row); err != nil {
			return err
		}
		if err := entrust(ctx, tx, row.ID, domain.EntrustedSignIn); err != nil {
			return err
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectUser, ObjectID: row.ID, After: map[string]any{"invited": true}})
		return s.areas.People.Invite(ctx, tx, identity.StaffMember(row.ID))
	})
}
