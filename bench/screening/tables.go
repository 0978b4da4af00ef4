package main

import (
	"fmt"
	"hash/fnv"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/qoricash/qoricash/internal/screening"
)

// tuned tells whether an entity belongs to the half that tables and numbers may be tuned on. The other half is only reported.
func tuned(source, id string) bool {
	h := fnv.New32a()
	h.Write([]byte(source + "/" + id))
	return h.Sum32()%2 == 0
}

// leastBearers is how many entities must bear a word before a table tells of it, so that no table knows anybody's name.
const leastBearers = 5

// writeTables counts how many of a million people, and of companies, bear each word: in the American list of excluded providers of health
// care (public domain) and in the half of the sanctions lists that may be tuned on. Each source has its own population; a word has the highest.
func writeTables(dir string, lists []screening.Entry, providers [][]string) error {
	people, companies := newCensus(), newCensus()
	for _, row := range providers {
		if len(row) < 4 {
			continue
		}
		if row[3] != "" {
			companies.count("US", screening.Words(screening.Company, row[3]))
		} else {
			people.count("US", screening.Words(screening.Person, strings.Join([]string{row[1], row[2], row[0]}, " ")))
		}
	}
	for _, e := range lists {
		if !tuned(e.Source, e.ID) || len(e.Names) == 0 {
			continue
		}
		seen := map[string]bool{}
		for _, n := range e.Names {
			for _, w := range screening.Words(e.Kind, strings.ReplaceAll(n.Text, ",", " ")) {
				seen[w] = true
			}
		}
		text := slices.Sorted(maps.Keys(seen))
		switch e.Kind {
		case screening.Person:
			people.count("lists", text)
		case screening.Company:
			companies.count("lists", text)
		}
	}
	if err := people.write(filepath.Join(dir, "person_frequency.txt"), "persons"); err != nil {
		return err
	}
	return companies.write(filepath.Join(dir, "company_frequency.txt"), "companies")
}

// census counts bearers of words by source.
type census struct {
	entities map[string]int
	bearers  map[string]map[string]int
}

func newCensus() *census {
	return &census{entities: map[string]int{}, bearers: map[string]map[string]int{}}
}

func (c *census) count(source string, text []string) {
	c.entities[source]++
	if c.bearers[source] == nil {
		c.bearers[source] = map[string]int{}
	}
	slices.Sort(text)
	for _, w := range slices.Compact(text) {
		c.bearers[source][w]++
	}
}

func (c *census) write(path, whose string) error {
	perMillion := map[string]float64{}
	for source, bearers := range c.bearers {
		for w, n := range bearers {
			if n >= leastBearers && len(w) > 1 {
				perMillion[w] = max(perMillion[w], float64(n)*1e6/float64(c.entities[source]))
			}
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# How many of a million %s bear a word, where at least %d do. Counted by `go run ./bench/screening -tables DIR`.\n", whose, leastBearers)
	for _, w := range slices.Sorted(maps.Keys(perMillion)) {
		fmt.Fprintf(&b, "%s\t%.0f\n", w, perMillion[w])
	}
	return os.WriteFile(path, []byte(b.String()), 0o644)
}
