package domain_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

// publishedCCIs are codes that their owners published (compliance.md 5.4).
func publishedCCIs() []string {
	return []string{
		"009 170 000009840656 24", "009 213 000001480324 01", "003 200 003004484086 33", "003 700 013114595308 22",
		"002 215 132428316070 26", "002 193 002144840049 15", "011 138 000100054206 56", "011 356 000200194450 39",
		"003 924 013192402996 83", "009 280 212800062989 96", "038 101 107000645032 26", "049 479 006015032578 99",
		"018 000 004005880586 08",
	}
}

func TestPublishedCCIsAreAccepted(t *testing.T) {
	t.Parallel()
	for _, typed := range publishedCCIs() {
		want := strings.ReplaceAll(typed, " ", "")
		for _, text := range []string{typed, want, strings.ReplaceAll(typed, " ", "-")} {
			if cci, found := domain.CheckCCI(text); cci != want || len(found) != 0 {
				t.Errorf("CCI %q is stored as %q with %v", text, cci, found)
			}
		}
	}
}

func TestCCIWithWrongCheckDigitsIsRefusedAndTheRightOnesAreOffered(t *testing.T) {
	t.Parallel()
	for typed, right := range map[string]string{
		"00219300245876912501": "14", "00320013001458796015": "30", "03870012587493621058": "12",
		"00219400254640654321": "99", "00219313660082002414": "12", "01113600010000093889": "99",
	} {
		cci, found := domain.CheckCCI(typed)
		if cci != "" || found.Accepted() || !found.Has(domain.FaultCCICheck) {
			t.Errorf("CCI %s is stored as %q with %v", typed, cci, found)
			continue
		}
		if message := found.Errors()[0].Message; !strings.Contains(message, "¿quiso decir …"+right+"?") {
			t.Errorf("CCI %s is refused with %q, want the digits %s offered", typed, message, right)
		}
		if suggested, ok := domain.SuggestCCI(typed); !ok || suggested != typed[:18]+right {
			t.Errorf("for CCI %s %q is suggested", typed, suggested)
		}
	}
	if _, found := domain.CheckCCI("10103000025896547012"); !found.Has(domain.FaultCCICheck) || !found.Has(domain.FaultCCIBank) {
		t.Errorf("found %v, want the unknown bank and the check digits at once", found)
	}
}

func TestCCIOfAnUnknownBankIsAWarning(t *testing.T) {
	t.Parallel()
	suggested, ok := domain.SuggestCCI("80312300012345678900")
	if !ok {
		t.Fatal("no suggestion")
	}
	if cci, found := domain.CheckCCI(suggested); cci != suggested || found.Level() != domain.LevelWarning || !found.Has(domain.FaultCCIBank) {
		t.Errorf("stored as %q with %v", cci, found)
	}
}

func TestTextThatIsNoCCIIsRefused(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{
		"", "0021930024587691250", "002193002458769125011", "0021930024587691250A", "٠٠٢١٩٣٠٠٢٤٥٨٧٦٩١٢٥٠١",
		strings.Repeat(" ", 100) + "00219300214484004915",
	} {
		if cci, found := domain.CheckCCI(typed); cci != "" || !found.Has(domain.FaultCCIFormat) {
			t.Errorf("CCI %q is stored as %q with %v", typed, cci, found)
		}
		if suggested, ok := domain.SuggestCCI(typed); ok {
			t.Errorf("for %q %q is suggested", typed, suggested)
		}
	}
	if cci, found := domain.CheckCCI(strings.Repeat("0", 20)); cci != "" || !found.Has(domain.FaultCCIImplausible) {
		t.Errorf("a CCI of zeros is stored as %q with %v", cci, found)
	}
}

func TestCCIDigitsDetectWhatTheirAlgorithmCan(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	valid := func(text string) bool {
		_, found := domain.CheckCCI(text)
		return found.Accepted()
	}
	var single, swaps detection
	for range 3000 {
		cci, ok := domain.SuggestCCI(randomDigits(random, 20))
		if !ok {
			t.Fatal("no CCI")
		}
		for position := range cci {
			single.mutate(cci, position, valid)
			if position > 0 {
				swaps.swap(cci, position, valid)
			}
		}
	}
	single.mustBe(t, "single digits of a CCI", 540_000, 1000)
	swaps.mustBe(t, "adjacent swaps of a CCI", 0, 982)
}

func TestRandomTextNeverStopsACheck(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 3))
	const letters = "0123456789012345678901234567890123456789 -+.()ABCXYZñ\x00\xff٣"
	noise := make([]byte, 1<<16)
	for i := range noise {
		noise[i] = letters[random.IntN(len(letters))]
	}
	for round := range 1_000_000 {
		start := random.IntN(len(noise) - 24)
		check(round, string(noise[start:start+random.IntN(24)]))
	}
}

// check runs one of the checks, each in its turn.
func check(round int, text string) {
	bank := []domain.BankCode{domain.BankBCP, domain.BankInterbank, domain.BankBBVA, domain.BankNacion, "035"}[round%5]
	switch round % 10 {
	case 0:
		domain.CheckDocument(domain.DocumentDNI, text)
	case 1:
		domain.CheckDocument(domain.DocumentRUC, text)
	case 2:
		domain.CheckDocument(domain.DocumentCE, text)
	case 3:
		domain.CheckDocument(domain.DocumentPassport, text)
	case 4:
		domain.CheckCCI(text)
	case 5:
		domain.CheckPhone(text)
	case 6:
		account := domain.BankAccount{Bank: bank, Kind: domain.AccountSavings, Currency: "PEN", Number: text, CCI: text}
		domain.CheckBankAccount(account)
	case 7:
		domain.CheckClientName(&domain.Faults{}, domain.DocumentDNI, domain.ClientName{Person: &domain.PersonName{Paternal: text, Maternal: text, Given: text}}, true)
		domain.CheckClientName(&domain.Faults{}, domain.DocumentRUC, domain.ClientName{Company: &domain.CompanyName{Legal: text, Contact: text}}, true)
	case 8:
		domain.CheckAddress(&domain.Faults{}, domain.Address{Line: text, District: text})
		_, _ = domain.NormalizeReferralCode(text)
	default:
		domain.DeriveCCI(domain.BankAccount{Bank: bank, Kind: domain.AccountSavings, Number: text})
		domain.AccountNumberOf(text)
	}
}
