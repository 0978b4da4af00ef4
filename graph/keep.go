package graph

import (
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// KeepFor answers how long the answer of a document to nobody in particular may be kept: the shortest age of its root fields, by the
// directive @cacheControl of the SDL; zero where one of them has none.
func KeepFor(operation *graphql.OperationContext) time.Duration {
	if operation.Operation == nil || operation.Operation.Operation != ast.Query {
		return 0
	}
	seconds, marked := shortestAge(operation.Operation.SelectionSet)
	if !marked {
		return 0
	}
	return time.Duration(seconds) * time.Second
}

// shortestAge answers the shortest age of root fields in seconds; all is false where one has none, or there is no field.
func shortestAge(fields ast.SelectionSet) (seconds int, all bool) {
	for _, selected := range fields {
		var age int
		var marked bool
		switch selected := selected.(type) {
		case *ast.Field:
			age, marked = ageOf(selected)
		case *ast.InlineFragment:
			age, marked = shortestAge(selected.SelectionSet)
		case *ast.FragmentSpread:
			age, marked = shortestAge(selected.Definition.SelectionSet)
		}
		if !marked {
			return 0, false
		}
		if !all || age < seconds {
			seconds, all = age, true
		}
	}
	return seconds, all
}

func ageOf(field *ast.Field) (seconds int, marked bool) {
	directive := field.Definition.Directives.ForName("cacheControl")
	if directive == nil {
		return 0, false
	}
	seconds, err := strconv.Atoi(directive.Arguments.ForName("maxAge").Value.Raw)
	return seconds, err == nil
}
