package lists

import (
	"bufio"
	"errors"
	"io"
	"regexp"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/screening"
)

const ukFile = "ConList.csv"

// ukColumns are the columns that the reader rests on.
var ukColumns = []string{
	"Name 6", "Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Title", "Name Non-Latin Script", "DOB", "Town of Birth", "Country of Birth",
	"Nationality", "Passport Number", "National Identification Number", "Position", "Address 1", "Address 2", "Address 3", "Address 4",
	"Address 5", "Address 6", "Country", "Other Information", "Group Type", "Alias Type", "Alias Quality", "Regime", "Group ID",
}

var (
	ukNumbered  = regexp.MustCompile(`\(\d+\)`)
	ukReference = regexp.MustCompile(`\(UK Sanctions List Ref\):\s*([A-Z]+\d+)`)
)

// UK reads the consolidated list of financial sanctions of the United Kingdom (Open Government Licence). The first line says
// when it was last updated, the second names the columns; rows of one Group ID are one entry, wherever they stand.
func UK(content io.Reader) (*List, error) {
	list := &List{Source: SourceUK}
	reader, err := open(SourceUK, ukFile, content, false)
	if err != nil {
		return nil, err
	}
	if list.PublishedAt, err = ukDate(reader); err != nil {
		return nil, err
	}
	table := newTable(list, ukFile, reader, ',', 0)
	table.lines = 1
	places, err := table.header(ukColumns...)
	if err != nil {
		return nil, err
	}
	groups := newGroups(list)
	err = table.each(func(_ int, row []string) error {
		cell := func(column string) string { return clean(row[places[column]]) }
		id := cell("Group ID")
		if !isNumber(id) {
			return errors.New("has no Group ID")
		}
		return ukEntry(groups.of(id), cell)
	})
	if err != nil {
		return nil, err
	}
	groups.close(ukFile)
	return list, nil
}

func ukDate(reader *bufio.Reader) (time.Time, error) {
	line, err := reader.ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return time.Time{}, err
	}
	title, day, _ := strings.Cut(strings.TrimSpace(line), ",")
	if title != "Last Updated" {
		return time.Time{}, &Error{Source: SourceUK, Fault: WrongFormat, File: ukFile, Line: 1, Detail: "does not begin with Last Updated"}
	}
	at, err := time.Parse("02/01/2006", strings.Trim(day, ", "))
	if err != nil {
		return time.Time{}, &Error{Source: SourceUK, Fault: UnknownColumns, File: ukFile, Line: 1, Detail: "says no day: " + day}
	}
	return at, nil
}

func ukEntry(entry *screening.Entry, cell func(string) string) error {
	switch cell("Group Type") {
	case "Individual":
		entry.Kind = screening.Person
	case "Entity":
		entry.Kind = screening.Company
	case "Ship":
		entry.Kind = screening.Vessel
	default:
		return errors.New("is of an unknown group type: " + cell("Group Type"))
	}
	ukNames(entry, cell)
	if birth, ok := ukBirth(cell("DOB")); ok {
		addBirth(entry, birth, ok)
	}
	for _, town := range numbered(cell("Town of Birth")) {
		entry.BirthPlaces = addTo(entry.BirthPlaces, town)
	}
	for _, nation := range numbered(cell("Nationality")) {
		if country, ok := Country(nation); ok {
			entry.Nationalities = addTo(entry.Nationalities, country)
		}
	}
	for _, number := range numbered(cell("Passport Number")) {
		addDocument(entry, screening.Document{Type: "PASSPORT", Number: number})
	}
	for _, number := range numbered(cell("National Identification Number")) {
		addDocument(entry, screening.Document{Type: "NATIONAL_ID", Number: number})
	}
	entry.Addresses = addTo(entry.Addresses, words(", ", cell("Address 1"), cell("Address 2"), cell("Address 3"), cell("Address 4"),
		cell("Address 5"), cell("Address 6"), cell("Country")))
	entry.Programs = addTo(entry.Programs, cell("Regime"))
	if entry.Remarks == "" {
		entry.Remarks = cell("Other Information")
		entry.Position = words("; ", cell("Title"), cell("Position"))
		if reference := ukReference.FindStringSubmatch(entry.Remarks); reference != nil {
			entry.Reference = reference[1]
		}
	}
	return nil
}

// ukNames reads the surname of column 6 and the given names of the others, and the name in its own script.
func ukNames(entry *screening.Entry, cell func(string) string) {
	kind := screening.StrongAlias
	switch {
	case cell("Alias Quality") == "Low quality":
		kind = screening.WeakAlias
	case cell("Alias Type") == "Primary name":
		kind = screening.PrimaryName
	case cell("Alias Type") == "FKA":
		kind = screening.FormerName
	}
	given := words(" ", cell("Name 1"), cell("Name 2"), cell("Name 3"), cell("Name 4"), cell("Name 5"))
	name := screening.Name{Kind: kind, Text: words(" ", given, cell("Name 6"))}
	if given != "" && entry.Kind == screening.Person {
		name.Family, name.Given = cell("Name 6"), given
	}
	addName(entry, name)
	original := cell("Name Non-Latin Script")
	addName(entry, screening.Name{Kind: kind, Text: original, Script: scriptOf(original)})
}

// ukBirth reads a day whose unknown parts are zeros: 00/03/1961, 00/00/1961.
func ukBirth(text string) (screening.DateRange, bool) {
	parts := strings.Split(text, "/")
	if len(parts) != 3 {
		return screening.DateRange{}, false
	}
	switch {
	case parts[1] == "00":
		return dateOf(parts[2])
	case parts[0] == "00":
		return dateOf(parts[2] + "-" + parts[1])
	}
	return dateOf(parts[2] + "-" + parts[1] + "-" + parts[0])
}

// numbered splits a cell that counts its values: (1) Iraq (2) Syria.
func numbered(cell string) []string {
	var values []string
	for _, value := range ukNumbered.Split(cell, -1) {
		values = addTo(values, strings.Trim(value, " ,;"))
	}
	return values
}
