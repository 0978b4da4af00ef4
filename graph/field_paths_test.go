package graph_test

import (
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/qoricash/qoricash/internal/domain"
)

// aboutNoField are the codes of refusals whose cause is who asks, the house, or a thing as it stands: nothing that was written in the
// input would have been taken in its place. Every other refusal names what it is about.
func aboutNoField() []domain.Code {
	return []domain.Code{domain.CodeNotAllowedInStatus, domain.CodeOnHold, domain.CodeLiveOperationExists, domain.CodeClientInactive,
		domain.CodeKYCIncomplete, domain.CodeOutsideHours, domain.CodePricingUnavailable, domain.CodeInvalidCredentials, domain.CodeFourEyesRequired,
		domain.CodeInUse, domain.CodeForbidden, domain.CodeIdempotencyInProgress, domain.CodeTooMany, domain.CodeProofRequired}
}

// aboutNoOneField are refusals of one mutation whose cause is not one field of its input: either of two would do, all of them together
// change nothing, or what is there already is no part of it.
func aboutNoOneField() map[string]domain.Code {
	return map[string]domain.Code{"passwordResetRequest": domain.CodeRequired, "clientUpdate": domain.CodeInvalid, "totpBegin": domain.CodeAlreadyExists}
}

// checkFields holds every answer of every test to the places that its refusals name.
func checkFields(t *testing.T, schema *ast.Schema, operation *ast.OperationDefinition, data map[string]any) {
	t.Helper()
	if operation == nil || operation.Operation != ast.Mutation {
		return
	}
	for _, selected := range operation.SelectionSet {
		field, isField := selected.(*ast.Field)
		if !isField {
			continue
		}
		payload, _ := data[field.Alias].(map[string]any)
		refusals, _ := payload["userErrors"].([]any)
		for _, one := range refusals {
			if fault := misplaced(schema, field.Name, one.(map[string]any)); fault != "" {
				t.Errorf("%s: %s", field.Name, fault)
			}
		}
	}
}

// misplaced says what is wrong with the place that a refusal names; empty where nothing is, or the document did not ask.
func misplaced(schema *ast.Schema, mutation string, refusal map[string]any) string {
	named, asked := refusal["field"]
	code, _ := refusal["code"].(string)
	if !asked {
		return ""
	}
	path, _ := named.([]any)
	if len(path) == 0 {
		if code == "" || slices.Contains(aboutNoField(), domain.Code(code)) || aboutNoOneField()[mutation] == domain.Code(code) {
			return ""
		}
		return code + " names no field"
	}
	input := schema.Mutation.Fields.ForName(mutation).Arguments.ForName("input")
	if input == nil {
		return fmt.Sprintf("%s is at %v of no input", code, path)
	}
	at := input.Type
	for _, step := range path {
		if at = below(schema, at, fmt.Sprint(step)); at == nil {
			return fmt.Sprintf("%s is at %v, which the input has not", code, path)
		}
	}
	return ""
}

// below is the type of an element of a list, or of a field of an input; nil for none.
func below(schema *ast.Schema, of *ast.Type, step string) *ast.Type {
	if of.Elem != nil {
		if _, err := strconv.Atoi(step); err == nil {
			return of.Elem
		}
		return nil
	}
	if field := schema.Types[of.Name()].Fields.ForName(step); field != nil {
		return field.Type
	}
	return nil
}

func TestPlacesOfRefusalsAreHeldToTheInput(t *testing.T) {
	t.Parallel()
	refusal := func(code string, path ...any) map[string]any { return map[string]any{"code": code, "field": path} }
	for name, c := range map[string]struct {
		mutation string
		refusal  map[string]any
		sound    bool
	}{
		"a field":                   {"clientRegister", refusal("INVALID", "email"), true},
		"a field of a field":        {"clientRegister", refusal("REQUIRED", "name", "person", "maternalSurname"), true},
		"an element":                {"clientRegister", refusal("INVALID", "furtherEmails", "1"), true},
		"a field of an element":     {"registrationDraftSave", refusal("INVALID", "fields", "0", "value"), true},
		"the input itself":          {"clientRegister", refusal("INVALID", "input", "email"), false},
		"a field that is not there": {"clientRegister", refusal("INVALID", "mail"), false},
		"an element without index":  {"registrationDraftSave", refusal("INVALID", "fields", "value"), false},
		"no field":                  {"clientRegister", refusal("INVALID"), false},
		"a state":                   {"operationComplete", refusal("NOT_ALLOWED_IN_STATUS"), true},
		"a field of no input":       {"sessionEnd", refusal("INVALID", "id"), false},
		"a field that nobody asks":  {"clientRegister", map[string]any{"code": "INVALID"}, true},
	} {
		if fault := misplaced(sdl(), c.mutation, c.refusal); (fault == "") != c.sound {
			t.Errorf("%s: %q", name, fault)
		}
	}
}
