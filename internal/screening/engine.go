package screening

import (
	"math"
	"slices"
	"sync"
)

// Engine compares subjects with entries by the numbers of one Config. It is safe for use by many at once.
type Engine struct {
	config Config
	sum    string
	pool   *sync.Pool // *workspace
}

// workspace is what one comparison needs and the next may use again.
type workspace struct {
	alignment alignment
	reader    *reader
	search    searchSpace
}

// New answers an engine with the numbers of config.
func New(config Config) *Engine {
	e := &Engine{config: config, sum: config.Sum()}
	e.pool = &sync.Pool{New: func() any { return &workspace{} }}
	return e
}

// Config answers the numbers of the engine.
func (e *Engine) Config() Config { return e.config }

// Sum answers the digest of the engine's numbers.
func (e *Engine) Sum() string { return e.sum }

func (e *Engine) workspace() *workspace {
	w, _ := e.pool.Get().(*workspace)
	if w.reader == nil || len(w.reader.seen) > 4096 {
		w.reader = newReader(e.config)
	}
	return w
}

// score rounds to four places, so that a score is the same however it is written.
func score(x float64) float64 { return math.Round(min(max(x, 0), 1)*1e4) / 1e4 }

// verdict is what the comparison of a subject with an entry came to, before it is explained.
type verdict struct {
	score      float64
	nameScore  float64
	q, r       int // which names decided
	rule       rule
	qualifiers []Qualifier
	document   string
}

// judge compares a subject with an entry: the best of their names, then what is known beside. An equal document decides alone.
func (e *Engine) judge(w *workspace, q, r *prepared, search bool) verdict {
	v := verdict{q: -1, r: -1}
	for i, qn := range q.names {
		for j, rn := range r.names {
			m := e.names(w, qn, rn, search)
			if m.score > v.nameScore || v.q < 0 {
				v.nameScore, v.rule, v.q, v.r = m.score, m.rule, i, j
			}
			if v.nameScore >= 1 {
				break
			}
		}
	}
	if document := sameDocument(q, r); document != "" {
		v.score, v.rule, v.document = 1, ruleDocument, document
		return v
	}
	v.nameScore = score(v.nameScore)
	v.score = v.nameScore
	if v.q >= 0 && v.score > 0 {
		v.qualifiers = e.config.qualify(q, r)
		for _, k := range v.qualifiers {
			v.score += k.Points
		}
		v.score = score(v.score)
		if search && r.names[v.r].kind == WeakAlias && v.score > e.config.WeakAliasCap {
			v.score, v.rule = e.config.WeakAliasCap, ruleWeakAlias
		}
		if v.nameScore < e.config.Review {
			v.score = min(v.score, v.nameScore) // a birth date makes no match of a name that is none
		}
	}
	return v
}

func (e *Engine) names(w *workspace, q, r *name, search bool) match {
	var m match
	switch {
	case q.of == Person && r.of == Person:
		m = e.config.persons(&w.alignment, q, r, search)
	default:
		m = e.config.companies(&w.alignment, q, r, search)
	}
	if search && r.kind == WeakAlias {
		m.cap(e.config.WeakAliasCap, ruleWeakAlias)
	}
	return m
}

func sameDocument(q, r *prepared) string {
	for _, d := range q.documents {
		for _, o := range r.documents {
			if d.number == o.number && (d.country == "" || o.country == "" || d.country == o.country) {
				return d.number
			}
		}
	}
	return ""
}

// Comparison is whether two records name the same person or company.
type Comparison struct {
	Score       float64      `json:"score"`
	Band        Band         `json:"band"`
	Match       bool         `json:"match"` // the score is in the band of review or above
	Explanation *Explanation `json:"explanation,omitempty"`
}

// Compare tells how surely two records name the same person or company, whichever stands first. Nobody searched a list for the pair, so that an
// incomplete agreement needs no evidence of its rarity.
func (e *Engine) Compare(a, b Subject) Comparison {
	w := e.workspace()
	defer e.pool.Put(w)
	if a.Kind == "" && b.Kind == "" && guessKind(a) != guessKind(b) {
		a.Kind, b.Kind = Company, Company
	}
	a.Kind, b.Kind = otherwise(a.Kind, b.Kind), otherwise(b.Kind, a.Kind)
	q, r := w.reader.prepareSubject(a), w.reader.prepareSubject(b)
	there, back := e.judge(w, q, r, false), e.judge(w, r, q, false)
	v := there
	if back.score > there.score {
		v, q, r = back, r, q
	}
	x := e.explain(w, q, r, v, false)
	x.Subject, x.EntryName = nameText(q, v.q), nameText(r, v.r)
	return Comparison{Score: v.score, Band: e.config.band(v.score), Match: v.score >= e.config.Review, Explanation: x}
}

func otherwise(kind, other EntityKind) EntityKind {
	if kind == "" {
		return other
	}
	return kind
}

// Screen compares a subject with one entry as a search does, without an index.
func (e *Engine) Screen(s Subject, entry Entry) Hit {
	w := e.workspace()
	defer e.pool.Put(w)
	r := w.reader.prepareEntry(entry)
	if s.Kind == "" { // as the search among all does
		s.Kind = Company
		if entry.Kind == Person {
			s.Kind = Person
		}
	}
	q := w.reader.prepareSubject(s)
	return e.hit(w, q, r, e.judge(w, q, r, true), entry)
}

// Replay makes an explanation again from what was compared and the engine's numbers; it is equal to the stored one, byte for byte, as long as
// the engine's version and its numbers are.
func (e *Engine) Replay(s Subject, entry Entry) Explanation { return e.Screen(s, entry).Explanation }

func (e *Engine) hit(w *workspace, q, r *prepared, v verdict, entry Entry) Hit {
	x := e.explain(w, q, r, v, true)
	x.List = &EntryReference{Source: entry.Source, ID: entry.ID}
	return Hit{Entry: entry, Score: v.score, Band: e.config.band(v.score), Explanation: *x}
}

// Hit is an entry that a subject may be.
type Hit struct {
	Entry       Entry       `json:"-"`
	Score       float64     `json:"score"`
	Band        Band        `json:"band"`
	Explanation Explanation `json:"explanation"`
}

// byScore puts the surest hits first; equal ones in the order of the lists.
func byScore(hits []Hit) {
	slices.SortStableFunc(hits, func(a, b Hit) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return 0
	})
}
