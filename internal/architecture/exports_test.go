package architecture

import (
	"go/ast"
	"maps"
	"slices"
	"strings"
	"testing"
)

// unused are the functions that no part of the program calls, each with why it stands.
func unused() map[string]string {
	return map[string]string{
		"internal/domain.AlertStatusesRead": "a list of alerts narrows by it; what the rule is, is settled",
		"internal/domain.Lapse":             "the model of operations lapses reports by it, as the statement of trading does",
		"internal/evidence.NewKeys":         "keys without a table of keys are those of tests",
		"internal/gqlhttp.CookieIgnored":    "tests see by it whose a request was",
		"internal/postgres.Abandoned":       "throwaway clusters of tests are removed by it, with the locks of the package",
		"internal/domain.ProjectJournal":    "the books that SUNAT knows are kept by a later area; what a completed operation is there is settled",
		"internal/domain.NationalHolidays":  "migrations set them, and a test holds the rows to it",
		"internal/domain.NextEndOfDay":      "the model of the clock ends its days by it",
	}
}

// checkExports finds exported functions of the program that only tests call, and exceptions that are none any more. It looks at names:
// a function that shares its name with another is used where either is. Functions without parameters list tables, to which tests hold the
// schema and the pages; Must is how tests write literals.
func checkExports(t *tree, excepted map[string]string) []finding {
	used := map[string]int{}
	type declared struct {
		at   *ast.FuncDecl
		name string
	}
	var functions []declared
	for _, f := range t.written() {
		if f.isTest() {
			continue
		}
		product := strings.HasPrefix(f.folder(), "internal/") && !matchesAny(workshopPackages(), f.folder())
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if product && n.Recv == nil && n.Name.IsExported() && n.Type.Params.NumFields() > 0 && !strings.HasPrefix(n.Name.Name, "Must") {
					functions = append(functions, declared{n, f.folder() + "." + n.Name.Name})
				}
			case *ast.Ident:
				if !matchesAny(workshopPackages(), f.folder()) {
					used[n.Name]++
				}
			}
			return true
		})
	}
	declarations := map[string]int{}
	for _, f := range functions {
		declarations[f.at.Name.Name]++
	}
	var found []finding
	stale := maps.Clone(excepted)
	for _, f := range functions {
		if used[f.at.Name.Name] > declarations[f.at.Name.Name] {
			continue
		}
		if _, known := excepted[f.name]; !known {
			found = append(found, t.at(f.at, "%s", f.name))
		}
		delete(stale, f.name)
	}
	for _, name := range slices.Sorted(maps.Keys(stale)) {
		found = append(found, finding{name, "is used, or gone: it needs no exception"})
	}
	return found
}

// workshopPackages are those whose use of a name is a test's.
func workshopPackages() []string {
	all := layers()
	return all[slices.IndexFunc(all, func(l layer) bool { return l.name == workshop })].packages
}

func TestWhatIsExportedIsUsedByTheProgram(t *testing.T) {
	t.Parallel()
	report(t, "what tests alone call is of the tests, not of the package:", checkExports(wholeTree(t), unused()))
}

func TestExportForTestsIsFound(t *testing.T) {
	t.Parallel()
	drawn := sketch(t, map[string]string{
		"internal/pricing/a.go":      `package pricing; func Used(n int) {}; func Unused(n int) {}; func Kept(n int) {}; func Table() []string { return nil }`,
		"internal/trading/b.go":      `package trading; func f() { pricing.Used(1) }`,
		"internal/pricing/a_test.go": `package pricing_test; func g() { pricing.Unused(1) }`,
		"internal/testkit/c.go":      `package testkit; func Help(n int) { pricing.Unused(n) }`,
	})
	found := checkExports(drawn, map[string]string{"internal/pricing.Kept": "it stands", "internal/pricing.Used": "it is used by now"})
	if len(found) != 2 {
		t.Errorf("found %v", found)
	}
}
