// Package try serves the telephone of a client, on which a demonstration is tried as clients see the house. The page is built from
// src/ by Node and committed under dist/, so that the program is built without Node.
//
// Invariants: those of package page; only a demonstration serves it; it uses the public API and has no rights of its own.
package try

import (
	"embed"
	"net/http"

	"github.com/qoricash/qoricash/web/page"
)

// Base is the path that the page is built for; its own addresses lie below it.
const Base = "/try"

//go:embed all:dist
var embedded embed.FS

// Handler serves the page at [Base] and below. Stores are the origins of stores of files outside the house. It panics when the embedded
// files are no page.
func Handler(stores []string) http.Handler {
	return page.Embedded(embedded, page.Options{Base: Base, Fallback: true, Policy: page.Policy{OwnPictures: true, Forms: true,
		TrustedTypes: page.NoTrustedTypes, Stores: stores}})
}
