package screening

import (
	"bufio"
	"embed"
	"math"
	"strconv"
	"strings"
	"sync"
)

//go:embed tables/*.txt
var tables embed.FS

// lexicon is what the engine knows of words before it has seen any list: it is frozen with the version of the engine.
type lexicon struct {
	particles     map[string]bool
	light         map[string]bool
	titles        map[string]bool
	suffixes      map[string]int
	abbreviations map[string]string
	widow         map[string]bool
	forms         map[string]int // phrase of a legal form: its kind
	formWords     int            // the most words of such a phrase
	formWord      map[string]string
	concepts      map[string]concept // word of a company that says what it is
	conceptStarts map[string]concept // the same, of all words that begin so
	meanings      int
	shorts        map[string][]string // short form of a word, or letters that stand for several
	stop          map[string]bool
	variants      map[string][]variant
	persons       map[string]float64 // how many of a million persons bear a word
	companies     map[string]float64
}

// variant is a place of a name among the forms of one name.
type variant struct {
	name  int
	short bool
}

var words = sync.OnceValue(readLexicon)

func readLexicon() *lexicon {
	l := &lexicon{
		particles: map[string]bool{}, light: map[string]bool{}, titles: map[string]bool{}, suffixes: map[string]int{},
		abbreviations: map[string]string{}, widow: map[string]bool{}, forms: map[string]int{}, formWord: map[string]string{},
		concepts: map[string]concept{}, conceptStarts: map[string]concept{}, shorts: map[string][]string{},
		stop: map[string]bool{}, variants: map[string][]variant{}, persons: map[string]float64{}, companies: map[string]float64{},
	}
	eachLine("words.txt", l.readWord)
	eachLine("companies.txt", l.readCompanyWord)
	names := 0
	eachLine("names.txt", func(_ string, line string) {
		names++
		whole, short, _ := strings.Cut(line, "~")
		l.addVariants(names, false, whole)
		l.addVariants(names, true, short)
	})
	eachLine("person_frequency.txt", frequencyInto(l.persons))
	eachLine("peru_frequency.txt", frequencyInto(l.persons))
	eachLine("company_frequency.txt", frequencyInto(l.companies))
	return l
}

// eachLine calls read with each line of a table and the section that it stands in.
func eachLine(table string, read func(section, line string)) {
	file, err := tables.Open("tables/" + table)
	if err != nil {
		panic(err) // the tables are built in
	}
	defer func() { _ = file.Close() }()
	section := ""
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			section = strings.Trim(line, "[]")
		default:
			read(section, line)
		}
	}
}

func (l *lexicon) readWord(section, line string) {
	for word := range strings.FieldsSeq(line) {
		key, value, _ := strings.Cut(word, "=")
		switch section {
		case "particles":
			l.particles[key] = true
		case "light":
			l.light[key] = true
		case "titles":
			l.titles[key] = true
		case "suffixes":
			l.suffixes[key], _ = strconv.Atoi(value)
		case "abbreviations":
			l.abbreviations[key] = value
		case "widow":
			l.widow[key] = true
		}
	}
}

func (l *lexicon) readCompanyWord(section, line string) {
	kind, which, _ := strings.Cut(section, " ")
	switch kind {
	case "form":
		for phrase := range strings.SplitSeq(line, "|") {
			phrase = strings.Join(strings.Fields(phrase), " ")
			l.forms[phrase] = formKinds[which]
			l.formWords = max(l.formWords, strings.Count(phrase, " ")+1)
		}
	case "filler", "business", "place", "marker":
		l.addConcept(conceptKinds[kind], line)
	case "short":
		for word := range strings.FieldsSeq(line) {
			key, value, _ := strings.Cut(word, "=")
			if same, ok := l.concept(value); ok {
				l.concepts[key] = same
			} else {
				l.shorts[key] = strings.Split(value, "+")
			}
		}
	case "form-word":
		for word := range strings.FieldsSeq(line) {
			key, value, _ := strings.Cut(word, "=")
			l.formWord[strings.TrimSuffix(key, "*")] = value
		}
	case "stop":
		for word := range strings.FieldsSeq(line) {
			l.stop[word] = true
		}
	}
}

// formKinds are the kinds of legal forms, by the names of their sections.
var formKinds = map[string]int{"limited": 1, "stock": 2, "partnership": 3, "state": 4, "sole": 5, "association": 6}

func (l *lexicon) addVariants(name int, short bool, line string) {
	for word := range strings.FieldsSeq(line) {
		l.variants[word] = append(l.variants[word], variant{name: name, short: short})
	}
}

func frequencyInto(table map[string]float64) func(string, string) {
	return func(_, line string) {
		word, count, _ := strings.Cut(line, "\t")
		perMillion, err := strconv.ParseFloat(count, 64)
		if err == nil {
			table[word] = max(table[word], perMillion)
		}
	}
}

// rarity answers how much a word weighs and how many bits of evidence it is that two names share it.
func (c Config) rarity(kind EntityKind, text string) (weight, bits float64, known bool) {
	table := words().persons
	if kind != Person {
		table = words().companies
	}
	perMillion, known := table[text]
	if !known {
		perMillion = c.UnknownPerMillion
	}
	weight = min(max(c.WeightTop-c.WeightFall*math.Log(perMillion), c.WeightLeast), c.WeightMost)
	bits = min(-math.Log2(perMillion/1e6), c.LetterBits*float64(len(text)))
	return weight, bits, known && perMillion >= c.KnownPerMillion
}
