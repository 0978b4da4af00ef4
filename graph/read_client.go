package graph

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/bankaccount"
	"github.com/qoricash/qoricash/ent/customer"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clients"
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
		query.WithOwner()
	}
	if asked.Has("Client.accounts") {
		query.WithAccounts(func(q *ent.BankAccountQuery) {
			q.Where(bankaccount.RemovedAtIsNil()).Order(bankaccount.ByID())
		})
	}
}

// addLimits reads what the clients may still operate, each client once.
func (r *Resolver) addLimits(ctx context.Context, lens *view.Lens, rows []*ent.Customer) error {
	if !selection.Of(ctx).Has("Client.limit") {
		return nil
	}
	lens.Limits = make(map[uuid.UUID]clients.Limit, len(rows))
	for _, row := range rows {
		if _, known := lens.Limits[row.ID]; known {
			continue
		}
		limit, err := r.Clients.Limit(ctx, row.ID)
		if err != nil {
			return fmt.Errorf("read the limit of a client: %w", err)
		}
		lens.Limits[row.ID] = limit
	}
	return nil
}
