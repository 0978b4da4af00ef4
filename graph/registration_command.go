package graph

import (
	"context"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
)

// registerClient registers a client: staff for their portfolio, or the client itself. The answer to an anonymous caller is
// always the same, so it never holds the client.
func (r *Resolver) registerClient(ctx context.Context, input model.ClientRegisterInput) (*model.ClientRegisterPayload, error) {
	var in ids.Input
	command := clients.RegisterInput{IdempotencyKey: in.Key(input.IdempotencyKey), DocumentType: input.DocumentType, DocumentNumber: input.DocumentNumber,
		Name: clientName(input.Name), Email: input.Email, Phone: text(input.Phone), FurtherEmails: input.FurtherEmails, FurtherPhones: input.FurtherPhones,
		PoliticallyExposed: input.PoliticallyExposed, ReferralCode: text(input.ReferralCode), Password: text(input.Password), App: input.App,
		DraftToken: text(input.DraftToken)}
	if input.Address != nil {
		command.Address = address(*input.Address)
	}
	if input.Consent != nil {
		command.Consent = &clients.ConsentInput{Terms: input.Consent.Terms, Privacy: input.Consent.Privacy}
	}
	id, err := run(ctx, r, &in, command, r.Clients.Register)
	payload := &model.ClientRegisterPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || id == uuid.Nil {
		return payload, err
	}
	payload.Client, err = r.client(ctx, id)
	return payload, err
}

// clientName reads a name; a name of neither kind is refused where the rules of the document are known.
func clientName(input *model.ClientNameInput) domain.ClientName {
	var name domain.ClientName
	if input != nil && input.Person != nil {
		name.Person = &domain.PersonName{Paternal: input.Person.PaternalSurname, Maternal: text(input.Person.MaternalSurname),
			Given: text(input.Person.GivenNames), SingleSurname: input.Person.SingleSurname}
	}
	if input != nil && input.Company != nil {
		name.Company = &domain.CompanyName{Legal: input.Company.LegalName, Contact: text(input.Company.ContactName),
			Position: text(input.Company.ContactPosition)}
	}
	return name
}

func address(input model.AddressInput) domain.Address {
	return domain.Address{Line: text(input.Line), District: text(input.District), Province: text(input.Province), Department: text(input.Department)}
}

// sendRegistrationCode sends the code of a registration again. Everybody may ask, and hears the same.
func (r *Resolver) sendRegistrationCode(ctx context.Context, input model.RegistrationCodeSendInput) (*model.RegistrationCodeSendPayload, error) {
	err := r.Clients.SendRegistrationCode(ctx, clients.Document{Type: input.DocumentType, Number: input.DocumentNumber})
	payload := &model.RegistrationCodeSendPayload{ValidSeconds: int(clients.CodeValidity.Seconds())}
	payload.UserErrors, err = refusals(err)
	return payload, err
}

// verifyRegistration proves the e-mail of a registration.
func (r *Resolver) verifyRegistration(ctx context.Context, input model.RegistrationVerifyInput) (*model.RegistrationVerifyPayload, error) {
	err := r.Clients.VerifyRegistration(ctx, clients.VerifyInput{
		Document: clients.Document{Type: input.DocumentType, Number: input.DocumentNumber}, Password: input.Password, Code: input.Code})
	payload := &model.RegistrationVerifyPayload{Verified: err == nil}
	payload.UserErrors, err = refusals(err)
	return payload, err
}

// saveDraft keeps an unfinished registration.
func (r *Resolver) saveDraft(ctx context.Context, input model.RegistrationDraftSaveInput) (*model.RegistrationDraftSavePayload, error) {
	fields := make([]clients.DraftField, len(input.Fields))
	for i, field := range input.Fields {
		fields[i] = clients.DraftField{Name: field.Name, Value: field.Value}
	}
	token, draft, err := r.Clients.SaveDraft(ctx, text(input.Token), fields)
	payload := &model.RegistrationDraftSavePayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	payload.Token, payload.Draft = &token, shownDraft(draft)
	return payload, nil
}
