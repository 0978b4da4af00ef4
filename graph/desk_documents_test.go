package graph_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/qoricash/qoricash/internal/access"
	"github.com/qoricash/qoricash/internal/domain"
	"github.com/qoricash/qoricash/internal/identity"
	"github.com/qoricash/qoricash/internal/testkit"
	"github.com/qoricash/qoricash/web/desk"
	"github.com/qoricash/qoricash/web/sdk"
)

// documentsOf are those of a manifest.
func documentsOf(t *testing.T, manifest []byte) []string {
	t.Helper()
	byHash := map[string]string{}
	must(t, json.Unmarshal(manifest, &byHash))
	texts := make([]string, 0, len(byHash))
	for _, text := range byHash {
		texts = append(texts, text)
	}
	return texts
}

// variablesOf fills the variables of a document, whatever they mean.
func variablesOf(schema *ast.Schema, operation *ast.OperationDefinition) map[string]any {
	variables := map[string]any{}
	for _, variable := range operation.VariableDefinitions {
		if variable.Type.NonNull {
			variables[variable.Variable] = filled(schema, variable.Type)
		}
	}
	return variables
}

func TestWhatTheDeskAsksAnybodyMayAskByABearerToken(t *testing.T) {
	t.Parallel()
	a := open(t)
	a.SetPassword(t, identity.StaffMember(a.ID(master)), deskPassword)
	row, err := a.Store.Read().User.Get(a.As(t, master), a.ID(master))
	must(t, err)
	signedIn, err := a.Identity.SignIn(a.As(t, testkit.Anonymous), identity.SignInInput{Credentials: identity.Credentials{
		Staff: &identity.StaffCredentials{Login: row.Email, Password: deskPassword}}})
	must(t, err)
	asked := 0
	for _, text := range append(documentsOf(t, desk.Documents()), documentsOf(t, sdk.Documents())...) {
		document, faults := gqlparser.LoadQueryWithRules(sdl(), text, rules.NewDefaultRules())
		if len(faults) > 0 {
			t.Errorf("the public schema has no such document: %v\n%s", faults, text)
			continue
		}
		operation := document.Operations[0]
		actor, _, err := a.Identity.Authenticate(t.Context(), signedIn.Token)
		must(t, err)
		ctx := access.WithActor(t.Context(), actor)
		variables := variablesOf(sdl(), operation)
		if code := a.refusedBeforeItRuns(ctx, text, variables); code != "" && code != string(domain.CodeForbidden) {
			t.Errorf("%s is refused: %s", operation.Name, code)
		}
		if operation.Operation != ast.Query {
			continue
		}
		asked++
		if got := a.run(t, ctx, text, variables); strings.Contains(got.raw, string(domain.CodeInternal)) {
			t.Errorf("%s is answered with %s", operation.Name, got.raw)
		}
	}
	if asked < 20 {
		t.Errorf("%d queries were asked", asked)
	}
}

const deskPassword = "Clave-de-pruebas-1"
