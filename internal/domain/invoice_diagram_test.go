package domain

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

const invoicePage = "../../docs/invoice-lifecycle.md"

// The page is made from the tables: `go test ./internal/domain -run InvoicePage -update` writes it.
func TestTheInvoicePageFollowsTheTables(t *testing.T) {
	t.Parallel()
	want := invoiceLifecycle()
	if *update {
		if err := os.WriteFile(invoicePage, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(invoicePage)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("docs/invoice-lifecycle.md is out of step with the tables; run the test with -update")
	}
}

func invoiceLifecycle() string {
	var b strings.Builder
	b.WriteString("# Lifecycle of an electronic document\n\nMade from the tables in `internal/domain/invoice_state.go` and " +
		"`internal/domain/invoice_transition.go`; a test compares it. A credit note is a document of its own and lives by the same table.\n\n" +
		"```mermaid\nstateDiagram-v2\n    [*] --> REQUESTED: operation completed\n")
	for _, row := range InvoiceTransitions() {
		if row.From != row.To {
			fmt.Fprintf(&b, "    %s --> %s: %s%s\n", row.From, row.To, row.Act, invoiceCondition(row, " [%s]"))
		}
	}
	for _, state := range InvoiceStates() {
		if state.Final() {
			fmt.Fprintf(&b, "    %s --> [*]\n", state)
		}
	}
	b.WriteString("```\n\n## What a state means\n\n*Live*: the document occupies its operation, which has one at most. *Settled*: it waits for nothing. " +
		"*Final*: it stays so for ever.\n\n| state | desk | summary | live | settled | final |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, state := range InvoiceStates() {
		fmt.Fprintf(&b, "| %s | %s | %s (%s) | %s | %s | %s |\n", state, state.Label(), state.Status(), state.Status().Label(),
			tick(state.Live()), tick(state.Settled()), tick(state.Final()))
	}
	b.WriteString("\n## Why a document is parked\n\n| reason | desk | its number |\n| --- | --- | --- |\n")
	for _, reason := range InvoiceParkReasons() {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", reason, reason.Label(), parkedNumber(reason))
	}
	b.WriteString("\n## What an act leads to\n\nOf several rows the first whose condition holds applies; then its needs are asked in their order. " +
		"People ask for " + strings.Join(InvoiceAct("").Values()[:len(InvoiceActions())], ", ") + "; the rest follows from the provider, SUNAT or the operation.\n\n" +
		"| from | act | when | needs | to |\n| --- | --- | --- | --- | --- |\n")
	for _, row := range InvoiceTransitions() {
		needs := make([]string, len(row.Needs))
		for i, need := range row.Needs {
			needs[i] = need.Name
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", row.From, row.Act, invoiceCondition(row, "%s"), strings.Join(needs, ", "), row.To)
	}
	return b.String()
}

func invoiceCondition(row InvoiceTransition, format string) string {
	if row.When == nil {
		return ""
	}
	return fmt.Sprintf(format, row.When.Name)
}

func tick(yes bool) string {
	if yes {
		return "yes"
	}
	return ""
}

func parkedNumber(reason InvoiceParkReason) string {
	switch {
	case reason == ParkedAddressMissing || reason == ParkedUnfit:
		return "none taken"
	case reason.Foreign():
		return "another document's: a person issues it again"
	}
	return "kept"
}
