package main

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/qoricash/qoricash/internal/screening"
)

// companyNumbers are the numbers of the engine that pairs of companies decide on.
var companyNumbers = []struct {
	name        string
	at          func(*screening.Config) *float64
	least, most float64
}{
	{"CompanyMissing", func(c *screening.Config) *float64 { return &c.CompanyMissing }, 0.05, 0.5},
	{"CompanyConflict", func(c *screening.Config) *float64 { return &c.CompanyConflict }, 0.1, 1.5},
	{"BracketShare", func(c *screening.Config) *float64 { return &c.BracketShare }, 0, 1},
	{"FillerWeight", func(c *screening.Config) *float64 { return &c.FillerWeight }, 0.1, 0.6},
	{"TradeWeight", func(c *screening.Config) *float64 { return &c.TradeWeight }, 0.2, 0.8},
	{"PlaceWeight", func(c *screening.Config) *float64 { return &c.PlaceWeight }, 0.2, 0.8},
	{"MarkerWeight", func(c *screening.Config) *float64 { return &c.MarkerWeight }, 0.2, 0.8},
	{"FillerShare", func(c *screening.Config) *float64 { return &c.FillerShare }, 0, 1},
	{"TradeShare", func(c *screening.Config) *float64 { return &c.TradeShare }, 0.2, 2},
	{"PlaceShare", func(c *screening.Config) *float64 { return &c.PlaceShare }, 0.2, 2},
	{"MarkerShare", func(c *screening.Config) *float64 { return &c.MarkerShare }, 0.5, 10},
	{"NumberShare", func(c *screening.Config) *float64 { return &c.NumberShare }, 0.5, 6},
	{"TradeConflict", func(c *screening.Config) *float64 { return &c.TradeConflict }, 0, 2},
	{"PlaceConflict", func(c *screening.Config) *float64 { return &c.PlaceConflict }, 0, 2},
	{"FormPenalty", func(c *screening.Config) *float64 { return &c.FormPenalty }, 0, 0.1},
	{"MeaningSimilarity", func(c *screening.Config) *float64 { return &c.MeaningSimilarity }, 0.8, 1},
	{"StartSimilarity", func(c *screening.Config) *float64 { return &c.StartSimilarity }, 0.5, 0.95},
	{"AcronymSimilarity", func(c *screening.Config) *float64 { return &c.AcronymSimilarity }, 0.7, 0.95},
	{"StemSimilarity", func(c *screening.Config) *float64 { return &c.StemSimilarity }, 0.8, 1},
}

// tries is how many changes of one number the search makes.
const tries = 250

// sweep searches numbers for pairs of companies on the half that is tuned on: one number at a time is drawn anew and kept where F1 at the
// threshold of review grows, of listed aliases and of names written anew together.
func (h *house) sweep() []row {
	aliases := h.labelledPairs(screening.Company, rand.New(rand.NewPCG(21, 1)))
	easy := slices.DeleteFunc(slices.Clone(aliases), func(p labelled) bool { return !p.easy })
	_, treated := h.treatedPairs()
	worth := func(c screening.Config) float64 {
		h.engine = screening.New(c)
		s, t := h.compareAll(screening.Company, easy), h.compareAll(screening.Company, treated)
		of, _, _ := s.at(c.Review)
		by, _, _ := t.at(c.Review)
		return 0.75*of + 0.25*by
	}
	r := rand.New(rand.NewPCG(23, 1))
	best := screening.DefaultConfig()
	score := worth(best)
	fmt.Printf("at first %.4f\n", score)
	for range tries {
		c := best
		n := companyNumbers[r.IntN(len(companyNumbers))]
		value := n.at(&c)
		*value = min(max(*value+(n.most-n.least)*0.2*r.NormFloat64(), n.least), n.most)
		if s := worth(c); s > score+0.0002 {
			fmt.Printf("%.4f with %s %.3f\n", s, n.name, *value)
			best, score = c, s
		}
	}
	for _, n := range companyNumbers {
		fmt.Printf("%s: %.3g\n", n.name, *n.at(&best))
	}
	return nil
}
