package graph

import (
	"context"

	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
)

// consentTexts shows the texts that clients accept now. They are no secret.
func (r *Resolver) consentTexts() []*model.ConsentText {
	texts := r.Clients.ConsentTexts()
	shown := make([]*model.ConsentText, len(texts))
	for i, one := range texts {
		shown[i] = &model.ConsentText{Document: one.Document, Version: one.Version, URL: one.URL}
	}
	return shown
}

// lookUp shows what a register says about a document; nil where it knows nothing.
func (r *Resolver) lookUp(ctx context.Context, kind domain.DocumentType, number string) (*model.LookupSuggestion, error) {
	found, ok, err := r.Clients.LookUp(ctx, kind, number)
	if err != nil || !ok {
		return nil, err
	}
	shown := &model.LookupSuggestion{Source: found.Source, At: found.At}
	if person := found.Person; person != nil {
		shown.PaternalSurname, shown.MaternalSurname, shown.GivenNames = optionalText(person.Paternal), optionalText(person.Maternal), optionalText(person.Given)
	}
	if company := found.Company; company != nil {
		shown.LegalName, shown.TaxpayerState = optionalText(company.LegalName), optionalText(company.State)
		shown.Address = &view.Address{Line: optionalText(company.Address.Line), District: optionalText(company.Address.District),
			Province: optionalText(company.Address.Province), Department: optionalText(company.Address.Department)}
	}
	return shown, nil
}

// draft shows an unfinished registration; nil for a token that is wrong or too old.
func (r *Resolver) draft(ctx context.Context, token string) (*model.RegistrationDraft, error) {
	draft, ok, err := r.Clients.Draft(ctx, token)
	if err != nil || !ok {
		return nil, err
	}
	return shownDraft(draft), nil
}

func shownDraft(draft clients.Draft) *model.RegistrationDraft {
	shown := &model.RegistrationDraft{Fields: make([]*model.DraftField, len(draft.Fields)), UpdatedAt: draft.UpdatedAt, ExpiresAt: draft.ExpiresAt}
	for i, field := range draft.Fields {
		shown.Fields[i] = &model.DraftField{Name: field.Name, Value: field.Value}
	}
	return shown
}

// optionalText answers nil for an empty text.
func optionalText(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
