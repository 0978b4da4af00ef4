package main

import (
	_ "embed"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/screening"
)

//go:embed innocent_names.txt
var innocentNames string

//go:embed world_names.txt
var worldNames string

// zipf draws names of which few are borne by many: the nth most common has a weight of 1/n^0.8, in an order that the seed deals.
type zipf struct {
	names  []string
	totals []float64
}

func newZipf(names []string, r *rand.Rand) *zipf {
	names = slices.Clone(names)
	r.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	z := &zipf{names: names}
	total := 0.0
	for i := range names {
		total += math.Pow(float64(i+1), -0.8)
		z.totals = append(z.totals, total)
	}
	return z
}

func (z *zipf) draw(r *rand.Rand) string {
	at, _ := slices.BinarySearch(z.totals, r.Float64()*z.totals[len(z.totals)-1])
	return z.names[min(at, len(z.names)-1)]
}

func nameTables(file string) map[string][]string {
	out := map[string][]string{}
	section := ""
	for line := range strings.SplitSeq(file, "\n") {
		switch {
		case strings.HasPrefix(line, "["):
			section = strings.Trim(line, "[]")
		case line != "" && !strings.HasPrefix(line, "#"):
			out[section] = strings.Split(line, "|")
		}
	}
	return out
}

// innocents are people with Spanish names who are on no list but by chance: seven in ten have two given names, all have two surnames, and a
// date of birth between 1950 and 2005.
func innocents(count int, r *rand.Rand) []screening.Subject {
	tables := nameTables(innocentNames)
	given := []*zipf{newZipf(tables["es first"], r), newZipf(tables["es_MX first"], r)}
	family := []*zipf{newZipf(tables["es last"], r), newZipf(tables["es_MX last"], r)}
	out := make([]screening.Subject, count)
	for i := range out {
		country := r.IntN(2)
		name := given[country].draw(r)
		if r.IntN(10) < 7 && !strings.Contains(name, " ") {
			if other := given[country].draw(r); other != name {
				name += " " + other
			}
		}
		out[i] = screening.Subject{
			Kind: screening.Person, Given: name, Paternal: family[country].draw(r), Maternal: family[country].draw(r), Nationality: "PE",
			BirthDate: time.Date(1950, 1, 1+r.IntN(55*365), 0, 0, 0, 0, time.UTC),
		}
	}
	return out
}

// worldInnocents are people of other countries, as one text.
func worldInnocents(count int, r *rand.Rand) []screening.Subject {
	tables := nameTables(worldNames)
	type country struct{ given, family *zipf }
	var countries []country
	var codes []string
	for code := range tables {
		if before, ok := strings.CutSuffix(code, " first"); ok {
			codes = append(codes, before)
		}
	}
	slices.Sort(codes)
	for _, code := range codes {
		countries = append(countries, country{newZipf(tables[code+" first"], r), newZipf(tables[code+" last"], r)})
	}
	out := make([]screening.Subject, count)
	for i := range out {
		c := countries[r.IntN(len(countries))]
		out[i] = screening.Subject{
			Kind: screening.Person, Name: c.given.draw(r) + " " + c.family.draw(r), BirthDate: time.Date(1950, 1, 1+r.IntN(55*365), 0, 0, 0, 0, time.UTC),
		}
	}
	return out
}
