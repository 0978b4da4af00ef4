package treasury_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	entsql "entgo.io/ent/dialect/sql"
	"github.com/google/uuid"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/ent/ledgeraccount"
	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/store"
	"github.com/qoricash/qoricash/internal/testdb"
	"github.com/qoricash/qoricash/internal/treasury"
)

var opening = time.Date(2026, 11, 20, 15, 0, 0, 0, time.UTC)

// The house's accounts of the tests, with valid check digits.
var (
	bcpPEN       = account("BCP", money.PEN, "194-1234567-0-12")
	bcpUSD       = account("BCP", money.USD, "194-1234567-1-12")
	interbankPEN = account("INTERBANK", money.PEN, "200-3001234567")
	interbankUSD = account("INTERBANK", money.USD, "200-3007654321")
	banbifPEN    = account("BANBIF", money.PEN, "012345678901")
)

// account fills in the CCI by the form of the bank's published pairs.
func account(bank string, currency money.Currency, number string) treasury.OpenAccountInput {
	digits := ""
	for _, character := range number {
		if character >= '0' && character <= '9' {
			digits += string(character)
		}
	}
	known, _ := domain.BankByKey(bank)
	first18 := string(known.Code)
	switch bank {
	case "BANBIF":
		first18 += "101" + "1" + digits[1:]
	default:
		first18 += digits[:3] + "00" + digits[3:]
	}
	cci, _ := domain.SuggestCCI(first18 + "00")
	return treasury.OpenAccountInput{Bank: bank, Currency: currency, Number: number, CCI: cci, Holder: "QORICASH S.A.C."}
}

type house struct {
	*treasury.Service
	store *store.Store
	owner *ent.Client
	clock *clock.Frozen
}

func newHouse(t *testing.T) *house {
	t.Helper()
	db := testdb.New(t)
	keys, err := evidence.NewKeys([]byte("a secret for tests only, of some length"), nil)
	if err != nil {
		t.Fatal(err)
	}
	h := &house{clock: clock.NewFrozen(opening), owner: ent.NewClient(ent.Driver(entsql.OpenDB("postgres", db.Owner)))}
	h.store = store.New(db.App, store.Options{Clock: h.clock, Keys: keys})
	h.Service = treasury.New(h.store)
	return h
}

func staff(t *testing.T, role domain.Role) context.Context {
	return access.WithActor(t.Context(), access.Actor{Kind: domain.ActorStaff, ID: uuid.New(), Role: role})
}

func client(t *testing.T) context.Context {
	return access.WithActor(t.Context(), access.Actor{Kind: domain.ActorClient, ID: uuid.New(), Role: domain.RoleClient})
}

func (h *house) open(t *testing.T, accounts ...treasury.OpenAccountInput) []uuid.UUID {
	t.Helper()
	ids := make([]uuid.UUID, len(accounts))
	for i, in := range accounts {
		id, _, err := h.OpenAccount(access.AsSystem(t.Context()), in)
		if err != nil {
			t.Fatalf("%s %s: %v", in.Bank, in.Currency, err)
		}
		ids[i] = id
		h.clock.Advance(time.Second)
	}
	return ids
}

func (h *house) depositAccount(ctx context.Context, currency money.Currency, bank string) (treasury.DepositAccount, error) {
	var found treasury.DepositAccount
	_, err := store.Do(ctx, h.store, store.Command{Action: "test.deposit"}, func(ctx context.Context, tx *store.Tx) error {
		var err error
		found, err = h.DepositAccountFor(ctx, tx, currency, bank)
		return err
	})
	return found, err
}

func codes(err error) string {
	text := ""
	for _, refusal := range domain.Refusals(err) {
		text += fmt.Sprintf("%s@%v ", refusal.Code, refusal.Field)
	}
	return text
}

func TestAnAccountIsOpenedTogetherWithItsAccountOfTheLedger(t *testing.T) {
	t.Parallel()
	for _, opened := range []struct {
		in   treasury.OpenAccountInput
		pcge string
	}{
		{bcpPEN, "1041"}, {bcpUSD, "1044"}, {interbankPEN, "1048"}, {interbankUSD, "1047"}, {banbifPEN, "1049"},
	} {
		t.Run(opened.pcge, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			id := h.open(t, opened.in)[0]

			row, err := h.owner.HouseAccount.Get(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			if row.Bank != opened.in.Bank || row.Currency != opened.in.Currency || row.PcgeCode != opened.pcge || row.Cci != opened.in.CCI || !row.Active {
				t.Errorf("house account: %+v", row)
			}
			books, err := h.owner.LedgerAccount.Query().Where(ledgeraccount.KindEQ(domain.AccountBank)).All(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if len(books) != 1 || *books[0].HouseAccountID != id || books[0].Currency != opened.in.Currency || books[0].PcgeCode != opened.pcge {
				t.Errorf("ledger accounts: %+v", books)
			}
		})
	}
}

func TestAnAccountIsOpenedOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.open(t, bcpPEN)
	_, _, err := h.OpenAccount(staff(t, domain.RoleMaster), bcpPEN)
	if got := codes(err); got != "ALREADY_EXISTS@[number] " {
		t.Errorf("refused with %s (%v)", got, err)
	}
	if n, err := h.owner.LedgerAccount.Query().Where(ledgeraccount.KindEQ(domain.AccountBank)).Count(t.Context()); n != 1 || err != nil {
		t.Errorf("%d ledger accounts, %v", n, err)
	}
}

func TestAWrongAccountIsRefusedWithAllItsFaults(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	master := staff(t, domain.RoleMaster)
	change := func(in treasury.OpenAccountInput, set func(*treasury.OpenAccountInput)) treasury.OpenAccountInput {
		set(&in)
		return in
	}
	for name, try := range map[string]struct {
		in   treasury.OpenAccountInput
		want string
	}{
		"nothing":             {treasury.OpenAccountInput{}, "INVALID@[bank] INVALID@[currency] REQUIRED@[holder] INVALID@[cci] REQUIRED@[number] "},
		"bank without a code": {change(bcpPEN, func(in *treasury.OpenAccountInput) { in.Bank = "BBVA" }), "INVALID@[bank] INVALID@[number] INVALID@[cci] "},
		"CCI of another bank": {change(bcpPEN, func(in *treasury.OpenAccountInput) { in.CCI = interbankPEN.CCI }), "INVALID@[cci] "},
		"CCI of another account": {change(bcpPEN, func(in *treasury.OpenAccountInput) {
			in.CCI = account("BCP", money.PEN, "194-7654321-0-12").CCI
		}), "INVALID@[cci] "},
		"wrong check digits": {change(bcpPEN, func(in *treasury.OpenAccountInput) { in.CCI = "00219400123456701200" }), "INVALID@[cci] "},
		"number too short":   {change(bcpPEN, func(in *treasury.OpenAccountInput) { in.Number = "123" }), "INVALID@[number] "},
		"the other currency": {change(bcpPEN, func(in *treasury.OpenAccountInput) { in.Currency = money.USD }), "INVALID@[currency] INVALID@[currency] "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := h.OpenAccount(master, try.in)
			if got := codes(err); got != try.want {
				t.Errorf("refused with %q, want %q (%v)", got, try.want, err)
			}
		})
	}
}

func TestOnlyAMasterAndTheSystemOpenAccounts(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for _, role := range domain.StaffRoles() {
		_, _, err := h.OpenAccount(staff(t, role), bcpPEN)
		want := domain.CodeForbidden
		if role == domain.RoleMaster {
			want = ""
		}
		if got := domain.CodeOf(err); got != want {
			t.Errorf("%s: %v", role, err)
		}
	}
	if _, _, err := h.OpenAccount(client(t), bcpUSD); domain.CodeOf(err) != domain.CodeForbidden {
		t.Errorf("client: %v", err)
	}
	if _, _, err := h.OpenAccount(t.Context(), bcpUSD); domain.CodeOf(err) != domain.CodeUnauthenticated {
		t.Errorf("anonymous: %v", err)
	}
	h.open(t, bcpUSD)
}

func TestAllTheStaffSeeTheAccountsAndNobodyElse(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.open(t, interbankUSD, bcpUSD, bcpPEN)
	for _, role := range domain.StaffRoles() {
		rows, err := h.Accounts(staff(t, role))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, row := range rows {
			got += row.Bank + " " + string(row.Currency) + " "
		}
		if got != "BCP PEN BCP USD INTERBANK USD " {
			t.Errorf("%s sees %s", role, got)
		}
	}
	if _, err := h.Accounts(client(t)); domain.CodeOf(err) != domain.CodeForbidden {
		t.Errorf("client: %v", err)
	}
	if _, err := h.Accounts(t.Context()); domain.CodeOf(err) != domain.CodeUnauthenticated {
		t.Errorf("anonymous: %v", err)
	}
}

func TestAClientPaysInAtItsOwnBankOrAtInterbank(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ids := h.open(t, bcpPEN, bcpUSD, interbankPEN, interbankUSD, banbifPEN)
	for _, rule := range []struct {
		bank      string
		currency  money.Currency
		want      uuid.UUID
		interbank bool
	}{
		{"BCP", money.PEN, ids[0], false},
		{"BCP", money.USD, ids[1], false},
		{"INTERBANK", money.PEN, ids[2], false},
		{"ibk", money.USD, ids[3], false},
		{"BANBIF", money.PEN, ids[4], false},
		// The house has no account in dollars at BanBif.
		{"BANBIF", money.USD, ids[3], true},
		{"BBVA", money.PEN, ids[2], true},
		{"SCOTIABANK", money.USD, ids[3], true},
		{"PICHINCHA", money.PEN, ids[2], true},
		{"NACION", money.PEN, ids[2], true},
		{"CAJA AREQUIPA", money.PEN, ids[2], true},
	} {
		t.Run(rule.bank+" "+string(rule.currency), func(t *testing.T) {
			t.Parallel()
			found, err := h.depositAccount(client(t), rule.currency, rule.bank)
			if err != nil {
				t.Fatal(err)
			}
			if found.Account.ID != rule.want || found.Interbank != rule.interbank {
				t.Errorf("%s %s, interbank %v", found.Account.Bank, found.Account.Currency, found.Interbank)
			}
		})
	}
}

func TestAnAccountNoLongerUsedReceivesNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ids := h.open(t, bcpPEN, account("BCP", money.PEN, "194-7654321-0-12"), interbankPEN)
	retire := func(id uuid.UUID) {
		if err := h.owner.HouseAccount.UpdateOneID(id).SetActive(false).Exec(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range ids {
		found, err := h.depositAccount(client(t), money.PEN, "BCP")
		if err != nil || found.Account.ID != want {
			t.Fatalf("%+v, %v; want %v", found, err, want)
		}
		retire(want)
	}
	_, err := h.depositAccount(client(t), money.PEN, "BCP")
	if domain.CodeOf(err) != domain.CodeUnavailable {
		t.Errorf("without an account: %v", err)
	}
}
