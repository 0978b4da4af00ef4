package clients_test

import (
	"context"
	"slices"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/qoricash/qoricash/internal/clients"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
	"github.com/qoricash/qoricash/internal/testkit"
)

// bcp is a published account in soles (compliance.md 5.4).
func bcp(clientID uuid.UUID) clients.AddAccountInput {
	return clients.AddAccountInput{IdempotencyKey: uuid.NewString(), ClientID: clientID, Bank: "BCP", Currency: money.PEN,
		Kind: domain.AccountSavings, Number: "215-32428316-0-70", HolderDeclared: true}
}

func TestAccountIsStoredWithItsNumberAndItsCCI(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	id := h.register(t, trader, eva("12345678"))
	for name, c := range map[string]struct {
		bank        string
		currency    domain.Currency
		kind        domain.AccountKind
		number, cci string
		wantNumber  string
		wantCCI     string
	}{
		"CCI from the number": {"bcp", money.PEN, domain.AccountSavings, "215-32428316-0-70", "", "21532428316070", "00221513242831607026"},
		"number from the CCI": {"BCP", money.PEN, domain.AccountChecking, "", "002 193 002144840049 15", "1932144840049", "00219300214484004915"},
		"Interbank":           {"INTERBANK", money.USD, domain.AccountSavings, "700 3114595308", "", "7003114595308", "00370001311459530822"},
		"check digits of BBVA are the CCI's": {"BBVA", money.PEN, domain.AccountSavings, "0011 0138 0100054206 56", "",
			"001101380100054206", "01113800010005420656"},
		"CCI alone": {"SCOTIABANK", money.PEN, domain.AccountChecking, "", "009 170 000009840656 24", "0009840656", "00917000000984065624"},
	} {
		accountID, _, err := h.AddAccount(trader, clients.AddAccountInput{IdempotencyKey: uuid.NewString(), ClientID: id, Bank: c.bank,
			Currency: c.currency, Kind: c.kind, Number: c.number, CCI: c.cci, HolderDeclared: true})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		row, err := h.Store.Read().BankAccount.Get(testkit.System(t), accountID)
		if err != nil {
			t.Fatal(err)
		}
		if row.Number != c.wantNumber || row.Cci != c.wantCCI || row.ClientID != id || !row.HolderDeclaredAt.Equal(h.Store.Clock().Now()) {
			t.Errorf("%s: stored %s, %s", name, row.Number, row.Cci)
		}
		events := h.texts(t, `SELECT kind FROM events WHERE aggregate_id = $1 AND client_id = $2 AND facts::text NOT LIKE '%' || $3 || '%'`,
			accountID, id, row.Number)
		if !slices.Equal(events, []string{string(domain.EventAccountAdded)}) {
			t.Errorf("%s: events %q", name, events)
		}
	}
	accounts, err := h.Accounts(trader, id)
	if err != nil || len(accounts) != 5 {
		t.Errorf("%d accounts, %v", len(accounts), err)
	}
}

func TestAccountAtABankThatTheCatalogueLacksNeedsItsCCIAlone(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	id := h.register(t, trader, eva("12345678"))
	for name, c := range map[string]struct{ bank, number, cci, wantBank, wantNumber string }{
		"by a name":          {"Caja Arequipa", "", "80300100123456789073", "803", "80300100123456789073"},
		"by its code":        {"808", "1234567890", "80800200987654321003", "808", "1234567890"},
		"CCI as the number":  {"OTROS", "80600300444455556605", "", "806", "80600300444455556605"},
		"a bank that it has": {"Crédito", "", "00221513242831607026", "BCP", "21532428316070"},
	} {
		in := bcp(id)
		in.Bank, in.Number, in.CCI = c.bank, c.number, c.cci
		accountID, _, err := h.AddAccount(trader, in)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		row, err := h.Store.Read().BankAccount.Get(testkit.System(t), accountID)
		if err != nil || row.Bank != c.wantBank || row.Number != c.wantNumber {
			t.Errorf("%s: stored %s %s, %v", name, row.Bank, row.Number, err)
		}
	}
	for name, c := range map[string]struct{ bank, number, cci, field string }{
		"without a CCI":       {"803", "1234567890", "", "cci"},
		"wrong check digits":  {"803", "", "80300100123456789000", "cci"},
		"CCI of another bank": {"803", "", "80800200987654321003", "cci"},
		"neither":             {"Caja Arequipa", "1234567890", "", "bank"},
	} {
		in := bcp(id)
		in.Bank, in.Number, in.CCI = c.bank, c.number, c.cci
		_, _, err := h.AddAccount(trader, in)
		if got := fields(err); !slices.Equal(got, []string{c.field}) {
			t.Errorf("%s: faults at %v, want %s", name, got, c.field)
		}
	}
}

func TestAccountTellsAllItsFaultsAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	id := h.register(t, trader, eva("12345678"))
	for name, c := range map[string]struct {
		change func(*clients.AddAccountInput)
		want   []string
	}{
		"nothing":                 {func(in *clients.AddAccountInput) { *in = clients.AddAccountInput{} }, []string{"bank", "clientId", "holderDeclared"}},
		"not declared":            {func(in *clients.AddAccountInput) { in.HolderDeclared = false }, []string{"holderDeclared"}},
		"unknown bank":            {func(in *clients.AddAccountInput) { in.Bank = "LEHMAN" }, []string{"bank"}},
		"neither number nor CCI":  {func(in *clients.AddAccountInput) { in.Number = "" }, []string{"number"}},
		"number of another form":  {func(in *clients.AddAccountInput) { in.Number = "123" }, []string{"number"}},
		"wrong check digits":      {func(in *clients.AddAccountInput) { in.CCI = "00221513242831607027" }, []string{"cci"}},
		"CCI of another bank":     {func(in *clients.AddAccountInput) { in.CCI = "01113800010005420656" }, []string{"cci"}},
		"CCI that cannot be told": {func(in *clients.AddAccountInput) { in.Bank, in.Number = "BANBIF", "007000645032" }, []string{"cci"}},
		"bank reached by CCI":     {func(in *clients.AddAccountInput) { in.Bank, in.Number = "PICHINCHA", "1234567890" }, []string{"cci"}},
		"another currency":        {func(in *clients.AddAccountInput) { in.Currency = money.USD }, []string{"currency", "currency"}},
		"no currency, no kind": {func(in *clients.AddAccountInput) { in.Currency, in.Kind = "EUR", "" },
			[]string{"currency", "currency", "currency", "kind", "kind"}},
	} {
		in := bcp(id)
		c.change(&in)
		_, _, err := h.AddAccount(trader, in)
		if got := fields(err); !slices.Equal(slices.Compact(got), slices.Compact(c.want)) {
			t.Errorf("%s: faults at %v, want %v", name, got, c.want)
		}
	}
}

func TestEachCallerAddsAccountsAsFarAsItsRightReaches(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	otherTrader, _ := h.staff(t, domain.RoleTrader)
	master, _ := h.staff(t, domain.RoleMaster)
	operator, _ := h.staff(t, domain.RoleOperator)
	middle, _ := h.staff(t, domain.RoleMiddleOffice)
	analyst, _ := h.staff(t, domain.RoleAnalyst)
	id := h.register(t, trader, eva("12345678"))
	stranger := h.register(t, otherTrader, eva("10117410"))
	for name, c := range map[string]struct {
		ctx   context.Context
		whose uuid.UUID
		code  domain.Code
		field string
	}{
		"its trader":         {ctx: trader, whose: id},
		"another trader":     {otherTrader, id, domain.CodeNotFound, "clientId"},
		"master":             {ctx: master, whose: id},
		"operator":           {ctx: operator, whose: id},
		"middle office":      {ctx: middle, whose: id},
		"analyst":            {analyst, id, domain.CodeForbidden, ""},
		"the client":         {ctx: asClient(t, id)},
		"the client, by id":  {ctx: asClient(t, id), whose: id},
		"another client":     {asClient(t, stranger), id, domain.CodeNotFound, "clientId"},
		"nobody":             {anonymous(t), id, domain.CodeUnauthenticated, ""},
		"staff without whom": {master, uuid.Nil, domain.CodeRequired, "clientId"},
		"master, no client":  {master, uuid.New(), domain.CodeNotFound, "clientId"},
	} {
		_, _, err := h.AddAccount(c.ctx, bcp(c.whose))
		if c.code != "" {
			testkit.Refused(t, err, c.code, c.field)
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		h.exec(t, `DELETE FROM bank_accounts`)
	}
}

func TestTraderReadsAndDoesNotWriteAClientThatMovedOn(t *testing.T) {
	t.Parallel()
	h := openWith(t, domain.DefaultLimits())
	trader, traderID := h.staff(t, domain.RoleTrader)
	_, nextID := h.staff(t, domain.RoleTrader)
	id := h.register(t, trader, eva("12345678"))
	h.operation(t, id, traderID, domain.Canceled, "100.00")
	h.exec(t, `UPDATE clients SET owner_id = $2 WHERE id = $1`, id, nextID)
	if _, err := h.Limit(trader, id); err != nil {
		t.Errorf("reading: %v", err)
	}
	_, _, err := h.AddAccount(trader, bcp(id))
	testkit.Refused(t, err, domain.CodeNotFound, "clientId")
}

func TestOneAccountIsAddedOnceHoweverItIsWritten(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	id, other := h.register(t, trader, eva("12345678")), h.register(t, trader, eva("10117410"))
	in := bcp(id)
	first, _, err := h.AddAccount(trader, in)
	if err != nil {
		t.Fatal(err)
	}
	if again, replay, err := h.AddAccount(trader, in); again != first || !bool(replay) || err != nil {
		t.Errorf("the same request: %s, %t, %v", again, replay, err)
	}
	_, _, err = h.AddAccount(trader, bcp(id))
	testkit.Refused(t, err, domain.CodeAlreadyExists, "number")
	byCCI := bcp(id)
	byCCI.Number, byCCI.CCI = "", "00221513242831607026"
	_, _, err = h.AddAccount(trader, byCCI)
	testkit.Refused(t, err, domain.CodeAlreadyExists, "number")
	otherNumber := bcp(id)
	otherNumber.Number, otherNumber.CCI = "21532428317070", "00221513242831607026"
	_, _, err = h.AddAccount(trader, otherNumber)
	testkit.Refused(t, err, domain.CodeAlreadyExists, "number")
	if _, _, err := h.AddAccount(trader, bcp(other)); err != nil {
		t.Errorf("another client, perhaps of the same household: %v", err)
	}
	h.exec(t, `UPDATE bank_accounts SET removed_at = now() WHERE id = $1`, first)
	if _, _, err := h.AddAccount(trader, bcp(id)); err != nil {
		t.Errorf("after it was removed: %v", err)
	}
}

func TestAccountAddedTenTimesAtOnceIsOne(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	id := h.register(t, trader, eva("12345678"))
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			if _, _, err := h.AddAccount(trader, bcp(id)); err != nil {
				testkit.Refused(t, err, domain.CodeAlreadyExists, "number")
			}
		})
	}
	all.Wait()
	if accounts, err := h.Accounts(trader, id); err != nil || len(accounts) != 1 {
		t.Errorf("%d accounts, %v", len(accounts), err)
	}
}

func TestClientHasSixAccountsAtMost(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	id := h.register(t, trader, eva("12345678"))
	for i := range clients.MaxAccounts + 1 {
		in := bcp(id)
		in.Bank, in.Number = "INTERBANK", "200300448408"+string(rune('0'+i))
		_, _, err := h.AddAccount(trader, in)
		if i < clients.MaxAccounts && err != nil {
			t.Errorf("account %d: %v", i+1, err)
		}
		if i == clients.MaxAccounts {
			testkit.Refused(t, err, domain.CodeTooMany, "")
		}
	}
}

func TestClientThatMayDoNothingAddsNoAccount(t *testing.T) {
	t.Parallel()
	h := open(t)
	trader, _ := h.staff(t, domain.RoleTrader)
	id := h.register(t, trader, eva("12345678"))
	for _, status := range []domain.ClientStatus{domain.ClientPendingVerification, domain.ClientDeactivated} {
		h.exec(t, `UPDATE clients SET status = $2 WHERE id = $1`, id, string(status))
		for _, ctx := range []context.Context{trader, asClient(t, id)} {
			_, _, err := h.AddAccount(ctx, bcp(id))
			testkit.Refused(t, err, domain.CodeClientInactive, "")
		}
	}
}
