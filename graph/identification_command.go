package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/approval"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/kyc"
)

func (r *Resolver) submitDocument(ctx context.Context, input model.DocumentSubmitInput) (*model.DocumentSubmitPayload, error) {
	var in ids.Input
	command := kyc.SubmitInput{IdempotencyKey: in.Key(input.IdempotencyKey), ClientID: in.Optional(ent.CustomerIDPrefix, input.ClientID, "clientId"),
		Kind: input.Kind, FileID: in.Required(ent.FileIDPrefix, input.FileID, "fileId")}
	id, err := run(ctx, r, &in, command, r.KYC.SubmitDocument)
	payload := &model.DocumentSubmitPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if payload.Document, err = one(r.documents(ctx, id)); err != nil {
		return nil, err
	}
	client := command.ClientID
	if caller := access.Current(ctx); caller.IsClient() {
		client = caller.ID
	}
	payload.Client, err = r.shownClient(ctx, "DocumentSubmitPayload.client", client)
	return payload, err
}

func (r *Resolver) reviewDocument(ctx context.Context, input model.DocumentReviewInput) (*model.DocumentReviewPayload, error) {
	var in ids.Input
	command := kyc.ReviewInput{IdempotencyKey: in.Key(input.IdempotencyKey), DocumentID: in.Required(ent.ClientDocumentIDPrefix, input.DocumentID, "documentId"),
		Accept: input.Accept, Reason: reasonOf(input.Reason), Note: text(input.Note)}
	id, err := run(ctx, r, &in, command, r.KYC.ReviewDocument)
	payload := &model.DocumentReviewPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if payload.Document, err = one(r.documents(ctx, id)); err != nil || payload.Document == nil {
		return payload, err
	}
	payload.Client, err = r.shownClient(ctx, "DocumentReviewPayload.client", payload.Document.ClientID)
	return payload, err
}

func (r *Resolver) proposeIdentification(ctx context.Context, input model.IdentificationProposeInput) (*model.IdentificationProposePayload, error) {
	var in ids.Input
	command := kyc.ProposeInput{IdempotencyKey: in.Key(input.IdempotencyKey), ClientID: in.Required(ent.CustomerIDPrefix, input.ClientID, "clientId"),
		Approve: input.Approve, Reason: reasonOf(input.Reason), Note: text(input.Note)}
	id, err := run(ctx, r, &in, command, r.KYC.Propose)
	payload := &model.IdentificationProposePayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if payload.Proposal, err = r.shownProposal(ctx, "IdentificationProposePayload.proposal", id); err != nil {
		return nil, err
	}
	payload.Client, err = r.shownClient(ctx, "IdentificationProposePayload.client", command.ClientID)
	return payload, err
}

// decideProposal answers the proposal and what it is about also when the decision is refused: whoever came too late sees what came
// first.
func (r *Resolver) decideProposal(ctx context.Context, input model.ProposalDecideInput) (*model.ProposalDecidePayload, error) {
	var in ids.Input
	command := approval.DecideInput{IdempotencyKey: in.Key(input.IdempotencyKey), ProposalID: in.Required(ent.ProposalIDPrefix, input.ProposalID, "proposalId"),
		Decision: input.Decision, Note: text(input.Note)}
	_, err := run(ctx, r, &in, command, r.Approval.Decide)
	payload := &model.ProposalDecidePayload{}
	if payload.UserErrors, err = refusals(err); err != nil {
		return nil, err
	}
	asked := selection.Of(ctx)
	if command.ProposalID == uuid.Nil || !asked.HasAny("ProposalDecidePayload.proposal", "ProposalDecidePayload.client", "ProposalDecidePayload.parameter",
		"ProposalDecidePayload.user") {
		return payload, nil
	}
	row, err := one(r.proposals(ctx, command.ProposalID))
	if err != nil || row == nil {
		return payload, err
	}
	payload.Proposal = row
	change := row.Parameter()
	switch {
	case row.AboutClient():
		payload.Client, err = r.shownClient(ctx, "ProposalDecidePayload.client", row.ObjectID)
	case row.AboutUser() && asked.Has("ProposalDecidePayload.user"):
		payload.User, err = r.staffMember(ctx, row.ObjectID)
	case change != nil:
		payload.Parameter, err = r.shownParameter(ctx, "ProposalDecidePayload.parameter", change.Key)
	}
	return payload, err
}

func (r *Resolver) reopenIdentification(ctx context.Context, input model.IdentificationReopenInput) (*model.IdentificationReopenPayload, error) {
	var in ids.Input
	command := kyc.ReopenInput{IdempotencyKey: in.Key(input.IdempotencyKey), ClientID: in.Required(ent.CustomerIDPrefix, input.ClientID, "clientId"), Reason: input.Reason}
	id, err := run(ctx, r, &in, command, r.KYC.Reopen)
	payload := &model.IdentificationReopenPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.Client, err = r.shownClient(ctx, "IdentificationReopenPayload.client", id)
	return payload, err
}

// shownClient reads a client for a payload if the document shows it.
func (r *Resolver) shownClient(ctx context.Context, field string, id uuid.UUID) (*view.Client, error) {
	if id == uuid.Nil || !selection.Of(ctx).Has(field) {
		return nil, nil
	}
	return r.client(ctx, id)
}

// shownProposal reads a proposal for a payload if the document shows it.
func (r *Resolver) shownProposal(ctx context.Context, field string, id uuid.UUID) (*view.Proposal, error) {
	if !selection.Of(ctx).Has(field) {
		return nil, nil
	}
	return one(r.proposals(ctx, id))
}

// reasonOf answers an optional reason, empty for none.
func reasonOf(optional *domain.KYCReason) domain.KYCReason {
	if optional == nil {
		return ""
	}
	return *optional
}
