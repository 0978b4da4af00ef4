package domain_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestDNIIsAcceptedWithAndWithoutItsCheckCharacter(t *testing.T) {
	t.Parallel()
	// Number, digit of today's cards, letter of the old ones (compliance.md 5.1).
	for _, c := range []struct{ number, digit, letter string }{
		{"10117410", "2", "G"}, {"41920371", "3", "H"}, {"05414828", "9", "C"}, {"12345678", "1", "E"},
	} {
		for _, typed := range []string{
			c.number, c.number + c.digit, c.number + "-" + c.digit, c.number + c.letter, c.number + "-" + strings.ToLower(c.letter),
			" " + c.number + " ",
		} {
			if number, found := domain.CheckDocument(domain.DocumentDNI, typed); number != c.number || len(found) != 0 {
				t.Errorf("DNI %q is stored as %q with %v", typed, number, found)
			}
		}
	}
}

// Old cards print a letter where today's print a digit; each letter stands for one class of numbers and so for one digit.
func TestDNIHasOneCheckDigitAndItsLetter(t *testing.T) {
	t.Parallel()
	digitOf := map[string]string{
		"K": "6", "J": "5", "I": "4", "H": "3", "G": "2", "F": "1", "E": "1", "D": "0", "C": "9", "B": "8", "A": "7",
	}
	random := rand.New(rand.NewPCG(1, 4))
	seen := map[string]bool{}
	for range 500 {
		dni, accepted := randomDigits(random, 8), ""
		for _, character := range "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" {
			if _, found := domain.CheckDocument(domain.DocumentDNI, dni+string(character)); found.Accepted() {
				accepted += string(character)
			}
		}
		if len(accepted) != 2 || digitOf[accepted[1:]] != accepted[:1] {
			t.Fatalf("DNI %s accepts the characters %q", dni, accepted)
		}
		seen[accepted[1:]] = true
	}
	if len(seen) != len(digitOf) {
		t.Errorf("only the letters %v were seen", seen)
	}
}

func TestDocumentThatBreaksARuleIsRefusedWithItsCode(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind   domain.DocumentType
		number string
		code   domain.FaultCode
	}{
		{domain.DocumentDNI, "10117410-3", domain.FaultDNICheck},
		{domain.DocumentDNI, "10117410H", domain.FaultDNICheck},
		{domain.DocumentDNI, "1011741", domain.FaultDNIFormat},
		{domain.DocumentDNI, "1011741023", domain.FaultDNIFormat},
		{domain.DocumentDNI, "1011741A", domain.FaultDNIFormat},
		{domain.DocumentDNI, "", domain.FaultDNIFormat},
		{domain.DocumentDNI, "١٠١١٧٤١٠", domain.FaultDNIFormat},
		{domain.DocumentDNI, "00000000", domain.FaultDNIImplausible},
		{domain.DocumentDNI, "77777777", domain.FaultDNIImplausible},
		{domain.DocumentRUC, "20512333798", domain.FaultRUCCheck},
		{domain.DocumentRUC, "20610605571", domain.FaultRUCCheck},
		{domain.DocumentRUC, "20101030820", domain.FaultRUCCheck},
		{domain.DocumentRUC, "30131312955", domain.FaultRUCPrefix},
		{domain.DocumentRUC, "2013131295", domain.FaultRUCFormat},
		{domain.DocumentRUC, "2013131295A", domain.FaultRUCFormat},
		{domain.DocumentCE, "1234567", domain.FaultCEFormat},
		{domain.DocumentCE, "1234567890123", domain.FaultCEFormat},
		{domain.DocumentCE, "00123456Ñ", domain.FaultCEFormat},
		{domain.DocumentPassport, "A123", domain.FaultPassportFormat},
		{domain.DocumentPassport, "A123456789012", domain.FaultPassportFormat},
		{"LIBRETA", "10117410", domain.FaultDocumentType},
	} {
		number, found := domain.CheckDocument(c.kind, c.number)
		if number != "" || found.Accepted() || !found.Has(c.code) {
			t.Errorf("%s %q is stored as %q with %v, want %s", c.kind, c.number, number, found, c.code)
		}
	}
}

func TestEveryFaultOfARUCIsToldAtOnce(t *testing.T) {
	t.Parallel()
	_, found := domain.CheckDocument(domain.DocumentRUC, "30131312950")
	if !found.Has(domain.FaultRUCPrefix) || !found.Has(domain.FaultRUCCheck) {
		t.Errorf("found %v, want the prefix and the check digit", found)
	}
}

// publishedRUCs are numbers of known owners (compliance.md 5.2).
func publishedRUCs() []string {
	return []string{
		"20131312955", "20600695771", "20615113698",
		"20100047218", "20100053455", "20100130204", "20100043140",
		"20100030595", "20122476309", "20131370564", "20295613620", "20133840533",
		"20101036813", "20100105862", "20382036655",
		"20108363101", "20423916541", "20458382779",
		"20512333797", "10054148289",
	}
}

func TestPublishedRUCsAreAccepted(t *testing.T) {
	t.Parallel()
	for _, ruc := range publishedRUCs() {
		if number, found := domain.CheckDocument(domain.DocumentRUC, ruc); number != ruc || len(found) != 0 {
			t.Errorf("RUC %s is stored as %q with %v", ruc, number, found)
		}
	}
}

func TestRareRUCPrefixIsAWarning(t *testing.T) {
	t.Parallel()
	accepted := 0
	for digit := '0'; digit <= '9'; digit++ {
		number, found := domain.CheckDocument(domain.DocumentRUC, "1613131295"+string(digit))
		if found.Accepted() {
			accepted++
			if found.Level() != domain.LevelWarning || !found.Has(domain.FaultRUCPrefix) || number == "" {
				t.Errorf("%s was found %v", number, found)
			}
		}
	}
	if accepted != 1 {
		t.Errorf("%d check digits are right, want 1", accepted)
	}
}

func TestRUCOfAPersonHoldsTheDNI(t *testing.T) {
	t.Parallel()
	if dni, ok := domain.DNIOfRUC("10054148289"); !ok || dni != "05414828" {
		t.Errorf("got %q, %t", dni, ok)
	}
	for _, ruc := range []string{"20512333797", "10054148280", "", "10"} {
		if dni, ok := domain.DNIOfRUC(ruc); ok {
			t.Errorf("%q gave the DNI %q", ruc, dni)
		}
	}
}

func TestUnusualCEIsAWarning(t *testing.T) {
	t.Parallel()
	for typed, level := range map[string]domain.FindingLevel{
		"001234567": domain.LevelOK, "00-1234567": domain.LevelOK, "12345678": domain.LevelWarning,
		"ab1234567": domain.LevelWarning, "123456789012": domain.LevelWarning,
	} {
		number, found := domain.CheckDocument(domain.DocumentCE, typed)
		if number == "" || number != strings.ToUpper(number) || found.Level() != level {
			t.Errorf("CE %q is stored as %q with %v, want level %s", typed, number, found, level)
		}
	}
}

func TestPassportIsStoredInCapitals(t *testing.T) {
	t.Parallel()
	if number, found := domain.CheckDocument(domain.DocumentPassport, "xdb 123456"); number != "XDB123456" || len(found) != 0 {
		t.Errorf("stored as %q with %v", number, found)
	}
}

func TestDocumentTypesCarrySUNATCodes(t *testing.T) {
	t.Parallel()
	want := map[domain.DocumentType]string{
		domain.DocumentDNI: "1", domain.DocumentCE: "4", domain.DocumentRUC: "6", domain.DocumentPassport: "7",
	}
	for _, kind := range domain.DocumentTypes() {
		if kind.SUNATCode() != want[kind] || !kind.Valid() {
			t.Errorf("%s has code %q", kind, kind.SUNATCode())
		}
	}
	if domain.DocumentType("LIBRETA").Valid() {
		t.Error("an unknown type is valid")
	}
}

// The digit has two classes that share a value, so a detection above its own limit would mean a wrong implementation
// (compliance.md 5.2 and 7.3).
func TestRUCDigitDetectsWhatItsAlgorithmCan(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 1))
	var single, swaps detection
	for range 3000 {
		ruc := randomRUC(t, random)
		for position := 2; position < len(ruc); position++ {
			single.mutate(ruc, position, rucIsValid)
			if position > 2 {
				swaps.swap(ruc, position, rucIsValid)
			}
		}
	}
	single.mustBe(t, "single digits of a RUC", 243_000, 985)
	swaps.mustBe(t, "adjacent swaps of a RUC", 0, 981)
}

func randomRUC(t *testing.T, random *rand.Rand) string {
	t.Helper()
	first10 := []string{"10", "15", "17", "20"}[random.IntN(4)] + randomDigits(random, 8)
	for digit := '0'; digit <= '9'; digit++ {
		if ruc := first10 + string(digit); rucIsValid(ruc) {
			return ruc
		}
	}
	t.Fatalf("no digit completes %s", first10)
	return ""
}

func rucIsValid(ruc string) bool {
	_, found := domain.CheckDocument(domain.DocumentRUC, ruc)
	return found.Accepted()
}
