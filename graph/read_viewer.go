package graph

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// viewer shows who is asking.
func (r *Resolver) viewer(ctx context.Context) (*model.Viewer, error) {
	caller, asked := access.Current(ctx), selection.Of(ctx)
	shown := &model.Viewer{Role: caller.Role, Permissions: grants(caller)}
	var err error
	if caller.IsClient() && asked.Has("Viewer.client") {
		if shown.Client, err = r.client(ctx, caller.ID); err != nil {
			return nil, err
		}
	}
	if caller.IsStaff() && asked.Has("Viewer.staffMember") {
		if shown.StaffMember, err = r.staffMember(ctx, caller.ID); err != nil {
			return nil, err
		}
	}
	if caller.SessionID != uuid.Nil && asked.HasAny("Viewer.session", "SessionCreatePayload.session") {
		shown.Session, err = r.session(ctx, caller.SessionID)
	}
	return shown, err
}

func (r *Resolver) staffMember(ctx context.Context, id uuid.UUID) (*view.StaffMember, error) {
	rows, err := r.Store.Read().User.Query().Where(user.ID(id)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read a person of the house: %w", err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return view.NewStaffMember(r.look(ctx), rows[0]), nil
}

// rolePermissions shows what each role may do, so that nobody needs to guess (class of pain P-22).
func rolePermissions() []*model.RolePermissions {
	roles := append(domain.StaffRoles(), domain.RoleClient, domain.RoleAnonymous)
	shown := make([]*model.RolePermissions, len(roles))
	for i, role := range roles {
		shown[i] = &model.RolePermissions{Role: role, Permissions: grants(access.Actor{Role: role})}
	}
	return shown
}

// grants shows the permissions of a caller in the order of the table.
func grants(caller access.Actor) []*model.PermissionGrant {
	list := []*model.PermissionGrant{}
	for _, permission := range domain.Permissions() {
		if reach := caller.Reach(permission); reach != domain.ReachNone {
			list = append(list, &model.PermissionGrant{Permission: string(permission), Reach: reach})
		}
	}
	return list
}
