package architecture

import (
	"go/ast"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// withoutService are folders of the layer of areas that are no area by themselves.
func withoutService() map[string]string {
	return map[string]string{
		"internal/trading/replay": "the proof of trading's rows, a function over one state of the database",
		"internal/notify/preview": "shows the letters of notify while nobody wants any sent",
		"internal/house":          "the areas of a house, handed on as one",
	}
}

// checkServices finds areas that have no service, or more than one entrance of that name.
func checkServices(t *tree, folders []string, excepted map[string]string) []finding {
	services, there := map[string]int{}, map[string]bool{}
	for _, f := range t.files {
		if f.isTest() || !slices.Contains(folders, f.folder()) {
			continue
		}
		there[f.folder()] = true
		for _, declaration := range f.syntax.Decls {
			if declared, isGroup := declaration.(*ast.GenDecl); isGroup {
				for _, spec := range declared.Specs {
					if of, isType := spec.(*ast.TypeSpec); isType && of.Name.Name == "Service" {
						services[f.folder()]++
					}
				}
			}
		}
	}
	var found []finding
	for _, folder := range slices.Sorted(maps.Keys(there)) {
		switch _, none := excepted[folder]; {
		case none && services[folder] > 0:
			found = append(found, finding{folder, "has a service: it needs no exception"})
		case !none && services[folder] != 1:
			found = append(found, finding{folder, "has no type Service"})
		}
	}
	return found
}

func TestEachAreaHasOneService(t *testing.T) {
	t.Parallel()
	whole := wholeTree(t)
	report(t, "an area has one entrance, its Service:", checkServices(whole, areaFolders(), withoutService()))
	var found []finding
	for _, folder := range areaFolders() {
		_, isNone := withoutService()[folder]
		isThere := slices.ContainsFunc(whole.files, func(f *file) bool { return f.folder() == folder })
		if isNone || !isThere {
			continue
		}
		if _, err := os.Stat(filepath.Join("..", "..", filepath.FromSlash(folder), "README.md")); err != nil {
			found = append(found, finding{folder, "has no README.md"})
		}
	}
	report(t, "an area says its use cases and who, in its README:", found)
}

func TestAnAreaWithoutAServiceIsFound(t *testing.T) {
	t.Parallel()
	drawn := sketch(t, map[string]string{
		"internal/pricing/a.go":        `package pricing; type Service struct{}`,
		"internal/ledger/a.go":         `package ledger; type Books struct{}`,
		"internal/ledger/a_test.go":    `package ledger; type Service struct{}`,
		"internal/trading/replay/a.go": `package replay; type Service struct{}`,
		"internal/domain/a.go":         `package domain; type Service struct{}`,
	})
	found := checkServices(drawn, []string{"internal/pricing", "internal/ledger", "internal/trading/replay"}, withoutService())
	if len(found) != 2 || found[0].where != "internal/ledger" || found[1].where != "internal/trading/replay" {
		t.Errorf("found %v", found)
	}
}
