package graph

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed schema/*.graphqls
var schemaFiles embed.FS

// SDL is the whole schema as it is written, one file after the other in the order of their names.
func SDL() string {
	entries, err := schemaFiles.ReadDir("schema")
	if err != nil {
		panic(fmt.Sprintf("graph: the embedded schema has no folder: %v", err))
	}
	var all strings.Builder
	for _, entry := range entries {
		content, err := schemaFiles.ReadFile("schema/" + entry.Name())
		if err != nil {
			panic(fmt.Sprintf("graph: read the embedded schema: %v", err))
		}
		fmt.Fprintf(&all, "# --- %s ---\n\n%s\n", entry.Name(), strings.TrimRight(string(content), "\n"))
	}
	return all.String()
}
