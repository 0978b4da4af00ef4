package screening

// An acronym is a word made of the beginnings of others: the first letters (PDVSA), or some letters of each (COMECARNES).

// acronymOf tells whether a word is made of the first letters of all the words of ws. Words that say nothing may give theirs; a legal form may, or
// may stand at the end of the acronym whole.
func acronymOf(text string, ws []*word) bool {
	return len(ws) > 0 && initialsFrom(text, ws, 0)
}

func initialsFrom(text string, ws []*word, taken int) bool {
	if len(ws) == 0 {
		return text == "" && taken > 1
	}
	w := ws[0]
	mayAbsent := w.class == form || w.class == stop || w.class == initial
	if mayAbsent && initialsFrom(text, ws[1:], taken) {
		return true
	}
	if text == "" || len(w.text) == 0 || text[0] != w.text[0] {
		return false
	}
	if initialsFrom(text[1:], ws[1:], taken+1) {
		return true
	}
	whole := len(w.text)
	return w.class == form && whole > 1 && len(text) >= whole && text[:whole] == w.text && initialsFrom(text[whole:], ws[1:], taken+1)
}

// blendOf tells whether a word is made of the beginnings of words of ws, in their order, two letters or more of most of them, and of none of their
// own words left out.
func blendOf(text string, ws []*word) bool {
	return len(text) >= 6 && blendFrom(text, ws, 0, len(text))
}

func blendFrom(text string, ws []*word, taken, size int) bool {
	if len(ws) == 0 {
		return text == "" && taken > 1 && size >= 2*taken+1
	}
	w := ws[0]
	if w.class != plain && w.class != number && blendFrom(text, ws[1:], taken, size) {
		return true
	}
	least := 1
	if taken == 0 {
		least = 2
	}
	for shared := 0; shared < min(len(text), len(w.text)) && text[shared] == w.text[shared]; {
		shared++
		if shared >= least && shared < size && blendFrom(text[shared:], ws[1:], taken+1, size) {
			return true
		}
	}
	return false
}

// wholeAcronym tells whether one name is nothing but an acronym of the other, and whether it is of first letters only. Among a list's thousands three
// letters are too few, and a blend is no evidence.
func wholeAcronym(short, long *name, search bool) bool {
	text := onlyWord(short)
	least := 3
	if search {
		least = 4
	}
	if len(text) < least || len(text) > 16 {
		return false
	}
	if len(text) <= 8 && acronymOf(text, long.words) {
		return true
	}
	if n := len(long.words); n > 2 && !search { // the list writes the acronym behind the whole name
		for i := 2; i < n; i++ {
			if long.words[i].text == text && (acronymOf(text, long.words[:i]) || i < len(long.bracket) && long.bracket[i]) {
				return true
			}
		}
	}
	return !search && blendOf(text, long.words)
}

// onlyWord answers the one word that a name has beside its legal form; nothing where there are others.
func onlyWord(n *name) string {
	text := ""
	for _, w := range n.words {
		switch w.class {
		case form, stop:
		case plain, generic, initial:
			if text != "" {
				return ""
			}
			text = w.text
		default:
			return ""
		}
	}
	return text
}

// acronyms pairs a free word with the free words beside each other that it is made of (OGC, Oil Gas Consulting).
func (c Config) acronyms(a *alignment, q, r *name) {
	nq, nr := min(len(q.words), maxWords), min(len(r.words), maxWords)
	for i := range nq {
		if from, end := runOf(q.words[i], a.usedQ[i], r.words[:nr], a.usedR[:nr]); end > from {
			a.take(c.pairOf(q, r, i, i+1, from, end, c.AcronymSimilarity, whyAcronym))
		}
	}
	for j := range nr {
		if from, end := runOf(r.words[j], a.usedR[j], q.words[:nq], a.usedQ[:nq]); end > from {
			a.take(c.pairOf(q, r, from, end, j, j+1, c.AcronymSimilarity, whyAcronym))
		}
	}
}

func runOf(w *word, used bool, ws []*word, taken []bool) (from, end int) {
	if used || w.class != plain || len(w.text) < 2 || len(w.text) > 6 {
		return 0, 0
	}
	for from := range ws {
		if taken[from] || ws[from].text[0] != w.text[0] || ws[from].class == form || ws[from].class == stop {
			continue
		}
		for end := from + 1; end <= len(ws) && end <= from+len(w.text)+2 && !taken[end-1]; end++ {
			if end-from >= 2 && acronymOf(w.text, ws[from:end]) {
				return from, end
			}
		}
	}
	return 0, 0
}
