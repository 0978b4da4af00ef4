package screening

import "strings"

// company reads the name of a company, a vessel or an aircraft.
func (r *reader) company(kind NameKind, of EntityKind, text string) *name {
	l := words()
	f := fold(text)
	out := &name{kind: kind, of: of, text: text}
	texts, brackets := companyTexts(pieces(f.text))
	if f.script == signed {
		texts, brackets = l.joinSigns(texts, brackets)
	}
	texts, brackets = l.writeOut(texts, brackets)
	classes := make([]class, len(texts))
	meanings := make([]int, len(texts))
	l.legalForms(texts, classes, meanings)
	for i, t := range texts {
		kind := ownWord
		if classes[i] != form {
			classes[i], meanings[i], kind = l.classOfCompanyWord(t)
		}
		out.words = append(out.words, r.companyWord(of, t, f.script, classes[i], meanings[i], kind))
		out.bracket = append(out.bracket, brackets[i] && (i > 0 && !brackets[0]))
		out.roles = append(out.roles, anyRole)
		out.married = append(out.married, false)
	}
	out.finish()
	return out
}

// classOfCompanyWord answers what kind of word of a company's name a text is.
func (l *lexicon) classOfCompanyWord(text string) (class, int, conceptKind) {
	if isNumber(text) {
		return number, 0, ownWord
	}
	if l.stop[text] {
		return stop, 0, ownWord
	}
	if found, ok := l.concept(text); ok {
		return generic, found.meaning, found.kind
	}
	if len(text) == 1 {
		return initial, 0, ownWord
	}
	return plain, 0, ownWord
}

// writeOut replaces short forms by the words that they stand for (Intl, NPO).
func (l *lexicon) writeOut(texts []string, brackets []bool) ([]string, []bool) {
	var out []string
	var inside []bool
	for i, t := range texts {
		whole, ok := l.shorts[t]
		if !ok || len(texts) == 1 {
			whole = []string{t}
		}
		for _, w := range whole {
			out, inside = append(out, w), append(inside, brackets[i])
		}
	}
	return out, inside
}

// joinSigns writes syllables of signs as one word where together they are a word that the tables know (ji shu: jishu, technology).
func (l *lexicon) joinSigns(texts []string, brackets []bool) ([]string, []bool) {
	var out []string
	var inside []bool
	for i := 0; i < len(texts); {
		if size, _ := l.formAt(texts[i:], true); size > 2 {
			out, inside = append(out, texts[i:i+size]...), append(inside, brackets[i:i+size]...)
			i += size
			continue
		}
		size := min(3, len(texts)-i)
		for ; size > 1; size-- {
			if _, ok := l.concepts[strings.Join(texts[i:i+size], "")]; ok {
				break
			}
		}
		out, inside = append(out, strings.Join(texts[i:i+size], "")), append(inside, brackets[i])
		i += size
	}
	return out, inside
}

// legalForms marks the legal forms of a company's words: at the end, at the start where they stand there (OOO, PT), and between where nothing else
// can be meant. A name that is nothing but forms keeps its first word.
func (l *lexicon) legalForms(texts []string, classes []class, meanings []int) {
	written := make([]string, len(texts))
	for i, t := range texts {
		written[i] = l.formWriting(t)
	}
	mark := func(from, to, kind int) {
		for i := from; i < to; i++ {
			classes[i], meanings[i] = form, kind
		}
	}
	to := len(texts)
	for to > 1 {
		size, kind := l.formAt(written[1:to], false)
		if size == 0 {
			break
		}
		mark(to-size, to, kind)
		to -= size
	}
	from := 0
	for from < to-1 {
		size, kind := l.formAt(written[from:to-1], true)
		if size == 0 || size == 1 && !leadingForms[texts[from]] {
			break
		}
		mark(from, from+size, kind)
		from += size
	}
	for i := from + 1; i < to; {
		size, kind := l.formAt(written[i:to], true)
		if size < 3 && !(size == 1 && middleForms[texts[i]]) {
			i++
			continue
		}
		mark(i, i+size, kind)
		i += size
	}
}

// formWriting answers the one writing of a word of a legal form, whatever its ending.
func (l *lexicon) formWriting(text string) string {
	for size := len(text); size >= leastStart; size-- {
		if writing, ok := l.formWord[text[:size]]; ok {
			return writing
		}
	}
	return text
}

// formAt answers how many words at the start or at the end of texts are the longest legal form, and its kind.
func (l *lexicon) formAt(texts []string, start bool) (size, kind int) {
	for size := min(l.formWords, len(texts)); size > 0; size-- {
		part := texts[len(texts)-size:]
		if start {
			part = texts[:size]
		}
		if kind, ok := l.forms[strings.Join(part, " ")]; ok {
			return size, kind
		}
	}
	return 0, 0
}

// leadingForms are the forms of one word that stand before a name.
var leadingForms = map[string]bool{
	"ooo": true, "oao": true, "zao": true, "pao": true, "ao": true, "jsc": true, "ojsc": true, "cjsc": true, "pjsc": true, "pt": true, "cv": true,
	"tov": true, "fgup": true, "gup": true, "uab": true, "sia": true, "llc": true, "too": true, "mchj": true, "ip": true, "ano": true, "npo": true,
	"osoo": true, "odo": true, "oo": true, "pat": true, "prat": true, "tzov": true, "as": true, "doo": true, "ad": true, "sherkat": true, "rup": true,
	"fgbu": true, "fku": true, "fkp": true,
}

// middleForms are the forms of one word that mean nothing else wherever they stand: a place or a branch may follow them.
var middleForms = map[string]bool{
	"llc": true, "gmbh": true, "doo": true, "ooo": true, "jsc": true, "ojsc": true, "cjsc": true, "pjsc": true, "ltd": true, "ltda": true, "srl": true, "sarl": true,
	"sac": true, "saa": true, "fze": true, "plc": true, "pte": true, "pty": true, "bhd": true, "sdn": true, "inc": true, "zao": true, "oao": true, "pao": true, "llp": true,
	"eirl": true, "fzco": true, "limited": true,
}
