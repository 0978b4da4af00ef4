package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent/houseaccount"
	"github.com/qoricash/qoricash/ent/ledgerentry"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/audit"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/staff"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/treasury"
)

// houseHolder is whose the house's accounts are.
const houseHolder = "QORICASH SAC (DEMOSTRACION)"

// houseAccounts are the six of domain.md 1.8: BCP, INTERBANK, BANBIF in USD and PEN.
func houseAccounts(seed int64) []account {
	d := newDice(seed, "house accounts")
	var accounts []account
	for _, bank := range domain.HouseBanks() {
		for _, currency := range []money.Currency{money.USD, money.PEN} {
			accounts = append(accounts, newHouseAccount(d, bank.Code, currency))
		}
	}
	return accounts
}

// openingBalance is what an account begins with. Interbank holds most: every bank without an account of the house pays
// and is paid there (domain.md 3.4).
func openingBalance(a account) money.Money {
	cents := map[domain.BankCode]int64{domain.BankBCP: 450_000_00, domain.BankInterbank: 900_000_00, domain.BankBanBif: 250_000_00}[a.bank]
	if a.currency == money.PEN {
		return money.Soles(money.FromCents(cents * 37 / 10))
	}
	return money.Dollars(money.FromCents(cents))
}

// people are the house's, by login.
type people map[string]uuid.UUID

// hire makes everybody of the house who is not there yet.
func (h *hand) hire(ctx context.Context, at time.Time, password string) (people, error) {
	hired := people{}
	for i, m := range members() {
		h.at(at.Add(time.Duration(i) * time.Second))
		row, found, err := h.staff.UserByEmail(ctx, m.login)
		if err != nil {
			return nil, err
		}
		if found {
			hired[m.login] = row.ID
		} else if hired[m.login], err = h.staff.CreateUser(ctx, staff.NewUser{Name: m.name, Email: m.login, Role: m.role, Password: password}); err != nil {
			return nil, fmt.Errorf("hire %s: %w", m.login, err)
		}
		for _, permission := range m.grants {
			grant := staff.GrantInput{Target: staff.Target{UserID: hired[m.login]}, Permission: permission}
			if _, _, err := h.staff.Grant(ctx, grant); err != nil {
				return nil, fmt.Errorf("grant %s to %s: %w", permission, m.login, err)
			}
		}
		for _, set := range m.sets {
			if _, _, err := h.staff.GrantSet(ctx, staff.SetInput{Target: staff.Target{UserID: hired[m.login]}, Set: set}); err != nil {
				return nil, fmt.Errorf("give %s to %s: %w", set, m.login, err)
			}
		}
	}
	return hired, nil
}

// vault is the house's accounts, by bank and currency.
type vault map[account]uuid.UUID

func vaultKey(bank domain.BankCode, currency money.Currency) account {
	return account{bank: bank, currency: currency}
}

// at answers the account that a client's bank is paid from: the one at the same bank, else at Interbank (domain.md 3.4).
func (v vault) at(bank domain.BankCode, currency money.Currency) uuid.UUID {
	return v[vaultKey(domain.ServingBank(bank), currency)]
}

// other answers another account in the currency, for a payment in two parts.
func (v vault) other(bank domain.BankCode, currency money.Currency) uuid.UUID {
	if domain.ServingBank(bank) == domain.BankInterbank {
		return v[vaultKey(domain.BankBCP, currency)]
	}
	return v[vaultKey(domain.BankInterbank, currency)]
}

// openAccounts opens the house's accounts with their balances, those that are not there yet.
func (h *hand) openAccounts(ctx context.Context, at time.Time, wanted []account) (vault, error) {
	opened := vault{}
	for i, a := range wanted {
		h.at(at.Add(time.Duration(i) * time.Second))
		bank, _ := domain.BankByCode(a.bank)
		id, _, err := h.treasury.OpenAccount(ctx, treasury.OpenAccountInput{IdempotencyKey: fmt.Sprintf("demo:house:%d", i),
			Bank: bank.Key, Currency: a.currency, Number: a.number, CCI: a.cci, Holder: houseHolder})
		if domain.CodeOf(err) == domain.CodeAlreadyExists {
			id, err = h.store.Read().HouseAccount.Query().Where(houseaccount.Bank(bank.Key), houseaccount.CurrencyEQ(a.currency)).OnlyID(ctx)
		}
		if err != nil {
			return nil, fmt.Errorf("open the house's account at %s in %s: %w", bank.Key, a.currency, err)
		}
		if err := h.fund(ctx, id, openingBalance(a)); err != nil {
			return nil, err
		}
		opened[vaultKey(a.bank, a.currency)] = id
	}
	return opened, nil
}

func (h *hand) fund(ctx context.Context, account uuid.UUID, balance money.Money) error {
	funded, err := h.store.Read().LedgerEntry.Query().
		Where(ledgerentry.KindEQ(domain.EntryOpening), ledgerentry.Source(account.String())).Exist(ctx)
	if err != nil {
		return fmt.Errorf("look for an opening balance: %w", err)
	}
	if funded {
		return nil
	}
	return h.ledger.Opening(ctx, account, balance)
}

// admit gives a client the sign-in of the demonstration: there is no password to choose and no mail to answer for somebody
// invented. The one hash serves all, since all passwords are one.
func (h *hand) admit(ctx context.Context, key string, id uuid.UUID, p person, passwordHash string) error {
	command := store.Command{Action: "demo.admitClient", Key: key, Input: id}
	_, err := store.Do(access.AsSystem(ctx), h.store, command, func(ctx context.Context, tx *store.Tx) error {
		tx.Audit(audit.Entry{ObjectKind: domain.ObjectClient, ObjectID: id,
			After: map[string]any{"parallelOperations": p.parallel, "password": "set"}})
		return tx.Customer.UpdateOneID(id).SetParallelOperations(p.parallel).SetPasswordHash(passwordHash).
			SetUpdatedAt(tx.Now).Exec(ctx)
	})
	if err != nil {
		return fmt.Errorf("admit a client: %w", err)
	}
	return nil
}

// client is a registered client.
type client struct {
	id uuid.UUID
	// usd and pen are its accounts.
	usd, pen uuid.UUID
}

func (c client) account(currency money.Currency) uuid.UUID {
	if currency == money.USD {
		return c.usd
	}
	return c.pen
}
