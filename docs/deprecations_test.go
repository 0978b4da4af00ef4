package docs_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/qoricash/qoricash/graph"
)

const deprecationsPage = "deprecations.md"

// A reason says what to use, until when the old one stays, and where the page explains it.
var reason = regexp.MustCompile(`^Use .+\. Removal (\d{4}-\d{2}-\d{2})\. docs/deprecations\.md#(\w+)$`)

func TestWhatIsDeprecatedIsExplained(t *testing.T) {
	t.Parallel()
	explained := read(t, deprecationsPage)
	deprecated := map[string]bool{}
	for name, directive := range deprecations(graph.Schema(graph.Dependencies{}).Schema()) {
		said := directive.Arguments.ForName("reason")
		found := []string(nil)
		if said != nil {
			found = reason.FindStringSubmatch(said.Value.Raw)
		}
		if found == nil {
			t.Errorf("%s: the reason says not what to use, until when, and where to read about it", name)
			continue
		}
		deprecated[found[2]] = true
		_, section, _ := strings.Cut(explained, `<a id="`+found[2]+`"></a>`)
		section, _, _ = strings.Cut(section, `<a id="`)
		if !strings.Contains(section, "`"+name+"`") || !strings.Contains(section, found[1]) {
			t.Errorf("%s and its date %s are not under %q", name, found[1], found[2])
		}
	}
	for _, found := range named.FindAllStringSubmatch(explained, -1) {
		if !deprecated[found[1]] {
			t.Errorf("%s is explained and not deprecated", found[1])
		}
	}
}

// deprecations are the marks of the schema by what bears them.
func deprecations(schema *ast.Schema) map[string]*ast.Directive {
	found := map[string]*ast.Directive{}
	keep := func(name string, directives ast.DirectiveList) {
		if directive := directives.ForName("deprecated"); directive != nil {
			found[name] = directive
		}
	}
	for _, definition := range schema.Types {
		for _, value := range definition.EnumValues {
			keep(definition.Name+"."+value.Name, value.Directives)
		}
		for _, field := range definition.Fields {
			keep(definition.Name+"."+field.Name, field.Directives)
			for _, argument := range field.Arguments {
				keep(definition.Name+"."+field.Name+"."+argument.Name, argument.Directives)
			}
		}
	}
	return found
}
