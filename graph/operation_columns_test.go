package graph_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/qoricash/qoricash/ent"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/globalid"
	"github.com/qoricash/qoricash/internal/testkit"
)

// A field that is read from a few columns must show what it shows when the whole row is read. `timeline` always reads all.
func TestEveryFieldOfAnOperationIsReadFromEnoughColumns(t *testing.T) {
	t.Parallel()
	a := open(t)
	ids := map[string]string{}
	for _, status := range []domain.Status{domain.Pending, domain.InProcess, domain.Completed} {
		ids[string(status)] = globalid.Encode(ent.OperationIDPrefix, a.Operation(t, status))
	}
	for _, field := range sdl().Types["Operation"].Fields {
		if field.Name == "__typename" {
			continue
		}
		selected := field.Name + leaves(field)
		for status, id := range ids {
			for _, caller := range []testkit.Caller{testkit.Master, testkit.Client, testkit.Analyst} {
				narrow := a.fieldOf(t, caller, id, selected, "")
				whole := a.fieldOf(t, caller, id, selected, "whole: timeline { key }")
				if narrow != whole {
					t.Errorf("%s of %s for %s: %s from its columns, %s from the row", field.Name, status, caller, narrow, whole)
				}
			}
		}
	}
}

// leaves selects something of a field that has fields of its own.
func leaves(field *ast.FieldDefinition) string {
	definition := sdl().Types[field.Type.Name()]
	if definition.Kind != ast.Object {
		return ""
	}
	text := ""
	for _, inner := range definition.Fields {
		if kind := sdl().Types[inner.Type.Name()].Kind; kind == ast.Scalar || kind == ast.Enum {
			text += " " + inner.Name
		}
	}
	return " {" + text + " }"
}

func (a *api) fieldOf(t *testing.T, caller testkit.Caller, id, selected, more string) string {
	t.Helper()
	got := a.ask(t, caller, fmt.Sprintf(`query($id: ID!) { node(id: $id) { ... on Operation { %s %s } } }`, selected, more), map[string]any{"id": id})
	if len(got.Errors) > 0 {
		t.Fatalf("%s: %v", selected, got.Errors)
	}
	node, _ := got.Data["node"].(map[string]any)
	if more != "" {
		delete(node, "whole")
	}
	text, err := json.Marshal(node)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
