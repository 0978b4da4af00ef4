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
		if q.words[p.q].core() || r.words[p.r].core() {
			t.cores++
		}
	}
	formQ, formR := false, false
	for i, w := range q.words[:min(len(q.words), maxWords)] {
		if a.usedQ[i] {
			continue
		}
		t.freeQ += c.freeCompanyWeight(w)
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
		t.freeR += c.freeCompanyWeight(w)
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

func (c Config) freeCompanyWeight(w *word) float64 {
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
	return initialsAre(text, long, false) || initialsAre(text, long, true)
}

func initialsAre(text string, long *name, withStops bool) bool {
	at := 0
	for _, w := range long.words {
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
