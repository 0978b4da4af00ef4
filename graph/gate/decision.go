// Package gate decides about a document before anything of it is executed: who may ask for its root fields, what it costs, and what of
// it is written down.
//
// Invariants: what a root field costs in rights stands on the field, in the SDL, and is read at start; what the SDL opens to nobody is
// closed; a gate reads the caller and the document, and never a row. How often a field may be asked for stands there too, and is counted
// where the field's command is run.
package gate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/qoricash/qoricash/graph/scalar"
	"github.com/qoricash/qoricash/graph/selection"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/ratelimit"
)

// Decision is what a root field costs in rights.
type Decision struct {
	// Tokens tells whether access tokens may ask for it: those with one of the scopes, and all of them where there is none.
	Tokens bool
	Scopes []domain.TokenScope
	// Restricted are the restrictions under which a session may still ask for it.
	Restricted []domain.SessionRestriction
	// Limit bounds how often one caller asks for it; nil for no bound. Only callers of the kind Of are counted, where there is one.
	Limit *ratelimit.Rule
	Of    domain.ActorKind
}

// Decisions are those of every root field, by names such as Mutation.quoteLock.
type Decisions map[string]Decision

// Decide reads the decisions from the directives of a schema. It panics where a directive names what does not exist: the schema is
// part of the program.
func Decide(schema *ast.Schema) Decisions {
	decisions := Decisions{}
	for _, root := range []*ast.Definition{schema.Query, schema.Mutation, schema.Subscription} {
		if root == nil {
			continue
		}
		for _, field := range root.Fields {
			if !strings.HasPrefix(field.Name, "__") {
				decisions[root.Name+"."+field.Name] = decide(field)
			}
		}
	}
	return decisions
}

func decide(field *ast.FieldDefinition) Decision {
	var decision Decision
	if token := field.Directives.ForName("token"); token != nil {
		decision.Tokens, decision.Scopes = true, named[domain.TokenScope](token, "scopes")
		if token.Arguments.ForName("scopes") != nil && len(decision.Scopes) == 0 {
			panic(fmt.Sprintf("gate: %s is open to tokens of no scope: say @noToken, or @token for all of them", field.Name))
		}
	}
	if restricted := field.Directives.ForName("whileRestricted"); restricted != nil {
		decision.Restricted = named[domain.SessionRestriction](restricted, "to")
	}
	if limit := field.Directives.ForName("limit"); limit != nil {
		rule := named[string](limit, "rule")[0]
		rules := ratelimit.Rules()
		known := slices.IndexFunc(rules, func(r ratelimit.Rule) bool { return r.Name == rule })
		if known < 0 {
			panic(fmt.Sprintf("gate: %s is limited by %q, which is no rule of package ratelimit", field.Name, rule))
		}
		decision.Limit = &rules[known]
		if of := named[domain.ActorKind](limit, "of"); len(of) > 0 {
			decision.Of = of[0]
		}
	}
	return decision
}

// Need is a permission that a token has for a field, beside what its rows ask for.
type Need struct {
	Field      string // such as Operation.client
	Permission domain.Permission
}

// NeedsOf reads the needs from the directives of a schema, by their fields' names. It panics as [Decide] does.
func NeedsOf(schema *ast.Schema) []Need {
	var needs []Need
	for _, object := range schema.Types {
		for _, field := range object.Fields {
			directive := field.Directives.ForName("tokenNeeds")
			if directive == nil {
				continue
			}
			permission, err := scalar.UnmarshalPermission(named[string](directive, "permission")[0])
			if err != nil {
				panic(fmt.Sprintf("gate: %s.%s needs what is no permission: %v", object.Name, field.Name, err))
			}
			needs = append(needs, Need{Field: object.Name + "." + field.Name, Permission: permission})
		}
	}
	slices.SortFunc(needs, func(a, b Need) int { return strings.Compare(a.Field, b.Field) })
	return needs
}

// named answers what an argument of a directive says: one name or a list of them.
func named[Name ~string](directive *ast.Directive, argument string) []Name {
	given := directive.Arguments.ForName(argument)
	switch {
	case given == nil:
		return nil
	case given.Value.Kind != ast.ListValue:
		return []Name{Name(given.Value.Raw)}
	}
	names := make([]Name, len(given.Value.Children))
	for i, child := range given.Value.Children {
		names[i] = Name(child.Value.Raw)
	}
	return names
}

// admits tells whether a token with these scopes may ask for the field.
func (d Decision) admits(scopes []domain.TokenScope) bool {
	return d.Tokens && (len(d.Scopes) == 0 || slices.ContainsFunc(d.Scopes, func(scope domain.TokenScope) bool { return slices.Contains(scopes, scope) }))
}

// rootFields are those that a document asks for. __typename is nobody's secret.
func rootFields(operation *graphql.OperationContext) []string {
	var fields []string
	asked := selection.In(operation)
	for _, root := range []string{"Query", "Mutation", "Subscription"} {
		for _, field := range asked.FieldsOf(root) {
			if field != "__typename" {
				fields = append(fields, root+"."+field)
			}
		}
	}
	return fields
}

// introspects tells whether a root field is one of introspection, which has a gate of its own.
func introspects(field string) bool { return strings.Contains(field, ".__") }

// refused refuses a whole document. The presenter says the rest of what the refusal says.
func refused(refusal *domain.Error) *gqlerror.Error {
	return &gqlerror.Error{Err: refusal, Message: refusal.Message, Extensions: map[string]any{"code": string(refusal.Code)}}
}
