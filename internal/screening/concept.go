package screening

import "strings"

// conceptKind is what a word says of a company that many others bear too. What it costs that one name alone has the word depends on it.
type conceptKind byte

const (
	ownWord  conceptKind = iota // a word of its own
	filler                      // Group, Holding, Company: added and left out at will
	business                    // Bank, Shipping: what it does
	place                       // Iran, Moscow: where it is
	marker                      // North, First, New: which of several
)

var conceptKinds = map[string]conceptKind{"filler": filler, "business": business, "place": place, "marker": marker}

// concept is a meaning that words of several languages have.
type concept struct {
	meaning int
	kind    conceptKind
}

// leastStart is the fewest letters by which a word is known from its beginning.
const leastStart = 4

func (l *lexicon) addConcept(kind conceptKind, line string) {
	l.meanings++
	for word := range strings.FieldsSeq(line) {
		into := l.concepts
		if start, ok := strings.CutSuffix(word, "*"); ok {
			word, into = start, l.conceptStarts
		}
		if _, taken := into[word]; !taken {
			into[word] = concept{meaning: l.meanings, kind: kind}
		}
	}
}

// concept answers what a word says, by the whole word or by its longest known beginning.
func (l *lexicon) concept(text string) (concept, bool) {
	if found, ok := l.concepts[text]; ok {
		return found, true
	}
	for size := len(text); size >= leastStart; size-- {
		if found, ok := l.conceptStarts[text[:size]]; ok {
			return found, true
		}
	}
	return concept{}, false
}

// stemOf answers what is left of a word without the endings of numbers, cases and adjectives in Spanish, English and transliterated Russian; nothing
// where too little is left to tell words apart.
func stemOf(text string) string {
	for _, end := range stemEnds {
		if stem, ok := strings.CutSuffix(text, end); ok && len(stem) >= leastStem {
			return stem
		}
	}
	if len(text) >= leastStem {
		return text
	}
	return ""
}

// leastStem is the fewest letters of a word without its ending that still tell words apart.
const leastStem = 5

// stemEnds are the endings, longest first.
var stemEnds = []string{
	"skogo", "skaya", "skoye", "skiye", "skiy", "skii", "skij", "skoy", "skoi", "skoe", "skie", "iyskiy", "sky", "ski",
	"ovaya", "ovoye", "ovyy", "ovyi", "naya", "noye", "nogo", "nyy", "nyi", "noe", "noy", "niy", "iya", "iye", "ii", "iy", "yy", "yi", "ie", "es", "os", "as",
	"y", "i", "a", "o", "e", "s",
}
