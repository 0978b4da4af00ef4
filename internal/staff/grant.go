package staff

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/permissiongrant"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// GrantInput names a permission beyond the role of one person.
type GrantInput struct {
	Target
	Permission domain.Permission `json:"permission"`
}

func (in GrantInput) check() error {
	if slices.Contains(domain.Grantable(), in.Permission) {
		return nil
	}
	return domain.Refuse(domain.CodeInvalid, "Este permiso no se otorga a una persona: depende de su rol.").
		At("permission").With("permission", in.Permission)
}

// Grant gives a person of the house a permission beyond the role, one of [domain.Grantable]. Granting it twice changes
// nothing. Whoever only reads, masked, gets none. The person's connections begin again with it within a second.
func (s *Service) Grant(ctx context.Context, in GrantInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.UsersWrite); err != nil {
		return uuid.Nil, false, err
	}
	if err := in.check(); err != nil {
		return uuid.Nil, false, err
	}
	return s.change(ctx, command{action: "user.grant", target: in.Target, input: in}, func(ctx context.Context, tx *store.Tx, row *ent.User) error {
		if err := mustBeActive(row); err != nil {
			return err
		}
		if domain.Masked(row.Role) {
			return domain.Refuse(domain.CodeInvalid, "Este rol solo lee datos protegidos: no recibe más permisos.").At("permission").With("role", row.Role)
		}
		has, err := hasGrant(ctx, tx, in)
		if err != nil {
			return err
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectUser, ObjectID: row.ID, After: map[string]any{"permission": in.Permission, "hadIt": has}})
		if has {
			return nil
		}
		if err := entrust(ctx, tx, row.ID, domain.EntrustedPermission); err != nil {
			return err
		}
		err = tx.PermissionGrant.Create().SetCreatedAt(tx.Now).SetUserID(row.ID).SetPermission(in.Permission).SetNillableGrantedBy(giver(tx)).Exec(ctx)
		if err != nil {
			return fmt.Errorf("write a grant: %w", err)
		}
		return tell(ctx, tx, domain.EventPermissionGranted, row.ID, domain.GrantFacts{Permission: in.Permission})
	})
}

// Withdraw takes a permission beyond the role away; taking it twice changes nothing. The person's connections begin again
// without it within a second.
func (s *Service) Withdraw(ctx context.Context, in GrantInput) (uuid.UUID, store.Replay, error) {
	if _, err := access.Require(ctx, domain.UsersWrite); err != nil {
		return uuid.Nil, false, err
	}
	if err := in.check(); err != nil {
		return uuid.Nil, false, err
	}
	return s.change(ctx, command{action: "user.revoke", target: in.Target, input: in}, func(ctx context.Context, tx *store.Tx, row *ent.User) error {
		count, err := tx.PermissionGrant.Delete().Where(permissiongrant.UserID(row.ID), permissiongrant.PermissionEQ(in.Permission)).Exec(access.AsSystem(ctx))
		if err != nil {
			return fmt.Errorf("take a grant away: %w", err)
		}
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectUser, ObjectID: row.ID, Before: map[string]any{"permission": in.Permission, "hadIt": count > 0}})
		if count == 0 {
			return nil
		}
		return tell(ctx, tx, domain.EventPermissionWithdrawn, row.ID, domain.GrantFacts{Permission: in.Permission})
	})
}

// hasGrant tells whether a person has a permission beyond the role. Grants are nobody's to read here; the command asked for
// the right.
func hasGrant(ctx context.Context, tx *store.Tx, in GrantInput) (bool, error) {
	has, err := tx.PermissionGrant.Query().Where(permissiongrant.UserID(in.UserID), permissiongrant.PermissionEQ(in.Permission)).Exist(access.AsSystem(ctx))
	if err != nil {
		return false, fmt.Errorf("find a grant: %w", err)
	}
	return has, nil
}

// withdrawAll takes everything beyond the role from a person who leaves or changes role.
func withdrawAll(ctx context.Context, tx *store.Tx, id uuid.UUID) error {
	if err := withdrawSets(ctx, tx, id); err != nil {
		return err
	}
	system := access.AsSystem(ctx)
	grants, err := tx.PermissionGrant.Query().Where(permissiongrant.UserID(id)).Order(ent.Asc(permissiongrant.FieldPermission)).All(system)
	if err != nil {
		return fmt.Errorf("read grants: %w", err)
	}
	if _, err := tx.PermissionGrant.Delete().Where(permissiongrant.UserID(id)).Exec(system); err != nil {
		return fmt.Errorf("take grants away: %w", err)
	}
	for _, grant := range grants {
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectUser, ObjectID: id, Before: map[string]any{"permission": grant.Permission, "hadIt": true}})
		if err := tell(ctx, tx, domain.EventPermissionWithdrawn, id, domain.GrantFacts{Permission: grant.Permission}); err != nil {
			return err
		}
	}
	return nil
}
