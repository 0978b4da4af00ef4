package graph

import (
	"context"

	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
)

// inClientSession refuses callers that are no clients outright: the house corrects clients by clientUpdate.
func inClientSession(ctx context.Context) error {
	if err := inSession(ctx); err != nil {
		return err
	}
	if caller := access.Current(ctx); !caller.IsClient() {
		return outsideRole{domain.Refuse(domain.CodeForbidden, "Cada cliente cambia su propio correo y teléfono; la casa los corrige con un motivo.")}
	}
	return nil
}

func (r *Resolver) changeFirstContact(ctx context.Context, input model.FirstContactChangeInput) (*model.FirstContactChangePayload, error) {
	if err := inClientSession(ctx); err != nil {
		return nil, err
	}
	if err := r.countProfileChange(ctx); err != nil {
		return nil, err
	}
	sentTo, err := r.Clients.ChangeFirstContact(ctx, clients.ChangeFirstContactInput{Kind: input.Kind, Value: input.Value,
		CurrentPassword: input.CurrentPassword})
	payload := &model.FirstContactChangePayload{ValidSeconds: int(clients.CodeValidity.Seconds())}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.SentTo = &sentTo
	return payload, nil
}

func (r *Resolver) verifyFirstContact(ctx context.Context, input model.FirstContactVerifyInput) (*model.FirstContactVerifyPayload, error) {
	if err := inClientSession(ctx); err != nil {
		return nil, err
	}
	if err := r.countProfileChange(ctx); err != nil {
		return nil, err
	}
	undoUntil, err := r.Clients.VerifyFirstContact(ctx, input.Code)
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
