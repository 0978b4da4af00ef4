package lists

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/qoricash/qoricash/internal/screening"
)

const templateFile = "plantilla"

// TemplateColumns are the columns of the house's own template, in its order; id and nombre are needed, the others may be left
// out. Several aliases, documents, dates, countries and programs stand in one cell with | between them. A document is its
// type, its number and, outside Peru, its country: "DNI 07552116 | PASAPORTE AM354606 CO".
var TemplateColumns = []string{
	"id", "tipo", "nombre", "apellidos", "nombres", "alias", "documentos", "fecha_nacimiento", "lugar_nacimiento", "nacionalidad",
	"genero", "cargo", "programa", "direccion", "referencia", "observaciones",
}

// templateDocuments are the words for documents in the template.
var templateDocuments = map[string]string{
	"DNI": "DNI", "RUC": "RUC", "CE": "CE", "PASAPORTE": "PASSPORT", "CEDULA": "CEDULA", "CÉDULA": "CEDULA", "NIT": "TAX", "SWIFT": "SWIFT",
	"REGISTRO": "REGISTRATION", "IDENTIDAD": "NATIONAL_ID", "OTRO": "OTHER",
}

// Template reads a list that people of the house load by hand, from the template as CSV (commas or semicolons, UTF-8 or the
// Windows code page of Peruvian desks) or as the first sheet of an XLSX. Such a list says no date.
func Template(source string, content []byte) (*List, error) {
	list := &List{Source: source}
	if bytes.HasPrefix(content, []byte("PK\x03\x04")) {
		return list, list.workbook(content)
	}
	if !utf8.Valid(content) {
		decoded, err := charmap.Windows1252.NewDecoder().Bytes(content)
		if err != nil {
			return nil, &Error{Source: source, Fault: WrongFormat, File: templateFile, Detail: "is not text"}
		}
		content = decoded
	}
	reader, err := open(source, templateFile, bytes.NewReader(content), false)
	if err != nil {
		return nil, err
	}
	comma := ','
	if first, _, _ := bytes.Cut(content, []byte("\n")); bytes.Count(first, []byte(";")) > bytes.Count(first, []byte(",")) {
		comma = ';'
	}
	table := newTable(list, templateFile, io.MultiReader(reader, strings.NewReader("\n")), comma, 0)
	header, err := table.reader.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, table.fault(err)
	}
	places, err := templatePlaces(source, header)
	if err != nil {
		return nil, err
	}
	table.columns = len(header)
	return list, table.each(func(_ int, row []string) error { return list.templateRow(places, row) })
}

// templatePlaces finds the columns by their names. A column that the template does not know is refused: what it holds would
// not be compared, and nobody would see it.
func templatePlaces(source string, header []string) (map[string]int, error) {
	places := make(map[string]int, len(header))
	var unknown []string
	for place, name := range header {
		name = strings.ToLower(clean(name))
		switch {
		case name == "":
		case !slices.Contains(TemplateColumns, name):
			unknown = append(unknown, name)
		default:
			places[name] = place
		}
	}
	_, hasID := places["id"]
	_, hasName := places["nombre"]
	switch {
	case len(places) == 0:
		return nil, &Error{Source: source, Fault: WrongFormat, File: templateFile, Line: 1, Detail: "has none of the columns of the template"}
	case !hasID || !hasName:
		return nil, &Error{Source: source, Fault: UnknownColumns, File: templateFile, Line: 1, Detail: "lacks the columns id, nombre"}
	case len(unknown) > 0:
		return nil, &Error{Source: source, Fault: UnknownColumns, File: templateFile, Line: 1,
			Detail: fmt.Sprintf("has columns that the template does not know: %s", strings.Join(unknown, ", "))}
	}
	return places, nil
}

func (l *List) templateRow(places map[string]int, row []string) error {
	cell := func(column string) string {
		place, ok := places[column]
		if !ok || place >= len(row) {
			return ""
		}
		return clean(row[place])
	}
	entry := screening.Entry{
		Source: l.Source, ID: cell("id"), Position: cell("cargo"), Gender: genderOf(cell("genero")), Reference: cell("referencia"),
		Remarks: cell("observaciones"), Addresses: addTo(nil, cell("direccion")), BirthPlaces: addTo(nil, cell("lugar_nacimiento")),
	}
	if entry.ID == "" {
		return errors.New("has no id")
	}
	switch strings.ToUpper(cell("tipo")) {
	case "", "PERSONA", "PERSON":
		entry.Kind = screening.Person
	case "EMPRESA", "COMPANY":
		entry.Kind = screening.Company
	default:
		return fmt.Errorf("tipo is %q, not PERSONA or EMPRESA", cell("tipo"))
	}
	addName(&entry, screening.Name{Kind: screening.PrimaryName, Text: cell("nombre"), Family: cell("apellidos"), Given: cell("nombres")})
	if len(entry.Names) == 0 {
		return errors.New("has no nombre")
	}
	for alias := range strings.SplitSeq(cell("alias"), "|") {
		addName(&entry, screening.Name{Kind: screening.StrongAlias, Text: alias})
	}
	for program := range strings.SplitSeq(cell("programa"), "|") {
		entry.Programs = addTo(entry.Programs, program)
	}
	if err := templateFacts(&entry, cell); err != nil {
		return err
	}
	l.Entries = append(l.Entries, entry)
	return nil
}

// templateFacts reads what identifies: a date, a country or a document that cannot be read spoils the row, for a person typed
// it and can mend it.
func templateFacts(entry *screening.Entry, cell func(string) string) error {
	for _, text := range split(cell("documentos")) {
		parts := strings.Fields(text)
		document, known := templateDocuments[strings.ToUpper(parts[0])]
		if !known || len(parts) < 2 || len(parts) > 3 {
			return fmt.Errorf("documentos has %q, not a type, a number and a country", text)
		}
		country := "PE"
		if len(parts) == 3 {
			var ok bool
			if country, ok = Country(strings.ToUpper(parts[2])); !ok {
				return fmt.Errorf("documentos has an unknown country %q", parts[2])
			}
		} else if document == "PASSPORT" || document == "CEDULA" || document == "TAX" {
			country = ""
		}
		addDocument(entry, screening.Document{Type: document, Country: country, Number: parts[1]})
	}
	for _, text := range split(cell("fecha_nacimiento")) {
		birth, ok := birthOf(text)
		if !ok {
			return fmt.Errorf("fecha_nacimiento is %q, not like 1957-07-08, 08/07/1957 or 1957", text)
		}
		addBirth(entry, birth, ok)
	}
	for _, text := range split(cell("nacionalidad")) {
		country, ok := Country(text)
		if !ok {
			return fmt.Errorf("nacionalidad is %q, not a country", text)
		}
		entry.Nationalities = addTo(entry.Nationalities, country)
	}
	return nil
}

func split(cell string) []string {
	var values []string
	for value := range strings.SplitSeq(cell, "|") {
		values = addTo(values, value)
	}
	return values
}
