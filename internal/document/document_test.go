package document_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/document"
	"github.com/qoricash/qoricash/internal/testkit/pdftext"
)

func sample() document.Document {
	return document.Document{Name: "muestra", Issuer: document.Issuer{Name: "La Casa SAC", RUC: "20615113698", Address: "Av. Larco 1, Miraflores"},
		Title: "Muestra", Code: "M-1", At: time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC),
		Figures: []document.Fact{{Label: "Entrega", Value: "US$ 200.00"}, {Label: "Recibe", Value: "S/ 748.00"}},
		Sections: []document.Section{
			{Heading: "Quién", Facts: []document.Fact{{Label: "Nombre", Value: "MUÑOZ ÁVILA JOSÉ"}}},
			{Heading: "Qué", Table: document.Table{Columns: []document.Column{{Heading: "Fecha", Share: 1}, {Heading: "Importe", Share: 1, Right: true}},
				Rows: [][]string{{"23/11/2026 10:00", "US$ 200.00"}}}},
		},
		Notes: []string{"Una nota."}}
}

func drawn(t testing.TB, d document.Document) []byte {
	t.Helper()
	content, err := d.PDF()
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestADocumentSaysWhatItWasGivenFromTheTopDown(t *testing.T) {
	t.Parallel()
	want := []string{"La Casa SAC", "RUC 20615113698", "Av. Larco 1, Miraflores", "Muestra", "M-1", "Entrega", "US$ 200.00", "Recibe", "S/ 748.00", "Quién",
		"Nombre", "MUÑOZ ÁVILA JOSÉ", "Qué", "Fecha", "Importe", "23/11/2026 10:00", "US$ 200.00", "Una nota.", "Muestra M-1", "Página 1"}
	if got := pdftext.Lines(t, drawn(t, sample())); strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("says\n%s\nwant\n%s", strings.Join(got, "|"), strings.Join(want, "|"))
	}
}

func TestOneDocumentIsTheSameBytesAlways(t *testing.T) {
	t.Parallel()
	first := drawn(t, sample())
	for _, instant := range []string{"/CreationDate (D:20261123150000", "/ModDate (D:20261123150000"} {
		if !bytes.Contains(first, []byte(instant)) {
			t.Errorf("the file lacks %s", instant)
		}
	}
	for range 20 {
		if !bytes.Equal(drawn(t, sample()), first) {
			t.Fatal("drawn again it has other bytes")
		}
	}
	later := sample()
	later.At = later.At.Add(time.Hour)
	if bytes.Equal(drawn(t, later), first) {
		t.Error("the instant of its maker is not in the file")
	}
}

func TestWhatTheLettersDoNotHaveIsSeenAsABox(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"MUÑOZ DE LA PEÑA JOSÉ":              "MUÑOZ DE LA PEÑA JOSÉ",
		"O'HIGGINS Ü. GARÇON":                "O'HIGGINS Ü. GARÇON",
		"ŁUKASZ ŠKODA ĐẶNG":                  "ŁUKASZ ŠKODA ĐANG",
		"ΑΘΗΝΑ ΠΑΠΑΔΟΠΟΎΛΟΥ":                 "ΑΘΗΝΑ ΠΑΠΑΔΟΠΟΎΛΟΥ",
		"ИВАНОВ ПЁТР":                        "ИВАНОВ ПЁТР",
		"ANA 😀 LUNA":                         "ANA □ LUNA",
		"\U0001F469\u200d\U0001F467 FAMILIA": "□□ FAMILIA",
		"山田 太郎":                              "□□ □□",
		"مريم":                               "□□□□",
		"JOSE\u0301 \u00a0 DI\u0301AZ":       "JOSÉ DÍAZ",
		"UNA\nDOS\tTRES\x00CUATRO":           "UNA DOS TRES CUATRO",
		"M•••• L•••":                         "M•••• L•••",
		"mal\xffescrito":                     "mal□escrito",
		"\u202eal revés":                     "al revés",
	} {
		d := sample()
		d.Sections[0].Facts[0].Value = name
		if text := pdftext.Text(t, drawn(t, d)); !strings.Contains(text, "\n"+want+"\n") {
			t.Errorf("%q is not shown as %q:\n%s", name, want, text)
		}
	}
}

// Whatever is written, the paper is drawn, and each word of plain letters is on it.
func TestNoTextBreaksADocument(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.RuneFrom([]rune("AÑ ()\\\r\n")), 0, 600, -1)).Draw(r, "text")
		d := sample()
		d.Issuer.Name, d.Title, d.Code = text, text, text
		d.Figures[0] = document.Fact{Label: text, Value: text}
		d.Sections[0] = document.Section{Heading: text, Facts: []document.Fact{{Label: text, Value: text}}}
		d.Sections[1].Table.Rows = [][]string{{text, text}, {text, text}}
		d.Notes = []string{text, "FIN"}
		content, err := d.PDF()
		if err != nil {
			r.Fatal(err)
		}
		if !strings.Contains(pdftext.Text(t, content), "FIN") {
			r.Fatal("what stands at the end is missing")
		}
	})
}

func TestALongDocumentGoesOnOverPages(t *testing.T) {
	t.Parallel()
	d := sample()
	for range 120 {
		d.Sections[1].Table.Rows = append(d.Sections[1].Table.Rows, []string{strings.Repeat("palabra ", 12), "S/ 1.00"})
	}
	lines := pdftext.Lines(t, drawn(t, d))
	count := func(text string) (found int) {
		for _, line := range lines {
			if line == text {
				found++
			}
		}
		return found
	}
	if count("S/ 1.00") != 120 || count("Página 5") != 1 {
		t.Errorf("%d of 120 rows are there, and %d pages 5", count("S/ 1.00"), count("Página 5"))
	}
	// Whoever reads a further page alone knows what its columns are.
	if count("Importe") < 5 {
		t.Errorf("the headings of the columns stand on %d pages", count("Importe"))
	}
}
