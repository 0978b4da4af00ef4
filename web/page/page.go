// Package page serves pages that the program carries with it: files that Node has built, which lie embedded beside their sources.
// It also holds what all of them look like, tokens.css.
//
// Invariants:
//   - A page asks no host but its own for anything, besides the store of files where the house has one elsewhere: its policy
//     forbids it, and every answer carries that policy, refusals included.
//   - Files under assets/ carry a hash of their content in their names and may be kept for ever; everything else is asked for
//     anew each time.
//   - A file that is not there is 404, never the page in its place.
//   - Nothing here knows of sessions: a page uses the public API and has no rights of its own.
package page

import (
	"embed"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

const (
	indexFile    = "index.html"
	assetsFolder = "assets/"
	packedSuffix = ".gz"
	dist         = "dist"
)

// Options say where a page is served, and what it may do.
type Options struct {
	// Base is the path of the page, "/desk" or alike, without a slash at its end.
	Base   string
	Policy Policy
	// Fallback answers a person who asks for any address below Base with the page itself, which knows its own addresses. Such a
	// page is built for Base, with whole addresses.
	Fallback bool
}

// Embedded serves what a package embeds under dist. It panics when that is no page: such a program was built wrong.
func Embedded(built embed.FS, options Options) http.Handler {
	files, err := fs.Sub(built, dist)
	if err != nil {
		panic(fmt.Sprintf("page: the files embedded for %s have no %s: %v", options.Base, dist, err))
	}
	handler, err := New(files, options)
	if err != nil {
		panic(fmt.Sprintf("page: %v", err))
	}
	return handler
}

// New serves built files. It answers GET and HEAD for Base itself and for all below it, and is given whole paths. The error tells
// of files that are no page, or one that was built for another path.
func New(files fs.FS, options Options) (http.Handler, error) {
	loaded, err := load(files)
	if err == nil && options.Fallback {
		err = builtFor(loaded[indexFile], options.Base)
	}
	if err != nil {
		return nil, fmt.Errorf("open the page of %s: %w", options.Base, err)
	}
	return &handler{files: loaded, base: options.Base, policy: options.Policy, fallback: options.Fallback}, nil
}

type handler struct {
	files    map[string]*file
	base     string
	policy   Policy
	fallback bool
}

// ServeHTTP implements http.Handler.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.policy.protect(w.Header(), r.Host)
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
		return
	}
	// Addresses of a page are relative to its path, or begin with it, so it must be read under a path that ends in a slash.
	if r.URL.Path == h.base {
		http.Redirect(w, r, h.base+"/", http.StatusMovedPermanently)
		return
	}
	name, below := strings.CutPrefix(r.URL.Path, h.base+"/")
	if name == "" {
		name = indexFile
	}
	found := h.files[name]
	if found == nil && h.fallback && isAddress(name) {
		w.Header().Add("Vary", "Accept")
		if asksForPage(r.Header) {
			found = h.files[indexFile]
		}
	}
	if !below || found == nil {
		http.NotFound(w, r)
		return
	}
	found.serve(w, r)
}

// isAddress tells what may be an address inside a page from what can only be a file.
func isAddress(name string) bool {
	return !strings.HasPrefix(name, assetsFolder) && name+"/" != assetsFolder && !strings.Contains(path.Base(name), ".")
}

// asksForPage tells whether a reader names HTML among what it takes, as browsers do for what a person opens. Whoever takes anything, such
// as a script, asked for something else.
func asksForPage(header http.Header) bool { return offers(header.Values("Accept"), "text/html") }
