package architecture

import (
	"slices"
	"strings"
	"testing"
)

// areaImports answers which areas each area imports, its own subpackages counted in. The compiler refuses circles of
// packages; one of areas can hide in subpackages and in external tests.
func areaImports(t *tree, all []layer) map[string][]string {
	graph := map[string][]string{}
	for _, f := range t.files {
		from := area(f.folder())
		if at := layerOf(all, f.folder()); at == nil || at.name != areas {
			continue
		}
		for _, imported := range f.imports() {
			name, ours := strings.CutPrefix(imported, module)
			if at := layerOf(all, name); ours && at != nil && at.name == areas && area(name) != from {
				graph[from] = append(graph[from], area(name))
			}
		}
	}
	for _, imported := range graph {
		slices.Sort(imported)
	}
	return graph
}

// area is the first two elements of a package's path.
func area(name string) string {
	parts := strings.SplitN(name, "/", 3)
	return strings.Join(parts[:min(2, len(parts))], "/")
}

// circle answers the first path that comes back to where it began, or nil.
func circle(graph map[string][]string) []string {
	done := map[string]bool{}
	var walk func(way []string, at string) []string
	walk = func(way []string, at string) []string {
		if i := slices.Index(way, at); i >= 0 {
			return append(way[i:], at)
		}
		if done[at] {
			return nil
		}
		way = append(slices.Clone(way), at)
		for _, next := range graph[at] {
			if found := walk(way, next); found != nil {
				return found
			}
		}
		done[at] = true
		return nil
	}
	names := make([]string, 0, len(graph))
	for name := range graph {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if found := walk(nil, name); found != nil {
			return found
		}
	}
	return nil
}

func TestAreasHaveNoCircle(t *testing.T) {
	t.Parallel()
	if found := circle(areaImports(wholeTree(t), layers())); found != nil {
		t.Errorf("an area that needs an area which needs it emits an event instead: %s", strings.Join(found, " -> "))
	}
}

func TestCircleOfAreasIsFound(t *testing.T) {
	t.Parallel()
	drawn := sketch(t, map[string]string{
		"internal/trading/a.go":      `package trading; import _ "` + module + `internal/ledger/book"`,
		"internal/ledger/a.go":       `package ledger; import _ "` + module + `internal/trading"`,
		"internal/ledger/book/a.go":  `package book`,
		"internal/pricing/a_test.go": `package pricing; import _ "` + module + `internal/trading"`,
	})
	all := layers()
	for i := range all {
		if all[i].name == areas {
			all[i].packages = append(all[i].packages, "internal/ledger/book")
		}
	}
	if found := circle(areaImports(drawn, all)); len(found) != 3 {
		t.Errorf("found %v", found)
	}
}
