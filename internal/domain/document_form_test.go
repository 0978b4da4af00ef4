package domain_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/domain"
)

// keeps tells whether a number keeps a form, as a front end reads the form: nothing but its fields is asked.
func keeps(form domain.DocumentForm, number string) bool {
	check := form.CheckCharacter
	kept, after := number, ""
	if check != nil && !check.PartOfNumber && len(number) == form.MaxLength+1 {
		kept, after = number[:form.MaxLength], number[form.MaxLength:]
	}
	if len(kept) < form.MinLength || len(kept) > form.MaxLength {
		return false
	}
	set := "0123456789"
	if form.Characters == domain.LettersAndDigits {
		set += "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	}
	if strings.Trim(kept, set) != "" {
		return false
	}
	if len(form.Prefixes) > 0 && !slices.ContainsFunc(form.Prefixes, func(prefix string) bool { return strings.HasPrefix(kept, prefix) }) {
		return false
	}
	if form.RefusesRepeatedDigit && strings.Trim(kept, kept[:1]) == "" {
		return false
	}
	if check == nil {
		return true
	}
	proved := kept[:len(check.Weights)]
	if check.PartOfNumber {
		after = kept[len(check.Weights):]
	}
	return after == "" || isRight(*check, proved, after)
}

func isRight(check domain.CheckCharacter, digits, character string) bool {
	sum := 0
	for i, weight := range check.Weights {
		sum += weight * int(digits[i]-'0')
	}
	return slices.ContainsFunc(check.Alphabets, func(alphabet string) bool { return string(alphabet[sum%len(alphabet)]) == character })
}

func TestWhatAFormSaysOfANumberIsWhatIsAccepted(t *testing.T) {
	t.Parallel()
	known := []string{"00000000", "777777777777", "11111111", "20131312955", "101174102", "10117410G", "10117410", "001234567"}
	for _, form := range domain.DocumentForms() {
		agree := func(t require, number string) (accepted bool) {
			stored, found := domain.CheckDocument(form.Type, number)
			if found.Accepted() != keeps(form, number) {
				t.Fatalf("%s %s: checked %v, the form says %v", form.Type, number, found, keeps(form, number))
			}
			if found.Accepted() && len(stored) > form.MaxLength {
				t.Fatalf("%s is kept as %s", number, stored)
			}
			return found.Accepted()
		}
		accepted := 0
		for _, number := range known {
			if agree(t, number) {
				accepted++
			}
		}
		if accepted == 0 {
			t.Errorf("no %s was accepted", form.Type)
		}
		rapid.Check(t, func(t *rapid.T) {
			agree(t, rapid.OneOf(
				rapid.StringMatching(`[0-9]{4,13}`), rapid.StringMatching(`[0-9A-Z]{4,13}`), rapid.StringMatching(`(10|15|16|17|20)[0-9]{9}`),
				rapid.StringMatching(`[0-9]{8}[0-9A-K]`), rapid.SampledFrom(known),
			).Draw(t, "number"))
		})
	}
}

// require is what a test and a property both are.
type require interface {
	Fatalf(format string, args ...any)
}

func TestEveryKindOfDocumentHasAForm(t *testing.T) {
	t.Parallel()
	var kinds []domain.DocumentType
	for _, form := range domain.DocumentForms() {
		kinds = append(kinds, form.Type)
		if form.Label == "" || form.Hint == "" || len(form.Names) == 0 || len(form.Papers()) == 0 {
			t.Errorf("%s: %+v", form.Type, form)
		}
	}
	if !slices.Equal(kinds, domain.DocumentTypes()) {
		t.Errorf("forms of %v", kinds)
	}
}

// The parts of a name that a form asks for are those that are refused when they are missing, and no other.
func TestWhatAFormSaysOfANameIsWhatIsAskedFor(t *testing.T) {
	t.Parallel()
	for _, form := range domain.DocumentForms() {
		for _, single := range []bool{false, form.SingleSurname} {
			for _, missing := range form.Names {
				for _, length := range []int{0, missing.MaxLength, missing.MaxLength + 1} {
					var faults domain.Faults
					domain.CheckClientName(&faults, form.Type, nameWith(form, missing, length, single), true)
					refused := slices.ContainsFunc(domain.Refusals(faults.Err()), func(e *domain.Error) bool { return slices.Equal(e.Field, missing.Field) })
					want := length > missing.MaxLength || length == 0 && missing.Required && !(single && missing.WaivedBySingleSurname)
					if refused != want {
						t.Errorf("%s without %v (%d characters, one surname: %v): %v", form.Type, missing.Field, length, single, faults.Err())
					}
				}
			}
		}
	}
}

// nameWith is a whole name but for one part, which has a length.
func nameWith(form domain.DocumentForm, part domain.NameField, length int, single bool) domain.ClientName {
	text := func(field string) string {
		switch {
		case part.Field[1] == field:
			return strings.Repeat("A", length)
		case field == "maternalSurname" && single:
			return ""
		}
		return "ANA"
	}
	if form.Type == domain.DocumentRUC {
		return domain.ClientName{Company: &domain.CompanyName{Legal: text("legalName"), Contact: text("contactName"), Position: text("contactPosition")}}
	}
	return domain.ClientName{Person: &domain.PersonName{Paternal: text("paternalSurname"), Maternal: text("maternalSurname"), Given: text("givenNames"),
		SingleSurname: single}}
}
