package httpapi

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"

	"github.com/rs/cors"

	"github.com/qoricash/qoricash/graph/schema"
)

// schemaPath is where the SDL is. Its name ends as tools want it that tell SDL from introspection by the address.
const schemaPath = "/schema.graphql"

// withSchema serves the SDL beside a site, to pages of every origin: it says nothing that the source does not.
func withSchema(site http.Handler) (http.Handler, error) {
	document, err := schema.Document()
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(document))
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	everybody := cors.New(cors.Options{AllowedMethods: []string{http.MethodGet, http.MethodHead}, ExposedHeaders: []string{"ETag"}})
	mux := http.NewServeMux()
	mux.Handle(schemaPath, everybody.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
			return
		}
		// It changes with the program: whoever keeps it asks whether it is still the one.
		w.Header().Set("Cache-Control", "public, no-cache")
		w.Header().Set("ETag", tag)
		if holds(r.Header.Values("If-None-Match"), tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		// A peer that left does not read its answer; there is nobody to tell.
		_, _ = io.WriteString(w, document)
	})))
	mux.Handle("/", site)
	return mux, nil
}
