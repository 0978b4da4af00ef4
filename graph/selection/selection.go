// Package selection knows which fields a document asks for, so that each answer is read with exactly the edges it shows.
//
// A field is named by its type and its name: "Operation.client". A field that stands anywhere in the operation, in
// fragments too, counts as asked for wherever its type appears; one that @skip or @include may leave out counts as well.
// At worst an answer reads an edge that it does not show.
package selection

import (
	"context"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Set is the fields of one operation.
type Set struct {
	fields  map[string]struct{}
	marked  map[string][]string
	visited map[*ast.FragmentDefinition]struct{}
}

// Has tells whether the operation asks for a field, given as "Type.field".
func (s *Set) Has(field string) bool {
	_, ok := s.fields[field]
	return ok
}

// HasAny tells whether the operation asks for one of the fields.
func (s *Set) HasAny(fields ...string) bool {
	return slices.ContainsFunc(fields, s.Has)
}

// FieldsOf answers the names of a type's fields that the operation asks for, in no particular order.
func (s *Set) FieldsOf(typeName string) []string {
	var names []string
	for field := range s.fields {
		if owner, name, _ := strings.Cut(field, "."); owner == typeName {
			names = append(names, name)
		}
	}
	return names
}

// Marked tells whether the operation asks for a field that carries a directive in the SDL, itself or by its type.
func (s *Set) Marked(directive string) bool { return len(s.marked[directive]) > 0 }

// MarkedFields answers the fields that the operation asks for and that carry a directive in the SDL, themselves or by their type, in order.
func (s *Set) MarkedFields(directive string) []string {
	fields := slices.Clone(s.marked[directive])
	slices.Sort(fields)
	return slices.Compact(fields)
}

// Collect answers the fields of a validated operation.
func Collect(operation *ast.OperationDefinition) *Set {
	s := &Set{fields: map[string]struct{}{}, marked: map[string][]string{}, visited: map[*ast.FragmentDefinition]struct{}{}}
	s.add(operation.SelectionSet)
	s.visited = nil
	return s
}

func (s *Set) add(selections ast.SelectionSet) {
	for _, selection := range selections {
		switch selection := selection.(type) {
		case *ast.Field:
			s.addField(selection)
		case *ast.InlineFragment:
			s.add(selection.SelectionSet)
		case *ast.FragmentSpread:
			if _, seen := s.visited[selection.Definition]; !seen {
				s.visited[selection.Definition] = struct{}{}
				s.add(selection.Definition.SelectionSet)
			}
		}
	}
}

func (s *Set) addField(field *ast.Field) {
	if field.ObjectDefinition != nil {
		s.fields[field.ObjectDefinition.Name+"."+field.Name] = struct{}{}
	}
	if field.Definition != nil && field.ObjectDefinition != nil {
		directives := field.Definition.Directives
		if field.Name != "id" && field.Name != "__typename" {
			// A type that carries a directive gives it to all that it shows, but not to who it is.
			directives = slices.Concat(directives, field.ObjectDefinition.Directives)
		}
		for _, directive := range directives {
			s.marked[directive.Name] = append(s.marked[directive.Name], field.ObjectDefinition.Name+"."+field.Name)
		}
	}
	s.add(field.SelectionSet)
}

// extensionName names the extension, and what it leaves in an operation's statistics.
const extensionName = "Selection"

// Collector is the extension that collects the fields of each operation once.
type Collector struct{}

var _ graphql.OperationContextMutator = Collector{}

// ExtensionName implements graphql.HandlerExtension.
func (Collector) ExtensionName() string { return extensionName }

// Validate implements graphql.HandlerExtension.
func (Collector) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext implements graphql.OperationContextMutator.
func (Collector) MutateOperationContext(_ context.Context, operation *graphql.OperationContext) *gqlerror.Error {
	operation.Stats.SetExtension(extensionName, Collect(operation.Operation))
	return nil
}

// Of answers the fields of the operation that runs in the context. Without a Collector on the executor it collects anew.
func Of(ctx context.Context) *Set { return In(graphql.GetOperationContext(ctx)) }

// In answers the fields of an operation.
func In(operation *graphql.OperationContext) *Set {
	if set, ok := operation.Stats.GetExtension(extensionName).(*Set); ok {
		return set
	}
	return Collect(operation.Operation)
}
