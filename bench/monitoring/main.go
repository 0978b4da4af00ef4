// Command monitoring watches a made-up year of operations with the rules of the house, and prints what they find as Markdown tables: how
// many of the planted cases of each typology, how often they alert about honest clients, and how long one rule takes over the whole year.
//
// The year is made from a seed: honest clients of four habits, some of whom share a home or were recommended by each other, and twelve
// typologies that are planted among them, each in several forms. The rules know nothing of it but what the house would know.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/qoricash/qoricash/internal/domain"
)

func main() {
	operations := flag.Int("operations", 200_000, "operations of honest clients")
	cases := flag.Int("cases", caseCount, "planted cases of each typology")
	seed := flag.Uint64("seed", 1, "of the year")
	flag.Parse()
	report(os.Stdout, makeBook(*seed, *operations, *cases))
}

// report writes the tables of a book.
func report(out io.Writer, b *book) {
	got := b.watch(domain.DefaultRuleSet())
	fmt.Fprintf(out, "%d operations, %d of them of honest clients, seed %d; all rules together took %s.\n\n", len(b.entries), got.honest, b.seed,
		got.spent.Round(time.Millisecond))
	fmt.Fprintf(out, "| typology | planted | found | recall |\n| --- | --: | --: | --: |\n")
	for _, typology := range typologies() {
		recall := got.recall(typology.code, b.cases)
		fmt.Fprintf(out, "| %s | %d | %d | %d.%02d %% |\n", typology.code, b.cases, got.found[typology.code], recall/100, recall%100)
	}
	share := got.flaggedShare()
	fmt.Fprintf(out, "\nHonest operations with an alert: %d, %d.%03d %%.\n\n", got.flagged, share/1000, share%1000)
	fmt.Fprintf(out, "| rule | alerts about honest clients | dry run over the book |\n| --- | --: | --: |\n")
	for _, code := range got.loudest() {
		alone := b.watch(only(code))
		fmt.Fprintf(out, "| %s | %d | %s |\n", code, got.alerts[code], alone.spent.Round(time.Millisecond))
	}
}

// only is the first version of one rule.
func only(code domain.MonitoringCode) domain.RuleSet {
	for _, version := range domain.DefaultRuleSet() {
		if version.Code == code {
			return domain.RuleSet{version}
		}
	}
	return nil
}
