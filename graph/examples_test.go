package graph_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"github.com/qoricash/qoricash/internal/testkit"
)

// The examples that people begin with are within the limits of documents, for everybody whom they are for.
func TestExamplesAreAdmitted(t *testing.T) {
	t.Parallel()
	a := open(t)
	files, err := filepath.Glob("../docs/examples/*.graphql")
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples (%v)", err)
	}
	for _, file := range files {
		document, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var variables map[string]any
		encoded, err := os.ReadFile(strings.TrimSuffix(file, ".graphql") + ".variables.json")
		if err != nil {
			t.Fatal(err)
		}
		// The values in braces are those of the reader's own house; versions are no text, and a currency is one of few.
		filled := strings.NewReplacer(`"{{operation.version}}"`, "1", `"{{source.version}}"`, "1", `"{{invoice.version}}"`, "1",
			"{{waiting.currency}}", "USD").Replace(string(encoded))
		decoder := json.NewDecoder(strings.NewReader(filled))
		decoder.UseNumber()
		if err := decoder.Decode(&variables); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		ctx := graphql.StartOperationTrace(a.As(t, testkit.Master))
		if _, refused := a.executor.CreateOperationContext(ctx, &graphql.RawParams{Query: string(document), Variables: variables}); refused != nil {
			t.Errorf("%s: %v", filepath.Base(file), refused)
		}
	}
}
