package screening

// companies compares the names of two companies, vessels or aircraft.
func (c Config) companies(a *alignment, q, r *name, search bool) match {
	c.align(a, q, r)
	t := c.tallyCompanies(a, q, r)
	m := match{}
	if t.matched > 0 {
		m.score = t.sum / (t.matched + c.CompanyMissing*(t.freeQ+t.freeR) + c.CompanyConflict*min(t.freeQ, t.freeR))
	}
	if t.forms == 1 { // each has a form, of another kind
		m.score -= 0.02
	}
	if search && t.freeQ+t.freeR > 0 && t.bits < c.CompanyBits {
		m.cap(c.Cap, ruleEvidence)
	}
	if t.numbersQ > 0 && t.numbersR > 0 {
		m.cap(c.NumberCap, ruleNumbers)
	}
	if t.cores == 0 && (t.freeCoreQ > 0 || t.freeCoreR > 0) {
		m.cap(c.NumberCap, ruleGeneric)
	}
	if m.score < c.Review && (acronym(q, r, search) || acronym(r, q, search)) {
		m = match{score: c.AcronymSimilarity, rule: ruleAcronym}
	}
	return m
}

type companyTally struct {
	sum, matched         float64
	bits                 float64
	freeQ, freeR         float64
	cores                int
	freeCoreQ, freeCoreR int
	numbersQ, numbersR   int
	forms                int // 1: two forms of different kinds
}

func (c Config) tallyCompanies(a *alignment, q, r *name) companyTally {
	t := companyTally{}
	for _, p := range a.pairs {
		t.sum += p.weight * p.similarity
		t.matched += p.weight
		t.bits += p.bits
		if q.words[p.q].core() || r.words[p.r].core() {
			t.cores++
		}
	}
	formQ, formR := false, false
	for i, w := range q.words[:min(len(q.words), maxWords)] {
		if a.usedQ[i] {
			continue
		}
		t.freeQ += c.freeCompanyWeight(q, i)
		formQ = formQ || w.class == form
		if w.class == number {
			t.numbersQ++
		}
		if w.class == plain {
			t.freeCoreQ++
		}
	}
	for j, w := range r.words[:min(len(r.words), maxWords)] {
		if a.usedR[j] {
			continue
		}
		t.freeR += c.freeCompanyWeight(r, j)
		formR = formR || w.class == form
		if w.class == number {
			t.numbersR++
		}
		if w.class == plain {
			t.freeCoreR++
		}
	}
	if formQ && formR {
		t.forms = 1
	}
	return t
}

func (c Config) freeCompanyWeight(n *name, at int) float64 {
	w := n.words[at]
	if at < len(n.bracket) && n.bracket[at] {
		return w.weight * c.BracketShare
	}
	if w.class == plain && at == len(n.words)-1 && at > 1 && isAcronymOf(w.text, n.words[:at]) {
		return 0
	}
	switch w.class {
	case form, stop, title, suffix:
		return 0
	case generic:
		return w.weight * c.CompanyGenericShare
	}
	return w.weight
}

// acronym tells whether short is one word made of the first letters of all the words of long.
func acronym(short, long *name, search bool) bool {
	var text string
	for _, w := range short.words {
		switch w.class {
		case form, stop:
		case plain, generic, initial:
			if text != "" {
				return false
			}
			text = w.text
		default:
			return false
		}
	}
	least := 3
	if search {
		least = 4
	}
	if len(text) < least || len(text) > 8 {
		return false
	}
	return isAcronymOf(text, long.words)
}

func isAcronymOf(text string, ws []*word) bool {
	return initialsOf(text, ws, false) || initialsOf(text, ws, true)
}

func initialsOf(text string, ws []*word, withStops bool) bool {
	at := 0
	for _, w := range ws {
		if w.class == form || w.class == stop && !withStops {
			continue
		}
		if at >= len(text) || w.text[0] != text[at] {
			return false
		}
		at++
	}
	return at == len(text) && at > 1
}
