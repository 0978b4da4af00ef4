package selection_test

import (
	"slices"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/qoricash/qoricash/graph/selection"
)

var schema = gqlparser.MustLoadSchema(&ast.Source{Input: `
	directive @viewerScoped on FIELD_DEFINITION
	directive @audited on OBJECT
	interface Named { name: String }
	type Person implements Named { name: String friend: Person secret: String @viewerScoped }
	type Dog implements Named { name: String owner: Person }
	type Entry @audited { id: ID text: String }
	union Any = Person | Dog | Entry
	type Query { any: Any named: Named person: Person }`})

func collect(t *testing.T, document string) *selection.Set {
	t.Helper()
	parsed, err := gqlparser.LoadQueryWithRules(schema, document, rules.NewDefaultRules())
	if err != nil {
		t.Fatal(err)
	}
	return selection.Collect(parsed.Operations[0])
}

func TestFieldsAreFoundWhereverTheyStand(t *testing.T) {
	t.Parallel()
	for document, want := range map[string]string{
		`{ person { friend { name } } }`:                                                     "Person.friend",
		`{ any { ... on Dog { owner { name } } } }`:                                          "Dog.owner",
		`{ named { ...D } } fragment D on Dog { ...O } fragment O on Dog { owner { name } }`: "Dog.owner",
		`{ person @skip(if: true) { friend { name } } }`:                                     "Person.friend",
		`{ person { buddy: friend { name } } }`:                                              "Person.friend",
		`{ named { name } }`:                                                                 "Named.name",
	} {
		if set := collect(t, document); !set.Has(want) || !set.HasAny("Dog.name.x", want) {
			t.Errorf("%s: no %s", document, want)
		}
	}
}

func TestFieldsThatNobodyAsksForAreNotFound(t *testing.T) {
	t.Parallel()
	set := collect(t, `{ person { name } }`)
	if set.Has("Person.friend") || set.HasAny("Dog.owner", "Person.secret") {
		t.Error("a field is found that is not asked for")
	}
}

func TestMarkedFieldsAreKnown(t *testing.T) {
	t.Parallel()
	if !collect(t, `{ any { ... on Person { secret } } }`).Marked("viewerScoped") || collect(t, `{ person { name } }`).Marked("viewerScoped") {
		t.Error("the directive is not known by the fields that carry it")
	}
}

func TestATypeMarksAllItsFieldsButTheId(t *testing.T) {
	t.Parallel()
	if got := collect(t, `{ any { ... on Entry { id __typename text } ... on Person { name } } }`).MarkedFields("audited"); !slices.Equal(got, []string{"Entry.text"}) {
		t.Errorf("marked are %v", got)
	}
	if collect(t, `{ any { ... on Entry { id __typename } } }`).Marked("audited") {
		t.Error("an id alone is marked")
	}
}
