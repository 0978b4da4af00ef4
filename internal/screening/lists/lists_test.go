package lists_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/screening"
	"github.com/qoricash/qoricash/internal/screening/lists"
)

func read(t *testing.T, parts ...string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(append([]string{"testdata"}, parts...)...))
	noError(t, err)
	return content
}

func noError(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func equal[T any](t *testing.T, got, want T, about ...any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v\n got %+v\nwant %+v", about, got, want)
	}
}

func has[T comparable](t *testing.T, all []T, one T, about ...any) {
	t.Helper()
	if !slices.Contains(all, one) {
		t.Errorf("%v\n %+v lacks\n %+v", about, all, one)
	}
}

func ofac(t *testing.T) lists.OFACFiles {
	t.Helper()
	return lists.OFACFiles{
		Names: bytes.NewReader(read(t, "ofac", "sdn.csv")), Aliases: bytes.NewReader(read(t, "ofac", "alt.csv")),
		Addresses: bytes.NewReader(read(t, "ofac", "add.csv")), MoreRemark: bytes.NewReader(read(t, "ofac", "sdn_comments.csv")),
	}
}

func byID(t *testing.T, list *lists.List, id string) screening.Entry {
	t.Helper()
	for _, entry := range list.Entries {
		if entry.ID == id {
			return entry
		}
	}
	t.Fatal("no entry " + id)
	return screening.Entry{}
}

func day(text string) time.Time {
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return at
}

func TestOFACGivesThePeruvianTaxNumbers(t *testing.T) {
	t.Parallel()
	list, err := lists.OFAC(ofac(t))
	noError(t, err)
	equal(t, list.BadRows, 0)

	numbers := map[string]bool{}
	for _, entry := range list.Entries {
		for _, document := range entry.Documents {
			if document.Type == "RUC" {
				equal(t, document.Country, "PE")
				equal(t, len(document.Number), 11)
				numbers[document.Number] = true
			}
		}
	}
	equal(t, len(numbers), 25)
	for _, number := range []string{"20108363101", "20423916541", "20458382779", "10421850386"} {
		equal(t, numbers[number], true, number)
	}
}

func TestOFACReadsAPersonWhole(t *testing.T) {
	t.Parallel()
	list, err := lists.OFAC(ofac(t))
	noError(t, err)

	zevallos := byID(t, list, "8243")
	equal(t, zevallos.Kind, screening.Person)
	equal(t, screening.Name{Kind: screening.PrimaryName, Text: "ZEVALLOS GONZALES, Fernando Melciades",
		Family: "ZEVALLOS GONZALES", Given: "Fernando Melciades"}, zevallos.Names[0])
	equal(t, zevallos.BirthDates, []screening.DateRange{{From: day("1957-07-08"), To: day("1957-07-08")}})
	equal(t, zevallos.BirthPlaces, []string{"Juanjui, San Martin, Peru"})
	has(t, zevallos.Documents, screening.Document{Type: "DNI", Country: "PE", Number: "07552116"}, "the libreta electoral is the DNI")

	zegarra := byID(t, list, "20149")
	equal(t, zegarra.Gender, "M")
	has(t, zegarra.Documents, screening.Document{Type: "DNI", Country: "PE", Number: "42185038"}, "without the check character")
	has(t, zegarra.Documents, screening.Document{Type: "PASSPORT", Country: "PE", Number: "4085740"}, "without the days of issue")

	quispe := byID(t, list, "17003")
	equal(t, quispe.Programs, []string{"SDNTK", "SDGT"})
	equal(t, quispe.Nationalities, []string{"PE"})
	has(t, quispe.Names, screening.Name{Kind: screening.WeakAlias, Text: "COMRADE JOSE", Remarks: "a.k.a."}, "quoted in the remarks: weak")

	loya := byID(t, list, "20999")
	equal(t, loya.BirthDates, []screening.DateRange{{From: day("1967-01-01"), To: day("1969-12-31")}})
}

func TestOFACReadsCompaniesVesselsAndRemarksThatGoOn(t *testing.T) {
	t.Parallel()
	list, err := lists.OFAC(ofac(t))
	noError(t, err)

	company := byID(t, list, "36")
	equal(t, company.Kind, screening.Company)
	has(t, company.Names, screening.Name{Kind: screening.StrongAlias, Text: "AERO-CARIBBEAN"})
	equal(t, company.Addresses, []string{"Havana, Cuba"})

	vessel := byID(t, list, "34942")
	equal(t, vessel.Kind, screening.Vessel)
	has(t, vessel.Documents, screening.Document{Type: "REGISTRATION", Country: "RU", Number: "9256860"})

	bank := byID(t, list, "17018")
	has(t, bank.Names, screening.Name{Kind: screening.WeakAlias, Text: "SBERBANK MUMBAI", Remarks: "a.k.a."}, "from sdn_comments.csv")
	equal(t, strings.Contains(bank.Remarks, "-0-"), false)
}

func TestOFACNamesWhatIsNoList(t *testing.T) {
	t.Parallel()
	whole := string(read(t, "ofac", "sdn.csv"))
	for name, test := range map[string]struct {
		names string
		fault lists.Fault
	}{
		"a page of a browser":   {"<!DOCTYPE html><html><body>Sign in</body></html>", lists.HTMLPage},
		"an XML":                {"<?xml version=\"1.0\"?><sdnList/>", lists.WrongFormat},
		"a packed file":         {"PK\x03\x04abc", lists.WrongFormat},
		"cut inside quotes":     {whole[:strings.Index(whole, "ZEVALLOS")+5], lists.Truncated},
		"cut inside a row":      {whole[:strings.Index(whole, "\"SDNTK\"")+9], lists.Truncated},
		"other columns":         {"36,\"AEROCARIBBEAN\",\"CUBA\"\r\n", lists.UnknownColumns},
		"a quote inside a cell": {"36,AERO\"X\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n" + whole, lists.Malformed},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := ofac(t)
			files.Names = strings.NewReader(test.names)
			_, err := lists.OFAC(files)
			fault, ok := lists.FaultOf(err)
			equal(t, ok, true, err)
			equal(t, fault.Fault, test.fault, err)
		})
	}
	files := ofac(t)
	files.Aliases = nil
	_, err := lists.OFAC(files)
	fault, ok := lists.FaultOf(err)
	equal(t, ok, true, err)
	equal(t, fault.Fault, lists.Truncated, "without aliases the list is not whole")
}

func TestOFACCountsAndNamesBadRows(t *testing.T) {
	t.Parallel()
	files := ofac(t)
	files.Names = strings.NewReader(string(bytes.TrimSuffix(read(t, "ofac", "sdn.csv"), []byte("\x1a"))) +
		"x7,\"NOBODY\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n" +
		"99999,\"NOBODY\",\"spaceship\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n")
	list, err := lists.OFAC(files)
	noError(t, err)
	equal(t, list.BadRows, 2)
	equal(t, list.Bad[0].File, "sdn.csv")
	equal(t, list.Bad[0].Line > 0, true)
	equal(t, strings.Contains(list.Bad[1].Reason, "spaceship"), true)
}

func TestUNReadsNamesQualitiesDatesAndDocuments(t *testing.T) {
	t.Parallel()
	list, err := lists.UN(bytes.NewReader(read(t, "un.xml")))
	noError(t, err)
	equal(t, list.PublishedAt.Format(time.RFC3339Nano), "2026-02-27T00:00:09.554Z")
	equal(t, list.Rows, 3)
	equal(t, list.BadRows, 1, "the one without a name")

	person := byID(t, list, "9900001")
	equal(t, screening.Entry{
		Source: "UN", ID: "9900001", Kind: screening.Person, Reference: "QDi.901",
		Names: []screening.Name{
			{Kind: screening.PrimaryName, Text: "TARIQ ABU HASHIR AL-MUTAKHAYYAL"},
			{Kind: screening.PrimaryName, Text: "طارق أبو هاشر المتخيل", Script: "Arab"},
			{Kind: screening.StrongAlias, Text: "Tarek Abou Hacher", Remarks: "previously listed as"},
			{Kind: screening.WeakAlias, Text: "Abu Khayal"},
		},
		Documents: []screening.Document{{Type: "PASSPORT", Country: "IR", Number: "A-1084010"}, {Type: "DNI", Country: "PE", Number: "42185038"}},
		BirthDates: []screening.DateRange{
			{From: day("1963-05-13"), To: day("1963-05-13")}, {From: day("1968-01-01"), To: day("1973-12-31")},
			{From: day("1973-01-01"), To: day("1975-12-31")},
		},
		BirthPlaces: []string{"Mosul, Iraq"}, Nationalities: []string{"SY"}, Programs: []string{"Al-Qaida"},
		Position: "Haji; Treasurer", Addresses: []string{"Calle Inventada 1, Tacna, Peru"}, Remarks: "An invented person. Listed for tests.",
	}, person)

	entity := byID(t, list, "9900003")
	equal(t, entity.Kind, screening.Company)
	has(t, entity.Names, screening.Name{Kind: screening.FormerName, Text: "Old Invented Airlines"})
}

func TestUNNamesWhatIsNoList(t *testing.T) {
	t.Parallel()
	whole := string(read(t, "un.xml"))
	for name, test := range map[string]struct {
		text  string
		fault lists.Fault
	}{
		"a page of a browser":  {"<html><head/></html>", lists.HTMLPage},
		"another XML":          {"<?xml version=\"1.0\"?><sdnList/>", lists.WrongFormat},
		"a CSV":                {"36,\"AEROCARIBBEAN\"\n", lists.WrongFormat},
		"cut":                  {whole[:len(whole)/2], lists.Truncated},
		"cut between elements": {whole[:strings.Index(whole, "</INDIVIDUALS>")], lists.Truncated},
		"tags that cross":      {strings.Replace(whole, "</FIRST_NAME>", "</SECOND_NAME>", 1), lists.Malformed},
		"without a date":       {strings.Replace(whole, "dateGenerated", "dateMade", 1), lists.UnknownColumns},
		"nothing":              {"", lists.Truncated},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := lists.UN(strings.NewReader(test.text))
			fault, ok := lists.FaultOf(err)
			equal(t, ok, true, err)
			equal(t, fault.Fault, test.fault, err)
		})
	}
}

// However a list is cut, it is either refused or, where nothing but the sign of the end is missing, the same list.
func TestACutListIsNeverTakenForTheWhole(t *testing.T) {
	t.Parallel()
	whole := read(t, "un.xml")
	rapid.Check(t, func(t *rapid.T) {
		cut := rapid.IntRange(0, len(bytes.TrimSpace(whole))-1).Draw(t, "cut")
		_, err := lists.UN(bytes.NewReader(whole[:cut]))
		if _, ok := lists.FaultOf(err); !ok {
			t.Fatalf("cut at %d: %v", cut, err)
		}
	})
}

func TestCountriesAreToldOnlyWhereTheyAreSure(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Korea, North": "KP", "Democratic People's Republic of Korea": "KP", "Iran (Islamic Republic of)": "IR", "Türkiye": "TR",
		"Congo, Democratic Republic of the": "CD", "former USSR (now Belarus)": "BY", "Former USSR Currently Ukraine": "UA",
		"Peru": "PE", "Perú": "PE", "PE": "PE", "possibly Palestinian": "PS", "Syria.": "SY", "Azerbaijan (former USSR)": "AZ",
		"former Soviet Union": "", "USSR": "", "Region: Gaza": "", "na": "", "": "", "Germany. Russia": "",
	} {
		code, ok := lists.Country(text)
		equal(t, want, code, text)
		equal(t, want != "", ok, text)
	}
}

func ExampleUN() {
	content, err := os.Open("testdata/un.xml")
	if err != nil {
		panic(err)
	}
	defer func() { _ = content.Close() }()
	list, err := lists.UN(content)
	if err != nil {
		panic(err)
	}
	fmt.Println(list.PublishedAt.Format(time.DateOnly), len(list.Entries), list.BadRows)
	// Output: 2026-02-27 2 1
}
