package architecture

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sync/errgroup"
)

// module is the path of the main module, with the slash that follows it in import paths.
const module = "github.com/qoricash/qoricash/"

// file is one Go file of the module.
type file struct {
	path      string // from the root of the module, with slashes
	text      string
	syntax    *ast.File
	generated bool
}

// folder is the package's path inside the module; "." is the root.
func (f *file) folder() string { return path.Dir(f.path) }

func (f *file) isTest() bool { return strings.HasSuffix(f.path, "_test.go") }

// imports answers the import paths; those of the module without its name.
func (f *file) imports() []string {
	paths := make([]string, 0, len(f.syntax.Imports))
	for _, spec := range f.syntax.Imports {
		quoted, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue // the parser refuses such a file
		}
		paths = append(paths, quoted)
	}
	return paths
}

// tree is the module's source.
type tree struct {
	positions *token.FileSet
	files     []*file
}

// finding is a break of a rule.
type finding struct {
	where string // file:line, or a package
	what  string
}

func (f finding) String() string { return f.where + ": " + f.what }

// at names the place of a node.
func (t *tree) at(node ast.Node, format string, arguments ...any) finding {
	position := t.positions.Position(node.Pos())
	return finding{fmt.Sprintf("%s:%d", position.Filename, position.Line), fmt.Sprintf(format, arguments...)}
}

// source reads the module once for all tests.
var source = sync.OnceValues(func() (*tree, error) { return read(filepath.Join("..", "..")) })

// module's tree, or the end of the test.
func wholeTree(t *testing.T) *tree {
	t.Helper()
	whole, err := source()
	if err != nil {
		t.Fatalf("read the source: %v", err)
	}
	return whole
}

func read(root string) (*tree, error) {
	paths, err := goFiles(root)
	if err != nil {
		return nil, err
	}
	read := &tree{positions: token.NewFileSet(), files: make([]*file, len(paths))}
	var group errgroup.Group
	group.SetLimit(8)
	for i, name := range paths {
		group.Go(func() error {
			text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
			if errors.Is(err, fs.ErrNotExist) {
				return nil // a generator is at work: the file went between the walk and now
			}
			if err != nil {
				return err
			}
			read.files[i], err = parse(read.positions, name, string(text))
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	read.files = slices.DeleteFunc(read.files, func(f *file) bool { return f == nil })
	return read, nil
}

// parse reads a file; of generated ones the imports alone, because no rule asks for more.
func parse(positions *token.FileSet, name, text string) (*file, error) {
	head, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		return nil, err
	}
	parsed := &file{path: name, text: text, generated: ast.IsGenerated(head)}
	mode := parser.ParseComments | parser.SkipObjectResolution
	if parsed.generated {
		mode |= parser.ImportsOnly
	}
	parsed.syntax, err = parser.ParseFile(positions, name, text, mode)
	return parsed, err
}

// goFiles lists the Go files of the main module. A folder with a go.mod is another module.
func goFiles(root string) ([]string, error) {
	var paths []string
	err := filepath.WalkDir(root, func(at string, entry fs.DirEntry, err error) error {
		if err != nil || at == root {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			if strings.HasPrefix(name, ".") || name == "node_modules" || name == "testdata" {
				return fs.SkipDir
			}
			if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
				return fs.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(name, ".go") {
			relative, err := filepath.Rel(root, at)
			if err != nil {
				return err
			}
			paths = append(paths, filepath.ToSlash(relative))
		}
		return nil
	})
	return paths, err
}

// written are the files that people wrote.
func (t *tree) written() []*file {
	var files []*file
	for _, f := range t.files {
		if !f.generated {
			files = append(files, f)
		}
	}
	return files
}

// matches tells whether a path is the pattern, or below it where the pattern ends with "/...".
func matches(pattern, name string) bool {
	parent, deep := strings.CutSuffix(pattern, "/...")
	return name == parent || deep && strings.HasPrefix(name, parent+"/")
}

func matchesAny(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool { return matches(pattern, name) })
}

// report fails the test with every finding and the reason of the rule, said once.
func report(t *testing.T, reason string, findings []finding) {
	t.Helper()
	if len(findings) == 0 {
		return
	}
	slices.SortFunc(findings, func(a, b finding) int { return cmp.Or(cmp.Compare(a.where, b.where), cmp.Compare(a.what, b.what)) })
	lines := make([]string, len(findings))
	for i, f := range findings {
		lines[i] = f.String()
	}
	t.Errorf("%s\n  %s", reason, strings.Join(slices.Compact(lines), "\n  "))
}

// exceptions are the files that a rule leaves out, each with its reason.
type exceptions map[string]string

// excuse takes the excused findings out. An exception that excuses nothing becomes a finding itself, so that the list
// never outlives its reasons.
func (e exceptions) excuse(findings []finding) []finding {
	used := map[string]bool{}
	left := slices.DeleteFunc(findings, func(f finding) bool {
		name, _, _ := strings.Cut(f.where, ":")
		for pattern := range e {
			if matches(pattern, name) {
				used[pattern] = true
				return true
			}
		}
		return false
	})
	for pattern := range e {
		if !used[pattern] {
			left = append(left, finding{pattern, "is an exception that nothing needs"})
		}
	}
	return left
}

// sketch is a tree of a test of the rules: paths and texts.
func sketch(t *testing.T, texts map[string]string) *tree {
	t.Helper()
	drawn := &tree{positions: token.NewFileSet()}
	for name, text := range texts {
		parsed, err := parse(drawn.positions, name, text)
		if err != nil {
			t.Fatalf("parse %s: %v", name, err)
		}
		drawn.files = append(drawn.files, parsed)
	}
	return drawn
}
