package graph

import (
	"context"
	"fmt"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/bankaccount"
	"github.com/qoricash/qoricash/ent/clientcontact"
	"github.com/qoricash/qoricash/ent/consent"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
)

// clients reads clients under the caller's row rules, with what the document asks for.
func (r *Resolver) clients(ctx context.Context, query *ent.CustomerQuery) ([]*view.Client, error) {
	loadClient(query, selection.Of(ctx), access.Current(ctx))
	rows, err := query.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read clients: %w", err)
	}
	lens := r.look(ctx)
	if err := r.addLimits(ctx, lens, rows); err != nil {
		return nil, err
	}
	if err := r.addIdentifications(ctx, lens, rows); err != nil {
		return nil, err
	}
	if err := r.addClientInvoices(ctx, lens, rows); err != nil {
		return nil, err
	}
	if err := r.addRisks(ctx, lens, rows); err != nil {
		return nil, err
	}
	views := make([]*view.Client, len(rows))
	for i, row := range rows {
		views[i] = view.NewClient(lens, row)
	}
	return views, nil
}

// client reads one client; nil when there is none that the caller may see.
func (r *Resolver) client(ctx context.Context, id uuid.UUID) (*view.Client, error) {
	return one(r.clients(ctx, r.Store.Read().Customer.Query().Where(customer.ID(id))))
}

func loadClient(query *ent.CustomerQuery, asked *selection.Set, viewer access.Actor) {
	if asked.Has("Client.owner") && viewer.IsStaff() {
		query.WithOwner(loadStaff(asked, viewer))
	}
	if asked.Has("Client.contacts") {
		query.WithContacts(func(q *ent.ClientContactQuery) {
			q.Where(clientcontact.RemovedAtIsNil()).Order(clientcontact.ByID())
		})
	}
	if asked.Has("Client.consents") {
		query.WithConsents(func(q *ent.ConsentQuery) { q.Order(consent.ByID(entsql.OrderDesc())) })
	}
	if asked.Has("Client.accounts") {
		query.WithAccounts(func(q *ent.BankAccountQuery) {
			q.Where(bankaccount.RemovedAtIsNil()).Order(bankaccount.ByID())
		})
	}
}

// addLimits reads what the clients may still operate, with one statement for all of them.
func (r *Resolver) addLimits(ctx context.Context, lens *view.Lens, rows []*ent.Customer) error {
	if !selection.Of(ctx).Has("Client.operatingLimit") {
		return nil
	}
	limits, err := r.Clients.Limits(ctx, rows...)
	if err != nil {
		return fmt.Errorf("read the limits of clients: %w", err)
	}
	for id, limit := range limits {
		keep(&lens.Limits, id, limit)
	}
	return nil
}

func contactNodes(ctx context.Context, r *Resolver, ids []uuid.UUID) ([]view.Node, error) {
	query := r.Store.Read().ClientContact.Query().Where(clientcontact.IDIn(ids...), clientcontact.RemovedAtIsNil())
	return wrap(ctx, r, view.NewClientContact)(query.All(ctx))
}
