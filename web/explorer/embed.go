// Package explorer serves the page on which people try the API: GraphiQL with saved examples, and a live view of
// operations. The page is built from src/ by Node and committed under dist/, so that the program is built without Node
// (product.md 3.1).
//
// Invariants:
//   - The page asks no host but its own for anything: its policy forbids it, and nothing in it tries.
//   - Files under assets/ carry a hash of their content in their names and may be kept for ever; everything else is
//     asked for anew each time.
//   - Nothing here knows of sessions: the page uses the public API and has no rights of its own.
package explorer

import (
	"embed"
	"fmt"
	"io/fs"
)

//go:embed all:dist
var embedded embed.FS

// pages returns the built files.
func pages() fs.FS {
	built, err := fs.Sub(embedded, "dist")
	if err != nil {
		panic(fmt.Sprintf("explorer: the embedded files have no dist: %v", err))
	}
	return built
}
