package domain_test

import (
	"slices"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestTheHouseHasThreeBanks(t *testing.T) {
	t.Parallel()
	var keys []string
	for _, bank := range domain.HouseBanks() {
		keys = append(keys, bank.Key)
	}
	if want := []string{"BCP", "INTERBANK", "BANBIF"}; !slices.Equal(keys, want) {
		t.Errorf("the house's banks are %v, want %v", keys, want)
	}
}

func TestEveryOtherBankIsServedThroughInterbank(t *testing.T) {
	t.Parallel()
	for _, bank := range domain.Banks() {
		want := domain.BankInterbank
		if bank.House {
			want = bank.Code
		}
		if got := domain.ServingBank(bank.Code); got != want {
			t.Errorf("%s is served through %s, want %s", bank.Name, got, want)
		}
	}
	if got := domain.ServingBank("803"); got != domain.BankInterbank {
		t.Errorf("an unknown bank is served through %s", got)
	}
}

func TestBankIsFoundByCodeAndByTheNamesOfTheOldData(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]domain.BankCode{
		"BCP": domain.BankBCP, "credito": domain.BankBCP, "IBK": domain.BankInterbank, " bif ": domain.BankBanBif,
		"Continental": domain.BankBBVA, "SCOTIA": domain.BankScotiabank, "Nación": domain.BankNacion, "azteca": "058",
	} {
		if bank, ok := domain.BankByKey(key); !ok || bank.Code != want {
			t.Errorf("%q is bank %s, want %s", key, bank.Code, want)
		}
	}
	seen := map[domain.BankCode]bool{}
	for _, bank := range domain.Banks() {
		byCode, _ := domain.BankByCode(bank.Code)
		byKey, _ := domain.BankByKey(bank.Key)
		if byCode.Name != bank.Name || byKey.Name != bank.Name || len(bank.Code) != 3 || seen[bank.Code] {
			t.Errorf("%s is not found by %s and %s, or not alone", bank.Name, bank.Code, bank.Key)
		}
		seen[bank.Code] = true
	}
	if _, ok := domain.BankByCode("803"); ok {
		t.Error("code 803 is in the catalogue")
	}
	if bank, ok := domain.BankByKey("002"); !ok || bank.Code != domain.BankBCP {
		t.Errorf("code 002 is bank %s", bank.Key)
	}
	if _, ok := domain.BankByKey("OTROS"); ok {
		t.Error("OTROS is in the catalogue")
	}
}

func TestBankThatTheCatalogueLacksIsNamedByTheCodeOfItsCCI(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, cci, key string
		known          bool
	}{
		{"Caja Arequipa", "803-001-001234567890-11", "803", true},
		{"803", "", "803", true},
		{"803", "80800100123456789011", "803", true},
		{"", "808 001 001234567890 11", "808", true},
		{"Caja Arequipa", "00219300214484004915", "BCP", true},
		{"bcp", "80300100123456789011", "BCP", true},
		{"Caja Arequipa", "", "", false},
		{"OTROS", "CCI", "", false},
		{"8O3", "80", "", false},
	} {
		if bank, known := domain.BankNamed(c.name, c.cci); bank.Key != c.key || known != c.known {
			t.Errorf("%q with %q is bank %q, %t", c.name, c.cci, bank.Key, known)
		}
	}
	if bank, _ := domain.BankNamed("803", ""); domain.ServingBank(bank.Code) != domain.BankInterbank || bank.House {
		t.Errorf("803 is served as %+v", bank)
	}
}

func TestOnlyCodesSeenOnPublishedAccountsAreConfirmed(t *testing.T) {
	t.Parallel()
	confirmed := map[domain.BankCode]bool{}
	for _, cci := range publishedCCIs() {
		confirmed[domain.BankCode(cci[:3])] = true
	}
	for _, bank := range domain.Banks() {
		if bank.Confirmed != confirmed[bank.Code] {
			t.Errorf("%s is confirmed: %t, seen on an account: %t", bank.Name, bank.Confirmed, confirmed[bank.Code])
		}
	}
}
