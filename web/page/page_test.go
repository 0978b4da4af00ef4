package page_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/qoricash/qoricash/web/page"
)

const (
	index  = `<script type="module" src="/desk/assets/index-1.js"></script><link rel="icon" href="/desk/icon.svg">`
	script = `console.log("1")`
)

// built are the files of a page that was built for /desk.
func built(t *testing.T) fstest.MapFS {
	t.Helper()
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	if _, err := io.WriteString(writer, script); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{"index.html": {Data: []byte(index)}, "icon.svg": {Data: []byte("<svg/>")}, "assets/index-1.js.gz": {Data: packed.Bytes()}}
}

func open(t *testing.T, options page.Options) http.Handler {
	t.Helper()
	handler, err := page.New(built(t), options)
	if err != nil {
		t.Fatal(err)
	}
	return handler
}

// ask sends one request; headers are name, value, name, value.
func ask(handler http.Handler, method, target string, headers ...string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder
}

func TestAPersonIsGivenThePageAtEachOfItsAddresses(t *testing.T) {
	t.Parallel()
	const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	cases := []struct {
		name, method, target, accept string
		status                       int
		body                         string
	}{
		{"the page itself", http.MethodGet, "/desk/", browser, http.StatusOK, index},
		{"the page itself, to anybody", http.MethodGet, "/desk/", "", http.StatusOK, index},
		{"an address", http.MethodGet, "/desk/operaciones", browser, http.StatusOK, index},
		{"an address below another", http.MethodGet, "/desk/operaciones/op_1", browser, http.StatusOK, index},
		{"an address that ends in a slash", http.MethodGet, "/desk/operaciones/", browser, http.StatusOK, index},
		{"an address with a query", http.MethodGet, "/desk/operaciones?texto=a.b", browser, http.StatusOK, index},
		{"an address, head alone", http.MethodHead, "/desk/operaciones", browser, http.StatusOK, ""},
		{"an address, for a script", http.MethodGet, "/desk/operaciones", "*/*", http.StatusNotFound, ""},
		{"an address, for data", http.MethodGet, "/desk/operaciones", "application/json", http.StatusNotFound, ""},
		{"an address, for who wants no HTML", http.MethodGet, "/desk/operaciones", "text/html;q=0, */*", http.StatusNotFound, ""},
		{"an address, for who says nothing", http.MethodGet, "/desk/operaciones", "", http.StatusNotFound, ""},
		{"a file that is there", http.MethodGet, "/desk/assets/index-1.js", "*/*", http.StatusOK, script},
		{"a file that an older page loads", http.MethodGet, "/desk/assets/index-0.js", "*/*", http.StatusNotFound, ""},
		{"a file that is opened by hand", http.MethodGet, "/desk/assets/index-0.js", browser, http.StatusNotFound, ""},
		{"a file without an ending", http.MethodGet, "/desk/assets/index", browser, http.StatusNotFound, ""},
		{"a folder of files", http.MethodGet, "/desk/assets", browser, http.StatusNotFound, ""},
		{"a name with a dot", http.MethodGet, "/desk/embed.go", browser, http.StatusNotFound, ""},
		{"elsewhere", http.MethodGet, "/deskop", browser, http.StatusNotFound, ""},
		{"another way to ask", http.MethodPost, "/desk/operaciones", browser, http.StatusMethodNotAllowed, ""},
	}
	desk := open(t, page.Options{Base: "/desk", Fallback: true})
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := ask(desk, c.method, c.target, "Accept", c.accept)
			if got.Code != c.status || c.status == http.StatusOK && got.Body.String() != c.body {
				t.Errorf("answered %d %q, want %d %q", got.Code, got.Body, c.status, c.body)
			}
			if got.Header().Get("Content-Security-Policy") == "" {
				t.Error("an answer without a policy")
			}
		})
	}
}

func TestAnAddressIsAnsweredByWhatIsTakenAndNotKeptForAnother(t *testing.T) {
	t.Parallel()
	desk := open(t, page.Options{Base: "/desk", Fallback: true})
	for _, accept := range []string{"text/html", "application/json"} {
		if got := ask(desk, http.MethodGet, "/desk/operaciones", "Accept", accept); got.Header().Get("Vary") != "Accept" {
			t.Errorf("%s: Vary %q, want Accept", accept, got.Header().Get("Vary"))
		}
	}
	first := ask(desk, http.MethodGet, "/desk/operaciones", "Accept", "text/html")
	if first.Header().Get("Cache-Control") != "no-cache" || first.Header().Get("ETag") != ask(desk, http.MethodGet, "/desk/").Header().Get("ETag") {
		t.Errorf("%v", first.Header())
	}
	again := ask(desk, http.MethodGet, "/desk/operaciones", "Accept", "text/html", "If-None-Match", first.Header().Get("ETag"))
	if again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("a page that did not change: %d with %d bytes", again.Code, again.Body.Len())
	}
}

func TestWithoutFallbackOnlyFilesAreServed(t *testing.T) {
	t.Parallel()
	explorer := open(t, page.Options{Base: "/explorer"})
	if got := ask(explorer, http.MethodGet, "/explorer/operaciones", "Accept", "text/html"); got.Code != http.StatusNotFound || got.Header().Get("Vary") != "" {
		t.Errorf("answered %d, Vary %q", got.Code, got.Header().Get("Vary"))
	}
}

func TestFilesThatAreNoPageAreRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		files   fstest.MapFS
		options page.Options
		says    string
	}{
		"no index":                 {fstest.MapFS{"assets/a.js": {}}, page.Options{Base: "/desk"}, "no index.html"},
		"built for another path":   {built(t), page.Options{Base: "/other", Fallback: true}, "/desk/assets/index-1.js"},
		"built for wherever it is": {fstest.MapFS{"index.html": {Data: []byte(`<script src="./a.js">`)}}, page.Options{Base: "/desk", Fallback: true}, "./a.js"},
		"it loads from another host": {fstest.MapFS{"index.html": {Data: []byte(`<script src="//cdn/a.js">`)}}, page.Options{Base: "/desk", Fallback: true},
			"//cdn/a.js"},
		"a path that begins like ours": {fstest.MapFS{"index.html": {Data: []byte(`<script src="/desktop/a.js">`)}},
			page.Options{Base: "/desk", Fallback: true}, "/desktop/a.js"},
		"an index that cannot be unpacked": {fstest.MapFS{"index.html.gz": {Data: []byte("plain")}}, page.Options{Base: "/desk", Fallback: true}, "unpack"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := page.New(c.files, c.options); err == nil || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), c.options.Base) {
				t.Errorf("answered %v, want one that says %q", err, c.says)
			}
		})
	}
}
