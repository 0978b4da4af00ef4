package architecture

import (
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// binary is one program of the module, and what must never be linked into it.
type binary struct {
	folder string
	// without are import paths, those of the module without its name; "x/..." is x and all below it.
	without []string
	reason  string
}

func binaries() []binary {
	// What makes code and what tests it stay with whoever develops the house.
	workshop := []string{"testing", "testing/...", "internal/testkit/...", "bench/...", "tools/...", "golang.org/x/tools/...",
		"github.com/99designs/gqlgen/codegen/...", "github.com/99designs/gqlgen/api", "entgo.io/ent/entc/...", "entgo.io/contrib/..."}
	return []binary{
		{folder: "cmd/qoricash", without: workshop, reason: "the program of the house carries neither tests nor generators"},
		{
			folder: "bench/screening", without: []string{"internal/store", "ent", "graph/...", "database/sql", "net/http"},
			reason: "whoever audits the engine runs it alone",
		},
		{
			folder: "internal/testdb/pgtest", without: []string{"ent", "ent/...", "graph/...", "internal/app", "internal/store"},
			reason: "a database for tests starts before the house compiles",
		},
		{folder: "graph/generate", without: []string{"ent", "ent/...", "internal/app", "internal/store"}, reason: "generators run while generated code is broken"},
		{folder: "ent", without: []string{"internal/store", "internal/app", "graph/..."}, reason: "generated records know nothing that uses them"},
	}
}

// linked are the packages that end in a program; those of the module without its name.
func linked(t *testing.T, folder string) []string {
	t.Helper()
	command := exec.CommandContext(t.Context(), "go", "list", "-deps", "./"+folder)
	command.Dir = filepath.Join("..", "..")
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go list -deps ./%s: %v", folder, err)
	}
	var packages []string
	for name := range strings.FieldsSeq(string(out)) {
		packages = append(packages, strings.TrimPrefix(name, module))
	}
	return packages
}

// checkLinked finds what a program carries and must not.
func checkLinked(b binary, packages []string) []finding {
	var found []finding
	for _, name := range packages {
		if matchesAny(b.without, name) {
			found = append(found, finding{b.folder, "links " + name + ": " + b.reason})
		}
	}
	return found
}

func TestEachBinaryLinksWhatItNeeds(t *testing.T) {
	t.Parallel()
	for _, each := range binaries() {
		t.Run(path.Base(each.folder), func(t *testing.T) {
			t.Parallel()
			packages := linked(t, each.folder)
			if !slices.Contains(packages, each.folder) {
				t.Fatalf("%s is not among what it links", each.folder)
			}
			report(t, "a program carries what it runs:", checkLinked(each, packages))
		})
	}
}

func TestAForbiddenPackageInABinaryIsFound(t *testing.T) {
	t.Parallel()
	packages := []string{"fmt", "testing/quick", "cmd/qoricash"}
	if found := checkLinked(binaries()[0], packages); len(found) != 1 || !strings.Contains(found[0].what, "testing/quick") {
		t.Errorf("found %v", found)
	}
}
