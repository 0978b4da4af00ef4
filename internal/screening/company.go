package screening

// companies compares the names of two companies, vessels or aircraft.
func (c Config) companies(a *alignment, q, r *name, search bool) match {
	c.align(a, q, r)
	t := c.tallyCompanies(a, q, r)
	m := match{}
	if t.matched > 0 {
		m.score = t.sum / (t.matched + c.companyCost(t))
	}
	if t.freeQ.forms > 0 && t.freeR.forms > 0 { // each has a form, of another kind
		m.score -= c.FormPenalty
	}
	if search && t.freeQ.weight+t.freeR.weight > 0 && t.bits < c.CompanyBits {
		m.cap(c.Cap, ruleEvidence)
	}
	c.companyRules(&m, t)
	if m.score < c.Review && (wholeAcronym(q, r, search) || wholeAcronym(r, q, search)) {
		m = match{score: c.AcronymSimilarity, rule: ruleAcronym}
	}
	return m
}

// companyRules are what contradicts, whatever else agrees.
func (c Config) companyRules(m *match, t companyTally) {
	switch {
	case t.freeQ.numbers > 0 && t.freeR.numbers > 0:
		m.cap(c.NumberCap, ruleNumbers)
	case t.cores == 0 && t.freeQ.cores+t.freeR.cores > 0:
		m.cap(c.NumberCap, ruleGeneric)
	case t.cores == 0 && t.freeQ.telling+t.freeR.telling > 0:
		m.cap(c.NumberCap, ruleGeneric)
	case t.freeQ.kinds[marker] > 0 && t.freeR.kinds[marker] > 0:
		m.cap(c.Cap, ruleMarkers)
	}
}

// companyCost is what the words cost that one name alone has, and more where each has others.
func (c Config) companyCost(t companyTally) float64 {
	q, r := t.freeQ, t.freeR
	cost := c.CompanyMissing*(q.weight+r.weight) + c.CompanyConflict*min(q.weight, r.weight)
	return cost + c.TradeConflict*min(q.kinds[business], r.kinds[business]) + c.PlaceConflict*min(q.kinds[place], r.kinds[place])
}

// companyTally is what an alignment of two companies' names adds up to.
type companyTally struct {
	sum, matched float64
	bits         float64
	cores        int // pairs with a word of its own
	freeQ, freeR companyRest
}

// companyRest is what an alignment leaves of one company's name: what that side alone has.
type companyRest struct {
	weight  float64 // what all of it counts
	kinds   [marker + 1]float64
	cores   int // words of its own
	telling int // words of a trade and markers
	numbers int
	forms   int
}

func (c Config) tallyCompanies(a *alignment, q, r *name) companyTally {
	t := companyTally{}
	for _, p := range a.pairs {
		t.sum += p.weight * p.similarity
		t.matched += p.weight
		t.bits += p.bits
		if tells(q.words[p.q:p.qEnd]) || tells(r.words[p.r:p.rEnd]) {
			t.cores++
		}
	}
	t.freeQ, t.freeR = c.companyRest(q, a.usedQ[:]), c.companyRest(r, a.usedR[:])
	return t
}

func tells(ws []*word) bool {
	for _, w := range ws {
		if w.core() {
			return true
		}
	}
	return false
}

func (c Config) companyRest(n *name, used []bool) companyRest {
	left := companyRest{}
	for i, w := range n.words[:min(len(n.words), maxWords)] {
		if used[i] {
			continue
		}
		weight := c.freeCompanyWeight(n, i)
		left.weight += weight
		left.kinds[w.concept] += weight
		switch {
		case w.class == form:
			left.forms++
		case w.class == number:
			left.numbers++
		case w.class == plain && weight > 0:
			left.cores++
		case w.concept == business || w.concept == marker:
			left.telling++
		}
	}
	return left
}

// freeCompanyWeight is what a word counts that the other name does not have: by the kind of word, less in brackets, and nothing where it is the
// acronym of the words before it.
func (c Config) freeCompanyWeight(n *name, at int) float64 {
	w := n.words[at]
	bracketed := at < len(n.bracket) && n.bracket[at]
	if w.class == plain && at > 1 && (at == len(n.words)-1 || bracketed) && acronymOf(w.text, n.words[:at]) {
		return 0
	}
	weight := w.weight
	switch w.class {
	case form, stop, title, suffix:
		return 0
	case number:
		weight *= c.NumberShare
	case generic:
		weight *= [...]float64{ownWord: 1, filler: c.FillerShare, business: c.TradeShare, place: c.PlaceShare, marker: c.MarkerShare}[w.concept]
	}
	if bracketed {
		weight *= c.BracketShare
	}
	return weight
}
