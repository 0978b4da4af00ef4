package screening

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"
)

func TestFoldReadsScriptsMarksAndMistakenEncodings(t *testing.T) {
	t.Parallel()
	for written, read := range map[string]string{
		"Muñoz": "munoz", "MuÃ±oz": "munoz", "Mu?oz": "munoz", "PeÃ\u0091a": "pena", "Łukasz Øst": "lukasz ost", "Straße": "strasse",
		"Владимир Хрущёв": "vladimir khrushchev", "Александр": "aleksandr", "Παπαδόπουλος": "papadopoulos", "محمد": "mhmd", "יוסף": "yusf",
		"习近平": "xi jin ping ", "O&#39;Brien": "o'brien", "İstanbul": "istanbul",
	} {
		if got := fold(written).text; got != read {
			t.Errorf("%s is read %q, not %q", written, got, read)
		}
	}
}

func TestWordsLeaveOutWhatSaysNothing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		kind    EntityKind
		written string
		words   string
	}{
		{Person, "Dr. Juan Carlos de la Cruz Quispe", "juan carlos cruz quispe"},
		{Person, "Ma. Fca. D'Angelo", "maria francisca dangelo"},
		{Person, "Sheikh Abu Bakr al-Baghdadi", "bakr baghdadi"},
		{Company, "Inversiones Ándina S.A.C.", "inversiones andina"},
		{Company, "ООО «Ромашка»", "romashka"},
		{Company, "Public Joint Stock Company Rosneft", "rosneft"},
		{Company, "PT Bumi Resources Tbk", "bumi resources"},
		{Company, "Sime Darby Sdn. Bhd.", "sime darby"},
		{Company, "Plant No.5 & Sons GmbH & Co. KG", "plant 5 sons"},
	} {
		if got := strings.Join(Words(c.kind, c.written), " "); got != c.words {
			t.Errorf("%s: the words are %q, not %q", c.written, got, c.words)
		}
	}
}

func TestSoundsOfPeruAndOfTransliterations(t *testing.T) {
	t.Parallel()
	for _, pair := range [][2]string{
		{"quispe", "kispe"}, {"huaman", "waman"}, {"vasquez", "basques"}, {"mikhail", "mijail"}, {"gonzalez", "gonsales"}, {"jimenez", "gimenez"}, {"llanos", "yanos"},
	} {
		if soundOf(pair[0]) != soundOf(pair[1]) {
			t.Errorf("%s sounds %s, %s sounds %s", pair[0], soundOf(pair[0]), pair[1], soundOf(pair[1]))
		}
	}
}

func TestRolesOfSpanishNames(t *testing.T) {
	t.Parallel()
	r := newReader(DefaultConfig())
	for _, c := range []struct{ what, roles string }{
		{roles(r.entryName(Person, Name{Text: "DE LA CRUZ QUISPE, Juan Carlos"})), "juan=given carlos=given de=paternal la=paternal cruz=paternal quispe=maternal"},
		{roles(r.entryName(Person, Name{Family: "PEREZ", Given: "Juan", Text: "PEREZ, Juan"})), "juan=given perez=paternal"},
		{roles(r.entryName(Person, Name{Text: "RODRIGUEZ LOPEZ-CALLEJA, Luis"})), "luis=given rodriguez=paternal lopez=maternal calleja=maternal"},
		{roles(r.prepareSubject(Subject{Given: "Ana", Paternal: "Flores", Maternal: "Q."}).names[0]), "ana=given flores=paternal q=maternal"},
		{roles(r.entryName(Person, Name{Text: "Ana Flores Rojas"})), "ana= flores= rojas="},
	} {
		if c.what != c.roles {
			t.Errorf("the roles are %s, not %s", c.what, c.roles)
		}
	}
}

func roles(n *name) string {
	var out []string
	for i, w := range n.words {
		out = append(out, w.text+"="+roleNames[n.roles[i]])
	}
	return strings.Join(out, " ")
}

// listed is a person with two surnames, a person with one, and a company, as lists have them.
func listed() []Entry {
	born := time.Date(1970, 5, 1, 0, 0, 0, 0, time.UTC)
	return []Entry{
		{
			Source: "T", ID: "1", Kind: Person, Names: []Name{{Kind: PrimaryName, Text: "AYBAR CANCHO, Marco Antonio"}, {Kind: WeakAlias, Text: "EL CHINO AYBAR"}},
			BirthDates: []DateRange{{From: born, To: born}}, Nationalities: []string{"PE"}, Gender: "M", Documents: []Document{{Type: "DNI", Country: "PE", Number: "09912345"}},
		},
		{Source: "T", ID: "2", Kind: Person, Names: []Name{{Kind: PrimaryName, Text: "QUISPE, Juan"}}},
		{Source: "T", ID: "3", Kind: Company, Names: []Name{{Kind: PrimaryName, Text: "FARMACIA NAYLAMP EXPORT S.A.C."}},
			Documents: []Document{{Type: "RUC", Number: "20108363101"}}},
		{Source: "T", ID: "4", Kind: Person, Names: []Name{{Kind: PrimaryName, Text: "Aleksandr Borisovich ZUBKOVSKY"}}},
	}
}

func TestSearchKnowsAPersonHoweverTheNameIsWritten(t *testing.T) {
	t.Parallel()
	index := New(DefaultConfig()).Index(listed())
	for _, written := range []string{
		"Marco Antonio Aybar Cancho", "AYBAR CANCHO Marco Antonio", "Marco Aybar Cancho", "Marco Antonio Aybar", "Marco Aybar", "Marcoantonio Aybar Cancho",
		"Marco Antonio Aybar C.", "Marco A. Aybar Cancho", "Marco Antonio Aibar Cancho", "Marco Antonio Aybr Cancho", "Марко Антонио Айбар Канчо",
	} {
		hits := index.Search(Subject{Kind: Person, Name: written}).Hits
		if len(hits) == 0 || hits[0].Entry.ID != "1" {
			t.Errorf("%s is not found", written)
		}
	}
	for _, other := range []Subject{
		{Kind: Person, Given: "Marco Antonio", Paternal: "Aybar", Maternal: "Flores"}, {Kind: Person, Given: "Luis", Paternal: "Aybar", Maternal: "Cancho"},
		{Kind: Person, Given: "Juan", Paternal: "Quispe", Maternal: "Mamani"}, {Kind: Person, Name: "Juan Quispe Mamani"}, {Kind: Person, Name: "Antonio Cancho"},
		{Kind: Company, Name: "Inversiones Naylamp Norte S.R.L. Constructora Chiclayo"},
	} {
		if result := index.Search(other); result.Outcome != OutcomeClear {
			t.Errorf("%+v hits %s with %.2f", other, result.Hits[0].Explanation.EntryName, result.TopScore)
		}
	}
}

func TestADocumentDecidesWhateverTheName(t *testing.T) {
	t.Parallel()
	index := New(DefaultConfig()).Index(listed())
	for _, number := range []string{"9912345", "09912345", "0991-2345", "20108363101", "10099123451"} {
		d := Document{Number: number}
		if number == "10099123451" {
			d.Type = "RUC" // the tax number of a person holds the DNI
		}
		result := index.Search(Subject{Kind: Person, Name: "Somebody Else", Documents: []Document{d}})
		if result.Outcome != OutcomeExactDocument || result.TopScore != 1 || result.Band != BandBlock {
			t.Errorf("%s comes to %s, %.2f", number, result.Outcome, result.TopScore)
		}
	}
	foreign := index.Search(Subject{Kind: Person, Name: "Somebody Else", Documents: []Document{{Number: "09912345", Country: "CO"}}})
	if foreign.Outcome != OutcomeClear {
		t.Errorf("the number of another country comes to %s", foreign.Outcome)
	}
}

func TestWeakAliasesNeverReachTheBandThatBlocks(t *testing.T) {
	t.Parallel()
	hits := New(DefaultConfig()).Index(listed()).Search(Subject{Kind: Person, Name: "El Chino Aybar"}).Hits
	if len(hits) != 1 || hits[0].Score != 0.80 || hits[0].Explanation.Rule != string(ruleWeakAlias) {
		t.Errorf("a weak alias comes to %+v", hits)
	}
}

func TestFactsBesideTheName(t *testing.T) {
	t.Parallel()
	e := New(DefaultConfig())
	entry := listed()[0]
	base := Subject{Kind: Person, Name: "Marco Antonio Aybar"}
	plain := e.Screen(base, entry).Score
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	for what, c := range map[string]struct {
		change func(*Subject)
		points float64
	}{
		"same day":            {func(s *Subject) { s.BirthDate = day(1970, 5, 1) }, 0.05},
		"another day":         {func(s *Subject) { s.BirthDate = day(1970, 6, 1) }, -0.10},
		"another year":        {func(s *Subject) { s.BirthDate = day(1975, 5, 1) }, -0.15},
		"a year far away":     {func(s *Subject) { s.BirthDate = day(1976, 5, 1) }, -0.30},
		"another country":     {func(s *Subject) { s.Nationality = "CL" }, -0.10},
		"the same country":    {func(s *Subject) { s.Nationality = "pe" }, 0},
		"another gender":      {func(s *Subject) { s.Gender = "F" }, -0.20},
		"another year, woman": {func(s *Subject) { s.BirthDate, s.Gender = day(1975, 5, 1), "F" }, -0.35},
	} {
		s := base
		c.change(&s)
		if got := e.Screen(s, entry).Score; got != score(plain+c.points) {
			t.Errorf("%s: %.4f, not %.4f", what, got, score(plain+c.points))
		}
	}
}

func TestALetterThatNobodyReadsIsNeverClear(t *testing.T) {
	t.Parallel()
	result := New(DefaultConfig()).Index(listed()).Search(Subject{Kind: Person, Name: "𐎀𐎁𐎂"})
	if result.Outcome != OutcomeNotComparable {
		t.Errorf("letters of Ugarit come to %s", result.Outcome)
	}
}

// Names that the engine was not tuned on, of general knowledge.
func TestCompare(t *testing.T) {
	t.Parallel()
	e := New(DefaultConfig())
	for _, c := range []struct {
		kind EntityKind
		a, b string
		same bool
	}{
		{Person, "Vladimir Putin", "Владимир Владимирович Путин", true}, {Person, "Xi Jinping", "习近平", true}, {Person, "Kim Jong Un", "김정은", true},
		{Person, "Mohammed al-Masri", "محمد المصري", true}, {Person, "Alexis Tsipras", "Αλέξης Τσίπρας", true}, {Person, "Bob Smith", "Robert Smith", true},
		{Person, "Volodymyr Zelenskyy", "Vladimir Zelensky", true}, {Person, "José de la Torre", "Jose Delatorre", true},
		{Person, "John Ronald Tolkien", "J. R. Tolkien", true},
		{Person, "Barack Obama", "Michelle Obama", false}, {Person, "María González", "Mario González", false},
		{Person, "Ivan Petrovich Sidorov", "Ivan Sergeevich Sidorov", false},
		{Person, "John Smith Jr.", "John Smith III", false}, {Person, "Vladimir Putin", "Vladimir Kolokoltsev", false},
		{Company, "ООО Ромашка", "Romashka LLC", true}, {Company, "Gazprom Bank", "Gazprombank JSC", true}, {Company, "Johnson & Johnson", "Johnson and Johnson Inc.", true},
		{Company, "Banco Central de Venezuela", "Central Bank of Venezuela", true}, {Company, "Mobile Tele Systems", "MTS", true},
		{Company, "Shenzhen Plant No. 5", "Shenzhen Plant No. 7", false}, {Company, "Bank of China", "Bank of Japan", false},
		{Company, "Alfa Trading LLC", "Beta Trading LLC", false},
		{Company, "Lumbre Intl. Mfg. Co.", "Lumbre International Manufacturing Company", true}, {Company, "Zavod Lumbre", "Lumbre Plant JSC", true},
		{Company, "Lumbre del Norte SAC", "Lumbre del Sur SAC", false}, {Company, "Lumbre Perú", "Lumbre Chile", false},
		{Company, "Industrial Bank of Peru", "Bank of Peru", false}, {Company, "Cereales de Yauyos S.A.", "CDYSA", true},
		{Company, "COMELUM", "Comercializadora Lumbre", true},
		{Company, "OGC Lumbre", "Oil Gas Consulting Lumbre", true}, {Company, "Lumbre Bank", "Lumbre Telecom", false},
		{Company, "General Trading Company", "General Motors Company", false},
	} {
		got := e.Compare(Subject{Kind: c.kind, Name: c.a}, Subject{Kind: c.kind, Name: c.b})
		if got.Match != c.same {
			t.Errorf("%s, %s: %.2f %s", c.a, c.b, got.Score, strings.Join(got.Explanation.Lines(), "\n"))
		}
	}
}

var syllables = []string{"ma", "ri", "qui", "spe", "lo", "pez", "ka", "ren", "to", "var", "chu", "ñe", "zal", "bo", "ri", "go"}

func anyWord(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(syllables), 1, 4).Draw(t, "word"), "")
}

func anyName(t *rapid.T, label string) string {
	return strings.Join(rapid.SliceOfN(rapid.Custom(anyWord), 1, 5).Draw(t, label), " ")
}

func TestScoresOfPairsAreSymmetricWithinBoundsAndSureOfThemselves(t *testing.T) {
	t.Parallel()
	e := New(DefaultConfig())
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]EntityKind{Person, Company, ""}).Draw(t, "kind")
		a, b := Subject{Kind: kind, Name: anyName(t, "a")}, Subject{Kind: kind, Name: anyName(t, "b")}
		there, back, self := e.Compare(a, b).Score, e.Compare(b, a).Score, e.Compare(a, a).Score
		if there != back || there < 0 || there > 1 || self != 1 {
			t.Fatalf("%v %v: %v, %v, itself %v", a, b, there, back, self)
		}
	})
}

func TestTheOrderOfWordsDoesNotMatter(t *testing.T) {
	t.Parallel()
	e := New(DefaultConfig())
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"Quispe", "Mamani", "Juan", "Carlos", "Zevallos", "Farfan"}), 2, 4, rapid.ID[string]).Draw(t, "words")
		other := rapid.Permutation(words).Draw(t, "other")
		if got := e.Compare(Subject{Kind: Person, Name: strings.Join(words, " ")}, Subject{Kind: Person, Name: strings.Join(other, " ")}).Score; got != 1 {
			t.Fatalf("%v, %v: %v", words, other, got)
		}
	})
}

func TestMoreAgreementIsNeverLess(t *testing.T) {
	t.Parallel()
	e := New(DefaultConfig())
	entry := listed()[0]
	last := 0.0
	for _, written := range []string{"Aybar", "Marco Aybar", "Marco Antonio Aybar", "Marco Antonio Aybar Cancho"} {
		got := e.Screen(Subject{Kind: Person, Name: written}, entry).Score
		if got < last {
			t.Errorf("%s comes to %.4f, less than %.4f before", written, got, last)
		}
		last = got
	}
	if last != 1 {
		t.Errorf("the whole name comes to %.4f", last)
	}
}

// strangers are entries made at random, so that searches find something.
func strangers(count int, r *rand.Rand) []Entry {
	word := func() string {
		text := ""
		for range 2 + r.IntN(2) {
			text += syllables[r.IntN(len(syllables))]
		}
		return strings.ToUpper(text)
	}
	pool := make([]string, 60)
	for i := range pool {
		pool[i] = word()
	}
	pick := func() string { return pool[r.IntN(len(pool))] }
	out := make([]Entry, count)
	for i := range out {
		out[i] = Entry{Source: "T", ID: fmt.Sprint(i), Kind: Person, Names: []Name{{Kind: PrimaryName, Text: pick() + " " + pick() + ", " + pick() + " " + pick()}}}
		if r.IntN(3) == 0 {
			out[i].Names = append(out[i].Names, Name{Kind: WeakAlias, Text: pick() + " " + pick()})
		}
		if r.IntN(5) == 0 {
			out[i].Kind, out[i].Names = Company, []Name{{Kind: PrimaryName, Text: pick() + " " + pick() + " S.A.C."}}
		}
	}
	return out
}

func subjectOf(e Entry, r *rand.Rand) Subject {
	text := strings.ReplaceAll(e.Names[r.IntN(len(e.Names))].Text, ",", "")
	letters := []rune(text)
	if at := r.IntN(len(letters)); unicode.IsLetter(letters[at]) {
		letters[at] = 'A' + rune(r.IntN(26))
	}
	return Subject{ID: e.ID, Kind: e.Kind, Name: string(letters)}
}

func TestAThousandExplanationsAreMadeAgainByteForByte(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	entries := strangers(1500, r)
	index, auditor := New(DefaultConfig()).Index(entries), New(DefaultConfig())
	replayed := 0
	for replayed < 1000 {
		s := subjectOf(entries[r.IntN(len(entries))], r)
		if r.IntN(4) == 0 {
			s.Kind = ""
		}
		for _, hit := range index.Search(s).Hits {
			stored, again := written(t, hit.Explanation), written(t, auditor.Replay(s, hit.Entry))
			if !bytes.Equal(stored, again) {
				t.Fatalf("%+v:\n%s\n%s", s, stored, again)
			}
			replayed++
		}
	}
}

func written(t *testing.T, x Explanation) []byte {
	t.Helper()
	out, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestAChangedListFindsWhatASearchOfEverybodyFinds(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	entries := strangers(300, r)
	var subjects []Subject
	for i := range 600 {
		s := subjectOf(entries[r.IntN(len(entries))], r)
		s.ID = fmt.Sprint(i)
		subjects = append(subjects, s)
	}
	e := New(DefaultConfig())
	index, book := e.Index(entries), e.IndexSubjects(subjects)
	want, got := map[string]string{}, map[string]string{}
	for _, s := range subjects {
		for _, hit := range index.Search(s).Hits {
			want[s.ID+"/"+hit.Entry.ID] = string(written(t, hit.Explanation))
		}
	}
	for _, entry := range entries {
		for _, hit := range book.Search(entry) {
			got[hit.Subject.ID+"/"+entry.ID] = string(written(t, hit.Hit.Explanation))
		}
	}
	if len(want) < 600 {
		t.Fatalf("only %d hits", len(want))
	}
	for pair, x := range want {
		if got[pair] != x {
			t.Errorf("%s: the search says\n%s\nthe list's change\n%s", pair, x, got[pair])
		}
	}
	for pair := range got {
		if want[pair] == "" {
			t.Errorf("%s is found by the list's change alone", pair)
		}
	}
}

func TestTheNumbersHaveOneDigest(t *testing.T) {
	t.Parallel()
	a, b := DefaultConfig(), DefaultConfig()
	b.Review = 0.71
	if a.Sum() != DefaultConfig().Sum() || a.Sum() == b.Sum() || !strings.HasPrefix(a.Sum(), "sha256:") {
		t.Error("the digest does not tell numbers apart")
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("Juan Pérez", "(((", "PERSON")
	f.Add("& & &", ".,.,", "COMPANY")
	e := New(DefaultConfig())
	f.Fuzz(func(t *testing.T, a, b, kind string) {
		if s := e.Compare(Subject{Kind: EntityKind(kind), Name: a}, Subject{Kind: EntityKind(kind), Name: b}).Score; s < 0 || s > 1 {
			t.Errorf("%q, %q: %v", a, b, s)
		}
	})
}

// Words of which each side has another cost more where both are known names: neither is then the other, misspelt or left out.
func TestTwoKnownNamesThatDifferCostMoreThanUnknownOnes(t *testing.T) {
	t.Parallel()
	lenient := DefaultConfig()
	lenient.KnownConflict = lenient.PersonConflict
	for _, pair := range [][2]string{{"Juan Carlos Flores Quispe", "Juan Pedro Flores Quispe"}, {"John Michael Smith", "John David Smith"}} {
		a, b := Subject{Kind: Person, Name: pair[0]}, Subject{Kind: Person, Name: pair[1]}
		strict, loose := New(DefaultConfig()).Compare(a, b).Score, New(lenient).Compare(a, b).Score
		if strict >= loose {
			t.Errorf("%v: %v, and %v where known names cost as others do", pair, strict, loose)
		}
	}
}

func TestAnExplanationSaysWhatEachWordOfACompanyIs(t *testing.T) {
	t.Parallel()
	x := New(DefaultConfig()).Compare(Subject{Kind: Company, Name: "Banco Lumbre del Norte S.A."}, Subject{Kind: Company, Name: "Lumbre Bank of Peru"}).Explanation
	lines := strings.Join(x.Lines(), "\n")
	for _, part := range []string{"banco = bank: el mismo significado", "giro", "norte (distingue entre varias del mismo nombre)", "sa (forma legal)", "peru (lugar)"} {
		if !strings.Contains(lines, part) {
			t.Errorf("%q is not said:\n%s", part, lines)
		}
	}
}
