package main

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/qoricash/qoricash/internal/screening"
)

// spaniard is a listed person with two surnames, taken apart by the publisher's own comma.
type spaniard struct {
	entry              screening.Entry
	givens             []string
	paternal, maternal string
	raw                string // the surnames as written
}

var spanishCountries = map[string]bool{
	"PE": true, "MX": true, "CO": true, "VE": true, "CU": true, "NI": true, "EC": true, "BO": true, "CL": true, "AR": true, "PY": true, "UY": true, "GT": true,
	"HN": true, "SV": true, "CR": true, "PA": true, "DO": true, "ES": true, "PR": true,
}

var spanishPrograms = []string{"SDNT", "SDNTK", "VENEZUELA", "NICARAGUA", "CUBA", "ILLICIT-DRUGS"}

// spaniards are the people of OFAC with two surnames and a Spanish-speaking country, or a programme of those countries.
func spaniards(entries []screening.Entry) []spaniard {
	var out []spaniard
	for _, e := range entries {
		if e.Kind != screening.Person || e.Names[0].Family == "" || e.Names[0].Given == "" || !isSpanish(e) {
			continue
		}
		surnames := surnamesOf(e.Names[0].Family)
		givens := strings.Fields(e.Names[0].Given)
		if len(surnames) != 2 || strings.ContainsAny(e.Names[0].Given, ".,-") {
			continue
		}
		out = append(out, spaniard{entry: e, givens: givens, paternal: surnames[0], maternal: surnames[1], raw: e.Names[0].Family})
	}
	return out
}

func isSpanish(e screening.Entry) bool {
	for _, n := range e.Nationalities {
		if spanishCountries[n] {
			return true
		}
	}
	if len(e.Nationalities) > 0 {
		return false
	}
	for _, p := range e.Programs {
		if slices.ContainsFunc(spanishPrograms, func(s string) bool { return strings.Contains(p, s) }) {
			return true
		}
	}
	return false
}

var particles = map[string]bool{"DE": true, "DEL": true, "LA": true, "LAS": true, "LOS": true, "SAN": true, "SANTA": true, "DA": true, "Y": true, "EL": true, "AL": true}

// surnamesOf takes a family name apart, particles with the surname that they stand before.
func surnamesOf(family string) []string {
	var out []string
	held := ""
	for w := range strings.FieldsSeq(strings.ToUpper(family)) {
		if particles[w] {
			held += w + " "
			continue
		}
		out = append(out, held+w)
		held = ""
	}
	return out
}

// treatment is one of the ways in which a Spanish name is written down.
type treatment struct {
	name string
	// apply answers the subject, and whether the person has what the treatment treats.
	apply func(p spaniard, r *rand.Rand) (screening.Subject, bool)
}

func text(parts ...string) screening.Subject {
	return screening.Subject{Kind: screening.Person, Name: strings.Join(strings.Fields(strings.Join(parts, " ")), " ")}
}

func treatments() []treatment {
	whole := func(p spaniard) string { return strings.Join(p.givens, " ") }
	two := func(p spaniard) bool { return len(p.givens) >= 2 }
	return []treatment{
		{"1 all four", func(p spaniard, _ *rand.Rand) (screening.Subject, bool) {
			return text(whole(p), p.paternal, p.maternal), true
		}},
		{"2 surnames first", func(p spaniard, _ *rand.Rand) (screening.Subject, bool) {
			return text(p.paternal, p.maternal, whole(p)), true
		}},
		{"3 first given, both surnames", func(p spaniard, _ *rand.Rand) (screening.Subject, bool) {
			return text(p.givens[0], p.paternal, p.maternal), two(p)
		}},
		{"4 both givens, paternal", func(p spaniard, _ *rand.Rand) (screening.Subject, bool) { return text(whole(p), p.paternal), two(p) }},
		{"5 first given, paternal", func(p spaniard, _ *rand.Rand) (screening.Subject, bool) { return text(p.givens[0], p.paternal), true }},
		{"6 joined givens", func(p spaniard, _ *rand.Rand) (screening.Subject, bool) {
			return text(strings.Join(p.givens, ""), p.paternal, p.maternal), two(p)
		}},
		{"7 maternal initial", func(p spaniard, _ *rand.Rand) (screening.Subject, bool) {
			return text(whole(p), p.paternal, p.maternal[:1]+"."), true
		}},
		{"8 second-given initial", func(p spaniard, _ *rand.Rand) (screening.Subject, bool) {
			if !two(p) {
				return screening.Subject{}, false
			}
			return text(p.givens[0], p.givens[1][:1]+".", p.paternal, p.maternal), true
		}},
		{"9 typo in the paternal", func(p spaniard, r *rand.Rand) (screening.Subject, bool) {
			return text(whole(p), typo(p.paternal, r), p.maternal), len(p.paternal) > 3
		}},
		{"10 spelling or lost ñ", func(p spaniard, r *rand.Rand) (screening.Subject, bool) {
			paternal := respelt(p.paternal, r)
			return text(whole(p), paternal, p.maternal), paternal != p.paternal
		}},
		{"11 particle glued or married", func(p spaniard, r *rand.Rand) (screening.Subject, bool) {
			if strings.Contains(p.paternal, " ") {
				return text(whole(p), strings.ReplaceAll(p.paternal, " ", ""), p.maternal), true
			}
			return text(whole(p), p.paternal, p.maternal, "de", marriedNames[r.IntN(len(marriedNames))]), true
		}},
	}
}

var marriedNames = []string{"Quispe", "Torres", "Salazar", "Paredes", "Rojas", "Villanueva", "Castillo", "Huaman"}

// typo makes one mistake in the longest word: a letter changed, left out, doubled, or two exchanged, not the first letter.
func typo(text string, r *rand.Rand) string {
	fields := strings.Fields(text)
	at := 0
	for i, f := range fields {
		if len([]rune(f)) > len([]rune(fields[at])) {
			at = i
		}
	}
	w := []rune(fields[at])
	if len(w) < 4 {
		return text
	}
	i := 1 + r.IntN(len(w)-2)
	switch r.IntN(4) {
	case 0:
		w[i] = 'A' + rune(r.IntN(26))
	case 1:
		w = slices.Delete(w, i, i+1)
	case 2:
		w = slices.Insert(w, i, w[i])
	default:
		w[i], w[i+1] = w[i+1], w[i]
	}
	fields[at] = string(w)
	return strings.Join(fields, " ")
}

// respelt writes a surname by another custom: b and v, s and z, qu and k, a silent h, a lost ñ.
func respelt(text string, r *rand.Rand) string {
	customs := [][2]string{{"B", "V"}, {"V", "B"}, {"Z", "S"}, {"S", "Z"}, {"QU", "K"}, {"H", ""}, {"Ñ", "N"}, {"LL", "Y"},
		{"CE", "SE"}, {"CI", "SI"}, {"GE", "JE"}, {"X", "J"}}
	r.Shuffle(len(customs), func(i, j int) { customs[i], customs[j] = customs[j], customs[i] })
	for _, c := range customs {
		if other := strings.Replace(text, c[0], c[1], 1); other != text {
			return other
		}
	}
	return text
}

// hard are people who are on no list: given names and surnames of listed Spanish people, dealt anew.
func hard(people []spaniard, count int, r *rand.Rand) []screening.Subject {
	listed := map[string]bool{}
	for _, p := range people {
		listed[p.paternal+" "+p.maternal+" "+p.givens[0]] = true
	}
	var out []screening.Subject
	for len(out) < count {
		a, b, c, d := people[r.IntN(len(people))], people[r.IntN(len(people))], people[r.IntN(len(people))], people[r.IntN(len(people))]
		if a.paternal == b.maternal || listed[a.paternal+" "+b.maternal+" "+c.givens[0]] {
			continue
		}
		given := c.givens[0]
		if other := d.givens[len(d.givens)-1]; other != given {
			given += " " + other
		}
		out = append(out, screening.Subject{Kind: screening.Person, Given: given, Paternal: a.paternal, Maternal: b.maternal})
	}
	return out
}
