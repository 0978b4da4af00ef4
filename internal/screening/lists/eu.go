package lists

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/screening"
)

const euFile = "eu.csv"

// euColumns are the columns that the reader rests on; the others of the publisher are not read.
var euColumns = []string{
	"fileGenerationDate", "Entity_LogicalId", "Entity_EU_ReferenceNumber", "Entity_Remark", "Entity_SubjectType",
	"Entity_Regulation_Programme", "NameAlias_LastName", "NameAlias_FirstName", "NameAlias_MiddleName", "NameAlias_WholeName",
	"NameAlias_Gender", "NameAlias_Title", "NameAlias_Function", "NameAlias_Remark", "Address_City", "Address_Street",
	"Address_CountryDescription", "BirthDate_BirthDate", "BirthDate_Year", "BirthDate_YearRangeFrom", "BirthDate_YearRangeTo",
	"BirthDate_Circa", "BirthDate_CalendarType", "BirthDate_Place", "BirthDate_City", "BirthDate_CountryDescription",
	"Identification_Number", "Identification_TypeCode", "Identification_CountryIso2Code", "Citizenship_CountryIso2Code",
}

// EU reads the consolidated list of financial sanctions of the European Union (CSV with semicolons). It has a row for every
// name, address, birth, document and citizenship of an entity; rows of one Entity_LogicalId are one entry. Its version is the
// day on which the file was generated.
func EU(content io.Reader) (*List, error) {
	list := &List{Source: SourceEU}
	reader, err := open(SourceEU, euFile, content, false)
	if err != nil {
		return nil, err
	}
	table := newTable(list, euFile, reader, ';', 0)
	places, err := table.header(euColumns...)
	if err != nil {
		return nil, err
	}
	groups := newGroups(list)
	err = table.each(func(_ int, row []string) error {
		cell := func(column string) string { return clean(row[places[column]]) }
		if list.PublishedAt.IsZero() {
			at, err := time.Parse("02/01/2006", cell("fileGenerationDate"))
			if err != nil {
				return errors.New("has no day of generation")
			}
			list.PublishedAt = at
		}
		id := cell("Entity_LogicalId")
		if id == "" {
			return errors.New("has no Entity_LogicalId")
		}
		entry := groups.of(id)
		euIdentity(entry, cell)
		euName(entry, cell)
		euRest(entry, cell)
		return nil
	})
	if err != nil {
		return nil, err
	}
	groups.close(euFile)
	return list, nil
}

func euIdentity(entry *screening.Entry, cell func(string) string) {
	entry.Kind = screening.Company
	if cell("Entity_SubjectType") == "P" {
		entry.Kind = screening.Person
	}
	entry.Reference = cell("Entity_EU_ReferenceNumber")
	if entry.Remarks == "" {
		entry.Remarks = cell("Entity_Remark")
	}
	entry.Programs = addTo(entry.Programs, cell("Entity_Regulation_Programme"))
}

// euName takes the first name of an entity as its primary one; the list marks only weak and former names, in a remark.
func euName(entry *screening.Entry, cell func(string) string) {
	whole := cell("NameAlias_WholeName")
	if whole == "" {
		whole = words(" ", cell("NameAlias_FirstName"), cell("NameAlias_MiddleName"), cell("NameAlias_LastName"))
	}
	if whole == "" {
		return
	}
	name := screening.Name{Kind: screening.StrongAlias, Text: whole, Script: scriptOf(whole), Remarks: cell("NameAlias_Remark")}
	if entry.Kind == screening.Person && cell("NameAlias_LastName") != "" {
		name.Family, name.Given = cell("NameAlias_LastName"), words(" ", cell("NameAlias_FirstName"), cell("NameAlias_MiddleName"))
	}
	remark := strings.ToLower(name.Remarks)
	switch {
	case strings.Contains(remark, "low quality"):
		name.Kind = screening.WeakAlias
	case strings.Contains(remark, "formerly"), strings.Contains(remark, "f.k.a"), strings.Contains(remark, "maiden"):
		name.Kind = screening.FormerName
	case len(entry.Names) == 0:
		name.Kind = screening.PrimaryName
	}
	addName(entry, name)
	if gender := genderOf(cell("NameAlias_Gender")); gender != "" {
		entry.Gender = gender
	}
	if position := words("; ", cell("NameAlias_Title"), cell("NameAlias_Function")); entry.Position == "" {
		entry.Position = position
	}
}

func euRest(entry *screening.Entry, cell func(string) string) {
	entry.Addresses = addTo(entry.Addresses, words(", ", cell("Address_Street"), cell("Address_City"), cell("Address_CountryDescription")))
	birth, ok := euBirth(cell)
	addBirth(entry, birth, ok)
	country := cell("BirthDate_CountryDescription")
	if country == "UNKNOWN" {
		country = ""
	}
	entry.BirthPlaces = addTo(entry.BirthPlaces, words(", ", cell("BirthDate_Place"), cell("BirthDate_City"), country))
	number, _, _ := strings.Cut(cell("Identification_Number"), " (")
	issuer, _ := Country(cell("Identification_CountryIso2Code"))
	addDocument(entry, screening.Document{Type: documentType(cell("Identification_TypeCode")), Country: issuer, Number: number})
	if nation, ok := Country(cell("Citizenship_CountryIso2Code")); ok {
		entry.Nationalities = addTo(entry.Nationalities, nation)
	}
}

// euBirth reads a day, a year or a span of years. Years of the Islamic calendar stand beside a Gregorian day or are left out.
func euBirth(cell func(string) string) (screening.DateRange, bool) {
	around := cell("BirthDate_Circa") == "YES"
	if day, ok := dateOf(cell("BirthDate_BirthDate")); ok {
		return widen(day, around), true
	}
	if cell("BirthDate_CalendarType") == "ISLAMIC" {
		return screening.DateRange{}, false
	}
	from, to := cell("BirthDate_YearRangeFrom"), cell("BirthDate_YearRangeTo")
	if from == "" && to == "" {
		from, to = cell("BirthDate_Year"), cell("BirthDate_Year")
	}
	first, errFirst := strconv.Atoi(from)
	last, errLast := strconv.Atoi(to)
	if errFirst != nil || errLast != nil {
		return screening.DateRange{}, false
	}
	span, ok := years(first, last)
	return widen(span, around), ok
}
