package domain

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the generated documentation instead of comparing it")

const lifecyclePage = "../../docs/lifecycle.md"

// The page of the lifecycle is made from the table: `go test ./internal/domain -run Lifecycle -update` writes it.
func TestTheLifecyclePageFollowsTheTable(t *testing.T) {
	t.Parallel()
	want := page()
	if *update {
		if err := os.WriteFile(lifecyclePage, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(lifecyclePage)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("docs/lifecycle.md is out of step with the table; run the test with -update")
	}
}

func page() string {
	var b strings.Builder
	b.WriteString("# Lifecycle of an operation\n\nMade from the table in `internal/domain/lifecycle.go`; a test compares it. " +
		"Rules and their sources: decisions on lifecycle, late money and deadlines stand beside that table.\n\n```mermaid\nstateDiagram-v2\n    [*] --> PENDING: CREATE\n")
	for _, row := range Transitions() {
		if row.From != row.To {
			fmt.Fprintf(&b, "    %s --> %s: %s%s\n", row.From, row.To, row.Act, condition(row, " [%s]"))
		}
	}
	for _, status := range Statuses() {
		if status.Terminal() {
			fmt.Fprintf(&b, "    %s --> [*]\n", status)
		}
	}
	b.WriteString("```\n\n| from | act | when | needs | to | event |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, row := range Transitions() {
		needs := make([]string, len(row.Needs))
		for i, need := range row.Needs {
			needs[i] = need.Name
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", row.From, row.Act, condition(row, "%s"), strings.Join(needs, ", "), row.To, row.Event)
	}
	return b.String()
}

func condition(row Transition, format string) string {
	if row.When == nil {
		return ""
	}
	return fmt.Sprintf(format, row.When.Name)
}
