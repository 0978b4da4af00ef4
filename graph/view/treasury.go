package view

import (
	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// HouseAccount is an account of the house at a bank.
type HouseAccount struct {
	*ent.HouseAccount
	lens *Lens
}

// NewHouseAccount shows an account of the house.
func NewHouseAccount(lens *Lens, row *ent.HouseAccount) *HouseAccount {
	return &HouseAccount{row, lens}
}

// ID is the global id.
func (a *HouseAccount) ID() string { return a.GlobalID() }

// Bank is where the account is.
func (a *HouseAccount) Bank() *Bank { return BankOf(a.HouseAccount.Bank) }

// Balance is the sum of the account's postings; nil for callers without balances.read, for whom nothing is summed.
func (a *HouseAccount) Balance() *money.Money {
	amount, ok := a.lens.HouseBalances[a.HouseAccount.ID]
	if !ok {
		return nil
	}
	return &money.Money{Amount: amount, Currency: a.Currency}
}

// Promised is what left the account and the books do not know yet; nil for callers without balances.read.
func (a *HouseAccount) Promised() *money.Money {
	if a.lens.Promised == nil {
		return nil
	}
	return &money.Money{Amount: a.lens.Promised[a.HouseAccount.ID], Currency: a.Currency}
}

// Available is the balance less what is promised; nil for callers without balances.read.
func (a *HouseAccount) Available() *money.Money {
	balance, promised := a.Balance(), a.Promised()
	if balance == nil || promised == nil {
		return nil
	}
	funds := domain.HouseFunds{Balance: balance.Amount, Promised: promised.Amount}
	return &money.Money{Amount: funds.Available(), Currency: a.Currency}
}

// LedgerAccount is an account of the double-entry ledger.
type LedgerAccount struct {
	*ent.LedgerAccount
	lens *Lens
}

// NewLedgerAccount shows an account of the ledger.
func NewLedgerAccount(lens *Lens, row *ent.LedgerAccount) *LedgerAccount {
	return &LedgerAccount{row, lens}
}

// ID is the global id.
func (a *LedgerAccount) ID() string { return a.GlobalID() }

// Balance is the sum of the account's postings; positive is debit.
func (a *LedgerAccount) Balance() money.Money {
	return money.Money{Amount: a.lens.LedgerBalances[a.LedgerAccount.ID], Currency: a.Currency}
}

// LedgerEntry is one balanced fact of the books.
type LedgerEntry struct {
	*ent.LedgerEntry
	lens *Lens
}

// NewLedgerEntry shows an entry.
func NewLedgerEntry(lens *Lens, row *ent.LedgerEntry) *LedgerEntry { return &LedgerEntry{row, lens} }

// ID is the global id.
func (e *LedgerEntry) ID() string { return e.GlobalID() }

// Postings are the entry's lines in the order of the books.
func (e *LedgerEntry) Postings() []*Posting { return each(e.lens, e.Edges.Postings, newPosting) }

// Posting is one line of an entry.
type Posting struct {
	*ent.Posting
	lens *Lens
}

func newPosting(lens *Lens, row *ent.Posting) *Posting { return &Posting{row, lens} }

// Account is the account of the line.
func (p *Posting) Account() *LedgerAccount {
	return optional(p.lens, p.Edges.Account, NewLedgerAccount)
}

// Money is signed; positive is debit.
func (p *Posting) Money() money.Money { return money.Money{Amount: p.Amount, Currency: p.Currency} }
