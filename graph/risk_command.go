package graph

import (
	"context"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/risk"
)

func (r *Resolver) setPep(ctx context.Context, input model.PepSetInput) (*model.PepSetPayload, error) {
	var in ids.Input
	command := risk.SetExposureInput{IdempotencyKey: in.Key(input.IdempotencyKey), ClientID: in.Required(ent.CustomerIDPrefix, input.ClientID, "clientId"),
		Exposure: domain.Exposure{Kind: input.Kind, Position: input.Position, Entity: input.Entity, Designated: dateOf(input.DesignatedOn),
			Left: dateOf(input.LeftOn), Notes: text(input.Notes)}}
	id, err := run(ctx, r, &in, command, r.Risk.SetExposure)
	payload := &model.PepSetPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if payload.Record, err = one(r.pepRecordsByID(ctx, id)); err != nil {
		return nil, err
	}
	payload.Client, err = r.shownClient(ctx, "PepSetPayload.client", command.ClientID)
	return payload, err
}

func (r *Resolver) endPep(ctx context.Context, input model.PepEndInput) (*model.PepEndPayload, error) {
	var in ids.Input
	command := risk.EndExposureInput{IdempotencyKey: in.Key(input.IdempotencyKey), RecordID: in.Required(ent.PepRecordIDPrefix, input.RecordID, "recordId"),
		LeftOn: dateOf(input.LeftOn), Reason: input.Reason}
	id, err := run(ctx, r, &in, command, r.Risk.EndExposure)
	payload := &model.PepEndPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if payload.Record, err = one(r.pepRecordsByID(ctx, id)); err != nil || payload.Record == nil {
		return payload, err
	}
	payload.Client, err = r.shownClient(ctx, "PepEndPayload.client", payload.Record.ClientID)
	return payload, err
}

func (r *Resolver) addRelatedPerson(ctx context.Context, input model.RelatedPersonAddInput) (*model.RelatedPersonAddPayload, error) {
	var in ids.Input
	command := risk.AddPersonInput{IdempotencyKey: in.Key(input.IdempotencyKey), ClientID: in.Required(ent.CustomerIDPrefix, input.ClientID, "clientId"),
		Person: domain.RelatedPerson{Kind: input.Kind, Name: input.Name, DocumentType: input.DocumentType, DocumentNumber: input.DocumentNumber}}
	if input.Share != nil {
		command.Person.Share = money.BasisPoints(input.Share.Cents())
	}
	id, err := run(ctx, r, &in, command, r.Risk.AddPerson)
	payload := &model.RelatedPersonAddPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if payload.Person, err = one(r.relatedPersonsByID(ctx, id)); err != nil {
		return nil, err
	}
	payload.Client, err = r.shownClient(ctx, "RelatedPersonAddPayload.client", command.ClientID)
	return payload, err
}

func (r *Resolver) removeRelatedPerson(ctx context.Context, input model.RelatedPersonRemoveInput) (*model.RelatedPersonRemovePayload, error) {
	var in ids.Input
	command := risk.RemovePersonInput{IdempotencyKey: in.Key(input.IdempotencyKey), Reason: input.Reason,
		PersonID: in.Required(ent.RelatedPersonIDPrefix, input.PersonID, "personId")}
	id, err := run(ctx, r, &in, command, r.Risk.RemovePerson)
	payload := &model.RelatedPersonRemovePayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	person, err := one(r.relatedPersonsByID(ctx, id))
	if err != nil || person == nil {
		return payload, err
	}
	payload.Client, err = r.shownClient(ctx, "RelatedPersonRemovePayload.client", person.ClientID)
	return payload, err
}

func (r *Resolver) checkLists(ctx context.Context, input model.ManualListCheckInput) (*model.ManualListCheckPayload, error) {
	var in ids.Input
	command := risk.CheckListsInput{IdempotencyKey: in.Key(input.IdempotencyKey), ClientID: in.Required(ent.CustomerIDPrefix, input.ClientID, "clientId"),
		Check: domain.RiskListCheck{LegalIssues: input.LegalIssues, Observations: text(input.Observations)}}
	for _, result := range input.Results {
		command.Check.Results = append(command.Check.Results, domain.RiskListResult{List: result.List, State: result.State, Details: text(result.Details)})
	}
	id, err := run(ctx, r, &in, command, r.Risk.CheckLists)
	payload := &model.ManualListCheckPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if payload.Check, err = one(r.listChecksByID(ctx, id)); err != nil {
		return nil, err
	}
	payload.Client, err = r.shownClient(ctx, "ManualListCheckPayload.client", command.ClientID)
	return payload, err
}

func (r *Resolver) recalculateRisk(ctx context.Context, input model.RiskRecalculateInput) (*model.RiskRecalculatePayload, error) {
	var in ids.Input
	command := risk.RecalculateInput{IdempotencyKey: in.Key(input.IdempotencyKey), Reason: input.Reason,
		ClientID: in.Optional(ent.CustomerIDPrefix, input.ClientID, "clientId")}
	if input.All == (input.ClientID != nil) {
		in.Refuse(domain.Refuse(domain.CodeInvalid, "Indica a un cliente, o a todos: una de las dos cosas.").At("clientId"))
	}
	count, err := run(ctx, r, &in, command, r.Risk.RecalculateAsked)
	payload := &model.RiskRecalculatePayload{Count: count}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.Client, err = r.shownClient(ctx, "RiskRecalculatePayload.client", command.ClientID)
	return payload, err
}

func (r *Resolver) overrideDueDiligence(ctx context.Context, input model.DueDiligenceOverrideInput) (*model.DueDiligenceOverridePayload, error) {
	var in ids.Input
	command := risk.OverrideInput{IdempotencyKey: in.Key(input.IdempotencyKey), ClientID: in.Required(ent.CustomerIDPrefix, input.ClientID, "clientId"),
		Note: input.Note}
	switch {
	case input.DueDiligence != nil && input.Ground != nil:
		command.Override = &domain.RiskOverride{To: *input.DueDiligence, Ground: *input.Ground, Until: input.Until}
	case input.DueDiligence != nil:
		in.Refuse(domain.Refuse(domain.CodeRequired, "Indica en qué se funda.").At("ground"))
	case input.Ground != nil || input.Until != nil:
		in.Refuse(domain.Refuse(domain.CodeRequired, "Indica qué debida diligencia regiría. Para levantar la decidida, deja vacíos los tres campos.").At("dueDiligence"))
	}
	id, err := run(ctx, r, &in, command, r.Risk.Override)
	payload := &model.DueDiligenceOverridePayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if payload.Proposal, err = r.shownProposal(ctx, "DueDiligenceOverridePayload.proposal", id); err != nil {
		return nil, err
	}
	payload.Client, err = r.shownClient(ctx, "DueDiligenceOverridePayload.client", command.ClientID)
	return payload, err
}

func (r *Resolver) updateProfile(ctx context.Context, input model.ClientProfileUpdateInput) (*model.ClientProfileUpdatePayload, error) {
	var in ids.Input
	command := clients.UpdateProfileInput{IdempotencyKey: in.Key(input.IdempotencyKey), BirthDate: input.BirthDate, Nationality: input.Nationality,
		ClientID: in.Required(ent.CustomerIDPrefix, input.ClientID, "clientId"), Occupation: input.Occupation, OriginOfFunds: input.OriginOfFunds,
		Purpose: input.Purpose, Income: input.MonthlyIncome, Gender: input.Gender}
	payload := &model.ClientProfileUpdatePayload{}
	var err error
	payload.Client, payload.UserErrors, err = changeClient(ctx, r, &in, command, r.Clients.UpdateProfile)
	return payload, err
}

// dateOf answers an optional day, the zero day for none.
func dateOf(optional *domain.Date) (day domain.Date) {
	if optional != nil {
		day = *optional
	}
	return day
}
