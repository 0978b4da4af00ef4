package graph_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/testkit"
)

// openTo are the root fields of a session that owes something.
func openTo(restriction domain.SessionRestriction) []string {
	open := []string{"Query.viewer", "Mutation.sessionCreate", "Mutation.sessionRenew", "Mutation.sessionEnd", "Mutation.passwordReset", "Mutation.passwordResetRequest"}
	if restriction == domain.RestrictedToPassword {
		return append(open, "Mutation.passwordChange")
	}
	return append(open, "Mutation.totpBegin", "Mutation.totpConfirm")
}

func TestSessionThatOwesSomethingMayDoThatAlone(t *testing.T) {
	t.Parallel()
	a := open(t)
	for restriction, code := range map[domain.SessionRestriction]domain.Code{
		domain.RestrictedToPassword: domain.CodePasswordChangeRequired,
		domain.RestrictedToTOTP:     domain.CodeTOTPSetupRequired,
	} {
		actor := a.Actor(testkit.Master)
		actor.Restriction = restriction
		ctx := access.WithActor(t.Context(), actor)
		for name, field := range rootFields(sdl()) {
			// Nothing of the field is executed, so its arguments may be anything of the right form.
			got := a.run(t, ctx, anyDocument(sdl(), name, field), nil)
			refused := got.code() == string(code)
			if open := slices.Contains(openTo(restriction), name); refused == open {
				t.Errorf("%s with %s: got %q, %v", name, restriction, got.code(), got.Errors)
			}
		}
	}
}

// anyDocument asks for a root field with literals of the right form for what it needs.
func anyDocument(schema *ast.Schema, name string, field *ast.FieldDefinition) string {
	root, _, _ := strings.Cut(name, ".")
	var arguments []string
	for _, argument := range field.Arguments {
		if argument.Type.NonNull && argument.DefaultValue == nil {
			arguments = append(arguments, argument.Name+": "+literal(schema, argument.Type))
		}
	}
	call := field.Name
	if len(arguments) > 0 {
		call += "(" + strings.Join(arguments, ", ") + ")"
	}
	if kind := schema.Types[field.Type.Name()].Kind; kind != ast.Scalar && kind != ast.Enum {
		call += " { __typename }"
	}
	return strings.ToLower(root) + " { " + call + " }"
}

// literal is a value of a type, with what it needs and nothing else.
func literal(schema *ast.Schema, kind *ast.Type) string {
	if kind.Elem != nil {
		return "[" + literal(schema, kind.Elem) + "]"
	}
	switch definition := schema.Types[kind.NamedType]; {
	case definition.Kind == ast.Enum:
		return definition.EnumValues[0].Name
	case definition.Kind == ast.InputObject:
		var fields []string
		for _, field := range definition.Fields {
			if field.Type.NonNull && field.DefaultValue == nil || definition.Directives.ForName("oneOf") != nil && len(fields) == 0 {
				fields = append(fields, field.Name+": "+literal(schema, field.Type))
			}
		}
		return "{" + strings.Join(fields, ", ") + "}"
	}
	values := map[string]string{"Int": "1", "Boolean": "true", "Date": `"2026-11-23"`, "DateTime": `"2026-11-23T15:00:00Z"`, "Decimal": `"1.00"`, "Rate": `"3.7500"`}
	if value, known := values[kind.NamedType]; known {
		return value
	}
	return `"x"`
}

func TestSessionThatOwesSomethingSeesWhoItIsAndNobodyElse(t *testing.T) {
	t.Parallel()
	a := open(t)
	actor := a.Actor(testkit.Master)
	actor.Restriction = domain.RestrictedToTOTP
	ctx := access.WithActor(t.Context(), actor)
	got := a.run(t, ctx, `{ viewer { role staffMember { name } permissions { permission } can { operationsRead usersWrite } session { id } } }`, nil)
	name := a.must(t, master, `{ viewer { staffMember { name } } }`, nil).at(t, "viewer", "staffMember", "name")
	if len(got.Errors) > 0 || got.at(t, "viewer", "staffMember", "name") != name || got.at(t, "viewer", "role") != "MASTER" {
		t.Errorf("%v %s", got.Errors, got.raw)
	}
	if fmt.Sprint(got.at(t, "viewer", "permissions")) != "[]" || got.at(t, "viewer", "can", "usersWrite") != false {
		t.Errorf("may: %s", got.raw)
	}
	// Neither the schema nor an alias of another field leads out.
	for _, document := range []string{`{ __schema { types { name } } }`, `{ viewer: clients { nodes { id } } }`, `{ viewer { role } serverTime }`,
		`query { ...F } fragment F on Query { operations { nodes { id } } }`} {
		if got := a.run(t, ctx, document, nil); got.code() != string(domain.CodeTOTPSetupRequired) {
			t.Errorf("%s: %v %s", document, got.Errors, got.raw)
		}
	}
}

func TestPasswordOwedIsChangedAndTheSessionGoesOn(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.givePassword(t, testkit.Trader)
	actor := a.Actor(testkit.Trader)
	_, err := a.DB.Owner.ExecContext(t.Context(), `UPDATE sessions SET restriction = 'PASSWORD_CHANGE' WHERE id = $1`, actor.SessionID)
	must(t, err)
	actor.Restriction = domain.RestrictedToPassword
	got := a.run(t, access.WithActor(t.Context(), actor), `mutation($input: PasswordChangeInput!) { passwordChange(input: $input) {
		userErrors { code } session { current restriction device address createdAt seenAt } } }`,
		map[string]any{"input": map[string]any{"currentPassword": ownPassword, "newPassword": newPassword}})
	session, _ := got.at(t, "passwordChange", "session").(map[string]any)
	if len(got.Errors) > 0 || session["current"] != true || session["restriction"] != nil {
		t.Errorf("%v %s", got.Errors, got.raw)
	}
	if fields := slices.Sorted(maps.Keys(session)); len(fields) != 6 {
		t.Errorf("the session shows %v", fields)
	}
}

func TestSessionsAreTheCallersLiveOnes(t *testing.T) {
	t.Parallel()
	a := open(t)
	document := `{ sessions { id current device } }`
	for _, caller := range []testkit.Caller{own, otherClient, master} {
		got := a.must(t, caller, document, nil)
		list, _ := got.at(t, "sessions").([]any)
		if len(list) != 1 || list[0].(map[string]any)["id"] != a.sessionOf(caller) || list[0].(map[string]any)["current"] != true {
			t.Errorf("%s: %s", caller, got.raw)
		}
	}
	// A revoked one is gone from the list that the answer shows.
	got := a.must(t, own, `mutation($input: SessionRevokeInput!) { sessionRevoke(input: $input) { userErrors { code } sessions { id } } }`,
		map[string]any{"input": map[string]any{"sessionId": a.sessionOf(own)}})
	if list, _ := got.at(t, "sessionRevoke", "sessions").([]any); len(list) != 0 {
		t.Errorf("left: %s", got.raw)
	}
}
