package architecture

import (
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// A client is addressed as tú. formal finds the forms of usted, aboutClient also what speaks of the client instead of to it.
var (
	formal = regexp.MustCompile(`(?i)(^|[^\pL])(usted|ustedes|espere|ingrese|verifique|escriba|envíe|comuníquese|inténtelo|sírvase)([^\pL]|$)`)
	other  = regexp.MustCompile(`(?i)(^|[^\pL])(puede|pueda|debe|su|sus|(el|al|del|un) cliente)([^\pL]|$)`)
)

// checkReaders looks at every text of the program for usted, and at the client's half of each text with two readers for more.
func checkReaders(t *tree) []finding {
	var found []finding
	for _, f := range t.written() {
		if f.isTest() {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if text, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING && formal.MatchString(text) {
					found = append(found, t.at(n, "%q", strings.TrimSpace(formal.FindString(text))))
				}
			case *ast.CallExpr:
				// The client's half is the first of Say's, and the second of a reader's Refuse, which names its code before.
				_, method := selection(n.Fun)
				place, known := map[string]int{"Say": 0, "Refuse": 1}[method]
				if !known || len(n.Args) < place+2 {
					return true
				}
				if _, both := n.Args[place+1].(*ast.BasicLit); !both {
					return true
				}
				if text, ok := n.Args[place].(*ast.BasicLit); ok && other.MatchString(text.Value) {
					found = append(found, t.at(text, "%q", strings.TrimSpace(other.FindString(text.Value))))
				}
			}
			return true
		})
	}
	return found
}

func TestClientsAreAddressedAsTu(t *testing.T) {
	t.Parallel()
	report(t, "a client is addressed as tú, in the second person:", checkReaders(wholeTree(t)))
}

func TestTextForSomebodyElseIsFound(t *testing.T) {
	t.Parallel()
	drawn := sketch(t, map[string]string{
		"internal/trading/a.go": `package trading; var a = reader.Say("El cliente ya operó.", "El cliente ya operó.")`,
		"internal/trading/b.go": `package trading; var b = "Sube tu documento y espere."`,
		"internal/trading/d.go": `package trading; var d = reader.Refuse(domain.CodeX, "El cliente ya operó.", "El cliente ya operó.")`,
		"internal/trading/c.go": `package trading; var c = reader.Say("Ya operaste.", "El cliente ya operó.")`,
	})
	if found := checkReaders(drawn); len(found) != 3 {
		t.Errorf("found %v", found)
	}
}
