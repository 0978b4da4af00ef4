package lists_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/qoricash/qoricash/internal/screening"
	"github.com/qoricash/qoricash/internal/screening/lists"
)

func TestEUGathersTheRowsOfAnEntity(t *testing.T) {
	t.Parallel()
	list, err := lists.EU(bytes.NewReader(read(t, "eu.csv")))
	noError(t, err)
	equal(t, list.PublishedAt, day("2022-10-28"))
	equal(t, list.Rows, 11)
	equal(t, list.BadRows, 0)
	equal(t, len(list.Entries), 2)
	equal(t, byID(t, list, "900013"), screening.Entry{
		Source: "EU", ID: "900013", Kind: screening.Person, Reference: "EU.27.999", Position: "Minister", Gender: "M",
		Names: []screening.Name{
			{Kind: screening.PrimaryName, Text: "Samir Hussein Al-Inventado", Family: "Al-Inventado", Given: "Samir Hussein"},
			{Kind: screening.WeakAlias, Text: "Abu Inventado", Remarks: "low quality alias"},
			{Kind: screening.StrongAlias, Text: "Самир Инвентадо", Script: "Cyrl"},
		},
		Documents: []screening.Document{{Type: "PASSPORT", Country: "IQ", Number: "488555"}},
		BirthDates: []screening.DateRange{
			{From: day("1937-04-28"), To: day("1937-04-28")}, {From: day("1968-01-01"), To: day("1973-12-31")},
		},
		BirthPlaces: []string{"Tikrit, IRAQ"}, Nationalities: []string{"IQ"}, Programs: []string{"IRQ"}, Remarks: "(invented)",
	}, "the year of the Islamic calendar is left out")
	company := byID(t, list, "900014")
	equal(t, company.Kind, screening.Company)
	has(t, company.Names, screening.Name{Kind: screening.FormerName, Text: "Old Trading Co.", Remarks: "formerly known as"})
	equal(t, company.Addresses, []string{"Barzeh Street, Damascus, SYRIAN ARAB REPUBLIC"})
}

func TestUKGathersTheRowsOfAGroupWhereverTheyStand(t *testing.T) {
	t.Parallel()
	list, err := lists.UK(bytes.NewReader(read(t, "uk.csv")))
	noError(t, err)
	equal(t, list.PublishedAt, day("2022-11-14"))
	equal(t, len(list.Entries), 2)
	person := byID(t, list, "99001")
	equal(t, person.Names, []screening.Name{
		{Kind: screening.PrimaryName, Text: "Samir Hussein AL-INVENTADO", Family: "AL-INVENTADO", Given: "Samir Hussein"},
		{Kind: screening.PrimaryName, Text: "سمير", Script: "Arab"},
		{Kind: screening.WeakAlias, Text: "Abu INVENTO", Family: "INVENTO", Given: "Abu"},
	}, "the primary name stands in front")
	equal(t, person.BirthDates, []screening.DateRange{{From: day("1961-03-01"), To: day("1961-03-31")}})
	equal(t, person.Nationalities, []string{"SY", "IQ"})
	equal(t, person.BirthPlaces, []string{"Damascus", "Homs"})
	equal(t, person.Reference, "SYR9306")
	equal(t, person.Documents, []screening.Document{
		{Type: "PASSPORT", Number: "C389664"}, {Type: "PASSPORT", Number: "G557170"}, {Type: "NATIONAL_ID", Number: "1024026187"},
	})
	equal(t, byID(t, list, "99002").Kind, screening.Vessel)
}

func TestGroupedListsNameWhatIsNoList(t *testing.T) {
	t.Parallel()
	eu, uk := string(read(t, "eu.csv")), string(read(t, "uk.csv"))
	type reader func(string) error
	readEU := func(text string) error { _, err := lists.EU(strings.NewReader(text)); return err }
	readUK := func(text string) error { _, err := lists.UK(strings.NewReader(text)); return err }
	for name, test := range map[string]struct {
		read  reader
		text  string
		fault lists.Fault
	}{
		"EU: the list of the UK":     {readEU, uk, lists.WrongFormat},
		"EU: a column renamed":       {readEU, strings.Replace(eu, "Identification_Number", "Identification_No", 1), lists.UnknownColumns},
		"EU: cut":                    {readEU, eu[:len(eu)-40], lists.Truncated},
		"EU: a page":                 {readEU, "<html>", lists.HTMLPage},
		"EU: nothing":                {readEU, "", lists.WrongFormat},
		"UK: the list of the EU":     {readUK, eu, lists.WrongFormat},
		"UK: without its day":        {readUK, strings.Replace(uk, "14/11/2022", "today", 1), lists.UnknownColumns},
		"UK: a column renamed":       {readUK, strings.Replace(uk, "Alias Quality", "Quality", 1), lists.UnknownColumns},
		"UK: cut":                    {readUK, uk[:len(uk)-9], lists.Truncated},
		"UK: only the first line":    {readUK, "Last Updated,14/11/2022\r\n", lists.WrongFormat},
		"UK: quotes that never end":  {readUK, uk + "\"INVENTED", lists.Truncated},
		"UK: a quote inside a value": {readUK, strings.Replace(uk, "INVENTED SHIP", "INVENTED \"SHIP", 1), lists.Malformed},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fault, ok := lists.FaultOf(test.read(test.text))
			equal(t, ok, true)
			if ok {
				equal(t, fault.Fault, test.fault, fault.Detail)
			}
		})
	}
}

const template = "id;tipo;nombre;apellidos;nombres;alias;documentos;fecha_nacimiento;nacionalidad;genero;cargo\n" +
	"P-1;PERSONA;Núñez Soto, Rosa;Núñez Soto;Rosa;Rosita Núñez|R. Soto;DNI 07552116 | PASAPORTE AM354606 CO;08/07/1957;Perú;F;Alcaldesa\n" +
	"P-2;EMPRESA;Inventos S.A.C.;;;;RUC 20108363101;;;;\n"

func rosa() screening.Entry {
	return screening.Entry{
		Source: "PEP", ID: "P-1", Kind: screening.Person, Gender: "F", Position: "Alcaldesa", Nationalities: []string{"PE"},
		Names: []screening.Name{
			{Kind: screening.PrimaryName, Text: "Núñez Soto, Rosa", Family: "Núñez Soto", Given: "Rosa"},
			{Kind: screening.StrongAlias, Text: "Rosita Núñez"}, {Kind: screening.StrongAlias, Text: "R. Soto"},
		},
		Documents:  []screening.Document{{Type: "DNI", Country: "PE", Number: "07552116"}, {Type: "PASSPORT", Country: "CO", Number: "AM354606"}},
		BirthDates: []screening.DateRange{{From: day("1957-07-08"), To: day("1957-07-08")}},
	}
}

func TestTheTemplateIsReadAsCSVAndAsXLSX(t *testing.T) {
	t.Parallel()
	for name, content := range map[string][]byte{
		"UTF-8":           []byte(template),
		"with a mark":     []byte("\ufeff" + template),
		"Windows":         windows(template),
		"commas":          []byte(strings.ReplaceAll(strings.ReplaceAll(template, "Soto, Rosa", "Soto# Rosa"), ";", ",")),
		"no last newline": []byte(strings.TrimSpace(template)),
		"XLSX":            workbook(t, template),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			list, err := lists.Template("PEP", content)
			noError(t, err)
			equal(t, list.Bad, nil)
			equal(t, len(list.Entries), 2)
			want := rosa()
			want.Names[0].Text = list.Entries[0].Names[0].Text
			equal(t, list.Entries[0], want)
			has(t, list.Entries[1].Documents, screening.Document{Type: "RUC", Country: "PE", Number: "20108363101"})
			equal(t, list.Entries[1].Kind, screening.Company)
		})
	}
}

func TestTheTemplateNamesWhatItCannotRead(t *testing.T) {
	t.Parallel()
	list, err := lists.Template("PEP", []byte("id,nombre,documentos,fecha_nacimiento,nacionalidad,tipo\n"+
		"1,Ana,LICENCIA 1,,,\n2,Ana,,ayer,,\n3,Ana,,,Marte,\n4,,,,,\n,Ana,,,,\n6,Ana,,,,BARCO\n7,Ana\n8,Ana,,,,\n"))
	noError(t, err)
	equal(t, list.BadRows, 7)
	equal(t, len(list.Entries), 1)
	equal(t, list.Bad[0].Line, 2)
	for name, test := range map[string]struct {
		content string
		fault   lists.Fault
	}{
		"a column nobody reads": {"id,nombre,fecha de nacimiento\n1,Ana,1957\n", lists.UnknownColumns},
		"no name":               {"id,alias\n1,Ana\n", lists.UnknownColumns},
		"another list":          {"Last Updated,14/11/2022\n", lists.WrongFormat},
		"nothing":               {"", lists.WrongFormat},
		"a page":                {"<!doctype html>", lists.HTMLPage},
		"a broken workbook":     {"PK\x03\x04abc", lists.Malformed},
		"cut":                   {"id,nombre\n1,\"An", lists.Malformed},
	} {
		_, err := lists.Template("PEP", []byte(test.content))
		fault, ok := lists.FaultOf(err)
		equal(t, ok, true, name)
		if ok {
			equal(t, fault.Fault, test.fault, name, fault.Detail)
		}
	}
}

func windows(text string) []byte {
	var encoded []byte
	for _, letter := range text {
		encoded = append(encoded, byte(letter)) // every letter of the text is below 256
	}
	return encoded
}

func workbook(t *testing.T, text string) []byte {
	t.Helper()
	book := excelize.NewFile()
	for line, row := range strings.Split(strings.TrimSpace(text), "\n") {
		for column, value := range strings.Split(row, ";") {
			cell, err := excelize.CoordinatesToCellName(column+1, line+1)
			noError(t, err)
			noError(t, book.SetCellStr("Sheet1", cell, value))
		}
	}
	var content bytes.Buffer
	noError(t, book.Write(&content))
	return content.Bytes()
}
