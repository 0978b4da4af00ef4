package screening

import "strings"

// class is what kind of word a word is. Classes that say little weigh little.
type class byte

const (
	plain      class = iota
	initial          // one letter
	particle         // de la, van, bin
	light            // abu, san: less than a name, more than a particle
	title            // Dr., Sheikh
	suffix           // Jr., III
	form             // S.A.C., LLC
	generic          // trading, bank
	number           // 5
	stop             // the, of
	patronymic       // Vladimirovich
)

// word is one word of a name with all that is compared of it. Words are shared and never changed.
type word struct {
	text    string
	sound   string
	bones   string
	class   class
	meaning int // the kind of a form, the meaning of a generic word, the rank of a suffix
	names   []variant
	weight  float64
	bits    float64
	known   bool
	script  script
	concept conceptKind // of a generic word of a company
	stem    string      // of a company's own word
}

// shortWord is the most letters of a short word: one mistake makes any of them of any other.
const shortWord = 3

// core tells whether the word can tell two people or companies apart.
func (w *word) core() bool { return w.class == plain || w.class == patronymic || w.class == number }

// newWord answers the word of a text in plain letters, as a person's or a company's.
func (c Config) newWord(kind EntityKind, text string, from script, of class, meaning int) *word {
	l := words()
	w := &word{text: text, class: of, meaning: meaning, script: from}
	switch of {
	case particle:
		w.weight = c.ParticleWeight
	case light:
		w.weight = c.LightWeight
	case title, suffix:
		w.weight = c.TitleWeight
	case initial:
		w.weight = c.InitialWeight
	case form:
		w.weight = c.FormWeight
	case stop:
		w.weight = c.StopWeight
	case number:
		w.weight, w.bits = c.NumberWeight, 8
	default:
		w.weight, w.bits, w.known = c.rarity(kind, text)
		if kind == Person && len(text) <= shortWord && !w.known {
			w.weight = min(w.weight, c.ShortWeight)
		}
	}
	if of == particle || of == stop || of == form || of == number || of == title {
		return w
	}
	w.sound = soundOf(text)
	w.bones = bonesOf(text)
	if kind == Person {
		w.names = l.variants[text]
	}
	return w
}

// companyWord answers a word of a company's name: what many others bear too weighs by its kind.
func (r *reader) companyWord(of EntityKind, text string, from script, as class, meaning int, kind conceptKind) *word {
	key := wordKey{text: text, script: from, class: as}
	if w := r.seen[key]; w != nil {
		return w
	}
	c := r.config
	w := c.newWord(of, text, from, as, meaning)
	w.concept = kind
	switch as {
	case generic:
		w.weight = [...]float64{filler: c.FillerWeight, business: c.TradeWeight, place: c.PlaceWeight, marker: c.MarkerWeight}[kind]
		w.bits = min(w.bits, 4)
	case plain:
		w.stem = stemOf(text)
	}
	r.seen[key] = w
	return w
}

// classOfPersonWord answers what kind of word of a person's name a text is.
func (l *lexicon) classOfPersonWord(text string, from script) (class, int) {
	switch {
	case len(text) == 1 && text != "y" && text != "e":
		return initial, 0
	case l.particles[text]:
		return particle, 0
	case l.light[text]:
		return light, 0
	case l.titles[text]:
		return title, 0
	case l.suffixes[text] != 0:
		return suffix, l.suffixes[text]
	case isNumber(text):
		return number, 0
	case from == latin && isPatronymic(text):
		return patronymic, 0
	}
	return plain, 0
}

func isNumber(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

var patronymicEnds = []string{"ovich", "evich", "ovych", "evych", "yovych", "ovna", "evna", "ivna", "yivna", "ovitch", "evitch", "owicz", "avich", "avna"}

func isPatronymic(text string) bool {
	if len(text) < 8 {
		return false
	}
	for _, end := range patronymicEnds {
		if strings.HasSuffix(text, end) {
			return true
		}
	}
	return false
}
