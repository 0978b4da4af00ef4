package main

import (
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

// shortBook is a tenth of the year, with fewer cases.
func shortBook(seed uint64) *book { return makeBook(seed, 20_000, 20) }

func TestRulesFindWhatIsPlantedAndLeaveHonestClientsAlone(t *testing.T) {
	t.Parallel()
	b := shortBook(7)
	got := b.watch(domain.DefaultRuleSet())
	for _, typology := range typologies() {
		if recall := got.recall(typology.code, b.cases); recall < 95_00 {
			t.Errorf("%s: %d of %d cases found", typology.code, got.found[typology.code], b.cases)
		}
	}
	if share := got.flaggedShare(); share > 1_000 {
		t.Errorf("%d of %d honest operations have an alert, %d thousandths of a percent: %v", got.flagged, got.honest, share, got.alerts)
	}
}

func TestBookIsTheSameForTheSameSeed(t *testing.T) {
	t.Parallel()
	a, b := makeBook(3, 500, 2), makeBook(3, 500, 2)
	for i := range a.entries {
		if a.entries[i].replayed.Operation != b.entries[i].replayed.Operation {
			t.Fatalf("entry %d differs: %+v, %+v", i, a.entries[i].replayed.Operation, b.entries[i].replayed.Operation)
		}
	}
}

func TestTablesNameEachTypology(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	report(&out, makeBook(3, 300, 1))
	for _, typology := range typologies() {
		if !strings.Contains(out.String(), "| "+string(typology.code)+" | 1 |") {
			t.Errorf("%s has no row:\n%s", typology.code, out.String())
		}
	}
}
