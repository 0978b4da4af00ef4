package notify

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/qoricash/qoricash/internal/clock"
	"github.com/qoricash/qoricash/internal/evidence"
	"github.com/qoricash/qoricash/internal/store"
)

var update = flag.Bool("update", false, "write the generated files instead of comparing them")

// onPaper is a service without a database, for what needs none.
func onPaper(t testing.TB) *Service {
	t.Helper()
	keys, err := evidence.NewKeys([]byte("a secret of the tests, long enough"), nil)
	if err != nil {
		t.Fatal(err)
	}
	house := store.New(nil, store.Options{Clock: clock.NewFrozen(time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC)), Keys: keys})
	s, err := New(house, Options{SealKeys: [][]byte{bytes.Repeat([]byte{7}, 32)}, SiteURL: "https://qoricash.pe", DeskURL: "https://app.qoricash.pe/"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func samples(t testing.TB) []Sample {
	t.Helper()
	all, err := onPaper(t).Samples()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestEveryTemplateSaysWhatItSaid(t *testing.T) {
	t.Parallel()
	for _, sample := range samples(t) {
		t.Run(string(sample.Kind), func(t *testing.T) {
			t.Parallel()
			said := strings.Join([]string{"Subject: " + sample.Subject, "Inbox: " + sample.Inbox.Title + " | " + sample.Inbox.Body,
				"Push: " + sample.Push.Title + " | " + sample.Push.Body, "", sample.Text, sample.HTML}, "\n")
			golden := filepath.Join("testdata", "letters", strings.ToLower(string(sample.Kind))+".golden")
			if *update {
				if err := errors.Join(os.MkdirAll(filepath.Dir(golden), 0o755), os.WriteFile(golden, []byte(said), 0o644)); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if said != string(want) {
				t.Errorf("it says something else than %s; run the test with -update and read the difference", golden)
			}
		})
	}
}

// voids are the elements of HTML that have no end.
var voids = []string{"meta", "br", "img", "link", "hr"}

// balanced tells what is wrong with the tags of a document.
func balanced(document string) error {
	decoder := xml.NewDecoder(strings.NewReader(document))
	decoder.Strict, decoder.Entity = false, xml.HTMLEntity
	var open []string
	for {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		switch element := token.(type) {
		case xml.StartElement:
			if !slices.Contains(voids, element.Name.Local) {
				open = append(open, element.Name.Local)
			}
		case xml.EndElement:
			if len(open) == 0 || open[len(open)-1] != element.Name.Local {
				return errors.New("</" + element.Name.Local + "> closes nothing")
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return errors.New("left open: " + strings.Join(open, ", "))
	}
	return nil
}

func TestEveryLetterIsSoundAndReadable(t *testing.T) {
	t.Parallel()
	for _, sample := range samples(t) {
		if err := balanced(sample.HTML); err != nil {
			t.Errorf("%s: %v", sample.Kind, err)
		}
		for _, part := range []string{`<html lang="es-PE">`, `name="viewport"`, `name="color-scheme" content="light dark"`, "max-width:600px", "<h1"} {
			if !strings.Contains(sample.HTML, part) {
				t.Errorf("%s: the HTML lacks %s", sample.Kind, part)
			}
		}
		if strings.Contains(sample.HTML, "<table") || strings.Contains(sample.HTML, "<script") || strings.Count(sample.HTML, "<h1") != 1 {
			t.Errorf("%s: a table, a script or not one heading", sample.Kind)
		}
		if strings.ContainsAny(sample.Subject, "\r\n") || sample.Subject == "" || len([]rune(sample.Subject)) > 90 {
			t.Errorf("%s: the subject is %q", sample.Kind, sample.Subject)
		}
		if strings.Contains(sample.HTML+sample.Text, "<no value>") || strings.Contains(sample.HTML, "ZgotmplZ") {
			t.Errorf("%s: something has no value", sample.Kind)
		}
	}
}

var (
	markup = regexp.MustCompile(`(?s)<style>.*?</style>|<[^>]*>`)
	figure = regexp.MustCompile(`[0-9][0-9.,:/]*[0-9]`)
	link   = regexp.MustCompile(`https://[^\s"<]+`)
)

func TestBothFormsSayTheSame(t *testing.T) {
	t.Parallel()
	for _, sample := range samples(t) {
		plain := markup.ReplaceAllString(sample.HTML, " ")
		for _, number := range figure.FindAllString(plain, -1) {
			if !strings.Contains(sample.Text, number) && !strings.Contains(sample.Subject, number) && !strings.Contains(sample.HTML[:strings.Index(sample.HTML, "<h1")], number) {
				t.Errorf("%s: the text lacks the figure %s", sample.Kind, number)
			}
		}
		for _, number := range figure.FindAllString(sample.Text, -1) {
			if !strings.Contains(plain, number) {
				t.Errorf("%s: the HTML lacks the figure %s", sample.Kind, number)
			}
		}
		for _, address := range link.FindAllString(sample.Text, -1) {
			if !strings.Contains(sample.HTML, address) {
				t.Errorf("%s: the HTML lacks the link %s", sample.Kind, address)
			}
		}
	}
}

// Whoever reads over a shoulder learns neither how much nor who.
func TestLockScreensShowNoAmountsAndNoNames(t *testing.T) {
	t.Parallel()
	pushed := 0
	for _, sample := range samples(t) {
		if sample.Push == (Line{}) {
			continue
		}
		pushed++
		if text := sample.Push.Title + sample.Push.Body; strings.ContainsAny(text, "0123456789$") || strings.Contains(text, "S/") {
			t.Errorf("%s: a lock screen would show %q", sample.Kind, text)
		}
	}
	if pushed < 15 {
		t.Errorf("only %d kinds reach telephones", pushed)
	}
	if _, err := parseLetter(Traits{Kind: KindWelcome}, "push: Hola | Recibes {{.payout}}"); err == nil {
		t.Error("a template could show data on a lock screen")
	}
}

// Whatever people are called, a letter keeps its lines, its subject one line and its HTML its tags.
func TestNothingThatPeopleTypeChangesALetter(t *testing.T) {
	t.Parallel()
	s := onPaper(t)
	said := map[Kind]Traits{}
	for _, traits := range Kinds() {
		said[traits.Kind] = traits
	}
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]Kind{KindOperationCanceled, KindClientRegistered, KindDeskHeld, KindNewDevice}).Draw(t, "kind")
		data := sampleData(said[kind])
		typed := rapid.SampledFrom([]string{"<script>alert(1)</script>", "a\r\nBcc: otro@correo.pe", "\u2028note: x", `"><img src=x onerror=alert(1)>`, "{{.secret}}"}).Draw(t,
			"typed") +
			rapid.String().Draw(t, "more")
		for _, name := range []string{"name", "reason", "client", "device", "owner", "code"} {
			data[name] = typed
		}
		letter, html, text, err := s.letters.compose(kind, data, "")
		if err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(letter.Subject, "\r\n") || strings.Contains(html, "<script") || strings.Contains(html, "<img") {
			t.Fatalf("%q got through", typed)
		}
		if err := balanced(html); err != nil {
			t.Fatalf("%v\n%s", err, html)
		}
		if regexp.MustCompile(`(?m)^Bcc:`).MatchString(text) {
			t.Fatal("a line of its own")
		}
	})
}

func TestATemplateThatIsNotWholeIsRefused(t *testing.T) {
	t.Parallel()
	whole := "subject: a\npreheader: b\nheading: c\ntext: d\ninbox: e | f\n"
	if _, err := parseLetter(Traits{}, whole); err != nil {
		t.Fatal(err)
	}
	for name, source := range map[string]string{
		"without a subject":          strings.Replace(whole, "subject: a\n", "", 1),
		"without a line of inbox":    strings.Replace(whole, "inbox: e | f\n", "", 1),
		"with an unknown word":       whole + "table: x\n",
		"with a row of one part":     whole + "row: x\n",
		"with a template of nothing": whole + "text: {{.}\n",
		"without a colon":            whole + "hola\n",
	} {
		if _, err := parseLetter(Traits{}, source); err == nil {
			t.Errorf("a template %s was taken", name)
		}
	}
}

// What waits in the outbox when a letter learns a new flag was written without it.
func TestAMessageOfAnEarlierProgramIsStillALetter(t *testing.T) {
	t.Parallel()
	s := onPaper(t)
	for _, kind := range []Kind{KindDepositRejected, KindDepositRefunded, KindOperationCreated, KindOperationReleased} {
		traits, _ := s.letters.of(kind)
		data := sampleData(traits.Traits)
		delete(data, dataPending)
		delete(data, dataBegun)
		if _, _, _, err := s.letters.compose(kind, data, ""); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
}
