package graph

import (
	"context"
	"errors"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/form"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/trading"
)

// refusals answers what a person can mend, for userErrors; everything else stays an error of the whole field. An act that
// the caller has no permission for at all was refused before: what is FORBIDDEN here is out of reach only in this row.
func refusals(err error) ([]*domain.Error, error) {
	if err == nil {
		return nil, nil
	}
	list := domain.Refusals(err)
	outright := errors.As(err, new(outsideRole))
	if outright || len(list) == 0 || slices.ContainsFunc(list, func(e *domain.Error) bool { return !slices.Contains(domain.UserCodes(), e.Code) }) {
		return nil, err
	}
	return list, nil
}

// replayedExtension tells that an answer repeats an earlier one (decisions.md, Idempotency).
const replayedExtension = "idempotencyReplayed"

func tellReplay(ctx context.Context, replayed store.Replay) {
	if replayed && graphql.GetExtension(ctx, replayedExtension) == nil {
		graphql.RegisterExtension(ctx, replayedExtension, true)
	}
}

// target reads the operation that an act is about.
func target(in *ids.Input, operationID, key string, version int) trading.Target {
	return trading.Target{IdempotencyKey: in.Key(key), OperationID: in.Required(ent.OperationIDPrefix, operationID, "operationId"),
		ExpectedVersion: version}
}

// perform does a person's command on an operation and answers the operation as it is then. A refused command answers the operation too, if the caller may see it: whoever came too
// late sees what came first.
func perform[Command any](ctx context.Context, r *Resolver, permission domain.Permission, in *ids.Input, operationID uuid.UUID,
	command Command, do func(context.Context, Command) (uuid.UUID, store.Replay, error)) (*model.OperationPayload, error) {
	_, err := once(ctx, permission, in, command, do)
	payload := &model.OperationPayload{}
	if payload.UserErrors, err = refusals(err); err != nil {
		return nil, err
	}
	payload.Operation, err = r.shownOperation(ctx, "OperationPayload.operation", operationID)
	return payload, err
}

// once asks for the permission, runs a command and tells whether it was a replay.
func once[Command, Result any](ctx context.Context, permission domain.Permission, in *ids.Input, command Command,
	do func(context.Context, Command) (Result, store.Replay, error)) (Result, error) {
	_, denied := access.Require(ctx, permission)
	return unlessDenied(ctx, denied, in, command, do)
}

// unlessDenied runs a command and tells whether it was a replay, for a caller whose role has a part in it; denied says why it
// has none. Where something of the input could not be read, the command only checks the rest of it (package form).
func unlessDenied[Command, Result any](ctx context.Context, denied error, in *ids.Input, command Command,
	do func(context.Context, Command) (Result, store.Replay, error)) (Result, error) {
	var none Result
	if denied != nil {
		return none, outsideRole{denied}
	}
	ctx = form.Noting(ctx, in.Unreadable()...)
	result, replayed, err := do(ctx, command)
	tellReplay(ctx, replayed)
	return result, form.Complete(ctx, err)
}

// outsideRole is the refusal of an act that the caller's role has no part in: an error of the whole field, where the same
// code in a userError says that this one row is out of reach.
type outsideRole struct{ error }

// Unwrap answers the refusal itself.
func (o outsideRole) Unwrap() error { return o.error }

// shownOperation reads an operation for a payload if the document shows it.
func (r *Resolver) shownOperation(ctx context.Context, field string, id uuid.UUID) (*view.Operation, error) {
	if id == uuid.Nil || !selection.Of(ctx).Has(field) {
		return nil, nil
	}
	return r.operation(ctx, id)
}

// text answers an optional text, empty for none.
func text(optional *string) string {
	if optional == nil {
		return ""
	}
	return *optional
}
