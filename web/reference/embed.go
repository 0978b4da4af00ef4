// Package reference serves what whoever builds on the API reads, without a network: the guides, the whole schema with examples, and the
// catalogues of errors, events and messages. The pages are made by Node of the repository's own documents and committed under dist/.
//
// Invariants: those of package page; the pages hold nothing of any house, so that they are for everybody.
package reference

import (
	"embed"
	"net/http"

	"github.com/qoricash/qoricash/web/page"
)

// Base is the path that the reference is built for.
const Base = "/docs"

//go:embed all:dist
var embedded embed.FS

// Handler serves the reference at [Base] and below. It panics when the embedded files are no page.
func Handler() http.Handler {
	return page.Embedded(embedded, page.Options{Base: Base, Policy: page.Policy{TrustedTypes: page.NoTrustedTypes}})
}
