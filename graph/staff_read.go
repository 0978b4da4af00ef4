package graph

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/accesstoken"
	"github.com/qoricash/qoricash/ent/permissionsetgrant"
	"github.com/qoricash/qoricash/ent/user"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
)

// staff reads people of the house under the caller's row rules, with what the document asks for.
func (r *Resolver) staff(ctx context.Context, query *ent.UserQuery) ([]*view.StaffMember, error) {
	loadStaff(selection.Of(ctx), access.Current(ctx))(query)
	rows, err := query.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read people of the house: %w", err)
	}
	lens, views := r.look(ctx), make([]*view.StaffMember, len(rows))
	for i, row := range rows {
		views[i] = view.NewStaffMember(lens, row)
	}
	return views, nil
}

// staffMember reads one person of the house; nil when there is none that the caller may see.
func (r *Resolver) staffMember(ctx context.Context, id uuid.UUID) (*view.StaffMember, error) {
	return one(r.staff(ctx, r.Store.Read().User.Query().Where(user.ID(id))))
}

// loadStaff asks for what a person of the house shows beside its row, wherever one is shown.
func loadStaff(asked *selection.Set, viewer access.Actor) func(*ent.UserQuery) {
	return func(query *ent.UserQuery) {
		if asked.Has("StaffMember.grants") && viewer.Can(domain.UsersWrite) {
			query.WithGrants()
		}
		// What acts by an access token sees who works here, and not who holds which office.
		if asked.Has("StaffMember.sets") && viewer.IsStaff() && viewer.TokenID == uuid.Nil {
			query.WithSets(func(sets *ent.PermissionSetGrantQuery) { sets.Order(permissionsetgrant.ByPermissionSet()) })
		}
	}
}

// accessTokens reads tokens under the caller's row rules, newest first.
func (r *Resolver) accessTokens(ctx context.Context, query *ent.AccessTokenQuery) ([]*view.AccessToken, error) {
	asked := selection.Of(ctx)
	if asked.Has("AccessToken.holder") {
		query.WithHolder(loadStaff(asked, access.Current(ctx)))
	}
	rows, err := query.Order(ent.Desc(accesstoken.FieldID)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read access tokens: %w", err)
	}
	lens, views := r.look(ctx), make([]*view.AccessToken, len(rows))
	for i, row := range rows {
		views[i] = view.NewAccessToken(lens, row)
	}
	return views, nil
}

// accessToken reads one token; nil when there is none that the caller may see.
func (r *Resolver) accessToken(ctx context.Context, id uuid.UUID) (*view.AccessToken, error) {
	return one(r.accessTokens(ctx, r.Store.Read().AccessToken.Query().Where(accesstoken.ID(id))))
}

// mostTokensShown bounds the list of tokens, the newest of which are shown.
const mostTokensShown = 500

// accessTokenList reads the tokens that the caller manages.
func (r *Resolver) accessTokenList(ctx context.Context, includeEnded bool) ([]*view.AccessToken, error) {
	if _, err := access.Require(ctx, domain.TokensManage); err != nil {
		return nil, err
	}
	query, now := r.Store.Read().AccessToken.Query().Limit(mostTokensShown), r.now()
	if !includeEnded {
		query.Where(accesstoken.RevokedAtIsNil(), accesstoken.ExpiresAtGT(now),
			accesstoken.Or(accesstoken.RetiresAtIsNil(), accesstoken.RetiresAtGT(now)))
	}
	return r.accessTokens(ctx, query)
}
