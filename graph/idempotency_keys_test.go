package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
)

func TestEveryMutationRefusesWhatIsNoIdempotencyKey(t *testing.T) {
	t.Parallel()
	a, schema, walked := open(t), sdl(), 0
	for _, mutation := range schema.Mutation.Fields {
		if len(mutation.Arguments) == 0 || schema.Types[mutation.Arguments[0].Type.Name()].Fields.ForName("idempotencyKey") == nil {
			continue
		}
		walked++
		for key, want := range map[string]string{"": "REQUIRED", " ": "REQUIRED", "k1": "INVALID", strings.Repeat("x", 101): "INVALID"} {
			input := anyInput(schema, mutation.Arguments[0].Type).(map[string]any)
			input["idempotencyKey"] = key
			got := a.ask(t, stranger(mutation.Name), documentOf(schema, mutation), map[string]any{"input": input})
			if !refusedAt(got, mutation.Name, want, "idempotencyKey") {
				t.Errorf("%s with %.5q: %v %s", mutation.Name, key, got.Errors, got.raw)
			}
		}
	}
	if walked < 60 {
		t.Errorf("%d mutations take a key", walked)
	}
}

// anyInput is a value of a type, of the right form and without meaning.
func anyInput(schema *ast.Schema, of *ast.Type) any {
	if of.Elem != nil {
		return []any{anyInput(schema, of.Elem)}
	}
	switch kind := schema.Types[of.Name()]; kind.Kind {
	case ast.Enum:
		return kind.EnumValues[0].Name
	case ast.InputObject:
		fields := map[string]any{}
		for _, field := range kind.Fields {
			fields[field.Name] = anyInput(schema, field.Type)
			if kind.Directives.ForName("oneOf") != nil {
				break
			}
			if !field.Type.NonNull {
				delete(fields, field.Name)
			}
		}
		return fields
	}
	switch of.Name() {
	case "Int":
		return 1
	case "Boolean":
		return true
	case "Date":
		return "2026-11-23"
	case "DateTime":
		return "2026-11-23T10:00:00Z"
	}
	return "1.00"
}

// refusedAt tells whether an answer's userErrors hold a code at a field.
func refusedAt(got answer, mutation, code, field string) bool {
	payload, _ := got.Data[mutation].(map[string]any)
	list, _ := payload["userErrors"].([]any)
	for _, each := range list {
		refusal := each.(map[string]any)
		if refusal["code"] == code && fmt.Sprint(refusal["field"]) == fmt.Sprint([]any{field}) {
			return true
		}
	}
	return false
}

func TestIdempotencyKeyInAnotherSpellingIsTheSameKey(t *testing.T) {
	t.Parallel()
	a, key := open(t), uuid.NewString()
	operation := globalid.Encode(ent.OperationIDPrefix, a.Operation(t, domain.Pending))
	notes := map[any]bool{}
	for _, spelling := range []string{key, strings.ToUpper(key), "{" + key + "}", "urn:uuid:" + key, strings.ReplaceAll(key, "-", "")} {
		got := a.must(t, master, `mutation($input: NoteAddInput!) { noteAdd(input: $input) { userErrors { code } note { id } } }`,
			map[string]any{"input": map[string]any{"idempotencyKey": spelling, "operationId": operation, "text": "Llamar"}})
		if replayed := got.Extensions["idempotencyReplayed"] == true; replayed != (spelling != key) {
			t.Errorf("%q is replayed: %t", spelling, replayed)
		}
		notes[got.at(t, "noteAdd", "note", "id")] = true
	}
	if len(notes) != 1 {
		t.Errorf("%d notes", len(notes))
	}
}
