package main

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/qoricash/qoricash/internal/screening"
)

// labelled is two names, and whether the publisher of a list says that one entity bears both.
type labelled struct {
	a, b string
	same bool
	easy bool // the names share a word, as the engine reads them
}

// labelledPairs takes from each entity its first name beside one of its other names, and beside the nearest name of another entity. Aliases that
// share nothing with the first name (a nom de guerre) are told apart, for nobody could know them by their letters.
func (h *house) labelledPairs(kind screening.EntityKind, r *rand.Rand) []labelled {
	var out []labelled
	var names []string
	byWord := map[string][]int{}
	owner, sources := []string{}, []string{}
	for _, e := range h.corpus.all() {
		if e.Kind != kind || !h.half(e.Source, e.ID) {
			continue
		}
		id := len(names)
		names = append(names, e.Names[0].Text)
		owner = append(owner, firstWords(kind, e.Names[0].Text))
		sources = append(sources, e.Source)
		for _, w := range wordsOf(kind, e.Names[0].Text) {
			byWord[w] = append(byWord[w], id)
		}
		if len(e.Names) > 1 {
			n := e.Names[1+r.IntN(len(e.Names)-1)]
			if n.Kind == screening.PrimaryName || strings.EqualFold(n.Text, e.Names[0].Text) {
				continue
			}
			out = append(out, labelled{a: plainText(kind, e.Names[0].Text), b: plainText(kind, n.Text), same: true, easy: likely(kind, e.Names[0].Text, n.Text)})
		}
	}
	positives := len(out)
	for _, id := range r.Perm(len(names))[:min(positives, len(names))] {
		if other := nearest(kind, id, names, owner, sources, byWord, r); other >= 0 {
			out = append(out, labelled{a: plainText(kind, names[id]), b: plainText(kind, names[other]), easy: true})
		}
	}
	return out
}

func plainText(kind screening.EntityKind, name string) string {
	if kind != screening.Person {
		return name
	}
	if family, given, ok := strings.Cut(name, ", "); ok && !strings.Contains(given, ",") && len(given) > 3 {
		return given + " " + family
	}
	return name
}

var wordsRead = map[string][]string{}

// wordsOf answers the words of a name, each name read once.
func wordsOf(kind screening.EntityKind, name string) []string {
	key := string(kind) + name
	out, ok := wordsRead[key]
	if !ok {
		out = screening.Words(kind, plainText(kind, name))
		wordsRead[key] = out
	}
	return out
}

func firstWords(kind screening.EntityKind, name string) string {
	ws := slices.Sorted(slices.Values(wordsOf(kind, name)))
	return strings.Join(ws, " ")
}

// nearest answers the entity that shares most words with one, of several that share as many a random one.
func nearest(kind screening.EntityKind, id int, names, owner, sources []string, byWord map[string][]int, r *rand.Rand) int {
	counts := map[int]float64{}
	for _, w := range wordsOf(kind, names[id]) {
		for _, other := range byWord[w] {
			if owner[other] != owner[id] && sources[other] == sources[id] {
				counts[other] += 1 / (3 + float64(len(wordsOf(kind, names[other]))))
			}
		}
	}
	var ids []int
	for other := range counts {
		ids = append(ids, other)
	}
	slices.SortFunc(ids, func(a, b int) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	if len(ids) == 0 {
		return -1
	}
	return ids[r.IntN(min(len(ids), 3))]
}

// likely tells whether two names share the beginning of a word, in letters that are there for all scripts.
func likely(kind screening.EntityKind, a, b string) bool {
	shared := 0
	as, bs := wordsOf(kind, a), wordsOf(kind, b)
	least := min(len(as), len(bs))
	for _, x := range as {
		for _, y := range bs {
			if len(x) > 2 && len(y) > 2 && x[:3] == y[:3] || strings.Contains(x, y) || strings.Contains(y, x) {
				shared++
				break
			}
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
		out = append(out, h.f1("pairs of "+strings.ToLower(string(k.kind))+" names, aliases that share words", k.kind, all, true, k.goal),
			h.f1("  with every alias", k.kind, all, false, 0))
	}
	return out
}

func (h *house) f1(what string, kind screening.EntityKind, all []labelled, easy bool, goal float64) row {
	var right, wrong, missed float64
	scores := map[bool][]float64{}
	for _, p := range all {
		if easy && !p.easy {
			continue
		}
		c := h.engine.Compare(screening.Subject{Kind: kind, Name: p.a}, screening.Subject{Kind: kind, Name: p.b})
		scores[p.same] = append(scores[p.same], c.Score)
		switch {
		case p.same && c.Match:
			right++
		case p.same:
			missed++
			if easy {
				h.misses("MISSED "+string(kind), fmt.Sprintf("%.2f %s | %s", c.Score, p.a, p.b))
			}
		case c.Match:
			wrong++
			if easy {
				h.misses("WRONG "+string(kind), fmt.Sprintf("%.2f %s | %s", c.Score, p.a, p.b))
			}
		}
	}
	f := 2 * right / (2*right + wrong + missed)
	best, at := 0.0, 0.0
	for th := 0.5; th < 0.95; th += 0.01 {
		var r, w, m float64
		for _, s := range scores[true] {
			if s >= th {
				r++
			} else {
				m++
			}
		}
		for _, s := range scores[false] {
			if s >= th {
				w++
			}
		}
		if x := 2 * r / (2*r + w + m); x > best {
			best, at = x, th
		}
	}
	goalText := ""
	if goal > 0 {
		goalText = fmt.Sprintf(">= %.2f", goal)
	}
	return row{fmt.Sprintf("%s (%d and %d), F1 at review", what, len(scores[true]), len(scores[false])),
		fmt.Sprintf("%.3f (precision %.3f, recall %.3f; best %.3f at %.2f)", f, right/(right+wrong), right/(right+missed), best, at), goalText, f >= goal}
}
