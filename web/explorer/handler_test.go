package explorer_test

import (
	"compress/gzip"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/qoricash/qoricash/web/explorer"
)

const base = "/explorer"

// page is the handler under test; it has no state, and reading the bundle once is enough.
var page = sync.OnceValue(func() http.Handler { return explorer.Handler(base) })

// ask sends one request; headers are name, value, name, value.
func ask(t *testing.T, method, target string, headers ...string) *http.Response {
	t.Helper()
	request := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	recorder := httptest.NewRecorder()
	page().ServeHTTP(recorder, request)
	return recorder.Result()
}

func bodyOf(t *testing.T, response *http.Response) string {
	t.Helper()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatalf("read the body: %v", err)
	}
	return string(body)
}

// built lists the files under dist by the names under which they are asked for, with their plain content.
func built(t *testing.T) map[string]string {
	t.Helper()
	files := make(map[string]string)
	dist := os.DirFS("dist")
	err := fs.WalkDir(dist, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		opened, err := dist.Open(name)
		if err != nil {
			return err
		}
		defer opened.Close()
		var reader io.Reader = opened
		asked, packed := strings.CutSuffix(name, ".gz")
		if packed {
			if reader, err = gzip.NewReader(opened); err != nil {
				return err
			}
		}
		content, err := io.ReadAll(reader)
		files[asked] = string(content)
		return err
	})
	if err != nil {
		t.Fatalf("read dist: %v", err)
	}
	return files
}

// asset is the name of some built file with an extension.
func asset(t *testing.T, extension string) string {
	t.Helper()
	for name := range built(t) {
		if strings.HasPrefix(name, "assets/") && path.Ext(name) == extension {
			return name
		}
	}
	t.Fatalf("dist has no asset %s", extension)
	return ""
}

func TestThePageIsServedUnderItsPathAndAskedForAnewEachTime(t *testing.T) {
	t.Parallel()
	response := ask(t, http.MethodGet, base+"/")
	if response.StatusCode != http.StatusOK {
		t.Fatalf("status %d, want 200", response.StatusCode)
	}
	if got := response.Header.Get("Content-Type"); got != "text/html; charset=utf-8" {
		t.Errorf("type %q, want html", got)
	}
	if got := response.Header.Get("Cache-Control"); got != "no-cache" {
		t.Errorf("cache %q, want no-cache", got)
	}
	if body := bodyOf(t, response); !strings.Contains(body, `<div id="root">`) {
		t.Errorf("the page has no root: %s", body)
	}
}

func TestThePathWithoutASlashLeadsToThePage(t *testing.T) {
	t.Parallel()
	response := ask(t, http.MethodGet, base)
	if response.StatusCode != http.StatusMovedPermanently || response.Header.Get("Location") != base+"/" {
		t.Errorf("%d to %q, want 301 to %q", response.StatusCode, response.Header.Get("Location"), base+"/")
	}
}

func TestAPageThatDidNotChangeIsNotSentAgain(t *testing.T) {
	t.Parallel()
	etag := ask(t, http.MethodGet, base+"/").Header.Get("ETag")
	response := ask(t, http.MethodGet, base+"/", "If-None-Match", etag)
	if response.StatusCode != http.StatusNotModified || bodyOf(t, response) != "" {
		t.Errorf("status %d, want 304 without a body", response.StatusCode)
	}
	if other := ask(t, http.MethodGet, base+"/", "If-None-Match", `"another"`); other.StatusCode != http.StatusOK {
		t.Errorf("status %d for another version, want 200", other.StatusCode)
	}
}

func TestEveryBuiltFileIsServedAsItIsWithAKnownType(t *testing.T) {
	t.Parallel()
	for name, want := range built(t) {
		response := ask(t, http.MethodGet, base+"/"+name)
		if response.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d, want 200", name, response.StatusCode)
			continue
		}
		if got := response.Header.Get("Content-Type"); got == "application/octet-stream" {
			t.Errorf("%s has no type", name)
		}
		if got := response.Header.Get("X-Content-Type-Options"); got != "nosniff" {
			t.Errorf("%s may be sniffed", name)
		}
		forever := response.Header.Get("Cache-Control") == "public, max-age=31536000, immutable"
		if forever != strings.HasPrefix(name, "assets/") {
			t.Errorf("%s: cache %q", name, response.Header.Get("Cache-Control"))
		}
		if bodyOf(t, response) != want {
			t.Errorf("%s is not what was built", name)
		}
	}
}

func TestAssetsGoPackedToWhoeverTakesGzip(t *testing.T) {
	t.Parallel()
	script := base + "/" + asset(t, ".js")
	cases := []struct {
		accepts string
		packed  bool
	}{
		{"gzip, deflate, br, zstd", true},
		{"br, GZIP;q=0.5", true},
		{"gzip;q=1.0", true},
		{"gzip;q=0", false},
		{"gzip; q=0.000", false},
		{"identity", false},
		{"x-gzip", false},
		{"", false},
	}
	plain := bodyOf(t, ask(t, http.MethodGet, script))
	for _, c := range cases {
		t.Run(c.accepts, func(t *testing.T) {
			t.Parallel()
			response := ask(t, http.MethodGet, script, "Accept-Encoding", c.accepts)
			if got := response.Header.Get("Content-Encoding") == "gzip"; got != c.packed {
				t.Fatalf("packed %v, want %v", got, c.packed)
			}
			if response.Header.Get("Vary") != "Accept-Encoding" {
				t.Errorf("a cache in between would mix the two forms up")
			}
			var reader io.Reader = response.Body
			if c.packed {
				var err error
				if reader, err = gzip.NewReader(response.Body); err != nil {
					t.Fatalf("unpack: %v", err)
				}
			}
			content, err := io.ReadAll(reader)
			if err != nil || string(content) != plain {
				t.Errorf("the content differs from the plain form (%v)", err)
			}
		})
	}
}

func TestOnlyReadingIsAllowed(t *testing.T) {
	t.Parallel()
	response := ask(t, http.MethodPost, base+"/")
	if response.StatusCode != http.StatusMethodNotAllowed || response.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("%d, Allow %q, want 405 with GET, HEAD", response.StatusCode, response.Header.Get("Allow"))
	}
	if head := ask(t, http.MethodHead, base+"/"); head.StatusCode != http.StatusOK || bodyOf(t, head) != "" {
		t.Errorf("HEAD: %d with a body, want 200 without", head.StatusCode)
	}
}

func TestWhatIsNotThereIsNotFound(t *testing.T) {
	t.Parallel()
	packed := "/" + asset(t, ".js") + ".gz"
	for _, target := range []string{"/nothing.js", "/assets/", "/assets", "/../embed.go", "/%2e%2e/embed.go", packed} {
		response := ask(t, http.MethodGet, base+target)
		if response.StatusCode != http.StatusNotFound {
			t.Errorf("%s: status %d, want 404", target, response.StatusCode)
		}
		if response.Header.Get("Content-Security-Policy") == "" {
			t.Errorf("%s: a refusal without a policy", target)
		}
	}
}

func TestThePolicyAllowsTheOwnHostAndNoOther(t *testing.T) {
	t.Parallel()
	cases := []struct{ host, connect string }{
		{"localhost:8080", "connect-src 'self' ws://localhost:8080 wss://localhost:8080;"},
		{"api.qoricash.pe", "connect-src 'self' ws://api.qoricash.pe wss://api.qoricash.pe;"},
		{"[::1]:8080", "connect-src 'self' ws://[::1]:8080 wss://[::1]:8080;"},
		{"evil; script-src *", "connect-src 'self';"},
		{"a b", "connect-src 'self';"},
		{"*", "connect-src 'self';"},
		{"", "connect-src 'self';"},
	}
	for _, c := range cases {
		t.Run(c.host, func(t *testing.T) {
			t.Parallel()
			request := httptest.NewRequest(http.MethodGet, base+"/", nil)
			request.Host = c.host
			recorder := httptest.NewRecorder()
			page().ServeHTTP(recorder, request)
			policy := recorder.Header().Get("Content-Security-Policy")
			for _, want := range []string{"default-src 'none';", "script-src 'self';", c.connect, "frame-ancestors 'none'"} {
				if !strings.Contains(policy, want) {
					t.Errorf("the policy lacks %q: %s", want, policy)
				}
			}
			if strings.Contains(policy, "*") || strings.Contains(policy, "unsafe-eval") {
				t.Errorf("the policy is too wide: %s", policy)
			}
		})
	}
}

func TestThePageNamesNoOtherHostToLoadFrom(t *testing.T) {
	t.Parallel()
	loads := regexp.MustCompile(`(?i)(?:src|href)="(?:https?:)?//|url\(["']?(?:https?:)?//|@import\s+["']?(?:url\()?["']?(?:https?:)?//`)
	for name, content := range built(t) {
		if extension := path.Ext(name); extension != ".html" && extension != ".css" && extension != ".svg" {
			continue
		}
		if found := loads.FindString(content); found != "" {
			t.Errorf("%s loads from elsewhere: %s", name, found)
		}
	}
}

func TestTheLockFileNamesNoAddressOfARegistry(t *testing.T) {
	t.Parallel()
	lock, err := os.ReadFile("package-lock.json")
	if err != nil {
		t.Fatalf("read the lock file: %v", err)
	}
	for _, forbidden := range []string{`"resolved"`, ".tgz"} {
		if strings.Contains(string(lock), forbidden) {
			t.Errorf("the lock file holds %s: it would bind the build to one registry", forbidden)
		}
	}
}
