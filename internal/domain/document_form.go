package domain

import (
	"fmt"
	"slices"
	"strings"
)

// CharacterSet is what the characters of a number are.
type CharacterSet string

// The sets.
const (
	Digits           CharacterSet = "DIGITS"
	LettersAndDigits CharacterSet = "LETTERS_AND_DIGITS"
)

// Values lists the sets.
func (CharacterSet) Values() []string { return []string{string(Digits), string(LettersAndDigits)} }

// DocumentForm is how the number of a kind of document is written, and what is asked of who registers with it. It is the one table of
// these rules: CheckDocument and CheckClientName ask it, and front ends read it.
type DocumentForm struct {
	Type DocumentType
	// Label names the document, and Hint says what to type.
	Label, Hint string
	Characters  CharacterSet
	// MinLength and MaxLength bound the number as it is kept, both included.
	MinLength, MaxLength int
	// Prefixes are what the number begins with; empty for anything.
	Prefixes []string
	// RefusesRepeatedDigit refuses a number of one digit alone.
	RefusesRepeatedDigit bool
	// CheckCharacter is nil where no character proves the others.
	CheckCharacter *CheckCharacter
	// Names are the parts of the name in the order of forms.
	Names []NameField
	// SingleSurname tells whether it may be declared that the document has one surname in the place of two.
	SingleSurname bool

	// unusual finds numbers that are accepted and deserve a second look, for the reason in unusualText.
	unusual                func(number string) bool
	unusualText, checkText string
	faults                 documentFaults
}

// documentFaults are the codes of what may be wrong with a number.
type documentFaults struct{ format, prefix, implausible, check, unusual FaultCode }

// Papers lists the papers that identify who has the document.
func (f DocumentForm) Papers() []DocumentKind { return RequiredDocuments(f.Type) }

// formatText says what length and characters the number has.
func (f DocumentForm) formatText() string {
	characters := map[CharacterSet]string{Digits: "dígitos", LettersAndDigits: "letras o dígitos"}[f.Characters]
	if f.MinLength == f.MaxLength {
		return fmt.Sprintf("El %s debe tener %d %s.", f.noun(), f.MaxLength, characters)
	}
	return fmt.Sprintf("El %s debe tener de %d a %d %s.", f.noun(), f.MinLength, f.MaxLength, characters)
}

// noun is the label inside a sentence.
func (f DocumentForm) noun() string {
	if f.Characters == Digits {
		return f.Label // DNI, RUC
	}
	return strings.ToLower(f.Label)
}

// CheckCharacter is how the character is computed that proves the others of a number.
type CheckCharacter struct {
	// PartOfNumber tells whether it is the last one of the number. Else it is printed after the number, may be left out, and is not kept.
	PartOfNumber bool
	// Weights multiply the digits from the left.
	Weights []int
	// Alphabets hold the right character at the remainder of the sum by their length; any of them is right.
	Alphabets []string
}

// Of answers the characters that are right for a number.
func (c CheckCharacter) Of(number string) []string {
	sum, right := weightedSum(number, c.Weights), make([]string, len(c.Alphabets))
	for i, alphabet := range c.Alphabets {
		place := sum % len(alphabet)
		right[i] = alphabet[place : place+1]
	}
	return right
}

// NameField is a part of a name, as a form asks for it.
type NameField struct {
	// Field is its path in the name of an input.
	Field []string
	Label string
	// Required tells whether it is asked for; of a company's contactName, of who registers itself.
	Required bool
	// WaivedBySingleSurname lets the declaration of one surname leave it out.
	WaivedBySingleSurname bool
	// MaxLength is in characters.
	MaxLength int
}

// documentForms are the rules of domain.md 5.1 and compliance.md 5.1 to 5.3, in the order of the screens.
//
// A DNI's check character is a digit on today's cards and a letter on the old ones. A RUC's digit misses 1.5 % of single-digit errors,
// because two classes share it: an aid for typing and no proof. Of CEs SUNAT's registers accept more than the usual 9 digits.
var documentForms = []DocumentForm{
	{Type: DocumentDNI, Label: "DNI", Hint: "8 dígitos, con o sin el carácter verificador.", Characters: Digits, MinLength: 8, MaxLength: 8,
		RefusesRepeatedDigit: true,
		CheckCharacter:       &CheckCharacter{Weights: []int{3, 2, 7, 6, 5, 4, 3, 2}, Alphabets: []string{"65432110987", "KJIHGFEDCBA"}},
		Names:                personFields(true), SingleSurname: true,
		checkText: "El carácter verificador no corresponde al DNI: revisa los 8 dígitos.",
		faults:    documentFaults{format: FaultDNIFormat, implausible: FaultDNIImplausible, check: FaultDNICheck}},
	{Type: DocumentCE, Label: "Carné de extranjería", Hint: "De 8 a 12 letras o dígitos; lo usual son 9 dígitos.", Characters: LettersAndDigits,
		MinLength: 8, MaxLength: 12, Names: personFields(false),
		unusual:     func(number string) bool { return len(number) != 9 || !isDecimal(number) },
		unusualText: "Lo usual son 9 dígitos: confirma el número con el carné.",
		faults:      documentFaults{format: FaultCEFormat, unusual: FaultCEUnusual}},
	{Type: DocumentPassport, Label: "Pasaporte", Hint: "De 5 a 12 letras o dígitos.", Characters: LettersAndDigits, MinLength: 5, MaxLength: 12,
		Names: personFields(false), faults: documentFaults{format: FaultPassportFormat}},
	{Type: DocumentRUC, Label: "RUC", Hint: "11 dígitos.", Characters: Digits, MinLength: 11, MaxLength: 11,
		Prefixes: []string{"10", "15", "16", "17", "20"},
		CheckCharacter: &CheckCharacter{PartOfNumber: true, Weights: []int{5, 4, 3, 2, 7, 6, 5, 4, 3, 2},
			Alphabets: []string{"10987654321"}},
		Names:       companyFields(),
		unusual:     func(number string) bool { return strings.HasPrefix(number, "16") },
		unusualText: "El prefijo 16 es poco común: confirma el RUC con la ficha.",
		checkText:   "El dígito verificador del RUC no corresponde: revisa los 11 dígitos.",
		faults:      documentFaults{format: FaultRUCFormat, prefix: FaultRUCPrefix, check: FaultRUCCheck, unusual: FaultRUCPrefix}},
}

// personFields are the parts of a person's name; whole asks for those that a DNI has. Foreigners may have one surname and no more.
func personFields(whole bool) []NameField {
	return []NameField{
		{Field: []string{"person", "paternalSurname"}, Label: "Apellido paterno", Required: true, MaxLength: longestNamePart},
		{Field: []string{"person", "maternalSurname"}, Label: "Apellido materno", Required: whole, WaivedBySingleSurname: true, MaxLength: longestNamePart},
		{Field: []string{"person", "givenNames"}, Label: "Nombres", Required: whole, MaxLength: longestNamePart},
	}
}

// companyFields are the parts of a company's name.
func companyFields() []NameField {
	return []NameField{
		{Field: []string{"company", "legalName"}, Label: "Razón social", Required: true, MaxLength: longestName},
		{Field: []string{"company", "contactName"}, Label: "Nombre del contacto", Required: true, MaxLength: longestName},
		{Field: []string{"company", "contactPosition"}, Label: "Cargo del contacto", MaxLength: longestNamePart},
	}
}

// DocumentForms answers the form of every kind of document, in the order of the screens. What they share must not be changed.
func DocumentForms() []DocumentForm { return slices.Clone(documentForms) }

// FormOfDocument answers the form of a kind of document; ok is false for an unknown kind.
func FormOfDocument(kind DocumentType) (form DocumentForm, ok bool) {
	for _, form := range documentForms {
		if form.Type == kind {
			return form, true
		}
	}
	return DocumentForm{}, false
}

// nameField answers a part of the name by the last step of its path.
func (f DocumentForm) nameField(name string) NameField {
	for _, field := range f.Names {
		if field.Field[len(field.Field)-1] == name {
			return field
		}
	}
	return NameField{}
}

// asked answers the text for a part that is missing, and none where it may be left out.
func (n NameField) asked(singleSurname bool, message string) string {
	return needed(n.Required && !(n.WaivedBySingleSurname && singleSurname), message)
}

// spokenList joins words as a sentence does: "10, 15, 16, 17 o 20".
func spokenList(words []string) string {
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " o " + words[last]
}
