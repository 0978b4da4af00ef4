package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/parameters"
)

func (r *Resolver) setParameter(ctx context.Context, input model.ParameterSetInput) (*model.ParameterSetPayload, error) {
	var in ids.Input
	value, refusal := valueOf(input.Value)
	in.Refuse(refusal)
	command := parameters.SetInput{IdempotencyKey: in.Key(input.IdempotencyKey), Key: input.Key, Value: value, Reason: input.Reason, Source: text(input.Source)}
	if input.ValidFrom != nil {
		command.ValidFrom = *input.ValidFrom
	}
	done, err := run(ctx, r, &in, command, r.Parameters.Set)
	payload := &model.ParameterSetPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if payload.Parameter, err = r.shownParameter(ctx, "ParameterSetPayload.parameter", input.Key); err != nil || done.Proposal == uuid.Nil {
		return payload, err
	}
	payload.Proposal, err = r.shownProposal(ctx, "ParameterSetPayload.proposal", done.Proposal)
	return payload, err
}

// valueOf reads the value of a parameter, or tells which hour of a week cannot be read.
func valueOf(input *model.ParameterValueInput) (domain.ParameterValue, *domain.Error) {
	value := domain.ParameterValue{Integer: widened(input.Integer), Amount: input.Amount, Seconds: widened(input.Seconds), Flag: input.Flag, Date: input.Date}
	if input.Week == nil {
		return value, nil
	}
	week, refusal := domain.ReadWeek(input.Week, "value", "week")
	if refusal != nil {
		week = domain.DefaultWeek() // what is wrong with it is said, and all else of the input is checked
	}
	value.Week = &week
	return value, refusal
}

func widened(n *int) *int64 {
	if n == nil {
		return nil
	}
	wide := int64(*n)
	return &wide
}
