package screening

import "strings"

// Explanation says why a score is what it is. It is stored with each hit and can be made again from the subject, the entry and the numbers.
type Explanation struct {
	Engine     string          `json:"engine"`
	Config     string          `json:"config"`
	List       *EntryReference `json:"list,omitempty"`
	Score      float64         `json:"score"`
	NameScore  float64         `json:"nameScore"`
	Band       Band            `json:"band"`
	Subject    string          `json:"subject"`
	EntryName  string          `json:"entryName"`
	NameKind   NameKind        `json:"nameKind,omitempty"`
	Parts      []Part          `json:"parts"`
	OnlyHere   []Leftover      `json:"onlyInSubject"`
	OnlyThere  []Leftover      `json:"onlyInEntry"`
	Rule       string          `json:"rule,omitempty"`
	Qualifiers []Qualifier     `json:"qualifiers,omitempty"`
	Document   string          `json:"document,omitempty"`
}

// EntryReference names an entry of a list.
type EntryReference struct {
	Source string `json:"source"`
	ID     string `json:"id"`
}

// Part is a word, or words, that both names have.
type Part struct {
	Subject    string  `json:"subject"`
	Entry      string  `json:"entry"`
	Similarity float64 `json:"similarity"`
	Weight     float64 `json:"weight"`
	Why        string  `json:"why"`
	Role       string  `json:"role,omitempty"`
	Says       string  `json:"says,omitempty"` // of a company: FORM, FILLER, TRADE, PLACE, MARKER or NUMBER; nothing of a word of its own
}

// Leftover is a word that one name alone has.
type Leftover struct {
	Text   string  `json:"text"`
	Weight float64 `json:"weight"`
	Role   string  `json:"role,omitempty"`
	Says   string  `json:"says,omitempty"`
}

func nameText(p *prepared, at int) string {
	if at < 0 || at >= len(p.names) {
		return ""
	}
	return p.names[at].text
}

func (e *Engine) explain(w *workspace, q, r *prepared, v verdict, search bool) *Explanation {
	x := &Explanation{
		Engine: Version, Config: e.sum, Score: v.score, NameScore: score(v.nameScore), Band: e.config.band(v.score), Subject: nameText(q, v.q), EntryName: nameText(r, v.r),
		Rule: string(v.rule), Qualifiers: v.qualifiers, Document: v.document, Parts: []Part{}, OnlyHere: []Leftover{}, OnlyThere: []Leftover{},
	}
	if v.q < 0 {
		return x
	}
	qn, rn := q.names[v.q], r.names[v.r]
	if search {
		x.NameKind = rn.kind
	}
	a := &w.alignment
	e.config.align(a, qn, rn)
	for _, p := range a.pairs {
		role := rn.roles[p.r]
		if role == anyRole {
			role = qn.roles[p.q]
		}
		x.Parts = append(x.Parts, Part{
			Subject: textOf(qn.words[p.q:p.qEnd]), Entry: textOf(rn.words[p.r:p.rEnd]), Similarity: score(p.similarity), Weight: score(p.weight/2) * 2,
			Why: string(p.why), Role: roleNames[role], Says: rn.words[p.r].says(),
		})
	}
	x.OnlyHere = leftovers(qn, a.usedQ[:])
	x.OnlyThere = leftovers(rn, a.usedR[:])
	return x
}

func leftovers(n *name, used []bool) []Leftover {
	out := []Leftover{}
	for i, w := range n.words {
		if i >= maxWords || !used[i] {
			out = append(out, Leftover{Text: w.text, Weight: score(w.weight/2) * 2, Role: roleNames[n.roles[i]], Says: w.says()})
		}
	}
	return out
}

func textOf(ws []*word) string {
	texts := make([]string, len(ws))
	for i, w := range ws {
		texts[i] = w.text
	}
	return strings.Join(texts, " ")
}

// says answers what kind of word of a company's name a word is; nothing for its own words and for persons' names.
func (w *word) says() string {
	switch {
	case w.class == form:
		return "FORM"
	case w.class == number:
		return "NUMBER"
	case w.class == generic:
		return [...]string{filler: "FILLER", business: "TRADE", place: "PLACE", marker: "MARKER"}[w.concept]
	}
	return ""
}
