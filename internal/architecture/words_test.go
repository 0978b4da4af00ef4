package architecture

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/qoricash/qoricash/internal/domain"
)

// tableFields are the fields that take a name out of the tables of things and events, by the struct that has them.
var tableFields = map[string][]string{"Aggregate": {"Type"}, "Record": {"Kind"}, "Entry": {"ObjectKind"}, "Proposal": {"ObjectKind"}, "Rule": {"Object", "Event"}}

// tableNames are the names of things and events that are no words of other languages too.
func tableNames() []string {
	return slices.DeleteFunc(allNames(), func(name string) bool { return !strings.ContainsAny(name, "_.") })
}

func allNames() []string {
	var names []string
	for _, row := range domain.EventTypes() {
		names = append(names, string(row.Kind))
	}
	for _, use := range []domain.ObjectUse{domain.ToldOf, domain.LockedOn, domain.AuditedAs} {
		for _, kind := range domain.ObjectKinds(use) {
			names = append(names, string(kind))
		}
	}
	return names
}

func literal(expression ast.Expr) (string, bool) {
	basic, ok := expression.(*ast.BasicLit)
	if !ok || basic.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(basic.Value)
	return text, err == nil
}

// checkTableWords finds names of things and events that are written out where the constant of the table belongs: two equal strings
// are equal by luck alone.
func checkTableWords(t *tree) []finding {
	var found []finding
	for _, f := range t.written() {
		if f.isTest() || f.folder() == "internal/domain" {
			continue
		}
		ast.Inspect(f.syntax, func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.CompositeLit:
				_, name := selection(node.Type)
				if identifier, ok := node.Type.(*ast.Ident); ok {
					name = identifier.Name
				}
				for _, element := range node.Elts {
					pair, ok := element.(*ast.KeyValueExpr)
					if !ok {
						continue
					}
					key, _ := pair.Key.(*ast.Ident)
					if text, is := literal(pair.Value); is && key != nil && slices.Contains(tableFields[name], key.Name) {
						found = append(found, t.at(pair, "%s: %q", key.Name, text))
					}
				}
			case *ast.SwitchStmt:
				if _, name := selection(node.Tag); name != "Kind" && name != "ObjectKind" {
					return true
				}
				for _, clause := range node.Body.List {
					for _, value := range clause.(*ast.CaseClause).List {
						if text, is := literal(value); is && slices.Contains(allNames(), text) {
							found = append(found, t.at(value, "case %q", text))
						}
					}
				}
			case *ast.BinaryExpr:
				if text, is := literal(node.Y); is && node.Op == token.EQL && slices.Contains(tableNames(), text) {
					if _, name := selection(node.X); name == "Kind" || name == "Type" || name == "ObjectKind" {
						found = append(found, t.at(node, "== %q", text))
					}
				}
			}
			return true
		})
	}
	return found
}

func TestThingsAndEventsAreNamedByTheirTables(t *testing.T) {
	t.Parallel()
	report(t, "the names of things and events are the constants of package domain:", checkTableWords(wholeTree(t)))
}

func TestWrittenOutNamesOfEventsAreFound(t *testing.T) {
	t.Parallel()
	drawn := sketch(t, map[string]string{
		"internal/a/a.go": "package a; var _ = event.Record{Kind: \"X\", Aggregate: event.Aggregate{Type: \"y\"}}",
		"internal/b/b.go": "package b; func f(e E) bool { return e.Kind == \"SESSION_ENDED\" }",
		"internal/d/d.go": "package d; func f(e E) { switch e.Kind { case \"CREATED\": } }",
		"internal/c/c.go": "package c; var _ = event.Record{Kind: domain.EventX}; var _ = E{Kind: \"X\"}",
	})
	if found := checkTableWords(drawn); len(found) != 4 {
		t.Errorf("found %v", found)
	}
}

// Every event of the table is told by some place of the product, and every thing is named by some.
func TestEveryEventOfTheTableIsToldSomewhere(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	for _, f := range wholeTree(t).written() {
		if f.isTest() || f.folder() == "internal/notify" && strings.Contains(f.path, "/chapter_") {
			continue
		}
		inTable := f.folder() == "internal/domain" && strings.HasPrefix(strings.TrimPrefix(f.path, "internal/domain/"), "event_")
		ast.Inspect(f.syntax, func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.SelectorExpr:
				used[node.Sel.Name] = true
			case *ast.Ident:
				if f.folder() == "internal/domain" && !inTable && !strings.HasSuffix(f.path, "/object.go") {
					used[node.Name] = true
				}
			}
			return true
		})
	}
	for _, f := range wholeTree(t).written() {
		if f.path != "internal/domain/event_kind.go" && f.path != "internal/domain/object.go" {
			continue
		}
		for _, declaration := range f.syntax.Decls {
			constants, ok := declaration.(*ast.GenDecl)
			if !ok || constants.Tok != token.CONST {
				continue
			}
			for _, spec := range constants.Specs {
				name := spec.(*ast.ValueSpec).Names[0].Name
				if !used[name] && name != "ToldOf" && name != "LockedOn" && name != "AuditedAs" {
					t.Errorf("nothing uses %s", name)
				}
			}
		}
	}
}
