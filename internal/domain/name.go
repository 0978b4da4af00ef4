package domain

import (
	"strings"
	"unicode"
	"unicode/utf8"
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
	// Maternal is the apellido materno; empty for a foreigner who has none.
	Maternal string `json:"maternal,omitempty"`
	Given    string `json:"given"`
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

// CheckClientName answers a name as it is stored, in upper case with single spaces, and adds what is wrong with it to the
// faults of an input, below the path of its field. It is the one place of the rules by document (domain.md 5.1, P-29): a DNI
// has both surnames, foreigners may have one, and a RUC has a razón social. contactNeeded asks a company who speaks for it.
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
	return ClientName{Person: checkPerson(*name.Person, document == DocumentDNI, at)}
}

func checkPerson(name PersonName, maternalNeeded bool, at func(e *Error, field ...string)) *PersonName {
	checked := PersonName{Paternal: oneLine(name.Paternal), Maternal: oneLine(name.Maternal), Given: oneLine(name.Given)}
	for _, part := range []struct {
		text, field, missing string
		needed               bool
	}{
		{checked.Paternal, "paternalSurname", "Escribe el apellido paterno.", true},
		{checked.Maternal, "maternalSurname", "Con DNI escribe también el apellido materno.", maternalNeeded},
		{checked.Given, "givenNames", "Escribe los nombres.", true},
	} {
		switch {
		case part.text == "" && part.needed:
			at(Refuse(CodeRequired, "%s", part.missing), "person", part.field)
		case utf8.RuneCountInString(part.text) > longestNamePart:
			at(Refuse(CodeInvalid, "Puede tener hasta %d caracteres.", longestNamePart).With("maximum", longestNamePart), "person", part.field)
		case part.text != "" && !isPersonal(part.text):
			at(Refuse(CodeInvalid, "Tiene caracteres que no corresponden a un nombre."), "person", part.field)
		}
	}
	if full := (ClientName{Person: &checked}).Full(); utf8.RuneCountInString(full) > longestName {
		at(Refuse(CodeInvalid, "El nombre completo puede tener hasta %d caracteres.", longestName).With("maximum", longestName), "person", "givenNames")
	}
	return &checked
}

func checkCompany(name CompanyName, contactNeeded bool, at func(e *Error, field ...string)) *CompanyName {
	checked := CompanyName{Legal: oneLine(name.Legal), Contact: oneLine(name.Contact), Position: oneLine(name.Position)}
	switch length := utf8.RuneCountInString(checked.Legal); {
	case length == 0:
		at(Refuse(CodeRequired, "Escribe la razón social."), "company", "legalName")
	case length < shortestCompany || length > longestName:
		at(Refuse(CodeInvalid, "La razón social debe tener entre %d y %d caracteres.", shortestCompany, longestName), "company", "legalName")
	case !isPrintable(checked.Legal) || !strings.ContainsFunc(checked.Legal, unicode.IsLetter):
		at(Refuse(CodeInvalid, "La razón social tiene caracteres que no corresponden a un nombre."), "company", "legalName")
	}
	switch {
	case checked.Contact == "" && contactNeeded:
		at(Refuse(CodeRequired, "Escribe quién habla por la empresa."), "company", "contactName")
	case utf8.RuneCountInString(checked.Contact) > longestName || checked.Contact != "" && !isPersonal(checked.Contact):
		at(Refuse(CodeInvalid, "El nombre del contacto puede tener hasta %d letras.", longestName), "company", "contactName")
	}
	if utf8.RuneCountInString(checked.Position) > longestNamePart || !isPrintable(checked.Position) {
		at(Refuse(CodeInvalid, "El cargo puede tener hasta %d caracteres.", longestNamePart), "company", "contactPosition")
	}
	return &checked
}

// oneLine is a name as it is stored.
func oneLine(text string) string { return strings.ToUpper(strings.Join(strings.Fields(text), " ")) }

// isPersonal tells whether a text may be part of a person's name: letters, and what stands between them.
func isPersonal(text string) bool {
	odd := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && !strings.ContainsRune(" '’.-", r)
	}
	return utf8.ValidString(text) && !strings.ContainsFunc(text, odd) && strings.ContainsFunc(text, unicode.IsLetter)
}

// isPrintable tells whether a text of one line hides nothing.
func isPrintable(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) })
}
