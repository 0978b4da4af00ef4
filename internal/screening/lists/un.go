package lists

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"time"
	"unicode"

	"github.com/qoricash/qoricash/internal/screening"
)

const unFile = "consolidated.xml"

// unEntry is an INDIVIDUAL or an ENTITY of the consolidated list.
type unEntry struct {
	ID           string       `xml:"DATAID"`
	First        string       `xml:"FIRST_NAME"`
	Second       string       `xml:"SECOND_NAME"`
	Third        string       `xml:"THIRD_NAME"`
	Fourth       string       `xml:"FOURTH_NAME"`
	Original     string       `xml:"NAME_ORIGINAL_SCRIPT"`
	ListType     string       `xml:"UN_LIST_TYPE"`
	Reference    string       `xml:"REFERENCE_NUMBER"`
	Gender       string       `xml:"GENDER"`
	Comments     string       `xml:"COMMENTS1"`
	Titles       []string     `xml:"TITLE>VALUE"`
	Designations []string     `xml:"DESIGNATION>VALUE"`
	Nations      []string     `xml:"NATIONALITY>VALUE"`
	PersonAlias  []unAlias    `xml:"INDIVIDUAL_ALIAS"`
	EntityAlias  []unAlias    `xml:"ENTITY_ALIAS"`
	PersonHomes  []unAddress  `xml:"INDIVIDUAL_ADDRESS"`
	EntityHomes  []unAddress  `xml:"ENTITY_ADDRESS"`
	Births       []unBirth    `xml:"INDIVIDUAL_DATE_OF_BIRTH"`
	Places       []unAddress  `xml:"INDIVIDUAL_PLACE_OF_BIRTH"`
	Documents    []unDocument `xml:"INDIVIDUAL_DOCUMENT"`
}

type unAlias struct {
	Quality string `xml:"QUALITY"`
	Name    string `xml:"ALIAS_NAME"`
	Note    string `xml:"NOTE"`
}

type unAddress struct {
	Street   string `xml:"STREET"`
	City     string `xml:"CITY"`
	Province string `xml:"STATE_PROVINCE"`
	Country  string `xml:"COUNTRY"`
}

type unBirth struct {
	Type string `xml:"TYPE_OF_DATE"`
	Date string `xml:"DATE"`
	Year int    `xml:"YEAR"`
	From int    `xml:"FROM_YEAR"`
	To   int    `xml:"TO_YEAR"`
	Note string `xml:"NOTE"`
}

type unDocument struct {
	Type      string `xml:"TYPE_OF_DOCUMENT"`
	OtherType string `xml:"TYPE_OF_DOCUMENT2"`
	Number    string `xml:"NUMBER"`
	Issuer    string `xml:"ISSUING_COUNTRY"`
	IssuedIn  string `xml:"COUNTRY_OF_ISSUE"`
}

// UN reads the consolidated list of the Security Council (XML). Its version is the time it was generated.
func UN(content io.Reader) (*List, error) {
	list := &List{Source: SourceUN}
	reader, err := open(SourceUN, unFile, content, true)
	if err != nil {
		return nil, err
	}
	decoder := xml.NewDecoder(reader)
	inside := false
	for {
		token, err := decoder.Token()
		switch {
		case errors.Is(err, io.EOF) && inside:
			return list, nil
		case err != nil:
			return nil, unFault(decoder, err)
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if !inside {
			if list.PublishedAt, err = unRoot(element); err != nil {
				return nil, err
			}
			inside = true
			continue
		}
		if err := unElement(list, decoder, element); err != nil {
			return nil, unFault(decoder, err)
		}
	}
}

// unRoot takes the date out of the first element, which tells the list from every other XML.
func unRoot(element xml.StartElement) (time.Time, error) {
	if element.Name.Local != "CONSOLIDATED_LIST" {
		return time.Time{}, &Error{Source: SourceUN, Fault: WrongFormat, File: unFile, Detail: "begins with " + element.Name.Local}
	}
	for _, attribute := range element.Attr {
		if attribute.Name.Local != "dateGenerated" {
			continue
		}
		if at, err := time.Parse(time.RFC3339Nano, attribute.Value); err == nil {
			return at.UTC(), nil
		}
	}
	return time.Time{}, &Error{Source: SourceUN, Fault: UnknownColumns, File: unFile, Detail: "says no time of generation"}
}

func unElement(list *List, decoder *xml.Decoder, element xml.StartElement) error {
	kind := screening.Person
	switch element.Name.Local {
	case "INDIVIDUAL":
	case "ENTITY":
		kind = screening.Company
	case "INDIVIDUALS", "ENTITIES":
		return nil
	default:
		return decoder.Skip()
	}
	line, _ := decoder.InputPos()
	var read unEntry
	list.Rows++
	if err := decoder.DecodeElement(&read, &element); err != nil {
		var syntax *xml.SyntaxError
		if errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			return err
		}
		list.bad(unFile, line, err.Error())
		return nil
	}
	entry := read.entry(kind)
	if entry.ID == "" || len(entry.Names) == 0 {
		list.bad(unFile, line, "has no number or no name")
		return nil
	}
	list.Entries = append(list.Entries, entry)
	return nil
}

func unFault(decoder *xml.Decoder, err error) error {
	line, _ := decoder.InputPos()
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &syntax) && syntax.Msg == "unexpected EOF":
		return &Error{Source: SourceUN, Fault: Truncated, File: unFile, Line: line, Detail: "ends before its last element"}
	case errors.As(err, &syntax):
		return &Error{Source: SourceUN, Fault: Malformed, File: unFile, Line: line, Detail: syntax.Msg}
	}
	return err
}

// entry gives the names in the order of the list. The list does not say which of them is the surname.
func (u *unEntry) entry(kind screening.EntityKind) screening.Entry {
	entry := screening.Entry{
		Source: SourceUN, ID: clean(u.ID), Kind: kind, Reference: clean(u.Reference), Gender: genderOf(u.Gender),
		Position: words("; ", append(u.Titles, u.Designations...)...), Remarks: clean(u.Comments),
	}
	entry.Programs = addTo(nil, u.ListType)
	addName(&entry, screening.Name{Kind: screening.PrimaryName, Text: words(" ", u.First, u.Second, u.Third, u.Fourth)})
	addName(&entry, screening.Name{Kind: screening.PrimaryName, Text: u.Original, Script: scriptOf(u.Original)})
	for _, alias := range append(u.PersonAlias, u.EntityAlias...) {
		addName(&entry, screening.Name{Kind: unKind(alias.Quality), Text: alias.Name, Script: scriptOf(alias.Name), Remarks: clean(alias.Note)})
	}
	for _, birth := range u.Births {
		span, ok := birth.span()
		addBirth(&entry, span, ok)
	}
	for _, place := range u.Places {
		entry.BirthPlaces = addTo(entry.BirthPlaces, place.text())
	}
	for _, home := range append(u.PersonHomes, u.EntityHomes...) {
		entry.Addresses = addTo(entry.Addresses, home.text())
	}
	for _, nation := range u.Nations {
		if country, ok := Country(nation); ok {
			entry.Nationalities = addTo(entry.Nationalities, country)
		}
	}
	for _, document := range u.Documents {
		country, ok := Country(document.Issuer)
		if !ok {
			country, _ = Country(document.IssuedIn)
		}
		addDocument(&entry, screening.Document{Type: documentType(document.Type + " " + document.OtherType), Country: country, Number: document.Number})
	}
	return entry
}

// unKind reads the quality of an alias. One without quality is taken as sure: an alias too many is looked at, one too few is not.
func unKind(quality string) screening.NameKind {
	switch strings.ToLower(clean(quality)) {
	case "low":
		return screening.WeakAlias
	case "f.k.a.":
		return screening.FormerName
	}
	return screening.StrongAlias
}

func (a unAddress) text() string { return words(", ", a.Street, a.City, a.Province, a.Country) }

func (b unBirth) span() (screening.DateRange, bool) {
	around := strings.EqualFold(clean(b.Type), "APPROXIMATELY")
	switch {
	case b.From > 0 && b.To > 0:
		return years(b.From, b.To)
	case clean(b.Date) != "":
		span, ok := birthOf(strings.TrimSuffix(clean(b.Date), "Z"))
		return widen(span, around), ok
	case b.Year > 0:
		span, ok := years(b.Year, b.Year)
		return widen(span, around), ok
	}
	return birthOf(b.Note)
}

// documentType reads the words with which publishers call a document.
func documentType(words string) string {
	words = strings.ToLower(clean(words))
	for _, known := range []struct{ word, document string }{
		{"passport", "PASSPORT"}, {"passeport", "PASSPORT"}, {"pasaporte", "PASSPORT"}, {"libreta electoral", "DNI"}, {"dni", "DNI"},
		{"ruc", "RUC"}, {"carné de extranjería", "CE"}, {"carne de extranjeria", "CE"}, {"cedula", "CEDULA"}, {"cédula", "CEDULA"},
		{"fiscal", "TAX"}, {"tax", "TAX"}, {"swift", "SWIFT"}, {"registration", "REGISTRATION"}, {"regnumber", "REGISTRATION"},
		{"imo", "REGISTRATION"}, {"tradelic", "REGISTRATION"}, {"military", "OTHER"}, {"student", "OTHER"}, {"voter", "OTHER"},
		{"birth", "OTHER"}, {"nationality", "OTHER"}, {"residen", "OTHER"}, {"driver", "OTHER"}, {"ration", "OTHER"},
		{"national", "NATIONAL_ID"}, {"identi", "NATIONAL_ID"}, {"social security", "NATIONAL_ID"}, {"ssn", "NATIONAL_ID"},
	} {
		if strings.Contains(words, known.word) {
			return known.document
		}
	}
	if words == "id" {
		return "NATIONAL_ID"
	}
	return "OTHER"
}

// scriptOf tells the script of a text by its letters (ISO 15924); nothing for Latin letters.
func scriptOf(text string) string {
	for _, letter := range text {
		switch {
		case unicode.Is(unicode.Arabic, letter):
			return "Arab"
		case unicode.Is(unicode.Cyrillic, letter):
			return "Cyrl"
		case unicode.Is(unicode.Greek, letter):
			return "Grek"
		case unicode.Is(unicode.Hangul, letter):
			return "Hang"
		case unicode.Is(unicode.Han, letter):
			return "Hani"
		case unicode.Is(unicode.Hebrew, letter):
			return "Hebr"
		}
	}
	return ""
}
