package graph

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/bankaccount"
	"github.com/qoricash/qoricash/ent/clientcontact"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/ent/file"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/store"
)

// changeClient does a command that answers a client's key, and shows that client.
func changeClient[Command any](ctx context.Context, r *Resolver, in *ids.Input, command Command,
	do func(context.Context, Command) (uuid.UUID, store.Replay, error)) (*view.Client, []*domain.Error, error) {
	id, err := run(ctx, r, in, command, do)
	list, err := refusals(err)
	if err != nil || len(list) > 0 {
		return nil, list, err
	}
	shown, err := r.client(ctx, id)
	return shown, nil, err
}

func (r *Resolver) updateClient(ctx context.Context, input model.ClientUpdateInput) (*model.ClientUpdatePayload, error) {
	var in ids.Input
	command := clients.UpdateInput{IdempotencyKey: in.Key(input.IdempotencyKey), ClientID: in.Required(ent.CustomerIDPrefix, input.ClientID, "clientId"),
		Email: input.Email, Phone: input.Phone, PoliticallyExposed: input.PoliticallyExposed, ParallelOperations: input.ParallelOperations,
		Reason: input.Reason}
	if input.Name != nil {
		name := clientName(input.Name)
		command.Name = &name
	}
	if input.Address != nil {
		wanted := address(*input.Address)
		command.Address = &wanted
	}
	payload := &model.ClientUpdatePayload{}
	var err error
	payload.Client, payload.UserErrors, err = changeClient(ctx, r, &in, command, r.Clients.Update)
	return payload, err
}

func (r *Resolver) updateAddress(ctx context.Context, input model.AddressUpdateInput) (*model.AddressUpdatePayload, error) {
	var in ids.Input
	command := clients.UpdateAddressInput{IdempotencyKey: in.Key(input.IdempotencyKey)}
	if input.Address != nil {
		command.Address = address(*input.Address)
	}
	payload := &model.AddressUpdatePayload{}
	var err error
	payload.Client, payload.UserErrors, err = changeClient(ctx, r, &in, command, r.Clients.UpdateAddress)
	return payload, err
}

func (r *Resolver) deactivateClient(ctx context.Context, input model.ClientDeactivateInput) (*model.ClientDeactivatePayload, error) {
	var in ids.Input
	payload := &model.ClientDeactivatePayload{}
	var err error
	payload.Client, payload.UserErrors, err = changeClient(ctx, r, &in, statusInput(&in, input.IdempotencyKey, input.ClientID, input.Reason), r.Clients.Deactivate)
	return payload, err
}

func (r *Resolver) reactivateClient(ctx context.Context, input model.ClientReactivateInput) (*model.ClientReactivatePayload, error) {
	var in ids.Input
	payload := &model.ClientReactivatePayload{}
	var err error
	payload.Client, payload.UserErrors, err = changeClient(ctx, r, &in, statusInput(&in, input.IdempotencyKey, input.ClientID, input.Reason), r.Clients.Reactivate)
	return payload, err
}

func statusInput(in *ids.Input, key, clientID, reason string) clients.StatusInput {
	return clients.StatusInput{IdempotencyKey: in.Key(key), ClientID: in.Required(ent.CustomerIDPrefix, clientID, "clientId"), Reason: reason}
}

func (r *Resolver) reassignClients(ctx context.Context, input model.ClientsReassignInput) (*model.ClientsReassignPayload, error) {
	var in ids.Input
	command := clients.ReassignInput{IdempotencyKey: in.Key(input.IdempotencyKey), OwnerID: in.Optional(ent.UserIDPrefix, input.OwnerID, "ownerId"),
		Reason: input.Reason}
	// A list that is too long is refused as a whole, before its ids are looked at.
	if len(input.ClientIds) <= clients.MostReassigned {
		command.ClientIDs = in.List(ent.CustomerIDPrefix, input.ClientIds, "clientIds")
	} else {
		command.ClientIDs = make([]uuid.UUID, len(input.ClientIds))
	}
	moved, err := run(ctx, r, &in, command, r.Clients.Reassign)
	payload := &model.ClientsReassignPayload{Moved: moved, Clients: []*view.Client{}}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if selection.Of(ctx).Has("ClientsReassignPayload.clients") {
		payload.Clients, err = r.clients(ctx, r.Store.Read().Customer.Query().Where(customer.IDIn(command.ClientIDs...)).Order(customer.ByCreatedAt(), customer.ByID()))
	}
	return payload, err
}

func (r *Resolver) exportData(ctx context.Context, input model.DataExportInput) (*model.DataExportPayload, error) {
	var in ids.Input
	command := clients.ExportInput{IdempotencyKey: in.Key(input.IdempotencyKey), ClientID: in.Optional(ent.CustomerIDPrefix, input.ClientID, "clientId")}
	id, err := run(ctx, r, &in, command, r.Clients.Export)
	payload := &model.DataExportPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	row, err := r.Store.Read().File.Query().Where(file.ID(id)).Only(ctx)
	if err != nil {
		return nil, fmt.Errorf("read an export: %w", err)
	}
	payload.File = view.NewFile(r.look(ctx), row)
	return payload, nil
}

func (r *Resolver) addAccount(ctx context.Context, input model.AccountAddInput) (*model.AccountAddPayload, error) {
	var in ids.Input
	command := clients.AddAccountInput{IdempotencyKey: in.Key(input.IdempotencyKey), Bank: input.Bank, Currency: input.Currency, Kind: input.Kind,
		Number: text(input.Number), CCI: text(input.Cci), HolderDeclared: input.HolderDeclared,
		ClientID: in.Optional(ent.CustomerIDPrefix, input.ClientID, "clientId")}
	id, err := run(ctx, r, &in, command, r.Clients.AddAccount)
	payload := &model.AccountAddPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if payload.Account, err = r.bankAccount(ctx, id); err != nil || payload.Account == nil {
		return payload, err
	}
	payload.Client, err = r.shownClient(ctx, "AccountAddPayload.client", payload.Account.ClientID)
	return payload, err
}

func (r *Resolver) removeAccount(ctx context.Context, input model.AccountRemoveInput) (*model.AccountRemovePayload, error) {
	var in ids.Input
	command := clients.RemoveAccountInput{IdempotencyKey: in.Key(input.IdempotencyKey),
		AccountID: in.Required(ent.BankAccountIDPrefix, input.AccountID, "accountId")}
	payload := &model.AccountRemovePayload{}
	var err error
	payload.Client, payload.UserErrors, err = changeClient(ctx, r, &in, command, r.Clients.RemoveAccount)
	return payload, err
}

func (r *Resolver) confirmAccount(ctx context.Context, input model.AccountConfirmInput) (*model.AccountConfirmPayload, error) {
	var in ids.Input
	command := clients.ConfirmAccountInput{IdempotencyKey: in.Key(input.IdempotencyKey), Note: input.Note,
		AccountID: in.Required(ent.BankAccountIDPrefix, input.AccountID, "accountId")}
	id, err := run(ctx, r, &in, command, r.Clients.ConfirmAccount)
	payload := &model.AccountConfirmPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if payload.Account, err = r.bankAccount(ctx, id); err != nil || payload.Account == nil {
		return payload, err
	}
	payload.Client, err = r.shownClient(ctx, "AccountConfirmPayload.client", payload.Account.ClientID)
	return payload, err
}

// bankAccount reads a bank account; nil for one that was removed since.
func (r *Resolver) bankAccount(ctx context.Context, id uuid.UUID) (*view.BankAccount, error) {
	rows, err := r.Store.Read().BankAccount.Query().Where(bankaccount.ID(id), bankaccount.RemovedAtIsNil()).All(ctx)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return view.NewBankAccount(r.look(ctx), rows[0]), nil
}

func (r *Resolver) addContact(ctx context.Context, input model.ContactAddInput) (*model.ContactAddPayload, error) {
	var in ids.Input
	command := clients.AddContactInput{IdempotencyKey: in.Key(input.IdempotencyKey), Kind: input.Kind, Value: input.Value, Label: text(input.Label),
		ClientID: in.Optional(ent.CustomerIDPrefix, input.ClientID, "clientId")}
	id, err := run(ctx, r, &in, command, r.Clients.AddContact)
	payload := &model.ContactAddPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if payload.Contact, err = r.contact(ctx, id); err != nil || payload.Contact == nil {
		return payload, err
	}
	payload.Client, err = r.shownClient(ctx, "ContactAddPayload.client", payload.Contact.ClientID)
	return payload, err
}

func (r *Resolver) verifyContact(ctx context.Context, input model.ContactVerifyInput) (*model.ContactVerifyPayload, error) {
	var in ids.Input
	id := in.Required(ent.ClientContactIDPrefix, input.ContactID, "contactId")
	_, err := run(ctx, r, &in, id, unanswered(func(ctx context.Context, id uuid.UUID) error { return r.Clients.VerifyContact(ctx, id, input.Code) }))
	payload := &model.ContactVerifyPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	if payload.Contact, err = r.contact(ctx, id); err != nil || payload.Contact == nil {
		return payload, err
	}
	payload.Client, err = r.shownClient(ctx, "ContactVerifyPayload.client", payload.Contact.ClientID)
	return payload, err
}

func (r *Resolver) removeContact(ctx context.Context, input model.ContactRemoveInput) (*model.ContactRemovePayload, error) {
	var in ids.Input
	command := clients.RemoveContactInput{IdempotencyKey: in.Key(input.IdempotencyKey),
		ContactID: in.Required(ent.ClientContactIDPrefix, input.ContactID, "contactId")}
	payload := &model.ContactRemovePayload{}
	var err error
	payload.Client, payload.UserErrors, err = changeClient(ctx, r, &in, command, r.Clients.RemoveContact)
	return payload, err
}

// contact reads a contact; nil for one that was removed since.
func (r *Resolver) contact(ctx context.Context, id uuid.UUID) (*view.ClientContact, error) {
	rows, err := r.Store.Read().ClientContact.Query().Where(clientcontact.ID(id), clientcontact.RemovedAtIsNil()).All(ctx)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return view.NewClientContact(r.look(ctx), rows[0]), nil
}

// banks shows the catalogue. It is no secret.
func banks() []*view.Bank {
	catalogue := domain.Banks()
	views := make([]*view.Bank, len(catalogue))
	for i, bank := range catalogue {
		views[i] = view.NewBank(bank)
	}
	return views
}
