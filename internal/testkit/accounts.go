package testkit

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/pricing"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/treasury"
)

// openAccounts gives the house and each client an account at Interbank in either currency.
func (k *Kit) openAccounts(t testing.TB) {
	t.Helper()
	k.houses = map[domain.Currency]uuid.UUID{}
	k.holders = map[Caller]map[domain.Currency]uuid.UUID{Client: {}, OtherClient: {}}
	for i, currency := range money.Currencies() {
		account := interbank(t, 10+i)
		id, _, err := k.Treasury.OpenAccount(access.AsSystem(t.Context()), treasury.OpenAccountInput{Bank: "INTERBANK", Currency: currency,
			Number: account.Number, CCI: account.CCI, Holder: "QORICASH S.A.C."})
		Must(t, err)
		k.houses[currency] = id
		for j, holder := range []Caller{Client, OtherClient} {
			k.holders[holder][currency] = k.bankAccount(t, holder, currency, interbank(t, 20+10*j+i))
		}
	}
}

// interbank makes a sound account number and its CCI.
func interbank(t testing.TB, n int) domain.BankAccount {
	t.Helper()
	cci, _ := domain.SuggestCCI(fmt.Sprintf("00320000%010d00", 3_000_000_000+n))
	account, ok := domain.AccountNumberOf(cci)
	if !ok {
		t.Fatalf("no account number in the CCI %s", cci)
	}
	return account
}

func (k *Kit) bankAccount(t testing.TB, holder Caller, currency domain.Currency, account domain.BankAccount) uuid.UUID {
	t.Helper()
	var id uuid.UUID
	k.asHouse(t, func(ctx context.Context, tx *store.Tx) error {
		row, err := tx.BankAccount.Create().SetCreatedAt(tx.Now).SetClientID(k.ID(holder)).SetBank("INTERBANK").SetCurrency(currency).
			SetKind(domain.AccountChecking).SetNumber(account.Number).SetCci(account.CCI).SetHolderDeclaredAt(tx.Now).Save(ctx)
		if err == nil {
			id = row.ID
		}
		return err
	})
	return id
}

// HouseAccount is the key of the house's account in a currency.
func (k *Kit) HouseAccount(currency domain.Currency) uuid.UUID { return k.houses[currency] }

// BankAccount is the key of a client's account in a currency.
func (k *Kit) BankAccount(holder Caller, currency domain.Currency) uuid.UUID {
	return k.holders[holder][currency]
}

// PublishRates publishes a base rate and the public pair that follows from it.
func (k *Kit) PublishRates(t testing.TB, bid, ask string) {
	t.Helper()
	_, _, err := k.Pricing.PublishBase(k.As(t, Master), pricing.PublishBaseInput{Bid: money.MustRate(bid), Ask: money.MustRate(ask), Reason: "Apertura"})
	Must(t, err)
}
