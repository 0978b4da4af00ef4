package doclimit

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
	"pgregory.net/rapid"
)

// petSchema has every relation that merging depends on: interface, union, objects that share field names with equal and
// with different types, wrappers, arguments, and fields that lead back.
func petSchema() *ast.Schema {
	return gqlparser.MustLoadSchema(&ast.Source{Input: `
		type Query { pet: Pet any: Any dog: Dog cat: Cat pets: [Pet!] }
		interface Pet { name(as: String, at: At): String friend: Pet kin: [Pet] }
		type Dog implements Pet { name(as: String, at: At): String friend: Pet kin: [Pet] size: Int! mark: String sire: Dog toys: [Dog] }
		type Cat implements Pet { name(as: String, at: At): String friend: Pet kin: [Pet] size: Int  mark: Int    sire: Cat toys: Cat }
		union Any = Dog | Cat
		input At { x: Int y: [Int] }
	`})
}

// mergeVerdict validates with one merge rule. Fragments that nothing uses are refused in either case, for the rule of
// gqlparser compares them and ours does not: another rule refuses the document.
func mergeVerdict(schema *ast.Schema, document *ast.QueryDocument, rule validator.Rule) gqlerror.List {
	return validator.ValidateWithRules(schema, document, rules.NewRules(rule, rules.NoUnusedFragmentsRule))
}

func TestMergeRuleAgreesWithThePairwiseRule(t *testing.T) {
	t.Parallel()
	schema := petSchema()
	conflicts, merged := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		query := drawDocument(t)
		ours := mergeVerdict(schema, parse(t, query), mergeRule(1_000_000))
		theirs := mergeVerdict(schema, parse(t, query), rules.OverlappingFieldsCanBeMergedRule)
		if (len(ours) > 0) != (len(theirs) > 0) {
			t.Fatalf("the rules disagree on\n%s\nours: %v\ngqlparser: %v", query, ours, theirs)
		}
		if len(theirs) > 0 {
			conflicts++
		} else {
			merged++
		}
	})
	if conflicts < 5 || merged < 5 {
		t.Errorf("the documents drawn are one-sided: %d conflict, %d merge", conflicts, merged)
	}
}

// drawDocument writes a small document in which every field exists on its type and fragments form no cycle.
func drawDocument(t *rapid.T) string {
	w := documentWriter{t: t, fragments: rapid.IntRange(0, 3).Draw(t, "fragments")}
	w.text.WriteString("{")
	w.selections("Query", 0, 3)
	w.text.WriteString("}")
	for i := range w.fragments {
		on := rapid.SampledFrom([]string{"Pet", "Dog", "Cat"}).Draw(t, "type of fragment")
		fmt.Fprintf(&w.text, " fragment F%d on %s {", i, on)
		w.selections(on, i+1, 2)
		w.text.WriteString("}")
	}
	return w.text.String()
}

type documentWriter struct {
	t         *rapid.T
	text      strings.Builder
	fragments int
}

// selections writes one to three selections on a type; only fragments from number next on are spread.
func (w *documentWriter) selections(on string, next, depth int) {
	for range rapid.IntRange(1, 3).Draw(w.t, "selections") {
		kind := rapid.IntRange(0, 9).Draw(w.t, "kind")
		switch {
		case kind == 0 && depth > 0 && on != "Query":
			inner := rapid.SampledFrom([]string{"Pet", "Dog", "Cat"}).Draw(w.t, "condition")
			fmt.Fprintf(&w.text, " ... on %s {", inner)
			w.selections(inner, next, depth-1)
			w.text.WriteString("}")
		case kind <= 2 && next < w.fragments && on != "Query":
			fmt.Fprintf(&w.text, " ...F%d", rapid.IntRange(next, w.fragments-1).Draw(w.t, "spread"))
		default:
			w.field(on, next, depth)
		}
	}
}

func (w *documentWriter) field(on string, next, depth int) {
	leaves := map[string][]string{
		"Query": {"__typename"}, "Any": {"__typename"},
		"Pet": {"__typename", "name", `name(as: "a")`, "name(at: {x: 1, y: [1 2]})", "name(at: {y: [1 2], x: 1})"},
		"Dog": {"__typename", "name", `name(as: "b")`, "size", "mark", "mark", "size"},
		"Cat": {"__typename", "name", `name(as: "b")`, "size", "mark", "mark", "size"},
	}
	objects := map[string]map[string]string{
		"Query": {"pet": "Pet", "any": "Any", "dog": "Dog", "cat": "Cat", "pets": "Pet"},
		"Any":   {},
		"Pet":   {"friend": "Pet", "kin": "Pet"},
		"Dog":   {"friend": "Pet", "kin": "Pet", "sire": "Dog", "toys": "Dog"},
		"Cat":   {"friend": "Pet", "kin": "Pet", "sire": "Cat", "toys": "Cat"},
	}
	if rapid.IntRange(0, 3).Draw(w.t, "alias") == 0 {
		w.text.WriteString(" " + rapid.SampledFrom([]string{"x", "y", "name"}).Draw(w.t, "name of alias") + ":")
	}
	names := []string{}
	for _, name := range []string{"pet", "any", "dog", "cat", "pets", "friend", "kin", "sire", "toys"} {
		if _, exists := objects[on][name]; exists {
			names = append(names, name)
		}
	}
	if depth == 0 || len(names) == 0 || rapid.IntRange(0, 2).Draw(w.t, "leaf") == 0 {
		w.text.WriteString(" " + rapid.SampledFrom(leaves[on]).Draw(w.t, "field"))
		return
	}
	name := rapid.SampledFrom(names).Draw(w.t, "object")
	fmt.Fprintf(&w.text, " %s {", name)
	w.selections(objects[on][name], next, depth-1)
	w.text.WriteString("}")
}

func TestMergeRuleKnowsTheCasesOfTheSpecification(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, query string
		reason      string // part of the message, empty when the fields merge
	}{
		{"the same field twice", `{ pet { name name } }`, ""},
		{"one alias for two fields", `{ dog { x: size x: mark } }`, `"size" and "mark" are different fields`},
		{"differing arguments", `{ pet { name(as: "a") name(as: "b") } }`, "differing arguments"},
		{"an argument and none", `{ pet { name name(as: "b") } }`, "differing arguments"},
		{"arguments in another order", `{ pet { name(as: "a", at: {x: 1}) name(at: {x: 1}, as: "a") } }`, ""},
		{"object fields in another order", `{ pet { name(at: {x: 1, y: [1]}) name(at: {y: [1], x: 1}) } }`, ""},
		{"list elements in another order", `{ pet { name(at: {y: [1, 2]}) name(at: {y: [2, 1]}) } }`, "differing arguments"},
		{"a string and an enum of one text", `{ pet { name(as: "a") name(as: a) } }`, "differing arguments"},
		{"different fields of types that exclude one another", `{ pet { ... on Dog { x: name } ... on Cat { x: name(as: "c") } } }`, ""},
		{"different shapes of types that exclude one another", `{ pet { ... on Dog { mark } ... on Cat { mark } } }`, `conflicting types "String" and "Int"`},
		{"non-null and nullable", `{ pet { ... on Dog { size } ... on Cat { size } } }`, `conflicting types "Int!" and "Int"`},
		{"list and single object", `{ pet { ... on Dog { toys { name } } ... on Cat { toys { name } } } }`, `conflicting types "[Dog]" and "Cat"`},
		{"interface and object can be one", `{ pet { x: name ... on Dog { x: mark } } }`, `"name" and "mark"`},
		{"conflict below merged parents", `{ dog { sire { x: size } sire { x: mark } } }`, `"size" and "mark"`},
		{"shapes conflict below parents that exclude one another", `{ pet { ... on Dog { sire { mark } } ... on Cat { sire { mark } } } }`, "conflicting types"},
		{"conflict through fragments", `{ dog { ...A ...B } } fragment A on Dog { x: size } fragment B on Dog { ...C } fragment C on Dog { x: mark }`, `"size" and "mark"`},
		{"a cycle of fragments ends", `{ dog { ...A } } fragment A on Dog { name sire { ...A } }`, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			errs := mergeVerdict(petSchema(), parse(t, c.query), mergeRule(10_000))
			if c.reason == "" {
				if len(errs) > 0 {
					t.Fatalf("refused: %v", errs)
				}
				return
			}
			if len(errs) == 0 || !strings.Contains(errs[0].Message, c.reason) {
				t.Fatalf("got %v, want a conflict because %s", errs, c.reason)
			}
			if errs[0].Rule != mergeRuleName || len(errs[0].Locations) != 1 {
				t.Errorf("reported by %q at %v", errs[0].Rule, errs[0].Locations)
			}
		})
	}
}

func TestMergeStepsGrowWithTheDocumentNotWithItsSquare(t *testing.T) {
	t.Parallel()
	schema := houseSchema()
	for _, c := range []struct {
		name string
		make func(n int) string
	}{
		{"one field repeated", func(n int) string { return "{" + strings.Repeat("hello ", n) + "}" }},
		{"flat inline fragments", func(n int) string { return "{" + strings.Repeat("...{hello} ", n) + "}" }},
		{"nested selections repeated", func(n int) string { return "{" + strings.Repeat("me{parent{id}} ", n) + "}" }},
		{"doubled spreads", func(n int) string { return doubling(n, "...F%d ...F%d") }},
		{"doubled fields", func(n int) string { return doubling(n, "a: parent { ...F%d } b: parent { ...F%d }") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			small, large := mergeSteps(t, schema, c.make(40)), mergeSteps(t, schema, c.make(400))
			if large > 11*small {
				t.Errorf("%d steps for 40 and %d for 400: more than ten times", small, large)
			}
		})
	}
}

func mergeSteps(t *testing.T, schema *ast.Schema, query string) int {
	t.Helper()
	document := parse(t, query)
	m := newMerger(1_000_000)
	observers := &validator.Events{}
	observers.OnOperation(func(walker *validator.Walker, operation *ast.OperationDefinition) {
		m.check(schema, operation.SelectionSet, func(...validator.ErrorOption) { t.Error("the fields do not merge") })
	})
	validator.Walk(schema, document, observers)
	return m.steps
}

func TestExhaustedMergeBudgetIsARefusalThatNamesIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(o *Options) { o.Limits.MergeSteps = 50 })
	response := h.ask("{"+strings.Repeat("hello ", 60)+"}", nil)
	want := (&Refusal{Limit: LimitMergeSteps, Max: 50}).Error()
	if len(response.Errors) != 1 || !strings.HasSuffix(response.Errors[0].Message, ": "+want) {
		t.Fatalf("got %v, want %s", response.Errors, want)
	}
}
