package graph

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/bankaccount"
	"github.com/qoricash/qoricash/graph/ids"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
)

// registerClient registers a client: staff for their portfolio, or the client itself. The answer to an anonymous caller is
// always the same, so it never holds the client.
func (r *Resolver) registerClient(ctx context.Context, input model.ClientRegisterInput) (*model.ClientRegisterPayload, error) {
	if viewer := access.Current(ctx); viewer.Kind != domain.ActorAnonymous && !viewer.Can(domain.ClientsCreate) {
		return nil, access.Denied(viewer)
	}
	id, replayed, err := r.Clients.Register(ctx, clients.RegisterInput{IdempotencyKey: input.IdempotencyKey, DocumentType: input.DocumentType,
		DocumentNumber: input.DocumentNumber, FullName: input.FullName, Email: input.Email, Phone: text(input.Phone), Password: text(input.Password)})
	tellReplay(ctx, replayed)
	payload := &model.ClientRegisterPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || id == uuid.Nil {
		return payload, err
	}
	payload.Client, err = r.client(ctx, id)
	return payload, err
}

func (r *Resolver) addAccount(ctx context.Context, input model.AccountAddInput) (*model.AccountAddPayload, error) {
	var in ids.Input
	command := clients.AddAccountInput{IdempotencyKey: input.IdempotencyKey, Bank: input.Bank, Currency: input.Currency, Kind: input.Kind,
		Number: text(input.Number), CCI: text(input.Cci), HolderDeclared: input.HolderDeclared,
		ClientID: in.Optional(ent.CustomerIDPrefix, input.ClientID, "clientId")}
	id, err := once(ctx, domain.AccountsWrite, &in, command, r.Clients.AddAccount)
	payload := &model.AccountAddPayload{}
	if payload.UserErrors, err = refusals(err); err != nil || len(payload.UserErrors) > 0 {
		return payload, err
	}
	rows, err := r.Store.Read().BankAccount.Query().Where(bankaccount.ID(id)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read a bank account: %w", err)
	}
	if len(rows) > 0 {
		payload.Account = view.NewBankAccount(r.look(ctx), rows[0])
	}
	return payload, nil
}

// banks shows the catalogue. It is no secret.
func banks() []*view.Bank {
	catalogue := domain.Banks()
	views := make([]*view.Bank, len(catalogue))
	for i, bank := range catalogue {
		shown := view.NewBank(bank)
		views[i] = &shown
	}
	return views
}
