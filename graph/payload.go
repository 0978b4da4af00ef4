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
// the caller has no part in is such an error: what is FORBIDDEN in a userError is out of reach only in this row.
func refusals(err error) ([]*domain.Error, error) {
	if err == nil {
		return nil, nil
	}
	list := domain.Refusals(err)
	if isOutright(err) || len(list) == 0 || slices.ContainsFunc(list, func(e *domain.Error) bool { return !slices.Contains(domain.UserCodes(), e.Code) }) {
		return nil, err
	}
	return list, nil
}

// isOutright tells whether an act is refused because the caller has no part in it, whatever it is about.
func isOutright(err error) bool { return errors.As(err, new(access.Outside)) }

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

// perform does a person's command on an operation and answers the operation as it is then. A refused command answers the operation too, if the caller may see
// it: whoever came too late sees what came first.
func perform[Command any](ctx context.Context, r *Resolver, in *ids.Input, operationID uuid.UUID,
	command Command, do func(context.Context, Command) (uuid.UUID, store.Replay, error)) (*model.OperationPayload, error) {
	_, err := run(ctx, r, in, command, do)
	payload := &model.OperationPayload{}
	if payload.UserErrors, err = refusals(err); err != nil {
		return nil, err
	}
	payload.Operation, err = r.shownOperation(ctx, "OperationPayload.operation", operationID)
	return payload, err
}

// run does the command of the field that is executed, counts it where the field has a limit, and tells whether it was a replay. The
// command itself asks for the permission. Where something of the input could not be read, it only checks the rest of it (package form).
func run[Command, Result any](ctx context.Context, r *Resolver, in *ids.Input, command Command,
	do func(context.Context, Command) (Result, store.Replay, error)) (Result, error) {
	ctx = form.Noting(ctx, in.Unreadable()...)
	if err := r.countAttempt(ctx); err != nil {
		var none Result
		return none, err
	}
	result, replayed, err := do(ctx, command)
	tellReplay(ctx, replayed)
	if isOutright(err) {
		return result, err // whoever has no part in an act hears that, and nothing of what was typed
	}
	return result, form.Complete(ctx, err)
}

// unkeyed is a command that takes no idempotency key.
func unkeyed[Command, Result any](do func(context.Context, Command) (Result, error)) func(context.Context, Command) (Result, store.Replay, error) {
	return func(ctx context.Context, command Command) (Result, store.Replay, error) {
		result, err := do(ctx, command)
		return result, false, err
	}
}

// unanswered is a command that takes no idempotency key and answers nothing.
func unanswered[Command any](do func(context.Context, Command) error) func(context.Context, Command) (struct{}, store.Replay, error) {
	return func(ctx context.Context, command Command) (struct{}, store.Replay, error) {
		return struct{}{}, false, do(ctx, command)
	}
}

// shownOperation reads an operation for a payload if the document shows it.
func (r *Resolver) shownOperation(ctx context.Context, field string, id uuid.UUID) (*view.Operation, error) {
	if id == uuid.Nil || !selection.Of(ctx).Has(field) {
		return nil, nil
	}
	return r.operation(ctx, id)
}

// text answers an optional text, empty for none.
func text[Text ~string](optional *Text) Text {
	if optional == nil {
		return ""
	}
	return *optional
}
