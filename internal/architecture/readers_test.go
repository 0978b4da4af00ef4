package architecture

import (
	"fmt"
	"go/ast"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// A client is addressed as tú. formal finds the forms of usted, other also what speaks of the client instead of to it. Letters are Spanish
// alone, so that commanded finds more forms in them; and beside other people and banks, which have a "su", theirs speak of no client but
// the reader.
var (
	formal = regexp.MustCompile(`(?i)(^|[^\pL])(usted|ustedes|espere|ingrese|verifique|escriba|envíe|comuníquese|inténtelo|sírvase)([^\pL]|$)`)
	other  = regexp.MustCompile(`(?i)(^|[^\pL])(puede|pueda|debe|su|sus|(el|al|del|un) cliente)([^\pL]|$)`)

	commanded = regexp.MustCompile(`(^|[.:|;!?] +)(Abra|Agregue|Cambie|Confirme|Descargue|Elija|Guarde|Haga|Ignore|Indique|Llame|Pida|Responda|Retire|Revise|` +
		`Seleccione|Siga|Suba|Tenga|Tome|Use|Vuelva)([^\pL]|$)`)
	ofClient = regexp.MustCompile(`(?i)(^|[^\pL])(el|al|del) cliente([^\pL]|$)`)
)

// letters are the templates of messages, e-mails and pushes alike. Those of the desk are read by the house, which reads of clients.
const (
	letters     = "internal/notify/templates"
	deskLetters = "desk_"
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

// checkLetters looks at every line of the templates for usted, and at those for clients for what speaks of them.
func checkLetters(files fs.FS) ([]finding, error) {
	var found []finding
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) == ".md" {
			return err
		}
		text, err := fs.ReadFile(files, name)
		for number, line := range strings.Split(string(text), "\n") {
			for _, wrong := range []*regexp.Regexp{formal, commanded, ofClient} {
				if at := strings.TrimSpace(wrong.FindString(line)); at != "" && (wrong != ofClient || !strings.HasPrefix(path.Base(name), deskLetters)) {
					found = append(found, finding{fmt.Sprintf("%s/%s:%d", letters, name, number+1), strconv.Quote(at)})
				}
			}
		}
		return err
	})
	return found, err
}

func TestClientsAreAddressedAsTu(t *testing.T) {
	t.Parallel()
	inLetters, err := checkLetters(os.DirFS(filepath.Join("..", "..", filepath.FromSlash(letters))))
	if err != nil {
		t.Fatalf("read the letters: %v", err)
	}
	report(t, "a client is addressed as tú, in the second person:", append(checkReaders(wholeTree(t)), inLetters...))
}

func TestLetterForSomebodyElseIsFound(t *testing.T) {
	t.Parallel()
	found, err := checkLetters(fstest.MapFS{
		"usted.letter":                     {Data: []byte("subject: Su código\ntext: Si usted no lo pidió, ignora este correo.")},
		"commanded.letter":                 {Data: []byte("inbox: Depósito recibido | Revise su operación.")},
		"push.letter":                      {Data: []byte("push: Operación completa | El cliente ya recibió su dinero.")},
		"layout.txt":                       {Data: []byte("Elija qué le avisamos.")},
		"operations/desk_operation.letter": {Data: []byte("text: El cliente informó su depósito. Revísalo.")},
		"sound.letter":                     {Data: []byte("text: Según tu banco, puede tardar. Revisa tu operación; otro cliente usa su propio documento.")},
		"README.md":                        {Data: []byte("Never write usted.")},
	})
	if err != nil || len(found) != 4 {
		t.Errorf("found %v, %v", found, err)
	}
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
