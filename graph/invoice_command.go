package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/invoice"
	"github.com/qoricash/qoricash/ent/operation"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/invoicing"
	"github.com/qoricash/qoricash/internal/store"
)

// invoiceTarget reads the document that an act is about.
func invoiceTarget(in *ids.Input, invoiceID, key string, version int) invoicing.Target {
	return invoicing.Target{IdempotencyKey: in.Key(key), InvoiceID: in.Required(ent.InvoiceIDPrefix, invoiceID, "invoiceId"), ExpectedVersion: version}
}

// actOnInvoice does a person's act on a document and answers the document as it is then, and what the act made where that is another. A
// refused act answers the document too, if the caller may see it: whoever came too late sees what came first.
func actOnInvoice[Command any](ctx context.Context, r *Resolver, in *ids.Input, about uuid.UUID, command Command,
	do func(context.Context, Command) (uuid.UUID, store.Replay, error)) (*model.InvoicePayload, error) {
	id, err := run(ctx, r, in, command, do)
	payload := &model.InvoicePayload{}
	if payload.UserErrors, err = refusals(err); err != nil {
		return nil, err
	}
	if payload.Invoice, err = r.shownInvoice(ctx, "InvoicePayload.invoice", about); err != nil {
		return nil, err
	}
	if id != about {
		if payload.Made, err = r.shownInvoice(ctx, "InvoicePayload.made", id); err != nil {
			return nil, err
		}
	}
	payload.Operation, err = r.operationOf(ctx, "InvoicePayload.operation", about)
	return payload, err
}

// operationOf reads the operation of a document for a payload, if the document of the API shows it and the caller may see it.
func (r *Resolver) operationOf(ctx context.Context, field string, document uuid.UUID) (*view.Operation, error) {
	if document == uuid.Nil || !selection.Of(ctx).Has(field) {
		return nil, nil
	}
	return one(r.operations(ctx, r.Store.Read().Operation.Query().Where(operation.HasInvoicesWith(invoice.ID(document)))))
}

// shownInvoice reads a document for a payload if the document of the API shows it.
func (r *Resolver) shownInvoice(ctx context.Context, field string, id uuid.UUID) (*view.Invoice, error) {
	if id == uuid.Nil || !selection.Of(ctx).Has(field) {
		return nil, nil
	}
	return r.invoice(ctx, id)
}

func (r *Resolver) retryInvoice(ctx context.Context, input model.InvoiceRetryInput) (*model.InvoicePayload, error) {
	var in ids.Input
	target := invoiceTarget(&in, input.InvoiceID, input.IdempotencyKey, input.ExpectedVersion)
	return actOnInvoice(ctx, r, &in, target.InvoiceID, target, r.Invoicing.Retry)
}

func (r *Resolver) correctInvoice(ctx context.Context, input model.InvoiceCorrectInput) (*model.InvoicePayload, error) {
	var in ids.Input
	target := invoiceTarget(&in, input.InvoiceID, input.IdempotencyKey, input.ExpectedVersion)
	command := invoicing.CorrectInput{Target: target, Address: address(*input.Address)}
	return actOnInvoice(ctx, r, &in, target.InvoiceID, command, r.Invoicing.Correct)
}

func (r *Resolver) reissueInvoice(ctx context.Context, input model.InvoiceReissueInput) (*model.InvoicePayload, error) {
	var in ids.Input
	target := invoiceTarget(&in, input.InvoiceID, input.IdempotencyKey, input.ExpectedVersion)
	return actOnInvoice(ctx, r, &in, target.InvoiceID, target, r.Invoicing.Reissue)
}

func (r *Resolver) voidInvoice(ctx context.Context, input model.InvoiceVoidInput) (*model.InvoicePayload, error) {
	var in ids.Input
	target := invoiceTarget(&in, input.InvoiceID, input.IdempotencyKey, input.ExpectedVersion)
	return actOnInvoice(ctx, r, &in, target.InvoiceID, invoicing.VoidInput{Target: target, Reason: input.Reason}, r.Invoicing.Void)
}

func (r *Resolver) creditInvoice(ctx context.Context, input model.InvoiceCreditNoteInput) (*model.InvoicePayload, error) {
	var in ids.Input
	target := invoiceTarget(&in, input.InvoiceID, input.IdempotencyKey, input.ExpectedVersion)
	return actOnInvoice(ctx, r, &in, target.InvoiceID, invoicing.CreditInput{Target: target, Reason: input.Reason}, r.Invoicing.Credit)
}

func (r *Resolver) resendInvoice(ctx context.Context, input model.InvoiceResendInput) (*model.InvoicePayload, error) {
	var in ids.Input
	target := invoiceTarget(&in, input.InvoiceID, input.IdempotencyKey, input.ExpectedVersion)
	return actOnInvoice(ctx, r, &in, target.InvoiceID, target, r.Invoicing.Resend)
}

func (r *Resolver) issueInvoice(ctx context.Context, input model.InvoiceIssueInput) (*model.InvoiceIssuePayload, error) {
	var in ids.Input
	command := invoicing.IssueInput{IdempotencyKey: in.Key(input.IdempotencyKey),
		OperationID: in.Required(ent.OperationIDPrefix, input.OperationID, "operationId")}
	id, err := run(ctx, r, &in, command, r.Invoicing.Issue)
	payload := &model.InvoiceIssuePayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if payload.Invoice, err = r.shownInvoice(ctx, "InvoiceIssuePayload.invoice", id); err != nil {
		return nil, err
	}
	payload.Operation, err = r.operationOf(ctx, "InvoiceIssuePayload.operation", id)
	return payload, err
}

func (r *Resolver) resumeInvoiceQueue(ctx context.Context, input model.InvoiceQueueResumeInput) (*model.InvoiceQueueResumePayload, error) {
	var in ids.Input
	_, err := run(ctx, r, &in, in.Key(input.IdempotencyKey), func(ctx context.Context, key string) (struct{}, store.Replay, error) {
		replayed, err := r.Invoicing.ResumeQueue(ctx, key)
		return struct{}{}, replayed, err
	})
	payload := &model.InvoiceQueueResumePayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.Series, err = r.invoiceSeries(ctx)
	return payload, err
}

func (r *Resolver) beginInvoiceSeries(ctx context.Context, input model.InvoiceSeriesBeginInput) (*model.InvoiceSeriesBeginPayload, error) {
	var in ids.Input
	command := invoicing.BeginInput{IdempotencyKey: in.Key(input.IdempotencyKey), Series: input.Series, First: int64(input.FirstNumber)}
	series, err := run(ctx, r, &in, command, r.Invoicing.BeginSeries)
	payload := &model.InvoiceSeriesBeginPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	all, err := r.invoiceSeries(ctx)
	for _, one := range all {
		if one.Series == series {
			payload.Series = one
		}
	}
	return payload, err
}
