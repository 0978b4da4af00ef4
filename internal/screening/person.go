package screening

// rule is a rule that held a score down, or lifted it. Its words for people stand in explain_text.go.
type rule string

// The rules.
const (
	ruleOneWord    rule = "ONE_WORD"
	ruleSurnames   rule = "SURNAMES_DIFFER"
	ruleGiven      rule = "GIVEN_NAMES_DIFFER"
	ruleEvidence   rule = "TOO_COMMON"
	rulePatronymic rule = "PATRONYMIC_DIFFERS"
	ruleSuffix     rule = "GENERATION_DIFFERS"
	ruleNumbers    rule = "NUMBERS_DIFFER"
	ruleGeneric    rule = "COMMON_WORDS_ONLY"
	ruleMarkers    rule = "ONE_OF_SEVERAL"
	ruleWeakAlias  rule = "WEAK_ALIAS"
	ruleDocument   rule = "DOCUMENT_EQUAL"
	ruleCrossed    rule = "ROLES_CROSSED"
	ruleAcronym    rule = "ACRONYM"
	ruleKind       rule = "OTHER_KIND"
)

// match is what the comparison of two names came to.
type match struct {
	score float64
	rule  rule // the rule that decided, where one did
}

func (m *match) cap(most float64, by rule) {
	if m.score > most {
		m.score, m.rule = most, by
	}
}

// tally is what an alignment of two persons' names adds up to.
type tally struct {
	sum, matched   float64
	bits           float64
	coresQ, coresR int     // words that tell apart, in pairs
	initials       int     // of them, those that agree by an initial alone
	others         int     // and those that are rather another name
	typos          int     // words with one mistake
	threes         int     // of them, words of three letters
	faint          int     // words with several mistakes, or that only sound alike from another first letter
	sure           int     // words that are equal or forms of one name
	weak           int     // words that are only like another
	givens         int     // pairs with a given name of the entry
	exactGivens    int     // of those, whole and alike
	paternal       float64 // how alike the words in the place of the entry's surnames are
	maternal       float64
	firstGiven     bool // the first given name of the entry is in a pair
	swapped        bool
	crossed        bool
	family         bool // some surname of the entry is in a pair
	restQ, restR   rest
}

func (c Config) tallyPersons(a *alignment, q, r *name) tally {
	t := tally{}
	firstGiven := -1
	for j, w := range r.words {
		if r.roles[j] == givenRole && (w.core() || w.class == light) {
			firstGiven = j
			break
		}
	}
	for _, p := range a.pairs {
		t.sum += p.weight * p.similarity
		t.matched += p.weight
		t.bits += p.bits
		switch {
		case p.why == whyInitial:
			t.initials++
		case p.why == whyOther:
			t.others++
		}
		switch {
		case p.why == whyBones, p.similarity < c.TypoSimilarity && p.why != whyInitial:
			t.weak++
		case p.similarity < c.AgreeSimilarity && p.why != whyInitial:
			t.typos++
		}
		if p.why == whyTyped && p.similarity == c.ThreeSimilarity {
			t.threes++
		}
		if p.similarity >= c.VariantSimilarity {
			t.sure++
		}
		if p.why == whyTyped && p.similarity < c.TypoSimilarity || p.why == whySound && q.words[p.q].text[0] != r.words[p.r].text[0] {
			t.faint++
		}
		for i := p.q; i < p.qEnd; i++ {
			if q.words[i].core() {
				t.coresQ++
			}
		}
		for j := p.r; j < p.rEnd; j++ {
			if r.words[j].core() {
				t.coresR++
			}
			t.countRole(p, q.roles[p.q], r.roles[j], r.words[j])
			if j == firstGiven {
				t.firstGiven = true
			}
		}
	}
	t.restQ, t.restR = restOf(q, a.usedQ[:]), restOf(r, a.usedR[:])
	return t
}

// rest is what an alignment leaves of one name: what that side alone has.
type rest struct {
	weight        float64
	cores, givens int
	known         bool // some word of it is a known name
	patronymic    bool
	suffix        int
}

func restOf(n *name, used []bool) rest {
	left := rest{}
	for i, w := range n.words[:min(len(n.words), maxWords)] {
		if used[i] || n.married[i] {
			continue
		}
		left.weight += freeWeight(w)
		left.patronymic = left.patronymic || w.class == patronymic
		if w.class == suffix {
			left.suffix = w.meaning
		}
		if w.core() {
			left.cores++
			left.known = left.known || w.known
			if n.roles[i] == givenRole {
				left.givens++
			}
		}
	}
	return left
}

// freeWeight is what a word counts that the other side does not have.
func freeWeight(w *word) float64 {
	switch w.class {
	case title, suffix, stop:
		return 0
	case particle, initial:
		return w.weight * 0.3
	case patronymic, light:
		return w.weight * 0.5
	}
	return w.weight
}

func (t *tally) countRole(p pair, of, in role, w *word) {
	if w.class == particle || w.class == title {
		return
	}
	similarity := p.similarity
	if p.why == whyInitial {
		similarity = 0.86 // an initial agrees, and proves little
	}
	if crossed(of, in) {
		t.crossed = true
	}
	switch in {
	case givenRole:
		if of == anyRole || of == givenRole {
			t.givens++
			if p.why != whyInitial && p.similarity >= 0.85 {
				t.exactGivens++
			}
		}
	case paternalRole, familyRole:
		t.family = true
		if of != givenRole {
			t.paternal = max(t.paternal, similarity)
			t.swapped = t.swapped || of == maternalRole
		}
	case maternalRole:
		t.family = true
		if of != givenRole {
			t.maternal = max(t.maternal, similarity)
			t.swapped = t.swapped || of == paternalRole
		}
	}
}

// persons compares two persons' names: q is the subject's, r the entry's. In a search among thousands of entries an incomplete agreement needs
// evidence; between two given names it does not.
func (c Config) persons(a *alignment, q, r *name, search bool) match {
	c.align(a, q, r)
	if len(a.pairs) == 0 {
		return match{}
	}
	t := c.tallyPersons(a, q, r)
	extra := c.PersonMissing
	if search {
		extra = c.PersonExtra
	}
	conflict := c.PersonConflict
	if t.restQ.known && t.restR.known {
		conflict = c.KnownConflict
	}
	cost := extra*t.restQ.weight + c.PersonMissing*t.restR.weight + conflict*min(t.restQ.weight, t.restR.weight)
	m := match{score: t.sum / (t.matched + cost)}
	if t.matched == 0 {
		return match{}
	}
	if t.crossed {
		m.score -= c.CrossedRolePenalty
	}
	cores := max(t.coresQ, t.coresR)
	if search {
		cores -= t.initials
	}
	if cores <= 1 && (max(q.core, r.core) > 1 || search && t.typos+t.weak > 0) {
		m.cap(c.OneWordCap, ruleOneWord)
	}
	if search && cores <= 2 && (t.faint > 0 || t.sure == 0 && (t.restR.cores > 0 || t.bits < c.EvidenceBits)) {
		m.cap(c.Cap, ruleEvidence)
	}
	if t.others > 0 && cores <= 2 && (!search || t.bits < c.SpelledBits+6) {
		m.cap(c.Cap, ruleGiven)
	}
	if t.restQ.patronymic && t.restR.patronymic {
		m.cap(c.Cap, rulePatronymic)
	}
	if search && len(q.words) > 0 && q.words[0].script == signed && t.restQ.cores > 0 && t.restR.cores > 0 {
		m.cap(c.Cap, ruleGiven) // syllables of signs are few: one in common is nothing where others differ
	}
	if !search && t.threes > 0 && cores <= 2 {
		m.cap(c.Cap, ruleGiven)
	}
	if t.restQ.suffix != t.restR.suffix && t.restQ.suffix != 0 && t.restR.suffix != 0 {
		m.cap(c.Cap, ruleSuffix)
	}
	if m.score <= c.Cap {
		return m
	}
	c.surnameRules(&m, t, q, r, search)
	return m
}

// surnameRules are those of two surnames (compliance.md 2.3 and the decision on whole and incomplete records).
func (c Config) surnameRules(m *match, t tally, q, r *name, search bool) {
	switch {
	case q.whole && r.whole:
		c.twoWhole(m, t)
	case q.whole:
		c.wholeAgainstOne(m, t, r)
	case r.whole:
		c.incompleteAgainstWhole(m, t, q, search)
	case search && r.ordered && !t.family && t.restR.cores > 0:
		m.cap(c.Cap, ruleSurnames)
	case search && t.restQ.cores+t.restR.cores > 0 && t.bits < c.needed(t):
		if r.ordered && q.core == 2 && t.restQ.cores == 0 && t.firstGiven && t.typos+t.weak == 0 && t.family && t.exactGivens > 0 {
			return // the first given name and the surname, as anybody would shorten it
		}
		m.cap(c.Cap, ruleEvidence)
	case search && (t.weak > 0 || t.typos > 1) && t.bits < c.SpelledBits:
		m.cap(c.Cap, ruleEvidence)
	}
}

// needed answers the bits that an incomplete agreement needs: more where words are only alike.
func (c Config) needed(t tally) float64 {
	return c.EvidenceBits + c.SpelledMore*float64(min(t.typos+t.weak, 2))
}

// twoWhole: both surnames agree, or one of them is mistyped while all else is equal; and some given name agrees.
func (c Config) twoWhole(m *match, t tally) {
	low, high := min(t.paternal, t.maternal), max(t.paternal, t.maternal)
	mistyped := low >= c.MistypedSimilarity && high >= 0.95 && t.exactGivens > 0 && (t.restQ.givens == 0 || t.restR.givens == 0)
	if low < c.AgreeSimilarity && !mistyped {
		m.cap(c.Cap, ruleSurnames)
	}
	if t.givens == 0 {
		m.cap(c.Cap, ruleGiven)
	}
}

// wholeAgainstOne: the entry has one surname, or nobody told which of its words are surnames. All given names must agree, and together the
// words must be rare.
func (c Config) wholeAgainstOne(m *match, t tally, r *name) {
	if r.ordered && (!t.family || t.restQ.givens > 0 || t.restR.givens > 0 || t.givens == 0) {
		m.cap(c.Cap, ruleSurnames)
	}
	if t.restQ.cores > 0 && (t.restR.cores > 0 || t.bits < c.EvidenceBits) {
		m.cap(c.Cap, ruleEvidence)
	}
}

// incompleteAgainstWhole: the record lacks a surname, or is a text of which nobody told the surnames.
func (c Config) incompleteAgainstWhole(m *match, t tally, q *name, search bool) {
	low, high := min(t.paternal, t.maternal), max(t.paternal, t.maternal)
	switch {
	case t.restQ.cores > 0 && low < c.AgreeSimilarity, t.paternal < c.MistypedSimilarity:
		m.cap(c.Cap, ruleSurnames)
	case low > 0 && low < c.AgreeSimilarity && high < c.AgreeSimilarity:
		m.cap(c.Cap, ruleSurnames)
	}
	if t.givens == 0 {
		m.cap(c.Cap, ruleGiven)
	}
	if search && low == 0 && q.core <= 2 && t.bits < c.needed(t) && (!t.firstGiven || t.exactGivens == 0 || t.typos+t.weak > 0) {
		m.cap(c.Cap, ruleEvidence)
	}
}
