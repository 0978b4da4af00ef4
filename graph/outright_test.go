package graph_test

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// mistyped is an input with nothing right in it that a person types: no text is seen, and no id is one.
func mistyped(schema *ast.Schema, typed *ast.Type, value any) any {
	switch value := value.(type) {
	case map[string]any:
		wrong := map[string]any{}
		for name, inside := range value {
			wrong[name] = mistyped(schema, schema.Types[typed.Name()].Fields.ForName(name).Type, inside)
		}
		return wrong
	case []any:
		wrong := make([]any, len(value))
		for i, inside := range value {
			wrong[i] = mistyped(schema, typed, inside)
		}
		return wrong
	case []string:
		return mistyped(schema, typed, asList(value))
	}
	switch typed.Name() {
	case "ID":
		return "x"
	case "String":
		return " "
	}
	return value
}

func asList(texts []string) []any {
	list := make([]any, len(texts))
	for i, text := range texts {
		list[i] = text
	}
	return list
}

// Who has no part in an act hears that, and nothing about what was typed, however wrong it is.
func TestWhoHasNoPartInAnActHearsThatWhateverWasTyped(t *testing.T) {
	t.Parallel()
	for name, field := range rootFields(sdl()) {
		name, isMutation := strings.CutPrefix(name, "Mutation.")
		if !isMutation || inputs()[name] == nil {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := open(t)
			document, typed := documentOf(sdl(), field), field.Arguments.ForName("input").Type
			for _, caller := range everybody() {
				want := rights()["Mutation."+name].of(caller)
				if want != forbidden && want != unauthenticated {
					continue
				}
				wrong := mistyped(sdl(), typed, inputs()[name](t, a, caller))
				if got := a.ask(t, caller, document, map[string]any{"input": wrong}); outcomeOf(got, name) != want {
					t.Errorf("by %s: got %s, want %s (%v %s)", caller, outcomeOf(got, name), want, got.Errors, got.raw)
				}
			}
		})
	}
}
