package architecture

import (
	"go/ast"
	"slices"
	"strings"
	"testing"
)

// schemaMethods are those by which ent reads a schema; their meaning is ent's.
var schemaMethods = []string{"Fields", "Edges", "Indexes", "Mixin", "Annotations"}

// checkDocumentation finds packages and exported names without a doc comment. Main has no readers of its names.
func checkDocumentation(t *tree) []finding {
	var found []finding
	told, seen := map[string]bool{}, map[string]string{}
	for _, f := range t.files {
		if f.isTest() || isGenerator(f) {
			continue
		}
		seen[f.folder()] = f.path
		if f.syntax.Doc != nil && strings.TrimSpace(f.syntax.Doc.Text()) != "" {
			told[f.folder()] = true
		}
		if f.generated || f.syntax.Name.Name == "main" {
			continue
		}
		for _, declaration := range f.syntax.Decls {
			found = append(found, t.undocumented(f, declaration)...)
		}
	}
	for folder := range seen {
		if !told[folder] && !strings.HasPrefix(folder, "ent/") && folder != "graph/generated" && folder != "graph/model" {
			found = append(found, finding{folder, "has no package comment"})
		}
	}
	return found
}

func (t *tree) undocumented(f *file, declaration ast.Decl) []finding {
	switch declared := declaration.(type) {
	case *ast.FuncDecl:
		if declared.Doc == nil && declared.Name.IsExported() && exportedReceiver(declared) && !promisedElsewhere(f, declared) {
			return []finding{t.at(declared, "%s has no doc comment", declared.Name.Name)}
		}
	case *ast.GenDecl:
		var found []finding
		for _, spec := range declared.Specs {
			for _, name := range undocumentedNames(spec) {
				// One comment over a group of constants or variables speaks for all; types each have their own.
				if _, isType := spec.(*ast.TypeSpec); declared.Doc == nil || isType && declared.Lparen.IsValid() {
					found = append(found, t.at(name, "%s has no doc comment", name.Name))
				}
			}
		}
		return found
	}
	return nil
}

// promisedElsewhere tells a method whose name says all that there is to say: of error, of ent.Interface, of gqlgen's
// resolvers.
func promisedElsewhere(f *file, declared *ast.FuncDecl) bool {
	promised := []string{"Error", "Unwrap"}
	switch {
	case f.folder() == "ent/schema":
		promised = append(promised, schemaMethods...)
	case strings.HasSuffix(f.path, ".resolvers.go"):
		promised = append(promised, "Query", "Mutation", "Subscription")
	}
	return declared.Recv != nil && slices.Contains(promised, declared.Name.Name)
}

// undocumentedNames are the exported names of a spec that has no comment itself.
func undocumentedNames(spec ast.Spec) []*ast.Ident {
	var names []*ast.Ident
	switch spec := spec.(type) {
	case *ast.ValueSpec:
		if spec.Doc == nil && spec.Comment == nil {
			names = spec.Names
		}
	case *ast.TypeSpec:
		if spec.Doc == nil && spec.Comment == nil {
			names = []*ast.Ident{spec.Name}
		}
	}
	return slices.DeleteFunc(slices.Clone(names), func(name *ast.Ident) bool { return !name.IsExported() })
}

// exportedReceiver tells a function, or a method of an exported type.
func exportedReceiver(function *ast.FuncDecl) bool {
	if function.Recv == nil {
		return true
	}
	of := function.Recv.List[0].Type
	for {
		switch inner := of.(type) {
		case *ast.StarExpr:
			of = inner.X
		case *ast.IndexExpr:
			of = inner.X
		case *ast.IndexListExpr:
			of = inner.X
		case *ast.Ident:
			return inner.IsExported()
		default:
			return false
		}
	}
}

func TestExportedNamesAndPackagesAreDocumented(t *testing.T) {
	t.Parallel()
	report(t, "a doc comment says what is promised, in which unit, with which errors, and where a rule comes from:",
		checkDocumentation(wholeTree(t)))
}

func TestMissingDocCommentIsFound(t *testing.T) {
	t.Parallel()
	drawn := sketch(t, map[string]string{
		"internal/trading/a.go": `package trading

func Silent() {}

type Mute struct{}

func (m *Mute) Method() {}

func (m *hidden) Method() {}

const (
	A = 1
	B = 2 // has a comment
)

// Group has one comment.
var (
	C = 1
)
`,
	})
	found := checkDocumentation(drawn)
	if len(found) != 5 {
		t.Errorf("found %v, want the package, Silent, Mute, Method and A", found)
	}
}
