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

func single(paternal, maternal, given string) domain.ClientName {
	name := someone(paternal, maternal, given)
	name.Person.SingleSurname = true
	return name
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
		"a DNI has both surnames":            {domain.DocumentDNI, someone(" quispe", "mamani ", "rosa  elena"), true, "QUISPE MAMANI ROSA ELENA", nil},
		"a DNI without the mother's":         {domain.DocumentDNI, someone("Quispe", "", "Rosa"), true, "QUISPE ROSA", []string{"name.person.maternalSurname"}},
		"a foreigner with one surname":       {domain.DocumentCE, someone("O'Neill-Smith", "", "Ana María"), true, "O'NEILL-SMITH ANA MARÍA", nil},
		"a passport with one surname":        {domain.DocumentPassport, someone("Nguyễn", "", "Văn"), true, "NGUYỄN VĂN", nil},
		"nobody has no name":                 {domain.DocumentCE, someone("", "", ""), true, "", []string{"name.person.paternalSurname"}},
		"digits are no name":                 {domain.DocumentDNI, someone("Qu1spe", "M", "R"), true, "M R", []string{"name.person.paternalSurname"}},
		"a company":                          {domain.DocumentRUC, firm("3M Perú  S.A.", "Ana Ríos"), true, "3M PERÚ S.A.", nil},
		"a company that registers itself":    {domain.DocumentRUC, firm("Sunat", ""), true, "SUNAT", []string{"name.company.contactName"}},
		"a company that the house registers": {domain.DocumentRUC, firm("Sunat", ""), false, "SUNAT", nil},
		"a company needs its name":           {domain.DocumentRUC, firm(" ", "Ana"), true, "", []string{"name.company.legalName"}},
		"a person's name is no company's":    {domain.DocumentRUC, someone("A", "B", "C"), true, "", []string{"name"}},
		"a company's name is no person's":    {domain.DocumentDNI, firm("Sunat", "Ana"), true, "", []string{"name"}},
		"nothing at all":                     {domain.DocumentDNI, domain.ClientName{}, true, "", []string{"name"}},
		"more than the column holds in all": {domain.DocumentCE, someone(strings.Repeat("a", 100), strings.Repeat("b", 100), "c"), true,
			strings.Repeat("A", 100) + " " + strings.Repeat("B", 100) + " C", []string{"name.person.givenNames"}},
		"a direction mark is no part of names": {domain.DocumentRUC, firm("Su\u202enat", ""), false, "", []string{"name.company.legalName"}},
		"a decomposed name":                    {domain.DocumentPassport, someone("N\u0303ahuincopa", "", "Jose\u0301"), true, "ÑAHUINCOPA JOSÉ", nil},
		"a letter that shows nothing":          {domain.DocumentPassport, someone("\u3164", "", "\u115f\u1160"), true, "", []string{"name.person.paternalSurname"}},
		"the apostrophe of Spanish keyboards":  {domain.DocumentPassport, someone("D´Angelo", "D’Angelo", "D`A D‘A D′A"), true, "D'ANGELO D'ANGELO D'A D'A D'A", nil},
		"a hyphen of another keyboard":         {domain.DocumentPassport, someone("García–Ríos", "García\u2011Ríos", "A−B"), true, "GARCÍA-RÍOS GARCÍA-RÍOS A-B", nil},
		"an abbreviation":                      {domain.DocumentPassport, someone("Vda. de Ríos", "", "Ma. Elena"), true, "VDA. DE RÍOS MA. ELENA", nil},
		"a name that mail makes a link":        {domain.DocumentPassport, someone("Ríos", "", "www.evil.pe"), true, "RÍOS", []string{"name.person.givenNames"}},
		"an invitation that mail makes a link": {domain.DocumentRUC, firm("Ríos SAC", "Entra a bit.ly"), true, "RÍOS SAC", []string{"name.company.contactName"}},
		"one name in a passport":               {domain.DocumentPassport, someone("Suharto", "", ""), true, "SUHARTO", nil},
		"one name and a hyphen for the rest":   {domain.DocumentCE, someone("Suharto", "-", "-"), true, "SUHARTO", nil},
		"one name with a DNI": {domain.DocumentDNI, someone("Suharto", "", ""), true, "SUHARTO",
			[]string{"name.person.maternalSurname", "name.person.givenNames"}},
		"a DNI with one surname, declared":    {domain.DocumentDNI, single("Ramos", "", "Iris"), true, "RAMOS IRIS", nil},
		"a second surname against the word":   {domain.DocumentDNI, single("Ramos", "Vega", "Iris"), true, "RAMOS VEGA IRIS", []string{"name.person.singleSurname"}},
		"letters of two scripts in a word":    {domain.DocumentPassport, someone("P\u0430redes", "", "Ana"), true, "ANA", []string{"name.person.paternalSurname"}},
		"letters of other typefaces":          {domain.DocumentPassport, someone("𝓠uispe", "Ｒíos", "ﬁna M.ª"), true, "QUISPE RÍOS FINA M.ª", nil},
		"a company with initials and a point": {domain.DocumentRUC, firm("Amazon.com Perú S.A.C.", "Ana Ríos"), true, "AMAZON.COM PERÚ S.A.C.", nil},
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

func TestNamesAreSpokenAsOneCallsThem(t *testing.T) {
	t.Parallel()
	for stored, want := range map[string]string{"ROSA ELENA": "Rosa Elena", "JEAN-PIERRE": "Jean-Pierre", "JOSÉ-MARÍA D'ÁVILA": "José-María D'Ávila",
		"MA. DEL CARMEN": "Ma. del Carmen", "DE LA CRUZ": "De la Cruz", "ÑUSTA": "Ñusta", "": ""} {
		if got := domain.SpokenName(stored); got != want {
			t.Errorf("%q is spoken %q, want %q", stored, got, want)
		}
	}
}

func TestLinksInNamesAreKnown(t *testing.T) {
	t.Parallel()
	for name, link := range map[string]bool{"Www.evil.pe": true, "Entra a bit.ly": true, "a@b": true, "http://x": true, "Ma. del Carmen": false,
		"Vda. de Ríos": false, "S.A.C.": false, "Ríos S.A.C.": false, "Rosa": false, "": false} {
		if got := domain.HasLink(name); got != link {
			t.Errorf("%q: %t", name, got)
		}
	}
}
