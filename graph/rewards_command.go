package graph

import (
	"context"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/rewards"
)

func (r *Resolver) redeemReward(ctx context.Context, input model.RewardRedeemInput) (*model.RewardRedeemPayload, error) {
	var in ids.Input
	id, err := run(ctx, r, &in, rewards.RedeemInput{IdempotencyKey: in.Key(input.IdempotencyKey)}, r.Rewards.Redeem)
	payload := &model.RewardRedeemPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if payload.Code, err = one(r.rewardCodes(ctx, id)); err != nil {
		return nil, err
	}
	payload.Rewards, err = r.rewardsOf(ctx, access.Current(ctx).ID)
	return payload, err
}

func (r *Resolver) withdrawCode(ctx context.Context, input model.CodeWithdrawInput) (*model.CodeWithdrawPayload, error) {
	var in ids.Input
	command := rewards.WithdrawInput{IdempotencyKey: in.Key(input.IdempotencyKey), CodeID: in.Required(ent.RewardCodeIDPrefix, input.CodeID, "codeId")}
	id, err := run(ctx, r, &in, command, r.Rewards.Withdraw)
	payload := &model.CodeWithdrawPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.Code, err = one(r.rewardCodes(ctx, id))
	return payload, err
}

func (r *Resolver) setReferral(ctx context.Context, input model.ReferralSetInput) (*model.ReferralSetPayload, error) {
	var in ids.Input
	command := rewards.DecideInput{IdempotencyKey: in.Key(input.IdempotencyKey), Suspended: input.Suspended, Reason: input.Reason,
		ReferralID: in.Required(ent.ReferralIDPrefix, input.ReferralID, "referralId")}
	id, err := run(ctx, r, &in, command, r.Rewards.Decide)
	payload := &model.ReferralSetPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.Referral, err = one(r.referralsByID(ctx, id))
	return payload, err
}

func (r *Resolver) createCampaign(ctx context.Context, input model.CampaignCreateInput) (*model.CampaignCreatePayload, error) {
	var in ids.Input
	terms := domain.CampaignTerms{Name: input.Name, Code: text(input.Code), Pips: money.Pips(input.Pips), Until: input.ValidUntil, MaxUses: input.MaxUses}
	if input.ValidFrom != nil {
		terms.From = *input.ValidFrom
	}
	id, err := run(ctx, r, &in, rewards.CampaignInput{IdempotencyKey: in.Key(input.IdempotencyKey), CampaignTerms: terms}, r.Rewards.CreateCampaign)
	payload := &model.CampaignCreatePayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.Campaign, err = one(r.campaigns(ctx, id))
	return payload, err
}

func (r *Resolver) endCampaign(ctx context.Context, input model.CampaignEndInput) (*model.CampaignEndPayload, error) {
	var in ids.Input
	command := rewards.EndCampaignInput{IdempotencyKey: in.Key(input.IdempotencyKey), Reason: input.Reason,
		CampaignID: in.Required(ent.CampaignIDPrefix, input.CampaignID, "campaignId")}
	id, err := run(ctx, r, &in, command, r.Rewards.EndCampaign)
	payload := &model.CampaignEndPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.Campaign, err = one(r.campaigns(ctx, id))
	return payload, err
}

// checkCode shows what a code would give to the caller.
func (r *Resolver) checkCode(ctx context.Context, code string) (*model.CodeCheck, error) {
	checked, err := r.Rewards.Check(ctx, code)
	if err != nil {
		return nil, err
	}
	shown := &model.CodeCheck{Blockers: []*domain.Error{}}
	if checked.Coupon == nil {
		shown.Blockers = append(shown.Blockers, checked.Refusal)
		return shown, nil
	}
	pips := int(checked.Coupon.Pips)
	shown.Kind, shown.Pips = &checked.Coupon.Kind, &pips
	return shown, nil
}

// rewardsAsked shows what a client has: the caller's own, or for staff those of a client.
func (r *Resolver) rewardsAsked(ctx context.Context, clientID *string) (*view.Rewards, error) {
	caller := access.Current(ctx)
	if !caller.Can(domain.RewardsRead) {
		return nil, access.Denied(caller)
	}
	if clientID == nil && !caller.IsClient() {
		return nil, domain.Refuse(domain.CodeRequired, "Indica de qué cliente se trata.").At("clientId")
	}
	id := caller.ID
	if clientID != nil {
		var in ids.Input
		// What is malformed, unknown or not the caller's is null, alike.
		if id = in.Required(ent.CustomerIDPrefix, *clientID, "clientId"); len(in.Unreadable()) > 0 {
			return nil, nil
		}
	}
	return r.rewardsOf(ctx, id)
}
