package domain_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/money"
)

// isWrittenSo tells whether a bank writes a number of that kind and currency so, as a front end reads its formats.
func isWrittenSo(bank domain.Bank, kind domain.AccountKind, currency money.Currency, number string) bool {
	for _, format := range bank.Formats {
		if len(number) != format.Digits || format.Kind != "" && format.Kind != kind {
			continue
		}
		told := map[byte]money.Currency{'0': money.PEN, '1': money.USD}
		return format.CurrencyDigit == 0 || told[number[format.CurrencyDigit-1]] == "" || told[number[format.CurrencyDigit-1]] == currency
	}
	return false
}

func TestWhatABankSaysOfItsNumbersIsWhatIsAccepted(t *testing.T) {
	t.Parallel()
	for _, bank := range domain.Banks() {
		if len(bank.Formats) == 0 {
			continue
		}
		accepted := 0
		lengths := make([]int, len(bank.Formats))
		for i, format := range bank.Formats {
			lengths[i] = format.Digits
		}
		rapid.Check(t, func(t *rapid.T) {
			digits := rapid.OneOf(rapid.SampledFrom(lengths), rapid.IntRange(9, 21)).Draw(t, "digits")
			cci, _ := domain.SuggestCCI(string(bank.Code) + rapid.StringMatching(`[0-9]{17}`).Draw(t, "cci"))
			claim := domain.BankAccount{Bank: bank.Code, CCI: cci, Number: rapid.StringOfN(rapid.RuneFrom([]rune("0123456789")), digits, digits, -1).Draw(t, "number"),
				Kind:     rapid.SampledFrom([]domain.AccountKind{domain.AccountSavings, domain.AccountChecking}).Draw(t, "kind"),
				Currency: rapid.SampledFrom(money.Currencies()).Draw(t, "currency")}
			// What the CCI says of the currency is not about the number.
			if own, ok := domain.AccountNumberOf(cci); ok && own.Currency != "" {
				claim.Currency = own.Currency
			}
			_, found := domain.CheckBankAccount(claim)
			if want := isWrittenSo(bank, claim.Kind, claim.Currency, claim.Number); found.Accepted() != want {
				t.Fatalf("%+v: checked %v, the bank says %v", claim, found, want)
			}
			if found.Accepted() {
				accepted++
			}
		})
		if accepted == 0 {
			t.Errorf("no number of %s was accepted", bank.Key)
		}
	}
}

func TestTheGroupsOfANumberAreItsDigits(t *testing.T) {
	t.Parallel()
	for _, bank := range domain.Banks() {
		for _, format := range bank.Formats {
			if digits := len(strings.ReplaceAll(format.Mask(), "-", "")); digits != format.Digits {
				t.Errorf("%s: %s has %d digits, not %d", bank.Key, format.Mask(), digits, format.Digits)
			}
		}
	}
	bcp, _ := domain.BankByCode(domain.BankBCP)
	if mask := bcp.Formats[1].Mask(); mask != "000-00000000-0-00" {
		t.Errorf("savings at BCP: %s", mask)
	}
}

func TestABankDerivesCCIsIfItSaysSo(t *testing.T) {
	t.Parallel()
	for _, bank := range domain.Banks() {
		derived := false
		for _, format := range bank.Formats {
			// BBVA's numbers begin with its code and an office below 1000.
			number := (map[bool]string{true: "00110", false: ""}[bank.Code == domain.BankBBVA] + strings.Repeat("1", 20))[:min(format.Digits, 18)]
			for _, kind := range []domain.AccountKind{domain.AccountSavings, domain.AccountChecking} {
				cci, ok := domain.DeriveCCI(domain.BankAccount{Bank: bank.Code, Kind: kind, Number: number})
				if _, found := domain.CheckCCI(cci); ok && !found.Accepted() {
					t.Errorf("%s: %s gives %s", bank.Key, number, cci)
				}
				derived = derived || ok
			}
		}
		if derived != bank.DerivesCCI {
			t.Errorf("%s says that it derives CCIs: %v, and does: %v", bank.Key, bank.DerivesCCI, derived)
		}
	}
}
