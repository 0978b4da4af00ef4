// Package explorer serves the page on which people try the API: GraphiQL with saved examples, and a live view of
// operations. The page is built from src/ by Node and committed under dist/, so that the program is built without Node
// (product.md 3.1).
//
// Invariants: those of package page; nothing here knows of sessions, the page uses the public API and has no rights of its own.
package explorer

import (
	"embed"
	"net/http"

	"github.com/qoricash/qoricash/web/page"
)

//go:embed all:dist
var embedded embed.FS

// Handler serves the explorer under a path, "/explorer" or alike, without a slash at its end: its addresses are relative. It panics
// when the embedded files are no page.
func Handler(base string) http.Handler {
	return page.Embedded(embedded, page.Options{Base: base, Policy: policy()})
}

// policy allows what the editor needs: styles that it writes into the page, fonts and images that its style sheet holds, workers.
func policy() page.Policy { return page.Policy{InlineStyles: true, InlineFonts: true, Workers: true} }
