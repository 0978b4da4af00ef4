package treasury

import (
	"context"
	"fmt"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/houseaccount"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
)

// DepositAccount is where a client pays in.
type DepositAccount struct {
	Account *ent.HouseAccount
	// Interbank tells that the money comes from another bank, so that the client needs the CCI.
	Interbank bool
}

// DepositAccountFor answers the account in use that a client of a bank pays a currency into: the one at the same bank,
// otherwise the one at Interbank (domain.md 3.4); of several the oldest. clientBank is a short name of the catalogue; one
// that is not in it is another bank. It refuses UNAVAILABLE when the house has neither.
//
// It reads as the system: a client sees no house accounts but the one that its operation names.
func (s *Service) DepositAccountFor(ctx context.Context, tx *store.Tx, currency money.Currency, clientBank string) (DepositAccount, error) {
	accounts, err := tx.HouseAccount.Query().
		Where(houseaccount.CurrencyEQ(currency), houseaccount.Active(true)).
		Order(houseaccount.ByCreatedAt(), houseaccount.ByID()).All(access.AsSystem(ctx))
	if err != nil {
		return DepositAccount{}, fmt.Errorf("read the house accounts: %w", err)
	}
	client, _ := domain.BankByKey(clientBank)
	for _, bank := range []domain.BankCode{domain.ServingBank(client.Code), domain.BankInterbank} {
		if account := oldestAt(accounts, bank); account != nil {
			return DepositAccount{Account: account, Interbank: bank != client.Code}, nil
		}
	}
	return DepositAccount{}, access.Current(ctx).Reader().Refuse(domain.CodeUnavailable,
		"Por ahora no tenemos una cuenta en %s para recibir tu depósito. Habla con tu asesor.",
		"La casa no tiene una cuenta activa en %s para recibir el depósito del cliente.", currency).With("currency", currency)
}

// oldestAt answers the first of the accounts, which come oldest first, that is at a bank.
func oldestAt(accounts []*ent.HouseAccount, code domain.BankCode) *ent.HouseAccount {
	for _, account := range accounts {
		if bank, ok := domain.BankByKey(account.Bank); ok && bank.Code == code {
			return account
		}
	}
	return nil
}
