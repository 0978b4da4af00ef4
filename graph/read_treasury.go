package graph

import (
	"context"
	"fmt"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/domain"
)

// addBalances sums the postings of accounts that the document shows with their balances, for callers who may see them.
func (r *Resolver) addBalances(ctx context.Context, lens *view.Lens) error {
	asked := selection.Of(ctx)
	var err error
	if asked.Has("HouseAccount.balance") && lens.HouseBalances == nil && lens.Viewer.Can(domain.BalancesRead) {
		if lens.HouseBalances, err = r.Ledger.HouseBalances(ctx); err != nil {
			return fmt.Errorf("read the balances of the house: %w", err)
		}
	}
	if asked.Has("LedgerAccount.balance") && lens.LedgerBalances == nil && lens.Viewer.Can(domain.LedgerRead) {
		if lens.LedgerBalances, err = r.Ledger.Balances(ctx); err != nil {
			return fmt.Errorf("read the balances of the ledger: %w", err)
		}
	}
	return nil
}

// houseAccounts shows accounts of the house, with their balances where they are asked for.
func (r *Resolver) houseAccounts(ctx context.Context, rows []*ent.HouseAccount) ([]*view.HouseAccount, error) {
	lens := r.look(ctx)
	if err := r.addBalances(ctx, lens); err != nil {
		return nil, err
	}
	views := make([]*view.HouseAccount, len(rows))
	for i, row := range rows {
		views[i] = view.NewHouseAccount(lens, row)
	}
	return views, nil
}

// ledgerAccounts shows accounts of the ledger, with their balances where they are asked for.
func (r *Resolver) ledgerAccounts(ctx context.Context, rows []*ent.LedgerAccount) ([]*view.LedgerAccount, error) {
	lens := r.look(ctx)
	if err := r.addBalances(ctx, lens); err != nil {
		return nil, err
	}
	views := make([]*view.LedgerAccount, len(rows))
	for i, row := range rows {
		views[i] = view.NewLedgerAccount(lens, row)
	}
	return views, nil
}

// ledgerEntries shows entries of the books.
func (r *Resolver) ledgerEntries(ctx context.Context, query *ent.LedgerEntryQuery) ([]*view.LedgerEntry, error) {
	loadEntry(query, selection.Of(ctx))
	rows, err := query.All(ctx)
	if err != nil {
		return nil, fmt.Errorf("read ledger entries: %w", err)
	}
	lens := r.look(ctx)
	if err := r.addBalances(ctx, lens); err != nil {
		return nil, err
	}
	views := make([]*view.LedgerEntry, len(rows))
	for i, row := range rows {
		views[i] = view.NewLedgerEntry(lens, row)
	}
	return views, nil
}
