package domain_test

import (
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// publishedAccounts pair a CCI with the own number of the same account (compliance.md 5.4). Kind and currency are those
// that the digits tell.
func publishedAccounts() []domain.BankAccount {
	return []domain.BankAccount{
		{Bank: domain.BankBCP, Kind: domain.AccountSavings, Currency: money.PEN, Number: "21532428316070", CCI: "00221513242831607026"},
		{Bank: domain.BankBCP, Kind: domain.AccountChecking, Currency: money.PEN, Number: "1932144840049", CCI: "00219300214484004915"},
		{Bank: domain.BankInterbank, Kind: domain.AccountChecking, Number: "2003004484086", CCI: "00320000300448408633"},
		{Bank: domain.BankInterbank, Kind: domain.AccountSavings, Number: "7003114595308", CCI: "00370001311459530822"},
		{Bank: domain.BankInterbank, Kind: domain.AccountSavings, Number: "9243192402996", CCI: "00392401319240299683"},
		{Bank: domain.BankScotiabank, Kind: domain.AccountChecking, Number: "0009840656", CCI: "00917000000984065624"},
		{Bank: domain.BankScotiabank, Kind: domain.AccountChecking, Number: "0001480324", CCI: "00921300000148032401"},
		{Bank: domain.BankScotiabank, Kind: domain.AccountSavings, Number: "2800062989", CCI: "00928021280006298996"},
		{Bank: domain.BankBBVA, Number: "001101380100054206", CCI: "01113800010005420656"},
		{Bank: domain.BankBBVA, Number: "001103560200194450", CCI: "01135600020019445039"},
		{Bank: domain.BankBanBif, Number: "007000645032", CCI: "03810110700064503226"},
		{Bank: domain.BankNacion, Number: "04005880586", CCI: "01800000400588058608"},
		{Bank: domain.BankMibanco, Number: "6015032578", CCI: "04947900601503257899"},
	}
}

// carriesOffice lists the banks whose own number holds the office that a CCI needs.
func carriesOffice(bank domain.BankCode) bool {
	switch bank {
	case domain.BankBCP, domain.BankInterbank, domain.BankBBVA, domain.BankNacion:
		return true
	default:
		return false
	}
}

func TestOwnNumberIsReadOutOfEveryPublishedCCI(t *testing.T) {
	t.Parallel()
	for _, want := range publishedAccounts() {
		if got, ok := domain.AccountNumberOf(want.CCI); !ok || got != want {
			t.Errorf("CCI %s is of %+v, %t; want %+v", want.CCI, got, ok, want)
		}
	}
}

func TestCCIIsDerivedFromOwnNumbersThatCarryTheOffice(t *testing.T) {
	t.Parallel()
	for _, account := range publishedAccounts() {
		cci, ok := domain.DeriveCCI(account)
		if ok != carriesOffice(account.Bank) || ok && cci != account.CCI {
			t.Errorf("account %s gives CCI %q, %t; want %s", account.Number, cci, ok, account.CCI)
		}
	}
}

func TestDerivationWithoutCertaintyGivesNothing(t *testing.T) {
	t.Parallel()
	for name, account := range map[string]domain.BankAccount{
		"wrong length":            {Bank: domain.BankBCP, Number: "193214484004"},
		"Interbank of no kind":    {Bank: domain.BankInterbank, Number: "2003004484086"},
		"BBVA of another bank":    {Bank: domain.BankBBVA, Number: "001201380100054206"},
		"BBVA office over 999":    {Bank: domain.BankBBVA, Number: "001111380100054206"},
		"BBVA wrong check digits": {Bank: domain.BankBBVA, Number: "00110136010000093889"},
		"bank without formats":    {Bank: domain.BankPichincha, Number: "1234567890"},
		"unknown bank":            {Bank: "803", Number: "1234567890"},
		"letters":                 {Bank: domain.BankNacion, Number: "0400588058A"},
	} {
		if cci, ok := domain.DeriveCCI(account); ok {
			t.Errorf("%s gave CCI %s", name, cci)
		}
	}
	for name, cci := range map[string]string{
		"BCP of another kind": "002193300214484004", "bank without formats": "035193300214484004", "no office of the Nación": "018123004005880586",
	} {
		whole, _ := domain.SuggestCCI(cci + "00")
		if account, ok := domain.AccountNumberOf(whole); ok {
			t.Errorf("%s: CCI %s gave %+v", name, whole, account)
		}
	}
}

func TestPrintedCheckDigitsOfBBVAAreThoseOfTheCCI(t *testing.T) {
	t.Parallel()
	cci, ok := domain.DeriveCCI(domain.BankAccount{Bank: domain.BankBBVA, Number: "0011-0136-0100000938-99"})
	if !ok || cci != "01113600010000093899" {
		t.Errorf("got %q, %t", cci, ok)
	}
}

func TestPublishedAccountsAreAcceptedWithNumberAndCCI(t *testing.T) {
	t.Parallel()
	for _, account := range publishedAccounts() {
		if account.Kind == "" {
			account.Kind = domain.AccountSavings
		}
		if account.Currency == "" {
			account.Currency = money.USD
		}
		if stored, found := domain.CheckBankAccount(account); stored != account || len(found) != 0 {
			t.Errorf("%+v is stored as %+v with %v", account, stored, found)
		}
	}
}

func TestAccountIsStoredAsDigits(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name        string
		typed, want domain.BankAccount
	}{
		{"separators are dropped",
			domain.BankAccount{Bank: domain.BankBCP, Kind: domain.AccountChecking, Currency: money.PEN, Number: "193-2144840-0-49"},
			domain.BankAccount{Bank: domain.BankBCP, Kind: domain.AccountChecking, Currency: money.PEN, Number: "1932144840049"}},
		{"a CCI typed as the number is a CCI",
			domain.BankAccount{Bank: domain.BankBBVA, Kind: domain.AccountSavings, Currency: money.USD, Number: "011 356 000200194450 39"},
			domain.BankAccount{Bank: domain.BankBBVA, Kind: domain.AccountSavings, Currency: money.USD, CCI: "01135600020019445039"}},
		{"BBVA prints the check digits of its CCI",
			domain.BankAccount{Bank: domain.BankBBVA, Kind: domain.AccountSavings, Currency: money.USD, Number: "00110136010000093899", CCI: "01113600010000093899"},
			domain.BankAccount{Bank: domain.BankBBVA, Kind: domain.AccountSavings, Currency: money.USD, Number: "00110136010000093899", CCI: "01113600010000093899"}},
		{"a CCI is enough at a bank of the house",
			domain.BankAccount{Bank: domain.BankBanBif, Kind: domain.AccountSavings, Currency: money.USD, CCI: "03810110700064503226"},
			domain.BankAccount{Bank: domain.BankBanBif, Kind: domain.AccountSavings, Currency: money.USD, CCI: "03810110700064503226"}},
	} {
		if stored, found := domain.CheckBankAccount(c.typed); stored != c.want || len(found) != 0 {
			t.Errorf("%s: stored as %+v with %v", c.name, stored, found)
		}
	}
}

func TestAccountThatBreaksARuleIsFoundOut(t *testing.T) {
	t.Parallel()
	bcp := domain.BankAccount{Bank: domain.BankBCP, Kind: domain.AccountChecking, Currency: money.PEN, Number: "1932144840049"}
	change := func(edit func(*domain.BankAccount)) domain.BankAccount {
		account := bcp
		edit(&account)
		return account
	}
	for _, c := range []struct {
		name    string
		account domain.BankAccount
		code    domain.FaultCode
		level   domain.FindingLevel
	}{
		{"no number at a bank of the house", change(func(a *domain.BankAccount) { a.Number = "" }), domain.FaultAccountRequired, domain.LevelError},
		{"no CCI at another bank", change(func(a *domain.BankAccount) { a.Bank, a.Number = domain.BankScotiabank, "0009840656" }),
			domain.FaultAccountCCIRequired, domain.LevelError},
		{"length of no kind", change(func(a *domain.BankAccount) { a.Number = "193214484004" }), domain.FaultAccountFormat, domain.LevelError},
		{"letters", change(func(a *domain.BankAccount) { a.Number = "19321448400X9" }), domain.FaultAccountFormat, domain.LevelError},
		{"length of the other kind", change(func(a *domain.BankAccount) { a.Kind = domain.AccountSavings }), domain.FaultAccountKind, domain.LevelError},
		{"no kind", change(func(a *domain.BankAccount) { a.Kind = "" }), domain.FaultAccountKind, domain.LevelError},
		{"number of the other currency", change(func(a *domain.BankAccount) { a.Currency = money.USD }), domain.FaultAccountCurrency, domain.LevelError},
		{"no currency", change(func(a *domain.BankAccount) { a.Currency = "EUR" }), domain.FaultAccountCurrency, domain.LevelError},
		{"CCI of the other currency", change(func(a *domain.BankAccount) { a.Number, a.CCI, a.Currency = "", "00219300214484004915", money.USD }),
			domain.FaultAccountCurrency, domain.LevelError},
		{"CCI of another bank", change(func(a *domain.BankAccount) { a.CCI = "01135600020019445039" }), domain.FaultAccountCCIBank, domain.LevelError},
		{"CCI with a typing error", change(func(a *domain.BankAccount) { a.CCI = "00219300214484004916" }), domain.FaultCCICheck, domain.LevelError},
		{"number and CCI of two accounts", change(func(a *domain.BankAccount) { a.Number, a.CCI = "1932144850049", "00219300214484004915" }),
			domain.FaultAccountCCIMismatch, domain.LevelWarning},
		{"CCI of the other kind", change(func(a *domain.BankAccount) { a.Number, a.CCI = "", "00221513242831607026" }), domain.FaultAccountKind, domain.LevelWarning},
		{"unknown bank", change(func(a *domain.BankAccount) { a.Bank, a.Number, a.CCI = "803", "", "80312300012345678923" }), domain.FaultAccountBank, domain.LevelWarning},
	} {
		if c.account.Bank == "803" {
			c.account.CCI, _ = domain.SuggestCCI(c.account.CCI)
		}
		stored, found := domain.CheckBankAccount(c.account)
		if !found.Has(c.code) || found.Level() != c.level || (stored == domain.BankAccount{}) == found.Accepted() {
			t.Errorf("%s: stored as %+v with %v, want %s at %s", c.name, stored, found, c.code, c.level)
		}
	}
}

func TestEveryFaultOfAnAccountIsToldAtOnce(t *testing.T) {
	t.Parallel()
	_, found := domain.CheckBankAccount(domain.BankAccount{Bank: domain.BankBCP, Number: "123", CCI: "456"})
	for _, code := range []domain.FaultCode{
		domain.FaultAccountCurrency, domain.FaultAccountKind, domain.FaultAccountFormat, domain.FaultCCIFormat,
	} {
		if !found.Has(code) {
			t.Errorf("%s is missing in %v", code, found)
		}
	}
	var refused domain.Faults
	found.RefuseIn(&refused, "input", "account")
	refusals := domain.Refusals(refused.Err())
	if len(refusals) != len(found.Errors()) || refusals[0].Code != domain.CodeInvalid || refusals[0].Message != found.Errors()[0].Message {
		t.Errorf("%v became the refusals %v", found, refusals)
	}
}
