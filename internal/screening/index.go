package screening

import (
	"runtime"
	"sync"
)

// Index is a set of entries that is searched. It is made once for the versions of the lists and never changed; many may search it at once.
type Index struct {
	engine    *Engine
	entries   []Entry
	prepared  []*prepared
	persons   *shelf
	things    *shelf
	documents map[string][]int32
}

// Outcome is what the search of a subject came to.
type Outcome string

// The outcomes. NotComparable is a name of which no letter could be read: a person looks, it is never clear.
const (
	OutcomeClear         Outcome = "CLEAR"
	OutcomeReview        Outcome = "REVIEW"
	OutcomeExactDocument Outcome = "EXACT_ID"
	OutcomeNotComparable Outcome = "NOT_COMPARABLE"
)

// Result is what a search found: the hits in the band of review or above, the surest first, and the highest score, which is told of clear
// subjects too.
type Result struct {
	Outcome  Outcome `json:"outcome"`
	TopScore float64 `json:"topScore"`
	Band     Band    `json:"band"`
	Hits     []Hit   `json:"hits"`
}

// Index makes the index of entries, on all processors.
func (e *Engine) Index(entries []Entry) *Index {
	x := &Index{engine: e, entries: entries, documents: map[string][]int32{}}
	x.prepared = inParallel(e, entries, (*reader).prepareEntry)
	var persons, things []ownedName
	for i, p := range x.prepared {
		for _, n := range p.names {
			if n.of == Person {
				persons = append(persons, ownedName{owner: int32(i), name: n})
			} else {
				things = append(things, ownedName{owner: int32(i), name: n})
			}
		}
		for _, d := range p.documents {
			x.documents[d.number] = append(x.documents[d.number], int32(i))
		}
	}
	together(func() { x.persons = e.config.newShelf(persons) }, func() { x.things = e.config.newShelf(things) })
	return x
}

// kindsOf answers what a subject is searched as: a subject without a kind as a person, and as a company.
func kindsOf(s Subject) []EntityKind {
	if s.Kind == "" {
		return []EntityKind{Person, Company}
	}
	return []EntityKind{s.Kind}
}

// Len answers how many entries the index holds.
func (x *Index) Len() int { return len(x.entries) }

// inParallel takes records apart on all processors, each with a reader of its own.
func inParallel[T any](e *Engine, records []T, prepare func(*reader, T) *prepared) []*prepared {
	out := make([]*prepared, len(records))
	var done sync.WaitGroup
	parts := max(1, runtime.GOMAXPROCS(0))
	for part := range parts {
		done.Go(func() {
			r := newReader(e.config)
			for i := part * len(records) / parts; i < (part+1)*len(records)/parts; i++ {
				out[i] = prepare(r, records[i])
			}
		})
	}
	done.Wait()
	return out
}

func together(acts ...func()) {
	var done sync.WaitGroup
	for _, act := range acts {
		done.Go(act)
	}
	done.Wait()
}

// Search compares a subject with the entries that share words or a document with it. A subject without a kind is searched among all.
func (x *Index) Search(s Subject) Result {
	w := x.engine.workspace()
	defer x.engine.pool.Put(w)
	out := Result{Outcome: OutcomeClear, Band: BandClear}
	found := map[int32]bool{}
	unreadable := false
	for _, kind := range kindsOf(s) {
		of := s
		of.Kind = kind
		q := w.reader.prepareSubject(of)
		unreadable = unreadable || q.unreadable
		for _, at := range x.likely(w, q, s.Kind == "", &out) {
			if s.Kind == "" && (kind == Person) != (x.prepared[at].kind == Person) {
				continue // found by its document: it is judged with its own kind
			}
			if found[at] {
				continue
			}
			v := x.engine.judge(w, q, x.prepared[at], true)
			out.TopScore = max(out.TopScore, v.score)
			if v.score >= x.engine.config.Review {
				found[at] = true
				out.Hits = append(out.Hits, x.engine.hit(w, q, x.prepared[at], v, x.entries[at]))
			}
		}
	}
	byScore(out.Hits)
	out.Band = x.engine.config.band(out.TopScore)
	switch {
	case len(out.Hits) > 0 && out.Hits[0].Explanation.Document != "":
		out.Outcome = OutcomeExactDocument
	case len(out.Hits) > 0:
		out.Outcome = OutcomeReview
	case unreadable:
		out.Outcome = OutcomeNotComparable
	}
	return out
}

// likely answers the entries that may reach the band of review: by document, or by a name that does, in the order of the lists.
func (x *Index) likely(w *workspace, q *prepared, anyKind bool, out *Result) []int32 {
	var likely []int32
	for _, d := range q.documents {
		likely = append(likely, x.documents[d.number]...)
	}
	on := x.things
	if q.kind == Person {
		on = x.persons
	}
	for _, n := range q.names {
		for _, c := range on.candidates(n, &w.search) {
			owner := on.owners[c.id]
			if !anyKind && x.prepared[owner].kind != q.kind {
				continue
			}
			m := x.engine.names(w, n, on.names[c.id], true)
			if m.score >= x.engine.config.Review {
				likely = append(likely, owner)
			}
			out.TopScore = max(out.TopScore, min(score(m.score), x.engine.config.Cap))
		}
	}
	return likely
}

// SubjectIndex is a set of subjects, searched by the entries that a new version of a list changed.
type SubjectIndex struct {
	engine    *Engine
	subjects  []Subject
	prepared  []*prepared
	persons   *shelf
	things    *shelf
	documents map[string][]int32
}

// IndexSubjects makes the index of subjects, on all processors.
func (e *Engine) IndexSubjects(subjects []Subject) *SubjectIndex {
	x := &SubjectIndex{engine: e, subjects: subjects, documents: map[string][]int32{}}
	x.prepared = inParallel(e, subjects, (*reader).prepareSubject)
	var persons, things []ownedName
	for i, p := range x.prepared {
		for _, n := range p.names {
			if n.of == Person {
				persons = append(persons, ownedName{owner: int32(i), name: n})
			} else {
				things = append(things, ownedName{owner: int32(i), name: n})
			}
		}
		for _, d := range p.documents {
			x.documents[d.number] = append(x.documents[d.number], int32(i))
		}
	}
	together(func() { x.persons = e.config.newShelf(persons) }, func() { x.things = e.config.newShelf(things) })
	return x
}

// SubjectHit is a subject that a changed entry may be.
type SubjectHit struct {
	Subject Subject
	Hit     Hit
}

// Search answers the subjects that an entry hits, with what Index.Search would find for each of them, in the order of the subjects.
func (x *SubjectIndex) Search(entry Entry) []SubjectHit {
	w := x.engine.workspace()
	defer x.engine.pool.Put(w)
	r := w.reader.prepareEntry(entry)
	likely := map[int32]bool{}
	for _, d := range r.documents {
		for _, at := range x.documents[d.number] {
			likely[at] = true
		}
	}
	on := x.things
	if r.kind == Person {
		on = x.persons
	}
	for _, n := range r.names {
		for _, c := range on.candidates(n, &w.search) {
			owner := on.owners[c.id]
			if likely[owner] || x.prepared[owner].kind != r.kind {
				continue
			}
			if x.engine.names(w, on.names[c.id], n, true).score >= x.engine.config.Review {
				likely[owner] = true
			}
		}
	}
	var out []SubjectHit
	for _, at := range sortedKeys(likely) {
		v := x.engine.judge(w, x.prepared[at], r, true)
		if v.score >= x.engine.config.Review {
			out = append(out, SubjectHit{Subject: x.subjects[at], Hit: x.engine.hit(w, x.prepared[at], r, v, entry)})
		}
	}
	return out
}
