package doclimit

import (
	"context"
	"crypto/sha256"
	"fmt"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/hashicorp/golang-lru/v2/simplelru"
	"github.com/vektah/gqlparser/v2/ast"
)

// DefaultCacheBytes is what parsed documents may hold in memory (realtime.md 3.2 item 3, goal S5).
const DefaultCacheBytes = 32 << 20

// minCacheBytes leaves room for the sightings and some documents.
const minCacheBytes = 2 << 20

// sightings is how many documents seen once are remembered, and sightingBytes what that takes at most.
const (
	sightings     = 4096
	sightingBytes = 1 << 20
)

// hash names a document: equal texts, and no others, have equal hashes.
type hash = [sha256.Size]byte

// Documents caches validated documents within a bound of bytes, evicting the longest unused. A document enters at its
// second sight; one whose text is over the limit never does. It is safe for concurrent use; cached documents are shared
// and must not be changed.
type Documents struct {
	maxBytes, maxDocument int

	mu      sync.Mutex
	entries *simplelru.LRU[hash, cachedDocument]
	sighted *simplelru.LRU[hash, struct{}]
	bytes   int
}

type cachedDocument struct {
	document *ast.QueryDocument
	weight   int
}

var _ graphql.Cache[*ast.QueryDocument] = (*Documents)(nil)

// NewDocuments returns an empty cache of at most maxBytes (at least 2 MB) for documents of at most maxDocument bytes.
func NewDocuments(maxBytes, maxDocument int) (*Documents, error) {
	if maxBytes < minCacheBytes {
		return nil, fmt.Errorf("document cache of %d bytes: at least %d are needed", maxBytes, minCacheBytes)
	}
	d := &Documents{maxBytes: maxBytes - sightingBytes, maxDocument: maxDocument}
	var err error
	// The number of entries is bounded by their weight, which is never below minWeight.
	d.entries, err = simplelru.NewLRU(maxBytes/minWeight+1, func(_ hash, evicted cachedDocument) {
		d.bytes -= evicted.weight
	})
	if err != nil {
		return nil, fmt.Errorf("document cache: %w", err)
	}
	if d.sighted, err = simplelru.NewLRU[hash, struct{}](sightings, nil); err != nil {
		return nil, fmt.Errorf("document cache: %w", err)
	}
	return d, nil
}

// Get returns the document of a text if it is cached.
func (d *Documents) Get(_ context.Context, query string) (*ast.QueryDocument, bool) {
	if len(query) > d.maxDocument {
		return nil, false
	}
	name := sha256.Sum256([]byte(query))
	d.mu.Lock()
	defer d.mu.Unlock()
	cached, ok := d.entries.Get(name)
	return cached.document, ok
}

// Add caches a validated document if its text has been added before.
func (d *Documents) Add(_ context.Context, query string, document *ast.QueryDocument) {
	if len(query) > d.maxDocument {
		return
	}
	name := sha256.Sum256([]byte(query))
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, again := d.sighted.Get(name); !again {
		d.sighted.Add(name, struct{}{})
		return
	}
	if d.entries.Contains(name) {
		return
	}
	d.sighted.Remove(name)
	weight := weigh(query, document)
	d.entries.Add(name, cachedDocument{document: document, weight: weight})
	d.bytes += weight
	for d.bytes > d.maxBytes {
		d.entries.RemoveOldest()
	}
}

// contains reports whether a text is cached, without counting as a use of it.
func (d *Documents) contains(query string) bool {
	if len(query) > d.maxDocument {
		return false
	}
	name := sha256.Sum256([]byte(query))
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.entries.Contains(name)
}

// Bytes returns what the cached documents are taken to hold, for metrics.
func (d *Documents) Bytes() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.bytes
}

// Len returns the number of cached documents, for metrics.
func (d *Documents) Len() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.entries.Len()
}
