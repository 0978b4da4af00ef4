// Package desk serves the desk on which the people of the house work. The page is built from src/ by Node and committed under
// dist/, so that the program is built without Node.
//
// Invariants: those of package page; the desk uses the public API and has no rights of its own.
package desk

import (
	"embed"
	"net/http"

	"github.com/qoricash/qoricash/web/page"
)

// Base is the path that the desk is built for; its own addresses lie below it.
const Base = "/desk"

//go:embed all:dist
var embedded embed.FS

// Handler serves the desk at [Base] and below. Stores are the origins of stores of files outside the house. It panics when the embedded
// files are no page.
func Handler(stores []string) http.Handler {
	return page.Embedded(embedded, page.Options{Base: Base, Fallback: true, Policy: page.Policy{OwnPictures: true, Workers: true,
		Forms: true, TrustedTypes: "desk", Stores: stores}})
}
