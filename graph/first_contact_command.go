package graph

import (
	"context"

	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clients"
)

func (r *Resolver) changeFirstContact(ctx context.Context, input model.FirstContactChangeInput) (*model.FirstContactChangePayload, error) {
	sentTo, err := run(ctx, r, &ids.Input{}, clients.ChangeFirstContactInput{Kind: input.Kind, Value: input.Value, CurrentPassword: input.CurrentPassword},
		unkeyed(r.Clients.ChangeFirstContact))
	payload := &model.FirstContactChangePayload{ValidSeconds: int(clients.CodeValidity.Seconds())}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.SentTo = &sentTo
	return payload, nil
}

func (r *Resolver) verifyFirstContact(ctx context.Context, input model.FirstContactVerifyInput) (*model.FirstContactVerifyPayload, error) {
	undoUntil, err := run(ctx, r, &ids.Input{}, input.Code, unkeyed(r.Clients.VerifyFirstContact))
	payload := &model.FirstContactVerifyPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.UndoUntil = &undoUntil
	payload.Client, err = r.client(ctx, access.Current(ctx).ID)
	return payload, err
}

func (r *Resolver) undoFirstContact(ctx context.Context, input model.FirstContactUndoInput) (*model.FirstContactUndoPayload, error) {
	err := r.Clients.UndoFirstContact(ctx, input.Token)
	payload := &model.FirstContactUndoPayload{Done: err == nil}
	payload.UserErrors, err = refusals(err)
	return payload, err
}
