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
	if _, ok := domain.BankByKey("OTROS"); ok {
		t.Error("OTROS is in the catalogue")
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
