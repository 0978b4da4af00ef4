// Command generate writes graph/generated, graph/model, the stubs of new resolvers and schema.graphql from the SDL. It runs
// gqlgen, and then puts inorder.Slice in the place of gqlgen's concurrent execution of lists, and scalar.ErrorOnPath in that of
// the first unreadable value ending the reading of all. Run twice it changes nothing.
package main

import (
	"bytes"
	"fmt"
	"go/format"
	"log"
	"os"
	"path/filepath"
	"regexp"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"

	"github.com/qoricash/qoricash/graph/schema"
)

func main() {
	log.SetFlags(0)
	if err := generate(); err != nil {
		log.Fatal(err)
	}
}

func generate() error {
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	if err := os.Chdir(root); err != nil {
		return err
	}
	settings, err := config.LoadConfig("gqlgen.yml")
	if err != nil {
		return fmt.Errorf("read gqlgen.yml: %w", err)
	}
	if err := api.Generate(settings); err != nil {
		return fmt.Errorf("generate: %w", err)
	}
	files, err := filepath.Glob("graph/generated/*.go")
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := putInOrder(file); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		if err := readOn(file); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return writeDocument()
}

// writeDocument writes the schema as one document, which tools and other repositories read without building anything.
func writeDocument() error {
	document, err := schema.Document()
	if err != nil {
		return err
	}
	return os.WriteFile("schema.graphql", []byte(document), 0o644)
}

// moduleRoot answers the folder of go.mod, so that `go generate` works from anywhere in the module.
func moduleRoot() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder, nil
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", os.ErrNotExist
		}
		folder = parent
	}
}

var (
	concurrent   = regexp.MustCompile(`graphql\.MarshalSliceConcurrently\(ctx, len\(v\), \d+, (?:true|false), `)
	leftOver     = []byte("MarshalSliceConcurrently")
	runtimeLine  = []byte("\t\"github.com/99designs/gqlgen/graphql\"\n")
	importedLine = []byte("\t\"github.com/qoricash/qoricash/graph/inorder\"\n")
	stopsReading = []byte("graphql.ErrorOnPath(")
	readsOn      = []byte("scalar.ErrorOnPath(")
	scalarLine   = []byte("\t\"github.com/qoricash/qoricash/graph/scalar\"\n")
)

// putInOrder replaces the concurrent execution of lists in one file. A form of it that is not known is an error: a new
// version of gqlgen must not bring the goroutines back unnoticed.
func putInOrder(file string) error {
	source, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if !bytes.Contains(source, leftOver) {
		return nil
	}
	source = concurrent.ReplaceAll(source, []byte("inorder.Slice(ctx, len(v), "))
	if bytes.Contains(source, leftOver) {
		return fmt.Errorf("a call of %s has an unknown form", leftOver)
	}
	source = bytes.Replace(source, runtimeLine, append(bytes.Clone(runtimeLine), importedLine...), 1)
	formatted, err := format.Source(source)
	if err != nil {
		return err
	}
	return os.WriteFile(file, formatted, 0o644)
}

// readOn makes one file read all of a form, whatever of it cannot be read.
func readOn(file string) error {
	source, err := os.ReadFile(file)
	if err != nil || !bytes.Contains(source, stopsReading) {
		return err
	}
	source = bytes.ReplaceAll(source, stopsReading, readsOn)
	if !bytes.Contains(source, scalarLine) {
		source = bytes.Replace(source, runtimeLine, append(bytes.Clone(runtimeLine), scalarLine...), 1)
	}
	formatted, err := format.Source(source)
	if err != nil {
		return err
	}
	return os.WriteFile(file, formatted, 0o644)
}
