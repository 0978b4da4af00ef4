package domain_test

import (
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestPhoneIsStoredInE164(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]domain.Phone{
		"987654321":         {E164: "+51987654321", Mobile: true},
		"+51 987 654 321":   {E164: "+51987654321", Mobile: true},
		"0051-987-654-321":  {E164: "+51987654321", Mobile: true},
		"51987654321":       {E164: "+51987654321", Mobile: true},
		"01 2345678":        {E164: "+5112345678"},
		"(01) 234-5678":     {E164: "+5112345678"},
		"12345678":          {E164: "+5112345678"},
		"044 231234":        {E164: "+5144231234"},
		"+51 44 231234":     {E164: "+5144231234"},
		"51231234":          {E164: "+5151231234"},
		"+51 51 231234":     {E164: "+5151231234"},
		"5151231234":        {E164: "+5151231234"},
		"  987.654.321  ":   {E164: "+51987654321", Mobile: true},
		"\u00a0987654321\t": {E164: "+51987654321", Mobile: true},
	} {
		if phone, found := domain.CheckPhone(typed); phone != want || len(found) != 0 {
			t.Errorf("%q is stored as %+v with %v, want %+v", typed, phone, found, want)
		}
	}
}

func TestTextThatIsNoPhoneIsRefused(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{
		"", "887654321", "98765432", "9876543210", "+51", "+51 887654321", "99 231234", "0", "+", "00", "98765432a",
		"١٢٣", "+1 23", "+0123456789", "+1234567890123456", "1234567", "+51 4567890",
	} {
		if phone, found := domain.CheckPhone(typed); phone != (domain.Phone{}) || !found.Has(domain.FaultPhoneFormat) {
			t.Errorf("%q is stored as %+v with %v", typed, phone, found)
		}
	}
}

func TestDoubtfulPhoneIsAWarning(t *testing.T) {
	t.Parallel()
	for typed, c := range map[string]struct {
		stored string
		code   domain.FaultCode
	}{
		"456-7890":       {"+5114567890", domain.FaultPhoneNoArea},
		"+1 305 5551234": {"+13055551234", domain.FaultPhoneForeign},
		"0034912345678":  {"+34912345678", domain.FaultPhoneForeign},
	} {
		phone, found := domain.CheckPhone(typed)
		if phone.E164 != c.stored || phone.Mobile || found.Level() != domain.LevelWarning || !found.Has(c.code) {
			t.Errorf("%q is stored as %+v with %v", typed, phone, found)
		}
	}
}
