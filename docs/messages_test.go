package docs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

// message is a text that the code answers with a code, as it is written: verbs stand for figures.
type message string

var verb = regexp.MustCompile(`%[sdvq]`)

// fits tells whether an example is the message with figures in it.
func (m message) fits(example string) bool {
	parts := verb.Split(strings.ReplaceAll(string(m), "%%", "%"), -1)
	for i, part := range parts {
		parts[i] = regexp.QuoteMeta(part)
	}
	return regexp.MustCompile("^" + strings.Join(parts, ".+") + "$").MatchString(example)
}

// messagesByCode reads the source for texts that stand right behind a code, in a call or a composite literal.
func messagesByCode(t *testing.T) map[domain.Code][]message {
	t.Helper()
	source := readSource(t, "../internal", "../graph")
	found := map[domain.Code][]message{}
	for _, file := range source.files {
		ast.Inspect(file, func(node ast.Node) bool {
			var list []ast.Expr
			switch node := node.(type) {
			case *ast.CallExpr:
				list = node.Args
			case *ast.CompositeLit:
				list = node.Elts
			}
			for i := 1; i < len(list); i++ {
				code, isCode := source.codes[nameOf(list[i-1])]
				if !isCode {
					continue
				}
				text := source.text(list[i])
				if text == "%s" && i+1 < len(list) {
					text = source.text(list[i+1])
				}
				if text != "" && text != "%s" {
					found[code] = append(found[code], message(text))
				}
			}
			return true
		})
	}
	// Cost is refused by a package that knows no codes of the house: its text is made in one place.
	found[domain.CodeCostExceeded] = append(found[domain.CodeCostExceeded], costMessage(t, source))
	return found
}

// costMessage is the text that doclimit answers where a document costs too much.
func costMessage(t *testing.T, source *source) message {
	t.Helper()
	var text string
	for _, file := range source.files {
		ast.Inspect(file, func(node ast.Node) bool {
			clause, ok := node.(*ast.CaseClause)
			if !ok || len(clause.List) != 1 || nameOf(clause.List[0]) != "LimitCost" {
				return true
			}
			ast.Inspect(clause, func(node ast.Node) bool {
				if call, ok := node.(*ast.CallExpr); ok && len(call.Args) > 0 {
					text = source.text(call.Args[0])
				}
				return true
			})
			return false
		})
	}
	return message(text)
}

// source is the program's code, with its constants.
type source struct {
	files []*ast.File
	// codes are the codes by the names of their constants, texts those of all other constants.
	codes map[string]domain.Code
	texts map[string]string
}

func readSource(t *testing.T, folders ...string) *source {
	t.Helper()
	read := &source{codes: map[string]domain.Code{}, texts: map[string]string{}}
	positions := token.NewFileSet()
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") ||
				strings.Contains(path, "/generated/") {
				return err
			}
			file, err := parser.ParseFile(positions, path, nil, parser.SkipObjectResolution)
			if err == nil {
				read.files = append(read.files, file)
				read.keep(file)
			}
			return err
		})
		if err != nil {
			t.Fatalf("read the source: %v", err)
		}
	}
	return read
}

// keep remembers a file's text constants.
func (s *source) keep(file *ast.File) {
	ast.Inspect(file, func(node ast.Node) bool {
		spec, ok := node.(*ast.ValueSpec)
		if !ok || len(spec.Values) != len(spec.Names) {
			return true
		}
		for i, name := range spec.Names {
			text := s.text(spec.Values[i])
			if nameOf(spec.Type) == "Code" {
				s.codes[name.Name] = domain.Code(text)
			} else if text != "" {
				s.texts[name.Name] = text
			}
		}
		return true
	})
}

// text is the value of a text literal, of literals put together, or of a constant; empty for anything else.
func (s *source) text(expression ast.Expr) string {
	switch e := expression.(type) {
	case *ast.BasicLit:
		if text, err := strconv.Unquote(e.Value); err == nil && e.Kind == token.STRING {
			return text
		}
	case *ast.BinaryExpr:
		return s.text(e.X) + s.text(e.Y)
	case *ast.Ident:
		return s.texts[e.Name]
	}
	return ""
}

// nameOf is the last name of an expression; empty for one without.
func nameOf(expression ast.Expr) string {
	switch e := expression.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

func TestAnExampleThatTheCodeDoesNotAnswerIsFound(t *testing.T) {
	t.Parallel()
	for example, fits := range map[string]bool{
		"El cambio supera el 3.00 % de 10 pips.":    true,
		"El cambio supera el 3.00 de 10 pips.":      false,
		"El cambio supera el 3.00 % de 10 pips":     false,
		"Hoy el cambio supera el 3.00 % de 1 pips.": false,
	} {
		if message("El cambio supera el %s %% de %d pips.").fits(example) != fits {
			t.Errorf("%q: fits is not %t", example, fits)
		}
	}
}
