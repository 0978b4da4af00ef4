package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/notify"
)

// viewerIDPrefix begins the ids of viewers, each of which is the person's own key. Nobody has that of no key.
const viewerIDPrefix = "vwr"

// viewer shows who is asking. Whoever came with an access token has the rights that its scopes leave, and no session.
func (r *Resolver) viewer(ctx context.Context) (*model.Viewer, error) {
	caller, asked := access.Current(ctx), selection.Of(ctx)
	shown := &model.Viewer{ID: globalid.Encode(viewerIDPrefix, caller.ID), Role: caller.Role, Permissions: grants(caller), Can: abilities(caller),
		Sets: append([]domain.PermissionSet{}, caller.Sets...)}
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
	if asked.Has("Viewer.unreadNotificationCount") {
		if shown.UnreadNotificationCount, err = r.unreadIfAny(ctx); err != nil {
			return nil, err
		}
	}
	if caller.SessionID != uuid.Nil && asked.HasAny("Viewer.session", "SessionCreatePayload.session") {
		shown.Session, err = r.session(ctx, caller.SessionID)
	}
	return shown, err
}

// unreadIfAny counts the unread lines of the caller's inbox; nil for who has none.
func (r *Resolver) unreadIfAny(ctx context.Context) (*int, error) {
	if _, err := notify.Caller(ctx); err != nil {
		return nil, nil //nolint:nilerr // who has no inbox has nothing unread
	}
	count, err := r.Notify.Unread(ctx)
	return &count, err
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

// permissionSets shows the offices of the house.
func permissionSets() []*model.PermissionSetRule {
	rules := domain.HouseSets()
	shown := make([]*model.PermissionSetRule, len(rules))
	for i, rule := range rules {
		shown[i] = &model.PermissionSetRule{Set: rule.Set, Permissions: rule.Permissions, Roles: rule.Roles, FourEyes: rule.FourEyes}
	}
	return shown
}

// grants shows the permissions of a caller in the order of the table.
func grants(caller access.Actor) []*model.PermissionGrant {
	list := []*model.PermissionGrant{}
	for _, permission := range domain.Permissions() {
		if reach := caller.Reach(permission); reach != domain.ReachNone {
			list = append(list, &model.PermissionGrant{Permission: permission, Reach: reach})
		}
	}
	return list
}
