//go:build !nodesk

package desk

import (
	"embed"
	"net/http"

	"github.com/qoricash/qoricash/web/page"
)

//go:embed all:dist
var embedded embed.FS

// Handler serves the desk at [Base] and below. Stores are the origins of stores of files outside the house. It panics when the embedded
// files are no page.
func Handler(stores []string) http.Handler {
	return page.Embedded(embedded, page.Options{Base: Base, Fallback: true, Policy: page.Policy{OwnPictures: true, Workers: true,
		Forms: true, TrustedTypes: "desk", Stores: stores}})
}
