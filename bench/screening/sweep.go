package main

import (
	"fmt"
	"math/rand/v2"

	"github.com/qoricash/qoricash/internal/screening"
)

func (h *house) sweep() []row {
	people := h.labelledPairs(screening.Person, rand.New(rand.NewPCG(21, 1)))
	firms := h.labelledPairs(screening.Company, rand.New(rand.NewPCG(21, 1)))
	h.misses = func(string, string) {}
	try := func(what string, set func(c *screening.Config)) {
		c := screening.DefaultConfig()
		set(&c)
		h.engine = screening.New(c)
		fmt.Println(what, "| P", h.f1("", screening.Person, people, true, 0).figure, "| C", h.f1("", screening.Company, firms, true, 0).figure)
	}
	try("base", func(*screening.Config) {})
	for _, x := range []float64{0.25, 0.35} {
		try(fmt.Sprint("companyMissing ", x), func(c *screening.Config) { c.CompanyMissing = x })
	}
	for _, x := range []float64{0.4, 0.5, 0.8} {
		try(fmt.Sprint("companyConflict ", x), func(c *screening.Config) { c.CompanyConflict = x })
	}
	for _, x := range []float64{0.3, 0.55} {
		try(fmt.Sprint("generic ", x), func(c *screening.Config) { c.GenericWeight = x })
	}
	for _, x := range []float64{0.4, 0.6, 1} {
		try(fmt.Sprint("share ", x), func(c *screening.Config) { c.CompanyGenericShare = x })
	}
	for _, x := range []float64{0.35, 0.45, 0.7} {
		try(fmt.Sprint("least ", x), func(c *screening.Config) { c.WeightLeast = x })
	}
	for _, x := range []float64{0.12, 0.25} {
		try(fmt.Sprint("personMissing ", x), func(c *screening.Config) { c.PersonMissing = x })
	}
	for _, x := range []float64{0.6, 0.8} {
		try(fmt.Sprint("personConflict ", x), func(c *screening.Config) { c.PersonConflict = x })
	}
	return nil
}
