package doclimit

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// What the parts of a document hold in memory, generously: each node keeps the token it began with, and validation
// leaves a definition on every __typename. A test holds these figures against the heap.
const (
	nodeBytes    = 448
	elementBytes = 224
	commentBytes = 192
	minWeight    = 1024
)

// weigh estimates from above the bytes that a cached document keeps alive.
func weigh(query string, document *ast.QueryDocument) int {
	// The parser keeps comments. A # inside a string is taken for one too: the estimate may only err upwards.
	weight := minWeight + len(query) + commentBytes*strings.Count(query, "#")
	for _, operation := range document.Operations {
		weight += nodeBytes + weighVariables(operation.VariableDefinitions) +
			weighDirectives(operation.Directives) + weighSelections(operation.SelectionSet)
	}
	for _, fragment := range document.Fragments {
		weight += nodeBytes + weighVariables(fragment.VariableDefinition) +
			weighDirectives(fragment.Directives) + weighSelections(fragment.SelectionSet)
	}
	return weight
}

func weighSelections(set ast.SelectionSet) int {
	weight := 0
	for _, selection := range set {
		weight += nodeBytes
		switch selection := selection.(type) {
		case *ast.Field:
			weight += weighArguments(selection.Arguments) + weighDirectives(selection.Directives) +
				weighSelections(selection.SelectionSet)
		case *ast.InlineFragment:
			weight += weighDirectives(selection.Directives) + weighSelections(selection.SelectionSet)
		case *ast.FragmentSpread:
			weight += weighDirectives(selection.Directives)
		}
	}
	return weight
}

func weighVariables(definitions ast.VariableDefinitionList) int {
	weight := 0
	for _, definition := range definitions {
		weight += nodeBytes + weighValue(definition.DefaultValue) + weighDirectives(definition.Directives)
		for wrapped := definition.Type; wrapped != nil; wrapped = wrapped.Elem {
			weight += elementBytes
		}
	}
	return weight
}

func weighDirectives(directives ast.DirectiveList) int {
	weight := 0
	for _, directive := range directives {
		weight += elementBytes + weighArguments(directive.Arguments)
	}
	return weight
}

func weighArguments(arguments ast.ArgumentList) int {
	weight := 0
	for _, argument := range arguments {
		weight += elementBytes + weighValue(argument.Value)
	}
	return weight
}

func weighValue(value *ast.Value) int {
	if value == nil {
		return 0
	}
	weight := elementBytes
	for _, child := range value.Children {
		weight += elementBytes + weighValue(child.Value)
	}
	return weight
}
