package architecture

import (
	"fmt"
	"go/ast"
	"regexp"
	"strings"
	"testing"
)

// moneyFolders hold amounts and rates.
func moneyFolders() []string {
	return []string{"internal/money", "internal/domain", "internal/ledger", "internal/trading", "internal/pricing", "internal/treasury",
		"internal/accounting", "internal/invoicing", "internal/rewards", "internal/report", "graph/view", "ent/schema"}
}

var inexact = regexp.MustCompile(`(?i)float`)

// checkExact finds the word float: anywhere in programs; in tests as a name, because the text of a test may say that one
// is refused.
func checkExact(t *tree) []finding {
	var found []finding
	for _, f := range t.written() {
		switch {
		case !matchesAny(moneyFolders(), f.folder()):
		case f.isTest():
			ast.Inspect(f.syntax, func(node ast.Node) bool {
				if name, ok := node.(*ast.Ident); ok && inexact.MatchString(name.Name) {
					found = append(found, t.at(node, "%s", name.Name))
				}
				return true
			})
		default:
			for i, line := range strings.Split(f.text, "\n") {
				if word := inexact.FindString(line); word != "" {
					found = append(found, finding{fmt.Sprintf("%s:%d", f.path, i+1), word})
				}
			}
		}
	}
	return found
}

func TestMoneyIsExact(t *testing.T) {
	t.Parallel()
	report(t, "money is an exact decimal from the request to the row; a binary fraction loses centimos:", checkExact(wholeTree(t)))
}

func TestInexactMoneyIsFound(t *testing.T) {
	t.Parallel()
	drawn := sketch(t, map[string]string{
		"internal/ledger/a.go":      "package ledger\n\nvar balance float64\n",
		"internal/ledger/a_test.go": "package ledger\n\nvar f = strconv.ParseFloat\nvar text = \"a float is refused\"\n",
		"internal/live/a.go":        "package live\n\nvar gauge float64\n",
	})
	if found := checkExact(drawn); len(found) != 2 {
		t.Errorf("found %v", found)
	}
}
