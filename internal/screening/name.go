package screening

import (
	"strings"
)

// role is what a word is in a person's name, where that is known.
type role byte

const (
	anyRole role = iota
	givenRole
	paternalRole
	maternalRole
	familyRole // one of several words of a surname that is not a Spanish pair
)

var roleNames = [...]string{"", "given", "paternal", "maternal", "family"}

// name is a name taken apart.
type name struct {
	kind    NameKind
	of      EntityKind
	text    string // as written
	words   []*word
	roles   []role
	bracket []bool  // a word in brackets: often an acronym or a place, which may be absent
	hyphens []bool  // a word that a hyphen joins to the one before
	joined  bool    // some hyphen joins two words
	married []bool  // the words "de X" of a married woman or a widow, which may be absent
	core    int     // words that can tell two apart
	total   float64 // weight of all words
	whole   bool    // both surnames of a Spanish name are known
	ordered bool    // surnames and given names are told apart
	key     string  // its words, for names that are equal
}

// reader takes names apart. It keeps the words that it has seen, so that equal words are one value.
type reader struct {
	config Config
	seen   map[wordKey]*word
}

type wordKey struct {
	text   string
	person bool
	script script
	class  class
}

func newReader(c Config) *reader { return &reader{config: c, seen: map[wordKey]*word{}} }

func (r *reader) word(kind EntityKind, text string, from script, of class, meaning int) *word {
	key := wordKey{text: text, person: kind == Person, script: from, class: of}
	w := r.seen[key]
	if w == nil {
		w = r.config.newWord(kind, text, from, of, meaning)
		r.seen[key] = w
	}
	return w
}

func (r *reader) entryName(kind EntityKind, n Name) *name {
	if kind != Person {
		return r.company(n.Kind, kind, n.Text)
	}
	if n.Family != "" {
		return r.structured(n.Kind, n.Text, n.Given, n.Family, "")
	}
	return r.person(n.Kind, n.Text)
}

// person reads a person's name of which nobody told surnames and given names apart, unless by a comma.
func (r *reader) person(kind NameKind, text string) *name {
	if family, given, ok := strings.Cut(text, ","); ok && strings.Count(text, ",") == 1 && !isSuffixText(given) {
		return r.structured(kind, text, given, family, "")
	}
	out := &name{kind: kind, of: Person, text: text}
	r.add(out, text, anyRole)
	out.finish()
	return out
}

func isSuffixText(text string) bool {
	l := words()
	for _, p := range pieces(fold(text).text) {
		if l.suffixes[p.text] == 0 && !l.titles[p.text] {
			return false
		}
	}
	return true
}

// structured reads a name whose surnames are known. The family name holds both surnames where maternal is empty and it has two words.
func (r *reader) structured(kind NameKind, text, given, family, maternal string) *name {
	out := &name{kind: kind, of: Person, text: text, ordered: true}
	if out.text == "" {
		out.text = strings.Join(strings.Fields(given+" "+family+" "+maternal), " ")
	}
	r.add(out, given, givenRole)
	from := len(out.words)
	r.add(out, family, familyRole)
	cores := 0
	for i := from; i < len(out.words); i++ {
		if (out.words[i].core() || out.words[i].class == initial) && !(out.hyphens[i] && i > from) {
			cores++
		}
	}
	if maternal == "" && cores == 2 {
		seen := 0
		for i := from; i < len(out.words); i++ {
			if out.hyphens[i] && i > from {
				out.roles[i] = out.roles[i-1]
				continue
			}
			out.roles[i] = [...]role{paternalRole, maternalRole}[min(seen, 1)]
			if out.words[i].core() || out.words[i].class == initial {
				seen++
			}
		}
		out.whole = true
	} else {
		for i := from; i < len(out.words); i++ {
			if cores == 1 || maternal != "" {
				out.roles[i] = paternalRole
			}
		}
		r.add(out, maternal, maternalRole)
		out.whole = maternal != "" && len(fold(maternal).text) > 0
	}
	out.finish()
	return out
}

// add reads a part of a person's name whose words all have one role.
func (r *reader) add(out *name, text string, as role) {
	l := words()
	f := fold(text)
	ps := pieces(f.text)
	for i, p := range ps {
		word := p.text
		if full, ok := l.abbreviations[word]; ok && (p.dotted || len(ps) > 1) {
			word = full
		}
		of, meaning := l.classOfPersonWord(word, f.script)
		if of == title && (as == paternalRole || as == maternalRole) || of == suffix && i == 0 && as != anyRole {
			of = plain
		}
		if f.script == signed && (of == particle || of == light || of == title || of == initial) {
			of = plain // a syllable of signs is a part of a name, whatever it looks like
		}
		if of == suffix && meaning == 2 && word == "ii" && i == 0 {
			of = plain
		}
		out.words = append(out.words, r.word(Person, word, f.script, of, meaning))
		out.roles = append(out.roles, as)
		out.hyphens = append(out.hyphens, p.hyphen)
		out.married = append(out.married, false)
	}
}

// finish counts what was read, and finds the part that a married woman or a widow adds.
func (n *name) finish() {
	plainWords := 0
	for _, w := range n.words {
		if w.class == plain {
			plainWords++
		}
	}
	if plainWords == 0 { // a name of titles and particles alone, as "Imam" or "El Don"
		for i, w := range n.words {
			if w.class == title || w.class == light || w.class == particle {
				raised := *w
				raised.class, raised.weight, raised.sound, raised.bones = plain, 0.55, soundOf(w.text), bonesOf(w.text)
				raised.bits = 12
				n.words[i] = &raised
			}
		}
	}
	n.findMarried()
	var key strings.Builder
	for i, w := range n.words {
		n.joined = n.joined || i < len(n.hyphens) && n.hyphens[i]
		if w.core() {
			n.core++
		}
		n.total += w.weight
		key.WriteString(w.text)
		key.WriteByte(byte('0' + n.roles[i]))
		key.WriteByte(' ')
	}
	n.key = key.String()
}

// findMarried marks "de X" or "vda de X" at the end of a name that stays whole without it: a given name and two surnames (2.2, step 6).
func (n *name) findMarried() {
	l := words()
	last := len(n.words) - 1
	if n.of != Person || last < 3 || n.words[last].class != plain || n.words[last-1].text != "de" {
		return
	}
	from := last - 1
	if l.widow[n.words[from-1].text] {
		from--
	}
	before := 0
	for _, w := range n.words[:from] {
		if w.class == plain {
			before++
		}
	}
	if before < 3 {
		return
	}
	for i := from; i <= last; i++ {
		n.married[i] = true
	}
}

// Words answers the words of a name as the engine reads them, without those that say nothing: particles, titles, legal forms.
func Words(kind EntityKind, text string) []string {
	r := newReader(DefaultConfig())
	n := r.entryName(kind, Name{Text: text})
	var out []string
	for _, w := range n.words {
		if w.core() || w.class == generic {
			out = append(out, w.text)
		}
	}
	return out
}
