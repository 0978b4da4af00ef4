package graph

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/baserate"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/pricing"
)

func (r *Resolver) lockQuote(ctx context.Context, input model.QuoteLockInput) (*model.QuoteLockPayload, error) {
	var in ids.Input
	command := pricing.LockQuoteInput{IdempotencyKey: in.Key(input.IdempotencyKey), NegotiatedRate: input.NegotiatedRate, CouponCode: text(input.CouponCode),
		Amount: pricing.QuoteAmount{Pay: input.Amount.Pay, Receive: input.Amount.Receive}}
	if input.ClientID != nil {
		client := in.Required(ent.CustomerIDPrefix, *input.ClientID, "clientId")
		command.ClientID = &client
	}
	id, err := run(ctx, r, &in, command, r.Pricing.LockQuote)
	payload := &model.QuoteLockPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.Quote, err = r.quote(ctx, id)
	return payload, err
}

func (r *Resolver) proposeNegotiatedRate(ctx context.Context, input model.NegotiatedRateProposeInput) (*model.NegotiatedRateProposePayload, error) {
	var in ids.Input
	command := pricing.ProposeRateInput{IdempotencyKey: in.Key(input.IdempotencyKey), Rate: input.Rate, Reason: input.Reason,
		Amount: pricing.QuoteAmount{Pay: input.Amount.Pay, Receive: input.Amount.Receive}}
	if input.ClientID != nil {
		client := in.Required(ent.CustomerIDPrefix, *input.ClientID, "clientId")
		command.ClientID = &client
	}
	id, err := run(ctx, r, &in, command, r.Pricing.ProposeRate)
	payload := &model.NegotiatedRateProposePayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if payload.Proposal, err = r.shownProposal(ctx, "NegotiatedRateProposePayload.proposal", id); err != nil || command.ClientID == nil {
		return payload, err
	}
	payload.Client, err = r.shownClient(ctx, "NegotiatedRateProposePayload.client", *command.ClientID)
	return payload, err
}

func (r *Resolver) publishBase(ctx context.Context, input model.BaseRatePublishInput) (*model.BaseRatePublishPayload, error) {
	var in ids.Input
	command := pricing.PublishBaseInput{IdempotencyKey: in.Key(input.IdempotencyKey), Bid: input.Bid, Ask: input.Ask, Reason: input.Reason,
		Override: input.Override}
	published, err := run(ctx, r, &in, command, r.Pricing.PublishBase)
	payload := &model.BaseRatePublishPayload{Warnings: published.Warnings}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if payload.BaseRate, err = r.baseRate(ctx, published.BaseRateID); err != nil {
		return nil, err
	}
	payload.PublicRate, err = r.currentPublicRate(ctx)
	return payload, err
}

func (r *Resolver) publishPublic(ctx context.Context, input model.PublicRatePublishInput) (*model.PublicRatePublishPayload, error) {
	var in ids.Input
	command := pricing.PublishPublicInput{IdempotencyKey: in.Key(input.IdempotencyKey), HouseBuys: input.HouseBuys, HouseSells: input.HouseSells,
		Reason: input.Reason, Override: input.Override}
	published, err := run(ctx, r, &in, command, r.Pricing.PublishPublic)
	payload := &model.PublicRatePublishPayload{Warnings: published.Warnings}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.PublicRate, err = r.currentPublicRate(ctx)
	return payload, err
}

func (r *Resolver) baseRate(ctx context.Context, id uuid.UUID) (*view.BaseRate, error) {
	rows, err := r.Store.Read().BaseRate.Query().Where(baserate.ID(id)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read a base rate: %w", err)
	}
	return one(r.baseRates(ctx, rows...))
}

// currentPublicRate shows the pair in force; nil before the first publication.
func (r *Resolver) currentPublicRate(ctx context.Context) (*view.PublicRate, error) {
	row, err := r.Pricing.Current(ctx)
	if err != nil || row == nil {
		return nil, err
	}
	return r.publicRate(ctx, row)
}

// currentBaseRate shows the base in force; nil before the first publication, and for callers without rates.base.
func (r *Resolver) currentBaseRate(ctx context.Context) (*view.BaseRate, error) {
	row, err := r.Pricing.CurrentBase(ctx)
	if err != nil || row == nil {
		return nil, err
	}
	return one(r.baseRates(ctx, row))
}
