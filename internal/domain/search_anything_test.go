package domain_test

import (
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

func TestAnythingIsReadInEveryFormThatItMayHave(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct{ codes, reference, amount string }{
		"EXP-3267":       {"EXP-3267", "EXP3267", "0.00"},
		"exp 3267":       {"EXP3267 EXP-3267", "EXP3267", "0.00"},
		"3267":           {"3267 EXP-3267", "3267", "0.00"},
		"45120921":       {"45120921 EXP-45120921", "45120921", "0.00"},
		"00381726":       {"00381726 EXP-00381726", "381726", "0.00"},
		"1730.00":        {"", "", "1730.00"},
		"US$ 1,500.00":   {"", "", "1500.00"},
		"S/ 5,568.00":    {"", "", "5568.00"},
		"1730.0":         {"", "", "0.00"},
		"quispe rojas":   {"QUISPEROJAS", "QUISPEROJAS", "0.00"},
		"123":            {"123 EXP-123", "", "0.00"},
		"99999999999.99": {"", "", "99999999999.99"},
	} {
		found, ok := domain.ReadAnything(text)
		if !ok {
			t.Errorf("%q is not looked for", text)
			continue
		}
		if codes := strings.Join(found.Codes, " "); codes != want.codes || found.Reference != want.reference || found.Amount.String() != want.amount {
			t.Errorf("%q: codes %q, reference %q, amount %s, want %+v", text, codes, found.Reference, found.Amount, want)
		}
	}
	for _, text := range []string{"", "ab", "  a ", strings.Repeat("x", 101), "a\x00bc"} {
		if found, ok := domain.ReadAnything(text); ok {
			t.Errorf("%q is looked for as %+v", text, found)
		}
	}
}
