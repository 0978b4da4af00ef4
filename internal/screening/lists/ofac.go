package lists

import (
	"errors"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/qoricash/qoricash/internal/screening"
)

// OFACFiles are the four files of the list of specially designated nationals of OFAC (public domain). They have no header;
// "-0- " stands for nothing. Comments may be nil, the other three may not: without the aliases the list is not whole.
type OFACFiles struct {
	Names      io.Reader // sdn.csv: number, name, type, programs, title, call sign, vessel type, tonnage, weight, flag, owner, remarks
	Aliases    io.Reader // alt.csv: number, alias number, aka | fka | nka, name, remarks
	Addresses  io.Reader // add.csv: number, address number, street, city, country, remarks
	MoreRemark io.Reader // sdn_comments.csv: number, the rest of remarks that did not fit
}

// ofacAside is what the three smaller files say of an entry.
type ofacAside struct {
	aliases   [][2]string // kind and name
	addresses []string
	remarks   string
	used      bool
}

// OFAC reads the list of specially designated nationals. The files say no date: it is the one of the transfer.
func OFAC(files OFACFiles) (*List, error) {
	list := &List{Source: SourceOFAC}
	asides, err := ofacAsides(list, files)
	if err != nil {
		return nil, err
	}
	content, err := open(SourceOFAC, "sdn.csv", files.Names, false)
	if err != nil {
		return nil, err
	}
	err = newTable(list, "sdn.csv", content, ',', 12).each(func(_ int, row []string) error {
		entry, err := ofacEntry(row, asides)
		if err == nil {
			list.Entries = append(list.Entries, entry)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, number := range slices.Sorted(maps.Keys(asides)) {
		if !asides[number].used {
			list.bad("alt.csv, add.csv, sdn_comments.csv", 0, "number "+number+" is not in sdn.csv")
		}
	}
	return list, nil
}

func ofacAsides(list *List, files OFACFiles) (map[string]*ofacAside, error) {
	asides := make(map[string]*ofacAside)
	of := func(number string) (*ofacAside, error) {
		number = clean(number)
		if !isNumber(number) {
			return nil, errors.New("begins without the number of an entry")
		}
		if asides[number] == nil {
			asides[number] = &ofacAside{}
		}
		return asides[number], nil
	}
	parts := []struct {
		file    string
		content io.Reader
		columns int
		take    func(aside *ofacAside, row []string)
	}{
		{"alt.csv", files.Aliases, 5, func(aside *ofacAside, row []string) {
			aside.aliases = append(aside.aliases, [2]string{ofacText(row[2]), ofacText(row[3])})
		}},
		{"add.csv", files.Addresses, 6, func(aside *ofacAside, row []string) {
			aside.addresses = addTo(aside.addresses, words(", ", ofacText(row[2]), ofacText(row[3]), ofacText(row[4])))
		}},
		{"sdn_comments.csv", files.MoreRemark, 2, func(aside *ofacAside, row []string) { aside.remarks += ofacText(row[1]) }},
	}
	for _, part := range parts {
		if part.content == nil && part.file == "sdn_comments.csv" {
			continue
		}
		content, err := open(SourceOFAC, part.file, part.content, false)
		if err != nil {
			return nil, err
		}
		err = newTable(list, part.file, content, ',', part.columns).each(func(_ int, row []string) error {
			aside, err := of(row[0])
			if err == nil {
				part.take(aside, row)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return asides, nil
}

// ofacEntry builds an entry of a row and of what the other files say of its number.
func ofacEntry(row []string, asides map[string]*ofacAside) (screening.Entry, error) {
	entry := screening.Entry{Source: SourceOFAC, ID: clean(row[0]), Kind: screening.Company}
	if !isNumber(entry.ID) {
		return entry, errors.New("begins without the number of an entry")
	}
	switch strings.ToLower(ofacText(row[2])) {
	case "individual":
		entry.Kind = screening.Person
	case "vessel":
		entry.Kind = screening.Vessel
	case "aircraft":
		entry.Kind = screening.Aircraft
	case "":
	default:
		return entry, errors.New("is of an unknown type: " + row[2])
	}
	addName(&entry, ofacName(entry.Kind, screening.PrimaryName, ofacText(row[1])))
	if len(entry.Names) == 0 {
		return entry, errors.New("has no name")
	}
	for program := range strings.SplitSeq(ofacText(row[3]), "] [") {
		entry.Programs = addTo(entry.Programs, strings.Trim(program, "[]"))
	}
	entry.Position = ofacText(row[4])
	remarks := ofacText(row[11])
	if aside := asides[entry.ID]; aside != nil {
		aside.used = true
		remarks = clean(ofacRaw(row[11]) + aside.remarks)
		entry.Addresses = aside.addresses
		for _, alias := range aside.aliases {
			kind := screening.StrongAlias
			if strings.EqualFold(alias[0], "fka") {
				kind = screening.FormerName
			}
			addName(&entry, ofacName(entry.Kind, kind, alias[1]))
		}
	}
	entry.Remarks = remarks
	for remark := range strings.SplitSeq(remarks, ";") {
		ofacRemark(&entry, strings.TrimSuffix(clean(remark), "."))
	}
	return entry, nil
}

// ofacName reads "LAST, First Middle" of a person; the names of all else stand as they are.
func ofacName(kind screening.EntityKind, sure screening.NameKind, text string) screening.Name {
	name := screening.Name{Kind: sure, Text: text}
	if family, given, ok := strings.Cut(text, ","); ok && kind == screening.Person {
		name.Family, name.Given = clean(family), clean(given)
	}
	return name
}

var (
	ofacQuoted = regexp.MustCompile(`^(a\.k\.a\.|f\.k\.a\.|n\.k\.a\.|alt\. a\.k\.a\.)\s+'(.+)'`)
	ofacNumber = regexp.MustCompile(`^:?\s*(.+?)(?:\s+\((.+?)\))?(?:,?\s+(?:issued|expires|expired)\s.*)?$`)
)

// ofacRemark reads one remark. Names in quotation marks in the remarks are the aliases OFAC calls weak.
func ofacRemark(entry *screening.Entry, remark string) {
	if quoted := ofacQuoted.FindStringSubmatch(remark); quoted != nil {
		name := ofacName(entry.Kind, screening.WeakAlias, quoted[2])
		name.Remarks = quoted[1]
		addName(entry, name)
		return
	}
	plain := strings.TrimPrefix(remark, "alt. ")
	word, rest, _ := strings.Cut(plain, " ")
	switch word {
	case "DOB":
		birth, ok := birthOf(rest)
		addBirth(entry, birth, ok)
		return
	case "POB":
		entry.BirthPlaces = addTo(entry.BirthPlaces, rest)
		return
	case "nationality", "citizen":
		if country, ok := Country(rest); ok {
			entry.Nationalities = addTo(entry.Nationalities, country)
		}
		return
	case "Gender":
		entry.Gender = genderOf(rest)
		return
	}
	for _, label := range ofacLabels {
		rest, ok := strings.CutPrefix(plain, label.text)
		if !ok || !strings.HasPrefix(rest, " ") && !strings.HasPrefix(rest, ":") {
			continue
		}
		parts := ofacNumber.FindStringSubmatch(strings.TrimSpace(rest))
		if parts == nil {
			return
		}
		country, _ := Country(parts[2])
		addDocument(entry, screening.Document{Type: label.document, Country: country, Number: parts[1]})
		return
	}
}

// ofacText is a cell without the sign for nothing.
func ofacText(cell string) string { return clean(ofacRaw(cell)) }

// ofacRaw keeps the spaces: the rest of remarks that did not fit goes on in the middle of a word.
func ofacRaw(cell string) string {
	if strings.TrimSpace(cell) == "-0-" {
		return ""
	}
	return cell
}

func isNumber(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}
