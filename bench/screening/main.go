// Command screening measures the screening engine on real lists (compliance.md 7.1 and 7.2) and prints a table.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime/pprof"
	"slices"
	"strings"
	"time"

	"github.com/qoricash/qoricash/internal/screening"
)

func main() {
	tables := flag.String("tables", "", "write the engine's tables of frequency into this folder, and measure nothing")
	rows := flag.String("rows", "spanish,un,innocents,documents,pairs,speed", "what to measure")
	tune := flag.Bool("tune", false, "measure the half that is tuned on, and print what went wrong")
	count := flag.Int("innocents", 20000, "how many innocents")
	profile := flag.String("profile", "", "write a processor profile into this file")
	flag.Parse()
	stop, err := profiled(*profile)
	if err == nil {
		err = run(*tables, strings.Split(*rows, ","), *tune, *count)
		stop()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "screening:", err)
		os.Exit(1)
	}
}

// profiled writes what the processor does into a file until stop is called; nothing without a file.
func profiled(path string) (stop func(), err error) {
	if path == "" {
		return func() {}, nil
	}
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	return pprof.StopCPUProfile, pprof.StartCPUProfile(file)
}

func run(tables string, what []string, tune bool, count int) error {
	c, err := readCorpus()
	if err != nil {
		return err
	}
	if tables != "" {
		providers, err := c.providers()
		if err != nil {
			return err
		}
		return writeTables(tables, c.all(), providers)
	}
	h := &house{corpus: c, engine: screening.New(screening.DefaultConfig()), misses: func(string, string) {}}
	h.half = func(source, id string) bool { return tuned(source, id) == tune }
	if tune {
		h.misses = func(kind, text string) { fmt.Println("  -", kind, "|", text) }
	}
	start := time.Now()
	h.index = h.engine.Index(c.searched())
	fmt.Println("index", time.Since(start), h.index.Len())
	measures := []struct {
		name string
		rows func() []row
	}{
		{"spanish", h.spanish}, {"un", h.unitedNations}, {"innocents", func() []row { return h.innocent(count) }}, {"documents", h.documents},
		{"pairs", h.pairs}, {"sweep", h.sweep}, {"speed", h.speed},
	}
	for _, m := range measures {
		if !slices.Contains(what, m.name) {
			continue
		}
		start := time.Now()
		for _, r := range m.rows() {
			met := "no"
			if r.met {
				met = "yes"
			}
			if r.goal == "" {
				met = ""
			}
			fmt.Printf("| %s | %s | %s | %s |\n", r.what, r.figure, r.goal, met)
		}
		fmt.Fprintln(os.Stderr, m.name, time.Since(start))
	}
	return nil
}
