package gate_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/qoricash/qoricash/graph/gate"
	"github.com/qoricash/qoricash/graph/generated"
	"github.com/qoricash/qoricash/internal/domain"
)

// sketch is a schema of one root field with these directives.
func sketch(t *testing.T, directives string) *ast.Schema {
	t.Helper()
	schema, err := gqlparser.LoadSchema(&ast.Source{Input: `
		enum TokenScope { READ_RATES WRITE_RATES }
		enum SessionRestriction { PASSWORD_CHANGE }
		enum ActorKind { CLIENT }
		directive @token(scopes: [TokenScope!]) on FIELD_DEFINITION
		directive @noToken on FIELD_DEFINITION
		enum Permission { CLIENTS_READ }
		directive @tokenNeeds(permission: Permission!) on FIELD_DEFINITION
		directive @whileRestricted(to: [SessionRestriction!]!) on FIELD_DEFINITION
		directive @limit(rule: String!, of: ActorKind) on FIELD_DEFINITION
		type Query { rate: Int ` + directives + ` }`})
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestDirectivesOfARootFieldAreItsDecision(t *testing.T) {
	t.Parallel()
	for directives, want := range map[string]gate.Decision{
		``:                             {},
		`@noToken`:                     {},
		`@token`:                       {Tokens: true},
		`@token(scopes: [READ_RATES])`: {Tokens: true, Scopes: []domain.TokenScope{domain.ScopeReadRates}},
		`@whileRestricted(to: [PASSWORD_CHANGE])`: {Restricted: []domain.SessionRestriction{domain.RestrictedToPassword}},
		`@limit(rule: "quote", of: CLIENT)`:       {Of: domain.ActorClient},
	} {
		got := gate.Decide(sketch(t, directives))["Query.rate"]
		limited := strings.Contains(directives, "quote")
		if got.Tokens != want.Tokens || !slices.Equal(got.Scopes, want.Scopes) || !slices.Equal(got.Restricted, want.Restricted) || got.Of != want.Of ||
			limited != (got.Limit != nil && got.Limit.Name == "quote") {
			t.Errorf("%s is read as %+v", directives, got)
		}
	}
}

func TestAFieldSaysWhatATokenNeedsForIt(t *testing.T) {
	t.Parallel()
	if got := gate.NeedsOf(sketch(t, `@tokenNeeds(permission: CLIENTS_READ)`)); !slices.Equal(got, []gate.Need{{Field: "Query.rate", Permission: domain.ClientsRead}}) {
		t.Errorf("read as %+v", got)
	}
	written := gate.NeedsOf(generated.NewExecutableSchema(generated.Config{}).Schema())
	if !slices.Contains(written, gate.Need{Field: "Operation.client", Permission: domain.ClientsRead}) {
		t.Errorf("the schema says %+v", written)
	}
}

func TestADirectiveThatMeansNothingStopsTheProgram(t *testing.T) {
	t.Parallel()
	for _, directive := range []string{`@limit(rule: "nothing")`, `@token(scopes: [])`} {
		t.Run(directive, func(t *testing.T) {
			t.Parallel()
			defer func() {
				if recover() == nil {
					t.Errorf("%s was taken", directive)
				}
			}()
			gate.Decide(sketch(t, directive))
		})
	}
}

// undecided are the root fields of a schema about which nobody said whether access tokens may ask for them.
func undecided(schema *ast.Schema) []string {
	var names []string
	for _, root := range []*ast.Definition{schema.Query, schema.Mutation, schema.Subscription} {
		if root == nil {
			continue
		}
		for _, field := range root.Fields {
			open, closed := field.Directives.ForName("token") != nil, field.Directives.ForName("noToken") != nil
			if open == closed && !strings.HasPrefix(field.Name, "__") {
				names = append(names, root.Name+"."+field.Name)
			}
		}
	}
	return names
}

func TestEveryRootFieldIsOpenedOrClosedToTokensByADecision(t *testing.T) {
	t.Parallel()
	if names := undecided(generated.NewExecutableSchema(generated.Config{}).Schema()); len(names) > 0 {
		t.Errorf("@token or @noToken, and not both, belongs on %s", strings.Join(names, ", "))
	}
	for directives, want := range map[string]int{``: 1, `@noToken`: 0, `@token`: 0, `@token @noToken`: 1} {
		if got := len(undecided(sketch(t, directives))); got != want {
			t.Errorf("with %q there are %d undecided fields", directives, got)
		}
	}
}
