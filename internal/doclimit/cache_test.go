package doclimit

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

func newDocuments(tb testing.TB, bytes int) *Documents {
	tb.Helper()
	documents, err := NewDocuments(bytes, DefaultLimits().DocumentBytes)
	if err != nil {
		tb.Fatal(err)
	}
	return documents
}

func TestDocumentIsCachedAtItsSecondSight(t *testing.T) {
	t.Parallel()
	ctx, documents, query := t.Context(), newDocuments(t, DefaultCacheBytes), "{ hello }"
	document := parse(t, query)
	for sight, want := range []bool{false, false, true} {
		got, ok := documents.Get(ctx, query)
		if ok != want || (ok && got != document) {
			t.Fatalf("sight %d: cached %v, want %v", sight+1, ok, want)
		}
		documents.Add(ctx, query, document)
	}
	if _, ok := documents.Get(ctx, query+" "); ok {
		t.Error("another text finds the document")
	}
}

func TestDocumentOverTheLimitIsNeverCached(t *testing.T) {
	t.Parallel()
	documents := newDocuments(t, DefaultCacheBytes)
	query := "{ hello }" + strings.Repeat(" ", DefaultLimits().DocumentBytes)
	for range 3 {
		documents.Add(t.Context(), query, parse(t, query))
	}
	if _, ok := documents.Get(t.Context(), query); ok || documents.Len() != 0 {
		t.Error("it is cached")
	}
}

func TestRefusedDocumentIsNeverCached(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	for range 3 {
		h.ask("{ nothing }", nil)
		h.ask("{"+strings.Repeat("hello ", 201)+"}", nil)
	}
	if cached := h.guard.Documents().Len(); cached != 0 {
		t.Errorf("%d refused documents are cached", cached)
	}
}

func TestCachedDocumentIsStillPricedPerRequest(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	query := `query($n: Int) { operations(first: $n) { nodes { id } } }`
	for range 3 {
		if response := h.ask(query, map[string]any{"n": 5}); len(response.Errors) > 0 {
			t.Fatal(response.Errors)
		}
	}
	if h.guard.Documents().Len() != 1 {
		t.Fatal("the document is not cached")
	}
	if response := h.ask(query, map[string]any{"n": 1_000_000}); limitOf(response.Errors) != LimitCost {
		t.Errorf("answered by %v", response.Errors)
	}
	if response := h.ask(query, map[string]any{"n": deepWhere(1_000)}); limitOf(response.Errors) != LimitVariableDepth {
		t.Errorf("answered by %v", response.Errors)
	}
}

func TestLongestUnusedDocumentLeavesFirst(t *testing.T) {
	t.Parallel()
	ctx, documents := t.Context(), newDocuments(t, minCacheBytes)
	query := func(i int) string { return fmt.Sprintf("{ hello } # %d %s", i, strings.Repeat("x", 8_000)) }
	add := func(i int) {
		documents.Add(ctx, query(i), parse(t, query(i)))
		documents.Add(ctx, query(i), parse(t, query(i)))
	}
	add(0)
	add(1)
	for i := 2; documents.contains(query(1)); i++ {
		documents.Get(ctx, query(0))
		add(i)
	}
	if !documents.contains(query(0)) {
		t.Error("the document in use left")
	}
}

func TestFloodOfUniqueDocumentsKeepsTheUsedOnes(t *testing.T) {
	t.Parallel()
	h := newHouse(t, nil)
	h.ask("{ hello }", nil)
	h.ask("{ hello }", nil)
	for i := range 2 * sightings {
		h.ask(fmt.Sprintf("{ hello } # %d", i), nil)
	}
	if !h.guard.Documents().contains("{ hello }") || h.guard.Documents().Len() != 1 {
		t.Errorf("%d documents are cached", h.guard.Documents().Len())
	}
}

func TestTooSmallACacheIsAnErrorAtStart(t *testing.T) {
	t.Parallel()
	if _, err := New(Options{Limits: DefaultLimits(), CacheBytes: 1}); err == nil {
		t.Error("one byte is accepted")
	}
}

func TestCacheServesManyAtOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t, func(o *Options) { o.CacheBytes = minCacheBytes })
	var requests sync.WaitGroup
	for worker := range 8 {
		requests.Go(func() {
			for i := range 200 {
				response := h.ask(fmt.Sprintf("{ hello me { ...F } } fragment F on Operation { id } # %d", (i+worker)%20), nil)
				if len(response.Errors) > 0 {
					t.Errorf("answered by %v", response.Errors)
				}
			}
		})
	}
	requests.Wait()
}

// Not parallel: it measures the heap of the process.
func TestCacheHoldsNoMoreThanItSays(t *testing.T) {
	shapes := map[string]func(i int) string{
		"tiny":            func(i int) string { return fmt.Sprintf("{ hello } # %d", i) },
		"typenames":       func(i int) string { return "{" + strings.Repeat("__typename ", 190) + fmt.Sprintf("} # %d", i) },
		"aliases":         func(i int) string { return fmt.Sprintf("{ a%d: hello %s }", i, aliases(14)) },
		"comments":        func(i int) string { return fmt.Sprintf("{ hello } # %d\n", i) + strings.Repeat("#\n", 900) },
		"comments inside": func(i int) string { return fmt.Sprintf("{ # %d\n", i) + strings.Repeat("#\n", 900) + "hello }" },
		"padding":         func(i int) string { return fmt.Sprintf("{ hello } # %d %s", i, strings.Repeat("x", 16_000)) },
		"literals": func(i int) string {
			return fmt.Sprintf("{ search(where: {and: [%s]}) { id } } # %d", strings.Repeat("{code: \"a\"} ", 150), i)
		},
		"variables": func(i int) string {
			return fmt.Sprintf("query Q%d(%s) { hello }", i, repeatUpTo(80, func(n int) string { return fmt.Sprintf("$v%d: [[[ID!]!]!] ", n) }))
		},
		"directives": func(i int) string { return fmt.Sprintf("{ hello %s } # %d", strings.Repeat("@mark", 10), i) },
		"fragments":  func(i int) string { return doubling(40, "...F%d ...F%d") + fmt.Sprint("# ", i) },
	}
	schema := houseSchema()
	for name, shape := range shapes {
		documents := newDocuments(t, 8<<20)
		before := heap()
		for i := 0; documents.Bytes() < 4<<20; i++ {
			query := shape(i)
			document := parse(t, query)
			resolve(schema, document)
			documents.Add(context.Background(), query, document)
			documents.Add(context.Background(), query, document)
		}
		held := heap() - before
		t.Logf("%-15s %4d documents, %5d KB accounted, %5d KB held", name, documents.Len(), documents.Bytes()>>10, held>>10)
		if held > documents.Bytes()+sightingBytes {
			t.Errorf("%s: %d bytes held, %d accounted", name, held, documents.Bytes())
		}
		runtime.KeepAlive(documents)
	}
}

// Not parallel: it measures the heap of the process.
func TestFloodNeverGrowsTheCacheOverItsBound(t *testing.T) {
	const bound = 4 << 20
	documents, schema := newDocuments(t, bound), houseSchema()
	before := heap()
	for i := range 3_000 {
		query := fmt.Sprintf("{ hello } # %d %s", i, strings.Repeat("x", 15_000))
		document := parse(t, query)
		resolve(schema, document)
		documents.Add(context.Background(), query, document)
		documents.Add(context.Background(), query, document)
	}
	if held := heap() - before; held > bound {
		t.Errorf("%d bytes held, bound %d", held, bound)
	}
	runtime.KeepAlive(documents)
}

func heap() int {
	runtime.GC()
	runtime.GC()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return int(memory.HeapAlloc)
}

func BenchmarkCachedDocument(b *testing.B) {
	documents := newDocuments(b, DefaultCacheBytes)
	document := &ast.QueryDocument{}
	documents.Add(b.Context(), introspectionQuery, document)
	documents.Add(b.Context(), introspectionQuery, document)
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := documents.Get(b.Context(), introspectionQuery); !ok {
			b.Fatal("not cached")
		}
	}
}
