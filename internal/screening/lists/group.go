package lists

import (
	"slices"

	"github.com/qoricash/qoricash/internal/screening"
)

// groups gathers the rows of formats that give an entry several of them, in the order in which the entries first appear.
type groups struct {
	list    *List
	entries map[string]*screening.Entry
	order   []*screening.Entry
}

func newGroups(list *List) *groups {
	return &groups{list: list, entries: make(map[string]*screening.Entry)}
}

func (g *groups) of(id string) *screening.Entry {
	if entry := g.entries[id]; entry != nil {
		return entry
	}
	entry := &screening.Entry{Source: g.list.Source, ID: id}
	g.entries[id] = entry
	g.order = append(g.order, entry)
	return entry
}

// close hands the entries to the list, with the surest name of each in front.
func (g *groups) close(file string) {
	for _, entry := range g.order {
		if len(entry.Names) == 0 {
			g.list.bad(file, 0, "entry "+entry.ID+" has no name")
			continue
		}
		slices.SortStableFunc(entry.Names, func(a, b screening.Name) int { return primary(b) - primary(a) })
		g.list.Entries = append(g.list.Entries, *entry)
	}
}

func primary(name screening.Name) int {
	if name.Kind == screening.PrimaryName {
		return 1
	}
	return 0
}
