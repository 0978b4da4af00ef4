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

// The page of the lifecycle is made from the tables: `go test ./internal/domain -run Lifecycle -update` writes it.
func TestTheLifecyclePageFollowsTheTables(t *testing.T) {
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
		t.Errorf("docs/lifecycle.md is out of step with the tables; run the test with -update")
	}
}

func page() string {
	var b strings.Builder
	b.WriteString("# Lifecycle of an operation\n\nMade from the tables in `internal/domain/lifecycle.go` and `internal/domain/deadline.go`; a test compares it. " +
		"Who may do what, and how it looks on the wire, is in [operations](capabilities/operations.md), [deposits](capabilities/deposits.md) and " +
		"[desk](capabilities/desk.md).\n\n```mermaid\nstateDiagram-v2\n    [*] --> PENDING: CREATE\n")
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
	b.WriteString("```\n\n## What an act leads to\n\nOf several rows the first whose condition holds applies; then its needs are asked in their order. " +
		"An event that is *aside* leaves the operation as it is for whoever follows it: " +
		"it is told of the alert beside it, which neither client nor trader hears.\n\n| from | act | when | needs | to | event |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, row := range Transitions() {
		needs := make([]string, len(row.Needs))
		for i, need := range row.Needs {
			needs[i] = need.Name
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", row.From, row.Act, condition(row, "%s"), strings.Join(needs, ", "), row.To, told(row))
	}
	b.WriteString("\n## A client's time\n\nAn operation of a client begins with a window of 15 minutes; one of the desk has no deadline. " +
		"Every event asks both tables, one after the other; of each the first row that holds applies. The durations are those of the usual settings.\n\n" +
		"Money is refused by " + strings.Join(refusals(), ", ") + ".\n\n")
	writeDeadlineRows(&b, "what happened", "what it gives", GivenRows())
	b.WriteString("\n")
	writeDeadlineRows(&b, "how the operation stands afterwards", "what its clock does", StandingRows())
	return b.String()
}

// refusals names the acts that give a client the time of a refusal.
func refusals() []string {
	var names []string
	for _, act := range append(Actions(), SystemActs()...) {
		if HappeningOf(act) == HappenedRefusal {
			names = append(names, string(act))
		}
	}
	return names
}

func writeDeadlineRows(b *strings.Builder, when, then string, rows []DeadlineRow) {
	fmt.Fprintf(b, "| %s | %s |\n| --- | --- |\n", when, then)
	for _, row := range rows {
		fmt.Fprintf(b, "| %s | %s |\n", row.When, row.Then)
	}
}

func told(row Transition) string {
	if row.Aside {
		return string(row.Event) + " *aside*"
	}
	return string(row.Event)
}

func condition(row Transition, format string) string {
	if row.When == nil {
		return ""
	}
	return fmt.Sprintf(format, row.When.Name)
}
