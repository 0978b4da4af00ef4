package graph

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/graph/model"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/graph/view"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/trading"
)

// addBalances sums the postings of accounts that the document shows with their balances, for callers who may see them.
func (r *Resolver) addBalances(ctx context.Context, lens *view.Lens) error {
	asked := selection.Of(ctx)
	var err error
	balances, promised, available := asked.Has("HouseAccount.balance"), asked.Has("HouseAccount.promised"), asked.Has("HouseAccount.available")
	if (balances || available) && lens.HouseBalances == nil && lens.Viewer.Can(domain.BalancesRead) {
		if lens.HouseBalances, err = r.Ledger.HouseBalances(ctx); err != nil {
			return fmt.Errorf("read the balances of the house: %w", err)
		}
	}
	if (promised || available) && lens.Promised == nil && lens.Viewer.Can(domain.BalancesRead) {
		if lens.Promised, err = r.Ledger.Promised(ctx); err != nil {
			return fmt.Errorf("read what the house promised: %w", err)
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

// clientFunds shows what the house owes to its clients.
func (r *Resolver) clientFunds(ctx context.Context) ([]*model.ClientFunds, error) {
	if _, err := requireStaff(ctx, domain.BalancesRead); err != nil {
		return nil, err
	}
	rows, err := r.Ledger.ClientFunds(ctx)
	if err != nil {
		return nil, fmt.Errorf("read the funds of clients: %w", err)
	}
	shown := make([]*model.ClientFunds, len(rows))
	for i, row := range rows {
		shown[i] = &model.ClientFunds{Currency: row.Currency, Owed: &money.Money{Amount: row.Owed, Currency: row.Currency},
			Unapplied: &money.Money{Amount: row.Unapplied, Currency: row.Currency}}
	}
	return shown, nil
}

// shortAccount warns of a payment that was recorded just now from an account that does not hold it, if the document shows
// warnings and the caller may see balances.
func (r *Resolver) shortAccount(ctx context.Context, done trading.AddPayoutInput) ([]*domain.Warning, error) {
	if !selection.Of(ctx).Has("OperationPayload.warnings") || !access.Current(ctx).Can(domain.BalancesRead) {
		return nil, nil
	}
	held, known, err := r.Ledger.FundsBehind(ctx, done.OperationID, done.HouseAccountID, done.Amount)
	if err != nil || !known {
		return nil, err
	}
	return r.warnIfShort(ctx, held, done.HouseAccountID, done.Amount)
}

// warnIfShort warns of a payment that is more than an account of the house holds.
func (r *Resolver) warnIfShort(ctx context.Context, held domain.HouseFunds, account uuid.UUID, amount money.Amount) ([]*domain.Warning, error) {
	row, err := r.Store.Read().HouseAccount.Get(ctx, account)
	if err != nil {
		return nil, fmt.Errorf("read the house account of a payment: %w", err)
	}
	warning := held.Short(fmt.Sprintf("%s %s %s", row.Bank, row.Currency, row.Number), money.Money{Amount: amount, Currency: row.Currency})
	if warning == nil {
		return nil, nil
	}
	return []*domain.Warning{warning.At("houseAccountId")}, nil
}
