// Package schema holds the API as it is written, and makes of it the one document that tools read.
//
// Invariants: the document says all that a front end may rely on, and nothing of what the server tells itself by directives;
// it depends on the sources alone, so that two builds of one source make the same bytes.
package schema

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
)

//go:embed *.graphqls
var files embed.FS

// sources are the files in the order of their names.
func sources() []*ast.Source {
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(fmt.Sprintf("schema: the embedded folder cannot be listed: %v", err))
	}
	list := make([]*ast.Source, len(entries))
	for i, entry := range entries {
		content, err := files.ReadFile(entry.Name())
		if err != nil {
			panic(fmt.Sprintf("schema: the embedded %s cannot be read: %v", entry.Name(), err))
		}
		list[i] = &ast.Source{Name: entry.Name(), Input: string(content)}
	}
	return list
}

// Sources is the whole schema as it is written, one file after the other in the order of their names.
func Sources() string {
	var all strings.Builder
	for _, source := range sources() {
		fmt.Fprintf(&all, "# --- %s ---\n\n%s\n", source.Name, strings.TrimRight(source.Input, "\n"))
	}
	return all.String()
}

const head = "# The API of QoriCash. Made by `make generate` of graph/schema: change it there.\n"

// Document is the whole schema as one document, its types in the order of their names, without extensions and without the
// directives by which the server marks fields for itself. An error tells what is wrong with the sources.
func Document() (string, error) {
	schema, err := gqlparser.LoadSchema(sources()...)
	if err != nil {
		return "", fmt.Errorf("read the schema: %w", err)
	}
	own := ownDirectives(schema)
	var text strings.Builder
	text.WriteString(head)
	for _, definition := range definitions(schema) {
		unmark(definition, own)
		text.WriteString("\n")
		formatter.NewFormatter(&text, formatter.WithIndent("  ")).
			FormatSchemaDocument(&ast.SchemaDocument{Definitions: ast.DefinitionList{definition}})
	}
	return text.String(), nil
}

// ownDirectives are those that the sources define: all of them speak to the server.
func ownDirectives(schema *ast.Schema) map[string]bool {
	own := map[string]bool{}
	for name, directive := range schema.Directives {
		own[name] = !directive.Position.Src.BuiltIn
	}
	return own
}

// definitions are the types of the sources by name.
func definitions(schema *ast.Schema) []*ast.Definition {
	var list []*ast.Definition
	for name, definition := range schema.Types {
		if !definition.BuiltIn && !strings.HasPrefix(name, "__") {
			list = append(list, definition)
		}
	}
	slices.SortFunc(list, func(a, b *ast.Definition) int { return strings.Compare(a.Name, b.Name) })
	return list
}

// unmark takes directives off a type and all that is in it.
func unmark(definition *ast.Definition, marks map[string]bool) {
	definition.Directives = without(definition.Directives, marks)
	for _, field := range definition.Fields {
		field.Directives = without(field.Directives, marks)
		for _, argument := range field.Arguments {
			argument.Directives = without(argument.Directives, marks)
		}
	}
	for _, value := range definition.EnumValues {
		value.Directives = without(value.Directives, marks)
	}
}

func without(list ast.DirectiveList, marks map[string]bool) ast.DirectiveList {
	return slices.DeleteFunc(list, func(directive *ast.Directive) bool { return marks[directive.Name] })
}
