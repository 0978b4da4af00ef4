package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/internal/identity"
)

func (r *Resolver) createToken(ctx context.Context, input model.AccessTokenCreateInput) (*model.AccessTokenPayload, error) {
	var in ids.Input
	issued, err := run(ctx, r, &in, identity.CreateTokenInput{IdempotencyKey: in.Key(input.IdempotencyKey), Name: input.Name,
		Audience: input.Audience, HolderID: in.Optional(ent.UserIDPrefix, input.HolderID, "holderId"), Scopes: input.Scopes,
		BudgetPerHour: input.BudgetPerHour, Days: input.Days}, r.Identity.CreateToken)
	return r.issuedToken(ctx, issued, err)
}

func (r *Resolver) rotateToken(ctx context.Context, input model.AccessTokenRotateInput) (*model.AccessTokenPayload, error) {
	var in ids.Input
	command := identity.RotateTokenInput{IdempotencyKey: in.Key(input.IdempotencyKey),
		TokenID: in.Required(ent.AccessTokenIDPrefix, input.TokenID, "tokenId"), OverlapHours: input.OverlapHours, Days: input.Days}
	issued, err := run(ctx, r, &in, command, r.Identity.RotateToken)
	payload, err := r.issuedToken(ctx, issued, err)
	if err != nil || len(payload.UserErrors) > 0 || !selection.Of(ctx).Has("AccessTokenPayload.replaced") {
		return payload, err
	}
	payload.Replaced, err = r.accessToken(ctx, command.TokenID)
	return payload, err
}

// issuedToken shows a new token, this once: a replay has the row alone.
func (r *Resolver) issuedToken(ctx context.Context, issued identity.IssuedToken, err error) (*model.AccessTokenPayload, error) {
	payload := &model.AccessTokenPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if issued.Token != "" {
		payload.Token = &issued.Token
	}
	payload.AccessToken, err = r.accessToken(ctx, issued.ID)
	return payload, err
}

func (r *Resolver) revokeToken(ctx context.Context, input model.AccessTokenRevokeInput) (*model.AccessTokenRevokePayload, error) {
	var in ids.Input
	tokenID := in.Required(ent.AccessTokenIDPrefix, input.TokenID, "tokenId")
	_, err := run(ctx, r, &in, identity.RevokeTokenInput{IdempotencyKey: in.Key(input.IdempotencyKey), TokenID: tokenID},
		r.Identity.RevokeToken)
	payload := &model.AccessTokenRevokePayload{}
	if payload.UserErrors, err = refusals(err); err != nil || tokenID == uuid.Nil {
		return payload, err
	}
	payload.AccessToken, err = r.accessToken(ctx, tokenID)
	return payload, err
}
