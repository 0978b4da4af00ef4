package schema_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/qoricash/qoricash/graph/schema"
)

func document(t *testing.T) string {
	t.Helper()
	text, err := schema.Document()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestTheDocumentIsWhatEveryToolReads(t *testing.T) {
	t.Parallel()
	text := document(t)
	if extended := regexp.MustCompile(`(?m)^extend `).FindString(text); extended != "" {
		t.Error("the document extends types: tools that read one type at a time refuse it")
	}
	if mark := regexp.MustCompile(`@(viewerScoped|audited|cacheControl|token|noToken|tokenNeeds|whileRestricted|limit)\b|(?m)^directive `).FindString(text); mark != "" {
		t.Errorf("the document has %s, by which the server tells itself something", mark)
	}
	if regexp.MustCompile(`[ \t]\n`).MatchString(text) || !strings.HasSuffix(text, "}\n") {
		t.Error("lines end in white space")
	}
}

// Nothing is lost on the way from the sources to the document, and nothing is added.
func TestTheDocumentSaysWhatTheSourcesSay(t *testing.T) {
	t.Parallel()
	made := gqlparser.MustLoadSchema(&ast.Source{Name: "schema.graphql", Input: document(t)})
	written := gqlparser.MustLoadSchema(&ast.Source{Name: "sources", Input: schema.Sources()})
	if len(made.Types) != len(written.Types) {
		t.Errorf("%d types of %d", len(made.Types), len(written.Types))
	}
	for name, want := range written.Types {
		got := made.Types[name]
		if got == nil || got.Description != want.Description || got.Kind != want.Kind || len(got.Fields) != len(want.Fields) ||
			len(got.EnumValues) != len(want.EnumValues) || len(got.Types) != len(want.Types) || len(got.Interfaces) != len(want.Interfaces) {
			t.Errorf("%s is not what it was", name)
			continue
		}
		for i, field := range want.Fields {
			if got.Fields[i].Name != field.Name || got.Fields[i].Type.String() != field.Type.String() || got.Fields[i].Description != field.Description ||
				len(got.Fields[i].Arguments) != len(field.Arguments) || (got.Fields[i].Directives.ForName("deprecated") == nil) != (field.Directives.ForName("deprecated") == nil) {
				t.Errorf("%s.%s is not what it was", name, field.Name)
			}
		}
		if (got.Directives.ForName("oneOf") == nil) != (want.Directives.ForName("oneOf") == nil) {
			t.Errorf("%s: @oneOf is lost", name)
		}
	}
}

func TestTheCommittedDocumentIsTheOneOfTheSources(t *testing.T) {
	t.Parallel()
	committed, err := os.ReadFile("../../schema.graphql")
	if err != nil {
		t.Fatal(err)
	}
	if string(committed) != document(t) {
		t.Error("schema.graphql is not what graph/schema says: make generate, and commit it")
	}
}
