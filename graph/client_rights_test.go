package graph_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/bankaccount"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
)

// rightsClients says who registers, corrects, closes, moves and exports clients, and keeps their accounts and contacts.
func rightsClients() map[string]outcomes {
	closing := outcomes{granted: {master, middleOffice}}
	contacts := outcomes{granted: {own, master, middleOffice}, notFound: {otherClient}}
	return map[string]outcomes{
		"Query.consentTexts":      {granted: everybody()},
		"Query.documentLookup":    {granted: everybody()},
		"Query.registrationDraft": {nothing: everybody()},

		"Mutation.registrationCodeSend":  {granted: everybody()},
		"Mutation.registrationVerify":    {"user:VERIFICATION_FAILED": everybody()},
		"Mutation.registrationDraftSave": {granted: everybody()},

		"Mutation.accountRemove":      {granted: {own, master, trader, operator, otherOp, middleOffice}, notFound: {otherClient, otherTrader}},
		"Mutation.accountConfirm":     {granted: {master, operator, otherOp, middleOffice}},
		"Mutation.clientUpdate":       {granted: {master, middleOffice}},
		"Mutation.addressUpdate":      {granted: {own, otherClient}},
		"Mutation.firstContactChange": {granted: {own, otherClient}},
		"Mutation.firstContactVerify": {"user:VERIFICATION_FAILED": {own, otherClient}},
		"Mutation.firstContactUndo":   {"user:VERIFICATION_FAILED": everybody()},
		"Mutation.contactAdd":         contacts,
		"Mutation.contactVerify":      {"user:VERIFICATION_FAILED": {own, master, middleOffice}, notFound: {otherClient}},
		"Mutation.contactRemove":      contacts,
		"Mutation.clientDeactivate":   closing,
		"Mutation.clientReactivate":   closing,
		"Mutation.clientsReassign":    {granted: {master}},
		"Mutation.dataExport":         {granted: {own, master}, notFound: {otherClient}},
	}
}

func queriesClients() map[string]string {
	return map[string]string{
		"consentTexts":      `{ consentTexts { document version url } }`,
		"documentLookup":    `{ documentLookup(documentType: DNI, documentNumber: "12345678") { source givenNames } }`,
		"registrationDraft": `{ registrationDraft(token: "x") { updatedAt } }`,
	}
}

func inputsClients() map[string]input {
	document := func(fields map[string]any) input {
		return func(*testing.T, *api, testkit.Caller) map[string]any { return fields }
	}
	return map[string]input{
		"registrationCodeSend": document(map[string]any{"documentType": "DNI", "documentNumber": "10117410"}),
		"registrationVerify":   document(map[string]any{"documentType": "DNI", "documentNumber": "10117410", "password": "tres-tristes-tigres", "code": "123456"}),
		"registrationDraftSave": document(map[string]any{
			"fields": []any{map[string]any{"name": "GIVEN_NAMES", "value": "Eva"}}}),
		"accountRemove": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"accountId": globalid.Encode(ent.BankAccountIDPrefix, a.spareAccount(t, testkit.Client))})
		},
		"accountConfirm": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"accountId": globalid.Encode(ent.BankAccountIDPrefix, a.spareAccount(t, testkit.Client)), "note": "Estado de cuenta"})
		},
		"clientUpdate": func(_ *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"clientId": a.client(testkit.Client), "email": freshEmail(), "reason": "Lo pidió"})
		},
		"addressUpdate": func(*testing.T, *api, testkit.Caller) map[string]any {
			return keyed(map[string]any{"address": map[string]any{"line": "Jr. Unión " + uuid.NewString()[:4]}})
		},
		"firstContactChange": func(t *testing.T, a *api, caller testkit.Caller) map[string]any {
			if caller != anonymous {
				a.givePassword(t, caller)
			}
			return map[string]any{"kind": "EMAIL", "value": freshEmail(), "currentPassword": ownPassword}
		},
		"firstContactVerify": document(map[string]any{"code": "123456"}),
		"firstContactUndo":   document(map[string]any{"token": "x"}),
		"contactAdd": func(_ *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"clientId": a.client(testkit.Client), "kind": "EMAIL", "value": freshEmail()})
		},
		"contactVerify": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return map[string]any{"contactId": a.contact(t, testkit.Client), "code": "123456"}
		},
		"contactRemove": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"contactId": a.contact(t, testkit.Client)})
		},
		"clientDeactivate": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"clientId": globalid.Encode(ent.CustomerIDPrefix, a.registered(t)), "reason": "Lo pidió"})
		},
		"clientReactivate": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			id := a.registered(t)
			_, _, err := a.Clients.Deactivate(a.As(t, testkit.Master), clients.StatusInput{IdempotencyKey: uuid.NewString(), ClientID: id, Reason: "Lo pidió"})
			must(t, err)
			return keyed(map[string]any{"clientId": globalid.Encode(ent.CustomerIDPrefix, id), "reason": "Volvió"})
		},
		"clientsReassign": func(t *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"clientIds": []any{globalid.Encode(ent.CustomerIDPrefix, a.registered(t))}, "ownerId": a.staff(testkit.OtherTrader),
				"reason": "Vacaciones"})
		},
		"dataExport": func(_ *testing.T, a *api, _ testkit.Caller) map[string]any {
			return keyed(map[string]any{"clientId": a.client(testkit.Client)})
		},
	}
}

func namedIDsClients() map[string]named {
	return map[string]named{
		"accountId": {ent.BankAccountIDPrefix, func(_ *testing.T, a *api) string { return a.account(testkit.OtherClient, money.PEN) }},
		"contactId": {ent.ClientContactIDPrefix, func(t *testing.T, a *api) string { return a.contact(t, testkit.OtherClient) }},
		"clientIds": {ent.CustomerIDPrefix, func(_ *testing.T, a *api) string { return a.client(testkit.OtherClient) }},
		// Every trader may get clients; there is no foreign one.
		"ownerId": {prefix: ent.UserIDPrefix},
	}
}

// spareAccount is an account of a client that no operation of the kit uses and that nobody confirmed.
func (a *api) spareAccount(t *testing.T, holder testkit.Caller) uuid.UUID {
	t.Helper()
	used := []uuid.UUID{a.BankAccount(holder, money.USD), a.BankAccount(holder, money.PEN)}
	rows, err := a.Store.Read().BankAccount.Query().Where(bankaccount.ClientID(a.ID(holder)), bankaccount.RemovedAtIsNil(),
		bankaccount.HolderConfirmedAtIsNil()).All(access.AsSystem(t.Context()))
	must(t, err)
	for _, row := range rows {
		if !slices.Contains(used, row.ID) {
			return row.ID
		}
	}
	id, _, err := a.Clients.AddAccount(a.As(t, holder), clients.AddAccountInput{IdempotencyKey: uuid.NewString(), Bank: "SCOTIABANK", Currency: money.PEN,
		Kind: domain.AccountSavings, CCI: freshCCI(), HolderDeclared: true})
	must(t, err)
	return id
}

// contact is a further e-mail of a client.
func (a *api) contact(t *testing.T, holder testkit.Caller) string {
	t.Helper()
	id, _, err := a.Clients.AddContact(a.As(t, holder), clients.AddContactInput{IdempotencyKey: uuid.NewString(), Kind: domain.ContactEmail, Value: "pagos@correo.pe"})
	must(t, err)
	return globalid.Encode(ent.ClientContactIDPrefix, id)
}

// registered is a new client of the house.
func (a *api) registered(t *testing.T) uuid.UUID {
	t.Helper()
	id, _, err := a.Clients.Register(a.As(t, testkit.Master), clients.RegisterInput{IdempotencyKey: uuid.NewString(), DocumentType: domain.DocumentPassport,
		DocumentNumber: "P" + uuid.NewString()[:8], Email: freshEmail(),
		Name: domain.ClientName{Person: &domain.PersonName{Paternal: "Lima", Given: "Rosa"}}})
	must(t, err)
	return id
}
