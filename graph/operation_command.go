package graph

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/note"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/trading"
)

// createOperation makes an operation from a quote. When the quote has run out the answer offers a fresh one, which nobody
// has accepted yet.
func (r *Resolver) createOperation(ctx context.Context, input model.OperationCreateInput) (*model.OperationCreatePayload, error) {
	var in ids.Input
	command := trading.CreateInput{
		IdempotencyKey: in.Key(input.IdempotencyKey), Channel: access.Current(ctx).Channel(),
		QuoteID:              in.Required(ent.QuoteIDPrefix, input.QuoteID, "quoteId"),
		SourceAccountID:      in.Required(ent.BankAccountIDPrefix, input.SourceAccountID, "sourceAccountId"),
		DestinationAccountID: in.Required(ent.BankAccountIDPrefix, input.DestinationAccountID, "destinationAccountId"),
		ClientID:             in.Optional(ent.CustomerIDPrefix, input.ClientID, "clientId"),
		OperatorID:           in.Optional(ent.UserIDPrefix, input.OperatorID, "operatorId"),
		DepositID:            in.Optional(ent.DepositIDPrefix, input.DepositID, "depositId"),
	}
	in.Own(access.Current(ctx), command.ClientID, "clientId")
	id, err := run(ctx, r, &in, command, r.Trading.Create)
	payload := &model.OperationCreatePayload{}
	if payload.UserErrors, err = refusals(err); err != nil {
		return nil, err
	}
	if len(payload.UserErrors) > 0 && payload.UserErrors[0].Code == domain.CodeQuoteExpired {
		payload.FreshQuote, err = r.freshQuote(ctx, command.QuoteID)
		return payload, err
	}
	payload.Operation, err = r.shownOperation(ctx, "OperationCreatePayload.operation", id)
	return payload, err
}

// freshQuote offers a new quote in the place of one that ran out, if the document shows it. When there is no price to
// offer, the answer is the expired quote alone.
func (r *Resolver) freshQuote(ctx context.Context, expired uuid.UUID) (*view.Quote, error) {
	if !selection.Of(ctx).Has("OperationCreatePayload.freshQuote") {
		return nil, nil
	}
	id, err := r.Pricing.FreshQuote(ctx, expired)
	if domain.CodeOf(err) == domain.CodePricingUnavailable {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("offer a fresh quote: %w", err)
	}
	return r.quote(ctx, id)
}

func (r *Resolver) addNote(ctx context.Context, input model.NoteAddInput) (*model.NoteAddPayload, error) {
	var in ids.Input
	command := trading.AddNoteInput{IdempotencyKey: in.Key(input.IdempotencyKey), Text: input.Text,
		OperationID: in.Required(ent.OperationIDPrefix, input.OperationID, "operationId")}
	id, err := run(ctx, r, &in, command, r.Trading.AddNote)
	payload := &model.NoteAddPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	query := r.Store.Read().Note.Query().Where(note.ID(id))
	loadNote(query, selection.Of(ctx), access.Current(ctx))
	rows, err := query.All(ctx)
	if err != nil || len(rows) == 0 {
		return payload, err
	}
	payload.Note = view.NewNote(r.look(ctx), rows[0])
	payload.Operation, err = r.shownOperation(ctx, "NoteAddPayload.operation", command.OperationID)
	return payload, err
}
