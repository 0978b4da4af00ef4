// Package examples_test holds the documents that people start from against the schema that the server serves.
//
// Invariants: every example and every document of the explorer's own pages is valid, inside the server's limits, one
// operation long, explained in its header, and beside variables of the right types; every act has one, every placeholder is explained;
// the explorer has a word for every event.
package examples_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"github.com/qoricash/qoricash/internal/doclimit"
)

const (
	schemaFiles   = "../../graph/schema/*.graphqls"
	explorerFiles = "../../web/explorer/src/*/*.graphql"
	explorerWords = "../../web/explorer/src/live/format.ts"
	fewestActs    = 40
)

// standIns are values of the right type for the placeholders of README.md.
func standIns() map[string]any {
	return map[string]any{
		"uuid": "0198f3a0-0000-7000-8000-000000000000", "reference": "00482913", "tomorrow": "2026-11-30", "soon": "2026-11-29T16:00:00Z", "scheduledRate": "srt_0",
		"client": "cli_0", "quote": "qte_0", "operation": "op_0", "operation.version": 3, "operation.code": "EXP-1001",
		"operation.pay": "500.00", "operation.receive": "1872.00", "deposit.reported": "dep_0", "deposit.confirmed": "dep_1", "deposit.moved": "dep_2",
		"payout": "pay_0", "payout.out": "pay_1", "proof": "prf_0", "file": "fil_0",
		"source": "op_1", "source.version": 7, "waiting": "dep_3", "waiting.amount": "500.00", "waiting.currency": "USD",
		"account.pay": "acc_0", "account.receive": "acc_1", "houseAccount.pay": "hac_0", "houseAccount.receive": "hac_1",
		"operator": "usr_0", "staffMember": "usr_1", "document": "doc_0", "proposal": "ppl_0", "accessToken": "tok_0", "session": "ses_0",
		"invoice": "inv_0", "invoice.version": 5,
		"code": "cod_0", "referral": "rfr_0", "campaign": "cmp_0", "pep": "pep_0", "related": "rel_0", "contact": "ctc_0", "device": "dev_0", "message": "msg_0", "draft.token": "token", "upload.token": "token",
	}
}

func schema(t *testing.T) *ast.Schema {
	t.Helper()
	var sources []*ast.Source
	for _, path := range files(t, schemaFiles) {
		sources = append(sources, &ast.Source{Name: path, Input: read(t, path)})
	}
	loaded, err := gqlparser.LoadSchema(sources...)
	if err != nil {
		t.Fatalf("load the schema: %v", err)
	}
	return loaded
}

func TestEveryExampleIsServedAsItStands(t *testing.T) {
	t.Parallel()
	served := schema(t)
	examples := files(t, "*.graphql")
	if len(examples) < fewestActs {
		t.Fatalf("%d examples, want at least %d", len(examples), fewestActs)
	}
	for _, path := range examples {
		t.Run(strings.TrimSuffix(path, ".graphql"), func(t *testing.T) {
			t.Parallel()
			document := checked(t, served, read(t, path))
			variables := variablesOf(t, path)
			operation := document.Operations[0]
			if _, err := validator.VariableValues(served, operation, variables); err != nil {
				t.Errorf("its variables do not fit: %v", err)
			}
			for name := range variables {
				if operation.VariableDefinitions.ForName(name) == nil {
					t.Errorf("it does not use its variable %q", name)
				}
			}
			limits := doclimit.DefaultLimits()
			if _, refusal := doclimit.Cost(operation, variables, limits.Cost, limits); refusal != nil {
				t.Errorf("it is too expensive: %v", refusal)
			}
		})
	}
}

func TestEveryDocumentOfTheExplorerIsServedAsItStands(t *testing.T) {
	t.Parallel()
	served := schema(t)
	for _, path := range files(t, explorerFiles) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			checked(t, served, read(t, path))
		})
	}
}

func TestEveryExampleSaysItsAreaItsTitleAndWhatItDoes(t *testing.T) {
	t.Parallel()
	header := regexp.MustCompile(`^# [^/\n]+ / [^/\n]+\n(# [^\n]+\n)+\n`)
	order := regexp.MustCompile(`^\d{3}-[a-z-]+\.graphql$`)
	titles := make(map[string]string)
	for _, path := range files(t, "*.graphql") {
		text := read(t, path)
		if !header.MatchString(text) {
			t.Errorf("%s does not begin with `# area / title` and a description", path)
		}
		if !order.MatchString(path) {
			t.Errorf("%s has no place in the order of the list", path)
		}
		title, _, _ := strings.Cut(text, "\n")
		if other, taken := titles[title]; taken {
			t.Errorf("%s and %s have one title", path, other)
		}
		titles[title] = path
	}
}

func TestEveryMutationHasAnExample(t *testing.T) {
	t.Parallel()
	served := schema(t)
	shown := make(map[string]bool)
	for _, path := range files(t, "*.graphql") {
		for _, selected := range checked(t, served, read(t, path)).Operations[0].SelectionSet {
			if field, ok := selected.(*ast.Field); ok {
				shown[field.Name] = true
			}
		}
	}
	for _, root := range []*ast.Definition{served.Mutation, served.Subscription} {
		for _, field := range root.Fields {
			if !shown[field.Name] {
				t.Errorf("no example shows %s.%s", root.Name, field.Name)
			}
		}
	}
}

// Whoever copies an example keeps its objects in a cache that merges them by their ids. Events are left out: each is one of its own.
func TestExamplesSelectTheIdOfEveryObject(t *testing.T) {
	t.Parallel()
	served := schema(t)
	for _, path := range files(t, "*.graphql") {
		var walk func(parent string, selections ast.SelectionSet)
		walk = func(parent string, selections ast.SelectionSet) {
			named := false
			for _, selected := range selections {
				switch selected := selected.(type) {
				case *ast.Field:
					named = named || selected.Alias == "id"
					walk(selected.Definition.Type.Name(), selected.SelectionSet)
				case *ast.InlineFragment:
					walk(selected.TypeCondition, selected.SelectionSet)
				}
			}
			object := served.Types[parent]
			if len(selections) > 0 && !named && object.Kind == ast.Object && object.Fields.ForName("id") != nil && !slices.Contains(object.Interfaces, "Event") {
				t.Errorf("%s shows a %s without its id", path, parent)
			}
		}
		operation := checked(t, served, read(t, path)).Operations[0]
		for _, selected := range operation.SelectionSet {
			if field, ok := selected.(*ast.Field); ok {
				walk(field.Definition.Type.Name(), field.SelectionSet)
			}
		}
	}
}

func TestEveryPlaceholderIsExplainedAndUsed(t *testing.T) {
	t.Parallel()
	readme, variables := read(t, "README.md"), ""
	for _, path := range files(t, "*.variables.json") {
		variables += read(t, path)
	}
	for name := range standIns() {
		if !strings.Contains(readme, "`{{"+name+"}}`") {
			t.Errorf("README.md does not say what {{%s}} stands for", name)
		}
		if !strings.Contains(variables, `"{{`+name+`}}"`) {
			t.Errorf("no example uses {{%s}}", name)
		}
	}
}

func TestTheExplorerHasAWordForEveryEvent(t *testing.T) {
	t.Parallel()
	words := read(t, explorerWords)
	for _, kind := range schema(t).Types["OperationEventKind"].EnumValues {
		if !regexp.MustCompile(`(?m)^  ` + kind.Name + `: '.+',$`).MatchString(words) {
			t.Errorf("%s has no word for %s", explorerWords, kind.Name)
		}
	}
}

// checked returns a document that is valid, inside the limits and one named operation long.
func checked(t *testing.T, served *ast.Schema, text string) *ast.QueryDocument {
	t.Helper()
	guard, err := doclimit.New(doclimit.Options{Limits: doclimit.DefaultLimits()})
	if err != nil {
		t.Fatalf("make the guard: %v", err)
	}
	if refusal := guard.Check(text, nil); refusal != nil {
		t.Fatalf("it is outside the limits: %v", refusal)
	}
	document, faults := gqlparser.LoadQueryWithRules(served, text, rules.NewDefaultRules())
	if faults != nil {
		t.Fatalf("it is not valid: %v", faults)
	}
	if len(document.Operations) != 1 || document.Operations[0].Name == "" {
		t.Fatalf("it has %d operations, want one with a name", len(document.Operations))
	}
	return document
}

// variablesOf reads the variables beside an example, with a stand-in for each placeholder.
func variablesOf(t *testing.T, path string) map[string]any {
	t.Helper()
	placeholder := regexp.MustCompile(`"\{\{([^}]*)\}\}"`)
	known := standIns()
	text := placeholder.ReplaceAllStringFunc(read(t, strings.TrimSuffix(path, ".graphql")+".variables.json"), func(found string) string {
		value, ok := known[placeholder.FindStringSubmatch(found)[1]]
		if !ok {
			t.Errorf("%s is a placeholder that nothing fills", found)
		}
		encoded, err := json.Marshal(value)
		if err != nil {
			t.Fatalf("encode a stand-in: %v", err)
		}
		return string(encoded)
	})
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var variables map[string]any
	if err := decoder.Decode(&variables); err != nil {
		t.Fatalf("read the variables: %v", err)
	}
	return variables
}

func files(t *testing.T, pattern string) []string {
	t.Helper()
	found, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatalf("list %s: %v", pattern, err)
	}
	if len(found) == 0 {
		t.Fatalf("nothing matches %s", pattern)
	}
	return found
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	return string(text)
}
