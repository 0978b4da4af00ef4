package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/qoricash/qoricash/internal/screening"
)

// row is a line of the table.
type row struct {
	what, figure, goal string
	met                bool
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole) * 100
}

// house is an index and what is measured on it.
type house struct {
	corpus *corpus
	engine *screening.Engine
	index  *screening.Index
	half   func(source, id string) bool
	misses func(kind, text string) // told of what went wrong, for whoever tunes
}

func rank(hits []screening.Hit, source, id string) int {
	for i, h := range hits {
		if h.Entry.Source == source && h.Entry.ID == id {
			return i
		}
	}
	return -1
}

func (h *house) spanish() []row {
	people := spaniards(h.corpus.ofac)
	two := 0
	for _, p := range people {
		if len(p.givens) == 2 {
			two++
		}
	}
	out := []row{{what: fmt.Sprintf("OFAC people with two surnames: %d, of them with two given names", len(people)), figure: fmt.Sprint(two)}}
	for _, t := range treatments() {
		r := rand.New(rand.NewPCG(11, 1))
		of, found, top := 0, 0, 0
		for _, p := range people {
			s, ok := t.apply(p, r)
			if !ok || !h.half(p.entry.Source, p.entry.ID) {
				continue
			}
			of++
			hits := h.index.Search(s).Hits
			switch at := rank(hits, p.entry.Source, p.entry.ID); {
			case at < 0:
				h.misses("ES "+t.name, s.Name+" | "+p.entry.Names[0].Text)
			case at < 5:
				top++
				found++
			default:
				found++
				h.misses("TOP5 "+t.name, s.Name+" | "+p.entry.Names[0].Text)
			}
		}
		out = append(out, row{fmt.Sprintf("ES %s, right person found (%d)", t.name, of), fmt.Sprintf("%.1f %%", share(found, of)), ">= 99 %", share(found, of) >= 99})
		out = append(out, row{"  of those in the top 5", fmt.Sprintf("%.1f %%", share(top, max(found, 1))), "100 %", top == found})
	}
	subjects := hard(people, 800, rand.New(rand.NewPCG(12, 1)))
	out = append(out, h.flagged("HARD, recombined Hispanic names", subjects, 0.5))
	for i := range subjects {
		subjects[i].Name = subjects[i].Given + " " + subjects[i].Paternal + " " + subjects[i].Maternal
		subjects[i].Given, subjects[i].Paternal, subjects[i].Maternal = "", "", ""
	}
	return append(out, h.flagged("HARD, as one text", subjects, 0.5))
}

func (h *house) flagged(what string, subjects []screening.Subject, goal float64) row {
	n := 0
	for _, s := range subjects {
		if hits := h.index.Search(s).Hits; len(hits) > 0 {
			n++
			h.misses(what, fmt.Sprintf("%s%s %s %s | %s %.2f", s.Name, s.Given, s.Paternal, s.Maternal, hits[0].Explanation.EntryName, hits[0].Score))
		}
	}
	figure := share(n, len(subjects))
	return row{fmt.Sprintf("%s, flagged (%d)", what, len(subjects)), fmt.Sprintf("%.3f %%", figure), fmt.Sprintf("<= %.2f %%", goal), figure <= goal}
}

func without(subjects []screening.Subject, strip func(*screening.Subject)) []screening.Subject {
	out := make([]screening.Subject, len(subjects))
	for i, s := range subjects {
		strip(&s)
		out[i] = s
	}
	return out
}

// innocent measures people who are on no list.
func (h *house) innocent(count int) []row {
	people := innocents(count, rand.New(rand.NewPCG(13, 1)))
	noBirth := without(people, func(s *screening.Subject) {
		s.BirthDate, s.Nationality = s.BirthDate.AddDate(-10000, 0, 0).Truncate(0), ""
	})
	for i := range noBirth {
		noBirth[i].BirthDate = screening.Subject{}.BirthDate
	}
	asText := without(noBirth, func(s *screening.Subject) {
		s.Name = s.Given + " " + s.Paternal + " " + s.Maternal
		s.Given, s.Paternal, s.Maternal = "", "", ""
	})
	short := without(noBirth, func(s *screening.Subject) { s.Given, s.Maternal = strings.Fields(s.Given)[0], "" })
	shortText := without(short, func(s *screening.Subject) { s.Name = s.Given + " " + s.Paternal; s.Given, s.Paternal = "", "" })
	world := worldInnocents(count/2, rand.New(rand.NewPCG(14, 1)))
	worldNoBirth := without(world, func(s *screening.Subject) { s.BirthDate = screening.Subject{}.BirthDate })
	floor := h.floor(short)
	return []row{
		h.flagged("innocents, whole records", noBirth, 0.10),
		h.flagged("innocents, whole records with a birth date", people, 0.02),
		h.flagged("innocents, whole records as one text", asText, 0.10),
		{what: "innocents, given name and one surname: inside of a listed name (floor)", figure: fmt.Sprintf("%.3f %%", floor)},
		h.flagged("innocents, given name and one surname", short, floor+0.05),
		h.flagged("innocents, given name and one surname as one text", shortText, floor+0.05),
		h.flagged("innocents of the world, one text", worldNoBirth, 0.10),
		h.flagged("innocents of the world, one text and a birth date", world, 0.02),
	}
}

// floor is the part of short names of which every word is a word of one listed person's name: nobody could tell them from a listed one.
func (h *house) floor(subjects []screening.Subject) float64 {
	inside := map[string]map[int]bool{}
	id := 0
	for _, e := range h.corpus.searched() {
		if e.Kind != screening.Person {
			continue
		}
		for _, n := range e.Names {
			id++
			for _, w := range screening.Words(screening.Person, n.Text) {
				if inside[w] == nil {
					inside[w] = map[int]bool{}
				}
				inside[w][id] = true
			}
		}
	}
	n := 0
	for _, s := range subjects {
		ws := screening.Words(screening.Person, s.Given+" "+s.Paternal)
		if len(ws) == 0 {
			continue
		}
		for at := range inside[ws[0]] {
			all := true
			for _, w := range ws[1:] {
				all = all && inside[w][at]
			}
			if all {
				n++
				break
			}
		}
	}
	return share(n, len(subjects))
}

// typists is how many people type each name of the UN.
const typists = 10

// unitedNations searches each person of the UN as somebody typed the name: one word in two has a mistake, and the words are dealt anew in one
// name of three. Each name is typed by several people.
func (h *house) unitedNations() []row {
	r := rand.New(rand.NewPCG(15, 1))
	of, found := 0, 0
	for _, e := range slices.Repeat(h.corpus.un, typists) {
		if e.Kind != screening.Person || !h.half(e.Source, e.ID) {
			continue
		}
		name := e.Names[0].Text
		fields := strings.Fields(strings.ToUpper(name))
		if len(fields) < 2 {
			continue
		}
		wrong := r.IntN(len(fields))
		fields[wrong] = typo(fields[wrong], r)
		if r.IntN(3) == 0 {
			r.Shuffle(len(fields), func(i, j int) { fields[i], fields[j] = fields[j], fields[i] })
		}
		of++
		s := text(fields...)
		if rank(h.index.Search(s).Hits, e.Source, e.ID) >= 0 {
			found++
		} else {
			h.misses("UN", s.Name+" | "+name)
		}
	}
	return []row{{fmt.Sprintf("UN people with a typo, some reordered (%d)", of), fmt.Sprintf("%.2f %%", share(found, of)), ">= 99.5 %", share(found, of) >= 99.5}}
}

// documents searches every Peruvian document of OFAC, and a sample of the others, alone and under a wrong name.
func (h *house) documents() []row {
	of, found := 0, 0
	for _, e := range h.corpus.ofac {
		for _, d := range e.Documents {
			if d.Type != "RUC" && d.Type != "DNI" && d.Type != "PASSPORT" {
				continue
			}
			of++
			hits := h.index.Search(screening.Subject{Kind: screening.Person, Name: "Zoila Rosa Wrongname Quispe", Documents: []screening.Document{d}}).Hits
			if at := rank(hits, e.Source, e.ID); at >= 0 && hits[at].Score == 1 {
				found++
			} else {
				h.misses("DOCUMENT", fmt.Sprint(d))
			}
		}
	}
	return []row{{fmt.Sprintf("documents under a wrong name (%d)", of), fmt.Sprintf("%.2f %%", share(found, of)), "100 %", found == of}}
}
