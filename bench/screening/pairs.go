package main

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/qoricash/qoricash/internal/screening"
)

// labelled is two names, and whether one entity bears both.
type labelled struct {
	a, b string
	same bool
	easy bool // the names share the beginning of a word that says something
}

// plainText writes a person's name as one would say it: given names before the surname that the publisher puts first.
func plainText(kind screening.EntityKind, name string) string {
	if kind != screening.Person {
		return name
	}
	if family, given, ok := strings.Cut(name, ", "); ok && !strings.Contains(given, ",") && len(given) > 3 {
		return given + " " + family
	}
	return name
}

// labelledPairs takes from each entity its first name beside one of its other names, and beside a near name of another entity of the same list.
// Aliases that share nothing with the first name (a nom de guerre) are told apart, for nobody could know them by their letters.
func (h *house) labelledPairs(kind screening.EntityKind, r *rand.Rand) []labelled {
	near := newNeighbours(kind, h.corpus.all())
	var out []labelled
	for _, e := range h.corpus.all() {
		if e.Kind != kind || !h.half(e.Source, e.ID) {
			continue
		}
		near.add(e.Source, e.Names[0].Text)
		if len(e.Names) == 1 {
			continue
		}
		n := e.Names[1+r.IntN(len(e.Names)-1)]
		if n.Kind == screening.PrimaryName || strings.EqualFold(n.Text, e.Names[0].Text) {
			continue
		}
		out = append(out, labelled{a: plainText(kind, e.Names[0].Text), b: plainText(kind, n.Text), same: true, easy: near.likely(e.Names[0].Text, n.Text)})
	}
	for i, id := range r.Perm(len(near.names))[:min(len(out), len(near.names))] {
		if other := near.nearest(id, i%2 == 0, r); other >= 0 {
			out = append(out, labelled{a: plainText(kind, near.names[id]), b: plainText(kind, near.names[other]), easy: true})
		}
	}
	return out
}

// neighbours finds names that share words, by words that the bench itself reads: what the engine reads must not choose what it is measured on.
type neighbours struct {
	kind    screening.EntityKind
	bearers map[string]int // of a word, among all names of the kind
	total   int
	names   []string
	sources []string
	byWord  map[string][]int
}

func newNeighbours(kind screening.EntityKind, all []screening.Entry) *neighbours {
	n := &neighbours{kind: kind, bearers: map[string]int{}, byWord: map[string][]int{}}
	for _, e := range all {
		if e.Kind == kind {
			n.total++
			for _, w := range rawWords(e.Names[0].Text) {
				n.bearers[w]++
			}
		}
	}
	return n
}

func (n *neighbours) add(source, name string) {
	for _, w := range n.telling(name) {
		n.byWord[w] = append(n.byWord[w], len(n.names))
	}
	n.names, n.sources = append(n.names, name), append(n.sources, source)
}

// telling answers the words of a name that less than one name in a hundred has: no legal forms.
func (n *neighbours) telling(name string) []string {
	words := rawWords(name)
	out := words[:0:0]
	for _, w := range words {
		if n.bearers[w]*100 < n.total || n.kind == screening.Person {
			out = append(out, w)
		}
	}
	if len(out) == 0 {
		return words
	}
	return out
}

// nearest answers another name of the same list: one of the three that share most words, or the rarest ones.
func (n *neighbours) nearest(id int, rare bool, r *rand.Rand) int {
	counts := map[int]float64{}
	mine := n.telling(n.names[id])
	for _, w := range mine {
		worth := 1.0
		if rare {
			worth = math.Log(float64(n.total) / float64(1+len(n.byWord[w])))
		}
		for _, other := range n.byWord[w] {
			if n.sources[other] == n.sources[id] {
				counts[other] += worth
			}
		}
	}
	var ids []int
	for other := range counts {
		if !slices.Equal(n.telling(n.names[other]), mine) {
			counts[other] /= 3 + float64(len(n.telling(n.names[other])))
			ids = append(ids, other)
		}
	}
	slices.SortFunc(ids, func(a, b int) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	if len(ids) == 0 {
		return -1
	}
	return ids[r.IntN(min(len(ids), 3))]
}

// likely tells whether two names share the beginnings of two words, or of all that the shorter one has.
func (n *neighbours) likely(a, b string) bool {
	shared := 0
	as, bs := n.telling(a), n.telling(b)
	least := min(len(as), len(bs))
	for _, x := range as {
		if slices.ContainsFunc(bs, func(y string) bool {
			return len(x) > 2 && len(y) > 2 && x[:3] == y[:3] || strings.Contains(x, y) || strings.Contains(y, x)
		}) {
			shared++
		}
	}
	return shared >= 2 || shared == least && least > 0
}

func (h *house) pairs() []row {
	var out []row
	for _, k := range []struct {
		kind screening.EntityKind
		goal float64
	}{{screening.Person, 0.77}, {screening.Company, 0.89}} {
		all := h.labelledPairs(k.kind, rand.New(rand.NewPCG(21, 1)))
		of := strings.ToLower(string(k.kind))
		easy := h.compareAll(k.kind, slices.DeleteFunc(slices.Clone(all), func(p labelled) bool { return !p.easy }))
		h.tellMisses(k.kind, easy)
		out = append(out, easy.row("pairs of "+of+" names, aliases that share words", h.engine.Config().Review, k.goal),
			h.compareAll(k.kind, all).row("  with every alias", h.engine.Config().Review, 0))
		out = append(out, easy.sweep()...)
	}
	return append(out, h.treatedCompanies()...)
}

// scored are pairs with the scores that the engine gives them.
type scored struct {
	pairs  []labelled
	scores []float64
}

func (h *house) compareAll(kind screening.EntityKind, all []labelled) scored {
	out := scored{pairs: all}
	for _, p := range all {
		out.scores = append(out.scores, h.engine.Compare(screening.Subject{Kind: kind, Name: p.a}, screening.Subject{Kind: kind, Name: p.b}).Score)
	}
	return out
}

func (h *house) tellMisses(kind screening.EntityKind, s scored) {
	for i, p := range s.pairs {
		matched := s.scores[i] >= h.engine.Config().Review
		switch {
		case p.same && !matched:
			h.misses("MISSED "+string(kind), fmt.Sprintf("%.2f %s | %s", s.scores[i], p.a, p.b))
		case !p.same && matched:
			h.misses("WRONG "+string(kind), fmt.Sprintf("%.2f %s | %s", s.scores[i], p.a, p.b))
		}
	}
}

// at answers F1, precision and recall when scores from a threshold on are matches.
func (s scored) at(threshold float64) (f1, precision, recall float64) {
	var right, wrong, missed float64
	for i, p := range s.pairs {
		switch matched := s.scores[i] >= threshold; {
		case p.same && matched:
			right++
		case p.same:
			missed++
		case matched:
			wrong++
		}
	}
	if right == 0 {
		return 0, 0, 0
	}
	return 2 * right / (2*right + wrong + missed), right / (right + wrong), right / (right + missed)
}

func (s scored) best() (f1, at float64) {
	for hundredth := 50; hundredth <= 95; hundredth++ {
		if f, _, _ := s.at(float64(hundredth) / 100); f > f1 {
			f1, at = f, float64(hundredth)/100
		}
	}
	return f1, at
}

func (s scored) row(what string, threshold, goal float64) row {
	f, precision, recall := s.at(threshold)
	best, at := s.best()
	same := 0
	for _, p := range s.pairs {
		if p.same {
			same++
		}
	}
	goalText := ""
	if goal > 0 {
		goalText = fmt.Sprintf(">= %.2f", goal)
	}
	return row{fmt.Sprintf("%s (%d and %d), F1 at review", what, same, len(s.pairs)-same),
		fmt.Sprintf("%.3f (precision %.3f, recall %.3f; best %.3f at %.2f)", f, precision, recall, best, at), goalText, f >= goal}
}

// sweep are the figures at other thresholds than that of review.
func (s scored) sweep() []row {
	var out []row
	for hundredth := 50; hundredth <= 90; hundredth += 5 {
		f, precision, recall := s.at(float64(hundredth) / 100)
		out = append(out, row{what: fmt.Sprintf("  at %.2f", float64(hundredth)/100), figure: fmt.Sprintf("%.3f (precision %.3f, recall %.3f)", f, precision, recall)})
	}
	return out
}
