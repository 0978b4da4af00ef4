package domain_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
)

func someone(paternal, maternal, given string) domain.ClientName {
	return domain.ClientName{Person: &domain.PersonName{Paternal: paternal, Maternal: maternal, Given: given}}
}

func firm(legal, contact string) domain.ClientName {
	return domain.ClientName{Company: &domain.CompanyName{Legal: legal, Contact: contact}}
}

func TestNamesFollowTheDocument(t *testing.T) {
	t.Parallel()
	for what, c := range map[string]struct {
		document domain.DocumentType
		name     domain.ClientName
		needed   bool
		full     string
		faults   []string
	}{
		"a DNI has both surnames":              {domain.DocumentDNI, someone(" quispe", "mamani ", "rosa  elena"), true, "QUISPE MAMANI ROSA ELENA", nil},
		"a DNI without the mother's":           {domain.DocumentDNI, someone("Quispe", "", "Rosa"), true, "QUISPE ROSA", []string{"name.person.maternalSurname"}},
		"a foreigner with one surname":         {domain.DocumentCE, someone("O'Neill-Smith", "", "Ana María"), true, "O'NEILL-SMITH ANA MARÍA", nil},
		"a passport with one surname":          {domain.DocumentPassport, someone("Nguyễn", "", "Văn"), true, "NGUYỄN VĂN", nil},
		"nobody has no name":                   {domain.DocumentCE, someone("", "", ""), true, "", []string{"name.person.paternalSurname", "name.person.givenNames"}},
		"digits are no name":                   {domain.DocumentDNI, someone("Qu1spe", "M", "R"), true, "QU1SPE M R", []string{"name.person.paternalSurname"}},
		"a company":                            {domain.DocumentRUC, firm("3M Perú  S.A.", "Ana Ríos"), true, "3M PERÚ S.A.", nil},
		"a company that registers itself":      {domain.DocumentRUC, firm("Sunat", ""), true, "SUNAT", []string{"name.company.contactName"}},
		"a company that the house registers":   {domain.DocumentRUC, firm("Sunat", ""), false, "SUNAT", nil},
		"a company needs its name":             {domain.DocumentRUC, firm(" ", "Ana"), true, "", []string{"name.company.legalName"}},
		"a person's name is no company's":      {domain.DocumentRUC, someone("A", "B", "C"), true, "", []string{"name"}},
		"a company's name is no person's":      {domain.DocumentDNI, firm("Sunat", "Ana"), true, "", []string{"name"}},
		"nothing at all":                       {domain.DocumentDNI, domain.ClientName{}, true, "", []string{"name"}},
		"more than the column holds in all":    {domain.DocumentCE, someone(strings.Repeat("a", 100), strings.Repeat("b", 100), "c"), true, strings.Repeat("A", 100) + " " + strings.Repeat("B", 100) + " C", []string{"name.person.givenNames"}},
		"a direction mark is no part of names": {domain.DocumentRUC, firm("Su\u202enat", ""), false, "SU\u202eNAT", []string{"name.company.legalName"}},
	} {
		var faults domain.Faults
		got := domain.CheckClientName(&faults, c.document, c.name, c.needed, "name")
		var at []string
		for _, refusal := range domain.Refusals(faults.Err()) {
			at = append(at, strings.Join(refusal.Field, "."))
		}
		if !slices.Equal(at, c.faults) || got.Full() != c.full {
			t.Errorf("%s: %q with faults at %v", what, got.Full(), at)
		}
	}
}

func TestAcceptedNamesFitTheirColumnsAndAreStoredInOneForm(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		document := rapid.SampledFrom(domain.DocumentTypes()).Draw(t, "document")
		text := rapid.OneOf(rapid.StringN(0, 120, 300), rapid.StringMatching(`[A-Za-zÑñÁé '.-]{0,110}`))
		name := domain.ClientName{Person: &domain.PersonName{Paternal: text.Draw(t, "paternal"), Maternal: text.Draw(t, "maternal"), Given: text.Draw(t, "given")},
			Company: &domain.CompanyName{Legal: text.Draw(t, "legal"), Contact: text.Draw(t, "contact"), Position: text.Draw(t, "position")}}
		var faults domain.Faults
		stored := domain.CheckClientName(&faults, document, name, rapid.Bool().Draw(t, "needed"), "name")
		if faults.Err() != nil {
			return
		}
		full := stored.Full()
		if length := utf8.RuneCountInString(full); length == 0 || length > 200 || strings.Contains(full, "  ") || full != strings.TrimSpace(full) {
			t.Fatalf("stored as %q", full)
		}
		var none domain.Faults
		if again := domain.CheckClientName(&none, document, stored, false, "name"); none.Err() != nil || again.Full() != full {
			t.Fatalf("%q is stored as %q the second time, %v", full, again.Full(), none.Err())
		}
	})
}

func TestReferralCodesAreSixOfTheirAlphabet(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{" abc234 ": "ABC234", "ZZZZZZ": "ZZZZZZ", "ABC23": "", "ABC2345": "", "ABCI23": "", "ABCO23": "", "ABC123": "",
		"ABC023": "", "ÁBC234": ""} {
		if code, ok := domain.NormalizeReferralCode(typed); code != want || ok != (want != "") {
			t.Errorf("%q is %q, %t", typed, code, ok)
		}
	}
}
