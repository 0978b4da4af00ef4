package domain

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The lengths of names, in characters; they are the widths of the columns.
const (
	longestNamePart = 100
	longestName     = 200
	shortestCompany = 2
)

// PersonName is the name of a person as its document has it.
type PersonName struct {
	// Paternal is the apellido paterno, or the one surname of who has one.
	Paternal string `json:"paternal"`
	// Maternal is the apellido materno; empty for who has none.
	Maternal string `json:"maternal,omitempty"`
	// Given are the names; empty where the document has a primary identifier alone (ICAO 9303), which is then Paternal.
	Given string `json:"given"`
	// SingleSurname declares that the document has one surname; a DNI needs it said.
	SingleSurname bool `json:"singleSurname,omitempty"`
}

// CompanyName is the name of a company and who speaks for it.
type CompanyName struct {
	// Legal is the razón social.
	Legal    string `json:"legal"`
	Contact  string `json:"contact,omitempty"`
	Position string `json:"position,omitempty"`
}

// ClientName is the name of a client: a person's or a company's.
type ClientName struct {
	Person  *PersonName  `json:"person,omitempty"`
	Company *CompanyName `json:"company,omitempty"`
}

// Full is the name in one line: PATERNO MATERNO NOMBRES, or the razón social (domain.md 1.2).
func (n ClientName) Full() string {
	switch {
	case n.Company != nil:
		return n.Company.Legal
	case n.Person != nil:
		return strings.Join(strings.Fields(n.Person.Paternal+" "+n.Person.Maternal+" "+n.Person.Given), " ")
	}
	return ""
}

// CheckClientName answers a name as it is stored, in upper case, in NFC, with single spaces and one kind of apostrophe and hyphen,
// and adds what is wrong with it to the faults of an input, below the path of its field. It is the one place of the rules by document
// (domain.md 5.1, P-29): a DNI has both surnames, or one where that is declared (naturalised Peruvians, old records), and names;
// foreigners may have one surname and no more; and a RUC has a razón social (DocumentForm). contactNeeded asks a company who speaks for it.
func CheckClientName(faults *Faults, document DocumentType, name ClientName, contactNeeded bool, path ...string) ClientName {
	at := func(e *Error, field ...string) { faults.Add(e.At(append(append([]string{}, path...), field...)...)) }
	switch {
	case document == DocumentRUC && name.Company == nil:
		at(Refuse(CodeRequired, "Con RUC indica la razón social de la empresa."))
		return ClientName{}
	case document == DocumentRUC:
		return ClientName{Company: checkCompany(*name.Company, contactNeeded, at)}
	case name.Person == nil:
		at(Refuse(CodeRequired, "Con este documento indica los apellidos y nombres de la persona."))
		return ClientName{}
	}
	form, known := FormOfDocument(document)
	if !known {
		form.Names = personFields(false)
	}
	return ClientName{Person: checkPerson(*name.Person, form, at)}
}

// checkPerson reads the parts of a person's name, and asks for those that the form of its document does.
func checkPerson(name PersonName, form DocumentForm, at func(e *Error, field ...string)) *PersonName {
	checked := PersonName{SingleSurname: name.SingleSurname}
	for _, part := range []struct {
		typed          string
		read           *string
		field, missing string
	}{
		{name.Paternal, &checked.Paternal, "paternalSurname", "Escribe el apellido paterno, o el único nombre de tu documento."},
		{name.Maternal, &checked.Maternal, "maternalSurname",
			"Con DNI escribe también el apellido materno. Si el DNI tiene un solo apellido, decláralo (singleSurname)."},
		{name.Given, &checked.Given, "givenNames", "Escribe los nombres."},
	} {
		rule := form.nameField(part.field)
		var refusal *Error
		if *part.read, refusal = readPersonal(part.typed, rule.MaxLength, rule.asked(name.SingleSurname, part.missing)); refusal != nil {
			at(refusal, "person", part.field)
		}
	}
	if checked.SingleSurname && checked.Maternal != "" {
		at(Refuse(CodeInvalid, "Declaraste un solo apellido: deja vacío el materno, o retira la declaración."), "person", "singleSurname")
	}
	if full := (ClientName{Person: &checked}).Full(); utf8.RuneCountInString(full) > longestName {
		at(Refuse(CodeInvalid, "El nombre completo puede tener hasta %d caracteres.", longestName).With("maximum", longestName), "person", "givenNames")
	}
	return &checked
}

func checkCompany(name CompanyName, contactNeeded bool, at func(e *Error, field ...string)) *CompanyName {
	var checked CompanyName
	read := func(typed string, into *string, reading func(string) (string, *Error), field string) {
		var refusal *Error
		if *into, refusal = reading(typed); refusal != nil {
			at(refusal, "company", field)
		}
	}
	read(name.Legal, &checked.Legal, readLegal, "legalName")
	read(name.Contact, &checked.Contact, func(text string) (string, *Error) {
		return readPersonal(text, longestName, needed(contactNeeded, "Escribe quién habla por la empresa."))
	}, "contactName")
	read(name.Position, &checked.Position, func(text string) (string, *Error) { return readName(text, longestNamePart, "") }, "contactPosition")
	return &checked
}

// longestStaffName is the width of the column, in characters.
const longestStaffName = 120

// ReadStaffName answers the name of a person of the house as people call it, with one kind of apostrophe and of hyphen.
func ReadStaffName(text string) (string, *Error) {
	read, refusal := Text{Longest: longestStaffName, Missing: "Escribe el nombre, de hasta 120 caracteres."}.Read(text)
	return plainSigns(read), refusal
}

// needed is a message for a field that has to be there, and none for one that may be left out.
func needed(is bool, message string) string {
	if is {
		return message
	}
	return ""
}

// readName answers a name as it is stored. NFC comes last, because capitals of a composed letter may be composed of two.
func readName(text string, longest int, missing string) (string, *Error) {
	rule := Text{Longest: longest, Missing: missing}
	if len(text) > longestInput(longest) {
		return "", rule.tooLong()
	}
	read, refusal := rule.Read(plainLetters(text))
	return norm.NFC.String(strings.ToUpper(plainSigns(read))), refusal
}

// plainLetters writes the letters themselves for their forms of other widths and typefaces (Ａ, 𝓐, ﬁ), which registers do not have and
// nobody searches by. The raised letters of abbreviations (M.ª) are no such form.
func plainLetters(text string) string {
	var plain strings.Builder
	for _, r := range text {
		if unicode.IsLetter(r) && r != 'ª' && r != 'º' {
			plain.WriteString(norm.NFKC.String(string(r)))
		} else {
			plain.WriteRune(r)
		}
	}
	return plain.String()
}

// plainSigns writes one apostrophe and one hyphen for all that keyboards give.
func plainSigns(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case isApostrophe(r):
			return '\''
		case isHyphen(r):
			return '-'
		}
		return r
	}, text)
}

// readPersonal reads a part of a person's name: letters, and what stands between them. Signs without a letter are what forms want
// typed where there is nothing. A point ends a word (Ma. del Carmen): inside of one it would make the name a link for programs that
// read mail.
func readPersonal(text string, longest int, missing string) (string, *Error) {
	read, refusal := readName(text, longest, "")
	odd := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.In(r, unicode.Mn, unicode.Mc) && !strings.ContainsRune(" '.-", r)
	}
	switch {
	case refusal != nil:
		return "", refusal
	case strings.ContainsFunc(read, odd):
		return "", Refuse(CodeInvalid, "Tiene caracteres que no corresponden a un nombre.")
	case !strings.ContainsFunc(read, unicode.IsLetter) && missing != "":
		return "", Refuse(CodeRequired, "%s", missing)
	case !strings.ContainsFunc(read, unicode.IsLetter):
		return "", nil
	case HasLink(read):
		return "", Refuse(CodeInvalid, "Después de un punto va un espacio, por ejemplo Ma. Elena.")
	}
	return read, nil
}

func readLegal(text string) (string, *Error) {
	read, refusal := readName(text, longestName, "Escribe la razón social.")
	switch {
	case refusal != nil:
		return "", refusal
	case utf8.RuneCountInString(read) < shortestCompany:
		return "", Refuse(CodeInvalid, "La razón social debe tener entre %d y %d caracteres.", shortestCompany, longestName)
	case !strings.ContainsFunc(read, unicode.IsLetter):
		return "", Refuse(CodeInvalid, "La razón social tiene caracteres que no corresponden a un nombre.")
	}
	return read, nil
}

// HasLink tells whether programs that read mail would make a link of a part of a name: letters or digits around a point, or an
// address. The initials of a company (S.A.C.) are none.
func HasLink(name string) bool {
	for word := range strings.FieldsSeq(name) {
		if strings.ContainsAny(word, "@/:") {
			return true
		}
		labels := strings.Split(strings.Trim(word, ".,;()"), ".")
		if len(labels) > 1 && slices.ContainsFunc(labels, func(label string) bool { return utf8.RuneCountInString(label) > 1 }) {
			return true
		}
	}
	return false
}

// particles are the words between names that are not capitals, but at the beginning.
var particles = []string{"de", "del", "la", "las", "lo", "los", "y", "e", "da", "das", "do", "dos"}

// SpokenName writes the name of a person, which is stored in capitals, as one calls it: "MA. DEL CARMEN JEAN-PIERRE D'ÁVILA" is
// Ma. del Carmen Jean-Pierre D'Ávila.
func SpokenName(stored string) string {
	words := strings.Fields(strings.ToLower(stored))
	for i, word := range words {
		if i == 0 || !slices.Contains(particles, word) {
			words[i] = capitalized(word)
		}
	}
	return strings.Join(words, " ")
}

// capitalized raises the first letter and those after a hyphen or an apostrophe.
func capitalized(word string) string {
	begins := true
	return strings.Map(func(r rune) rune {
		first := begins
		begins = r == '-' || r == '\''
		if first {
			return unicode.ToTitle(r)
		}
		return r
	}, word)
}
